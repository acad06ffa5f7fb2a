import {
  type Check,
  type Exhibit,
  fail,
  fieldExhibit,
  is,
  notChecked,
  ofProcesses,
  pass,
  type ProcessState,
  psExhibit,
  startFolder,
  terminalUmask,
} from '@proclab/lab-kit';
import { daemon, EARLY, flagsOf, newTerminals } from './report.ts';

const scenario = 'plain';
const seeProcess = 'ps -eo pid,ppid,sid,tty,stat,args | grep "[l]ibrary-daemon"';
const seeDescriptors = 'ls -l /proc/$(pgrep -n library-daemon)/fd';

/**
 * What else could make a session, setsid(2), login_tty(3), posix_spawnattr_setflags(3). A call through a pointer names no
 * function: where none of these is there, who has a session of its own has it from daemon(3) all the same.
 */
const MAKE_SESSIONS: readonly string[] = [
  'setsid',
  'login_tty',
  'forkpty',
  'posix_spawnattr_setflags',
  'syscall',
];

export const callsDaemon: Check = {
  id: 'calls-daemon',
  points: 10,
  must: {
    zh: '程序调用 C 库的 daemon(3)，由它变成守护进程：PPID 为 1',
    en: 'The program calls daemon(3) of the C library, and is a daemon by it: PPID 1',
  },
  hint: {
    zh: '#include <unistd.h>，并在第一个 #include 之前写 #define _DEFAULT_SOURCE（或 _GNU_SOURCE）；不要自己 fork 和 setsid。',
    en: 'daemon is declared by <unistd.h> if _DEFAULT_SOURCE or _GNU_SOURCE is defined before the first #include. Do not fork and call setsid yourself.',
  },
  see: "nm -D library-daemon | grep ' U daemon'",
  blame: ['daemon', 'setsid', 'fork'],
  on: 'natural',
  scenario,
  judge: (run, exercise) =>
    ofProcesses(daemon, ([first], moment) => {
      const imports = exercise.build.programs.flatMap((program) => program.imports);
      const sites = exercise.build.programs.flatMap(({ calls }) => calls);
      const site = sites.find(({ callee }) => callee === 'daemon');
      const own = imports.filter((name) =>
        ['daemon', 'fork', '_Fork', 'vfork', ...MAKE_SESSIONS].includes(name),
      );
      const exhibits: readonly Exhibit[] = [
        { kind: 'file', lines: own.map((name) => `U ${name}`), marked: null },
        psExhibit(moment, [first!.pid], 'ppid'),
      ];
      if (!imports.includes('daemon'))
        return fail(
          {
            zh: '可执行文件没有引用 C 库的 daemon',
            en: 'the executable refers to no daemon of the C library',
          },
          { moment, exhibits },
        );
      const others = imports.filter((name) => MAKE_SESSIONS.includes(name));
      if (site === undefined && others.length > 0)
        return notChecked(
          {
            zh: `可执行文件引用了 daemon，却没有按名字调用它；会话也可能来自 ${others.join('、')}`,
            en: `the executable refers to daemon, but does not call it by name; the session may be due to ${others.join(', ')} as well`,
          },
          { moment, exhibits },
        );
      if (first!.ppid !== 1)
        return fail(
          { zh: `PID ${first!.pid} 的 PPID 是 ${first!.ppid}`, en: `PID ${first!.pid}: PPID ${first!.ppid}` },
          { moment, exhibits },
        );
      return pass(
        site === undefined
          ? {
              zh: `可执行文件引用了 daemon，此外没有别的函数能建立会话；PID ${first!.pid} 的 PPID 是 1`,
              en: `the executable refers to daemon, and to nothing else that makes a session; PID ${first!.pid} has PPID 1`,
            }
          : {
              zh: `${site.file}:${site.line} 调用 daemon；PID ${first!.pid} 的 PPID 是 1`,
              en: `${site.file}:${site.line} calls daemon; PID ${first!.pid} has PPID 1`,
            },
        { moment, exhibits },
      );
    })(run, exercise),
};

export const nochdir: Check = {
  id: 'nochdir',
  points: 10,
  must: {
    zh: 'NOCHDIR 为 0 时它在 / 中，为 1 时留在启动时的目录',
    en: 'With NOCHDIR 0 it is in /, with 1 in the folder it was started in',
  },
  hint: {
    zh: '第一个参数是 nochdir：“不要 chdir”。0 才会换到 /。',
    en: 'The first parameter is nochdir: “no chdir”. It is 0 that leads to /.',
  },
  see: './library-daemon 0 1; readlink /proc/$(pgrep -n library-daemon)/cwd',
  blame: ['daemon', 'chdir'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon, ([first], moment, run) => {
    const { cwd } = first!;
    const flag = flagsOf(run).nochdir;
    const wanted = flag ? startFolder.of(run) : '/';
    const sight = { moment, exhibits: [fieldExhibit('cwd', first!, moment)] };
    if (cwd === null)
      return notChecked({ zh: '读不到它的工作目录', en: 'its working directory could not be read' }, sight);
    const seen = {
      zh: `NOCHDIR 为 ${Number(flag)}，PID ${first!.pid} 在 ${cwd} 中`,
      en: `NOCHDIR was ${Number(flag)}, and PID ${first!.pid} in ${cwd}`,
    };
    return cwd === wanted ? pass(seen, sight) : fail(seen, sight);
  }),
};

export const noclose: Check = {
  id: 'noclose',
  points: 10,
  must: {
    zh: 'NOCLOSE 为 0 时 0、1、2 都是 /dev/null，为 1 时仍连着终端',
    en: 'With NOCLOSE 0, descriptors 0, 1 and 2 are /dev/null; with 1 they are still on the terminal',
  },
  hint: {
    zh: '第二个参数是 noclose：“不要关闭”。为 1 时 setsid 之后 0、1、2 还连着原来的终端：没有控制终端，却还能写。',
    en: 'The second parameter is noclose: “do not close”. With 1 they lead to the old terminal even after setsid: it controls nothing any more, but can still be written to.',
  },
  see: `./library-daemon 1 0; ${seeDescriptors}`,
  blame: ['daemon', 'dup2', 'close'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon, ([first], moment, run) => {
    const flag = flagsOf(run).noclose;
    const wanted = flag ? `/dev/${run.terminals[0]?.tty}` : '/dev/null';
    if (first!.descriptors === null) return unread(first!, moment);
    const standard = [0, 1, 2].map(
      (fd) => first!.descriptors?.find((held) => held.fd === fd)?.target ?? 'closed',
    );
    const seen = {
      zh: `NOCLOSE 为 ${Number(flag)}，0、1、2 是 ${standard.join('、')}`,
      en: `NOCLOSE was ${Number(flag)}; 0, 1 and 2 are ${standard.join(', ')}`,
    };
    const sight = { moment, exhibits: [descriptorExhibit(first!)] };
    return standard.every((target) => target === wanted) ? pass(seen, sight) : fail(seen, sight);
  }),
};

export const sessionLeader: Check = {
  id: 'session-leader',
  points: 10,
  must: {
    zh: 'daemon(3) 只 fork 一次：守护进程是会话首进程，SID 等于 PID',
    en: 'daemon(3) forks once: the daemon is a session leader, its SID is its PID',
  },
  hint: {
    zh: '没有 more 时，daemon(3) 之外什么也不做，也不再 fork。',
    en: 'Without “more”, do nothing beyond daemon(3), and do not fork again.',
  },
  see: seeProcess,
  blame: ['fork', 'daemon'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon, (processes, moment) => {
    const pids = processes.map(({ pid }) => pid);
    const sight = { moment, exhibits: [psExhibit(moment, pids, 'sid')] };
    const other = processes.find(({ pid, sid }) => sid !== pid);
    return other === undefined
      ? pass(
          { zh: `PID ${pids.join('、')} 的 SID 就是它自己`, en: `PID ${pids.join(', ')} is its own SID` },
          sight,
        )
      : fail(
          { zh: `PID ${other.pid} 的 SID 是 ${other.sid}`, en: `PID ${other.pid} has SID ${other.sid}` },
          sight,
        );
  }),
};

export const regainsTerminal: Check = {
  id: 'regains-terminal',
  points: 15,
  must: {
    zh: '于是它打开一个新终端时又有了控制终端：TTY 不再是 ?',
    en: 'So by opening a new terminal it gets a controlling terminal again: TTY is ? no more',
  },
  hint: {
    zh: 'posix_openpt(O_RDWR | O_NOCTTY)、grantpt、unlockpt，然后 open(ptsname(主端), O_RDWR)，这一次不带 O_NOCTTY，两端都不要关。',
    en: 'posix_openpt(O_RDWR | O_NOCTTY), grantpt, unlockpt, and then open(ptsname(master), O_RDWR), this time without O_NOCTTY. Keep both ends open.',
  },
  see: seeProcess,
  blame: ['open', 'posix_openpt', 'fork', 'daemon'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon, ([first], moment, run) => {
    const sight = { moment, exhibits: [psExhibit(moment, [first!.pid], 'tty')] };
    const { pid, tty } = first!;
    if (tty !== null && tty !== run.terminals[0]?.tty)
      return pass(
        { zh: `PID ${pid} 的控制终端是 ${tty}`, en: `PID ${pid} has the controlling terminal ${tty}` },
        sight,
      );
    const opened = newTerminals(run, first!);
    return fail(
      opened.length === 0
        ? {
            zh: `PID ${pid} 的 TTY 是 ?，它也没有打开新的终端`,
            en: `PID ${pid} has TTY ?, and it has no new terminal open`,
          }
        : {
            zh: `PID ${pid} 打开了 ${opened.join('、')}，TTY 却是 ?`,
            en: `PID ${pid} has opened ${opened.join(', ')}, but its TTY is ?`,
          },
      { ...sight, exhibits: [...sight.exhibits, descriptorExhibit(first!)] },
    );
  }),
};

export const umaskKept = is({
  id: 'umask-kept',
  points: 5,
  scenario,
  who: daemon,
  has: {
    umask: {
      accepts: (mask, run) => mask === terminalUmask.of(run),
      otherwise: { zh: '，不是从 shell 继承来的值', en: ', not the one inherited from the shell' },
    },
  },
  must: {
    zh: 'daemon(3) 不改 umask：仍是从 shell 继承来的',
    en: 'daemon(3) leaves the umask alone: it is still the one of the shell',
  },
  hint: {
    zh: '要知道 umask，只能设一次再设回去：m = umask(0); umask(m);。忘了设回去，就改掉了。',
    en: 'To know the umask one has to set it, and set it back: m = umask(0); umask(m);. Who forgets the second has changed it.',
  },
  see: 'grep Umask /proc/$(pgrep -n library-daemon)/status',
  blame: ['umask', 'daemon'],
});

export const descriptorKept: Check = {
  id: 'descriptor-kept',
  points: 5,
  must: {
    zh: 'daemon(3) 只管 0、1、2：之前打开的文件还开着',
    en: 'daemon(3) sees to 0, 1 and 2 only: the file opened before it is still open',
  },
  hint: {
    zh: `先用 open 打开 ${EARLY}，不带 O_CLOEXEC 也不关闭，再调用 daemon。`,
    en: `Open ${EARLY} first, leave it open, and then call daemon.`,
  },
  see: seeDescriptors,
  blame: ['close', 'close_range', 'open', 'daemon'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon, ([first], moment) => {
    if (first!.descriptors === null) return unread(first!, moment);
    const held = first!.descriptors.find(({ target }) => target === EARLY);
    const sight = { moment, exhibits: [descriptorExhibit(first!)] };
    return held === undefined
      ? fail({ zh: `${EARLY} 没有开着`, en: `${EARLY} is not open` }, sight)
      : pass(
          { zh: `${EARLY} 还开着，描述符 ${held.fd}`, en: `${EARLY} is still open, descriptor ${held.fd}` },
          sight,
        );
  }),
};

/** As `ls -l /proc/PID/fd` ends its lines. */
export function descriptorExhibit({ pid, descriptors }: ProcessState): Exhibit {
  const lines = (descriptors ?? []).map(({ fd, target }) => `/proc/${pid}/fd/${fd} -> ${target}`);
  return { kind: 'descriptors', lines: lines.length > 0 ? lines : ['-'], marked: null };
}

export function unread({ pid }: ProcessState, moment: Parameters<typeof psExhibit>[0]) {
  return notChecked(
    { zh: `读不到 PID ${pid} 的描述符`, en: `PID ${pid}: its descriptors could not be read` },
    { moment },
  );
}
