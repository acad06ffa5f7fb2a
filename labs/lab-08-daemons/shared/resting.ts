import {
  fail,
  type Finding,
  type Moment,
  pass,
  type ProcessState,
  psExhibit,
  secondsWaited,
  type Stage,
  steady,
} from '@proclab/lab-kit';

/** So often in a row nobody may be seen running; whoever waits in a loop is seen so every time. */
const LOOKS = 3;

/** The moment at which a daemon with nothing to do is expected to sleep. */
export const RESTING = 'resting';

/** Waits for that moment. */
export async function untilResting(stage: Stage): Promise<void> {
  await stage.moment(
    RESTING,
    { zh: '没有事可做，它在睡', en: 'there is nothing to do, and it sleeps' },
    steady(({ processes }) => (processes.some(({ state }) => state === 'R') ? null : 'asleep'), LOOKS),
    { within: '5s' },
  );
}

/** A finding: at that moment these processes slept. */
export function asleep(processes: readonly ProcessState[], moment: Moment): Finding {
  const pids = processes.map(({ pid }) => pid);
  const sight = { moment, exhibits: [psExhibit(moment, pids, 'stat')] };
  return moment.reached
    ? pass({ zh: `PID ${pids.join('、')} 在睡`, en: `PID ${pids.join(', ')} slept` }, sight)
    : fail(
        {
          zh: `等了 ${secondsWaited(moment)} 秒，PID ${pids.join('、')} 一直在运行`,
          en: `in ${secondsWaited(moment)} s PID ${pids.join(', ')} never stopped running`,
        },
        sight,
      );
}
