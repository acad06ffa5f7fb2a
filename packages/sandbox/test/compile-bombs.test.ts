import { describe, expect, it } from 'vitest';
import { BUILD_LIMITS, compile, placeSources } from '../src/index.ts';
import { TestLinux } from './support.ts';

async function explode(text: string) {
  const linux = await TestLinux.start(BUILD_LIMITS);
  await placeSources(linux.sandbox, [{ path: 'x.c', text }]);
  const { executable, limits, report } = await compile(linux.sandbox, { name: 'x', sources: ['x.c'] });
  const build = await report;
  expect(await linux.sandbox.list()).not.toEqual([]);
  const began = performance.now();
  await linux.sandbox.stop();
  expect(performance.now() - began).toBeLessThan(2000);
  return { executable, limits: limits.map(({ limit }) => limit), build };
}

/** Each macro is the one before it, `factor` times. */
function macros(depth: number, factor: number): string {
  const lines = Array.from(
    { length: depth },
    (_, level) => `#define M${level + 1} ${`M${level} `.repeat(factor)}`,
  );
  return `#define M0 x\n${lines.join('\n')}\nint main(void) { int x; M${depth}; }\n`;
}

describe('a source that asks too much of the compiler is contained, and the limit is named:', () => {
  it('an endless include', async () => {
    const { executable, limits } = await explode('#include "/dev/zero"\nint main(void) { return 0; }\n');
    expect(executable).toBeNull();
    expect(limits).toContain('memory');
  });

  it('a macro bomb', async () => {
    const { executable, limits } = await explode(macros(9, 20));
    expect(executable).toBeNull();
    expect(limits.some((limit) => limit === 'memory' || limit === 'cpu-time')).toBe(true);
  }, 60_000);

  it('an initialiser of 4 GB', async () => {
    const { executable, limits } = await explode(
      'char all[1ul << 32] = { 1 };\nint main(void) { return 0; }\n',
    );
    expect(executable).toBeNull();
    expect(limits).toContain('file-size');
  });

  it('a million lines of errors', async () => {
    const { executable, limits, build } = await explode('int f(void) { return y; }\n'.repeat(200_000));
    expect(executable).toBeNull();
    expect(limits).toContain('output');
    expect(build.log.length).toBeLessThan(BUILD_LIMITS.output + 65_536);
  });

  it('a file that waits for somebody to type it', async () => {
    const { executable, limits, build } = await explode(
      '#include "/dev/stdin"\nint main(void) { return 0; }\n',
    );
    expect(executable).toBeNull();
    expect(limits).toEqual(['wall-time']);
    expect(build.ended).toBeNull();
  }, 60_000);
});

describe('a source that is only wrong', () => {
  it('includes itself', async () => {
    const { executable, limits, build } = await explode('#include __FILE__\n');
    expect(executable).toBeNull();
    expect(limits).toEqual([]);
    expect(build.diagnostics[0]?.message).toContain('nested depth');
  });
});
