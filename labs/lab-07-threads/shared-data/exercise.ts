import {
  c,
  type Check,
  exercise,
  fail,
  named,
  natural,
  numbersIn,
  pass,
  toTheEnd,
  traced,
} from '@proclab/lab-kit';
import { threadsEnded } from '../threads/ending.ts';
import { byThread } from './draws.ts';
import { ofDraws } from './scene.ts';
import { oneCounter, onceEach } from './tickets.ts';

const SEE = './shared-data 4 6';
const SEE_WRITERS = `strace -f -e trace=clone,clone3,write,exit ${SEE}`;

const threadsDraw: Check = {
  id: 'threads-draw',
  points: 20,
  must: {
    zh: 'THREADS 个线程，每个自己取 ROUNDS 次号，自己打印 ROUNDS 行',
    en: 'THREADS threads, each of which draws ROUNDS tickets and prints ROUNDS lines itself',
  },
  hint: {
    zh: '循环 ROUNDS 次、每次取号并打印，要写在线程函数里。main 不等线程就返回，进程随之结束，没打印的行就丢了。',
    en: 'The loop that draws and prints ROUNDS times belongs into the thread function. If main returns without waiting, the process ends, and the lines that are not printed yet are lost.',
  },
  see: SEE_WRITERS,
  blame: ['pthread_create', 'thrd_create', 'fork'],
  on: 'traced',
  judge: ofDraws(({ threads, draws, order }, run) => {
    const counts = [...byThread(draws)].map(([tid, own]) => ({ tid, times: own.length }));
    const sight = { ms: draws.at(-1)?.at ?? run.duration, exhibits: threads.exhibits };
    const wrong = counts.find(({ times }) => times !== order.rounds);
    if (counts.length !== order.threads)
      return fail(
        {
          zh: `取号的线程有 ${counts.length} 个，而不是 ${order.threads} 个`,
          en: `threads that drew: ${counts.length}, not ${order.threads}`,
        },
        sight,
      );
    if (wrong !== undefined)
      return fail(
        {
          zh: `线程 ${wrong.tid} 打印了 ${wrong.times} 个号码，而不是 ${order.rounds} 个`,
          en: `thread ${wrong.tid} printed ${wrong.times} tickets, not ${order.rounds}`,
        },
        sight,
      );
    return pass(
      {
        zh: `${order.threads} 个线程，每个打印了 ${order.rounds} 个号码`,
        en: `${order.threads} threads printed ${order.rounds} tickets each`,
      },
      sight,
    );
  }),
};

const ownNumber: Check = {
  id: 'own-number',
  points: 20,
  must: {
    zh: '每个线程一直打印交给它的号数：1 … THREADS，各不相同',
    en: 'Each thread prints the number that it was handed throughout: 1 to THREADS, one each',
  },
  hint: {
    zh: '&i 指向循环还在改的那个变量：线程去读的时候，里面已经是别的数了。给每个线程一个自己的数组元素，或者按值传 (void *)(intptr_t)i。',
    en: '&i points to a variable that the loop goes on changing; when the thread reads it, it holds something else. Hand each thread an array element of its own, or the value: (void *)(intptr_t)i.',
  },
  see: SEE,
  blame: ['pthread_create', 'thrd_create'],
  on: 'traced',
  judge: ofDraws(({ threads, draws, order }) => {
    const own = [...byThread(draws)].map(([tid, its]) => ({
      tid,
      said: new Set(its.map(({ number }) => number)),
    }));
    const sight = { ms: draws[0]?.at, exhibits: threads.exhibits };
    const changing = own.find(({ said }) => said.size > 1);
    if (changing !== undefined)
      return fail(
        {
          zh: `线程 ${changing.tid} 先后自称 ${[...changing.said].join('、')} 号`,
          en: `thread ${changing.tid} called itself ${[...changing.said].join(', then ')}`,
        },
        sight,
      );
    const numbers = own.map(({ said }) => [...said][0]);
    const twice = numbers.find((number, index) => numbers.indexOf(number) < index);
    if (twice !== undefined)
      return fail(
        { zh: `不止一个线程自称 ${twice} 号`, en: `more than one thread called itself ${twice}` },
        sight,
      );
    const missing = Array.from({ length: order.threads }, (_, index) => index + 1).find(
      (number) => !numbers.includes(number),
    );
    return missing === undefined
      ? pass(
          { zh: `号数 ${numbers.join('、')}，各不相同`, en: `numbers ${numbers.join(', ')}, one each` },
          sight,
        )
      : fail({ zh: `没有线程是 ${missing} 号`, en: `no thread had the number ${missing}` }, sight);
  }),
};

const together: Check = {
  id: 'together',
  points: 10,
  must: {
    zh: '线程同时在取号，不是一个结束了才创建下一个',
    en: 'Threads draw at the same time, not one after the other',
  },
  hint: {
    zh: '先用一个循环创建所有线程，再用第二个循环 pthread_join。在创建的循环里 join，线程就从不并发，锁也就没有用武之地。',
    en: 'Create all threads in one loop and join them in a second one. Joined inside the loop that creates them they never run concurrently, and a lock has nothing to do.',
  },
  see: SEE_WRITERS,
  blame: ['pthread_join', 'thrd_join', 'pthread_create'],
  on: 'traced',
  judge: ofDraws(({ threads: { others, exhibits } }) => {
    const overlap = others.find((thread, index) =>
      others.slice(0, index).some(({ endedAt }) => endedAt === null || endedAt > thread.birth!.at),
    );
    const sight = { ms: others.at(-1)?.birth?.at, exhibits };
    return overlap === undefined
      ? fail(
          { zh: '任何时候都只有一个线程在取号', en: 'there was never more than one thread at a time' },
          sight,
        )
      : pass(
          {
            zh: `创建线程 ${overlap.tid} 的时候，前面的还在运行`,
            en: `thread ${overlap.tid} was made while others ran`,
          },
          sight,
        );
  }),
};

const total: Check = {
  id: 'total',
  points: 10,
  must: {
    zh: '最后由主线程打印总数 THREADS×ROUNDS',
    en: 'In the end the main thread prints the total, THREADS × ROUNDS',
  },
  hint: {
    zh: '所有线程都 join 之后，再读计数器、打印总数；不然读到的是半路上的值。',
    en: 'Read the counter and print the total when all threads have been joined; before that it is somewhere on its way.',
  },
  see: `${SEE} | tail -n 1`,
  blame: ['pthread_join', 'thrd_join', 'printf', 'pthread_create'],
  on: 'traced',
  judge: ofDraws(({ threads: { main, exhibits }, draws, order }, run) => {
    const last = main.lines.findLast(({ text }) => text.trim() !== '');
    const sight = { ms: last?.at ?? run.duration, exhibits };
    if (last === undefined)
      return fail({ zh: '主线程什么也没有打印', en: 'the main thread printed nothing' }, sight);
    const after = draws.find(({ at }) => at > last.at);
    if (after !== undefined)
      return fail(
        {
          zh: `主线程打印总数之后，线程 ${after.tid} 还在取号`,
          en: `thread ${after.tid} still drew after the main thread had printed its last line`,
        },
        sight,
      );
    return numbersIn(last.text).includes(order.total)
      ? pass({ zh: `最后一行有 ${order.total}`, en: `the last line has ${order.total}` }, sight)
      : fail(
          {
            zh: `最后一行“${last.text}”里没有 ${order.total}`,
            en: `the last line, “${last.text}”, lacks ${order.total}`,
          },
          sight,
        );
  }),
};

const ends: Check = {
  id: 'nothing-left',
  points: 5,
  must: { zh: '程序自己结束，什么也不留下', en: 'It ends by itself and leaves nothing' },
  hint: {
    zh: '检查有没有忘了解锁，或者在等一个永远不会来的事件。',
    en: 'Look for a lock that is never released, or a wait for something that never happens.',
  },
  see: './shared-data 6 300 | tail -n 1; ps -eo pid,nlwp,stat,args | grep "[s]hared-data"',
  blame: ['pthread_mutex_lock', 'sem_wait', 'pause', 'pthread_join', 'pthread_create'],
  on: 'natural',
  judge: threadsEnded,
};

export default exercise('shared-data', {
  title: { zh: '共享的计数器', en: 'A shared counter' },
  programs: [c('shared-data.c')],
  runs: [
    natural(toTheEnd('./shared-data', '6', '300')),
    // More than one, as on a crowded machine a thread may be done before another has been given a processor at all.
    ...named('five', traced(toTheEnd('./shared-data', '5', '3'), 'slow-thread')),
    ...named('three', traced(toTheEnd('./shared-data', '3', '5'), 'slow-thread')),
    ...named('eight', traced(toTheEnd('./shared-data', '8', '2'), 'slow-thread')),
    // Whoever prints slowly is overtaken: tickets that were shared out beforehand come out of turn.
    ...named('four', traced(toTheEnd('./shared-data', '4', '8'), 'slow-writer')),
  ],
  checks: [threadsDraw, ownNumber, onceEach, oneCounter, together, total, ends],
});
