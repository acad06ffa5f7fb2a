import { type Check, fail, pass, type ProcessState, psExhibit } from '@proclab/core';
import { atMoment, isZombie, ofProcesses, type Selection, wholeTable } from './moments.ts';
import { secondsWaited } from './waited.ts';

/** The living processes that run an executable of this name, wherever it lies; whoever became another program does not. */
export function processesOf(processes: readonly ProcessState[], name: string): readonly ProcessState[] {
  return processes.filter(
    (process) =>
      process.role === 'submission' && process.exe?.split('/').at(-1) === name && !isZombie(process),
  );
}

/**
 * Of those, the ones that no other of them has made: the daemon. The job that the shell started leads its group, but not
 * its session, setpgid(2); it counts only while it is alone.
 */
export function daemonsOf(processes: readonly ProcessState[], name: string): readonly ProcessState[] {
  const everyone = processesOf(processes, name);
  const made = everyone.filter(({ pid, pgid, sid }) => pgid !== pid || sid === pid);
  const all = made.length > 0 ? made : everyone;
  return all.filter(({ ppid }) => all.every(({ pid }) => pid !== ppid));
}

/** The daemon at a moment, by the name of its executable; that tells it from everything else that init has started after a boot. */
export function daemonAt(moment: string, name: string): Selection {
  return { moment, pick: ({ processes }) => daemonsOf(processes, name) };
}

/** A judge: the moment `prompt`, at which the shell has its prompt back, was reached, and these worked on. */
export function promptBackWhile(who: Selection): Check['judge'] {
  return (run, evidence) =>
    atMoment('prompt', (prompt) => {
      if (!prompt.reached)
        return fail(
          {
            zh: `${secondsWaited(prompt)} 秒后提示符仍没有回来`,
            en: `after ${secondsWaited(prompt)} s the prompt was not back`,
          },
          { moment: prompt, exhibits: [wholeTable(prompt)] },
        );
      return ofProcesses(who, (processes, moment) => {
        const pids = processes.map(({ pid }) => pid);
        return pass(
          {
            zh: `提示符回来；PID ${pids.join('、')} 仍在工作`,
            en: `the prompt was back; PID ${pids.join(', ')} worked on`,
          },
          { moment, exhibits: [psExhibit(moment, pids, 'pid')] },
        );
      })(run, evidence);
    })(run, evidence);
}
