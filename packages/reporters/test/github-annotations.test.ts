import { describe, expect, it } from 'vitest';
import { githubAnnotations } from '../src/github-annotations.ts';
import { BOTH, readCommand } from './support.ts';
import { check, exercise, verdict } from './verdicts.ts';

const commands = (text: string) => text.trimEnd().split('\n').map(readCommand);

describe('githubAnnotations', () => {
  it.each(['zh', 'en'] as const)('tells of several labs in %s', async (language) => {
    await expect(githubAnnotations(BOTH, language)).toMatchFileSnapshot(
      `golden/github-annotations-${language}.txt`,
    );
  });

  it('says nothing when there is nothing to say', () => {
    expect(githubAnnotations([verdict('lab-01', [exercise('siblings', [check('a', 5, {})])])], 'en')).toBe(
      '',
    );
  });

  it('points at the line of C in the submission', () => {
    const source = { file: 'a.c', line: 14, column: 3, text: 'fork();', callee: 'fork' };
    const failed = check('a', 5, { status: 'fail', source });
    const [command] = commands(
      githubAnnotations([verdict('lab-01', [exercise('siblings', [failed])])], 'en'),
    );
    expect(command).toMatchObject({
      kind: 'error',
      properties: {
        file: 'labs/lab-01/submission/a.c',
        line: '14',
        col: '3',
        title: 'lab-01/siblings a (−5 points)',
      },
    });
  });

  it('points at the first error of a program that does not compile, once for all its checks', () => {
    const diagnostics = [
      { file: 'stdio.h', line: 9, column: 1, level: 'note', message: 'here', option: null },
      { file: 'w.c', line: 40, column: 16, level: 'error', message: 'too few arguments', option: null },
      { file: 'w.c', line: 41, column: 1, level: 'error', message: 'expected ‘}’', option: null },
    ] as const;
    const program = { program: 'w', command: 'gcc w.c', missing: [], log: 'w.c:40:16: error', diagnostics };
    const broken = exercise(
      'watcher',
      ['a', 'b', 'c'].map((id) => check(id, 5, { status: 'not-checked', at: null })),
      { build: { status: 'failed', programs: [program] } },
    );
    expect(commands(githubAnnotations([verdict('lab-08', [broken])], 'en'))).toEqual([
      {
        kind: 'error',
        properties: {
          file: 'labs/lab-08/submission/w.c',
          line: '40',
          col: '16',
          title: 'lab-08/watcher (−15 points)',
        },
        message: '✘ w did not compile, so nothing was run.\nw.c:40  too few arguments\nw.c:41  expected ‘}’',
      },
    ]);
  });

  it('gives ten of each kind, those that cost most', () => {
    const exhibits = [{ kind: 'output', lines: ['x'], marked: null }] as const;
    const failed = Array.from({ length: 14 }, (_, index) =>
      check(`worth-${index}`, index, { status: 'fail', exhibits, seen: { zh: `${index}`, en: `${index}` } }),
    );
    const errors = failed.map((each, index) => ({
      ...each,
      id: `unjudged-${index}`,
      status: 'error' as const,
    }));
    const diagnostics = Array.from({ length: 14 }, (_, line) => ({
      file: 'a.c',
      line,
      column: 1,
      level: 'warning' as const,
      message: 'unused',
      option: '-Wunused',
    }));
    const build = {
      status: 'built' as const,
      programs: [{ program: 'a', command: 'gcc a.c', missing: [], log: '', diagnostics }],
    };
    const two = [
      verdict('lab-01', [exercise('a', failed.slice(0, 7), { build })]),
      verdict('lab-02', [exercise('b', [...failed.slice(7), ...errors])]),
    ];
    const told = commands(githubAnnotations(two, 'en'));
    const titles = told.filter(({ kind }) => kind === 'error').map(({ properties }) => properties['title']);
    expect(titles).toEqual(
      [13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map(
        (worth) => `${worth < 7 ? 'lab-01/a' : 'lab-02/b'} worth-${worth} (−${worth} points)`,
      ),
    );
    for (const kind of ['warning', 'notice'])
      expect(told.filter((each) => each.kind === kind)).toHaveLength(10);
  });
});
