import {
  argvExhibit,
  argvOf,
  type Call,
  descriptorOf,
  type Exhibit,
  type Family,
  type ProcessLife,
  type ProcessState,
  type Program,
  type Stage,
} from '@proclab/lab-kit';

/** End of file, when it is typed at the beginning of a line, termios(3). */
const CTRL_D = '\x04';

/** A command as it is typed, and the words that it is. */
export interface Line {
  readonly typed: string;
  readonly words: readonly string[];
}

const line = (typed: string): Line => ({ typed, words: typed.trim().split(/[ \t]+/) });

/** As many words and characters as the task allows; the last word fills the line up. */
const MOST_WORDS = 60;
const MOST_CHARACTERS = 1000;
const SHELVES = Array.from({ length: MOST_WORDS - 3 }, (_, i) => `/bookshelf/${i + 1}`);
const LONG = `basename -a ${SHELVES.join(' ')} /bookshelf/last-`.padEnd(MOST_CHARACTERS, 'x');

export const SUM = line('expr 1234 + 4321');
export const LIST = line('ls -lah /etc');
/** One of the coreutils too, but in a later folder of PATH than the others: in /usr/sbin, where that is a folder of its own. */
export const FARTHER = line('chroot --version');
export const BLANKS = line('  stat  -c\t%F\t /etc  ');
export const LONGEST = line(LONG);
export const MISSING = line('no-such-command 7');
export const AFTER_MISSING = line('expr 20 + 3');
export const AFTER_EMPTY = line('expr 8 - 5');

export const SESSION = [
  SUM,
  LIST,
  FARTHER,
  BLANKS,
  LONGEST,
  MISSING,
  AFTER_MISSING,
  line(''),
  line(' \t '),
  AFTER_EMPTY,
];

/** All lines are typed ahead: what is read when is up to the program. */
export async function typedAhead(stage: Stage): Promise<void> {
  const shell = await stage.terminal.run('./shell-line');
  await stage.terminal.type(SESSION.map(({ typed }) => `${typed}\n`).join(''));
  await endOfFile(stage, shell);
}

/** One command that lasts, which is looked at and ended; then end of file. */
export async function oneThatLasts(stage: Stage): Promise<void> {
  const shell = await stage.terminal.run('./shell-line');
  await stage.terminal.type('sleep 600\n');
  let sleeper: number | undefined;
  await stage.moment(
    'running',
    { zh: '命令 sleep 600 正在运行', en: 'the command sleep 600 is running' },
    (now) => {
      sleeper = now.processes.find(isSleeper)?.pid;
      return sleeper !== undefined;
    },
    { within: '5s' },
  );
  if (sleeper !== undefined) await stage.signal(sleeper, 'SIGTERM');
  await endOfFile(stage, shell);
}

export function isSleeper({ comm, argv }: ProcessState): boolean {
  return comm === 'sleep' && argv.slice(1).join() === '600';
}

async function endOfFile(stage: Stage, shell: Program): Promise<void> {
  await stage.terminal.type(CTRL_D);
  await stage.moment(
    'after',
    {
      zh: '输入 Ctrl-D 之后提示符回来，并且程序的进程全部结束',
      en: 'after Ctrl-D the prompt is back and every process of the program has ended',
    },
    (now) => now.ended(shell) !== null && now.processes.length === 0,
    { within: '20s' },
  );
}

/** The child that became the program of a line, with its words as arguments; argv[0] may be a path. */
export function runOf({ children }: Family, { words }: Line): ProcessLife | undefined {
  return children.find(({ execs: [exec] }) => {
    if (exec === undefined) return false;
    const [first, ...others] = argvOf(exec);
    return (
      exec.path.endsWith(`/${words[0]}`) &&
      first !== undefined &&
      JSON.stringify(others) === JSON.stringify(words.slice(1))
    );
  });
}

/** The children that became this command, with whatever arguments. */
export function runsOf({ children }: Family, command: string): readonly ProcessLife[] {
  return children.filter(({ execs: [exec] }) => exec?.path.endsWith(`/${command}`) === true);
}

/** What processes became, with argv; nothing where none became another program. */
export function commandsExhibits(lives: readonly ProcessLife[]): readonly Exhibit[] {
  const lines = lives.flatMap(({ pid, execs: [exec] }) =>
    exec === undefined ? [] : argvExhibit(pid, exec).lines,
  );
  return lines.length > 0 ? [{ kind: 'call', lines, marked: null }] : [];
}

/** A call that asks a terminal for input. */
export function readsTerminal(call: Call): boolean {
  return READS.has(call.name) && /^\/dev\/(pts\/\d+|tty)$/.test(descriptorOf(call)?.target ?? '');
}

const READS: ReadonlySet<string> = new Set(['read', 'readv']);
