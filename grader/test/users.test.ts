import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '@proclab/core';
import { grade, installation, statuses } from './support.ts';

describe.runIf(process.getuid?.() === 0)('root and an ordinary user', () => {
  it.each([
    ['lab-01/siblings', ['--reference']],
    ['lab-01/siblings', ['--mutant', 'no-wait']],
    ['lab-01/siblings', ['--mutant', 'wnohang-sweep']],
    ['lab-08/ticker', ['--reference']],
    ['lab-08/ticker', ['--mutant', 'no-setsid']],
  ])('get the same verdict on %s %j', async (lab, args) => {
    const root = installation();
    chmodSync(root, 0o755);
    const [asRoot, asUser] = await Promise.all([
      grade([lab, ...args, '--json'], { root }),
      grade([lab, ...args, '--json'], { root, cwd: '/', uid: 1000, gid: 1000 }),
    ]);
    const [first, second] = [asRoot, asUser].map(({ stdout }) => JSON.parse(stdout) as Verdict);
    expect(first?.machine.root).toBe(true);
    expect(second?.machine.root).toBe(false);
    expect(statuses(second!)).toEqual(statuses(first!));
    expect(asUser.exitCode).toBe(asRoot.exitCode);
  });
});
