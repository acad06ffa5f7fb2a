import { expect, it } from 'vitest';
import { isWhole, type ProcessLife, type Trace } from '../../src/index.ts';
import { aLife, aTrace } from '../build-evidence.ts';

const EXITED = { kind: 'exited', code: 0 } as const;

function life(pid: number, endedAt: number | null): ProcessLife {
  return aLife(pid, { parent: 11, ended: endedAt === null ? null : { at: endedAt, status: EXITED } });
}

function trace(...processes: ProcessLife[]): Trace {
  return aTrace({ processes });
}

const orphan = { pid: 13, at: 20, status: EXITED };

it('is not whole when PID 1 has reaped an orphan that the trace leaves running', () => {
  expect(isWhole(trace(life(12, 5), life(13, null)), [orphan])).toBe(false);
});

it('is whole when every end that was seen is in it, and who ran on ran on', () => {
  expect(isWhole(trace(life(12, 5), life(13, 18)), [orphan])).toBe(true);
  expect(isWhole(trace(life(12, null), life(13, 18)), [orphan])).toBe(true);
  expect(isWhole(trace(), [])).toBe(true);
});
