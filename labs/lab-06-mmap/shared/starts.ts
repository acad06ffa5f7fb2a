import {
  familyOf,
  linesOf,
  notChecked,
  type Finding,
  type ProcessLife,
  type Program,
  type ProgramRun,
  type Run,
  type Scenario,
  showStatus,
  type Stage,
  type Terminal,
  type Text,
} from '@proclab/lab-kit';

/** The folder in which the programs are started. */
export const HOME = '/home/student';
export const PAGE = 4096;

/** A file that the scenario lays out. */
export interface LaidOut {
  readonly content: string;
  /** Permission bits, else 0o644. */
  readonly mode?: number;
}

/**
 * A scenario: files are laid out by their names, and a program is started with each of these argument lists, all at once
 * and each on a terminal of its own, up to the moment `after`, when all have ended.
 *
 * @param keep names of files whose content goes into the evidence
 */
export function sideBySide(
  program: string,
  files: Readonly<Record<string, LaidOut>>,
  starts: readonly (readonly string[])[],
  keep: readonly string[] = [],
): Scenario {
  return async (stage: Stage) => {
    for (const [name, { content, mode = 0o644 }] of Object.entries(files))
      await stage.write(`${HOME}/${name}`, content, mode);
    for (const name of keep) stage.keep(`${HOME}/${name}`);
    const terminals: Terminal[] = [stage.terminal];
    while (terminals.length < starts.length) terminals.push(await stage.openTerminal());
    const programs: Program[] = [];
    for (const [index, args] of starts.entries())
      programs.push(await terminals[index]!.run(program, ...args));
    await stage.moment(
      'after',
      {
        zh: `${programs.length} 次启动都已结束，没有留下进程`,
        en: `all ${programs.length} starts have ended and no process is left`,
      },
      (now) => programs.every((started) => now.ended(started) !== null) && now.processes.length === 0,
      { within: '10s' },
    );
  };
}

/** One start of a program, by its arguments. */
export interface Start {
  /** `./copy a b` */
  readonly command: string;
  readonly program: ProgramRun;
  /** All that its terminal has shown, with line ends as the program wrote them. */
  readonly shown: string;
  /** The processes that it was in a traced run. */
  readonly lives: readonly ProcessLife[];
}

/** The start with these arguments; null when the run broke off before it. */
export function startOf(run: Run, ...words: readonly string[]): Start | null {
  const program = run.programs.find(({ argv }) => argv.join(' ') === words.join(' '));
  if (program === undefined) return null;
  const output = run.terminals.find(({ id }) => id === program.terminal)?.output ?? [];
  const family = familyOf(run, ...words);
  return {
    command: words.join(' '),
    program,
    // ONLCR, termios(3)
    shown: output
      .map(({ text }) => text)
      .join('')
      .replaceAll('\r\n', '\n'),
    lives: family === null ? [] : [family.program, ...family.made],
  };
}

/** Judges one by one: the first that fails decides, then the first that does not pass, else the last. */
export function each<T>(all: readonly T[], judge: (one: T) => Finding): Finding {
  const findings = all.map(judge);
  const worst = (['fail', 'not-checked'] as const).flatMap(
    (status) => findings.find((finding) => finding.status === status) ?? [],
  );
  return worst[0] ?? findings.at(-1)!;
}

export function neverStarted(run: Run, ...words: readonly string[]): Finding {
  const command = words.join(' ');
  return notChecked(
    { zh: `${command} 没有启动过`, en: `${command} was never started` },
    { ms: run.duration },
  );
}

/** How a program ended: `exit 1`, `SIGBUS`, or that it did not. */
export function showEnd({ ended }: ProgramRun): Text {
  if (ended === null) return { zh: '一直没有结束', en: 'it did not end' };
  const shown = showStatus(ended.status);
  return ended.status.kind === 'exited'
    ? { zh: `退出状态为 ${ended.status.code}`, en: `it ended with ${shown}` }
    : { zh: `被 ${shown} 终止`, en: `it was ended by ${shown}` };
}

const MOST_LINES = 8;
const WIDEST = 60;

/** The first and the last lines of a text without blank ones, cut where they are long; what can’t be seen is spelled out. */
export function textExhibit(text: string, kind: 'output' | 'file' = 'output') {
  const lines = linesOf(text)
    .filter((line) => line !== '')
    .map((line) => JSON.stringify(line).slice(1, -1));
  const shown =
    lines.length > MOST_LINES
      ? [...lines.slice(0, MOST_LINES / 2), `… ${lines.length - MOST_LINES}`, ...lines.slice(-MOST_LINES / 2)]
      : lines;
  const cut = shown.map((line) =>
    line.length > WIDEST ? `${line.slice(0, WIDEST / 2)} … ${line.slice(-WIDEST / 2)}` : line,
  );
  return { kind, lines: lines.length === 0 ? ['(nothing)'] : cut, marked: null };
}

/** How many characters of a content, from its first on, stand together somewhere in a text. */
export function longestBeginning(content: string, text: string): number {
  let [found, beyond] = [0, content.length + 1];
  while (beyond - found > 1) {
    const middle = (found + beyond) >> 1;
    if (text.includes(content.slice(0, middle))) found = middle;
    else beyond = middle;
  }
  return found;
}

/** The size of a file with this content. */
export function bytesIn(content: string): number {
  return new TextEncoder().encode(content).length;
}

/** A text of so many bytes, all of them ASCII, in which no two places look alike; it has no newline at its end. */
export function numbered(word: string, bytes: number): string {
  let text = '';
  for (let number = 1; text.length < bytes; number += 1)
    text += `${word}${number}${number % 8 === 0 ? '\n' : ' '}`;
  return `${text.slice(0, bytes - 1)}.`;
}
