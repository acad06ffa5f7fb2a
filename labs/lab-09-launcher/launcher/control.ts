import {
  ABSENT,
  atMoment,
  type Cause,
  type Check,
  fail,
  FORBIDDEN,
  givesCause,
  joinTexts,
  linesNaming,
  logExhibit,
  momentOf,
  ofBooted,
  pass,
  psExhibit,
  shows,
  type Text,
  wholeTable,
  secondsWaited,
} from '@proclab/lab-kit';
import { logLines } from './log.ts';
import { ALPHA, BETA, daemons, DELTA, instances, launchers, namesOf, OMEGA } from './programs.ts';
import { CONF, NAME, OTHER_LOG, OTHER_NAME } from './places.ts';
import { eachOnce } from './starting.ts';

const SIGNALS = ['sigaction', 'signal', 'signalfd', 'sigwaitinfo', 'sigwait', 'pause', 'sigsuspend'];
const READS = ['fopen', 'open', 'getline', 'fgets'];

export const rereads: Check = {
  id: 'rereads',
  points: 4,
  must: {
    zh: 'SIGHUP 让它重读配置，新的程序启动了，守护进程还是同一个 PID',
    en: 'At SIGHUP it reads the configuration again: the new program runs, and the daemon has the PID it had',
  },
  hint: {
    zh: '处理函数里只设一个标志，由主循环去重读；或者阻塞信号，用 sigwaitinfo 取。没有处理的 SIGHUP 会终止进程。',
    en: 'In a handler set a flag, no more, and let the main loop read again; or block the signal and fetch it by sigwaitinfo. SIGHUP that nobody handles ends the process.',
  },
  see: 'echo "/opt/delta new one" >> /etc/launcher.conf; kill -HUP $(pgrep -o launcher); tail /var/log/launcher.log',
  blame: [...SIGNALS, ...READS],
  on: 'natural',
  scenario: 'launch',
  judge: atMoment('reread', (moment, run) => {
    const before = daemons(momentOf(run, 'started')?.processes ?? []).map(({ pid }) => pid);
    const [same] = daemons(moment.processes).filter(({ pid }) => before.includes(pid));
    if (same === undefined)
      return fail(
        before.length === 0
          ? { zh: '本来就没有守护进程', en: 'there was no daemon in the first place' }
          : { zh: `守护进程 ${before[0]} 已经不在`, en: `the daemon, PID ${before[0]}, is gone` },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const [delta] = instances(moment.processes, DELTA);
    if (delta === undefined)
      return fail(
        { zh: `新加的 ${DELTA.path} 没有在运行`, en: `${DELTA.path}, which was added, is not running` },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const seen: Text = {
      zh: `PID ${same.pid} 还是那个守护进程，${DELTA.path} 是 ${delta.pid}`,
      en: `PID ${same.pid} is the same daemon, ${DELTA.path} is ${delta.pid}`,
    };
    return pass(seen, { moment, exhibits: [psExhibit(moment, [same.pid, delta.pid], 'args')] });
  }),
};

export const notTwice: Check = {
  id: 'not-twice',
  points: 3,
  must: {
    zh: '重读之后，没有改动的行仍只有一个进程',
    en: 'After that, a line that did not change still has one process',
  },
  hint: {
    zh: '记住每一行和它的 PID；重读时，还在运行的行不要再启动。先结束旧的再启动新的也行。',
    en: 'Remember each line with its PID, and do not start again what still runs. To end the old one and start it afresh is right as well.',
  },
  see: 'kill -HUP $(pgrep -o launcher); sleep 1; ps -eo pid,ppid,args | grep "/opt/[a-z]"',
  blame: ['strcmp', ...READS, ...SIGNALS],
  on: 'natural',
  scenario: 'launch',
  judge: atMoment('reread', (moment) =>
    instances(moment.processes, DELTA).length === 0
      ? fail(
          {
            zh: '配置没有被重读，谈不上重复',
            en: 'the configuration was not read again, so nothing could be started twice',
          },
          { moment, exhibits: [wholeTable(moment)] },
        )
      : eachOnce(moment, [ALPHA, BETA, OMEGA, DELTA]),
  ),
};

export const ownName: Check = {
  id: 'own-name',
  points: 3,
  must: {
    zh: `配置和日志跟着它的名字：以 ${OTHER_NAME} 启动，就用 /etc/${OTHER_NAME}.conf 和 ${OTHER_LOG}`,
    en: `Configuration and log go by its name: started as ${OTHER_NAME}, it uses /etc/${OTHER_NAME}.conf and ${OTHER_LOG}`,
  },
  hint: {
    zh: '名字是 argv[0] 中最后一个 / 之后的部分，不要写死；没有 / 时 strrchr 返回 NULL。',
    en: 'The name is what follows the last / of argv[0]; do not write it down. Without a /, strrchr gives NULL.',
  },
  see: `cp launcher ${OTHER_NAME}; ./${OTHER_NAME}; cat ${OTHER_LOG}`,
  blame: ['strrchr', 'basename', 'snprintf', 'sprintf', ...READS],
  on: 'natural',
  scenario: 'name',
  judge: atMoment('renamed', (moment, run) => {
    const [alpha] = instances(moment.processes, ALPHA);
    const log = logLines(run, OTHER_LOG);
    if (alpha === undefined)
      return fail(
        {
          zh: `/etc/${OTHER_NAME}.conf 中的 ${ALPHA.path} 没有在运行`,
          en: `${ALPHA.path} of /etc/${OTHER_NAME}.conf is not running`,
        },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const own = namesOf(alpha, moment.processes, OTHER_NAME);
    const lines = linesNaming(log, ALPHA.path).filter((line) => own.some((pid) => shows(line, pid)));
    return lines.length > 0
      ? pass(
          {
            zh: `${ALPHA.path} 是 PID ${alpha.pid}，记在 ${OTHER_LOG}`,
            en: `${ALPHA.path} is PID ${alpha.pid}, and is in ${OTHER_LOG}`,
          },
          { moment, exhibits: [logExhibit(lines), psExhibit(moment, [alpha.pid], 'pid')] },
        )
      : fail(
          {
            zh: `${ALPHA.path} 是 PID ${alpha.pid}，但 ${OTHER_LOG} 没有记`,
            en: `${ALPHA.path} is PID ${alpha.pid}, but ${OTHER_LOG} does not say so`,
          },
          { moment, exhibits: [logExhibit(log)] },
        );
  }),
};

export const endsAtSigterm: Check = {
  id: 'ends-at-sigterm',
  points: 2,
  must: { zh: 'SIGTERM 让它结束', en: 'SIGTERM ends it' },
  hint: {
    zh: '被阻塞或被忽略的 SIGTERM 没有效果；处理函数设了标志以后，主循环要真的退出。',
    en: 'SIGTERM that is blocked or ignored does nothing; when a handler has set a flag, the main loop has to leave.',
  },
  see: 'kill $(pgrep -o launcher); sleep 1; pgrep -a launcher',
  blame: SIGNALS,
  on: 'natural',
  scenario: 'name',
  judge: atMoment('ended', (moment, run) => {
    const before = momentOf(run, 'renamed')?.processes ?? [];
    const [daemon] = daemons(before, OTHER_NAME);
    if (daemon === undefined || instances(before, ALPHA).length === 0)
      return fail(
        { zh: '没有在工作的守护进程可以结束', en: 'there was no daemon at work to be ended' },
        { moment, exhibits: [wholeTable(moment)] },
      );
    // Helpers that wait for one program each may do so until that ends.
    const left = launchers(moment.processes, OTHER_NAME).filter(
      ({ pid }) => !moment.processes.some(({ ppid }) => ppid === pid),
    );
    const pids = [...new Set([...(moment.reached ? [] : [daemon.pid]), ...left.map(({ pid }) => pid)])];
    return pids.length === 0
      ? pass(
          { zh: `PID ${daemon.pid} 已经结束`, en: `PID ${daemon.pid} has ended` },
          { moment, exhibits: [wholeTable(moment)] },
        )
      : fail(
          {
            zh: `收到 SIGTERM ${secondsWaited(moment)} 秒后，PID ${pids.join('、')} 还在`,
            en: `${secondsWaited(moment)} s after SIGTERM, PID ${pids.join(', ')} was still there`,
          },
          { moment, exhibits: [psExhibit(moment, pids, 'pid')] },
        );
  }),
};

/** A judge: the launcher has ended, and its log names the configuration with the reason. */
function endsWithReason(cause: Cause): Check['judge'] {
  return atMoment('gone', (moment, run) => {
    const log = logLines(run);
    const lines = linesNaming(log, CONF);
    const names = cause.reasons.map(({ name }) => name).join('/');
    if (!moment.reached)
      return fail(
        {
          zh: `${secondsWaited(moment)} 秒后 launcher 还没有结束`,
          en: `after ${secondsWaited(moment)} s the launcher had not ended`,
        },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const told = lines.filter((line) => givesCause(line, cause));
    const sight = { moment, exhibits: [logExhibit(told.length > 0 ? told : log)] };
    return told.length > 0
      ? pass(
          joinTexts([
            { zh: `日志写着 ${CONF} 和 ${names}，`, en: `the log has ${CONF} and ${names}, ` },
            { zh: 'launcher 结束了', en: 'and the launcher has ended' },
          ]),
          sight,
        )
      : fail(
          {
            zh: `launcher 结束了，但日志没有写 ${CONF} 和原因（${names}）`,
            en: `the launcher has ended, but the log does not name ${CONF} with the reason (${names})`,
          },
          sight,
        );
  });
}

const configHint: Text = {
  zh: '先打开日志，再读配置；打不开就写下路径和 strerror(errno)，然后结束。这时标准错误可能已经是 /dev/null。',
  en: 'Open the log before you read the configuration. If that cannot be opened, log its path and strerror(errno), then end. Standard error may lead to /dev/null by then.',
};

export const missingConfig: Check = {
  id: 'missing-config',
  points: 3,
  must: {
    zh: '没有配置文件时，它写进日志（路径和原因），然后结束',
    en: 'Without a configuration it says so in its log, with path and reason, and ends',
  },
  hint: configHint,
  see: 'rm /etc/launcher.conf; ./launcher; cat /var/log/launcher.log; pgrep -a launcher',
  blame: READS,
  on: 'natural',
  scenario: 'missing',
  judge: endsWithReason(ABSENT),
};

export const unreadableConfig: Check = {
  id: 'unreadable-config',
  points: 2,
  must: {
    zh: '配置文件不可读时也一样',
    en: 'The same with a configuration that it may not read',
  },
  hint: configHint,
  see: 'chmod 000 /etc/launcher.conf; ./launcher; cat /var/log/launcher.log   # as root: no error',
  blame: ['access', 'stat', ...READS],
  on: 'natural',
  scenario: 'unreadable',
  judge: endsWithReason(FORBIDDEN),
};

export const startsAtBoot: Check = {
  id: 'starts-at-boot',
  points: 6,
  must: {
    zh: '运行过 install.sh 以后，机器重启，它自己启动，并启动配置中的程序',
    en: 'Once install.sh has been run, it comes up by itself when the machine is booted, and starts its programs',
  },
  hint: {
    zh: 'install.sh 要写一个 init 会读的文件，例如可执行的 /etc/rc.local；其中用绝对路径。/tmp 和 /run 重启后是空的，/usr 只能读。',
    en: 'install.sh has to write a file that init reads, such as an executable /etc/rc.local, with absolute paths in it. /tmp and /run are empty after a boot, and /usr is read-only.',
  },
  see: 'sh ./install.sh; ls -l /etc/rc.local; cat /etc/rc.local',
  blame: [],
  on: 'natural',
  scenario: 'boot',
  judge: ofBooted('booted', NAME, (daemon, moment) => {
    const running = eachOnce(moment, [ALPHA, BETA]);
    if (running.status !== 'pass') return running;
    const pids = [daemon, ...[ALPHA, BETA].flatMap((line) => instances(moment.processes, line))].map(
      ({ pid }) => pid,
    );
    return pass(
      {
        zh: `重启后 PID ${daemon.pid} 在运行，程序也在`,
        en: `after the boot PID ${daemon.pid} was there, and so were its programs`,
      },
      { moment, exhibits: [psExhibit(moment, pids, 'args')] },
    );
  }),
};
