import { expect, it } from 'vitest';
import { c, exercise, lab, natural, type Stage, traced, trafficFrom, trafficTo } from '@proclab/lab-kit';
import { gradeLab, startBuildSandbox } from '../src/grade-lab.ts';

const EMPTY = { zh: '', en: '' };

/** Both make the FIFO; one sends its terminal's lines, the other shows them. */
const program = (flags: string, from: string, to: string) => `
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
int main(void)
{
    char text[512];
    ssize_t length;
    mkfifo("box", 0600);
    int fifo = open("box", ${flags});
    while ((length = read(${from}, text, sizeof text)) > 0)
        write(${to}, text, length);
    return 0;
}
`;
const files = [
  { path: 'sender.c', text: program('O_WRONLY', '0', 'fifo') },
  { path: 'shower.c', text: program('O_RDONLY', 'fifo', '1') },
];

/** What each terminal had shown when the second had the line. */
let shown: { sender: string; shower: string }[] = [];

async function oneLine(stage: Stage): Promise<void> {
  const [mine, other] = [stage.terminal, await stage.openTerminal()];
  const programs = [await mine.run('./sender'), await other.run('./shower')];
  await mine.type('hello\n');
  await stage.moment(
    'shown',
    EMPTY,
    (now) => {
      const both = { sender: now.shownOn(mine), shower: now.shownOn(other) };
      const came = both.shower.includes('hello');
      if (came) shown.push(both);
      return came;
    },
    { within: '10s' },
  );
  await mine.type('\x04');
  await stage.moment('end', EMPTY, (now) => programs.every((each) => now.ended(each) !== null), {
    within: '10s',
  });
}

it('plays and traces two programs on two terminals', async () => {
  shown = [];
  const twoPrograms = lab({
    id: 'lab-00',
    title: EMPTY,
    exercises: [
      exercise('pair', {
        title: EMPTY,
        programs: [c('sender.c'), c('shower.c')],
        runs: [natural(oneLine), ...traced(oneLine, 'as-it-comes', 'slow-reader', 'slow-writer')],
        checks: [],
      }),
    ],
  });
  const { evidence } = await gradeLab(twoPrograms, { origin: 'test', files }, startBuildSandbox(), () => {});
  const runs = evidence.exercises[0]!.runs;
  expect(runs.flatMap(({ faults }) => faults)).toEqual([]);
  expect(runs.map(({ moments }) => moments.map(({ name, reached }) => [name, reached]))).toEqual(
    runs.map(() => [
      ['shown', true],
      ['end', true],
    ]),
  );
  // The line that was typed is echoed, and nothing is sent to the other terminal but what the program writes.
  expect(shown).toEqual(runs.map(() => ({ sender: 'hello\r\n', shower: 'hello\r\n' })));
  for (const run of runs.slice(1)) {
    const [sender, shower] = run.programs.map(({ pid }) => pid) as [number, number];
    const { calls, processes } = run.trace!;
    expect(processes.map(({ pid, parent, printed }) => [pid, parent, printed])).toEqual([
      [sender, null, ''],
      [shower, null, 'hello\n'],
    ]);
    expect(calls.map(({ at }) => at)).toEqual(calls.map(({ at }) => at).toSorted((a, b) => a - b));
    const sent = trafficTo(run, [sender], '/home/student/box');
    const received = trafficFrom(run, [shower], '/home/student/box');
    expect([sent.text, received.text]).toEqual(['hello\n', 'hello\n']);
    expect(calls.indexOf(sent.calls[0]!)).toBeLessThan(
      calls.findIndex(({ pid, name, args }) => pid === shower && name === 'write' && args.includes('hello')),
    );
  }
});
