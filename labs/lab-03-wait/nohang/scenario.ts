import { type Now, type ProcessState, type Stage, untilAllEnded } from '@proclab/lab-kit';
import { livingChildren } from '../waits/living-children.ts';

export const CHILDREN = 3;
/** So often something new must have appeared on the terminal before a child is ended. */
const REPORTS_AWAITED = 5;

/**
 * The program is left alone until it has reported several times (`looking`); then its children are ended, the last one
 * made first (`first-gone`), the others together (`after`).
 */
export async function oneAfterTheOther(stage: Stage): Promise<void> {
  const program = await stage.terminal.run('./nohang');
  let children: readonly ProcessState[] = [];
  const several = reports((now) => {
    children = livingChildren(now.processes, program.pid);
    return children.length >= CHILDREN;
  });
  await stage.moment(
    'looking',
    {
      zh: '三个子进程都在，终端上出现了 5 次新内容',
      en: 'three children are there, and five times something new has appeared on the terminal',
    },
    several,
    { within: '10s' },
  );
  const [first, ...others] = children.toReversed();
  if (first !== undefined) {
    await stage.signal(first.pid, 'SIGTERM');
    await stage.moment(
      'first-gone',
      { zh: '第一个收到 SIGTERM 的子进程被回收', en: 'the first child to get SIGTERM has been reaped' },
      (now) => now.processes.every(({ pid }) => pid !== first.pid),
      { within: '5s' },
    );
  }
  for (const { pid } of others) await stage.signal(pid, 'SIGTERM');
  await untilAllEnded(stage, program);
}

/** A condition: as long as some other holds, something new has been shown often enough. */
function reports(meanwhile: (now: Now) => boolean): (now: Now) => boolean {
  let shown: number | null = null;
  let times = 0;
  return (now) => {
    if (!meanwhile(now)) return false;
    if (shown !== null && now.output.length > shown) times++;
    shown = now.output.length;
    return times >= REPORTS_AWAITED;
  };
}
