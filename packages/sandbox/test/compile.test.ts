import { expect, it } from 'vitest';
import type { ProgramBuild } from '@proclab/core';
import { BUILD_LIMITS, compile, placeSources, type Compiled } from '../src/index.ts';
import { TestLinux } from './support.ts';

interface Built extends Compiled {
  readonly build: ProgramBuild;
}

/** Compiles `x.c` with this text, and whatever else is given. */
async function built(text: string, others: Readonly<Record<string, string>> = {}): Promise<Built> {
  const linux = await TestLinux.start(BUILD_LIMITS);
  const files = Object.entries({ 'x.c': text, ...others }).map(([path, each]) => ({ path, text: each }));
  await placeSources(linux.sandbox, files);
  const compiled = await compile(linux.sandbox, { name: 'x', sources: ['x.c'] });
  return { ...compiled, build: await compiled.report };
}

const GOOD = `#include <stdio.h>
#include <unistd.h>
#define TWICE(call) call; call
static void announce(void)
{
    printf("here\\n");
}
int main(void)
{
    announce();
    TWICE(fork());
    execlp("true", "true", NULL);
}
`;

it('gives the executable of a good program, who calls what and where, and what it imports', async () => {
  const { executable, limits, build } = await built(GOOD);
  expect(executable?.subarray(0, 4).toString('latin1')).toBe('\u007fELF');
  expect(limits).toEqual([]);
  expect(build).toMatchObject({ program: 'x', ended: { kind: 'exited', code: 0 }, log: '', diagnostics: [] });
  expect(build.command).toBe('gcc -g -Wall -Wextra -pthread -o x x.c');
  expect(build.imports).toEqual(['execlp', 'fork', 'puts']);
  expect(build.calls.map(({ caller, callee, file, line }) => `${caller} ${callee} ${file}:${line}`)).toEqual([
    'announce puts x.c:6',
    'main announce x.c:10',
    'main fork x.c:11',
    'main fork x.c:11',
    'main execlp x.c:12',
  ]);
});

it('gives an executable that runs', async () => {
  const { executable } = await built('int main(void) { return 42; }\n');
  const linux = await TestLinux.start();
  await linux.sandbox.write('/home/student/x', executable ?? '', 0o755);
  expect((await linux.run('/home/student/x')).status).toEqual({ kind: 'exited', code: 42 });
});

it('gives no executable but the faults and warnings of a bad one, in their place', async () => {
  const { executable, build } = await built('int main(void) {\n  int unused;\n  return nothing;\n}\n');
  expect(executable).toBeNull();
  expect(build.ended).toEqual({ kind: 'exited', code: 1 });
  expect(build.diagnostics).toMatchObject([
    { file: 'x.c', line: 3, column: 10, level: 'error' },
    { file: 'x.c', line: 3, column: 10, level: 'note' },
    { file: 'x.c', line: 2, column: 7, level: 'warning', option: '-Wunused-variable' },
  ]);
});

it('tells what the linker misses', async () => {
  const { executable, build } = await built('void missing(void);\nint main(void) {\n  missing();\n}\n');
  expect(executable).toBeNull();
  expect(build.diagnostics).toMatchObject([{ file: 'x.c', line: 3, level: 'error' }]);
});

it('compiles as many programs as a lab may have', async () => {
  const linux = await TestLinux.start(BUILD_LIMITS);
  const names = Array.from({ length: 12 }, (_, number) => `p${number}`);
  await placeSources(
    linux.sandbox,
    names.map((name, number) => ({ path: `${name}.c`, text: `int main(void) { return ${number}; }\n` })),
  );
  for (const name of names) {
    const { executable, report } = await compile(linux.sandbox, { name, sources: [`${name}.c`] });
    expect(executable).not.toBeNull();
    expect((await report).imports).toEqual([]);
  }
});

it('is told that a source is a folder', async () => {
  const linux = await TestLinux.start(BUILD_LIMITS);
  await linux.sandbox.write('/home/student/x.c/inside', '');
  const { executable, report, limits } = await compile(linux.sandbox, { name: 'x', sources: ['x.c'] });
  expect(executable).toBeNull();
  expect(limits).toEqual([]);
  // gcc says of a folder that there is no such file.
  expect((await report).log).toContain('x.c: No such file or directory');
  expect((await report).ended).toEqual({ kind: 'exited', code: 1 });
});

it('finds none of the host’s files to take in', async () => {
  const { executable, build } = await built(
    '__asm__(".incbin \\"/etc/shadow\\"");\nint main(void) { return 0; }\n',
  );
  expect(executable).toBeNull();
  expect(build.log).toContain('/etc/shadow');
  expect(build.diagnostics).toMatchObject([{ level: 'error' }]);
});

it('is a fault of the machine, not an error of the program, when the sandbox is ended from outside', async () => {
  const { sandbox } = await TestLinux.start(BUILD_LIMITS);
  await placeSources(sandbox, [{ path: 'x.c', text: GOOD }]);
  const compiling = compile(sandbox, { name: 'x', sources: ['x.c'] });
  process.kill(sandbox.hostPid, 'SIGKILL');
  await expect(compiling).rejects.toThrow('SANDBOX_LOST');
});
