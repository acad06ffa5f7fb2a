import {
  at,
  atMoment,
  type Check,
  daemonAt,
  type Exhibit,
  fail,
  is,
  logExhibit,
  momentOf,
  not,
  ofProcesses,
  pass,
  psExhibit,
  shows,
  startFolder,
  syslogExhibit,
  terminalSession,
  type Text,
  wholeTable,
  secondsWaited,
} from '@proclab/lab-kit';
import { pidIn } from '../shared/pid-file.ts';
import { instancesAt, instancesOf, LOCK_FILE, lockFileIn, NAME } from './places.ts';
import { RUNNERS } from './scenario.ts';

const LOCKS = ['flock', 'fcntl', 'lockf', 'kill'];
const seeFile = `cat ${LOCK_FILE}; pgrep -a single`;
const seeTwice = `./${NAME}; ./${NAME}; pgrep -a single`;

export const isDaemon = is({
  id: 'is-daemon',
  points: 5,
  scenario: 'again',
  who: daemonAt('up', NAME),
  has: { ppid: 1, sid: not(terminalSession), tty: null, cwd: not(startFolder) },
  must: {
    zh: '它是守护进程：PPID 为 1，有自己的会话，没有控制终端，离开了启动时的目录',
    en: 'It is a daemon: PPID 1, a session of its own, no controlling terminal, not in the folder it was started in',
  },
  hint: {
    zh: 'fork（父进程退出）、setsid()、chdir("/")，与 ticker 相同。',
    en: 'fork, and the parent exits; setsid(); chdir("/"): as in ticker.',
  },
  see: 'ps -eo pid,ppid,sid,tty,stat,args | grep "[s]ingle-instance"',
  blame: ['setsid', 'chdir', 'daemon', 'fork'],
});

export const lockFile: Check = {
  id: 'lock-file',
  points: 15,
  must: {
    zh: '锁文件 /var/run/single-instance.pid 里是守护进程自己的 PID',
    en: 'The lock file, /var/run/single-instance.pid, holds the PID of the daemon itself',
  },
  hint: {
    zh: '在最后一次 fork 之后、由守护进程自己写 getpid()：fork 之前写的是父进程的 PID，而它已经结束了。用 stdio 写的话要 fflush。',
    en: 'Let the daemon write getpid(), after the last fork: before it, that is the PID of the parent, which is gone. Written by stdio it needs fflush.',
  },
  see: seeFile,
  blame: ['getpid', 'dprintf', 'fprintf', 'write', 'open', 'fopen', 'fork'],
  on: 'natural',
  scenario: 'again',
  judge: atMoment('up', (moment, run) => {
    const held = lockFileIn(run);
    const pids = instancesOf(moment.processes).map(({ pid }) => pid);
    const sight = { moment, exhibits: [fileExhibit(held), psExhibit(moment, pids, 'pid')] };
    if (held === null) return fail({ zh: `没有 ${LOCK_FILE}`, en: `there was no ${LOCK_FILE}` }, sight);
    const shown = JSON.stringify(held.slice(0, 40));
    const running: Text = {
      zh: `运行的是 PID ${pids.join('、') || '（无）'}`,
      en: `running: PID ${pids.join(', ') || '(none)'}`,
    };
    const seen = { zh: `文件里是 ${shown}，${running.zh}`, en: `it holds ${shown}; ${running.en}` };
    // What the second start has made of the file is another check's matter.
    return moment.reached || pids.includes(pidIn(held) ?? 0) ? pass(seen, sight) : fail(seen, sight);
  }),
};

export const secondRefused: Check = {
  id: 'second-refused',
  points: 20,
  must: {
    zh: '它在运行时，再启动的很快就结束，不管从哪个终端启动、启动几次',
    en: 'While it runs, whatever else is started ends soon, from whichever terminal and however often',
  },
  hint: {
    zh: '锁必须由活着的守护进程拿着。fcntl 的锁不会传给 fork 出的子进程，关闭这个文件的任何一个描述符都会放开它；flock 的锁在全部副本都关闭时放开。所以关闭描述符的循环要留下它。',
    en: 'The lock has to be held by the daemon that lives. One made by fcntl does not pass to a child of fork, and goes when any descriptor of that file is closed; one made by flock goes when the last copy is closed. So let the loop that closes descriptors spare it.',
  },
  see: seeTwice,
  blame: LOCKS,
  on: 'natural',
  scenario: 'again',
  judge: (run, evidence) => {
    const first = instancesAt(run, 'up').map(({ pid }) => pid);
    const looks = ['refused', 'refused-again'].map((name) =>
      atMoment(name, (moment) => {
        const now = instancesOf(moment.processes).map(({ pid }) => pid);
        const others = now.filter((pid) => !first.includes(pid));
        const sight = { moment, exhibits: [psExhibit(moment, now, 'pid')] };
        if (first.length === 0) return fail(NOT_UP, { moment, exhibits: [wholeTable(moment)] });
        if (moment.reached)
          return pass(
            { zh: `只有 PID ${first.join('、')} 在运行`, en: `only PID ${first.join(', ')} was running` },
            sight,
          );
        return others.length > 0
          ? fail(
              {
                zh: `先前的是 PID ${first.join('、')}，现在 PID ${others.join('、')} 也在运行`,
                en: `there was PID ${first.join(', ')}, and now PID ${others.join(', ')} was running too`,
              },
              sight,
            )
          : fail(
              {
                zh: `${secondsWaited(moment)} 秒后运行的是 PID ${now.join('、') || '（无）'}，先前是 ${first.join('、')}`,
                en: `after ${secondsWaited(moment)} s there was PID ${now.join(', ') || '(none)'}, before it ${first.join(', ')}`,
              },
              sight,
            );
      })(run, evidence),
    );
    return looks.find(({ status }) => status !== 'pass') ?? looks.at(-1)!;
  },
};

export const saysSo: Check = {
  id: 'says-so',
  points: 10,
  must: {
    zh: '被拒绝的那个在终端或 syslog 上说出谁在运行：它的 PID',
    en: 'Who is refused says, on its terminal or to syslog, which one is running: its PID',
  },
  hint: {
    zh: '从锁文件里读出 PID，写到标准错误，或者用 syslog(3)。如果在 0、1、2 换成 /dev/null 之后才发现，标准错误就没人看得到了。',
    en: 'Read the PID from the lock file and write it to standard error or hand it to syslog(3). Found out after 0, 1 and 2 have gone to /dev/null, what is written to standard error is seen by nobody.',
  },
  see: `./${NAME}; ./${NAME}`,
  blame: ['fprintf', 'dprintf', 'perror', 'syslog', 'printf', 'exit'],
  on: 'natural',
  scenario: 'again',
  judge: atMoment('said', (moment, run) => {
    const first = instancesAt(run, 'up').map(({ pid }) => pid);
    if (first.length === 0) return fail(NOT_UP, { moment, exhibits: [wholeTable(moment)] });
    const second = run.programs[1];
    const output = run.terminals.find(({ id }) => id === second?.terminal)?.output ?? [];
    const printed = output.map(({ text }) => text).join('');
    const messages = run.syslog.filter(({ at: sent }) => sent >= (second?.startedAt ?? 0));
    const exhibits: readonly Exhibit[] = [
      ...(messages.length > 0 ? [syslogExhibit(messages)] : []),
      ...(printed !== '' || messages.length === 0
        ? [{ kind: 'output' as const, lines: printedLines(printed), marked: null }]
        : []),
    ];
    const names = (text: string) => first.some((pid) => shows(text, pid));
    const pids = first.join('、');
    if (names(printed) || messages.some(({ text }) => names(text)))
      return pass(
        { zh: `它说出了 PID ${pids}`, en: `it named PID ${first.join(', ')}` },
        { moment, exhibits },
      );
    return fail(
      printed === '' && messages.length === 0
        ? { zh: '第二次启动的什么也没有说', en: 'what was started the second time said nothing' }
        : {
            zh: `它说的话里没有 PID ${pids}`,
            en: `what it said does not name PID ${first.join(', ')}`,
          },
      { moment, exhibits },
    );
  }),
};

export const firstGoesOn: Check = {
  id: 'first-goes-on',
  points: 10,
  must: {
    zh: '先前的那个不受影响：它还在，锁文件里仍是它的 PID',
    en: 'The one that was there goes on undisturbed: it is alive, and its PID is still in the lock file',
  },
  hint: {
    zh: '拿到锁之前不要动文件：带 O_TRUNC 打开（fopen 的 "w" 也是）会清空别人的 PID，被拒绝时也不能 unlink。拿到锁之后再 ftruncate。',
    en: 'Do not touch the file before the lock is yours: to open it with O_TRUNC (fopen’s "w" does) wipes out the other’s PID, and who is refused must not unlink it. Call ftruncate once you have the lock.',
  },
  see: `./${NAME}; ${seeFile}; ./${NAME}; ${seeFile}`,
  blame: ['unlink', 'remove', 'ftruncate', 'fopen', 'open', 'kill', 'setsid'],
  on: 'natural',
  scenario: 'again',
  judge: ofProcesses(at('refused-again').everyone, (_everyone, moment, run) => {
    const [first] = instancesAt(run, 'up');
    const now = instancesOf(moment.processes).map(({ pid }) => pid);
    const held = lockFileIn(run);
    if (first === undefined) return fail(NOT_UP, { moment, exhibits: [wholeTable(moment)] });
    const sight = { moment, exhibits: [fileExhibit(held), psExhibit(moment, now, 'pid')] };
    if (!now.includes(first.pid))
      return fail({ zh: `PID ${first.pid} 已经不在`, en: `PID ${first.pid} was gone` }, sight);
    // Where it never was in the file, that is another check's matter.
    const wasThere = momentOf(run, 'up')?.reached === true;
    return pidIn(held) === first.pid || (!wasThere && pidIn(held) !== null)
      ? pass(
          {
            zh: `PID ${first.pid} 还在，文件里仍是 ${pidIn(held)}`,
            en: `PID ${first.pid} was still there, and in the file still ${pidIn(held)}`,
          },
          sight,
        )
      : fail(
          {
            zh: `PID ${first.pid} 还在，但文件里是 ${JSON.stringify(held)}`,
            en: `PID ${first.pid} was still there, but the file held ${JSON.stringify(held)}`,
          },
          sight,
        );
  }),
};

export const onlyOneWins: Check = {
  id: 'only-one-wins',
  points: 15,
  must: {
    zh: `${RUNNERS} 个同时启动，恰好一个留下`,
    en: `Of ${RUNNERS} started at the same moment, exactly one stays`,
  },
  hint: {
    zh: '“先看有没有别人在运行，没有就写文件”是两步，两个进程可以都看完再写。要用一步完成、只有一个能成功的操作：flock、fcntl(F_SETLK)。删掉失效的文件再建，也可能删掉别人刚建的。',
    en: '“Look whether another one runs, and if not, write the file” is two steps, and two processes may both have looked before either writes. Take one step that only one can succeed in: flock or fcntl(F_SETLK). Who removes a stale file and makes a new one may remove the new one of somebody else.',
  },
  see: `for i in 1 2 3; do ./${NAME} & done; wait; pgrep -a single`,
  blame: ['unlink', 'readlink', 'access', 'stat', ...LOCKS],
  on: 'traced',
  scenario: 'race',
  judge: atMoment('settled', (moment, run) => {
    const left = instancesOf(moment.processes).map(({ pid }) => pid);
    const seen = {
      zh: `留下的是 PID ${left.join('、') || '（无）'}`,
      en: `left: PID ${left.join(', ') || '(none)'}`,
    };
    const sight = { moment, exhibits: [psExhibit(moment, left, 'pid'), fileExhibit(lockFileIn(run))] };
    return left.length === 1 && lockFileIn(run) !== null ? pass(seen, sight) : fail(seen, sight);
  }),
};

const NOT_UP: Text = { zh: '第一次启动之后就没有它的进程', en: 'after the first start there was none of it' };

/** The lock file as it was when the run was over. */
export function fileExhibit(held: string | null): Exhibit {
  return held === null
    ? { kind: 'file', lines: [`${LOCK_FILE}: -`], marked: null }
    : logExhibit(held.split('\n').filter((line) => line !== ''));
}

function printedLines(printed: string): readonly string[] {
  return (printed || '(nothing)').trimEnd().split(/\r*\n/).slice(0, 12);
}
