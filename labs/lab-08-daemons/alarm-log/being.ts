import {
  at,
  type Check,
  fail,
  holdsNoTerminal,
  is,
  keptLines,
  logExhibit,
  not,
  ofProcesses,
  pass,
  promptBackWhile,
  psExhibit,
  startFolder,
  terminalSession,
  throughout,
  secondsWaited,
} from '@proclab/lab-kit';
import { LOG } from './scenario.ts';

const LOOKS = ['ticking', 'after-hang-up'] as const;
/** A daemon that waits takes hardly any CPU; one that loops takes all of it. */
const MOST_CPU = 0.05;
const seeProcess = 'ps -eo pid,ppid,sid,tty,stat,args | grep "[a]larm-log"';

export const promptReturns: Check = {
  id: 'prompt-returns',
  points: 5,
  must: {
    zh: '提示符回来，程序在后台继续工作',
    en: 'The prompt comes back while the program works on in the background',
  },
  hint: {
    zh: 'fork 之后父进程立刻退出；定时器和日志都是子进程的事。',
    en: 'After fork the parent exits at once. The timer and the log are the child’s business.',
  },
  see: './alarm-log; echo "prompt is back: $?"; pgrep -a alarm-log',
  blame: ['wait', 'waitpid', 'daemon', 'fork', 'pause', 'sigsuspend'],
  on: 'natural',
  judge: promptBackWhile(at('ticking').workers),
};

export const isDaemon = throughout(
  LOOKS,
  (moment) => at(moment).heads,
  (moment) =>
    is({
      id: 'is-daemon',
      points: 5,
      who: at(moment).heads,
      has: { ppid: 1, sid: not(terminalSession), tty: null, cwd: not(startFolder) },
      must: {
        zh: '它是守护进程：PPID 为 1，有自己的会话，没有控制终端，离开了启动时的目录',
        en: 'It is a daemon: PPID 1, a session of its own, no controlling terminal, not in the folder it was started in',
      },
      hint: {
        zh: '先 fork，父进程退出；子进程 setsid()、chdir("/")。做完这些再设定时器。',
        en: 'First fork, and the parent exits; the child calls setsid() and chdir("/"). The timer comes after that.',
      },
      see: seeProcess,
      blame: ['setsid', 'chdir', 'daemon', 'fork'],
    }),
);

export const descriptorsClosed = throughout(
  LOOKS,
  (moment) => at(moment).workers,
  (moment) =>
    holdsNoTerminal({
      id: 'descriptors-closed',
      points: 5,
      who: at(moment).workers,
      must: { zh: '它没有描述符还连着终端', en: 'It keeps no descriptor open on the terminal' },
      hint: {
        zh: '用 dup2 把 /dev/null 换到 0、1、2 上。日志自己另有一个描述符。',
        en: 'dup2 /dev/null over 0, 1 and 2. The log has a descriptor of its own.',
      },
      see: 'ls -l /proc/$(pgrep -n alarm-log)/fd',
      blame: ['dup2', 'daemon', 'setsid', 'close', 'fork'],
    }),
);

export const survivesHangUp: Check = {
  id: 'survives-hang-up',
  points: 5,
  must: {
    zh: '终端关闭之后它继续写日志',
    en: 'It goes on writing the log after its terminal is closed',
  },
  hint: {
    zh: '终端关闭时，那个会话的作业收到 SIGHUP；往关闭的终端写会出错（EIO）。守护进程不在那个会话里，也不用那个终端。',
    en: 'When a terminal closes, the jobs of its session get SIGHUP, and writing to it fails with EIO. A daemon is not in that session and does not use that terminal.',
  },
  see: 'script -qc "./alarm-log; sleep 2" /dev/null; sleep 2; date; tail -n 1 /tmp/alarm.log',
  blame: ['setsid', 'fork', 'printf', 'write'],
  on: 'natural',
  judge: ofProcesses(at('after-hang-up').everyone, (processes, moment, run) => {
    const pids = processes.map(({ pid }) => pid);
    const lines = keptLines(run, LOG);
    const sight = { moment, exhibits: [psExhibit(moment, pids, 'stat'), logExhibit(lines)] };
    return moment.reached && lines.length > 0
      ? pass(
          {
            zh: `PID ${pids.join('、')} 还在，日志又多了几行，共 ${lines.length} 行`,
            en: `PID ${pids.join(', ')} was still there, and the log had grown to ${lines.length} lines`,
          },
          sight,
        )
      : fail(
          {
            zh: `PID ${pids.join('、')} 还在，但 ${secondsWaited(moment)} 秒内日志没有再多两行`,
            en: `PID ${pids.join(', ')} was still there, but within ${secondsWaited(moment)} s the log did not get two more lines`,
          },
          sight,
        );
  }),
};

export const idle: Check = {
  id: 'idle',
  points: 5,
  must: { zh: '等待时几乎不占 CPU（至多 5%）', en: 'It takes next to no CPU while it waits: 5 % at most' },
  hint: {
    zh: 'while(1); 会占满一个 CPU。用 pause、sigsuspend 或 sleep 等待，让信号来叫醒。',
    en: 'while(1); takes a whole CPU. Wait in pause, sigsuspend or sleep and let the signal wake you.',
  },
  see: 'top -b -n 1 -p $(pgrep -n alarm-log)',
  blame: ['setitimer', 'time', 'clock'],
  on: 'natural',
  judge: ofProcesses(at('after-hang-up').everyone, (processes, moment, run) => {
    const exhibits = [
      psExhibit(
        moment,
        processes.map(({ pid }) => pid),
        'stat',
      ),
    ];
    if (keptLines(run, LOG).length === 0)
      return fail(
        {
          zh: '日志里一行也没有，谈不上两行之间的等待',
          en: 'the log has no line, so there was no waiting between two of them',
        },
        { moment, exhibits },
      );
    const lasted = moment.at - (run.programs[0]?.startedAt ?? 0);
    const used = processes.reduce((sum, process) => sum + process.cpu, 0);
    const share = (100 * used) / lasted;
    const seen = {
      zh: `${(lasted / 1000).toFixed(1)} 秒里用了 ${Math.round(used)} ms CPU（${share.toFixed(0)}%）`,
      en: `${Math.round(used)} ms of CPU in ${(lasted / 1000).toFixed(1)} s (${share.toFixed(0)} %)`,
    };
    return used <= MOST_CPU * lasted ? pass(seen, { moment, exhibits }) : fail(seen, { moment, exhibits });
  }),
};
