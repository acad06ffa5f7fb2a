import {
  linesWrittenTo,
  type Receipt,
  receiptsOf,
  type Run,
  type Text,
  type WrittenLine,
} from '@proclab/lab-kit';
import { LOG } from './scenario.ts';

/** Every SIGALRM that a process of a traced run got. */
export function alarmsIn(run: Run): readonly Receipt[] {
  return receiptsOf(run, 'SIGALRM');
}

/** The process that is woken: the one with the first alarm; null if no SIGALRM came. */
export function wokenBy(alarms: readonly Receipt[]): number | null {
  return alarms[0]?.pid ?? null;
}

export function logLines(run: Run): readonly WrittenLine[] {
  return linesWrittenTo(run, LOG).filter(({ text }) => text.trim() !== '');
}

export const NO_ALARM: Text = {
  zh: '没有一个 SIGALRM 到达程序的处理函数，也没有被它取走',
  en: 'no SIGALRM reached a handler of the program, nor was one fetched by it',
};
