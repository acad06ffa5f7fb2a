import {
  atMoment,
  type Check,
  fail,
  is,
  logExhibit,
  keptLines,
  not,
  ofProcesses,
  pass,
  psExhibit,
  terminalUmask,
} from '@proclab/lab-kit';
import { descriptorExhibit, unread } from './plain.ts';
import { agrees, daemon, EARLY, KEYS, MOMENT, newTerminals, REPORT, reportOf, truthOf } from './report.ts';

const scenario = 'more';

export const neverAgain: Check = {
  id: 'never-again',
  points: 10,
  must: {
    zh: '有 more 时它不是会话首进程，打开新终端也得不到控制终端：TTY 仍为 ?',
    en: 'With “more” it leads no session, and opening a new terminal gives it none: TTY stays ?',
  },
  hint: {
    zh: 'daemon(3) 之后再 fork 一次，父进程退出：子进程在那个会话里，但不是首进程。终端仍要打开，否则看不出区别。',
    en: 'Fork once more after daemon(3) and let the parent exit: the child is in that session, but does not lead it. The terminal has to be opened all the same, or there is nothing to be seen.',
  },
  see: './library-daemon 0 0 more; ps -eo pid,ppid,sid,tty,stat,args | grep "[l]ibrary-daemon"',
  blame: ['fork', 'daemon', 'open', 'posix_openpt'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon, (processes, moment, run) => {
    const pids = processes.map(({ pid }) => pid);
    const sight = { moment, exhibits: [psExhibit(moment, pids, 'tty')] };
    const owner = processes.find(({ tty }) => tty !== null);
    if (owner !== undefined)
      return fail(
        {
          zh: `PID ${owner.pid} 又有了控制终端 ${owner.tty}`,
          en: `PID ${owner.pid} has a controlling terminal again, ${owner.tty}`,
        },
        sight,
      );
    const leader = processes.find(({ pid, sid }) => pid === sid);
    if (leader !== undefined)
      return fail(
        {
          zh: `PID ${leader.pid} 是会话首进程（SID ${leader.sid}）`,
          en: `PID ${leader.pid} leads its session, SID ${leader.sid}`,
        },
        sight,
      );
    const opened = processes.flatMap((process) => newTerminals(run, process));
    return opened.length === 0
      ? fail(
          {
            zh: '它没有打开新的终端，什么也没有说明',
            en: 'it has opened no new terminal, so nothing is shown',
          },
          { moment, exhibits: processes.map(descriptorExhibit) },
        )
      : pass(
          {
            zh: `PID ${pids.join('、')} 打开了 ${opened.join('、')}，TTY 仍为 ?`,
            en: `PID ${pids.join(', ')} has ${opened.join(', ')} open, and TTY ? all the same`,
          },
          { moment, exhibits: [...sight.exhibits, ...processes.map(descriptorExhibit)] },
        );
  }),
};

export const umaskOwn = is({
  id: 'umask-own',
  points: 5,
  scenario,
  who: daemon,
  has: { umask: not(terminalUmask) },
  must: { zh: '有 more 时它设定了自己的 umask', en: 'With “more” it has set a umask of its own' },
  hint: {
    zh: '调用 umask(0)、umask(022) 或适合你的值。评分时的 shell 使用一个少见的 umask，这样才看得出来。',
    en: 'Call umask(0), umask(022) or what suits you. The shell here has an unusual one, so that yours can be told from it.',
  },
  see: './library-daemon 0 0 more; grep Umask /proc/$(pgrep -n library-daemon)/status',
  blame: ['umask', 'daemon'],
});

export const earlyClosed: Check = {
  id: 'early-closed',
  points: 5,
  must: {
    zh: '有 more 时之前打开的文件关闭了',
    en: 'With “more” the file that was opened before is closed',
  },
  hint: {
    zh: '从 3 起全部关闭：close_range(3, ~0U, 0)，或循环到 sysconf(_SC_OPEN_MAX)。守护进程不知道启动者还开着什么。',
    en: 'Close everything from 3 on: close_range(3, ~0U, 0), or a loop up to sysconf(_SC_OPEN_MAX). A daemon does not know what its starter had open.',
  },
  see: './library-daemon 0 0 more; ls -l /proc/$(pgrep -n library-daemon)/fd',
  blame: ['close', 'close_range', 'open', 'daemon'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon, (processes, moment, run) => {
    const [first] = processes;
    const unreadable = processes.find(({ descriptors }) => descriptors === null);
    if (unreadable !== undefined) return unread(unreadable, moment);
    const holder = processes.find(({ descriptors }) => descriptors?.some(({ target }) => target === EARLY));
    const sight = { moment, exhibits: [descriptorExhibit(holder ?? first!)] };
    if (holder !== undefined) return fail({ zh: `${EARLY} 还开着`, en: `${EARLY} is still open` }, sight);
    return run.files.some(({ path }) => path === EARLY)
      ? pass({ zh: `${EARLY} 已经关闭`, en: `${EARLY} is closed` }, sight)
      : fail({ zh: `从来没有打开过 ${EARLY}`, en: `${EARLY} was never opened` }, sight);
  }),
};

export const reportsTruth: Check = {
  id: 'reports-truth',
  points: 15,
  must: {
    zh: '每次的报告写的都是真的：九项都与 ps 和 /proc 看到的一致',
    en: 'Its report is true each time: all nine values are what ps and /proc show',
  },
  hint: {
    zh: '打开新终端之后再查，查到什么写什么：getsid(0)，open("/dev/tty") 是否成功，getcwd，readlink("/proc/self/fd/0") 等。查 umask 会改变它，要设回去。',
    en: 'Look after the new terminal was opened, and write what you find: getsid(0), whether open("/dev/tty") succeeds, getcwd, readlink("/proc/self/fd/0") and so on. To ask for the umask changes it: set it back.',
  },
  see: `./library-daemon 0 0; cat ${REPORT}; ps -o pid,sid,tty -C library-daemon`,
  blame: ['fprintf', 'dprintf', 'fputs', 'daemon'],
  on: 'natural',
  judge: (run, evidence) =>
    atMoment(MOMENT, (moment) => {
      const said = reportOf(run);
      const report = logExhibit(keptLines(run, REPORT));
      if (said.size === 0)
        return fail({ zh: `没有 ${REPORT}`, en: `there was no ${REPORT}` }, { moment, exhibits: [report] });
      return ofProcesses(daemon, (processes) => {
        const author = processes.find(({ pid }) => String(pid) === said.get('pid')) ?? processes[0]!;
        const truth = truthOf(author);
        const wrong = KEYS.find((key) => truth[key] !== '?' && !agrees(key, said.get(key) ?? '', truth[key]));
        const exhibits = [report, psExhibit(moment, [author.pid], 'pid')];
        if (wrong === undefined)
          return pass(
            { zh: '九项都与 ps 和 /proc 一致', en: 'all nine values are what ps and /proc show' },
            { moment, exhibits },
          );
        const value = said.get(wrong);
        const shown = wrong === 'umask' ? truth[wrong].padStart(3, '0') : truth[wrong];
        return fail(
          value === undefined
            ? { zh: `报告中没有 ${wrong}`, en: `the report has no ${wrong}` }
            : {
                zh: `报告写 ${wrong}=${value}，而 PID ${author.pid} 的是 ${shown}`,
                en: `the report says ${wrong}=${value}, but of PID ${author.pid} it is ${shown}`,
              },
          {
            moment,
            exhibits: /^[012]$|early/.test(wrong) ? [report, descriptorExhibit(author)] : exhibits,
          },
        );
      })(run, evidence);
    })(run, evidence),
};
