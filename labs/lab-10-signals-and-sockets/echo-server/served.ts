import {
  type Check,
  fail,
  familyOf,
  momentOf,
  notChecked,
  callsExhibit,
  pass,
  printedExhibit,
  type ProcessLife,
} from '@proclab/lab-kit';
import { CLIENT, CROWD, SILENT } from './names.ts';
import {
  areAllBack,
  gotAllBack,
  isGenuine,
  NEVER_UP,
  ofVisit,
  reportsIn,
  serverCalls,
  shownExhibit,
  type Visit,
  visitAs,
} from './visits.ts';

/** What became of the messages of a visit: `20 of 20`. */
function tally({ clients, genuine }: Visit) {
  if (!genuine) return { zh: `${CLIENT} 不是实验的那个了`, en: `${CLIENT} was not the lab’s own any more` };
  const whole = clients.filter(({ back, of }) => back === of).length;
  return clients.length === 0
    ? { zh: '客户端没有连上', en: 'the client was not connected' }
    : {
        zh: `${clients.length} 个客户端中 ${whole} 个收回了发出的全部内容`,
        en: `${whole} of ${clients.length} client${clients.length > 1 ? 's' : ''} got back all that was sent`,
      };
}

/** A judge: each of so many clients of the visit of a moment got all of its messages back. */
function gotAll(name: string, count: number): Check['judge'] {
  return ofVisit(name, (visit, moment) =>
    (gotAllBack(visit, count) ? pass : fail)(tally(visit), {
      ms: moment.at,
      exhibits: [shownExhibit(visit)],
    }),
  );
}

const RELAYS = ['read', 'recv', 'write', 'send', 'fgets', 'fputs'];
const WAITS = ['accept', 'accept4', 'fork', 'pthread_create', 'read', 'recv', 'write', 'send'];

export const echoes: Check = {
  id: 'echoes',
  points: 10,
  must: {
    zh: '发来的每个字节都原样、马上送回，不论是不是文字、有没有换行',
    en: 'Each byte comes back unchanged and at once, be it text or not, with a newline or without',
  },
  hint: {
    zh: '用 read 的返回值作长度，马上写回同样多的字节。strlen 停在第一个 \\0；fgets 等换行；stdio 的输出留在缓冲区里，直到 fflush。',
    en: 'Take the length from read and write just that, at once. strlen stops at the first \\0, fgets waits for a newline, and stdio keeps its output until fflush.',
  },
  see: './echo-server echo.sock & ./client echo.sock talk',
  blame: ['strlen', ...RELAYS],
  on: 'natural',
  scenario: 'service',
  judge: gotAll('talked', 1),
};

export const longMessages: Check = {
  id: 'long-messages',
  points: 10,
  must: {
    zh: '比套接字缓冲区长得多的消息（1 MiB）完整地回来，包括数据结束之后才送到的部分，读得再晚也一样',
    en: 'A message far longer than the buffers of a socket (1 MiB) comes back whole, also what is still on its way when its data end, and however late it is read',
  },
  hint: {
    zh: 'write 和 send 返回实际写了多少，可能比要写的少，非阻塞时也可能是 EAGAIN：剩下的要接着写。读到文件结束时，还没有写出的也要先写完再 close。几个线程共用一个 static 缓冲区，等着写出的会被别人的内容盖掉。',
    en: 'write and send return how much they took: it may be less than you gave them, or EAGAIN where they do not block, and the rest is still to be written. At the end of file, write what is left before you close. In a static buffer, which all threads share, what waits to be written is overwritten by the bytes of others.',
  },
  see: './echo-server echo.sock & ./client echo.sock long',
  blame: ['write', 'send', 'read', 'recv', 'close'],
  on: 'natural',
  scenario: 'service',
  judge: (run, evidence) => {
    const atOnce = gotAll('long', 1)(run, evidence);
    const late = visitAs(run, 'unread');
    if (atOnce.status !== 'pass' || late === null || gotAllBack(late, 1)) return atOnce;
    return fail(
      {
        zh: '马上就读的客户端收回了全部内容，晚些才读的没有',
        en: 'the client that read at once got all back, and the one that read later did not',
      },
      { ms: momentOf(run, 'read-late')?.at ?? run.duration, exhibits: [shownExhibit(late)] },
    );
  },
};

export const severalAtOnce: Check = {
  id: 'several-at-once',
  points: 10,
  must: {
    zh: '一个客户端连着不说话，另外三个同时到来的照样马上得到回显',
    en: 'Beside a client that is connected and silent, three others that come at once get their echo',
  },
  hint: {
    zh: '一边 read 一个客户端，一边就接待不了别人。每个客户端一个进程或线程，或者用 poll、select、epoll 看谁有话说。',
    en: 'Who sits in read for one client can attend to nobody else. Make a process or a thread for each, or ask poll, select or epoll who has something to say.',
  },
  see: './echo-server echo.sock & ./client echo.sock silent & ./client echo.sock hello 3',
  blame: WAITS,
  on: 'natural',
  scenario: 'service',
  judge: gotAll('beside-silent', CROWD),
};

export const unreadHoldsUpNobody: Check = {
  id: 'unread-holds-up-nobody',
  points: 10,
  must: {
    zh: '一个客户端只发不读，也耽误不了别人',
    en: 'Nor does a client that sends and sends, and reads nothing, hold up the others',
  },
  hint: {
    zh: '对方不读，发送缓冲区满了，write 就阻塞。各有进程或线程时只堵住它自己；用 poll 时套接字要非阻塞，写不完的为这个客户端存着，等 POLLOUT，存着的时候先不再读它。',
    en: 'When the other side does not read, the buffer fills up and write blocks. With a process or thread for each client that blocks nobody else; with poll the sockets must not block, what could not be written is kept for that client until POLLOUT, and until then no more is read from it.',
  },
  see: './echo-server echo.sock & ./client echo.sock unread & ./client echo.sock hello 3',
  blame: ['write', 'send', ...WAITS],
  on: 'natural',
  scenario: 'service',
  judge: gotAll('beside-unread', CROWD),
};

export const endAnswered: Check = {
  id: 'end-answered',
  points: 5,
  must: {
    zh: '客户端结束发送（shutdown）之后，读到全部回显，然后是文件结束',
    en: 'A client that ends its data (shutdown) reads all of its echo, and then the end of file',
  },
  hint: {
    zh: '读到 0 时关闭这个连接。文件结束要等全部副本都关闭才到：fork 之后，父进程里的那个描述符也要 close。',
    en: 'When read returns 0, close the connection. The end of file comes when the last copy is closed: after fork the parent must close its own as well.',
  },
  see: './echo-server echo.sock & ./client echo.sock hello; ls -l /proc/$!/fd',
  blame: ['close', 'shutdown', 'fork', 'read', 'recv'],
  on: 'natural',
  scenario: 'service',
  judge: ofVisit('greeted', (visit, moment) => {
    const [client] = visit.clients;
    const sight = { ms: moment.at, exhibits: [shownExhibit(visit)] };
    if (client === undefined) return fail(tally(visit), sight);
    return visit.status === 0 && client.end === 'end of file'
      ? pass({ zh: '回显之后读到文件结束', en: 'after its echo it read the end of file' }, sight)
      : fail(
          { zh: `客户端最后得到的是：${client.end}`, en: `in the end the client got: ${client.end}` },
          sight,
        );
  }),
};

export const eachItsOwn: Check = {
  id: 'each-its-own',
  points: 10,
  must: {
    zh: '几个客户端同时到来，服务器逐个 accept，各自收到自己发的，不论谁快谁慢',
    en: 'Of several clients that come at the same moment each is accepted and gets its own bytes back, whoever is slow',
  },
  hint: {
    zh: '每个客户端要有自己的描述符变量。把同一个局部变量的地址交给每个新线程，线程读它的时候，主线程可能已经 accept 了下一个：按值传，或者各自 malloc。子进程也可能在你记下它的 PID 之前就结束：从 fork 到记下之间阻塞 SIGCHLD。同时要接待得下八个。',
    en: 'Each client needs a descriptor of its own. A thread that is handed the address of one local variable may read it when the main thread has accepted the next client: pass it by value, or in memory of its own. And a child may end before you have recorded its PID: block SIGCHLD from the fork until you have. And there must be room for eight at once.',
  },
  see: './echo-server echo.sock & ./client echo.sock silent 5 & ./client echo.sock meet 3',
  blame: ['pthread_create', 'fork', 'accept', 'accept4'],
  on: 'traced',
  judge: (run) => {
    const [crowd, met] = ['hello', 'meet'].map(
      (how) => familyOf(run, CLIENT, run.programs[0]?.argv[1] ?? '', how)?.program,
    );
    if (crowd === undefined || met === undefined) return notChecked(NEVER_UP, { ms: run.duration });
    const isWhole = ({ printed }: ProcessLife) => areAllBack(reportsIn(printed), CROWD);
    const visit = isWhole(crowd) ? met : crowd;
    const clients = reportsIn(visit.printed);
    const accepted = serverCalls(run, 'accept', 'accept4').filter(
      ({ result }) => result !== null && result >= 0,
    );
    const whole = clients.filter(({ back, of }) => back === of).length;
    const sight = {
      ms: visit.printedAt ?? visit.bornAt,
      exhibits: [printedExhibit([visit]), ...(accepted.length > 0 ? [callsExhibit(accepted)] : [])],
    };
    const seen = {
      zh: `接受了 ${accepted.length} 个连接；同时到来的 ${CROWD} 个客户端中 ${whole} 个收回了自己发的`,
      en: `${accepted.length} connections were accepted; of ${CROWD} clients that came at once ${whole} got their own bytes back`,
    };
    return isGenuine(run) && accepted.length >= SILENT + 2 * CROWD && isWhole(visit)
      ? pass(seen, sight)
      : fail(seen, sight);
  },
};
