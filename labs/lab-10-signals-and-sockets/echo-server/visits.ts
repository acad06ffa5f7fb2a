import {
  type Call,
  type Check,
  type Exhibit,
  familyOf,
  type Finding,
  type FileEvidence,
  type Moment,
  momentOf,
  notChecked,
  pathFrom,
  type ProcessState,
  type ProgramRun,
  type Run,
  type Text,
} from '@proclab/lab-kit';
import { CLIENT, SERVER } from './names.ts';

/** What one of the lab's clients said of itself in the end. */
export interface ClientReport {
  /** Messages that came back unchanged and whole, of so many. */
  readonly back: number;
  readonly of: number;
  /** What ended its reading: `end of file`, or why not. */
  readonly end: string;
}

/** One start of the lab's client. */
export interface Visit {
  readonly program: ProgramRun;
  readonly shown: string;
  /** Empty when it was not there long enough to say anything, or was another program than the lab’s. */
  readonly clients: readonly ClientReport[];
  /** Was it the lab's own, or has somebody put something else in its place? */
  readonly genuine: boolean;
  /** Its exit status, which nobody else can set, as one can write to its terminal. */
  readonly status: number | null;
}

/** The visit that a moment has waited for: the last one that was started before; null when there is none. */
export function visitAt(run: Run, moment: Moment): Visit | null {
  const program = run.programs.findLast(
    ({ argv, startedAt }) => argv[0] === CLIENT && startedAt < moment.at && isVisit(argv),
  );
  return program === undefined ? null : visitOf(run, program);
}

/** The visit of the client that was started so; null when there is none. */
export function visitAs(run: Run, how: string): Visit | null {
  const program = run.programs.find(({ argv }) => argv[0] === CLIENT && argv[2] === how);
  return program === undefined ? null : visitOf(run, program);
}

function visitOf(run: Run, program: ProgramRun): Visit {
  const next = run.programs.find(
    ({ terminal, startedAt }) => terminal === program.terminal && startedAt > program.startedAt,
  );
  const output = run.terminals.find(({ id }) => id === program.terminal)?.output ?? [];
  const shown = output
    .filter(({ at }) => at >= program.startedAt && at < (next?.startedAt ?? Infinity))
    .map(({ text }) => text)
    .join('');
  const status = program.ended?.status.kind === 'exited' ? program.ended.status.code : null;
  const genuine = isGenuine(run);
  return { program, shown, genuine, status, clients: genuine ? reportsIn(shown) : [] };
}

function isVisit([, , how = '']: readonly string[]): boolean {
  return ['hello', 'meet', 'talk', 'long'].includes(how);
}

/** `client 2: 1 of 4 messages came back, 20 bytes; no end of file`, behind the echo of the Ctrl-C that it was told to stop by. */
export function reportsIn(shown: string): readonly ClientReport[] {
  const reports = shown.matchAll(
    /^(?:\^C)?client \d+: (\d+) of (\d+) messages came back, \d+ bytes; (.*?)\r*$/gm,
  );
  return [...reports].map(([, back, of, end = '']) => ({ back: Number(back), of: Number(of), end }));
}

/** Has nobody put something else in the place of the lab's client? */
export function isGenuine(run: Run): boolean {
  return run.files.every(({ path }) => path !== pathFrom(run.terminals[0]?.cwd ?? '/', CLIENT));
}

/** Exit statuses of the client when all came back; with the second the end of file did not. */
const ALL_BACK: readonly (number | null)[] = [0, 2];

/** Did each of so many clients get all back that it sent? */
export function gotAllBack({ clients, status }: Visit, count: number): boolean {
  return ALL_BACK.includes(status) && areAllBack(clients, count);
}

/** Does each of so many reports say so? */
export function areAllBack(clients: readonly ClientReport[], count: number): boolean {
  return clients.length === count && clients.every(({ back, of }) => back === of);
}

/** A judge of what the visit of a moment came to; not checked when the server never got so far as to listen. */
export function ofVisit(
  name: string,
  judge: (visit: Visit, moment: Moment, ...rest: Parameters<Check['judge']>) => Finding,
): Check['judge'] {
  return (run, evidence) => {
    const moment = momentOf(run, name);
    const visit = moment === undefined ? null : visitAt(run, moment);
    return moment === undefined || visit === null
      ? notChecked(NEVER_UP, { ms: run.duration })
      : judge(visit, moment, run, evidence);
  };
}

export const NEVER_UP: Text = {
  zh: '服务器没有在套接字上等待客户端，这一项无从看起',
  en: 'the server never came to wait for clients at its socket, so there was nothing of this to be seen',
};

/** What the client's terminal has shown. */
export function shownExhibit({ program, shown }: Visit): Exhibit {
  const lines = (shown.trimEnd() || '(nothing)').split(/\r*\n/).slice(0, 8);
  return { kind: 'output', lines: [`$ ${program.argv.join(' ')}`, ...lines], marked: null };
}

/** Those of these processes that are no clients of the lab. */
export function serversAmong(run: Run, { processes }: Moment): readonly ProcessState[] {
  const clients = clientPids(run);
  return processes.filter(({ role, pid }) => role === 'submission' && !clients.includes(pid));
}

function clientPids(run: Run): readonly number[] {
  return run.programs.filter(({ argv }) => argv[0] === CLIENT).map(({ pid }) => pid);
}

/** The socket path that the first server was given, from the root on. */
export function pathOf(run: Run): string {
  return pathFrom(run.terminals[0]?.cwd ?? '/', run.programs[0]?.argv[1] ?? '');
}

/** Each socket file that there has been at the path. */
export function socketFiles(run: Run): readonly FileEvidence[] {
  return run.files.filter(({ path, type }) => type === 'socket' && path === pathOf(run));
}

/** As `ls -l` shows them. */
export function filesExhibit(files: readonly FileEvidence[]): Exhibit {
  return { kind: 'file', lines: files.map(({ path }) => `s ${path}`), marked: null };
}

/** The sockets that these processes have open, as `ls -l /proc/PID/fd` names them. */
export function socketsOf(processes: readonly ProcessState[]): readonly string[] {
  return processes
    .flatMap(({ descriptors }) => descriptors ?? [])
    .map(({ target }) => target)
    .filter((target) => target.startsWith('socket:'));
}

/** What the processes of the server called in a traced run, by these names. */
export function serverCalls(run: Run, ...names: readonly string[]): readonly Call[] {
  const family = familyOf(run, SERVER);
  const pids = family === null ? [] : [family.program, ...family.made].map(({ pid }) => pid);
  return (run.trace?.calls ?? []).filter((call) => pids.includes(call.pid) && names.includes(call.name));
}
