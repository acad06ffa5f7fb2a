import {
  argvOf,
  type Call,
  type Check,
  CHILDLESS,
  type Exec,
  fail,
  type Family,
  familyOf,
  type Finding,
  livesExhibit,
  type ProcessLife,
  type Run,
  type Stage,
} from '@proclab/lab-kit';

const PROGRAM = './pipeline';

/** One time that the program is run. */
export interface Step {
  readonly commands: readonly string[];
  /** The lines that the last command prints. */
  readonly prints: readonly string[];
}

/** Every command is there and reads to the end. */
export const WHOLE: readonly Step[] = [
  { commands: ['seq 7 9'], prints: ['7', '8', '9'] },
  { commands: ['seq 60', 'grep 3', 'sort -n -r', 'head -n 4', 'tail -n 1'], prints: ['38'] },
];

/** The one in the middle is not there: its neighbours see an end and no reader. */
export const MISSING: Step = { commands: ['echo lost', 'no-such-command', 'wc -c'], prints: ['0'] };

/** The last one ends first: the other ends by SIGPIPE alone. */
export const EARLY: Step = { commands: ['yes', 'head -n 2'], prints: ['y', 'y'] };

const ALL: readonly Step[] = [...WHOLE, MISSING, EARLY];

/** A scenario: all steps, one after the other, until one does not end. */
export async function allSteps(stage: Stage): Promise<void> {
  for (const [index, { commands }] of ALL.entries()) {
    const started = await stage.terminal.run(PROGRAM, ...commands);
    const ended = await stage.moment(
      `step-${index + 1}`,
      {
        zh: `${commands.join(' | ')} 的提示符回来，进程全部结束`,
        en: `${commands.join(' | ')}: the prompt is back and every process has ended`,
      },
      (now) => now.ended(started) !== null && now.processes.length === 0,
      { within: '10s' },
    );
    if (!ended) return;
  }
}

/** A step as it was played. */
export interface Played extends Step {
  readonly run: Run;
  readonly family: Family;
  /** `seq 40 | grep 7` */
  readonly name: string;
}

/** A judge of traced runs: it must hold in each of these steps. One that was not played, or made no process, fails. */
export function inEach(steps: readonly Step[], judge: (played: Played) => Finding): Check['judge'] {
  return (run) => {
    const findings = steps.map((step) => {
      const played = playedIn(run, step);
      return 'status' in played ? played : judge(played);
    });
    return findings.find(({ status }) => status !== 'pass') ?? findings.at(-1)!;
  };
}

/** Does a process run this command, and became it without a shell? */
export function runs({ execs }: ProcessLife, command: string): boolean {
  const exec = execs.at(-1);
  return (
    exec !== undefined && isCommand(exec, command) && !execs.some(({ path }) => /\/(ba|da)?sh$/.test(path))
  );
}

/** The child that ran the last command; undefined if none did. */
export function lastOf({ family, commands }: Played): ProcessLife | undefined {
  return family.children.findLast((life) => runs(life, commands.at(-1)!));
}

/** kill(2) and its kin: whom, and by which signal. */
const KILL = /^(?:kill|tkill|tgkill)\((-?\d+), (?:\d+, )?(SIG\w+)/;
/** Those whose default action ends nobody, signal(7). */
const MILD = /^SIG(CHLD|CONT|URG|WINCH|STOP|TSTP|TTIN|TTOU)$/;

/** A call of the program that sent one of its commands what ends it; before the exec a signal may be an agreement. */
export function killOf({ run, family: { program, made } }: Played): Call | undefined {
  const own = [program, ...made];
  return run.trace?.calls.find((call) => {
    const [, whom, signal] = KILL.exec(`${call.name}(${call.args}`) ?? [];
    const ends = signal !== undefined && !MILD.test(signal) && call.error === null;
    return (
      ends && own.some(({ pid }) => pid === call.pid) && made.some((life) => isHit(life, Number(whom), call))
    );
  });
}

/** Had it become a command when a signal was sent to this process, or group of processes? */
function isHit({ pid, execs }: ProcessLife, whom: number, { at }: Call): boolean {
  return (whom <= 0 || whom === pid) && execs.some((exec) => exec.at < at);
}

function isCommand(exec: Exec, command: string): boolean {
  const [name, ...args] = command.split(' ');
  return exec.path.endsWith(`/${name}`) && argvOf(exec).slice(1).join(' ') === args.join(' ');
}

function playedIn(run: Run, step: Step): Played | Finding {
  const name = step.commands.join(' | ');
  const family = familyOf(run, PROGRAM, ...step.commands);
  if (family === null)
    return fail(
      {
        zh: `没有轮到 ${name}：前面的一次没有结束`,
        en: `it did not get as far as ${name}: what was run before did not end`,
      },
      { ms: run.duration },
    );
  return family.made.length > 0
    ? { ...step, run, family, name }
    : fail(
        { zh: `${name}：${CHILDLESS.zh}`, en: `${name}: ${CHILDLESS.en}` },
        { ms: family.program.bornAt, exhibits: [livesExhibit([family.program], 'END')] },
      );
}
