import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { readTrace, wasPlayed, type Call, type Schedule, type Trace } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import { HOME, Tracer, delaysOf, hostPidOf } from '../src/index.ts';
import { injectionOf } from '../src/schedules.ts';
import { TestLinux, until } from './support.ts';

interface Traced {
  readonly pid: number;
  readonly output: string;
  readonly log: string;
  readonly trace: Trace;
}

async function traced(
  schedule: Schedule,
  delay: number,
  name: string,
  ...args: readonly string[]
): Promise<Traced> {
  const linux = await TestLinux.start();
  const { sandbox } = linux;
  const terminal = await linux.openTerminal();
  const { pid, at } = await sandbox.run(terminal.index, [await linux.install(name), ...args], true);
  expect(linux.process(pid)).toMatchObject({ exe: expect.stringContaining('init'), tty: terminal.tty });
  const hostPid = hostPidOf(sandbox.hostPid, pid) ?? 0;
  const tracer = await Tracer.attach(sandbox, hostPid, { schedule, delay });
  await sandbox.release(terminal.index);
  await linux.ended(pid);
  await sandbox.stop();
  const log = await tracer.log();
  const origin = { roots: [{ hostPid, pid, startedAt: at }], epoch: 0, terminals: [`/dev/${terminal.tty}`] };
  return { pid, output: linux.output(terminal), log, trace: readTrace(log, origin) };
}

/** What the one strace that is at work has written, in a file without a name that is open in this process; null: none is. */
function logSoFar(): string | null {
  for (const number of readdirSync('/proc/self/fd')) {
    const path = `/proc/self/fd/${number}`;
    try {
      if (/\/(?:#\d+|proclab-strace-\S+) \(deleted\)$/.test(readlinkSync(path)))
        return readFileSync(path, 'latin1');
    } catch {
      // The descriptor with which the folder was read.
    }
  }
  return null;
}

describe('a traced program', () => {
  it('has all its calls in the log, from its execve to its end', async () => {
    const { pid, trace, output } = await traced('as-it-comes', 0, 'fork-order');
    expect(output).toMatch(/^(?:cp|pc)$/);
    expect(trace.processes).toHaveLength(2);
    expect(trace.processes[0]).toMatchObject({
      pid,
      parent: null,
      execs: [{ path: `${HOME}/fork-order` }],
      printed: 'p',
      ended: { status: { kind: 'exited', code: 0 } },
    });
    expect(trace.processes[1]).toMatchObject({
      parent: pid,
      bornBy: 'fork',
      printed: 'c',
      reaped: { by: 'parent' },
    });
  });

  it('has the environments of its programs in the log', async () => {
    const { trace } = await traced('as-it-comes', 0, 'fork-order');
    const env = trace.processes[0]?.execs[0]?.env ?? 'null';
    expect(JSON.parse(env)).toContain(`HOME=${HOME}`);
  });

  it('sees nothing of it', async () => {
    const { output } = await traced('as-it-comes', 0, 'look-for-tracer');
    const [tracer, ...names] = output.trim().split('\n');
    expect(tracer).toMatch(/^TracerPid:\s*0$/);
    expect(names).toEqual(['init', 'sh', 'look-for-tracer']);
  });

  it('has its end in the log once its tracer has caught up', async () => {
    for (let round = 0; round < 20; round++) {
      const linux = await TestLinux.start();
      const { sandbox } = linux;
      const terminal = await linux.openTerminal();
      const { pid } = await sandbox.run(terminal.index, [await linux.install('end-together')], true);
      const hostPid = hostPidOf(sandbox.hostPid, pid) ?? 0;
      const tracer = await Tracer.attach(sandbox, hostPid, { schedule: 'as-it-comes', delay: 0 });
      const logThen = new Promise<string | null>((resolve) => {
        sandbox.listen((event) => {
          if (event.type !== 'ended') return;
          while (!tracer.hasCaughtUp);
          resolve(logSoFar());
        });
      });
      await sandbox.release(terminal.index);
      const log = await logThen;
      await sandbox.stop();
      // Or the next round finds this one's file, which is open until strace has ended.
      const whole = await tracer.log();
      expect(log ?? whole).toMatch(new RegExp(`^${hostPid} +[0-9.]+ \\+\\+\\+ exited`, 'm'));
    }
  });

  it('is followed when it leaves a child behind at once, eight at a time', async () => {
    const leave = async () => {
      const linux = await TestLinux.start();
      const { sandbox, events } = linux;
      const terminal = await linux.openTerminal();
      const { pid } = await sandbox.run(terminal.index, [await linux.install('leave-child')], true);
      const hostPid = hostPidOf(sandbox.hostPid, pid) ?? 0;
      const tracer = await Tracer.attach(sandbox, hostPid, { schedule: 'as-it-comes', delay: 0 });
      await sandbox.release(terminal.index);
      await until('the end of the child', () => events.some(({ type }) => type === 'orphan-reaped'));
      await sandbox.stop();
      return await tracer.log();
    };
    for (let round = 0; round < 5; round++) {
      const logs = await Promise.all(Array.from({ length: 8 }, leave));
      for (const log of logs) expect(log).toContain('setsid(');
    }
  });

  it('is told apart from one that is gone', async () => {
    const linux = await TestLinux.start();
    const tracing = { schedule: 'as-it-comes', delay: 0 } as const;
    await expect(Tracer.attach(linux.sandbox, 2 ** 22 + 1, tracing)).rejects.toThrow('TRACE_ATTACH');
    expect(hostPidOf(linux.sandbox.hostPid, 4242)).toBeNull();
  });

  it('never starts when its shell ends while it is held', async () => {
    const linux = await TestLinux.start();
    const terminal = await linux.openTerminal();
    const path = await linux.install('wait-here');
    const { pid } = await linux.sandbox.run(terminal.index, [path], true);
    await linux.sandbox.signal(terminal.shell, 9);
    await until('the end of the held program', () => linux.process(pid) === undefined);
    expect(linux.output(terminal)).toBe('');
  });
});

describe('a schedule', () => {
  const ROUNDS = 20;
  const first = (trace: Trace, pid: number | undefined, name: string): Call | undefined =>
    trace.calls.find((call) => call.pid === pid && call.name === name);

  /** Plays a schedule with longer and longer delays until the trace says that it was played; the order is then sure. */
  async function played(schedule: Schedule, dawdler: string, output: string): Promise<Traced> {
    for (const delay of delaysOf(schedule)) {
      const seen = await traced(schedule, delay, 'fork-order', dawdler);
      if (!wasPlayed(schedule, seen.trace, () => 0, delay)) continue;
      expect(seen.output).toBe(output);
      return seen;
    }
    throw new Error(`${schedule} was never played`);
  }

  it(`slow-child: the parent waits before its child writes, ${ROUNDS} of ${ROUNDS}`, async () => {
    // The parent dawdles, so that as it comes the child is first.
    await until('the child is first', async () => {
      const { output } = await traced('as-it-comes', 0, 'fork-order', 'parent');
      return output === 'cp';
    });
    for (let round = 0; round < ROUNDS; round++) {
      const { trace } = await played('slow-child', 'parent', 'pc');
      const [parent, child] = trace.processes;
      const wait = first(trace, parent?.pid, 'wait4');
      expect(wait?.at).toBeLessThan(first(trace, child?.pid, 'write')?.at ?? 0);
    }
  });

  it(`slow-parent: the child writes before its parent does, ${ROUNDS} of ${ROUNDS}`, async () => {
    await until('the parent is first', async () => {
      const { output } = await traced('as-it-comes', 0, 'fork-order', 'child');
      return output === 'pc';
    });
    for (let round = 0; round < ROUNDS; round++) {
      const { trace } = await played('slow-parent', 'child', 'cp');
      const [parent, child] = trace.processes;
      const write = first(trace, child?.pid, 'write');
      expect(write?.at).toBeLessThan(first(trace, parent?.pid, 'write')?.at ?? 0);
    }
  });

  it.each(['slow-parent', 'slow-child'] as const)(
    '%s is played with longer and longer delays, none endless',
    (schedule) => {
      const delays = delaysOf(schedule);
      expect(delays).toEqual(delays.toSorted((a, b) => a - b));
      expect(new Set(delays).size).toBe(delays.length);
      expect(delays.at(-1)).toBeLessThanOrEqual(3000);
    },
  );

  it('slows nothing down where nothing is to be slow', () => {
    expect(injectionOf('natural', 20)).toEqual([]);
    expect(injectionOf('as-it-comes', 20)).toEqual([]);
    expect(injectionOf('slow-child', 20)).toEqual(['-e', 'inject=set_robust_list:delay_enter=20000:when=1']);
  });
});

describe('a log that is not whole is none', () => {
  it('when strace is ended from outside', async () => {
    const linux = await TestLinux.start();
    const terminal = await linux.openTerminal();
    const { pid } = await linux.sandbox.run(terminal.index, [await linux.install('wait-here')], true);
    const hostPid = hostPidOf(linux.sandbox.hostPid, pid) ?? 0;
    const tracer = await Tracer.attach(linux.sandbox, hostPid, { schedule: 'as-it-comes', delay: 0 });
    const strace = /^TracerPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${hostPid}/status`, 'utf8'))?.[1];
    process.kill(Number(strace), 'SIGKILL');
    await expect(tracer.log()).rejects.toThrow(
      'TRACE_LOST: strace was ended in the middle of its work (SIGKILL)',
    );
  });
});
