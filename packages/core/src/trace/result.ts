export interface CallResult {
  readonly result: number | null;
  readonly error: string | null;
  /** Pid outside the sandbox, when the result is a process that could be looked up. */
  readonly hostPid: number | null;
  /** The kernel's own reason to leave the call, such as `ERESTARTSYS`, which no program gets to see. */
  readonly restart: string | null;
  /** Seconds inside the call, with `strace -T`. */
  readonly took: number | null;
}

const RESULT = /^ *= (?:(0x[0-9a-f]+|-?\d+)|\?)(.*)$/;
const PID_COMMENT = /^ \/\* (\d+) in strace's PID NS \*\//;
const ERROR = /^ (E[A-Z0-9]+)\b/;
const RESTART = /^ (ERESTART\w+)/;
const TOOK = / <(\d+\.\d+)>$/;

/** Reads what strace prints behind the arguments, from `=` on; null when it is no result. */
export function parseResult(text: string): CallResult | null {
  const match = RESULT.exec(text);
  if (!match) return null;
  const tail = match[2]!;
  const result = match[1] === undefined ? null : Number(match[1]);
  const hostPid = PID_COMMENT.exec(tail);
  const took = TOOK.exec(tail);
  return {
    result,
    error: result === -1 ? (ERROR.exec(tail)?.[1] ?? null) : null,
    hostPid: hostPid ? Number(hostPid[1]) : null,
    restart: result === null ? (RESTART.exec(tail)?.[1] ?? null) : null,
    took: took ? Number(took[1]) : null,
  };
}
