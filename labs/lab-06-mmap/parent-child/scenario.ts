import {
  isZombie,
  MAPPING_CALLS,
  named,
  natural,
  type Now,
  type ProcessState,
  type RunSpec,
  type Scenario,
  type Stage,
  steady,
  traced,
  tracing,
  untilAllEnded,
} from '@proclab/lab-kit';

/**
 * What is typed at the terminal of the parent. Before that nobody can know it. It is nearly as long as it may be, with its
 * newline and a NUL.
 */
export const LINE =
  'wild geese carry letters across the lake, one for each house, and are gone before they are read';

/** What a child that asks for the CPU all the time has had of it, ms, when it has surely got as far as it can. */
const SPUN_MS = 50;

/** One way to start an exercise: its words, and the files that must be there before, by path. */
export interface Start {
  readonly words: readonly [program: string, ...args: string[]];
  readonly files: Readonly<Record<string, string>>;
}

/** The runs of both exercises: the line is there before everybody, under three schedules, or after everybody. */
export function runsOf(start: Start): readonly RunSpec[] {
  const late = typedLate(start);
  return [
    natural(late),
    ...tracing(
      [...MAPPING_CALLS, 'pread64'],
      [
        ...traced(typedAhead(start), 'slow-parent', 'slow-child', 'slow-reader'),
        ...named('late', traced(late, 'as-it-comes')),
      ],
    ),
  ];
}

/** The line waits in the terminal already: who comes first, parent or child, is up to the schedule alone. */
function typedAhead(start: Start): Scenario {
  return async (stage) => {
    await writeFiles(stage, start);
    await stage.terminal.type(`${LINE}\n`);
    await untilAllEnded(stage, await stage.terminal.run(...start.words));
  };
}

/**
 * The line is typed only when the child waits for something other than time, or has ended. Who sleeps for a while and hopes
 * that the parent is done by then has woken up before.
 */
function typedLate(start: Start): Scenario {
  return async (stage) => {
    await writeFiles(stage, start);
    const program = await stage.terminal.run(...start.words);
    await stage.moment(
      'before-the-line',
      {
        zh: '子进程在等待（不是睡一段时间），或者已经结束；那一行还没有输入',
        en: 'the child waits, and not just for a time, or has ended; the line has not been typed yet',
      },
      steady((now) => settledChildren(now, program.pid), 4),
      { within: '4s' },
    );
    await stage.terminal.type(`${LINE}\n`);
    await untilAllEnded(stage, program);
  };
}

async function writeFiles(stage: Stage, { files }: Start): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await stage.write(path, content);
    stage.keep(path);
  }
}

/** The children of a process and their states, if there are any and each has got as far as it can; else null. */
function settledChildren({ processes }: Now, parent: number): string | null {
  const children = processes.filter(({ ppid }) => ppid === parent);
  return children.length > 0 && children.every(isSettled)
    ? children.map(({ pid, state }) => `${pid} ${state}`).join(' ')
    : null;
}

/** Asleep for more than a time. Where the kernel hides in which of its functions a process sleeps, being asleep has to do. */
function isSettled(process: ProcessState): boolean {
  const naps = /sleep|^0$/.test(process.wchan ?? '');
  return isZombie(process) || (process.state === 'S' && !naps) || process.cpu >= SPUN_MS;
}
