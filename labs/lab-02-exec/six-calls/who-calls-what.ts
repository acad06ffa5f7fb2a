import {
  attemptsExhibit,
  attemptsOf,
  type Check,
  execPath,
  fail,
  livesExhibit,
  numbersIn,
  ofFamily,
  pass,
  printedBefore,
  printedExhibit,
  type Text,
} from '@proclab/lab-kit';
import { madeInOwnCode } from '../shared/own-code.ts';
import { becomings, FUNCTIONS, SEARCHING } from './functions.ts';

/** Anything that makes a process. */
const MAKERS = ['fork', 'vfork', 'posix_spawn', 'clone'];

export const sixChildren: Check = {
  id: 'six-children',
  points: 15,
  must: {
    zh: '程序自己创建六个子进程，每个都变成了另一个程序，参数中的函数名各出现一次',
    en: 'The program makes six children; each becomes another program that is given the name of its function, each name once',
  },
  hint: {
    zh: '没有 p 的函数不搜索 PATH，要给出路径（"/bin/echo" 或 "./hello"）；失败时 exec 返回，用 perror 看原因。',
    en: 'The functions without p do not search PATH: give them a path ("/bin/echo", "./hello"). An exec that fails returns, and perror says why.',
  },
  see: 'strace -f -e trace=process ./six-calls',
  blame: ['fork', 'vfork', 'posix_spawn', 'clone'],
  on: 'traced',
  judge: ofFamily((family, run) => {
    const { program, children, made } = family;
    const became = becomings(run, family);
    const failed = children.find((life) => life.execs.length === 0);
    const ms = made.at(-1)?.bornAt;
    if (failed !== undefined) {
      const attempts = attemptsOf(run, failed.pid);
      const [last] = attempts.slice(-1);
      const why: Text =
        last === undefined
          ? { zh: '没有调用 exec', en: 'did not call exec' }
          : { zh: `exec 失败：${last.error ?? '?'}`, en: `its exec failed with ${last.error ?? '?'}` };
      return fail(
        {
          zh: `子进程 ${failed.pid} 没有变成别的程序：${why.zh}`,
          en: `the child ${failed.pid} became no other program: ${why.en}`,
        },
        {
          ms: last?.at ?? ms,
          exhibits: [last === undefined ? livesExhibit([failed], 'END') : attemptsExhibit(attempts)],
        },
      );
    }
    const second = became.find(
      ({ life, named }) =>
        named !== null &&
        !SEARCHING.includes(named) &&
        new Set(attemptsOf(run, life.pid).map(execPath)).size > 1,
    );
    if (second !== undefined) {
      const attempts = attemptsOf(run, second.life.pid);
      return fail(
        {
          zh: `PID ${second.life.pid}（${second.named}）的第一次 exec 失败，是另一次调用才让它变成了别的程序`,
          en: `the first exec of PID ${second.life.pid} (${second.named}) failed: it was another call by which it became a program`,
        },
        { ms: attempts[0]?.at, exhibits: [attemptsExhibit(attempts)] },
      );
    }
    const wrong = FUNCTIONS.find((name) => became.filter(({ named }) => named === name).length !== 1);
    const sight = { ms, exhibits: [livesExhibit([program, ...children], 'PPID')] };
    if (wrong === undefined && children.length === FUNCTIONS.length)
      return pass({ zh: '六个子进程都变成了另一个程序', en: 'six children became other programs' }, sight);
    const times = became.filter(({ named }) => named === wrong).length;
    return fail(
      {
        zh: `创建了 ${children.length} 个子进程${wrong === undefined ? '' : `；参数中带有 ${wrong} 的有 ${times} 个`}`,
        en: `children: ${children.length}${wrong === undefined ? '' : `; those with ${wrong} among their arguments: ${times}`}`,
      },
      sight,
    );
  }),
};

export const sixCalled: Check = {
  id: 'six-called',
  points: 20,
  must: {
    zh: '程序用到全部六个函数：execl、execlp、execle、execv、execvp、execvpe',
    en: 'The program calls all six: execl, execlp, execle, execv, execvp and execvpe',
  },
  hint: {
    zh: '执行 execve 系统调用的办法很多，但要求的是这六个库函数。execvpe 需要在第一个 #include 之前写 #define _GNU_SOURCE。',
    en: 'There are many ways to get to the system call execve; asked for are these six library functions. execvpe needs #define _GNU_SOURCE before the first #include.',
  },
  see: "nm -D six-calls | grep ' U exec'",
  blame: ['execve', 'execvp', 'execv', 'execl', 'fork'],
  on: 'traced',
  judge: ofFamily(({ children }, _run, { build }) => {
    const imports = build.programs.flatMap((program) => program.imports);
    const used = imports.filter((name) => /^f?exec/.test(name));
    const lacking = FUNCTIONS.filter((name) => !imports.includes(name));
    const sight = {
      ms: children[0]?.bornAt,
      exhibits: [
        {
          kind: 'file',
          lines: used.length > 0 ? used.map((name) => `U ${name}`) : ['-'],
          marked: null,
        } as const,
      ],
    };
    if (lacking.length === 0)
      return pass(
        {
          zh: '可执行文件引用了全部六个函数',
          en: 'the executable refers to all six functions of the C library',
        },
        sight,
      );
    return fail(
      {
        zh: `可执行文件没有引用 ${lacking.join('、')}`,
        en: `the executable refers to no ${lacking.join(', ')} of the C library`,
      },
      sight,
    );
  }),
};

export const samePid: Check = {
  id: 'same-pid',
  points: 10,
  must: {
    zh: '子进程在 exec 之前打印自己的 PID，之后仍是同一个进程',
    en: 'Each child prints its PID before exec, and is the same process after it',
  },
  hint: {
    zh: 'exec 会丢掉 stdio 缓冲区里还没有写出的内容：PID 之后要有换行，或者调用 fflush(stdout)。打印的应是 getpid()，不是 fork 返回的 0。',
    en: 'exec throws away what is still in the buffers of stdio: end the line with a newline or call fflush(stdout). Print getpid(), not the 0 that fork returned.',
  },
  see: 'strace -f -e trace=execve,write ./six-calls',
  blame: ['getpid', 'printf', 'getppid', 'fork'],
  on: 'traced',
  judge: ofFamily((family, run) => {
    const became = becomings(run, family);
    const silent = became.find(({ life, call }) => !numbersIn(printedBefore(run, call)).includes(life.pid));
    if (became.length === 0) return fail(NOBODY, { ms: family.made.at(-1)?.bornAt });
    if (silent === undefined)
      return pass(
        {
          zh: `${became.map(({ life }) => life.pid).join('、')}：exec 前后 PID 不变`,
          en: `${became.map(({ life }) => life.pid).join(', ')}: the same PID before and after exec`,
        },
        { ms: became[0]?.call.at, exhibits: [printedExhibit(became.map(({ life }) => life))] },
      );
    return fail(
      {
        zh: `PID ${silent.life.pid} 变成 ${silent.exec.path} 之前没有打印自己的 PID`,
        en: `PID ${silent.life.pid} had not printed its PID when it became ${silent.exec.path}`,
      },
      { ms: silent.call.at, exhibits: [printedExhibit([silent.life])] },
    );
  }),
};

export const noGrandchildren: Check = {
  id: 'no-grandchildren',
  points: 5,
  must: {
    zh: '子进程在变成另一个程序之前不创建进程，也不执行父进程的代码',
    en: 'Until it is another program, no child makes a process: it keeps out of the parent’s code',
  },
  hint: {
    zh: 'exec 失败就会返回，子进程接着往下走：走回循环就会再 fork。exec 之后马上 _exit(127)。',
    en: 'An exec that fails returns, and the child goes on: back in the loop it forks. Put _exit(127) right behind exec.',
  },
  see: 'strace -f -e trace=process ./six-calls',
  blame: MAKERS,
  on: 'traced',
  judge: ofFamily((family) => {
    const { program, made } = family;
    const [early] = madeInOwnCode(family);
    const sight = { ms: early?.bornAt, exhibits: [livesExhibit([program, ...made], 'PPID')] };
    return early === undefined
      ? pass({ zh: '创建进程的只有父进程', en: 'only the parent makes processes' }, sight)
      : fail(
          {
            zh: `子进程 ${early.parent} 没有变成别的程序，却创建了 PID ${early.pid}`,
            en: `the child ${early.parent}, no other program yet, made PID ${early.pid}`,
          },
          sight,
        );
  }),
};

const NOBODY: Text = {
  zh: '没有一个子进程变成别的程序',
  en: 'no child became another program',
};
