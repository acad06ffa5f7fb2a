import {
  asksForThread,
  c,
  type Call,
  callsExhibit,
  type Check,
  exercise,
  fail,
  linesAfter,
  natural,
  numbersIn,
  ofThreads,
  pass,
  type Run,
  type Stage,
  type Threads,
  traced,
  untilAllEnded,
} from '@proclab/lab-kit';
import { threadsEnded } from '../threads/ending.ts';

const PROGRAM = './how-many';
/** Traced, each thread takes its time to come: it is waited for in steps. */
const STEPS: readonly number[] = [20, 40];

async function untilItEnds(stage: Stage): Promise<void> {
  const program = await stage.terminal.run(PROGRAM);
  for (const step of STEPS) {
    const reached = await stage.moment(
      `${step}-threads`,
      {
        zh: `一个进程有了 ${step} 个线程，或者程序结束`,
        en: `a process has ${step} threads, or the program has ended`,
      },
      (now) => now.ended(program) !== null || now.processes.some(({ threads }) => threads >= step),
      { within: '10s' },
    );
    if (!reached) break;
  }
  await untilAllEnded(stage, program);
}

const SEE = `strace -f -e trace=clone,clone3,exit_group ${PROGRAM} 2>&1 | grep -m 1 -B 2 EAGAIN`;

/** How people name EAGAIN, errno(3): by text, constant or number. */
const EAGAIN = /resource temporarily unavailable|EAGAIN|资源暂时不可用|(?<!\d)11(?!\d)/i;

/**
 * The first thread that the kernel refused; undefined if it refused none. ENOSYS is no refusal: where clone3(2) may not be
 * used, as here, glibc goes on with clone(2).
 */
function refusal({ main, others }: Threads): Call | undefined {
  return [main, ...others]
    .flatMap(({ calls }) => calls)
    .find((call) => asksForThread(call) && call.error === 'EAGAIN');
}

/**
 * What main and the thread that was refused one printed from then on: before, nobody can know how many there will be, and
 * the others do not. All that main printed, where none was refused.
 */
function saidInTheEnd(run: Run, threads: Threads): readonly string[] {
  const { tid, at: since } = refusal(threads) ?? { tid: threads.main.tid, at: -Infinity };
  return [threads.main, ...threads.others]
    .filter((thread) => thread === threads.main || thread.tid === tid)
    .flatMap((thread) => linesAfter(run, thread, since).map(({ text }) => text));
}

const untilRefused: Check = {
  id: 'until-refused',
  points: 30,
  must: {
    zh: '创建线程，直到内核拒绝为止；此前创建的都还活着',
    en: 'Threads are created until the kernel refuses one; all made before are alive then',
  },
  hint: {
    zh: '线程要一直等着，不能结束：数的是同时活着的有多少。循环到 pthread_create 返回非 0 为止，不要自己定上限。',
    en: 'Threads have to wait and not to end, as what is counted is how many live at once. Loop until pthread_create returns anything but 0, without a limit of your own.',
  },
  see: SEE,
  blame: ['fork', 'pthread_create', 'thrd_create'],
  on: 'traced',
  judge: ofThreads((threads, run) => {
    const { others } = threads;
    const refused = refusal(threads);
    const births = others.slice(-2).map(({ birth }) => birth!);
    if (refused === undefined)
      return fail(
        {
          zh: `创建了 ${others.length} 个线程，没有一次被拒绝`,
          en: `threads made: ${others.length}; none was refused`,
        },
        { ms: run.duration, exhibits: [callsExhibit(births)] },
      );
    const sight = { ms: refused.at, exhibits: [callsExhibit([...births, refused])] };
    const gone = others.find(({ endedAt }) => endedAt !== null && endedAt < refused.at);
    return gone === undefined
      ? pass(
          {
            zh: `${others.length} 个线程活着，下一个得到 ${refused.error}`,
            en: `${others.length} threads alive, the next one got ${refused.error}`,
          },
          sight,
        )
      : fail(
          {
            zh: `被拒绝之前，线程 ${gone.tid} 已经结束了`,
            en: `thread ${gone.tid} had ended before one was refused`,
          },
          sight,
        );
  }),
};

const countPrinted: Check = {
  id: 'count-printed',
  points: 30,
  must: {
    zh: '被拒绝之后，打印一共创建了多少个线程，主线程不算',
    en: 'After the refusal it prints how many threads it has created, the main thread not counted',
  },
  hint: {
    zh: '数的是返回 0 的 pthread_create，由创建线程的一方来数：刚创建的线程可能还没有开始运行。被拒绝的那一次不算，主线程也不是它创建的。',
    en: 'Count the calls of pthread_create that returned 0, where they are made: a thread that was just created may not have run at all. The one that was refused is none of them, and the main thread was not created by it.',
  },
  see: `${PROGRAM}; ${SEE}`,
  blame: ['printf', 'pthread_create'],
  on: 'traced',
  judge: ofThreads((threads, run) => {
    const made = threads.others.length;
    const sight = {
      ms: run.duration,
      exhibits: threads.exhibits.map((all) => ({ ...all, lines: spoken(all.lines) })),
    };
    return saidInTheEnd(run, threads).some((text) => numbersIn(text).includes(made))
      ? pass({ zh: `打印了 ${made}`, en: `it printed ${made}` }, sight)
      : fail(
          {
            zh: `创建了 ${made} 个线程，没有打印 ${made}`,
            en: `it created ${made} threads, and did not print ${made}`,
          },
          sight,
        );
  }),
};

/** Without the many threads that print nothing. */
function spoken(lines: readonly string[]): readonly string[] {
  const said = lines.filter((line) => !/\] \(nothing\)$|^… /.test(line));
  return said.length > 0 ? said : lines.slice(0, 1);
}

const errorNumber: Check = {
  id: 'error-number',
  points: 20,
  must: {
    zh: '打印被拒绝的原因：11、EAGAIN 或 Resource temporarily unavailable',
    en: 'It prints why it was refused: 11, EAGAIN or “Resource temporarily unavailable”',
  },
  hint: {
    zh: 'pthread_create 失败时返回错误号本身，不是 -1，也不设置 errno：int error = pthread_create(…); 再用 strerror(error)。',
    en: 'When it fails pthread_create returns the error number itself: not -1, and errno is not set. int error = pthread_create(…); then strerror(error).',
  },
  see: PROGRAM,
  blame: ['perror', 'strerror', 'printf', 'pthread_create'],
  on: 'traced',
  judge: ofThreads((threads, run) => {
    const exhibits = threads.exhibits.map((all) => ({ ...all, lines: spoken(all.lines) }));
    const refused = refusal(threads);
    if (refused === undefined)
      return fail({ zh: '没有一次创建被拒绝', en: 'no thread was refused' }, { ms: run.duration, exhibits });
    const said = saidInTheEnd(run, threads).find((text) => EAGAIN.test(text));
    return said === undefined
      ? fail(
          {
            zh: '没有打印错误号 11，也没有打印它的意思',
            en: 'neither the error number, 11, nor its text was printed',
          },
          { ms: refused.at, exhibits },
        )
      : pass({ zh: `打印了“${said}”`, en: `it printed “${said}”` }, { ms: refused.at, exhibits });
  }),
};

const ends: Check = {
  id: 'nothing-left',
  points: 20,
  must: {
    zh: '随后放走所有线程，程序结束，什么也不留下',
    en: 'Then it lets all threads go, ends, and leaves nothing',
  },
  hint: {
    zh: '打印之后唤醒所有等待的线程并 join；或者让 main 返回，进程和线程一起结束。',
    en: 'When it has printed, wake all threads that wait and join them; or let main return, which ends the process with all of them.',
  },
  see: `${PROGRAM}; ps -eo pid,nlwp,stat,args | grep "[h]ow-many"`,
  blame: ['pthread_exit', 'pause', 'pthread_join', 'pthread_create'],
  on: 'natural',
  judge: threadsEnded,
};

export default exercise('how-many', {
  title: { zh: '最多多少个线程', en: 'How many threads' },
  programs: [c('how-many.c')],
  runs: [natural(untilItEnds), ...traced(untilItEnds, 'slow-thread')],
  checks: [untilRefused, countPrinted, errorNumber, ends],
});
