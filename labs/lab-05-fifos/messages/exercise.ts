import {
  c,
  type Call,
  callsBy,
  type Check,
  exercise,
  fail,
  momentOf,
  named,
  natural,
  notChecked,
  pass,
  pathGiven,
  type Run,
  traced,
  trafficFrom,
  trafficTo,
} from '@proclab/lab-kit';
import {
  absolute,
  exhibitOf,
  fileExhibit,
  judgeEnd,
  judgeIdle,
  judgeMeeting,
  NEVER_MET,
  onceConnected,
  pidsOf,
  shownBy,
} from '../shared/judging.ts';
import { EARLY, type Order } from './mail.ts';
import { conversation, earlyMail } from './scenario.ts';
import { atOnce, byteStream, inFull, nothingAdded } from './shown.ts';

const WRITER = './writer';
const READER = './reader';

/** The path of the FIFO in a run. */
function mailbox(run: Run): string {
  return absolute(run, run.programs[0]?.argv[1] ?? '');
}

/** The calls by which a program opened the FIFO; O_PATH opens nothing, open(2). */
function opensOf(run: Run, name: string): readonly Call[] {
  return pidsOf(run, name)
    .flatMap((pid) => callsBy(run, pid, 'open', 'openat'))
    .filter(
      (call) =>
        (call.result ?? -1) >= 0 && pathGiven(run, call) === mailbox(run) && !/\bO_PATH\b/.test(call.args),
    );
}

const fifo: Check = {
  id: 'fifo',
  points: 10,
  must: {
    zh: '先启动的程序建立 FIFO：类型 p，大小 0',
    en: 'Whichever program comes first makes the FIFO: type p, size 0',
  },
  hint: {
    zh: '两个程序都在 open 之前调用 mkfifo(argv[1], 0600)。open 加 O_CREAT 建出来的是普通文件。',
    en: 'Both programs call mkfifo(argv[1], 0600) before open. With O_CREAT, open makes a regular file.',
  },
  see: './reader mailbox & ls -l mailbox',
  blame: ['reader.c:mkfifo', 'mkfifo', 'mknod', 'open'],
  on: 'natural',
  judge: (run) => {
    const path = mailbox(run);
    const [first, second] = run.programs;
    const there = run.files.filter((file) => file.path === path);
    const alone = momentOf(run, 'made');
    const sight = {
      ms: alone?.at,
      exhibits: there.length > 0 ? [fileExhibit(there)] : [],
    };
    const [made] = there;
    if (made === undefined) return fail({ zh: `没有出现 ${path}`, en: `${path} never appeared` }, sight);
    if (made.type !== 'fifo' || made.size !== 0) {
      return fail(
        { zh: `${path} 不是 FIFO，而是 ${made.type}`, en: `${path} is no FIFO but of type ${made.type}` },
        sight,
      );
    }
    if (alone?.reached !== true) {
      return fail(
        {
          zh: `${first?.argv[0]} 先启动，但 FIFO 等 ${second?.argv[0]} 来了才出现`,
          en: `${first?.argv[0]} came first, but the FIFO appeared only with ${second?.argv[0]}`,
        },
        sight,
      );
    }
    return pass(
      {
        zh: `${first?.argv[0]} 建立了 FIFO ${path}，大小 0`,
        en: `${first?.argv[0]} made the FIFO ${path}, size 0`,
      },
      sight,
    );
  },
};

const eitherFirst: Check = {
  id: 'either-first',
  points: 15,
  must: {
    zh: '不论谁先启动都等得到对方：两边都打开了 FIFO',
    en: 'Whoever starts first waits for the other: both get the FIFO open',
  },
  hint: {
    zh: '打开 FIFO 的一端会阻塞，直到另一端也被打开，等待就在这里。mkfifo 得到 EEXIST 说明对方已经建好，不是错误，更不要先删掉它再建。',
    en: 'Opening one end of a FIFO blocks until the other is opened: that is the wait. EEXIST from mkfifo means that the other has made it: no error, and no reason to unlink it first.',
  },
  see: './reader mailbox & ps -o pid,stat,wchan:20,args; echo hello | ./writer mailbox',
  blame: ['unlink', 'remove', 'mkfifo', 'mknod', 'open'],
  on: 'natural',
  judge: judgeMeeting,
};

const throughFifo: Check = {
  id: 'through-fifo',
  points: 10,
  must: {
    zh: '消息由 writer 写进 FIFO、由 reader 从中读出，先键入的也不丢；两边各打开一次 FIFO',
    en: 'The writer writes the messages to the FIFO and the reader reads them there; none typed early is lost, and each opens it once',
  },
  hint: {
    zh: '写端用 O_WRONLY 打开：它一直阻塞到有人来读。用 O_RDWR 的写端谁也不等，写完就结束，FIFO 里的内容随之丢失。不要为每条消息打开一次：两次之间对方会读到文件结束。',
    en: 'Open the writing end with O_WRONLY, which blocks until somebody is there to read. With O_RDWR the writer waits for nobody, and when it ends what is in the FIFO is lost. And do not open it for each message: in between the other finds an end.',
  },
  see: 'strace -f -y -e trace=openat,read,write ./writer mailbox',
  blame: ['writer.c:open', 'writer.c:fopen', 'writer.c:write', 'open'],
  on: 'traced',
  judge: (run) => {
    const path = mailbox(run);
    const [sent, received] = [
      trafficTo(run, pidsOf(run, WRITER), path),
      trafficFrom(run, pidsOf(run, READER), path),
    ];
    const calls = [...sent.calls, ...received.calls].toSorted((one, other) => one.at - other.at);
    const sight = { ms: calls[0]?.at ?? run.duration, exhibits: exhibitOf(calls) };
    const shown = shownBy(run, READER);
    const unsent = EARLY.find((message) => !sent.text.includes(message));
    if (unsent !== undefined)
      return fail(
        { zh: `writer 没有把“${unsent}”写进 FIFO`, en: `the writer did not write “${unsent}” to the FIFO` },
        sight,
      );
    // Where one message ends and the next begins is judged elsewhere; how many one read gets here is luck.
    const lost = EARLY.find((message) => !received.text.includes(message) || !shown.includes(message));
    if (lost !== undefined)
      return fail({ zh: `“${lost}”没有到达 reader`, en: `“${lost}” did not reach the reader` }, sight);
    for (const name of [WRITER, READER]) {
      const opens = opensOf(run, name);
      if (opens.length > 1)
        return fail(
          {
            zh: `${name} 打开了 FIFO ${opens.length} 次`,
            en: `${name} opened the FIFO ${opens.length} times`,
          },
          { ms: opens[1]?.at, exhibits: exhibitOf(opens) },
        );
    }
    return pass(
      {
        zh: `${EARLY.length} 条消息都经 FIFO 到达`,
        en: `all ${EARLY.length} messages came through the FIFO`,
      },
      sight,
    );
  },
};

const eofEndsBoth: Check = {
  id: 'eof-ends-both',
  points: 10,
  must: { zh: 'writer 读到 Ctrl-D，两个程序都结束', en: 'Ctrl-D at the writer ends both programs' },
  hint: {
    zh: '最后一个写端关闭后，read 返回 0。读端若以 O_RDWR 打开，自己就是写端，永远等不到 0；不检查返回值 0 则会空转。',
    en: 'read returns 0 once the last writing end is closed. A reader that opened with O_RDWR is a writer itself and never gets there; one that does not look for 0 goes round for ever.',
  },
  see: './reader mailbox & ./writer mailbox < /dev/null; wait; echo "both have ended"',
  blame: ['reader.c:open', 'reader.c:fopen', 'reader.c:read'],
  on: 'natural',
  judge: onceConnected((_, run) => judgeEnd(run, 'end')),
};

const noBusyLoop: Check = {
  id: 'no-busy-loop',
  points: 5,
  must: {
    zh: '没有消息时睡着等，不空转',
    en: 'While there is no message they sleep; nobody goes round in vain',
  },
  hint: {
    zh: '不加 O_NONBLOCK 的 read 自己会睡到有数据为止；返回 0 就是结束，应当离开循环。',
    en: 'Without O_NONBLOCK read sleeps by itself until there is something; 0 is the end, so leave the loop.',
  },
  see: './reader mailbox & top -b -n 1 -p $!',
  blame: ['reader.c:read', 'reader.c:fgets', 'reader.c:getline', 'read', 'open'],
  on: 'traced',
  judge: (run) => {
    const { calls } = trafficTo(run, pidsOf(run, WRITER), mailbox(run));
    return calls.length > 0 ? judgeIdle(run, [WRITER, READER]) : notChecked(NEVER_MET, { ms: run.duration });
  },
};

function runsOf(order: Order, schedule: 'slow-writer' | 'slow-reader') {
  return named(order, [natural(conversation(order)), ...traced(earlyMail(order), schedule)]);
}

export default exercise('messages', {
  title: { zh: 'FIFO 传消息', en: 'Messages through a FIFO' },
  programs: [c('writer.c'), c('reader.c')],
  runs: [...runsOf('writer-first', 'slow-reader'), ...runsOf('reader-first', 'slow-writer')],
  checks: [fifo, eitherFirst, inFull, nothingAdded, atOnce, byteStream, throughFifo, eofEndsBoth, noBusyLoop],
});
