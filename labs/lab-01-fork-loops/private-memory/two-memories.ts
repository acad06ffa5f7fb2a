import {
  addressesIn,
  atMoment,
  type Check,
  type Exhibit,
  fail,
  type Finding,
  intAt,
  isZombie,
  linesOf,
  type MemoryReading,
  type Moment,
  notChecked,
  numbersIn,
  pass,
  printedExhibit,
  type ProcessLife,
  type ProcessState,
  psExhibit,
  type Run,
  type Segment,
  segmentOf,
  type Text,
  withoutAddresses,
} from '@proclab/lab-kit';
import { ofTwo } from './of-two.ts';

const VARIABLES = 3;
/** More lines than this are of no use to a reader. */
const MOST = 8;

interface Pair {
  readonly parent: ProcessState;
  readonly child: ProcessState;
}

/** The program and its only child, if these two and no others are alive at that moment; else what is wrong. */
function pairOf(moment: Moment, run: Run): Pair | Text {
  const alive = moment.processes.filter((process) => process.role === 'submission' && !isZombie(process));
  const parent = alive.find(({ pid }) => pid === run.programs[0]?.pid);
  if (parent === undefined) return { zh: '那一刻程序已经结束了', en: 'the program had ended by then' };
  const child = alive.find(({ ppid }) => ppid === parent.pid);
  if (child === undefined)
    return { zh: '那一刻程序没有活着的子进程', en: 'the program had no child alive at that moment' };
  if (alive.length === 2) return { parent, child };
  return {
    zh: `那一刻程序一共有 ${alive.length} 个活着的进程，而不是 2 个`,
    en: `at that moment ${alive.length} processes of the program were alive, not two`,
  };
}

/** A judge of the two. */
function ofPair(judge: (pair: Pair, moment: Moment) => Finding): Check['judge'] {
  return atMoment('both', (moment, run) => {
    const pair = pairOf(moment, run);
    return 'parent' in pair ? judge(pair, moment) : fail(pair, { moment });
  });
}

export const oneChild: Check = {
  id: 'one-child',
  points: 5,
  must: {
    zh: '按 Enter 之前，父进程和它唯一的子进程都活着',
    en: 'Until Enter the parent and one only child of it are alive',
  },
  hint: {
    zh: '子进程打印之后不要结束：让它 pause()，直到父进程结束它。线程不算进程。',
    en: 'The child must not end when it has printed: let it pause() until its parent ends it. A thread is no process.',
  },
  see: '(sleep 1; ps -o pid,ppid,stat,args) & ./private-memory',
  blame: ['exit', '_exit', 'pthread_create', 'fork', 'vfork'],
  on: 'natural',
  judge: ofPair(({ parent, child }, moment) =>
    pass(
      {
        zh: `父进程 ${parent.pid} 和子进程 ${child.pid} 都活着`,
        en: `the parent ${parent.pid} and its child ${child.pid} were alive`,
      },
      { moment, exhibits: [psExhibit(moment, [parent.pid, child.pid], 'ppid')] },
    ),
  ),
};

export const sameAddresses: Check = {
  id: 'same-addresses',
  points: 10,
  must: {
    zh: '父、子进程各自打印自己的 PID 和三个变量的地址，地址相同',
    en: 'Parent and child each print their PID and the addresses of the three variables: the same ones',
  },
  hint: {
    zh: '用 %p 打印 (void *)&变量，堆变量打印指针本身；同一行里印出它的值，也就是打印者自己的 PID。',
    en: 'Print (void *)&variable with %p, for the heap variable the pointer itself; in the same line its value, which is the PID of whoever prints.',
  },
  see: 'strace -f -e trace=write ./private-memory',
  blame: ['vfork', 'fork'],
  on: 'traced',
  judge: ofTwo(({ program, child }) => {
    const sight = {
      ms: child.printedAt ?? child.bornAt,
      exhibits: [printedExhibit([program, child])],
    };
    const [byParent, byChild] = [addressesOf(program), addressesOf(child)];
    const common = byParent.filter((address) => byChild.includes(address));
    if (common.length >= VARIABLES)
      return pass(
        {
          zh: `父、子进程打印的地址相同：${common.slice(0, MOST).join('、')}`,
          en: `both print the same addresses: ${common.slice(0, MOST).join(', ')}`,
        },
        sight,
      );
    return fail(
      {
        zh: `与自己的 PID 同在一行的地址：父进程 ${byParent.length} 个，子进程 ${byChild.length} 个，其中相同的 ${common.length} 个`,
        en: `addresses in a line with the PID of their printer: parent ${byParent.length}, child ${byChild.length}, in common ${common.length}`,
      },
      sight,
    );
  }),
};

/** The addresses that a process printed in lines that hold its own PID. */
function addressesOf(life: ProcessLife): readonly string[] {
  const own = linesOf(life.printed).filter((line) => numbersIn(withoutAddresses(line)).includes(life.pid));
  return addressesIn(own.join('\n'));
}

/** What stood at one address in both processes. */
interface TwoReadings {
  readonly parent: MemoryReading;
  readonly child: MemoryReading;
}

function isPrivate(segment: Segment, check: Pick<Check, 'id' | 'must'>): Check {
  return {
    ...check,
    points: 15,
    hint: HINTS[segment],
    see: './private-memory',
    blame: segment === 'heap' ? ['vfork', 'mmap', 'malloc', 'fork'] : ['vfork', 'fork'],
    on: 'natural',
    judge: ofPair((pair, moment) => {
      const { parent, child } = pair;
      const readings = readingsIn(segment, moment, pair);
      const sight = (shown: readonly TwoReadings[]) => ({ moment, exhibits: [memoryExhibit(shown)] });
      const good = readings.find((one) => intAt(one.parent) === parent.pid && intAt(one.child) === child.pid);
      if (good !== undefined) return pass(compared(good), sight([good]));
      const unread = readings.find((one) => intAt(one.parent) === null || intAt(one.child) === null);
      if (unread !== undefined) return notChecked(UNREADABLE, sight([unread]));
      const [first] = readings;
      return first === undefined
        ? fail(NOWHERE[segment], sight(pairsOf(moment, pair)))
        : fail(compared(first), sight(readings));
    }),
  };
}

function pairsOf({ memory }: Moment, { parent, child }: Pair): readonly TwoReadings[] {
  return memory
    .filter(({ pid }) => pid === parent.pid)
    .flatMap((its) => {
      const others = memory.find(({ pid, address }) => pid === child.pid && address === its.address);
      return others === undefined ? [] : [{ parent: its, child: others }];
    });
}

/** Those of the printed addresses that lie in this part of the memory of both. */
function readingsIn(segment: Segment, moment: Moment, pair: Pair): readonly TwoReadings[] {
  return pairsOf(moment, pair).filter(
    (two) =>
      segmentOf(two.parent, pair.parent.exe) === segment && segmentOf(two.child, pair.child.exe) === segment,
  );
}

function compared({ parent, child }: TwoReadings): Text {
  const [its, others] = [intAt(parent), intAt(child)];
  const shared = parent.mapping?.permissions.endsWith('s');
  return {
    zh: `${parent.address}：父进程 ${parent.pid} 的内存里是 ${its}，子进程 ${child.pid} 的内存里是 ${others}${shared ? '；这段内存是共享的（rw-s）' : ''}`,
    en: `${parent.address}: ${its} in the memory of the parent ${parent.pid}, ${others} in that of its child ${child.pid}${shared ? '; this memory is shared (rw-s)' : ''}`,
  };
}

/** The int that /proc/PID/mem has at each address, and where that lies by /proc/PID/maps. */
function memoryExhibit(pairs: readonly TwoReadings[]): Exhibit {
  const lines = pairs.slice(0, MOST).flatMap(({ parent, child }) => [lineOf(parent), lineOf(child)]);
  return { kind: 'process', lines: lines.length > 0 ? lines : ['(no address)'], marked: null };
}

function lineOf(reading: MemoryReading): string {
  const { pid, address, mapping } = reading;
  const place = mapping === null ? '(not mapped)' : `${mapping.permissions} ${mapping.name || '(anonymous)'}`;
  return `[pid ${pid}] ${address}: ${intAt(reading) ?? '?'}  ${place}`;
}

const UNREADABLE: Text = {
  zh: '打印出来的地址上的内存读不到',
  en: 'the memory at the printed address could not be read',
};

const HINTS: Readonly<Record<Segment, Text>> = {
  data: {
    zh: '在所有函数之外声明；fork 之前赋值为 getpid()，子进程再赋一次。用 fork：vfork 的子进程直接用父进程的内存。',
    en: 'Declare it outside all functions; set it to getpid() before fork, and again in the child. Use fork: a child of vfork uses its parent’s memory itself.',
  },
  stack: {
    zh: '在 main 里声明，不要 static（那样它就和全局变量在一起）；子进程里要真的赋值，只打印 getpid() 不算。',
    en: 'Declare it inside main, without static (which would put it beside the globals); the child must really set it: printing getpid() is not enough.',
  },
  heap: {
    zh: '用 malloc 得到，打印指针本身（不是指针的地址）；子进程里对 *指针 赋值。MAP_SHARED 的映射不是私有的。',
    en: 'Get it from malloc and print the pointer, not the address of the pointer; the child sets what it points to. A MAP_SHARED mapping is not private.',
  },
};

const NOWHERE: Readonly<Record<Segment, Text>> = {
  data: {
    zh: '打印出来的地址没有一个在程序的数据段（.data 或 .bss）',
    en: 'none of the printed addresses lies in .data or .bss of the program',
  },
  stack: {
    zh: '打印出来的地址没有一个在栈（[stack]）上',
    en: 'none of the printed addresses lies on the stack, [stack]',
  },
  heap: {
    zh: '打印出来的地址没有一个在堆（[heap] 或匿名映射）上',
    en: 'none of the printed addresses lies in the heap, [heap] or an anonymous mapping',
  },
};

export const globalPrivate = isPrivate('data', {
  id: 'global-private',
  must: {
    zh: '全局变量：同一个地址上，父进程的内存里是父进程的 PID，子进程的内存里是子进程的 PID',
    en: 'Global variable: at one address the parent’s memory has the parent’s PID, the child’s has the child’s',
  },
});

export const localPrivate = isPrivate('stack', {
  id: 'local-private',
  must: {
    zh: '局部变量（在栈上）：同一个地址，父、子进程的内存里各是自己的 PID',
    en: 'Local variable, on the stack: at one address each of the two has its own PID in its memory',
  },
});

export const heapPrivate = isPrivate('heap', {
  id: 'heap-private',
  must: {
    zh: '堆变量（malloc）：同一个地址，父、子进程的内存里各是自己的 PID',
    en: 'Heap variable, from malloc: at one address each of the two has its own PID in its memory',
  },
});
