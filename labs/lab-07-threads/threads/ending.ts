import {
  atMoment,
  type Call,
  type Check,
  endOfAll,
  fail,
  programThreads,
  type ThreadLife,
  THREADLESS,
  type Threads,
} from '@proclab/lab-kit';

/**
 * A judge of natural runs: at the moment `after` the prompt was back and no process was left. It fails where no thread was
 * ever made, which the traced runs tell.
 */
export const threadsEnded: Check['judge'] = atMoment('after', (moment, run, evidence) =>
  evidence.runs.some((each) => (programThreads(each)?.others.length ?? 0) > 0)
    ? endOfAll(moment, run)
    : fail(THREADLESS, { moment }),
);

/** pthread_cancel(3) installs glibc's handler of its own signal, the first of the real-time ones, nptl(7). */
export function cancellation({ main, others }: Pick<Threads, 'main' | 'others'>): Call | undefined {
  return [main, ...others]
    .flatMap(({ calls }) => calls)
    .find(({ name, args }) => name === 'rt_sigaction' && /^SIGRTMIN,|^SIGRT_0,|^32,/.test(args));
}

/** The first pthread_exit(3) of a process, or its first cancellation, makes glibc load what unwinds stacks. */
export function loadsUnwinder({ calls }: ThreadLife): Call | undefined {
  return calls.find(
    ({ name, args, error }) => name === 'openat' && error === null && args.includes('/libgcc_s.so'),
  );
}
