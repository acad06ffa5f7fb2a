import type { Text } from '@proclab/core';
import { $ } from 'zx';
import type { Section } from '../section.ts';
import { sideBySide } from '../side-by-side.ts';
import { quickEnvironment } from '../../quick-environment.ts';
import { CommandError, ROOT, timeOf } from '../timed.ts';

const ANEW: Text = { zh: '重新做', en: 'done anew' };

/** What turbo's cache saves of a build. */
export const buildCache: Section = cacheSection('npx turbo run build', ['npx', 'turbo', 'run', 'build'], 5);

/** What it saves of the whole test suite: both together take minutes. */
export const testCache: Section = { ...cacheSection('npm test', ['npm', 'test', '--'], 1), slow: true };

function cacheSection(name: string, command: readonly string[], mostRounds: number): Section {
  return {
    id: name.replaceAll(' ', '-'),
    title: { zh: `turbo 的缓存：${name}`, en: `Turbo's cache: ${name}` },
    rows: [
      { id: 'anew', name: ANEW },
      { id: 'cached', name: { zh: '用缓存', en: 'from the cache' } },
    ],
    mostRounds,
    takeRounds: (rounds, signal) =>
      sideBySide(
        [
          // --force does everything and leaves it in the cache.
          async () => ({ anew: await runTime([...command, '--force'], signal) }),
          async () => ({ cached: await runTime(command, signal) }),
        ],
        rounds,
        signal,
        'warm',
      ),
  };
}

async function runTime(command: readonly string[], signal: AbortSignal): Promise<number> {
  // In our process group, so that Ctrl-C in the terminal meets it too.
  const run = $({ cwd: ROOT, env: quickEnvironment(), quiet: true, nothrow: true, detached: false, signal });
  return timeOf(async () => {
    const { exitCode } = await run`${command}`;
    signal.throwIfAborted();
    if (exitCode !== 0) throw new CommandError(command.join(' '), String(exitCode));
  });
}
