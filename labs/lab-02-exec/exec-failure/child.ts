import {
  argvOf,
  attemptsExhibit,
  type Call,
  callsBy,
  callsExhibit,
  type Check,
  fail,
  livesExhibit,
  ofFamily,
  pass,
  printedExhibit,
  type ProcessLife,
  type Run,
  type Text,
} from '@proclab/lab-kit';
import { madeInOwnCode } from '../shared/own-code.ts';
import { attemptAt, caseOf, TEXTS } from './cases.ts';
import { ERROR_TEXTS } from './error-texts.ts';

const EXECS = ['execvp', 'execlp', 'execv', 'execl', 'execve', 'execle', 'execvpe', 'fork'];

export const reportsError: Check = {
  id: 'reports-error',
  points: 25,
  must: {
    zh: 'exec 失败时，终端上有这个错误的文字（strerror），而且只有这一个',
    en: 'When exec fails, the text of that error (strerror) is on the terminal, and of no other',
  },
  hint: {
    zh: 'exec 一返回就用 perror 或 strerror(errno) 报告，别的调用会改掉 errno。错误有好多种，不要写死文字。',
    en: 'Report it by perror or strerror(errno) as soon as exec returns: other calls change errno. There are many errors, so do not write down the text of one.',
  },
  see: './exec-failure ./no-such-program; touch notes.txt; ./exec-failure ./notes.txt',
  blame: EXECS,
  on: 'traced',
  judge: ofFamily((family, run) => {
    const { error } = caseOf(run);
    const attempt = attemptAt(run, family);
    const lives = [family.program, ...family.made];
    if (attempt === null) return fail(NOT_TRIED, { exhibits: [livesExhibit(lives, 'PPID')] });
    const sight = {
      ms: attempt.calls.at(-1)?.at,
      exhibits: [attemptsExhibit(attempt.calls), printedExhibit(lives)],
    };
    const printed = lives.map((life) => life.printed).join('\n');
    const there = ERROR_TEXTS.filter((text) => printed.includes(text));
    const wanted = error === null ? [] : [TEXTS[error]];
    if (there.join() === wanted.join())
      return pass(
        error === null
          ? { zh: 'exec 成功，没有报告错误', en: 'exec succeeds and no error is reported' }
          : { zh: `${error} 报告为“${TEXTS[error]}”`, en: `${error} is reported as “${TEXTS[error]}”` },
        sight,
      );
    const found = there.length === 0 ? null : there.join(' / ');
    return fail(
      {
        zh: `exec ${error === null ? '成功' : `以 ${error} 失败`}，终端上${found === null ? '没有错误的文字' : `却有“${found}”`}`,
        en: `exec ${error === null ? 'succeeds' : `fails with ${error}`}; on the terminal is ${found === null ? 'no text of an error' : `“${found}”`}`,
      },
      sight,
    );
  }),
};

const NOT_TRIED: Text = {
  zh: '没有子进程调用 exec',
  en: 'no child called exec',
};

export const childStatus: Check = {
  id: 'child-status',
  points: 15,
  must: {
    zh: 'exec 失败的子进程以 127 或 1 结束；文件存在而不能执行时也可以是 126',
    en: 'A child whose exec has failed ends with 127 or 1; 126 will do where the file is there, but cannot be run',
  },
  hint: {
    zh: 'exec 后面写 _exit(127)：0 表示成功，父进程会以为程序运行过了。',
    en: 'Put _exit(127) behind exec. 0 means success: the parent would take it that the program had run.',
  },
  see: 'strace -f -e trace=execve,exit_group ./exec-failure ./no-such-program',
  blame: ['_exit', '_Exit', 'exit', ...EXECS],
  on: 'traced',
  judge: ofFamily((family, run) => {
    const { statuses } = caseOf(run);
    const attempt = attemptAt(run, family);
    if (attempt === null) return fail(NOT_TRIED, { exhibits: [livesExhibit(family.made, 'END')] });
    const { life } = attempt;
    const status = life.ended?.status;
    const sight = { ms: life.ended?.at, exhibits: [livesExhibit([life], 'END')] };
    if (status?.kind === 'exited' && statuses.includes(status.code))
      return pass(
        {
          zh: `子进程 ${life.pid} 以 ${status.code} 结束`,
          en: `the child ${life.pid} ends with ${status.code}`,
        },
        sight,
      );
    const end: Text =
      status === undefined
        ? { zh: '没有结束', en: 'did not end' }
        : status.kind === 'exited'
          ? { zh: `以 ${status.code} 结束`, en: `ends with ${status.code}` }
          : { zh: `被 ${status.signal} 终止`, en: `is killed by ${status.signal}` };
    return fail({ zh: `子进程 ${life.pid} ${end.zh}`, en: `the child ${life.pid} ${end.en}` }, sight);
  }),
};

export const childKeepsOut: Check = {
  id: 'child-keeps-out',
  points: 15,
  must: {
    zh: '子进程不执行父进程的代码：不创建进程，不等待，而程序也只创建一个子进程',
    en: 'The child never runs the parent’s code: it makes no process and waits for none, and the program makes one child',
  },
  hint: {
    zh: 'exec 失败返回后，子进程会接着往下执行，一直走到父进程的代码。exec 之后必须有 _exit。',
    en: 'When exec fails it returns, and the child goes on into the code that is meant for the parent. There has to be an _exit behind exec.',
  },
  see: 'strace -f -e trace=process ./exec-failure ./no-such-program',
  blame: EXECS,
  on: 'traced',
  judge: ofFamily((family, run) => {
    const { program, children, made } = family;
    const attempt = attemptAt(run, family);
    const grandchildren = madeInOwnCode(family).length;
    const exhibits = [livesExhibit([program, ...made], 'PPID')];
    if (attempt === null && grandchildren === 0) return fail(NOT_TRIED, { exhibits });
    const waits = attempt === null ? [] : waitsOf(run, attempt.life);
    if (waits.length > 0)
      return fail(
        {
          zh: `子进程 ${waits[0]!.pid} 自己调用了 wait，那是父进程的代码`,
          en: `the child ${waits[0]!.pid} called wait itself: that is the parent’s code`,
        },
        { ms: waits[0]?.at, exhibits: [callsExhibit(waits)] },
      );
    const sight = { ms: made.at(-1)?.bornAt, exhibits };
    const counted: Text = {
      zh: `子进程 ${children.length} 个，孙子进程 ${grandchildren} 个`,
      en: `children: ${children.length}, grandchildren: ${grandchildren}`,
    };
    return children.length === 1 && grandchildren === 0 ? pass(counted, sight) : fail(counted, sight);
  }),
};

/** The calls of a child that wait for others, before it is another program. */
function waitsOf(run: Run, { pid, execs: [exec] }: ProcessLife): readonly Call[] {
  return callsBy(run, pid, 'wait4', 'waitid').filter(({ at }) => at < (exec?.at ?? Infinity));
}

export const runsProgram: Check = {
  id: 'runs-program',
  points: 10,
  must: {
    zh: '程序能运行时，子进程就变成它',
    en: 'Where the program can be run, the child becomes it',
  },
  hint: {
    zh: '执行的应是命令行给出的 argv[1]，它同时也是新程序的 argv[0]。',
    en: 'What is to be run is argv[1] of the command line; the new program gets it as its argv[0].',
  },
  see: 'strace -f -e trace=execve ./exec-failure /bin/true',
  blame: EXECS,
  on: 'traced',
  judge: ofFamily((family, run) => {
    const asked = caseOf(run);
    const attempt = attemptAt(run, family);
    if (attempt === null) return fail(NOT_TRIED, { exhibits: [livesExhibit(family.made, 'PPID')] });
    const { life, calls } = attempt;
    const [exec] = life.execs;
    const sight = { ms: calls[0]?.at, exhibits: [attemptsExhibit(calls)] };
    const tried = calls.some(({ args }) => args.includes(JSON.stringify(asked.program)));
    if (asked.error !== null)
      return tried && exec === undefined
        ? pass(
            { zh: `子进程试着执行 ${asked.program}`, en: `the child tries to run ${asked.program}` },
            sight,
          )
        : fail(
            { zh: `子进程没有去执行 ${asked.program}`, en: `the child does not try to run ${asked.program}` },
            sight,
          );
    if (exec === undefined || !tried)
      return fail(
        {
          zh: `子进程 ${life.pid} 没有变成 ${asked.program}`,
          en: `the child ${life.pid} did not become ${asked.program}`,
        },
        sight,
      );
    return pass(
      {
        zh: `子进程 ${life.pid} 变成了 ${argvOf(exec)[0] ?? exec.path}`,
        en: `the child ${life.pid} became ${argvOf(exec)[0] ?? exec.path}`,
      },
      sight,
    );
  }),
};
