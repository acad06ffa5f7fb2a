import {
  atMoment,
  attemptsExhibit,
  type Call,
  type Check,
  fail,
  isZombie,
  linesNaming,
  livesExhibit,
  logExhibit,
  pass,
  psExhibit,
  type Run,
  wholeTable,
  secondsWaited,
} from '@proclab/lab-kit';
import { attemptsAt, commandOf, execsOf, failedLives, livesOf } from './attempts.ts';
import { logLines } from './log.ts';
import {
  ALPHA,
  BRIEF,
  BRIEF_ARGS,
  BRIEF_RUNS,
  COMMENTED,
  FOLDER,
  isRestOfLine,
  MISSING,
  PLAIN,
} from './programs.ts';

const scenario = 'launch';
const EXECS = ['execv', 'execvp', 'execve', 'execl', 'execlp', 'posix_spawn', 'system', 'fork'];
/** Who tries again this soon after the end, ms, has not waited; more often than this, it is a storm. */
const AT_ONCE = 500;
const MOST_AT_ONCE = 5;
const NOTHING_STARTED = { zh: '没有启动过任何程序', en: 'no program was ever started' };

export const onlyPrograms: Check = {
  id: 'only-programs',
  points: 4,
  must: {
    zh: '空行、# 开头的行、长行的后半截都不会被当作程序',
    en: 'Blank lines, lines that begin with #, and the rest of a long line are not taken for programs',
  },
  hint: {
    zh: '分成词以后再看：一个词也没有就是空行（"\\r\\n" 也是），第一个词以 # 开头就是注释。fgets 的缓冲区不够长，一行就会分几次给出；getline 不会。',
    en: 'Look at a line once it is split: without any word it is blank ("\\r\\n" is, too), and when the first word begins with # it is a comment. fgets gives a line that is longer than its buffer in pieces; getline does not.',
  },
  see: 'strace -f -e trace=execve ./launcher',
  blame: ['strtok_r', 'strtok', 'strsep', 'sscanf', ...EXECS],
  on: 'traced',
  scenario,
  judge: (run) => {
    if (livesOf(run, ALPHA).length === 0) return fail(NOTHING_STARTED, { ms: run.duration });
    // A path as strace shows it: \r is two characters.
    const isNoProgram = (command: string) =>
      /^(\\[rnt]|\s)*(#.*)?$/.test(command) || command.startsWith(COMMENTED) || isRestOfLine(command);
    const wrong = execsOf(run).filter((call) => isNoProgram(commandOf(call)));
    if (wrong.length > 0)
      return fail(
        isRestOfLine(commandOf(wrong[0]!))
          ? {
              zh: '它把长行的后半截当作另一个程序来运行',
              en: 'it tried to run the rest of a long line as another program',
            }
          : {
              zh: `它试着运行 "${commandOf(wrong[0]!)}"，那不是程序`,
              en: `it tried to run "${commandOf(wrong[0]!)}", which is no program`,
            },
        { ms: wrong[0]?.at, exhibits: [attemptsExhibit(wrong)] },
      );
    const named = linesNaming(logLines(run), COMMENTED);
    if (named.length > 0)
      return fail(
        { zh: '日志把注释当作程序来报告', en: 'the log reports a comment as if it were a program' },
        { ms: run.duration, exhibits: [logExhibit(named)] },
      );
    return pass(
      { zh: '注释和空行都跳过了', en: 'comments and blank lines were passed over' },
      { ms: run.duration },
    );
  },
};

export const oneSupervisor: Check = {
  id: 'one-supervisor',
  points: 5,
  must: {
    zh: 'exec 失败的子进程立刻结束，不再创建进程：不会有第二个 launcher',
    en: 'A child whose exec has failed ends, and makes no process before it does: there is no second launcher',
  },
  hint: {
    zh: 'exec 失败会返回，子进程就接着执行你的循环，再启动一遍后面的程序。exec 之后必须有 _exit(127)。',
    en: 'A failed exec returns, and the child goes on in your loop and starts the rest a second time. Behind exec there has to be an _exit(127).',
  },
  see: 'ps -eo pid,ppid,args | grep "[l]auncher"',
  blame: ['execv', ...EXECS],
  on: 'traced',
  scenario,
  judge: (run) => {
    if (livesOf(run, ALPHA).length === 0) return fail(NOTHING_STARTED, { ms: run.duration });
    const lives = run.trace?.processes ?? [];
    const failed = failedLives(run);
    const parent = failed.find(({ pid }) => lives.some((life) => life.parent === pid));
    if (parent !== undefined) {
      const born = lives.filter((life) => life.parent === parent.pid);
      return fail(
        {
          zh: `PID ${parent.pid} 的 exec 失败了，它却又创建了 ${born.length} 个进程`,
          en: `in PID ${parent.pid} exec failed, and it went on to make processes: ${born.length}`,
        },
        { ms: born[0]?.bornAt, exhibits: [livesExhibit([parent, ...born], 'PPID')] },
      );
    }
    const left = failed.filter(({ ended }) => ended === null);
    if (left.length > 0)
      return fail(
        {
          zh: `PID ${left.map(({ pid }) => pid).join('、')} 的 exec 失败了，它却没有结束`,
          en: `exec failed in PID ${left.map(({ pid }) => pid).join(', ')}, which did not end`,
        },
        { ms: run.duration, exhibits: [livesExhibit(left, 'END')] },
      );
    return pass(
      failed.length === 0
        ? { zh: '没有进程在 exec 失败后继续运行', en: 'no process went on behind a failed exec' }
        : {
            zh: `exec 失败的 ${failed.length} 个子进程都结束了`,
            en: `all ${failed.length} children whose exec failed have ended`,
          },
      {
        ms: failed.at(-1)?.ended?.at ?? run.duration,
        exhibits: failed.length > 0 ? [livesExhibit(failed, 'END')] : [],
      },
    );
  },
};

export const noRetryStorm: Check = {
  id: 'no-retry-storm',
  points: 3,
  must: {
    zh: `不会不停地重试失败的程序：失败后不到半秒又再试，至多 ${MOST_AT_ONCE} 次`,
    en: `What fails is not tried over and over: again within half a second, ${MOST_AT_ONCE} times at most`,
  },
  hint: {
    zh: '不存在的程序，重试一千次也不存在。再试之前至少隔一秒，或者等到下一次 SIGHUP。',
    en: 'A program that is missing will be missing a thousand times. Wait a second at least before you try again, or leave it to the next SIGHUP.',
  },
  see: 'strace -f -e trace=execve ./launcher; wc -l /var/log/launcher.log',
  blame: ['execv', ...EXECS, 'waitpid', 'wait'],
  on: 'traced',
  scenario,
  judge: (run) => {
    const retries = [MISSING, PLAIN, FOLDER].map((path) => ({ path, calls: retriesAtOnce(run, path) }));
    const { path, calls } = retries.toSorted((one, other) => other.calls.length - one.calls.length)[0]!;
    const sight = {
      ms: calls[0]?.at ?? run.duration,
      exhibits: calls.length > 0 ? [attemptsExhibit(calls.slice(0, MOST_AT_ONCE + 1))] : [],
    };
    if (calls.length > MOST_AT_ONCE)
      return fail(
        {
          zh: `${path} 刚失败就又被尝试，一共 ${calls.length} 次`,
          en: `${path} was tried again as soon as it had failed: ${calls.length} times`,
        },
        sight,
      );
    const reports = linesNaming(logLines(run), MISSING);
    if (reports.length > MOST_AT_ONCE * (1 + run.duration / 1000))
      return fail(
        {
          zh: `日志中 ${MISSING} 出现了 ${reports.length} 次`,
          en: `the log names ${MISSING} ${reports.length} times`,
        },
        { ms: run.duration, exhibits: [logExhibit(reports)] },
      );
    if (livesOf(run, ALPHA).length === 0) return fail(NOTHING_STARTED, { ms: run.duration });
    return pass(
      calls.length === 0
        ? { zh: '没有程序一失败就被重试', en: 'no program was tried again as soon as it had failed' }
        : { zh: `至多 ${calls.length} 次（${path}）`, en: `${calls.length} times at most (${path})` },
      sight,
    );
  },
};

/**
 * The attempts at a program that came less than half a second after the end of the one before. A machine that is slow
 * makes them fewer, never more.
 */
function retriesAtOnce(run: Run, path: string): readonly Call[] {
  const lives = new Map((run.trace?.processes ?? []).map((life) => [life.pid, life]));
  const attempts = attemptsAt(run, path);
  return attempts.filter((call, index) => {
    const before = attempts[index - 1];
    if (before === undefined) return false;
    const again = before.pid === call.pid;
    const ended = again ? before.returnedAt : lives.get(before.pid)?.ended?.at;
    const begun = again ? call.at : (lives.get(call.pid)?.bornAt ?? call.at);
    return ended != null && begun - ended < AT_ONCE;
  });
}

export const noRespawnStorm: Check = {
  id: 'no-respawn-storm',
  points: 2,
  must: {
    zh: `不会不停地重启结束了的程序：不到半秒又启动，至多 ${MOST_AT_ONCE} 次`,
    en: `What has ended is not started over and over: again within half a second, ${MOST_AT_ONCE} times at most`,
  },
  hint: {
    zh: '程序结束了可以再启动，但不能在收到 SIGCHLD 时立刻启动：有的程序一启动就结束。至少隔一秒，或者干脆不重启。',
    en: 'A program that has ended may be started again, but not as soon as SIGCHLD comes: there are programs that end at once. Wait a second at least, or leave it.',
  },
  see: 'echo /usr/bin/true >> /etc/launcher.conf; ./launcher; sleep 1; grep -c true /var/log/launcher.log',
  blame: ['waitpid', 'wait', ...EXECS],
  on: 'natural',
  scenario,
  judge: (run) => {
    const told =
      run.files.find(({ path, content }) => path === BRIEF_RUNS && content !== null)?.content ?? '';
    const times = told.split('\n').filter((line) => /^\d+$/.test(line));
    const starts = times.map((ns) => Number(BigInt(ns) / 1_000_000n));
    const soon = starts.filter((ms, index) => index > 0 && ms - starts[index - 1]! < AT_ONCE).length;
    const sight = {
      ms: run.duration,
      exhibits: [{ kind: 'file' as const, lines: times.slice(0, 8), marked: null }],
    };
    if (starts.length === 0)
      return fail({ zh: `${BRIEF.path} 没有运行过`, en: `${BRIEF.path} never ran` }, { ms: run.duration });
    const seen = {
      zh: `立刻就结束的 ${BRIEF.path} 启动了 ${starts.length} 次，其中 ${soon} 次与上一次相隔不到半秒`,
      en: `${BRIEF.path}, which ends at once, was started ${starts.length} times, ${soon} of them within half a second of the last`,
    };
    return soon > MOST_AT_ONCE ? fail(seen, sight) : pass(seen, sight);
  },
};

export const noZombies: Check = {
  id: 'no-zombies',
  points: 5,
  must: {
    zh: '程序结束之后，launcher 会回收它：没有僵尸',
    en: 'When a program ends, the launcher reaps it: there are no zombies',
  },
  hint: {
    zh: '收到 SIGCHLD 后循环 waitpid(-1, …, WNOHANG)，直到没有更多；几个子进程可能只有一个 SIGCHLD。exec 失败的子进程也要回收。',
    en: 'At SIGCHLD call waitpid(-1, …, WNOHANG) until there are no more: one SIGCHLD may stand for several. A child whose exec has failed is to be reaped too.',
  },
  see: 'ps -eo pid,ppid,stat,args | grep "[d]efunct"',
  blame: ['waitpid', 'wait', 'sigaction', 'signal', 'fork', 'posix_spawn'],
  on: 'natural',
  scenario,
  judge: atMoment('reaped', (moment, run) => {
    if (!run.files.some(({ path }) => path === BRIEF_ARGS))
      return fail(
        {
          zh: `${BRIEF.path} 没有运行过，没有什么可以回收`,
          en: `${BRIEF.path} never ran, so there was nothing to reap`,
        },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const zombies = moment.processes.filter((process) => process.role === 'submission' && isZombie(process));
    const pids = zombies.map(({ pid }) => pid);
    return zombies.length > 0
      ? fail(
          {
            zh: `等了 ${secondsWaited(moment)} 秒，还有僵尸：PID ${pids.join('、')}`,
            en: `after ${secondsWaited(moment)} s there were still zombies: PID ${pids.join(', ')}`,
          },
          { moment, exhibits: [psExhibit(moment, pids, 'stat')] },
        )
      : pass(
          { zh: '结束了的程序都已经回收', en: 'all that had ended were reaped' },
          { moment, exhibits: [wholeTable(moment)] },
        );
  }),
};
