import { expect, test } from 'vitest';
import {
  psExhibit,
  readPs,
  type Exhibit,
  type Moment,
  type ProcessState,
  type PsReading,
} from '../../src/index.ts';
import { aMoment } from '../build-evidence.ts';
import { fixture } from '../fixture.ts';

const { header, rows } = readPs(fixture('ps/zoo.txt'));
const { after } = JSON.parse(fixture('ps/zoo.json')) as { after: ProcessState[] };
const ps: PsReading = { command: 'ps', header, rows, disagreements: [], trouble: null };
const moment: Moment = aMoment({ processes: after, ps });

function markedIn({ lines, marked }: Exhibit): string[] {
  return marked === null ? [] : lines.map((line) => line.slice(...marked));
}

test('shows the header and the very lines of ps, with the column marked', () => {
  const exhibit = psExhibit(moment, [13, 4], 'PPID');
  expect(exhibit.kind).toBe('ps');
  expect(exhibit.lines).toEqual([header, rows[3]?.line, rows[10]?.line]);
  expect(markedIn(exhibit)).toEqual(['PPID', '   3', '   1']);
});

test('the mark is as narrow as the cells allow and as wide as they need', () => {
  expect(markedIn(psExhibit(moment, [8], 'STAT'))).toEqual(['STAT', 'SNsl']);
  expect(markedIn(psExhibit(moment, [13], 'tty'))).toEqual(['TT', '? ']);
  expect(markedIn(psExhibit(moment, [3], 'tty'))).toEqual(['TT   ', 'pts/0']);
  expect(markedIn(psExhibit(moment, [13], 'pid'))).toEqual(['PID', ' 13']);
});

test('a mark on command lines counts terminal cells', () => {
  const [process] = after.filter(({ pid }) => pid === 13);
  const chinese = { ...(process as ProcessState), argv: ['./守护'] };
  const { marked } = psExhibit(aMoment({ processes: [chinese] }), [13], 'args');
  expect(marked).toEqual([
    header.indexOf('COMMAND'),
    header.indexOf('COMMAND') + Math.max('COMMAND'.length, 2 + 2 * 2),
  ]);
  const longer = psExhibit(
    aMoment({ processes: [{ ...chinese, argv: ['./守护进程'] }] }),
    [13],
    'args',
  ).marked;
  expect(longer?.[1]).toBe(header.indexOf('COMMAND') + 2 + 4 * 2);
});

test.each([
  ['ps was not asked', null],
  ['ps was killed', { ...ps, trouble: { zh: 'ps 被杀死。', en: 'ps was killed.' } }],
  ['ps has none of them', { ...ps, rows: [] }],
])('where %s it shows /proc in the same format', (_, reading) => {
  const exhibit = psExhibit({ ...moment, ps: reading }, [13], 'SID');
  expect(exhibit).toEqual({ ...psExhibit(moment, [13], 'SID'), kind: 'process' });
});
