import {
  addressesIn,
  c,
  callsExhibit,
  type Check,
  exercise,
  fail,
  heardTyping,
  linesOf,
  natural,
  nothingLeft,
  type Now,
  numbersIn,
  reapedByParents,
  type Stage,
  traced,
  tracing,
  withoutAddresses,
} from '@proclab/lab-kit';
import { ofTwo } from './of-two.ts';
import { bothLines, CUTTING, FILE, oneOpen, sharedOffset } from './one-file.ts';
import { globalPrivate, heapPrivate, localPrivate, oneChild, sameAddresses } from './two-memories.ts';

const VARIABLES = 3;

async function lookIntoBoth(stage: Stage): Promise<void> {
  stage.keep(FILE);
  const program = await stage.terminal.run('./private-memory');
  await stage.moment(
    'both',
    {
      zh: '父进程和子进程都打印了三个变量的地址和值',
      en: 'parent and child have both printed the addresses and values of three variables',
    },
    (now) => bothHavePrinted(now, program.pid),
    { within: '6s', addresses: (now) => addressesIn(now.output) },
  );
  await stage.terminal.type('\n');
  await stage.moment(
    'after',
    {
      zh: '按下 Enter 之后，提示符回来，并且程序的进程全部结束',
      en: 'after Enter the prompt is back and every process of the program has ended',
    },
    (now) => now.ended(program) !== null && now.processes.length === 0,
    { within: '10s' },
  );
}

/** Three addresses stand in a line with the PID of the parent, and again in a line with that of the child. */
function bothHavePrinted({ processes, output }: Now, parent: number): boolean {
  const child = processes.find(({ ppid }) => ppid === parent)?.pid;
  const lines = linesOf(output).map((text) => ({
    addresses: addressesIn(text),
    numbers: numbersIn(withoutAddresses(text)),
  }));
  const shown = addressesIn(output).filter((address) => {
    const its = lines.filter(({ addresses }) => addresses.includes(address));
    const named = (pid: number) => its.some(({ numbers }) => numbers.includes(pid));
    return its.length > 1 && child !== undefined && named(parent) && named(child);
  });
  return shown.length >= VARIABLES;
}

const reaped: Check = {
  id: 'reaped',
  points: 5,
  must: {
    zh: '父进程读到 Enter 之后，回收子进程',
    en: 'Once the parent has read Enter it reaps its child',
  },
  hint: {
    zh: '等的是 Enter，不是时间，由父进程来等。读到一行之后，先让子进程结束（例如 kill），再 wait。',
    en: 'Let the parent wait for Enter, and not for a time. When a line has been read let the child end (by kill, for instance), then wait for it.',
  },
  see: 'strace -f -e trace=process,kill,read ./private-memory',
  blame: ['wait', 'waitpid', 'sleep', 'kill', 'fork', 'vfork'],
  on: 'traced',
  judge: ofTwo((two, run) => {
    const finding = reapedByParents(two);
    const [enter] = heardTyping(run, { program: two.program, made: [] });
    const { at = Infinity, call } = two.child.reaped ?? {};
    return finding.status !== 'pass' || (enter?.returnedAt ?? Infinity) < at
      ? finding
      : fail(
          {
            zh: `PID ${two.child.pid} 被回收时，父进程还没有从终端读到 Enter`,
            en: `when PID ${two.child.pid} was reaped its parent had not read Enter from the terminal`,
          },
          { ms: at, exhibits: [callsExhibit([call ?? [], enter ?? []].flat())] },
        );
  }),
};

const allEnded: Check = {
  id: 'nothing-left',
  points: 5,
  must: {
    zh: '按下 Enter 之后，提示符回来，什么进程也不留下',
    en: 'After Enter the prompt comes back and no process is left',
  },
  hint: {
    zh: '父进程读到一行之后结束子进程，做完文件的部分，然后自己也结束。只有父进程可以读终端。',
    en: 'Once the parent has read a line it ends the child, does its part of the file, and ends too. Only the parent may read the terminal.',
  },
  see: "./private-memory; ps -o pid,ppid,stat,args | grep '[p]rivate'",
  blame: ['pause', 'getchar', 'wait', 'waitpid', 'kill', 'fork', 'vfork'],
  on: 'natural',
  judge: nothingLeft,
};

export default exercise('private-memory', {
  title: { zh: '各有各的内存', en: 'A memory of one’s own' },
  programs: [c('private-memory.c')],
  runs: [natural(lookIntoBoth), ...tracing(CUTTING, traced(lookIntoBoth, 'slow-parent', 'slow-child'))],
  checks: [
    oneChild,
    sameAddresses,
    globalPrivate,
    localPrivate,
    heapPrivate,
    oneOpen,
    sharedOffset,
    bothLines,
    reaped,
    allEnded,
  ],
});
