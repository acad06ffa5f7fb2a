import {
  atMoment,
  type Call,
  type Check,
  endOfAll,
  fail,
  programThreads,
  type ThreadLife,
  THREADLESS,
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

/** The first pthread_exit(3) of a process, or its first cancellation, makes glibc load what unwinds stacks. */
export function loadsUnwinder({ calls }: ThreadLife): Call | undefined {
  return calls.find(
    ({ name, args, error }) => name === 'openat' && error === null && args.includes('/libgcc_s.so'),
  );
}
