import { stateOf } from './read-processes.ts';
import { readText } from './read-text.ts';

const MOST_LOOKS = 500;
/** Once may be the moment in which it falls asleep. */
const LOOKS_ASLEEP = 5;

/**
 * Does the kernel tell in which of its functions a process sleeps? Where it does not, /proc/PID/wchan is `0`, as it is
 * of a process that runs: proc_pid_wchan(5).
 *
 * @param hostPid of a process that sleeps, or will at once
 */
export function tellsWaits(hostPid: number): boolean {
  let asleep = 0;
  for (let look = 0; look < MOST_LOOKS && asleep < LOOKS_ASLEEP; look++) {
    if (readText(`/proc/${hostPid}/wchan`) !== '0') return true;
    if (stateOf(hostPid) === 'S') asleep += 1;
  }
  return asleep < LOOKS_ASLEEP;
}
