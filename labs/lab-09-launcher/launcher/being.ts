import {
  type Check,
  daemonAt,
  fail,
  holdsNoTerminal,
  is,
  not,
  ofProcesses,
  pass,
  promptBackWhile,
  psExhibit,
  startFolder,
  terminalSession,
  terminalUmask,
  wholeTable,
} from '@proclab/lab-kit';
import { NAME } from './places.ts';
import { ALPHA, daemons, instances } from './programs.ts';

const scenario = 'launch';
const daemon = daemonAt('started', NAME);
const seeProcess = 'ps -eo pid,ppid,sid,tty,stat,args | grep "[l]auncher"';

export const promptReturns: Check = {
  id: 'prompt-returns',
  points: 2,
  must: {
    zh: '提示符回来，launcher 在后台继续工作',
    en: 'The prompt comes back while the launcher works on in the background',
  },
  hint: {
    zh: 'fork 之后父进程立刻退出；读配置、启动程序都是子进程的事，而且它做完以后不退出，等待信号。',
    en: 'After fork the parent exits at once. Reading the configuration and starting programs is the child’s work, and when that is done it waits for signals instead of ending.',
  },
  see: './launcher; echo "prompt is back: $?"; pgrep -a launcher',
  blame: ['fork', 'daemon', 'wait', 'waitpid'],
  on: 'natural',
  scenario,
  judge: promptBackWhile(daemon),
};

export const isDaemon = is({
  id: 'is-daemon',
  points: 5,
  scenario,
  who: daemon,
  has: { ppid: 1, sid: not(terminalSession), tty: null },
  must: {
    zh: '它是守护进程：PPID 为 1，有自己的会话，没有控制终端',
    en: 'It is a daemon: PPID 1, a session of its own, no controlling terminal',
  },
  hint: {
    zh: '三样都来自 fork（父进程退出）加 setsid()。setsid 对进程组组长会失败，所以先 fork。',
    en: 'All three come from fork, the parent’s exit, and setsid(). As setsid fails for a group leader, fork comes first.',
  },
  see: seeProcess,
  blame: ['setsid', 'daemon', 'fork'],
});

export const descriptorsClosed = holdsNoTerminal({
  id: 'descriptors-closed',
  points: 3,
  scenario,
  who: daemon,
  must: { zh: '它没有描述符还连着终端', en: 'It keeps no descriptor open on the terminal' },
  hint: {
    zh: '0、1、2 都换成 /dev/null：它启动的程序会继承这三个。',
    en: 'Put /dev/null in the place of 0, 1 and 2: the programs it starts inherit these three.',
  },
  see: 'ls -l /proc/$(pgrep -o launcher)/fd',
  blame: ['dup2', 'daemon', 'setsid', 'close', 'fork'],
});

export const surroundings = is({
  id: 'own-surroundings',
  points: 2,
  scenario,
  who: daemon,
  has: { cwd: not(startFolder), umask: not(terminalUmask) },
  must: {
    zh: '它离开启动时的目录，并设定自己的 umask',
    en: 'It has left the folder it was started in, and set a umask of its own',
  },
  hint: {
    zh: '调用 chdir("/") 和 umask(022)，或适合你的值。它启动的程序会继承这两样。daemon(3) 不改 umask。',
    en: 'Call chdir("/") and umask(022), or what suits you: the programs inherit both. daemon(3) leaves the umask alone.',
  },
  see: 'readlink /proc/$(pgrep -o launcher)/cwd; grep Umask /proc/$(pgrep -o launcher)/status',
  blame: ['chdir', 'umask', 'daemon', 'setsid', 'fork'],
});

export const survivesHangUp: Check = {
  id: 'survives-hang-up',
  points: 3,
  must: {
    zh: '终端关闭之后，守护进程还在',
    en: 'When the terminal has been closed, the daemon is still there',
  },
  hint: {
    zh: '终端关闭时，那个会话的作业会收到 SIGHUP。守护进程不在那个会话里，就收不到。',
    en: 'When a terminal closes, the jobs of its session get SIGHUP. A daemon is not in that session and gets none.',
  },
  see: 'script -qc "./launcher; sleep 1" /dev/null; sleep 1; pgrep -a launcher',
  blame: ['setsid', 'fork', 'daemon'],
  on: 'natural',
  scenario,
  judge: (run, evidence) =>
    ofProcesses(daemon, (before, working) =>
      ofProcesses(daemonAt('reaped', NAME), (after, moment) => {
        const pids = before.map(({ pid }) => pid);
        const left = daemons(moment.processes).filter(({ pid }) => pids.includes(pid));
        if (instances(working.processes, ALPHA).length === 0)
          return fail(
            { zh: '它没有启动过程序', en: 'it had not started its programs' },
            { moment, exhibits: [wholeTable(moment)] },
          );
        const sight = {
          moment,
          exhibits: [psExhibit(moment, [...pids, ...after.map(({ pid }) => pid)], 'tty')],
        };
        const [first] = left;
        return first === undefined
          ? fail({ zh: `PID ${pids.join('、')} 已经不在`, en: `PID ${pids.join(', ')} was gone` }, sight)
          : pass({ zh: `PID ${first.pid} 还在`, en: `PID ${first.pid} was still there` }, sight);
      })(run, evidence),
    )(run, evidence),
};
