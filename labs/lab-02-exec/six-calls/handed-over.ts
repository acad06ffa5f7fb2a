import {
  argvExhibit,
  argvOf,
  attemptsExhibit,
  attemptsOf,
  type Check,
  environmentOf,
  environmentExhibit,
  execPath,
  fail,
  type Family,
  ofFamily,
  pass,
} from '@proclab/lab-kit';
import { type Becoming, becomings, FUNCTIONS, lacking, SEARCHING, WITH_ENVIRONMENT } from './functions.ts';

/** What stands last in every argv, as the task says: one argument with a blank in it. */
const WORDS = 'two words';

export const rightArgv: Check = {
  id: 'right-argv',
  points: 15,
  must: {
    zh: '新程序的 argv：先是 argv[0]，最后两个是函数名和 "two words"',
    en: 'argv of each program: argv[0] first, and last the name of the function and "two words"',
  },
  hint: {
    zh: '第一个字符串（path 或 file）只用来找程序，不进 argv：argv[0] 要另外写一遍。参数表以 (char *)NULL 结尾。',
    en: 'The first string (path or file) only finds the program and is no part of argv: argv[0] has to be given once more. The list ends with (char *)NULL.',
  },
  see: 'strace -f -e trace=execve ./six-calls',
  blame: ['execl', 'execlp', 'execle', 'execv', 'execvp', 'execvpe', 'fork'],
  on: 'traced',
  judge: ofFamily((family, run) => {
    const became = becomings(run, family);
    const wrong = became.find((each) => !hasRightArgv(each));
    const lacks = lacking(became, FUNCTIONS);
    if (wrong === undefined && lacks !== null) return fail(lacks, { ms: family.made.at(-1)?.bornAt });
    if (wrong === undefined)
      return pass(
        { zh: `${became.length} 个程序的 argv 都对`, en: `argv is right in all ${became.length} programs` },
        {
          ms: became[0]?.call.at,
          exhibits: became.map(({ life, exec }) => argvExhibit(life.pid, exec)),
        },
      );
    return fail(
      {
        zh: `PID ${wrong.life.pid} 的 argv 是 ${shown(argvOf(wrong.exec))}`,
        en: `PID ${wrong.life.pid}: argv is ${shown(argvOf(wrong.exec))}`,
      },
      { ms: wrong.call.at, exhibits: [argvExhibit(wrong.life.pid, wrong.exec)] },
    );
  }),
};

function hasRightArgv({ exec, named }: Becoming): boolean {
  const argv = argvOf(exec);
  return named !== null && argv.length >= 3 && argv.at(-2) === named && argv.at(-1) === WORDS;
}

export const searchesPath: Check = {
  id: 'searches-path',
  points: 10,
  must: {
    zh: 'execlp、execvp、execvpe 只给程序名，由函数沿 PATH 查找',
    en: 'execlp, execvp and execvpe are given a bare name, which they look for along PATH',
  },
  hint: {
    zh: '名字里有斜杠，带 p 的函数就不查找 PATH。写 "echo"，不要写 "/bin/echo"。',
    en: 'With a slash in the name, the functions with p do not search. Give them "echo", not "/bin/echo".',
  },
  see: 'strace -f -e trace=execve ./six-calls',
  blame: ['execlp', 'execvp', 'execvpe', 'fork'],
  on: 'traced',
  judge: ofFamily((family, run) => {
    const [first] = foldersOf(startedWith(family));
    const searching = becomings(run, family).filter(
      ({ named }) => named !== null && SEARCHING.includes(named),
    );
    const lacks = lacking(searching, SEARCHING);
    if (lacks !== null) return fail(lacks, { ms: family.made.at(-1)?.bornAt });
    const attempts = searching.map(({ life }) => attemptsOf(run, life.pid));
    const index = attempts.findIndex((calls) => !isSearch(calls.map(execPath), first));
    const wrong = searching[index];
    if (wrong === undefined)
      return pass(
        { zh: '从 PATH 的第一个目录开始查找', en: 'each is looked for from the first folder of PATH on' },
        { ms: searching[0]?.call.at, exhibits: attempts.map(attemptsExhibit) },
      );
    return fail(
      {
        zh: `PID ${wrong.life.pid}（${wrong.named}）没有沿 PATH 查找：直接执行 ${wrong.exec.path}`,
        en: `PID ${wrong.life.pid} (${wrong.named}) did not search PATH: it went straight to ${wrong.exec.path}`,
      },
      { ms: wrong.call.at, exhibits: [attemptsExhibit(attempts[index] ?? [])] },
    );
  }),
};

/** The same name in one folder after the other, beginning with the first folder of PATH, execvp(3). */
function isSearch(paths: readonly string[], first: string | undefined): boolean {
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf('/') + 1)));
  return names.size === 1 && paths[0]?.startsWith(`${first}/`) === true;
}

/** The environment that the shell gave to the program. */
function startedWith({ program }: Family): readonly string[] {
  const [exec] = program.execs;
  return exec === undefined ? [] : environmentOf(exec);
}

/** The folders of PATH, environ(7). */
function foldersOf(environment: readonly string[]): readonly string[] {
  const path = environment.find((variable) => variable.startsWith('PATH=')) ?? '';
  return path.slice('PATH='.length).split(':');
}

export const exactEnvironment: Check = {
  id: 'exact-environment',
  points: 15,
  must: {
    zh: 'execle、execvpe 交给新程序的环境恰好是 CALL=函数名 和 LAB=02；其余四个沿用原来的环境',
    en: 'execle and execvpe hand over exactly CALL=(their name) and LAB=02; the other four hand on the environment they have',
  },
  hint: {
    zh: '环境是以 NULL 结尾的字符串数组：{"CALL=execle", "LAB=02", NULL}。用 setenv 添加的变量只是加在原有环境上。',
    en: 'An environment is an array of strings that ends with NULL: {"CALL=execle", "LAB=02", NULL}. setenv only adds to the one that is there.',
  },
  see: 'strace -f -v -e trace=execve ./six-calls',
  blame: ['execle', 'execvpe', 'setenv', 'putenv', 'fork'],
  on: 'traced',
  judge: ofFamily((family, run) => {
    const became = becomings(run, family).filter(({ named }) => named !== null);
    const inherited = startedWith(family);
    const given = became.filter(({ named }) => WITH_ENVIRONMENT.includes(named!));
    const lacks = lacking(given, WITH_ENVIRONMENT);
    if (lacks !== null) return fail(lacks, { ms: family.made.at(-1)?.bornAt });
    const wrong = became.find((each) => !hasRightEnvironment(each, inherited));
    const show = ({ life, exec }: Becoming) => environmentExhibit(life.pid, exec);
    if (wrong === undefined)
      return pass(
        {
          zh: `${given.map(({ named }) => named).join('、')} 的程序恰好得到两个变量`,
          en: `the programs of ${given.map(({ named }) => named).join(' and ')} get exactly two variables`,
        },
        { ms: given[0]?.call.at, exhibits: given.map(show) },
      );
    const count = environmentOf(wrong.exec).length;
    return fail(
      {
        zh: `PID ${wrong.life.pid}（${wrong.named}）得到的环境不对，共 ${count} 个变量`,
        en: `PID ${wrong.life.pid} (${wrong.named}) is not given the right environment; variables: ${count}`,
      },
      { ms: wrong.call.at, exhibits: [show(wrong)] },
    );
  }),
};

/** A program may add to the environment that it has; what it was started with stays. */
function hasRightEnvironment({ exec, named }: Becoming, inherited: readonly string[]): boolean {
  const variables = environmentOf(exec);
  if (!WITH_ENVIRONMENT.includes(named!)) return inherited.every((each) => variables.includes(each));
  return variables.toSorted().join('\n') === `CALL=${named}\nLAB=02`;
}

function shown(argv: readonly string[]): string {
  const text = JSON.stringify(argv);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
