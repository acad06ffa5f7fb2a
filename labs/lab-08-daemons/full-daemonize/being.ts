import {
  type Check,
  fail,
  is,
  joinTexts,
  notChecked,
  not,
  ofProcesses,
  onTerminal,
  pass,
  type ProcessState,
  promptBackWhile,
  psExhibit,
  type Text,
  terminalSession,
  throughout,
} from '@proclab/lab-kit';
import { INHERITED } from './places.ts';
import { daemon } from './seen.ts';

const scenario = 'day';
/** It is looked at when it has begun, between two of its answers, and at the end. */
const LOOKS = ['started', 'asked-again', 'resting'] as const;
const seeProcess = 'ps -eo pid,ppid,sid,tty,stat,args | grep "[f]ull-daemonize"';
const seeDescriptors = 'ls -l /proc/$(pgrep -n full-daemonize)/fd';

export const promptReturns: Check = {
  id: 'prompt-returns',
  points: 4,
  must: {
    zh: '提示符回来，守护进程在后台继续工作',
    en: 'The prompt comes back while the daemon works on in the background',
  },
  hint: {
    zh: '两次 fork 之后，父进程都立刻退出，不要 wait。',
    en: 'After both forks the parent exits at once, without waiting.',
  },
  see: './full-daemonize; echo "prompt is back: $?"; pgrep -a full-daemonize',
  blame: ['wait', 'waitpid', 'fork', 'daemon'],
  on: 'natural',
  scenario,
  judge: promptBackWhile(daemon('started')),
};

export const orphan = throughout(LOOKS, daemon, (moment) =>
  is({
    id: 'orphan',
    points: 5,
    scenario,
    who: daemon(moment),
    has: { ppid: 1 },
    must: {
      zh: '它是孤儿，由 1 号进程收养：PPID 为 1',
      en: 'It is an orphan that process 1 has adopted: PPID 1',
    },
    hint: {
      zh: 'fork 了两次，就有两个父进程要退出；中间的那个还活着，守护进程就不是孤儿。',
      en: 'Two forks leave two parents behind, and both have to exit. While the one in the middle lives, the daemon is no orphan.',
    },
    see: seeProcess,
    blame: ['wait', 'waitpid', 'fork', 'daemon'],
  }),
);

export const ownSession = throughout(LOOKS, daemon, (moment) =>
  is({
    id: 'own-session',
    points: 6,
    scenario,
    who: daemon(moment),
    has: { sid: not(terminalSession), tty: null },
    must: {
      zh: '它离开了终端的会话：SID 不是终端的，TTY 为 ?',
      en: 'It has left the session of the terminal: SID another one, TTY ?',
    },
    hint: {
      zh: '第一次 fork 之后在子进程里调用 setsid()。',
      en: 'Call setsid() in the child of the first fork.',
    },
    see: seeProcess,
    blame: ['setsid', 'daemon', 'fork'],
  }),
);

export const noLeader = throughout(LOOKS, daemon, (moment) => ({
  id: 'no-session-leader',
  points: 8,
  must: {
    zh: '它不是会话首进程（SID 不等于 PID），所以再也得不到控制终端',
    en: 'It is no session leader, SID is not its PID: so it can never get a terminal again',
  },
  hint: {
    zh: '只有会话首进程打开终端设备时会得到控制终端。setsid() 之后再 fork 一次，父进程退出：子进程在这个会话里，但不是首进程。',
    en: 'It is the leader of a session that gets a terminal by opening one. Fork once more after setsid() and let the parent exit: the child is in that session, but does not lead it.',
  },
  see: seeProcess,
  blame: ['setsid', 'daemon', 'fork'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon(moment), (processes, taken, run) => {
    const shell = run.terminals[0]?.shell;
    const inside = processes.find(({ sid }) => sid === shell);
    const leader = processes.find(({ sid, pid }) => sid === pid);
    const sight = (shown: readonly ProcessState[]) => ({
      moment: taken,
      exhibits: [
        psExhibit(
          taken,
          shown.map(({ pid }) => pid),
          'sid',
        ),
      ],
    });
    if (inside !== undefined)
      return fail(
        {
          zh: `PID ${inside.pid} 还在终端的会话 ${inside.sid} 里`,
          en: `PID ${inside.pid} is still in the session of the terminal, ${inside.sid}`,
        },
        sight([inside]),
      );
    return leader !== undefined
      ? fail(
          {
            zh: `PID ${leader.pid} 的 SID 就是 ${leader.sid}：它是会话首进程`,
            en: `PID ${leader.pid} has SID ${leader.sid}: it is a session leader`,
          },
          sight([leader]),
        )
      : pass(
          joinTexts(
            processes.map(({ pid, sid }) => ({
              zh: `PID ${pid} 的 SID 是 ${sid}`,
              en: `PID ${pid} has SID ${sid}`,
            })),
            { zh: '；', en: '; ' },
          ),
          sight(processes),
        );
  }),
}));

export const descriptorsClosed = throughout(LOOKS, daemon, (moment) => ({
  id: 'descriptors-closed',
  points: 7,
  must: {
    zh: '从启动者那里继承的描述符全部关闭，不只是 0、1、2',
    en: 'All descriptors inherited from whoever started it are closed, not 0, 1 and 2 alone',
  },
  hint: {
    zh: '用 close_range(0, ~0U, 0)，或从 0 到 sysconf(_SC_OPEN_MAX)（getrlimit 的软限制）逐个 close。daemon(3) 只管 0、1、2。',
    en: 'Call close_range(0, ~0U, 0), or close one by one from 0 to sysconf(_SC_OPEN_MAX), the soft limit of getrlimit. daemon(3) sees to 0, 1 and 2 only.',
  },
  see: `sh -c "exec ./full-daemonize 3</etc/passwd 9>&1"; ${seeDescriptors}`,
  blame: ['close_range', 'closefrom', 'close', 'dup2', 'daemon', 'fork'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon(moment), (processes, taken) => {
    const unread = processes.find(({ descriptors }) => descriptors === null);
    if (unread !== undefined) return notChecked(unreadable(unread), { moment: taken });
    const left = processes.flatMap((process) => inheritedBy(process).map((one) => ({ process, ...one })));
    const [first] = left;
    if (first === undefined)
      return pass(
        { zh: '继承的描述符都关闭了', en: 'none of the inherited descriptors is open' },
        { moment: taken, exhibits: processes.map(table) },
      );
    const fds = left.map(({ fd }) => fd);
    return fail(
      {
        zh: `PID ${first.process.pid} 仍开着继承的描述符 ${fds.join('、')}`,
        en: `PID ${first.process.pid} still has inherited descriptors open: ${fds.join(', ')}`,
      },
      { moment: taken, exhibits: [table(first.process)] },
    );
  }),
}));

export const nullInPlace = throughout(LOOKS, daemon, (moment) => ({
  id: 'null-in-place',
  points: 7,
  must: {
    zh: '它的描述符 0、1、2 都打开着，通向 /dev/null',
    en: 'Its descriptors 0, 1 and 2 are open, on /dev/null',
  },
  hint: {
    zh: '全部关闭以后，open("/dev/null", O_RDWR) 得到 0，再 dup(0) 两次得到 1 和 2。空着的话，下一个打开的文件就会成为 0。',
    en: 'When all are closed, open("/dev/null", O_RDWR) gives 0, and dup(0) twice gives 1 and 2. Left free, 0 would go to the next file that is opened.',
  },
  see: seeDescriptors,
  blame: ['dup', 'dup2', 'open', 'close', 'daemon', 'fork'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon(moment), (processes, taken) => {
    const unread = processes.find(({ descriptors }) => descriptors === null);
    if (unread !== undefined) return notChecked(unreadable(unread), { moment: taken });
    const wrong = processes.find((process) => astray(process).length > 0);
    if (wrong === undefined)
      return pass(
        { zh: '0、1、2 都通向 /dev/null', en: '0, 1 and 2 are on /dev/null' },
        { moment: taken, exhibits: processes.map(table) },
      );
    const fds = astray(wrong);
    return fail(
      {
        zh: `PID ${wrong.pid} 的描述符 ${fds.join('、')} 不在 /dev/null 上`,
        en: `PID ${wrong.pid}: not on /dev/null: ${fds.join(', ')}`,
      },
      { moment: taken, exhibits: [table(wrong)] },
    );
  }),
}));

export const rootFolder = throughout(LOOKS, daemon, (moment) =>
  is({
    id: 'root-folder',
    points: 4,
    scenario,
    who: daemon(moment),
    has: { cwd: '/' },
    must: { zh: '它的工作目录是 /', en: 'Its working directory is /' },
    hint: {
      zh: 'chdir("/")：守护进程的工作目录所在的文件系统不能卸载。',
      en: 'Call chdir("/"): the file system of a working directory can’t be unmounted.',
    },
    see: 'readlink /proc/$(pgrep -n full-daemonize)/cwd',
    blame: ['chdir', 'daemon', 'setsid', 'fork'],
  }),
);

export const umaskZero = throughout(LOOKS, daemon, (moment) =>
  is({
    id: 'umask-zero',
    points: 4,
    scenario,
    who: daemon(moment),
    has: { umask: 0 },
    must: { zh: '它的 umask 是 0', en: 'Its umask is 0' },
    hint: {
      zh: 'umask(0)：以后文件的权限完全由 open 的第三个参数决定。daemon(3) 不改 umask。',
      en: 'Call umask(0): from then on the third argument of open alone decides on the mode of a file. daemon(3) leaves the umask as it was.',
    },
    see: 'grep Umask /proc/$(pgrep -n full-daemonize)/status',
    blame: ['umask', 'daemon', 'setsid', 'fork'],
  }),
);

function inheritedBy({ descriptors }: ProcessState) {
  const all = descriptors ?? [];
  return all.filter((one) => onTerminal([one]).length > 0 || one.target === INHERITED);
}

/** Those of 0, 1 and 2 that are not on /dev/null. */
function astray({ descriptors }: ProcessState): readonly number[] {
  return [0, 1, 2].filter(
    (fd) => !(descriptors ?? []).some((one) => one.fd === fd && one.target === '/dev/null'),
  );
}

function table({ pid, descriptors }: ProcessState) {
  const lines = (descriptors ?? []).map(({ fd, target }) => `/proc/${pid}/fd/${fd} -> ${target}`);
  return { kind: 'descriptors' as const, lines: lines.length > 0 ? lines : ['(none)'], marked: null };
}

function unreadable({ pid }: ProcessState): Text {
  return { zh: `读不到 PID ${pid} 的描述符`, en: `PID ${pid}: its descriptors could not be read` };
}
