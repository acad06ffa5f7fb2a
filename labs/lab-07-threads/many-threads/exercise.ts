import {
  atMoment,
  c,
  type Call,
  callsBy,
  callsExhibit,
  type Check,
  endOfAll,
  exercise,
  type ExerciseEvidence,
  fail,
  type Finding,
  isOneTo,
  linesOf,
  momentOf,
  type Moment,
  named,
  natural,
  numbersIn,
  ofThreads,
  pass,
  type ProcessState,
  programThreads,
  psCell,
  psExhibit,
  type Run,
  type Scenario,
  steady,
  type Text,
  type Threads,
  traced,
  untilAllEnded,
  wholeTable,
} from '@proclab/lab-kit';
import { enterRead, isBeforeEnter } from '../threads/enter.ts';

/** N threads are waited for, then Enter is typed once. */
function untilEnter(n: number): Scenario {
  return async (stage) => {
    const program = await stage.terminal.run('./many-threads', String(n));
    await stage.moment(
      'together',
      {
        zh: `${n} 个线程都打印了自己的一行，并且都活着`,
        en: `all ${n} threads have printed their line, and live`,
      },
      steady((now) => {
        const lines = linesOf(now.output).filter((line) => numbersIn(line).length >= 2);
        const process = now.processes.find(({ threads }) => threads > n);
        return process === undefined || lines.length < n ? null : String(process.pid);
      }, 2),
      { within: '10s' },
    );
    await stage.terminal.type('\n');
    await untilAllEnded(stage, program);
  };
}

const SEE = 'ps -eo pid,nlwp,stat,args | grep "[m]any-threads"';
const SEE_WRITERS = 'strace -f -e trace=clone,clone3,write,exit ./many-threads 3';

/** N, as the program was given it. */
function asked(run: Run): number {
  return Number(run.programs[0]?.argv[1]);
}

/** The process of the submission that has most threads at a moment; undefined when there is none. */
function threaded({ processes }: Moment): ProcessState | undefined {
  return processes
    .filter(({ role }) => role === 'submission')
    .toSorted((one, other) => other.threads - one.threads)[0];
}

function areTogether(moment: Moment, run: Run): boolean {
  return (threaded(moment)?.threads ?? 0) > asked(run);
}

const aliveAtOnce: Check = {
  id: 'alive-at-once',
  points: 40,
  must: {
    zh: '按回车之前，一个进程里除主线程外有 N 个线程同时活着',
    en: 'Until Enter is typed one process has N threads alive at once, besides its main thread',
  },
  hint: {
    zh: '线程打印之后不能就结束，要等到按下回车；pthread_join 放在第二个循环里，不要放在创建线程的循环里。fork 得到的是进程，每个进程的 NLWP 都是 1。',
    en: 'A thread must not end when it has printed, but wait until Enter is typed; and pthread_join belongs into a second loop, not into the one that creates. fork makes processes, of NLWP 1 each.',
  },
  see: SEE,
  blame: ['fork', 'pthread_join', 'thrd_join', 'pthread_create'],
  on: 'natural',
  judge: atMoment('together', (moment, run) => {
    const process = threaded(moment);
    const n = asked(run);
    if (process === undefined)
      return fail(
        { zh: '当时程序没有任何进程活着', en: 'no process of the program was alive then' },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const { pid, threads } = process;
    const sight = { moment, exhibits: [psExhibit(moment, [pid], 'nlwp')] };
    const stat = psCell(moment, pid, 'stat') ?? '';
    return areTogether(moment, run)
      ? pass(
          {
            zh: `PID ${pid}：NLWP ${threads}，STAT ${stat}`,
            en: `PID ${pid}: NLWP ${threads}, STAT ${stat}`,
          },
          sight,
        )
      : fail(
          {
            zh: `PID ${pid} 的 NLWP 是 ${threads}：除主线程外只有 ${threads - 1} 个线程，而不是 ${n} 个`,
            en: `PID ${pid}: NLWP ${threads}, which is ${threads - 1} besides the main thread, not ${n}`,
          },
          sight,
        );
  }),
};

/** A line that a thread printed itself, and what it has in digits: first its number. */
interface Introduction {
  readonly tid: number;
  readonly numbers: readonly number[];
}

function introductionsOf({ others }: Threads): readonly Introduction[] {
  return others.flatMap(({ tid, lines }) =>
    lines.flatMap(({ text }) => {
      const numbers = numbersIn(text);
      return numbers.length === 0 ? [] : [{ tid, numbers }];
    }),
  );
}

/** A judge of what threads printed of themselves; where none did, there was nothing right to be seen. */
function ofIntroductions(
  judge: (said: readonly Introduction[], threads: Threads, run: Run) => Finding,
): Check['judge'] {
  return ofThreads((threads, run) => {
    const said = introductionsOf(threads);
    return said.length > 0
      ? judge(said, threads, run)
      : fail(SILENT, { ms: run.duration, exhibits: threads.exhibits });
  });
}

const SILENT: Text = {
  zh: '主线程之外，没有线程自己打印过数字',
  en: 'no thread besides main printed a number itself',
};

const ownNumber: Check = {
  id: 'own-number',
  points: 20,
  must: {
    zh: '每个线程自己打印一行，行首的数是它的号数：1 … N，各不相同',
    en: 'Each thread prints one line itself, and its first number is its own: 1 to N, one each',
  },
  hint: {
    zh: '打印要写在线程函数里。&i 指向循环还在改的变量：给每个线程一个自己的数组元素，或者按值传 (void *)(intptr_t)i。',
    en: 'The printf belongs into the thread function. &i points to what the loop goes on changing: hand over an array element of its own, or the value, (void *)(intptr_t)i.',
  },
  see: SEE_WRITERS,
  blame: ['pthread_create', 'thrd_create', 'fork'],
  on: 'traced',
  judge: ofIntroductions((said, { exhibits }, run) => {
    const n = asked(run);
    const numbers = said.map(({ numbers: [number] }) => number);
    const tids = new Set(said.map(({ tid }) => tid));
    const sight = { ms: run.duration, exhibits };
    const list = (separator: string) => numbers.slice(0, 12).join(separator);
    return isOneTo(n, numbers) && tids.size === n
      ? pass({ zh: `${n} 个线程，号数 ${list('、')}`, en: `${n} threads, numbers ${list(', ')}` }, sight)
      : fail(
          {
            zh: `${tids.size} 个线程打印了号数 ${list('、')}，而不是 ${n} 个线程各打印 1 … ${n} 之一`,
            en: `${tids.size} threads printed ${list(', ')}, and not ${n} threads one of 1 to ${n} each`,
          },
          sight,
        );
  }),
};

const ownTid: Check = {
  id: 'own-tid',
  points: 20,
  must: { zh: '同一行里还有这个线程的 TID', en: 'The same line has the TID of the thread' },
  hint: {
    zh: 'gettid()（要在所有 #include 之前 #define _GNU_SOURCE）或 syscall(SYS_gettid)。getpid() 在所有线程里都一样；pthread_self() 是库内部的地址，ps 不认识它。',
    en: 'gettid(), with #define _GNU_SOURCE before all #include, or syscall(SYS_gettid). getpid() is the same in all threads, and pthread_self() is an address inside the library that ps does not know.',
  },
  see: 'ps -Lo pid,lwp,stat,args -C many-threads',
  blame: ['pthread_self', 'getpid', 'printf', 'pthread_create'],
  on: 'traced',
  judge: ofIntroductions((said, { exhibits }, run) => {
    const wrong = said.find(({ tid, numbers }) => !numbers.includes(tid));
    const sight = { ms: run.duration, exhibits };
    return wrong === undefined
      ? pass({ zh: '每一行都有打印它的线程的 TID', en: 'each line has the TID of its writer' }, sight)
      : fail(
          {
            zh: `线程 ${wrong.tid} 打印的那一行里没有 ${wrong.tid}`,
            en: `the line that thread ${wrong.tid} printed does not have ${wrong.tid}`,
          },
          sight,
        );
  }),
};

/** When the first of those that are to wait for Enter ended: a thread that has introduced itself, or the program. */
function firstEnd(threads: Threads): number {
  const waiting = new Set(introductionsOf(threads).map(({ tid }) => tid));
  const ends = threads.others.filter(({ tid }) => waiting.has(tid)).map(({ endedAt }) => endedAt);
  return Math.min(...[...ends, threads.family.program.ended?.at].map((at) => at ?? Infinity));
}

/** A traced run that came to its end, but not by Enter: who ended, and who read Enter later on, in their order. */
function endsUnasked({ runs }: ExerciseEvidence): readonly Call[] | undefined {
  const run = runs.find((each) => {
    const threads = programThreads(each);
    const hasEnded = threads !== null && momentOf(each, 'after')?.reached === true;
    return hasEnded && isBeforeEnter(each, firstEnd(threads));
  });
  if (run === undefined) return undefined;
  const ends = callsBy(run, run.programs[0]!.pid, 'exit', 'exit_group');
  return [...ends, ...enterRead(run)].toSorted((one, other) => one.at - other.at);
}

const oneEnter: Check = {
  id: 'one-enter',
  points: 20,
  must: {
    zh: '按一次回车，所有线程结束，程序也结束',
    en: 'When Enter is typed once, all threads end, and so does the program',
  },
  hint: {
    zh: '线程等的是回车，不是一段时间。一次回车要放走所有等待的线程：pthread_cond_broadcast 而不是 pthread_cond_signal，屏障，或者关闭大家都在读的管道。',
    en: 'What the threads wait for is Enter, not a length of time. One Enter has to let all of them go: pthread_cond_broadcast and not pthread_cond_signal, a barrier, or the end of a pipe that all read from.',
  },
  see: `./many-threads 3; ${SEE}`,
  blame: ['pthread_cond_signal', 'sem_post', 'sleep', 'getchar', 'read', 'pthread_join', 'pthread_create'],
  on: 'natural',
  judge: atMoment('after', (moment, run, evidence) => {
    const before = momentOf(run, 'together') ?? moment;
    if (!areTogether(before, run))
      return fail(
        {
          zh: '按回车之前，N 个线程就没有同时活着过',
          en: 'before Enter the N threads were never alive at once',
        },
        { moment: before, exhibits: [wholeTable(before)] },
      );
    const end = endOfAll(moment, run);
    const unasked = endsUnasked(evidence);
    return end.status !== 'pass' || unasked === undefined
      ? end
      : fail(
          {
            zh: '在跟踪的运行中，还没有人读到回车，线程或程序就结束了',
            en: 'in a traced run threads, or the program, ended before anybody had read Enter',
          },
          { moment, exhibits: [callsExhibit(unasked)] },
        );
  }),
};

export default exercise('many-threads', {
  title: { zh: '同时活着的线程', en: 'Many threads at once' },
  programs: [c('many-threads.c')],
  runs: [
    natural(untilEnter(3)),
    ...named('dozen', [natural(untilEnter(12))]),
    ...traced(untilEnter(4), 'slow-thread'),
    ...named('five', traced(untilEnter(5), 'slow-parent')),
  ],
  checks: [aliveAtOnce, ownNumber, ownTid, oneEnter],
});
