import { atMoment, type Check, endOfAll, fail, programThreads, THREADLESS } from '@proclab/lab-kit';

/**
 * A judge of natural runs: at the moment `after` the prompt was back and no process was left. It fails where no thread was
 * ever made, which the traced runs tell.
 */
export const threadsEnded: Check['judge'] = atMoment('after', (moment, run, evidence) =>
  evidence.runs.some((each) => (programThreads(each)?.others.length ?? 0) > 0)
    ? endOfAll(moment, run)
    : fail(THREADLESS, { moment }),
);
