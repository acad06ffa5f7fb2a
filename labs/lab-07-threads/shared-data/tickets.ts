import { type Check, fail, pass } from '@proclab/lab-kit';
import { drawnTwice, outOfTurn } from './draws.ts';
import { ofDraws } from './scene.ts';

export const onceEach: Check = {
  id: 'each-ticket-once',
  points: 25,
  must: {
    zh: '号码 1 … THREADS×ROUNDS，每个正好取到一次：没有更新丢失',
    en: 'Each ticket from 1 to THREADS × ROUNDS is drawn exactly once: no update is lost',
  },
  hint: {
    zh: 'n++ 是“读、加、写”三步，两个线程可以读到同一个值。加一和“记下我取到的值”要在同一次加锁之内（或者用一次原子操作的返回值）；解锁以后再去读计数器，读到的可能是别人的号。',
    en: 'n++ is read, add, write, and two threads may read the same value. To add one and to keep what you got must happen under one lock, or by the result of one atomic operation. If you read the counter again after unlocking, it may be someone else’s ticket.',
  },
  see: `for i in 1 2 3 4 5; do ./shared-data 8 2000 | grep -o '[0-9]*$' | sort -n | uniq -d | wc -l; done`,
  blame: ['pthread_mutex_lock', 'pthread_mutex_init', 'mtx_lock', 'sem_wait', 'printf', 'pthread_create'],
  on: 'traced',
  judge: ofDraws(({ threads, draws, order }) => {
    const twice = drawnTwice(draws);
    const exhibits = threads.exhibits;
    if (twice !== null) {
      const [one, other] = twice;
      return fail(
        one.tid === other.tid
          ? {
              zh: `线程 ${one.tid} 两次取到号码 ${one.ticket}`,
              en: `thread ${one.tid} drew ticket ${one.ticket} twice`,
            }
          : {
              zh: `线程 ${one.tid} 和 ${other.tid} 都取到了号码 ${one.ticket}`,
              en: `threads ${one.tid} and ${other.tid} both drew ticket ${one.ticket}`,
            },
        { ms: other.at, exhibits },
      );
    }
    const drawn = new Set(draws.map(({ ticket }) => ticket));
    const missing = Array.from({ length: order.total }, (_, index) => index + 1).find(
      (ticket) => !drawn.has(ticket),
    );
    if (missing !== undefined)
      return fail(
        { zh: `没有人取到号码 ${missing}`, en: `nobody drew ticket ${missing}` },
        { ms: draws.at(-1)?.at, exhibits },
      );
    return draws.length === order.total
      ? pass(
          { zh: `号码 1 … ${order.total}，每个一次`, en: `tickets 1 to ${order.total}, once each` },
          { ms: draws.at(-1)?.at, exhibits },
        )
      : fail(
          {
            zh: `号码有 ${draws.length} 个，而不是 ${order.total} 个`,
            en: `tickets drawn: ${draws.length}, not ${order.total}`,
          },
          { ms: draws.at(-1)?.at, exhibits },
        );
  }),
};

export const oneCounter: Check = {
  id: 'one-counter',
  points: 10,
  must: {
    zh: '号码按取号的先后发出：大家取的是同一个计数器，而不是事先分好的',
    en: 'Tickets go out in the order of drawing: from one counter for all, not shared out beforehand',
  },
  hint: {
    zh: '不要给每个线程预先划一段号码。谁先来，谁取下一个；取到就立刻打印，打印完再取下一个。',
    en: 'Do not give each thread a range of its own. Whoever comes first draws the next one, prints it at once, and only then draws again.',
  },
  see: './shared-data 4 6',
  blame: ['pthread_create', 'thrd_create'],
  on: 'traced',
  judge: ofDraws(({ threads, draws, order }) => {
    const early = outOfTurn(draws, order.threads);
    const exhibits = threads.exhibits;
    if (early === null)
      return pass(
        { zh: '每个号码都在轮到它的时候发出', en: 'every ticket came in its turn' },
        { ms: draws.at(-1)?.at, exhibits },
      );
    const before = draws.filter(({ at }) => at < early.at).length;
    return fail(
      {
        zh: `才打印了 ${before} 个号码，线程 ${early.tid} 就取到了 ${early.ticket}`,
        en: `thread ${early.tid} drew ticket ${early.ticket} when only ${before} had been printed`,
      },
      { ms: early.at, exhibits },
    );
  }),
};
