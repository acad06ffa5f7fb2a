import type { Message } from './connection.ts';
import { wireFault } from './fault.ts';

/** What happens in a sandbox by itself. Times are CLOCK_MONOTONIC, ms. */
export type SandboxEvent =
  | { readonly type: 'output'; readonly terminal: number; readonly at: number; readonly bytes: Buffer }
  | {
      readonly type: 'ended' | 'stopped';
      readonly terminal: number;
      readonly pid: number;
      readonly rawStatus: number;
      readonly at: number;
    }
  | { readonly type: 'exec-failed'; readonly terminal: number; readonly errno: number; readonly at: number }
  | {
      readonly type: 'shell-ended';
      readonly terminal: number;
      readonly rawStatus: number;
      readonly at: number;
    }
  | { readonly type: 'orphan-reaped'; readonly pid: number; readonly rawStatus: number; readonly at: number }
  | { readonly type: 'syslog'; readonly pid: number; readonly at: number; readonly bytes: Buffer }
  | { readonly type: 'limit'; readonly limit: string; readonly at: number; readonly value: number }
  | { readonly type: 'gone' };

/** Reads a message of PID 1, as init.c sends it. */
export function readEvent({ type, fields }: Message): SandboxEvent {
  const number = () => fields.number();
  const ms = () => fields.number() / 1e6;
  switch (type) {
    case 'o':
      return { type: 'output', terminal: number(), at: ms(), bytes: Buffer.from(fields.rest()) };
    case 'e':
      return { type: 'ended', terminal: number(), pid: number(), rawStatus: number(), at: ms() };
    case 'z':
      return { type: 'stopped', terminal: number(), pid: number(), rawStatus: number(), at: ms() };
    case 'f': {
      const [terminal, , errno] = [number(), number(), number()];
      return { type: 'exec-failed', terminal, errno, at: ms() };
    }
    case 'x': {
      const [terminal, , rawStatus] = [number(), number(), number()];
      return { type: 'shell-ended', terminal, rawStatus, at: ms() };
    }
    case 'p': {
      const [, pid, rawStatus] = [number(), number(), number()];
      return { type: 'orphan-reaped', pid, rawStatus, at: ms() };
    }
    case 's':
      return { type: 'syslog', at: ms(), pid: number(), bytes: Buffer.from(fields.rest()) };
    case 'l':
      return { type: 'limit', at: ms(), value: number(), limit: fields.rest().toString() };
    default:
      throw wireFault(type);
  }
}
