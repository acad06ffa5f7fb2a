import {
  at,
  atMoment,
  type Check,
  daemonsOf,
  facilityName,
  fail,
  momentOf,
  ofProcesses,
  pass,
  psExhibit,
  type Run,
  showStatus,
  syslogExhibit,
  type Text,
  wholeTable,
  secondsWaited,
} from '@proclab/lab-kit';
import { pidIn } from '../shared/pid-file.ts';
import { FIRST, NAME, PID_FILE, tells } from './places.ts';
import { askForWord, daemon, heardBy, seeSyslog, SIGNALS, toldAt } from './seen.ts';

const scenario = 'day';
/** LOG_DAEMON of syslog(3). */
const DAEMON = 'daemon';

export const pidFile: Check = {
  id: 'pid-file',
  points: 6,
  must: {
    zh: `${PID_FILE} 里是守护进程自己的 PID，而且别人不能写这个文件`,
    en: `${PID_FILE} holds the PID of the daemon itself, and nobody else may write to it`,
  },
  hint: {
    zh: '由最后的那个子进程写 getpid()。umask 是 0，所以用 open(…, O_CREAT | O_TRUNC | O_WRONLY, 0644)：fopen 要求的是 0666，人人可写。',
    en: 'The last child writes its getpid(). As the umask is 0, use open(…, O_CREAT | O_TRUNC | O_WRONLY, 0644): fopen asks for 0666, which lets anybody write.',
  },
  see: `cat ${PID_FILE}; ls -l ${PID_FILE}; pgrep -a full-daemonize`,
  blame: ['open', 'fopen', 'creat', 'getpid', 'umask'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon('started'), (processes, moment, run) => {
    const file = run.files.find(({ path, content }) => path === PID_FILE && content !== null);
    if (file === undefined)
      return fail(
        { zh: `没有 ${PID_FILE}`, en: `there is no ${PID_FILE}` },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const pids = processes.map(({ pid }) => pid);
    const written = pidIn(file.content);
    const mode = file.mode.toString(8).padStart(4, '0');
    const exhibits = [
      { kind: 'file' as const, lines: [`${mode} ${PID_FILE}: ${file.content?.trim()}`], marked: null },
      psExhibit(moment, pids, 'pid'),
    ];
    if (written === null || !pids.includes(written))
      return fail(
        {
          zh: `守护进程的 PID 是 ${pids.join('、')}，文件里却是 ${written ?? '别的'}`,
          en: `the daemon has PID ${pids.join(', ')}, but the file says ${written ?? 'something else'}`,
        },
        { moment, exhibits },
      );
    return (file.mode & 0o022) === 0
      ? pass({ zh: `PID ${written}，权限 ${mode}`, en: `PID ${written}, mode ${mode}` }, { moment, exhibits })
      : fail(
          {
            zh: `文件权限是 ${mode}：别人也能写`,
            en: `the mode of the file is ${mode}: others may write to it`,
          },
          { moment, exhibits },
        );
  }),
};

export const reports: Check = {
  id: 'reports-by-syslog',
  points: 6,
  must: {
    zh: '它用 syslog(3) 报告自己开始工作：守护进程自己发出，facility 是 LOG_DAEMON，含有配置的词',
    en: 'It reports by syslog(3) that it has begun: sent by the daemon itself, facility LOG_DAEMON, with the word of the configuration',
  },
  hint: {
    zh: '关闭描述符之后再 openlog("full-daemonize", LOG_PID, LOG_DAEMON)：到 syslog 的连接也是一个描述符。不设 facility 就是 LOG_USER。',
    en: 'Call openlog("full-daemonize", LOG_PID, LOG_DAEMON) when the descriptors have been closed: the connection to syslog is one of them. Without a facility it is LOG_USER.',
  },
  see: seeSyslog,
  blame: ['openlog', 'syslog', 'vsyslog', 'printf', 'perror'],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon('started'), (processes, moment, run) => {
    const heard = heardBy(run, moment);
    const sight = { moment, exhibits: [syslogExhibit(heard)] };
    const about = heard.filter(({ text }) => tells(text, FIRST));
    const own = about.filter(({ pid }) => processes.some((process) => process.pid === pid));
    if (about.length === 0)
      return fail(
        { zh: `syslog 没有收到带 ${FIRST} 的消息`, en: `syslog got no message with ${FIRST}` },
        sight,
      );
    const [first] = own;
    if (first === undefined)
      return fail(
        {
          zh: `消息来自 PID ${about[0]?.pid}，那不是守护进程`,
          en: `the message came from PID ${about[0]?.pid}, which is not the daemon`,
        },
        sight,
      );
    const facility = facilityName(first.facility);
    return facility === DAEMON
      ? pass(
          { zh: `PID ${first.pid}，facility ${facility}`, en: `PID ${first.pid}, facility ${facility}` },
          sight,
        )
      : fail(
          { zh: `facility 是 ${facility}，不是 ${DAEMON}`, en: `its facility is ${facility}, not ${DAEMON}` },
          sight,
        );
  }),
};

export const readyWhenItSays: Check = {
  id: 'ready-when-it-says',
  points: 5,
  must: {
    zh: 'PID 文件写好之时，它已经能接收信号：立刻来的 SIGUSR1 得到回答',
    en: 'By the time its PID file is written it takes signals: SIGUSR1 at once gets an answer',
  },
  hint: {
    zh: '先阻塞信号或装好处理函数，最后才写 PID 文件，而且由守护进程自己写：由父进程写，子进程可能还没有运行过。',
    en: 'Block the signals or set the handlers first and write the PID file last, in the daemon itself: if its parent does it, the child may not have run yet.',
  },
  see: `./full-daemonize; until ${askForWord}; do :; done; ${seeSyslog}`,
  blame: ['sigprocmask', 'sigaction', 'signal', 'getpid', 'fork'],
  on: 'traced',
  scenario: 'early',
  judge: atMoment('ready', (ready, run) => {
    const asked = momentOf(run, 'asked');
    if (!ready.reached || asked === undefined)
      return fail(
        { zh: `${PID_FILE} 里始终没有守护进程的 PID`, en: `${PID_FILE} never held the PID of the daemon` },
        { moment: ready, exhibits: [wholeTable(ready)] },
      );
    const answer = toldAt(run, asked, FIRST);
    return answer.status === 'pass' || daemonsOf(asked.processes, NAME).length > 0
      ? answer
      : fail(
          { zh: 'SIGUSR1 终止了它', en: 'SIGUSR1 has ended it' },
          { moment: asked, exhibits: [wholeTable(asked)] },
        );
  }),
};

export const endsAtSigterm: Check = {
  id: 'ends-at-sigterm',
  points: 5,
  must: { zh: 'SIGTERM 让它自己结束，退出状态为 0', en: 'At SIGTERM it ends by itself, with exit status 0' },
  hint: {
    zh: '没有处理的 SIGTERM 会直接杀死进程。处理好它，让主循环退出，return 0。',
    en: 'SIGTERM that nobody handles kills the process. Handle it, leave the main loop and return 0.',
  },
  see: `kill $(cat ${PID_FILE}); sleep 1; pgrep -a full-daemonize; ${seeSyslog}`,
  blame: SIGNALS,
  on: 'natural',
  scenario: 'end',
  judge: atMoment('ended', (moment, run) => {
    const pids = workingPids(run);
    if (pids.length === 0) return fail(NOT_WORKING, { moment, exhibits: [wholeTable(moment)] });
    if (!moment.reached)
      return fail(
        {
          zh: `收到 SIGTERM ${secondsWaited(moment)} 秒后，它还在`,
          en: `${secondsWaited(moment)} s after SIGTERM it was still there`,
        },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const ends = run.orphans.filter(({ pid }) => pids.includes(pid));
    if (ends.length === 0)
      return fail(
        { zh: '它不是孤儿：结束时不是由 1 号进程回收的', en: 'it was no orphan: process 1 did not reap it' },
        { moment },
      );
    const lines = ends.map(({ pid, status }) => `PID ${pid}: ${showStatus(status)}`);
    const sight = { moment, exhibits: [{ kind: 'process' as const, lines, marked: null }] };
    const seen: Text = { zh: `结局：${lines.join('；')}`, en: `its end: ${lines.join('; ')}` };
    return ends.every(({ status }) => status.kind === 'exited' && status.code === 0)
      ? pass(seen, sight)
      : fail(seen, sight);
  }),
};

export const cleansUp: Check = {
  id: 'cleans-up',
  points: 4,
  must: {
    zh: '结束前它删除 PID 文件，并用 syslog 说一声',
    en: 'Before it ends it removes its PID file, and says so by syslog',
  },
  hint: {
    zh: '主循环之后 unlink 和 syslog，再 return。处理函数里直接 _exit 就来不及做了。',
    en: 'Behind the main loop call unlink and syslog, then return. An _exit in the handler leaves no time for that.',
  },
  see: `kill $(cat ${PID_FILE}); sleep 1; ls -l ${PID_FILE}; ${seeSyslog}`,
  blame: ['unlink', 'remove', ...SIGNALS],
  on: 'natural',
  scenario: 'end',
  judge: atMoment('ended', (moment, run) => {
    const working = momentOf(run, 'working');
    const pids = workingPids(run);
    if (pids.length === 0 || working?.reached !== true)
      return fail(NOT_WORKING, { moment, exhibits: [wholeTable(moment)] });
    const left = run.files.some(({ path, content }) => path === PID_FILE && content !== null);
    const last = run.syslog.filter(({ at: time, pid }) => time > working.at && pids.includes(pid));
    if (left)
      return fail(
        { zh: `${PID_FILE} 还在`, en: `${PID_FILE} is still there` },
        { moment, exhibits: [{ kind: 'file', lines: [PID_FILE], marked: null }] },
      );
    const sight = { moment, exhibits: [syslogExhibit(last)] };
    return last.length > 0
      ? pass(
          {
            zh: `${PID_FILE} 没有了，syslog 收到最后一条消息`,
            en: `${PID_FILE} is gone, and syslog got a last message`,
          },
          sight,
        )
      : fail({ zh: 'SIGTERM 之后 syslog 没有收到消息', en: 'after SIGTERM syslog got no message' }, sight);
  }),
};

const NOT_WORKING: Text = {
  zh: '没有写好 PID 文件、在工作的守护进程可以结束',
  en: 'there was no daemon at work, with a PID file, to be ended',
};

/** Whoever was at work when SIGTERM was sent; the PID file is not there any more to tell which of them is the daemon. */
function workingPids(run: Run): readonly number[] {
  const moment = momentOf(run, 'working');
  return moment === undefined
    ? []
    : at('working')
        .workers.pick(moment, run)
        .map(({ pid }) => pid);
}
