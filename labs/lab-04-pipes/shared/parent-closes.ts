import {
  type Call,
  callsBy,
  descriptorsAt,
  descriptorsAtEnd,
  fail,
  type Family,
  type Finding,
  type OpenDescriptor,
  pass,
  type ProcessLife,
  type Run,
  tableExhibit,
} from '@proclab/lab-kit';

/** What a process still had open of some pipes when it had nothing left to do but wait. */
interface Kept {
  readonly descriptors: readonly OpenDescriptor[];
  /** The wait call; null when none could block, as it polled, or left it to a handler: then it is what it ended with. */
  readonly wait: Call | null;
}

/** A finding: when a program settled down to wait for its children, it had no end of these pipes open. */
export function parentHasClosed(run: Run, family: Family, pipes: readonly string[]): Finding {
  const { program } = family;
  const { pid } = program;
  const { descriptors, wait } = keptWhileWaiting(run, family, pipes);
  const when =
    wait === null ? { zh: '直到最后', en: 'to the last' } : { zh: '等待时', en: 'while it waited' };
  const ms = wait?.at ?? program.ended?.at;
  const [kept] = descriptors;
  if (kept === undefined)
    return pass(
      {
        zh: `父进程 PID ${pid} ${when.zh}没有管道的任何一端`,
        en: `the parent, PID ${pid}, had no end of a pipe open ${when.en}`,
      },
      { ms },
    );
  const fds = descriptors.map(({ fd }) => fd);
  return fail(
    {
      zh: `父进程 PID ${pid} ${when.zh}还打开着管道：描述符 ${fds.join('、')}`,
      en: `the parent, PID ${pid}, had a pipe open ${when.en}: descriptor${fds.length > 1 ? 's' : ''} ${fds.join(', ')}`,
    },
    { ms, exhibits: [tableExhibit(pid, descriptors)] },
  );
}

function keptWhileWaiting(run: Run, { program: { pid }, children }: Family, pipes: readonly string[]): Kept {
  const wait = callsBy(run, pid, 'wait4', 'waitid').findLast((call) => canBlock(call, children)) ?? null;
  const tables = wait === null ? descriptorsAtEnd(run) : descriptorsAt(run, wait);
  return { descriptors: (tables.get(pid) ?? []).filter(({ target }) => pipes.includes(target)), wait };
}

/**
 * Can this wait call block, wait(2)? One that fails with ECHILD has waited if SIGCHLD is ignored or a handler reaps, and
 * some child had yet to end when it began; one that only finds that no child is left has not.
 */
function canBlock({ args, error, at }: Call, children: readonly ProcessLife[]): boolean {
  if (args.includes('WNOHANG')) return false;
  return error !== 'ECHILD' || children.some((child) => child.bornAt <= at && goneAt(child) > at);
}

/** When a child had ended at the latest: the log may tell of its end only after it was reaped. */
function goneAt({ ended, reaped }: ProcessLife): number {
  return Math.min(ended?.at ?? Infinity, reaped?.call?.returnedAt ?? Infinity);
}
