import {
  type Check,
  type Finding,
  type Moment,
  momentOf,
  notChecked,
  type ProgramRun,
  type Run,
} from '@proclab/lab-kit';
import { READER } from './scenario.ts';

/** A judge that asks only if the reader has shown the first message; `sees-stored` says why when it has not. */
export function onceSeen(judge: (run: Run, moment: Moment) => Finding): Check['judge'] {
  return (run) => {
    const moment = momentOf(run, 'seen-1');
    return moment?.reached === true ? judge(run, moment) : notChecked(NEVER_SEEN, { ms: run.duration });
  };
}

export const NEVER_SEEN = {
  zh: 'reader 一直没有显示消息，这一项无从看起',
  en: 'the reader never got as far as to show the message, so there was nothing of this to be seen',
};

/** The beginning of a message, for a line of a finding. */
export function quote(message: string): string {
  return message.length > MOST_QUOTED ? `“${message.slice(0, MOST_QUOTED)}…”` : `“${message}”`;
}

const MOST_QUOTED = 24;

export const NEVER_STORED = {
  zh: '运行提前中断，没有键入过消息',
  en: 'the run broke off before a message was typed',
};

export function readerOf(run: Run): ProgramRun | undefined {
  return run.programs.find(({ argv }) => argv[0] === READER);
}

/** All that the reader’s terminal has shown. */
export function shownByReader(run: Run): string {
  const reader = readerOf(run);
  const terminal = run.terminals.find(({ id }) => id === reader?.terminal);
  return (terminal?.output ?? []).map(({ text }) => text).join('');
}
