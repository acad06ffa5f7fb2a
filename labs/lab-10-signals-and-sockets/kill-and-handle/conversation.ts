import {
  type Call,
  type Exhibit,
  familyOf,
  type ProcessLife,
  receiptsOf,
  type Run,
  sendsOf,
  type Text,
} from '@proclab/lab-kit';

export const PING = 'SIGUSR1';
export const PONG = 'SIGUSR2';

/** Someone sent one of the two signals to the other, or got it. */
export interface Step {
  readonly what: 'sent' | 'received';
  readonly signal: string;
  /** Who sent it, or who got it. */
  readonly pid: number;
  readonly tid: number;
  readonly at: number;
  /** kill(2), or the call that fetched the signal; null where a handler was called. */
  readonly call: Call | null;
}

/** All that went back and forth between a program and its child. */
export interface Conversation {
  readonly parent: ProcessLife;
  /** The first, if there are several. */
  readonly child: ProcessLife;
  /** How many rounds were asked for. */
  readonly wanted: number;
  /** In the order of time: nobody can get a signal before it was sent. */
  readonly steps: readonly Step[];
  /** How many of these, from the first on, are as they should be; four make a round. */
  readonly right: number;
}

/** The conversation of a traced run; null when the program made no child. */
export function conversationOf(run: Run): Conversation | null {
  const family = familyOf(run);
  if (family === null) throw new Error(`run ${run.id} has no trace of a program`);
  const { program: parent, children } = family;
  const [child] = children;
  if (child === undefined) return null;
  const steps = [
    ...sent(run, parent.pid, child.pid, PING),
    ...received(run, child.pid, PING),
    ...sent(run, child.pid, parent.pid, PONG),
    ...received(run, parent.pid, PONG),
  ].toSorted((one, other) => one.at - other.at);
  const wrong = steps.findIndex((step, index) => !isExpected(step, index, parent.pid));
  const right = wrong < 0 ? steps.length : wrong;
  return { parent, child, wanted: Number(run.programs[0]?.argv[1]), steps, right };
}

function sent(run: Run, from: number, to: number, signal: string): Step[] {
  return sendsOf(run, from, to, signal).map((call) => {
    const { pid, tid, at } = call;
    return { what: 'sent', signal, pid, tid, at, call };
  });
}

function received(run: Run, pid: number, signal: string): Step[] {
  return receiptsOf(run, signal)
    .filter((receipt) => receipt.pid === pid)
    .map(({ tid, at, call }) => ({ what: 'received', signal, pid, tid, at, call }));
}

/** A round: the parent sends, the child receives, the child sends, the parent receives. */
function isExpected({ what, signal, pid }: Step, index: number, parent: number): boolean {
  const place = index % 4;
  return (
    what === (place % 2 === 0 ? 'sent' : 'received') &&
    signal === (place < 2 ? PING : PONG) &&
    (pid === parent) === (place === 0 || place === 3)
  );
}

/** The last steps of a conversation up to one of them, as a table. */
export function stepsExhibit({ parent, child, steps }: Conversation, upTo = steps.length): Exhibit {
  const name = (pid: number) => `${pid === parent.pid ? 'parent' : 'child '} ${pid}`;
  const other = (pid: number) => (pid === parent.pid ? child.pid : parent.pid);
  return {
    kind: 'call',
    lines: steps.slice(Math.max(0, upTo - 8), upTo).map(({ at, pid, what, signal }) => {
      const done = what === 'sent' ? `kill(${other(pid)}, ${signal})` : `--- ${signal} ---`;
      return `${at.toFixed(1).padStart(8)} ms  ${name(pid)}  ${done}`;
    }),
    marked: null,
  };
}

/** Why nothing went from the parent to its child. */
export function whyNothingSent(run: Run, { parent }: Conversation): Text {
  // kill(2): 0 is whoever is in the group of the sender
  return sendsOf(run, parent.pid, 0, PING).length > 0
    ? {
        zh: '父进程把 SIGUSR1 发给了整个进程组，连它自己在内，而不是只发给子进程',
        en: 'the parent sent SIGUSR1 to its whole process group, itself included, and not to its child alone',
      }
    : { zh: '父进程没有向子进程发出 SIGUSR1', en: 'the parent sent no SIGUSR1 to its child' };
}
