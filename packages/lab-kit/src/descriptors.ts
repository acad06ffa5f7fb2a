import {
  type Check,
  type Descriptor,
  type Exhibit,
  fail,
  notChecked,
  pass,
  type ProcessState,
} from '@proclab/core';
import { ofProcesses, type Selection } from './moments.ts';

/** Terminal devices by their names: pts(4), tty(4), ttyS(4), console(4). */
const TERMINAL = /^\/dev\/(pts\/\d+|tty\w*|console)( \(deleted\))?$/;

/**
 * Those descriptors that are open on a terminal. Having no controlling terminal says nothing about
 * them: setsid(2) closes none.
 */
export function onTerminal(descriptors: readonly Descriptor[]): readonly Descriptor[] {
  return descriptors.filter((descriptor) => TERMINAL.test(descriptor.target));
}

export interface DescriptorCheck extends Omit<Check, 'judge' | 'on'> {
  readonly who: Selection;
}

/** A check that none of the selected processes has a descriptor open on a terminal. */
export function holdsNoTerminal({ who, ...check }: DescriptorCheck): Check {
  return {
    ...check,
    on: 'natural',
    judge: ofProcesses(who, (processes, moment) => {
      const holder = processes.find((process) => onTerminal(process.descriptors ?? []).length > 0);
      const unread = processes.find((process) => process.descriptors === null);
      if (holder === undefined && unread !== undefined) return notChecked(unreadable(unread), { moment });
      if (holder === undefined)
        return pass(nothingHeldBy(processes), {
          moment,
          exhibits: processes.map((one) => list(one, one.descriptors ?? [])),
        });
      const held = onTerminal(holder.descriptors ?? []);
      return fail(heldBy(holder, held), { moment, exhibits: [list(holder, held)] });
    }),
  };
}

function heldBy({ pid }: ProcessState, held: readonly Descriptor[]) {
  const fds = held.map(({ fd }) => fd);
  return {
    zh: `PID ${pid} 的描述符 ${fds.join('、')} 仍连着终端 ${held[0]?.target}`,
    en: `PID ${pid}: descriptor${fds.length > 1 ? 's' : ''} ${fds.join(', ')} still on the terminal ${held[0]?.target}`,
  };
}

function unreadable({ pid }: ProcessState) {
  return { zh: `读不到 PID ${pid} 的描述符`, en: `PID ${pid}: its descriptors could not be read` };
}

function nothingHeldBy(processes: readonly ProcessState[]) {
  const pids = processes.map(({ pid }) => pid);
  return {
    zh: `PID ${pids.join('、')} 没有描述符连着终端`,
    en: `PID ${pids.join(', ')}: no descriptor on a terminal`,
  };
}

/** As `ls -l /proc/PID/fd` ends its lines. */
function list({ pid }: ProcessState, descriptors: readonly Descriptor[]): Exhibit {
  return {
    kind: 'descriptors',
    lines: descriptors.map(({ fd, target }) => `/proc/${pid}/fd/${fd} -> ${target}`),
    marked: null,
  };
}
