import { describe, expect, it } from 'vitest';
import { FORMATS } from '../src/formats.ts';
import { FORMAT_NAMES, type FormatName } from '../src/index.ts';
import { NASTY, poisoned } from './nasty.ts';
import { BOTH, markdownShape, readCommand, schemaErrors, xmlShape } from './support.ts';

const LANGUAGES = ['zh', 'en'] as const;

/** What stays the same in a document of each format, whatever the texts in it are. */
const SHAPES: Readonly<Record<FormatName, (text: string) => unknown>> = {
  // Its lines are wrapped; a test of its own has them.
  terminal: () => null,
  json: jsonShape,
  junit: xmlShape,
  'github-annotations': (text) =>
    text.split('\n').map((line) => {
      const { kind, properties } = readCommand(line);
      return [kind, Object.keys(properties), properties['line']];
    }),
  'github-summary': markdownShape,
  gradescope: jsonShape,
  classroom: jsonShape,
};

/** One document after the other; only their own braces stand at the beginning of a line. */
function jsonShape(text: string): unknown {
  return text
    .split(/^(?=\{)/m)
    .map((document) =>
      JSON.parse(document, (key, value: unknown) =>
        typeof value === 'string' && key !== 'status' ? '' : value,
      ),
    );
}

describe.each(Object.entries(NASTY))('%s, wherever it stands,', (_, poison) => {
  const hostile = poisoned(BOTH, poison);
  const harmless = poisoned(BOTH, 'x');

  it.each(FORMAT_NAMES)('does not break %s', (format) => {
    for (const language of LANGUAGES) {
      const text = FORMATS[format](hostile, language);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(SHAPES[format](text)).toEqual(SHAPES[format](FORMATS[format](harmless, language)));
    }
  });
});

it('megabytes make no report large', () => {
  const hostile = poisoned(BOTH, NASTY['megabytes'] ?? '');
  for (const name of FORMAT_NAMES.filter((each) => each !== 'json'))
    expect(Buffer.byteLength(FORMATS[name](hostile, 'en'))).toBeLessThan(400_000);
});

it('JUnit XML stays valid whatever stands in it', async () => {
  const documents = Object.entries(NASTY).map(([name, poison]) => [
    name,
    FORMATS.junit(poisoned(BOTH, poison), 'en'),
  ]);
  expect(await schemaErrors(Object.fromEntries(documents))).toEqual([]);
});

describe('the shapes', () => {
  it('show what a text would do that is not escaped', () => {
    expect(xmlShape('<a>&lt;b&gt;</a>')).not.toEqual(xmlShape('<a><b></a>'));
    expect(markdownShape('| a |\n|---|\n| b |')).not.toEqual(markdownShape('| a |\n|---|\n| **b** |'));
    expect(markdownShape('<details>a</details>')).not.toEqual(markdownShape('<details><b>a</details>'));
    expect(markdownShape('```\na\n```')).not.toEqual(markdownShape('```\n```\n# a\n```'));
  });
});

it('what the machine could not guarantee is told once, wherever there is room for it', () => {
  const what = { zh: '这台机器缺少一样东西。', en: 'This machine lacks something.' };
  const weak = BOTH.map((verdict) => ({
    ...verdict,
    machine: { ...verdict.machine, weaknesses: [{ code: 'LACKING', what }] },
  }));
  for (const name of ['github-summary', 'gradescope'] as const)
    expect(FORMATS[name](weak, 'en').split(what.en)).toHaveLength(2);
  // Once in each suite.
  expect(FORMATS.junit(weak, 'en').split(`△ ${what.en}</system-err>`)).toHaveLength(4);
});

it('every format ends with a newline and has something to say', () => {
  for (const name of FORMAT_NAMES) expect(FORMATS[name](BOTH, 'en')).toMatch(/\S\n$/);
});
