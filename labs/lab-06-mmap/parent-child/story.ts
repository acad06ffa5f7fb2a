import {
  birthCall,
  type Call,
  callsBy,
  callsExhibit,
  type Check,
  descriptorOf,
  type Exhibit,
  type Finding,
  ofFamily,
  type ProcessLife,
  type Run,
  terminalsOf,
  trafficFrom,
} from '@proclab/lab-kit';
import { LINE } from './scenario.ts';

/** What happened between a parent and its child in a traced run. */
export interface Story {
  readonly run: Run;
  readonly parent: ProcessLife;
  /** The child that printed the line, else the first one. */
  readonly child: ProcessLife;
  /** The call by which the parent made it. */
  readonly fork: Call | undefined;
  /** The call that gave the parent the first byte from its terminal. */
  readonly firstRead: Call | undefined;
  /** The call that gave it the last byte of the line. */
  readonly gotLine: Call | undefined;
  /** What the child wrote to its terminal, call by call. */
  readonly writes: readonly Call[];
}

/** A judge of a parent and its child. A program that makes no process fails. */
export function ofStory(judge: (story: Story) => Finding): Check['judge'] {
  return ofFamily(({ program: parent, children }, run) => {
    const child = children.find(({ printed }) => printed.includes(LINE)) ?? children[0]!;
    return judge({
      run,
      parent,
      child,
      fork: birthCall(run, child.pid),
      ...typedTo(run, parent.pid),
      writes: callsBy(run, child.pid, 'write', 'writev').filter((call) =>
        isTerminal(run, descriptorOf(call)?.target),
      ),
    });
  });
}

/** The line may come byte by byte, or with a line before it in one piece. */
function typedTo(run: Run, pid: number): Pick<Story, 'firstRead' | 'gotLine'> {
  const [traffic] = terminalsOf(run)
    .map((path) => trafficFrom(run, [pid], path))
    .filter(({ calls }) => calls.length > 0);
  if (traffic === undefined) return { firstRead: undefined, gotLine: undefined };
  const at = traffic.text.indexOf(LINE);
  let bytes = 0;
  const gotLine = traffic.calls.find(({ result }) => (bytes += result ?? 0) >= at + LINE.length);
  return { firstRead: traffic.calls[0], gotLine: at < 0 ? undefined : gotLine };
}

function isTerminal(run: Run, target: string | undefined): boolean {
  return target !== undefined && terminalsOf(run).includes(target);
}

/** When a call counts: a read has nothing to tell before it returns, if it does. */
export function timeOf({ name, at, returnedAt }: Call): number {
  return /^(p?read|recv)/.test(name) ? (returnedAt ?? at) : at;
}

/**
 * What the parent did after the fork and the child on its terminal, one after the other, with the ms that went by since
 * the first: the order in which it really happened. Where the parent got no line, its first call after the fork stands.
 */
export function interleavingExhibit({ run, parent, child, fork, gotLine, writes }: Story): Exhibit {
  const next = callsBy(run, parent.pid).find(({ at }) => at > (fork?.at ?? 0));
  // Of a child that printed nothing, what it did last.
  const byChild = writes.length > 0 ? writes.slice(0, 5) : callsBy(run, child.pid).slice(-1);
  const calls = [fork, ...byChild, gotLine ?? next]
    .filter((call) => call !== undefined)
    .toSorted((one, other) => timeOf(one) - timeOf(other));
  const began = calls[0] === undefined ? 0 : timeOf(calls[0]);
  const times = calls.map((call) => `${(timeOf(call) - began).toFixed(1)} ms`);
  const width = Math.max(...times.map(({ length }) => length));
  const exhibit = callsExhibit(calls);
  return {
    ...exhibit,
    lines: exhibit.lines.map((line, index) => `${(times[index] ?? '').padStart(width)}  ${line}`),
    marked: [0, width],
  };
}
