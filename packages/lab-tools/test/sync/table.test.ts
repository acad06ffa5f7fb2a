import { describe, expect, it } from 'vitest';
import { withRows } from '../../src/sync/table.ts';

const row = (id: string, points: number) => ({ id, first: `\`${id}\``, words: `must ${id}`, points });

const TEXT = `# Tea

<!-- labs:sync -->
| check | in | must be true | points |
| --- | --- | --- | ---: |
| \`hot\` | the cup | hot, or \`a \\| b\` | 60 |
| \`strong\` | – | strong | 40 |
<!-- /labs:sync -->

| check | not kept | 7 |
`;

describe('withRows', () => {
  it('leaves a table as it is whose rows are right', () => {
    expect(withRows(TEXT, [row('hot', 60), row('strong', 40)])).toBe(TEXT);
  });

  it('follows order and points, keeps what was written, and begins a new row with what must be true', () => {
    expect(withRows(TEXT, [row('strong', 30), row('sweet', 20), row('hot', 50)])).toBe(
      TEXT.replace(/\| `hot`(.|\n)*40 \|\n/, () =>
        [
          '| `strong` | – | strong | 30 |',
          '| `sweet` | – | must sweet | 20 |',
          '| `hot` | the cup | hot, or `a \\| b` | 50 |',
          '',
        ].join('\n'),
      ),
    );
  });

  it('takes away a row that is no more', () => {
    expect(withRows(TEXT, [row('hot', 60)])).toBe(TEXT.replace(/\| `strong`.*\n/, ''));
  });

  it.each([
    ['no marks', TEXT.replaceAll('labs:sync', 'x')],
    ['no end', TEXT.replace('/labs:sync', 'x')],
    ['no table', TEXT.replace('| --- | --- | --- | ---: |', 'words')],
  ])('finds %s', (_, text) => {
    expect(withRows(text, [])).toBeNull();
  });
});
