import { arch } from 'node:os';
import { expect, it } from 'vitest';
import { TestLinux } from './support.ts';

it('no signal from inside reaches PID 1', async () => {
  const linux = await TestLinux.start();
  const { output } = await linux.run('seize-init');
  expect(output).toMatch(/\nover\n$/);
  expect(linux.sandbox.gone).toBe(false);
  expect((await linux.run('/usr/bin/true')).status).toEqual({ kind: 'exited', code: 0 });
});

it.runIf(arch() === 'x64')(
  'the 32-bit interface, which a filter by numbers would miss, ends its user',
  async () => {
    const linux = await TestLinux.start();
    const { output, status } = await linux.run('old-interface');
    expect(output).toBe('before\n');
    expect(status).toMatchObject({ kind: 'signaled', signal: 'SIGSYS' });
  },
);

it('what a program needs to be correct is not denied', async () => {
  const linux = await TestLinux.start();
  const nice = await linux.run('/usr/bin/nice', '-n', '5', '/usr/bin/true');
  const limit = await linux.run('/usr/bin/bash', '-c', 'ulimit -n 100 && ulimit -n');
  expect(nice).toMatchObject({ output: '', status: { kind: 'exited', code: 0 } });
  expect(limit.output).toBe('100\n');
});
