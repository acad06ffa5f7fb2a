import { describe, expect, it } from 'vitest';
import { BUILD_LIMITS, compile, placeSources } from '../src/index.ts';
import { TestLinux } from './support.ts';

async function explode(text: string) {
  const linux = await TestLinux.start(BUILD_LIMITS);
  await placeSources(linux.sandbox, [{ path: 'x.c', text }]);
  const { executable, limits, report } = await compile(linux.sandbox, { name: 'x', sources: ['x.c'] });
  const build = await report;
  expect(await linux.sandbox.list()).not.toEqual([]);
  await linux.sandbox.stop();
  return { executable, limits: limits.map(({ limit }) => limit), build };
}

/** The bombs themselves stand in hostile/. */
describe('a source that asks too much of the compiler is contained, and the limit is named:', () => {
  it('a million lines of errors', async () => {
    const { executable, limits, build } = await explode('int f(void) { return y; }\n'.repeat(200_000));
    expect(executable).toBeNull();
    expect(limits).toContain('output');
    expect(build.log.length).toBeLessThan(BUILD_LIMITS.output + 65_536);
  });

  it('a device that never answers', async () => {
    const { executable, limits, build } = await explode(
      '#include "/dev/ptmx"\nint main(void) { return 0; }\n',
    );
    expect(executable).toBeNull();
    expect(limits).toEqual(['wall-time']);
    expect(build.ended).toBeNull();
  });
});

describe('a source that waits for somebody to type', () => {
  it.each(['/dev/stdin', '/dev/tty', '/proc/self/fd/0'])('finds that %s is empty', async (path) => {
    const { executable, limits } = await explode(
      `#include "${path}"\n#include "${path}"\nint main(void) { return 0; }\n`,
    );
    expect(executable).not.toBeNull();
    expect(limits).toEqual([]);
  });
});

describe('a source that is only wrong', () => {
  it('includes itself', async () => {
    const { executable, limits, build } = await explode('#include __FILE__\n');
    expect(executable).toBeNull();
    expect(limits).toEqual([]);
    expect(build.diagnostics[0]?.message).toContain('nested depth');
  });
});
