import {
  c,
  callsExhibit,
  type Check,
  exercise,
  fail,
  livesExhibit,
  natural,
  ofThreads,
  pass,
  type Text,
  type ThreadLife,
  toTheEnd,
  traced,
} from '@proclab/lab-kit';
import { cancellation, threadsEnded } from '../threads/ending.ts';
import { endsWithTheLast, guessesAt, isBeforeTheEnd } from './waiting.ts';

const SEE = 'strace -f -e trace=clone,clone3,fork,write,futex,clock_nanosleep,exit,exit_group ./two-threads';

const sameProcess: Check = {
  id: 'same-process',
  points: 25,
  must: {
    zh: '在同一个进程里创建一个线程，不创建进程',
    en: 'A thread is created in the same process, and no process',
  },
  hint: {
    zh: 'pthread_create 创建线程；fork 得到的是另一个进程，内存各是各的。',
    en: 'pthread_create makes a thread. fork makes another process, with a memory of its own.',
  },
  see: SEE,
  blame: ['fork', 'vfork', 'clone', 'pthread_create'],
  on: 'traced',
  judge: ofThreads(({ family, main, others }) => {
    const made = family.made;
    if (made.length > 0)
      return fail(
        { zh: `创建了进程 ${made[0]!.pid}`, en: `a process was made: ${made[0]!.pid}` },
        { ms: made[0]!.bornAt, exhibits: [livesExhibit([family.program, ...made], 'PID')] },
      );
    const births = others.map(({ birth }) => birth!);
    return pass(
      {
        zh: `进程 ${main.tid} 里创建了线程 ${others[0]!.tid}`,
        en: `thread ${others[0]!.tid} was made in process ${main.tid}`,
      },
      { ms: births[0]!.at, exhibits: [callsExhibit(births)] },
    );
  }),
};

function textOf({ lines }: ThreadLife): string {
  return lines
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join('\n');
}

/** The first thread besides main that has printed something. */
function speaker(others: readonly ThreadLife[]): ThreadLife | undefined {
  return others.find((thread) => textOf(thread) !== '');
}

const bothPrint: Check = {
  id: 'both-print',
  points: 30,
  must: {
    zh: '主线程和子线程各自打印自己的一行',
    en: 'The main thread and the other one each print a line themselves',
  },
  hint: {
    zh: '一个 printf 写在 main 里，另一个写在线程函数里。main 一返回，整个进程就结束，还没来得及打印的线程也随之结束。',
    en: 'One printf in main, the other in the thread function. When main returns the whole process ends, and with it a thread that has not printed yet.',
  },
  see: SEE,
  blame: ['pthread_create', 'thrd_create'],
  on: 'traced',
  judge: ofThreads(({ main, others, exhibits }) => {
    const other = speaker(others);
    const silent: Text | null =
      other === undefined
        ? { zh: `子线程 ${others[0]!.tid} 什么也没有打印`, en: `thread ${others[0]!.tid} printed nothing` }
        : textOf(main) === ''
          ? { zh: `主线程 ${main.tid} 什么也没有打印`, en: `the main thread, ${main.tid}, printed nothing` }
          : null;
    const sight = { ms: other?.lines[0]?.at ?? others[0]!.birth!.at, exhibits };
    return silent === null
      ? pass(
          {
            zh: `${main.tid} 和 ${other!.tid} 各自打印了`,
            en: `${main.tid} and ${other!.tid} printed, each itself`,
          },
          sight,
        )
      : fail(silent, sight);
  }),
};

const different: Check = {
  id: 'different-lines',
  points: 10,
  must: { zh: '两行的内容不同', en: 'The two lines differ' },
  hint: {
    zh: '看得出谁是谁：写上“主线程”“子线程”，或者打印 gettid()。',
    en: 'Let one see who is who: say so, or print gettid().',
  },
  see: './two-threads',
  blame: ['printf', 'puts', 'write', 'pthread_create'],
  on: 'traced',
  judge: ofThreads(({ main, others, exhibits }) => {
    const other = speaker(others);
    const sight = { ms: other?.lines[0]?.at ?? others[0]!.birth!.at, exhibits };
    if (other === undefined || textOf(main) === '')
      return fail({ zh: '两个线程没有都打印', en: 'not both of the threads printed' }, sight);
    return textOf(main) === textOf(other)
      ? fail({ zh: '两个线程打印的一模一样', en: 'both threads printed the same' }, sight)
      : pass({ zh: '两个线程打印的不同', en: 'the two threads printed different lines' }, sight);
  }),
};

const waitsForIt: Check = {
  id: 'waits-for-it',
  points: 25,
  must: {
    zh: '主线程等到子线程结束：线程再慢，它也不会被打断，也不会被取消；等的是它的结束，不是一段时间，也不是它的一句话',
    en: 'The thread is never cut short nor cancelled, however slow it is: main waits for its end, and not for a time or a word from it',
  },
  hint: {
    zh: 'main 返回之前 pthread_join；或者用 pthread_exit 结束 main，进程会等最后一个线程结束。sleep 只是在猜，睡醒就 pthread_cancel 也一样；线程说“好了”的时候，它还没有结束。',
    en: 'Call pthread_join before main returns; or end main with pthread_exit, and the process lasts until its last thread has ended. A sleep is a guess, and so is pthread_cancel behind it; and a thread that says it is done has not ended yet.',
  },
  see: SEE,
  blame: [
    'pthread_cancel',
    'sleep',
    'usleep',
    'nanosleep',
    'pthread_detach',
    'pthread_join',
    'pthread_create',
  ],
  on: 'traced',
  judge: ofThreads((threads, run, { build }) => {
    const { main, others, exhibits } = threads;
    const isLeft = endsWithTheLast(threads, build);
    const cut = others.find(
      ({ endedAt, calls }) => endedAt === null && !(isLeft && calls.some(({ name }) => name === 'exit')),
    );
    if (cut !== undefined)
      return fail(
        {
          zh: `进程结束的时候，线程 ${cut.tid} 还没有结束`,
          en: `the process ended before thread ${cut.tid} did`,
        },
        { ms: run.duration, exhibits },
      );
    const cancel = cancellation(threads);
    if (cancel !== undefined && others.some((thread) => isBeforeTheEnd(cancel, thread)))
      return fail(
        {
          zh: '子线程还没有结束，就调用了 pthread_cancel',
          en: 'pthread_cancel was called before the thread had ended',
        },
        { ms: cancel.at, exhibits: [callsExhibit([cancel])] },
      );
    const guess =
      run.schedule === 'slow-exit' ? others.flatMap((thread) => guessesAt(main, thread))[0] : undefined;
    if (guess !== undefined)
      return fail(
        {
          zh: '子线程结束的时候，主线程只是在睡一段固定的时间，超过三秒',
          en: 'when the thread ended, the main thread was only asleep for a fixed time of more than three seconds',
        },
        { ms: guess.at, exhibits: [callsExhibit([guess])] },
      );
    return pass(
      {
        zh: `线程 ${others[0]!.tid} 走完了，进程才结束`,
        en: `thread ${others[0]!.tid} ended before the process did`,
      },
      { ms: others[0]!.endedAt ?? run.duration, exhibits },
    );
  }),
};

const ends: Check = {
  id: 'nothing-left',
  points: 10,
  must: { zh: '程序自己结束，什么也不留下', en: 'It ends by itself and leaves nothing' },
  hint: {
    zh: '两个线程都要有尽头；不要 join 一个永远不结束的线程。',
    en: 'Both threads have to come to an end. Do not join one that never does.',
  },
  see: './two-threads; ps -eo pid,nlwp,stat,args | grep "[t]wo-threads"',
  blame: ['pause', 'pthread_join', 'pthread_create'],
  on: 'natural',
  judge: threadsEnded,
};

export default exercise('two-threads', {
  title: { zh: '主线程和子线程', en: 'Two threads' },
  programs: [c('two-threads.c')],
  runs: [
    natural(toTheEnd('./two-threads')),
    ...traced(toTheEnd('./two-threads'), 'slow-thread', 'slow-parent', 'slow-exit'),
  ],
  checks: [sameProcess, bothPrint, different, waitsForIt, ends],
});
