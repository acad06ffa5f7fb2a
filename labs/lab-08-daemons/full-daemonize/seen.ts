import {
  at,
  fail,
  type Finding,
  type Moment,
  momentOf,
  pass,
  type Run,
  type Selection,
  syslogExhibit,
  secondsWaited,
} from '@proclab/lab-kit';
import { pidIn } from '../shared/pid-file.ts';
import { PID_FILE } from './places.ts';

/** Functions by which a program takes signals. */
export const SIGNALS = ['sigwaitinfo', 'sigwait', 'signalfd', 'sigaction', 'signal', 'sigsuspend', 'pause'];
export const seeSyslog = 'journalctl -t full-daemonize -n 5   # or: tail /var/log/syslog';
/** The command that asks the daemon for its word. */
export const askForWord = 'kill -USR1 $(cat /run/full-daemonize.pid)';

/** The messages up to a moment. */
export function heardBy(run: Run, moment: Moment) {
  return run.syslog.filter((message) => message.at <= moment.at);
}

/** A finding: the moment was reached at which a message told this word. */
export function toldAt(run: Run, moment: Moment, word: string): Finding {
  const sight = { moment, exhibits: [syslogExhibit(heardBy(run, moment))] };
  return moment.reached
    ? pass({ zh: `它回答 ${word}`, en: `it answered ${word}` }, sight)
    : fail(
        {
          zh: `${secondsWaited(moment)} 秒内没有带 ${word} 的新消息`,
          en: `no new message with ${word} came in ${secondsWaited(moment)} s`,
        },
        sight,
      );
}

/**
 * The daemon at a moment: the process whose PID stands in the PID file, if it is alive; else whatever of the program has no
 * parent there.
 */
export function daemon(name: string): Selection {
  return {
    moment: name,
    pick: (moment, run) => {
      const written = pidIn(
        run.files.find(({ path, content }) => path === PID_FILE && content !== null)?.content ?? null,
      );
      const named = at(name)
        .everyone.pick(moment, run)
        .filter(({ pid }) => pid === written);
      return named.length > 0 ? named : at(name).heads.pick(moment, run);
    },
  };
}

export function pidsAt(run: Run, name: string): readonly number[] {
  const moment = momentOf(run, name);
  return moment === undefined
    ? []
    : daemon(name)
        .pick(moment, run)
        .map(({ pid }) => pid);
}
