import {
  type Check,
  daemonAt,
  fail,
  holdsNoTerminal,
  is,
  type Moment,
  momentOf,
  not,
  ofProcesses,
  pass,
  promptBackWhile,
  psExhibit,
  type Selection,
  startFolder,
  terminalSession,
  terminalUmask,
  throughout,
  wholeTable,
} from '@proclab/lab-kit';
import { asleep } from '../shared/resting.ts';
import { CHANGED, CREATED, DELETED, NAME, RENAMED } from './events.ts';

const scenario = 'day';
/** It is looked at when it has begun, in the middle of its work, and at the end. */
const LOOKS = ['watching', RENAMED.moment, 'resting'] as const;
const daemon = (moment: string): Selection => daemonAt(moment, NAME);
const seeProcess = 'ps -eo pid,ppid,sid,tty,stat,args | grep "[w]atcher"';

export const promptReturns: Check = {
  id: 'prompt-returns',
  points: 3,
  must: {
    zh: '提示符回来，watcher 在后台继续看着',
    en: 'The prompt comes back while watcher goes on watching in the background',
  },
  hint: {
    zh: 'fork 之后父进程立刻退出，不要 wait；循环是子进程的事。',
    en: 'After fork the parent exits at once, without waiting. The loop is the child’s.',
  },
  see: './watcher /srv/drop; echo "prompt is back: $?"; pgrep -a watcher',
  blame: ['fork', 'daemon', 'wait', 'waitpid'],
  on: 'natural',
  scenario,
  judge: promptBackWhile(daemon('watching')),
};

export const isDaemon = throughout(LOOKS, daemon, (moment) =>
  is({
    id: 'is-daemon',
    points: 6,
    scenario,
    who: daemon(moment),
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
  }),
);

export const descriptorsClosed = throughout(LOOKS, daemon, (moment) =>
  holdsNoTerminal({
    id: 'descriptors-closed',
    points: 4,
    scenario,
    who: daemon(moment),
    must: { zh: '它没有描述符还连着终端', en: 'It keeps no descriptor open on the terminal' },
    hint: {
      zh: '0、1、2 三个都要处理：关闭，或用 dup2 换成 /dev/null。',
      en: 'See to all three, 0, 1 and 2: close them, or dup2 /dev/null over them.',
    },
    see: 'ls -l /proc/$(pgrep -o watcher)/fd',
    blame: ['dup2', 'daemon', 'setsid', 'close', 'fork'],
  }),
);

export const surroundings = throughout(LOOKS, daemon, (moment) =>
  is({
    id: 'own-surroundings',
    points: 3,
    scenario,
    who: daemon(moment),
    has: { cwd: not(startFolder), umask: not(terminalUmask) },
    must: {
      zh: '它离开启动时的目录，并设定自己的 umask',
      en: 'It has left the folder it was started in, and set a umask of its own',
    },
    hint: {
      zh: '调用 chdir("/")，或 chdir 到它看的目录；再调用 umask(022) 或适合你的值。daemon(3) 不改 umask。',
      en: 'Call chdir("/"), or chdir to the directory that it watches, and umask(022) or what suits you. daemon(3) leaves the umask alone.',
    },
    see: 'readlink /proc/$(pgrep -o watcher)/cwd; grep Umask /proc/$(pgrep -o watcher)/status',
    blame: ['chdir', 'umask', 'daemon', 'setsid', 'fork'],
  }),
);

export const survivesHangUp: Check = {
  id: 'survives-hang-up',
  points: 4,
  must: {
    zh: '终端关闭之后，还是那个进程在记录',
    en: 'When the terminal has been closed, the same process goes on logging',
  },
  hint: {
    zh: '终端关闭时，那个会话的作业会收到 SIGHUP，读写这个终端则会出错。守护进程不在那个会话里，也不用那个终端。',
    en: 'When a terminal closes, the jobs of its session get SIGHUP, and using it fails. A daemon is not in that session, and does not use that terminal.',
  },
  see: 'script -qc "./watcher /srv/drop; sleep 1" /dev/null; sleep 1; touch /srv/drop/x; tail -n 1 /var/log/watcher.log',
  blame: ['setsid', 'fork', 'daemon', 'printf'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon('watching'), (before, _, run) => {
    const pids = before.map(({ pid }) => pid);
    const thereAt = ({ processes }: Moment) => processes.some(({ pid }) => pids.includes(pid));
    const noticed = [RENAMED.moment, DELETED.moment, 'several']
      .flatMap((name) => momentOf(run, name) ?? [])
      .find((moment) => moment.reached && thereAt(moment));
    // What became of it later is no matter of the hang-up.
    if (noticed !== undefined)
      return pass(
        {
          zh: `PID ${pids.join('、')} 还在，并继续记录`,
          en: `PID ${pids.join(', ')} was there and went on logging`,
        },
        { moment: noticed, exhibits: [psExhibit(noticed, pids, 'pid')] },
      );
    const last = momentOf(run, 'resting') ?? run.moments.at(-1)!;
    return thereAt(last)
      ? fail(
          {
            zh: `PID ${pids.join('、')} 还在，但终端关闭之后没有再记录`,
            en: `PID ${pids.join(', ')} was there, but logged nothing after the terminal was closed`,
          },
          { moment: last, exhibits: [psExhibit(last, pids, 'pid')] },
        )
      : fail(
          { zh: `PID ${pids.join('、')} 已经不在`, en: `PID ${pids.join(', ')} was gone` },
          { moment: last, exhibits: [wholeTable(last)] },
        );
  }),
};

export const idle: Check = {
  id: 'idle',
  points: 5,
  must: {
    zh: '没有变化的时候它在睡，不占 CPU',
    en: 'While nothing changes it sleeps and takes no CPU',
  },
  hint: {
    zh: '不停地 readdir 或非阻塞地 read 会占满一个 CPU。让 read 阻塞；轮询的话，每一轮之后 sleep。',
    en: 'To call readdir, or a read that does not block, again and again takes a whole CPU. Let read block; if you poll, sleep after each round.',
  },
  see: 'top -b -n 1 -p $(pgrep -o watcher)',
  blame: ['inotify_init1', 'fcntl', 'read', 'readdir', 'scandir', 'nftw', 'stat'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon('resting'), (processes, moment, run) => {
    const pids = processes.map(({ pid }) => pid);
    const sight = { moment, exhibits: [psExhibit(moment, pids, 'stat')] };
    if (![CREATED, CHANGED].some(({ moment: name }) => momentOf(run, name)?.reached === true))
      return fail(
        {
          zh: '它没有记录过变化，谈不上等待下一次',
          en: 'it logged no change, so it did not wait for the next',
        },
        sight,
      );
    return asleep(processes, moment);
  }),
};
