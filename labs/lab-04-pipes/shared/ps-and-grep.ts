import {
  argvExhibit,
  argvOf,
  CHILDLESS,
  type Check,
  descriptorsAtLastExec,
  type Exhibit,
  fail,
  type Family,
  familyOf,
  type Finding,
  type OpenDescriptor,
  type ProcessLife,
  type Run,
  type Scenario,
  type Stage,
} from '@proclab/lab-kit';

const BASH = '/usr/bin/bash';
const SHELLS: ReadonlySet<string> = new Set('sh bash dash zsh ksh mksh csh tcsh fish busybox'.split(' '));

/** A process that became ps or grep by an exec of the program itself. */
export interface Command {
  readonly life: ProcessLife;
  /** Without argv[0]. */
  readonly args: readonly string[];
  /** What it had open when its exec had succeeded. */
  readonly open: readonly OpenDescriptor[];
}

/** What a program did in a traced run. */
export interface Scene {
  readonly run: Run;
  readonly family: Family;
  readonly ps: Command | null;
  readonly grep: Command | null;
}

/**
 * A scenario: bash sits at its prompt in a second window, so that there is something to find; the program is started
 * in the first, up to the moment `after`, when all of it has ended.
 */
export function besideABash(program: string): Scenario {
  return async (stage: Stage) => {
    const window = await stage.openTerminal();
    const bash = await window.run(BASH, '--norc');
    await stage.moment(
      'bash',
      { zh: '第二个终端里的 bash 已经启动', en: 'bash has started in the second terminal' },
      (now) => now.processes.some(({ pid, comm }) => pid === bash.pid && comm === 'bash'),
      { within: '10s' },
    );
    const started = await stage.terminal.run(program);
    await stage.moment(
      'after',
      {
        zh: '提示符回来，并且程序的进程全部结束',
        en: 'the prompt is back and every process of the program has ended',
      },
      (now) => now.ended(started) !== null && now.processes.every(({ pid }) => pid === bash.pid),
      { within: '10s' },
    );
  };
}

/** The pid of the bash in the second window. */
export function bashOf(run: Run): number | undefined {
  return run.programs.find(({ argv }) => argv[0] === BASH)?.pid;
}

/** A judge of a traced run. One in which the program made no process fails. */
export function ofScene(program: string, judge: (scene: Scene) => Finding): Check['judge'] {
  return (run) => {
    const family = familyOf(run, program);
    if (family === null) throw new Error(`run ${run.id} has no trace of ${program}`);
    if (family.made.length === 0) return fail(CHILDLESS, { ms: family.program.bornAt });
    return judge({ run, family, ps: commandOf(run, family, 'ps'), grep: commandOf(run, family, 'grep') });
  };
}

/** A judge of a traced run in which one process became ps and another grep; it fails where none did. */
export function ofBoth(
  program: string,
  judge: (both: { run: Run; family: Family; ps: Command; grep: Command }) => Finding,
): Check['judge'] {
  return ofScene(program, ({ run, family, ps, grep }) => {
    if (ps !== null && grep !== null) return judge({ run, family, ps, grep });
    return fail(whoIsMissing(ps === null, grep === null), {
      ms: family.made.at(-1)?.bornAt,
      exhibits: [becameExhibit(family)],
    });
  });
}

/** Was a process made in this run by that program? */
export function madeAny(run: Run, program: string): boolean {
  return (familyOf(run, program)?.made.length ?? 0) > 0;
}

/** `ps aux`, `ps -aux`, `ps a u x`; more letters and long options are free. */
export function listsEverything({ args }: Command): boolean {
  const letters = args.filter((arg) => !arg.startsWith('--')).join('');
  return [...'aux'].every((letter) => letters.includes(letter));
}

/** `grep bash`, with any options; `grep '[b]ash'` finds all but itself. */
export function looksForBash({ args }: Command): boolean {
  return args.some((arg) => arg.replaceAll(/[[\]]/g, '').includes('bash'));
}

/** Who became what. */
export function becameExhibit({ program, made }: Family): Exhibit {
  const lines = [program, ...made].slice(0, 8).flatMap(({ pid, execs }) => {
    const exec = execs.at(-1);
    return exec === undefined ? [`[pid ${pid}] (no exec)`] : argvExhibit(pid, exec).lines;
  });
  return { kind: 'call', lines, marked: null };
}

function commandOf(run: Run, family: Family, name: string): Command | null {
  const life = withoutShells(family).find(({ execs }) => nameOf(execs.at(-1)?.path) === name);
  if (life === undefined) return null;
  const args = argvOf(life.execs.at(-1)!).slice(1);
  return { life, args, open: descriptorsAtLastExec(run, life.pid) ?? [] };
}

/** What a shell does is not the program's work: neither is a process that became one, nor what came of it. */
function withoutShells({ program, made }: Family): readonly ProcessLife[] {
  const own: ProcessLife[] = [];
  for (const life of [program, ...made]) {
    const fromOwn = life === program || own.some(({ pid }) => pid === life.parent);
    if (fromOwn && !life.execs.some(({ path }) => SHELLS.has(nameOf(path)))) own.push(life);
  }
  return own;
}

function nameOf(path = ''): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function whoIsMissing(noPs: boolean, noGrep: boolean) {
  const names = [...(noPs ? ['ps'] : []), ...(noGrep ? ['grep'] : [])];
  return {
    zh: `程序的进程中没有一个用 exec 变成 ${names.join(' 或 ')}（由 shell 代劳的不算）`,
    en: `no process of the program became ${names.join(' or ')} by exec (what a shell does for it does not count)`,
  };
}
