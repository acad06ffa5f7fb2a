import { type Scenario, untilAllEnded } from '@proclab/lab-kit';
import { waitsForRoom } from './story.ts';

/** Starts the program, waits until a process of it sleeps in a write to a full pipe, and presses Enter. */
export function enterWhenFull(...args: string[]): Scenario {
  return async (stage) => {
    const program = await stage.terminal.run('./nonblocking', ...args);
    await stage.moment(
      'full',
      {
        zh: '有一个进程睡在 write 里，等管道有空位',
        en: 'a process sleeps in write and waits for room in the pipe',
      },
      ({ processes }) => processes.length > 1 && processes.some(waitsForRoom),
      { within: '10s' },
    );
    await stage.terminal.type('\n');
    await untilAllEnded(stage, program);
  };
}
