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
  type Run,
  tableExhibit,
} from '@proclab/lab-kit';

/** What a process still had open of some pipes when it had nothing left to do but wait. */
interface Kept {
  readonly descriptors: readonly OpenDescriptor[];
  /** The wait call; null when it never blocked in one, but polled, or left it to a handler: then it is what it ended with. */
  readonly wait: Call | null;
}

/** A finding: when a program settled down to wait for its children, it had no end of these pipes open. */
export function parentHasClosed(run: Run, { program }: Family, pipes: readonly string[]): Finding {
  const { pid } = program;
  const { descriptors, wait } = keptWhileWaiting(run, pid, pipes);
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

function keptWhileWaiting(run: Run, pid: number, pipes: readonly string[]): Kept {
  const wait = callsBy(run, pid, 'wait4', 'waitid').findLast(({ args }) => !args.includes('WNOHANG')) ?? null;
  const tables = wait === null ? descriptorsAtEnd(run) : descriptorsAt(run, wait);
  return { descriptors: (tables.get(pid) ?? []).filter(({ target }) => pipes.includes(target)), wait };
}
