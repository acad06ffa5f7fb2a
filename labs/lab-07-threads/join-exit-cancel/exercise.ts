import {
  c,
  callsExhibit,
  type Check,
  exercise,
  fail,
  linesAfter,
  linesOf,
  natural,
  numbersIn,
  ofThreads,
  pass,
  type Run,
  type Stage,
  steady,
  type ThreadLife,
  type Threads,
  traced,
  untilAllEnded,
} from '@proclab/lab-kit';
import { cancellation, loadsUnwinder, threadsEnded } from '../threads/ending.ts';
import { enterRead, isBeforeEnter } from '../threads/enter.ts';

async function enterCancels(stage: Stage): Promise<void> {
  const program = await stage.terminal.run('./join-exit-cancel');
  await stage.moment(
    'two-joined',
    {
      zh: '打印了两个结果，还剩主线程和一个线程',
      en: 'two results are printed; the main thread and one more are left',
    },
    steady((now) => {
      const results = linesOf(now.output).filter((line) => numbersIn(line).length > 0);
      const process = now.processes.find(({ threads }) => threads === 2);
      return process === undefined || results.length < 2 ? null : String(process.pid);
    }, 2),
    { within: '10s' },
  );
  await stage.terminal.type('\n');
  await untilAllEnded(stage, program);
}

const PROGRAM = './join-exit-cancel';

/** How people name the result of a cancelled thread: by constant, word or number, pthread_join(3). */
const CANCELED = /cancel|取消|(?<![\d.])-1(?!\d)|0xffffffffffffffff|18446744073709551615/i;

/** The thread that lived longest: the one to be cancelled. */
function lastAlive({ others }: Threads): ThreadLife | undefined {
  return others.toSorted((one, other) => (one.endedAt ?? Infinity) - (other.endedAt ?? Infinity)).at(-1);
}

/** Threads of which the main thread printed the TID once they had ended. */
function toldByMain({ main, others }: Threads, run: Run): readonly ThreadLife[] {
  return others.filter(
    ({ tid, endedAt }) =>
      endedAt !== null && linesAfter(run, main, endedAt).some(({ text }) => numbersIn(text).includes(tid)),
  );
}

const twoResults: Check = {
  id: 'two-results',
  points: 30,
  must: {
    zh: '两个线程各自结束之后，主线程打印它们交出来的 TID',
    en: 'When two threads have ended, the main thread prints the TIDs that they handed over',
  },
  hint: {
    zh: 'pthread_join(thread, &result) 等线程结束，把结果放进 result。不要返回局部变量的地址：线程一结束，它的栈就没有了。把数放进指针 (void *)(intptr_t)tid，或者用 malloc、由 main 提供的结构体。',
    en: 'pthread_join(thread, &result) waits for its end and puts the result into result. Never hand over the address of a local variable: when the thread ends its stack is gone. Put the number into the pointer, (void *)(intptr_t)tid, or use malloc or a struct that main provides.',
  },
  see: PROGRAM,
  blame: ['pthread_exit', 'pthread_join', 'pthread_self', 'pthread_create'],
  on: 'traced',
  judge: ofThreads((threads, run) => {
    const told = toldByMain(threads, run);
    const sight = { ms: told.at(-1)?.endedAt ?? run.duration, exhibits: threads.exhibits };
    const tids = told.map(({ tid }) => tid);
    if (told.length >= 2)
      return pass(
        { zh: `主线程打印了 ${tids.join('、')}`, en: `the main thread printed ${tids.join(' and ')}` },
        sight,
      );
    const missing = threads.others.filter(
      (thread) => thread !== lastAlive(threads) && !told.includes(thread),
    );
    const names = missing.map(({ tid }) => tid);
    return fail(
      {
        zh: `线程 ${names.join('、')} 结束之后，主线程没有打印它的 TID`,
        en: `the main thread did not print ${names.join(' or ')} after that thread had ended`,
      },
      sight,
    );
  }),
};

const byPthreadExit: Check = {
  id: 'pthread-exit',
  points: 15,
  must: {
    zh: '其中一个线程用 pthread_exit 结束',
    en: 'One of them ends by pthread_exit',
  },
  hint: {
    zh: '第二个线程不要 return，调用 pthread_exit(值)，从它调用的函数里也可以。exit() 结束的是整个进程。',
    en: 'The second thread does not return, but calls pthread_exit(value), which a function may do that it has called. exit() ends the whole process.',
  },
  see: `strace -f -e trace=openat,exit,exit_group ${PROGRAM}`,
  blame: ['exit', '_exit', 'pthread_exit', 'pthread_create'],
  on: 'traced',
  judge: ofThreads((threads, run) => {
    const before = cancellation(threads)?.at ?? Infinity;
    const found = threads.others.find(
      (thread) => thread.endedAt !== null && (loadsUnwinder(thread)?.at ?? Infinity) < before,
    );
    if (found === undefined)
      return fail(
        {
          zh: '没有线程调用 pthread_exit 结束自己',
          en: 'no thread ended itself by pthread_exit',
        },
        { ms: run.duration, exhibits: threads.exhibits },
      );
    const ending = found.calls.filter(({ name }) => name === 'exit');
    return pass(
      { zh: `线程 ${found.tid} 用 pthread_exit 结束`, en: `thread ${found.tid} ended by pthread_exit` },
      { ms: found.endedAt!, exhibits: [callsExhibit([loadsUnwinder(found)!, ...ending])] },
    );
  }),
};

const cancelled: Check = {
  id: 'cancelled',
  points: 25,
  must: {
    zh: '第三个线程活着，直到按回车后被 pthread_cancel 取消，并且真的结束了',
    en: 'The third thread lives until it is cancelled by pthread_cancel, after Enter, and does end',
  },
  hint: {
    zh: 'pthread_cancel 写在等回车的 getchar 之后。取消要到“取消点”才生效：pause、sleep、read、sem_wait……或 pthread_testcancel。只计算、从不经过取消点的线程，取消不了。',
    en: 'pthread_cancel stands behind the getchar that waits for Enter. Cancelling takes effect at a cancellation point: pause, sleep, read, sem_wait …, or pthread_testcancel. A thread that only computes never comes to one.',
  },
  see: `strace -f -e trace=read,rt_sigaction,tgkill,exit ${PROGRAM}`,
  blame: ['pthread_setcancelstate', 'pthread_cancel', 'pthread_kill', 'pthread_create'],
  on: 'traced',
  judge: ofThreads((threads, run) => {
    const third = threads.others.length < 3 ? undefined : lastAlive(threads);
    if (third === undefined)
      return fail(
        { zh: '没有三个线程', en: `threads besides main: ${threads.others.length}, not three` },
        { ms: run.duration, exhibits: threads.exhibits },
      );
    const cancel = cancellation(threads);
    const { tid, endedAt } = third;
    if (cancel === undefined)
      return fail(
        { zh: `没有调用 pthread_cancel`, en: `pthread_cancel was not called on a living thread` },
        { ms: endedAt ?? run.duration, exhibits: threads.exhibits },
      );
    const calls = [cancel, ...third.calls.filter(({ name }) => name === 'exit')];
    const sight = { ms: cancel.at, exhibits: [callsExhibit(calls)] };
    if (isBeforeEnter(run, cancel.at))
      return fail(
        {
          zh: '还没有人读到回车，就已经调用了 pthread_cancel',
          en: 'pthread_cancel was called before anybody had read Enter',
        },
        { ms: cancel.at, exhibits: [callsExhibit([cancel, ...enterRead(run)])] },
      );
    if (endedAt === null)
      return fail(
        threads.family.program.ended === null
          ? {
              zh: `取消以后，线程 ${tid} 一直没有结束`,
              en: `thread ${tid} had been cancelled, and did not end`,
            }
          : {
              zh: `线程 ${tid} 被取消，还没有结束，整个进程就结束了`,
              en: `thread ${tid} had been cancelled, and the process ended before it did`,
            },
        sight,
      );
    return endedAt > cancel.at
      ? pass({ zh: `线程 ${tid} 被取消后结束`, en: `thread ${tid} was cancelled and ended` }, sight)
      : fail(
          {
            zh: `取消的时候，线程 ${tid} 已经结束`,
            en: `thread ${tid} had ended before anybody was cancelled`,
          },
          sight,
        );
  }),
};

const cancelResult: Check = {
  id: 'cancel-result',
  points: 20,
  must: {
    zh: '第三个线程结束之后，主线程打印它的结果：PTHREAD_CANCELED（-1）',
    en: 'When the third has ended, the main thread prints its result: PTHREAD_CANCELED, or -1',
  },
  hint: {
    zh: '取消只是请求。取消以后仍要 pthread_join：它等线程真的结束，这时结果是 PTHREAD_CANCELED，即 (void *)-1。',
    en: 'To cancel is only to ask. Join the thread afterwards: pthread_join waits until it has ended, and its result is then PTHREAD_CANCELED, which is (void *)-1.',
  },
  see: PROGRAM,
  blame: ['pthread_cancel', 'pthread_join', 'pthread_create'],
  on: 'traced',
  judge: ofThreads((threads, run) => {
    const third = lastAlive(threads);
    const endedAt = third?.endedAt ?? null;
    const after = endedAt === null ? [] : linesAfter(run, threads.main, endedAt);
    const said = after.find(({ text }) => CANCELED.test(text));
    const sight = { ms: said?.at ?? run.duration, exhibits: threads.exhibits };
    if (said !== undefined)
      return pass({ zh: `主线程打印了“${said.text}”`, en: `the main thread printed “${said.text}”` }, sight);
    return endedAt === null
      ? fail({ zh: '第三个线程没有结束', en: 'the third thread did not end' }, sight)
      : fail(
          {
            zh: '第三个线程结束之后，主线程没有打印 -1 或 PTHREAD_CANCELED',
            en: 'after the end of the third thread the main thread printed neither -1 nor PTHREAD_CANCELED',
          },
          sight,
        );
  }),
};

const ends: Check = {
  id: 'nothing-left',
  points: 10,
  must: { zh: '按回车以后程序结束，什么也不留下', en: 'After Enter it ends and leaves nothing' },
  hint: {
    zh: '如果卡在 pthread_join，就是被等的线程没有结束：看看它占了多少 CPU，再看它经不经过取消点。',
    en: 'If it hangs in pthread_join, the thread that it waits for has not ended: look at its CPU time, and whether it ever comes to a cancellation point.',
  },
  see: 'ps -Lo pid,lwp,stat,pcpu,args -C join-exit-cancel',
  blame: ['pthread_setcancelstate', 'pthread_cancel', 'pause', 'pthread_join', 'pthread_create'],
  on: 'natural',
  judge: threadsEnded,
};

export default exercise('join-exit-cancel', {
  title: { zh: '线程的三种结束', en: 'Three ways to end a thread' },
  programs: [c('join-exit-cancel.c')],
  runs: [natural(enterCancels), ...traced(enterCancels, 'slow-thread', 'slow-exit')],
  checks: [twoResults, byPthreadExit, cancelled, cancelResult, ends],
});
