import {
  type Check,
  fail,
  type Finding,
  ofThreads,
  type Run,
  type Text,
  type Threads,
} from '@proclab/lab-kit';
import { type Draw, drawsOf, type Order, orderOf } from './draws.ts';

/** What the checks look at: the threads, what they drew, and what they were asked for. */
export interface Scene {
  readonly threads: Threads;
  readonly draws: readonly Draw[];
  readonly order: Order;
}

/** A judge of runs in which threads drew tickets; where none did, there was nothing right to be seen. */
export function ofDraws(judge: (scene: Scene, run: Run) => Finding): Check['judge'] {
  return ofThreads((threads, run) => {
    const draws = drawsOf(threads);
    return draws.length > 0
      ? judge({ threads, draws, order: orderOf(run) }, run)
      : fail(NO_DRAWS, { ms: run.duration, exhibits: threads.exhibits });
  });
}

const NO_DRAWS: Text = {
  zh: '主线程之外，没有线程打印过“号数、号码”这样的行',
  en: 'no thread besides main printed a line with its number and a ticket',
};
