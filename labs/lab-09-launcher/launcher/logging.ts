import {
  ABSENT,
  type Cause,
  type Check,
  fail,
  FORBIDDEN,
  givesCause,
  linesNaming,
  logExhibit,
  lostEarlier,
  NO_PROGRAM,
  pass,
  type ProcessLife,
  type Run,
  shows,
  showsTime,
} from '@proclab/lab-kit';
import { attemptsAt, livesOf } from './attempts.ts';
import { logLines, pidsFor } from './log.ts';
import { LOG } from './places.ts';
import {
  ALPHA,
  ALPHA_TIME,
  BAD_PATHS,
  BETA,
  BRIEF,
  DELTA,
  FOLDER,
  type Line,
  MISSING,
  OMEGA,
  PLAIN,
  SLEEP,
} from './programs.ts';

const scenario = 'launch';
const WRITES = ['fprintf', 'vfprintf', 'dprintf', 'vdprintf', 'fputs', 'write', 'fopen', 'open'];
const EXECS = ['execv', 'execvp', 'execve', 'execl', 'posix_spawn', 'system', 'fork'];
const seeLog = 'cat /var/log/launcher.log';
const GOOD: readonly Line[] = [ALPHA, SLEEP, BRIEF, BETA, OMEGA];

/** How far the time of a line may be from the program’s own, s: what a very busy machine may need in between. */
const TOLERANCE = 30;

/** A line that reports the success of a program: its path, and the pid of the process that became it. */
function successesOf(run: Run, line: Line, life: ProcessLife): readonly string[] {
  const pids = pidsFor(run, life);
  return linesNaming(logLines(run), line.path).filter((text) => pids.some((pid) => shows(text, pid)));
}

export const successLogged: Check = {
  id: 'success-logged',
  points: 5,
  must: {
    zh: '每个启动成功的程序，日志中有一行写着它的路径和真正的 PID',
    en: 'For each program that was started, a line of the log has its path and its true PID',
  },
  hint: {
    zh: '记的是 fork 返回给父进程的值。日志用完要 fflush，或设成行缓冲；守护进程不会结束，留在缓冲区里的就永远留在那里。',
    en: 'It is what fork returned to the parent. Call fflush, or make the log line-buffered: a daemon does not end, and what is in its buffer stays there.',
  },
  see: `${seeLog}; ps -eo pid,args | grep /opt`,
  blame: WRITES,
  on: 'traced',
  scenario,
  judge: (run) => {
    const log = logLines(run);
    const sight = { ms: run.duration, exhibits: [logExhibit(log)] };
    // That it runs at all is another check's matter.
    const good = livesOf(run, DELTA).length > 0 ? [...GOOD, DELTA] : GOOD;
    for (const line of good) {
      const [life] = livesOf(run, line);
      if (life === undefined)
        return fail({ zh: `${line.path} 没有启动过`, en: `${line.path} was never started` }, sight);
      if (successesOf(run, line, life).length === 0)
        return fail(
          {
            zh: `${line.path} 由 PID ${life.pid} 运行，但日志中没有一行同时写着这两样`,
            en: `${line.path} was run by PID ${life.pid}, but no line of the log has both`,
          },
          sight,
        );
    }
    return pass(
      {
        zh: `${good.length} 个程序都以路径和 PID 记在日志中`,
        en: `all ${good.length} programs are in the log with path and PID`,
      },
      sight,
    );
  },
};

const FAILURES: readonly (readonly [path: string, cause: Cause])[] = [
  [MISSING, ABSENT],
  [PLAIN, FORBIDDEN],
  [FOLDER, NO_PROGRAM],
];

export const failureLogged: Check = {
  id: 'failure-logged',
  points: 5,
  must: {
    zh: '每个启动失败的程序，日志中有一行写着它的路径和原因（errno）',
    en: 'For each program that could not be started, a line of the log has its path and the reason (errno)',
  },
  hint: {
    zh: '只有 exec 的那个子进程知道 errno。它可以经 O_CLOEXEC 的管道告诉父进程，也可以自己写日志再 _exit。',
    en: 'Only the child that called exec knows errno. It can tell the parent through a pipe with O_CLOEXEC, or write the log itself before it calls _exit.',
  },
  see: `${seeLog} | grep -e missing -e plain -e folder`,
  blame: ['strerror', 'execv', ...WRITES, ...EXECS],
  on: 'traced',
  scenario,
  judge: (run) => {
    const log = logLines(run);
    for (const [path, cause] of FAILURES) {
      const lines = linesNaming(log, path);
      const sight = { ms: run.duration, exhibits: [logExhibit(lines.length > 0 ? lines : log)] };
      if (lines.length === 0)
        return fail({ zh: `日志中没有 ${path}`, en: `the log does not name ${path}` }, sight);
      if (!lines.some((line) => givesCause(line, cause))) {
        const names = cause.reasons.map(({ name }) => name).join('/');
        return fail(
          {
            zh: `日志提到了 ${path}，但没有写原因（${names}）`,
            en: `the log names ${path}, but not the reason (${names})`,
          },
          sight,
        );
      }
    }
    const shown = FAILURES.flatMap(([path]) => linesNaming(log, path));
    return pass(
      {
        zh: `${FAILURES.length} 种失败都写着路径和原因`,
        en: `all ${FAILURES.length} failures stand there with path and reason`,
      },
      { ms: run.duration, exhibits: [logExhibit(shown)] },
    );
  },
};

export const noFalseSuccess: Check = {
  id: 'no-false-success',
  points: 5,
  must: {
    zh: '启动失败的程序不会被当作成功来报告：它的路径加上 PID，却没有原因',
    en: 'No program that could not be started is reported like one that was: with its path and a PID, but no reason',
  },
  hint: {
    zh: 'fork 成功不等于 exec 成功：知道 exec 的结果以后再写。子进程可能很久才轮到运行，等几毫秒再看并不可靠。',
    en: 'That fork succeeded says nothing of exec. Write once you know how exec ended. The child may get the CPU late: looking after a few milliseconds proves nothing.',
  },
  see: `${seeLog} | grep -e missing -e plain -e folder`,
  blame: [...EXECS, 'waitpid', ...WRITES],
  on: 'traced',
  scenario,
  judge: (run) => {
    const log = logLines(run);
    for (const [path, cause] of FAILURES) {
      const lines = linesNaming(log, path);
      if (lines.length === 0)
        return fail(
          { zh: `日志中没有 ${path}，不知道它算什么`, en: `the log does not name ${path}, so nobody knows` },
          { ms: run.duration, exhibits: [logExhibit(log)] },
        );
      const lives = new Map((run.trace?.processes ?? []).map((life) => [life.pid, life]));
      const pids = attemptsAt(run, path).flatMap(({ pid }) => {
        const life = lives.get(pid);
        return life === undefined ? [pid] : pidsFor(run, life);
      });
      const wrong = lines.find((line) => pids.some((pid) => shows(line, pid)) && !givesCause(line, cause));
      if (wrong !== undefined)
        return fail(
          {
            zh: `${path} 启动失败，日志却把它和 PID 写在一行，像成功一样`,
            en: `${path} could not be started, yet the log has it with a PID, like a success`,
          },
          { ms: run.duration, exhibits: [logExhibit([wrong])] },
        );
    }
    return pass(
      { zh: '没有把失败写成成功', en: 'no failure is written down as a success' },
      { ms: run.duration, exhibits: [logExhibit(BAD_PATHS.flatMap((path) => linesNaming(log, path)))] },
    );
  },
};

export const loggedOnce: Check = {
  id: 'logged-once',
  points: 3,
  must: {
    zh: '每次启动在日志中只写一遍，日志中原有的行都还在',
    en: 'Each start stands in the log once, and what the log had before is still there',
  },
  hint: {
    zh: 'fork 会复制 stdio 的缓冲区，子进程的 exit 或 fclose 会把它再写一遍：fork 之前 fflush，子进程用 _exit。打开日志用 "a"，"w" 会清空它。',
    en: 'fork copies the buffers of stdio, and exit or fclose in the child writes them once more: fflush before fork, _exit in the child. Open the log with "a": "w" empties it.',
  },
  see: 'sort /var/log/launcher.log | uniq -d',
  blame: ['exit', ...WRITES, 'fork'],
  on: 'traced',
  scenario,
  judge: (run) => {
    const log = logLines(run);
    const reports = GOOD.flatMap((line) =>
      livesOf(run, line).flatMap((life) => successesOf(run, line, life)),
    );
    if (reports.length === 0)
      return fail(
        { zh: '日志中没有一次启动', en: 'the log reports no start at all' },
        { ms: run.duration, exhibits: [logExhibit(log)] },
      );
    const lost = lostEarlier(run, LOG);
    if (lost !== null) return lost;
    const doubled = [...new Set(reports)].find((report) => log.filter((line) => line === report).length > 1);
    if (doubled === undefined)
      return pass(
        { zh: '没有重复的行', en: 'no line stands there twice' },
        { ms: run.duration, exhibits: [logExhibit(reports)] },
      );
    const copies = log.filter((line) => line === doubled);
    return fail(
      {
        zh: `同一行写了 ${copies.length} 遍，PID 也一样`,
        en: `the same line stands there ${copies.length} times, with the same PID`,
      },
      { ms: run.duration, exhibits: [logExhibit(copies)] },
    );
  },
};

export const timeLogged: Check = {
  id: 'time-logged',
  points: 2,
  must: {
    zh: '报告成败的行带有当时的时间：HH:MM:SS，或从 1970 年起的秒数',
    en: 'The lines that report a success or a failure have the time: HH:MM:SS, or the seconds since 1970',
  },
  hint: {
    zh: '写每一行时调用 time(NULL)，再用 localtime 和 strftime(…, "%F %T", …) 格式化。',
    en: 'Call time(NULL) for each line, then localtime and strftime(…, "%F %T", …).',
  },
  see: `${seeLog}; date`,
  blame: ['strftime', 'time', 'ctime', ...WRITES],
  on: 'natural',
  scenario,
  judge: (run) => {
    const log = logLines(run);
    const stamp =
      run.files.find(({ path, content }) => path === ALPHA_TIME && content !== null)?.content ?? null;
    const sight = { ms: run.duration, exhibits: [logExhibit(log)] };
    if (stamp === null) return fail({ zh: `${ALPHA.path} 没有运行过`, en: `${ALPHA.path} never ran` }, sight);
    const about = [ALPHA.path, MISSING].map((path) => ({ path, lines: linesNaming(log, path) }));
    const untimed = about.find(({ lines }) => !lines.some((line) => showsTime(line, stamp, TOLERANCE)));
    const began = stamp.trim().split(' ')[1] ?? '';
    return untimed === undefined
      ? pass({ zh: `时间与 ${began} 相符`, en: `the times agree with ${began}` }, sight)
      : fail(
          {
            zh: `当时是 ${began}，而日志中 ${untimed.path} 的行没有这个时间`,
            en: `it was ${began}, but no line on ${untimed.path} shows that time`,
          },
          { ...sight, exhibits: [logExhibit(untimed.lines.length > 0 ? untimed.lines : log)] },
        );
  },
};
