import {
  type Check,
  type Exhibit,
  fail,
  type Finding,
  isZombie,
  type Moment,
  momentOf,
  notChecked,
  pass,
  type ProcessState,
  psExhibit,
  type Run,
  secondsWaited,
} from '@proclab/lab-kit';
import { gotAllBack, NEVER_UP, ofVisit, serversAmong, shownExhibit, socketsOf, visitAt } from './visits.ts';

/** Did any client of the run get an answer? */
function hasServed(run: Run): boolean {
  return run.moments.some((moment) => (visitAt(run, moment)?.clients ?? []).some(({ back }) => back > 0));
}

export const vanishing: Check = {
  id: 'vanishing-clients',
  points: 10,
  must: {
    zh: '客户端中途消失（被杀、没读完就 close）之后，服务器还在，接着服务下一个，不再开着它们的连接',
    en: 'When clients vanish in the middle, killed or closed with bytes unread, the server is still there, serves the next, and keeps no connection of theirs open',
  },
  hint: {
    zh: '向对方已关闭的套接字写，会得到 SIGPIPE，默认结束整个进程，线程也跟着结束：忽略它（signal(SIGPIPE, SIG_IGN) 或 MSG_NOSIGNAL），再处理 EPIPE。read 也可能得到 ECONNRESET。这些错误只关系到一个客户端：close 它的连接。',
    en: 'To write to a socket whose other side is closed brings SIGPIPE, which by default ends the whole process with all its threads: ignore it (signal(SIGPIPE, SIG_IGN), or MSG_NOSIGNAL) and deal with EPIPE. read may get ECONNRESET. Such an error concerns one client alone: close its connection.',
  },
  see: './echo-server echo.sock & ./client echo.sock unread & sleep 1; kill -KILL %2; ./client echo.sock hello',
  blame: ['write', 'send', 'read', 'recv', 'signal', 'sigaction', 'close', 'accept'],
  on: 'natural',
  scenario: 'vanishing',
  judge: ofVisit('served', (visit, moment, run) => {
    const [server] = run.programs;
    const exhibits = [shownExhibit(visit)];
    if (server?.ended != null) {
      const { status } = server.ended;
      const how = status.kind === 'exited' ? `exit ${status.code}` : status.signal;
      return fail(
        { zh: `服务器结束了：${how}`, en: `the server had ended: ${how}` },
        { ms: server.ended.at, exhibits },
      );
    }
    if (!gotAllBack(visit, 1))
      return fail(
        { zh: '之后的客户端没有得到回显', en: 'the next client got no echo' },
        { ms: moment.at, exhibits },
      );
    const alone = momentOf(run, 'alone');
    if (alone === undefined) return notChecked(NEVER_UP, { ms: run.duration });
    return (
      openFinding(run, alone) ??
      pass(
        {
          zh: '之后的客户端得到了回显，消失的没有留下连接',
          en: 'the next client got its echo, and no connection was left of those that had vanished',
        },
        { ms: moment.at, exhibits },
      )
    );
  }),
};

/** That sockets are open at this moment which were not there before the first client came; null if none are. */
function openFinding(run: Run, moment: Moment): Finding | null {
  const before = momentOf(run, 'before');
  const known = before === undefined ? [] : socketsOf(serversAmong(run, before));
  const open = serversAmong(run, moment).filter((one) =>
    socketsOf([one]).some((socket) => !known.includes(socket)),
  );
  return open.length === 0
    ? null
    : fail(
        {
          zh: `PID ${open[0]!.pid} 还开着客户端的连接`,
          en: `PID ${open[0]!.pid} still had connections of clients open`,
        },
        { moment, exhibits: [descriptorsExhibit(open)] },
      );
}

export const nothingLeftOpen: Check = {
  id: 'nothing-left-open',
  points: 10,
  must: {
    zh: '客户端都走了之后，服务器没有僵尸子进程，没有开着的连接',
    en: 'When all clients have gone, the server has no zombies and no connection open',
  },
  hint: {
    zh: '读到 0 或出错时 close 连接；fork 之后父进程也要 close 自己的那份。子进程要回收：SIGCHLD 的处理函数里循环 waitpid，或者忽略 SIGCHLD。只在下一次 accept 之后才回收，最后几个就一直是僵尸。',
    en: 'Close the connection at 0 and at errors; after fork the parent closes its own copy too. Reap the children: waitpid in a loop in a handler of SIGCHLD, or ignore SIGCHLD. Who reaps only after the next accept leaves the last ones zombies.',
  },
  see: './echo-server echo.sock & ./client echo.sock hello 3; ps -o pid,ppid,stat,args; ls -l /proc/$!/fd',
  blame: ['waitpid', 'wait', 'fork', 'close', 'pthread_create'],
  on: 'natural',
  scenario: 'service',
  judge: (run) => {
    const moment = momentOf(run, 'alone');
    if (moment === undefined) return notChecked(NEVER_UP, { ms: run.duration });
    const servers = serversAmong(run, moment);
    const zombies = servers.filter(isZombie).map(({ pid }) => pid);
    if (!hasServed(run) || servers.length === 0)
      return fail({ zh: '没有服务过任何客户端', en: 'it has served no client' }, { moment });
    if (zombies.length > 0) {
      return fail(
        {
          zh: `等了 ${secondsWaited(moment)} 秒，还有 ${zombies.length} 个僵尸子进程`,
          en: `after ${secondsWaited(moment)} s there were still ${zombies.length} zombies`,
        },
        { moment, exhibits: [psExhibit(moment, zombies.slice(0, 8), 'stat')] },
      );
    }
    return (
      openFinding(run, moment) ??
      pass(
        { zh: '没有僵尸进程，也没有留下连接', en: 'there were neither zombies nor connections left' },
        { moment, exhibits: [descriptorsExhibit(servers)] },
      )
    );
  },
};

function descriptorsExhibit(processes: readonly ProcessState[]): Exhibit {
  const lines = processes.flatMap(({ pid, descriptors }) =>
    (descriptors ?? []).map(({ fd, target }) => `/proc/${pid}/fd/${fd} -> ${target}`),
  );
  return { kind: 'descriptors', lines: lines.slice(0, 12), marked: null };
}

export const neverSpins: Check = {
  id: 'never-spins',
  points: 5,
  must: {
    zh: '没有事做的时候，服务器的每个进程、每个线程都睡着',
    en: 'While there is nothing to do, every process and thread of the server sleeps',
  },
  hint: {
    zh: '不要让 accept 或 read 在非阻塞方式下反复得到 EAGAIN；read 返回 0 之后不要再问它；poll 里，写不出去的客户端先不要等 POLLIN，已关闭的要移走。',
    en: 'Do not ask accept or read for EAGAIN over and over; do not read again after 0; with poll, do not wait for POLLIN of a client whose echo cannot be written, and drop those that are closed.',
  },
  see: './echo-server echo.sock & ./client echo.sock silent & top -b -n 1 -p $(pgrep -d, echo-server)',
  blame: ['accept', 'accept4', 'poll', 'select', 'epoll_wait', 'read', 'recv'],
  on: 'natural',
  scenario: 'service',
  judge: (run) => {
    const moment = momentOf(run, 'idle');
    if (moment === undefined) return notChecked(NEVER_UP, { ms: run.duration });
    const servers = serversAmong(run, moment);
    const pids = servers.slice(0, 8).map(({ pid }) => pid);
    const sight = { moment, exhibits: [psExhibit(moment, pids, 'stat')] };
    if (!hasServed(run)) return fail({ zh: '没有服务过任何客户端', en: 'it has served no client' }, sight);
    if (moment.reached) return pass({ zh: '都睡着', en: 'all of them slept' }, sight);
    const cpu = servers.reduce((sum, process) => sum + process.cpu, 0);
    return fail(
      {
        zh: `等了 ${secondsWaited(moment)} 秒，没有一刻全都睡着；一共用了 ${cpu} 毫秒 CPU`,
        en: `in ${secondsWaited(moment)} s they were never all asleep; CPU time used: ${cpu} ms`,
      },
      sight,
    );
  },
};
