import {
  atMoment,
  c,
  type Check,
  endOfAll,
  type Exhibit,
  exercise,
  fail,
  isZombie,
  linesOf,
  momentOf,
  natural,
  type Now,
  numbersIn,
  pass,
  type ProcessState,
  shownUntil,
  type Stage,
  steady,
  secondsWaited,
} from '@proclab/lab-kit';
import { childrenOf, NO_CHILD, ofChildren, SEE, sightOf, statesOf } from './children.ts';
import { running, sleeping, stopped, zombie } from './one-in-each.ts';

const CHILDREN = 4;
/** A letter on its own, or with what ps adds to it in STAT: `R`, `R+`, `Z+`. */
const LETTER = /(?<![A-Za-z0-9_])([RSTZ])[<NLsl+]*(?![A-Za-z0-9_])/g;

async function fourAtOnce(stage: Stage): Promise<void> {
  const states = await stage.terminal.run('./states');
  await stage.moment(
    'at-once',
    {
      zh: '四个子进程同时处于 R、S、T、Z 四种状态，各有一行说明',
      en: 'four children are in the states R, S, T and Z at the same moment, and a line says so of each',
    },
    steady((now) => fourStates(now, states.pid), 3),
    { within: '5s' },
  );
  await stage.terminal.type('\n');
  await stage.moment(
    'after',
    {
      zh: '按下 Enter 之后，提示符回来，并且程序的进程全部结束',
      en: 'after Enter the prompt is back and every process of the program has ended',
    },
    (now) => now.ended(states) !== null && now.processes.length === 0,
    { within: '4s' },
  );
}

/**
 * Who is in which state, once all four are there and no other, as the shell of a system(3) is a child as well, and once
 * what the program says of them is shown.
 */
function fourStates({ processes, output }: Now, program: number): string | null {
  const children = processes.filter(({ ppid }) => ppid === program);
  const letters = children
    .filter((child) => child.state !== 'Z' || isZombie(child))
    .map(({ state }) => state);
  if (children.length !== CHILDREN || ![...'RSTZ'].every((letter) => letters.includes(letter))) return null;
  const said = lettersSaid(children, output);
  if (children.some(({ pid, state }) => said.get(pid)?.letter !== state)) return null;
  return children.map(({ pid, state }) => `${pid}${state}`).join(' ');
}

const fourChildren: Check = {
  id: 'four-children',
  points: 10,
  must: {
    zh: '同一时刻，你启动的进程恰好有 4 个子进程',
    en: 'At one moment the process that you start has exactly four children',
  },
  hint: {
    zh: '四个子进程要同时存在：不要在循环里 wait，也不要提前回收那个已经结束的。父进程自己不算。',
    en: 'All four must be there together: do not wait inside the loop, and do not reap the one that has ended yet. The parent itself does not count.',
  },
  see: SEE,
  blame: ['wait', 'waitpid', 'signal', 'sigaction', 'fork', 'vfork', 'posix_spawn'],
  on: 'natural',
  judge: ofChildren((children, moment) => {
    const count = children.length;
    const seen = {
      zh: `那一刻有 ${count} 个子进程`,
      en: `it had ${count} ${count === 1 ? 'child' : 'children'} at that moment`,
    };
    return count === CHILDREN ? pass(seen, sightOf(children, moment)) : fail(seen, sightOf(children, moment));
  }),
};

const printed: Check = {
  id: 'printed',
  points: 10,
  must: {
    zh: '按下 Enter 之前，每个子进程有一行，写着它的 PID 和 ps 所显示的状态字母',
    en: 'Before Enter there is for each child a line with its PID and the letter that ps shows',
  },
  hint: {
    zh: '在等待 Enter 之前打印，一行写一个子进程：它的 PID（fork 在父进程中的返回值）和单独的一个大写字母 R、S、T 或 Z。',
    en: 'Before it waits for Enter, one line for one child: its PID (what fork returned in the parent) and the capital letter R, S, T or Z on its own.',
  },
  see: './states',
  blame: ['printf', 'dprintf', 'write', 'fork'],
  on: 'natural',
  judge: ofChildren((children, moment, run) => {
    const said = lettersSaid(children, shownUntil(run, moment));
    const wrong = children.find((child) => said.get(child.pid)?.letter !== child.state);
    const lines = children.flatMap(({ pid }) => said.get(pid)?.line ?? []).slice(0, 8);
    const exhibits: Exhibit[] = [{ kind: 'output', lines, marked: null }];
    if (wrong === undefined) {
      return pass(
        {
          zh: `${children.length} 个子进程的 PID 和状态字母都印出来了，而且相符`,
          en: `PID and letter of all ${children.length} are printed, and they are right`,
        },
        { moment, exhibits },
      );
    }
    const letter = said.get(wrong.pid)?.letter;
    return fail(
      letter === undefined
        ? {
            zh: `那一刻之前没有一行写着 PID ${wrong.pid} 和一个状态字母；ps 显示它是 ${wrong.state}`,
            en: `by then no line had PID ${wrong.pid} and the letter of one state; ps shows it in ${wrong.state}`,
          }
        : {
            zh: `程序说 PID ${wrong.pid} 是 ${letter}，ps 显示的却是 ${wrong.state}`,
            en: `the program says that PID ${wrong.pid} is ${letter}, but ps shows ${wrong.state}`,
          },
      { moment, exhibits: [...sightOf([wrong], moment).exhibits, ...(lines.length > 0 ? exhibits : [])] },
    );
  }),
};

/** What the program says of each child: the last line that has its PID, no other child's, and one letter only. */
function lettersSaid(
  children: readonly ProcessState[],
  output: string,
): ReadonlyMap<number, { letter: string; line: string }> {
  const pids = new Set(children.map(({ pid }) => pid));
  return new Map(
    linesOf(output).flatMap((line) => {
      const named = [...new Set(numbersIn(line))].filter((number) => pids.has(number));
      const letters = [...new Set(Array.from(line.matchAll(LETTER), ([, letter]) => letter!))];
      const [pid] = named;
      const [letter] = letters;
      if (named.length !== 1 || letters.length !== 1) return [];
      return pid === undefined || letter === undefined ? [] : [[pid, { letter, line }] as const];
    }),
  );
}

const reaped: Check = {
  id: 'reaped',
  points: 15,
  must: {
    zh: '按下 Enter 之后，父进程结束并回收它的每一个子进程',
    en: 'After Enter the parent ends and reaps each of its children',
  },
  hint: {
    zh: 'SIGTERM 要等停住的进程继续之后才起作用：用 SIGKILL，或者再发一个 SIGCONT。僵尸杀不死，也不用杀，wait 就够了。最后循环调用 wait，直到它返回 -1。',
    en: 'SIGTERM has no effect on a stopped process until it goes on: send SIGKILL, or SIGCONT as well. A zombie cannot be killed and need not be: wait is enough. Then call wait in a loop until it returns -1.',
  },
  see: 'strace -f -e trace=process,kill ./states',
  blame: ['wait', 'waitpid', 'waitid', 'kill', 'fork'],
  on: 'natural',
  judge: atMoment('after', (moment, run, evidence) =>
    ofChildren((children) => {
      const left = childrenOf(moment, run);
      if (left.length > 0) {
        const seen = statesOf(left, moment);
        return fail(
          {
            zh: `${secondsWaited(moment)} 秒后还没有回收完，${seen.zh}`,
            en: `not all were reaped after ${secondsWaited(moment)} s; ${seen.en}`,
          },
          sightOf(left, moment),
        );
      }
      const pids = children.map(({ pid }) => pid);
      const orphans = run.orphans.filter(({ pid }) => pids.includes(pid));
      const [first] = orphans;
      if (first !== undefined) {
        const list = orphans.map(({ pid }) => pid);
        return fail(
          {
            zh: `父进程先结束了，PID ${list.join('、')} 由 PID 1 收走`,
            en: `the parent ended first: PID 1 had to reap ${list.join(', ')}`,
          },
          { ms: first.at },
        );
      }
      return pass(
        {
          zh: `PID ${pids.join('、')} 都由父进程回收，没有一个留给 PID 1`,
          en: `the parent reaped ${pids.join(', ')}; none was left to PID 1`,
        },
        { moment },
      );
    })(run, evidence),
  ),
};

const nothingLeft: Check = {
  id: 'nothing-left',
  points: 5,
  must: {
    zh: '按下 Enter 之后，提示符回来，什么进程也不留下',
    en: 'After Enter the prompt comes back and no process is left',
  },
  hint: {
    zh: '父进程读到一行之后结束并回收子进程，然后自己也结束。只有父进程可以读终端，否则这一行会被子进程读走。',
    en: 'Once the parent has read a line it ends and reaps its children, and then ends too. Nobody else may read the terminal, or the line may go to a child.',
  },
  see: "./states; ps -o pid,ppid,stat,args | grep '[s]tates'",
  blame: ['wait', 'waitpid', 'pause', 'getchar', 'kill', 'fork'],
  on: 'natural',
  judge: atMoment('after', (moment, run) => {
    const before = momentOf(run, 'at-once');
    return before !== undefined && childrenOf(before, run).length > 0
      ? endOfAll(moment, run)
      : fail(NO_CHILD, { moment });
  }),
};

export default exercise('states', {
  title: { zh: '四种状态', en: 'Four states' },
  programs: [c('states.c')],
  runs: [natural(fourAtOnce)],
  checks: [fourChildren, running, sleeping, stopped, zombie, printed, reaped, nothingLeft],
});
