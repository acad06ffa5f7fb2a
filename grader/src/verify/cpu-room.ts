import { cpus, type CpuInfo } from 'node:os';

/** A machine has room for more when this share of its CPU time was idle. */
const IDLE_SHARE = 0.2;
/** What was started last has to show what it needs before more is started, ms. */
const SPAN = 300;

/**
 * Tells whether this machine has room for more work, other people's work included. Programs under test mostly wait or
 * mostly compute, and how many of them can be looked at side by side without one being starved depends on which.
 */
export function watchForRoom(): () => boolean {
  let since = performance.now();
  let before = cpus();
  return () => {
    if (performance.now() - since < SPAN) return false;
    const now = cpus();
    const share = idleShare(before, now);
    since = performance.now();
    before = now;
    return share >= IDLE_SHARE;
  };
}

/** The part of the CPU time between two looks in which nothing ran, from 0 to 1. */
export function idleShare(before: readonly CpuTimes[], after: readonly CpuTimes[]): number {
  const idle = sum(after, ['idle']) - sum(before, ['idle']);
  const all = sum(after, ALL) - sum(before, ALL);
  return all > 0 ? idle / all : 0;
}

type CpuTimes = Pick<CpuInfo, 'times'>;
const ALL = ['user', 'nice', 'sys', 'idle', 'irq'] as const;

function sum(looks: readonly CpuTimes[], kinds: readonly (typeof ALL)[number][]): number {
  return looks.reduce((total, { times }) => total + kinds.reduce((part, kind) => part + times[kind], 0), 0);
}
