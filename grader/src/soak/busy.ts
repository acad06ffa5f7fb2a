import { spawn } from 'node:child_process';
import { cpus } from 'node:os';

/** Computes in slices; between two of them it hears that its standard input is at its end. */
const SPIN = `
const slice = () => {
  for (const end = performance.now() + 20; performance.now() < end; );
  setImmediate(slice);
};
process.stdin.on('end', () => process.exit()).resume();
slice();
`;

/**
 * Keeps every CPU busy with so many processes. Each has a session of its own, as every terminal of a sandbox has: where the
 * kernel shares out the CPUs by session (autogroups, sched(7)), one session of many threads would be no more than one
 * competitor. None of them outlives this process, however it ends: their standard input is a pipe from it.
 *
 * @returns ends them
 */
export function keepBusy(perCpu: number): () => Promise<void> {
  const ends = Array.from({ length: perCpu * cpus().length }, () => {
    const spinning = spawn(process.execPath, ['-e', SPIN], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = new Promise((resolve) => spinning.once('exit', resolve));
    return () => {
      spinning.kill('SIGKILL');
      return ended;
    };
  });
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}
