import type { Check, Exhibit, Finding, ProgramRun, Run, Text } from '@proclab/lab-kit';
import { fail, linesOf, pass, showStatus } from '@proclab/lab-kit';
import { LIMITS, PROGRAM } from './scenario.ts';

export type StartName = keyof typeof LIMITS;

/** One of the four starts of the program, the last with such a limit; undefined when the run did not get as far. */
export function startOf(run: Run, name: StartName): ProgramRun | undefined {
  const limits: readonly string[] = LIMITS[name];
  return run.programs.findLast(({ argv }) => argv[0] === PROGRAM && limits.includes(argv[1]!));
}

/** A judge of one of the starts. One that never took place was kept from it by another one: that fails. */
export function ofStart(
  name: StartName,
  judge: (start: ProgramRun, ...rest: Parameters<Check['judge']>) => Finding,
): Check['judge'] {
  return (run, exercise) => {
    const start = startOf(run, name);
    return start === undefined
      ? fail(
          { zh: '还没有走到这一步，运行就中断了', en: 'the run broke off before it came to that' },
          { ms: run.duration },
        )
      : judge(start, run, exercise);
  };
}

/** A finding: the program ended with this status. */
export function endedWith(run: Run, start: ProgramRun, code: number): Finding {
  const { ended, startedAt } = start;
  const sight = { ms: ended?.at ?? run.duration, exhibits: [screenExhibit(run, start)] };
  if (ended === null)
    return fail(
      {
        zh: `${seconds(run.duration - startedAt)} 秒之后程序还没有结束`,
        en: `${seconds(run.duration - startedAt)} s after its start it had not ended`,
      },
      sight,
    );
  const seen: Text = {
    zh: `${seconds(ended.at - startedAt)} 秒之后结束：${showStatus(ended.status)}`,
    en: `it ended ${seconds(ended.at - startedAt)} s after its start: ${showStatus(ended.status)}`,
  };
  return ended.status.kind === 'exited' && ended.status.code === code ? pass(seen, sight) : fail(seen, sight);
}

/** The last lines of the terminal on which it was started. */
export function screenExhibit(run: Run, start: ProgramRun): Exhibit {
  const lines = linesOf(shownSince(run, start, 0));
  return { kind: 'output', lines: lines.slice(-8), marked: null };
}

/** What that terminal has shown from a time on, and up to another, ms: what a program writes comes there later, if not at once, but never sooner. */
export function shownSince(run: Run, { terminal }: ProgramRun, since: number, until = Infinity): string {
  const output = run.terminals.find(({ id }) => id === terminal)?.output ?? [];
  return output
    .filter(({ at }) => at >= since && at < until)
    .map(({ text }) => text)
    .join('');
}

export function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
