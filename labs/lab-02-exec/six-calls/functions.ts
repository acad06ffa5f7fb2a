import {
  argvOf,
  type Call,
  type Exec,
  type Family,
  firstExec,
  type ProcessLife,
  type Run,
  type Text,
} from '@proclab/lab-kit';

export const FUNCTIONS = ['execl', 'execlp', 'execle', 'execv', 'execvp', 'execvpe'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** exec(3): those with `p` search along PATH, those with `e` are given an environment. */
export const SEARCHING: readonly FunctionName[] = ['execlp', 'execvp', 'execvpe'];
export const WITH_ENVIRONMENT: readonly FunctionName[] = ['execle', 'execvpe'];

/** A child that has become another program. */
export interface Becoming {
  readonly life: ProcessLife;
  /** The program it became first. */
  readonly exec: Exec;
  readonly call: Call;
  /** The function that its arguments name; null if they name none, or several. */
  readonly named: FunctionName | null;
}

/** The children of the program that became another one, by birth. */
export function becomings(run: Run, { children }: Family): readonly Becoming[] {
  return children.flatMap((life) => {
    const [exec] = life.execs;
    const call = firstExec(run, life.pid);
    return exec === undefined || call === undefined ? [] : [{ life, exec, call, named: namedIn(exec) }];
  });
}

/** An argument that is the name; where there is none, one that holds it as a word. */
function namedIn(exec: Exec): FunctionName | null {
  const argv = argvOf(exec);
  const whole = FUNCTIONS.filter((name) => argv.includes(name));
  const words = argv.flatMap((argument) => argument.split(/\W+/));
  const found = whole.length > 0 ? whole : FUNCTIONS.filter((name) => words.includes(name));
  return found.length === 1 ? found[0]! : null;
}

/** Says that one of these functions is named by no child's program; null if each is named by one. */
export function lacking(became: readonly Becoming[], functions: readonly FunctionName[]): Text | null {
  const name = functions.find((each) => !became.some(({ named }) => named === each));
  if (name === undefined) return null;
  return {
    zh: `没有子进程变成参数中带有 ${name} 的程序`,
    en: `no child became a program that has ${name} among its arguments`,
  };
}
