import { constants } from 'node:os';
import { basename } from 'node:path';
import { decodeWaitStatus, type LimitHit, type WaitStatus } from '@proclab/core';
import { HOME } from './bwrap.ts';
import type { SandboxEvent } from './event.ts';
import { lostFault, requestFault, SandboxError, toolFault } from './fault.ts';
import { limitText } from './limits.ts';
import type { Sandbox } from './sandbox.ts';

const { ENOENT } = constants.errno;
/** Wall-clock limit of one compiler run. */
const WITHIN_MS = 20_000;

/** What gcc says when one of the programs it starts has met a limit. */
const SAID_OF_LIMITS: readonly (readonly [LimitHit['limit'], RegExp])[] = [
  ['memory', /out of memory|virtual memory exhausted|Cannot allocate memory/],
  ['cpu-time', /CPU time limit exceeded/],
  ['file-size', /File size limit exceeded|File too large/],
];

export interface ToolRun {
  readonly output: string;
  readonly ended: WaitStatus | null;
  readonly limits: readonly LimitHit[];
}

/**
 * Runs gcc or one of its companions on a terminal of its own, until it ends or its time is over. Throws a SandboxError
 * when it cannot be started, or the sandbox is ended from outside.
 */
export async function runTool(
  sandbox: Sandbox,
  argv: readonly [path: string, ...args: string[]],
): Promise<ToolRun> {
  const terminal = await sandbox.openTerminal(0o022, HOME, true);
  const began = sandbox.readyAt;
  const limits: LimitHit[] = [];
  const output: Buffer[] = [];
  const hit = (limit: LimitHit['limit'], at: number) => {
    if (limits.some((known) => known.limit === limit)) return;
    limits.push({ limit, at: at - began, what: limitText(limit, sandbox.limits) });
  };

  const ended = await new Promise<WaitStatus | null>((resolve, reject) => {
    const finish = (status: WaitStatus | null | SandboxError) => {
      clearTimeout(timer);
      stopListening();
      if (status instanceof SandboxError) reject(status);
      else resolve(status);
    };
    const hear = (event: SandboxEvent) => {
      if (event.type === 'limit') hit(event.limit as LimitHit['limit'], event.at);
      else if (event.type === 'gone') finish(sandbox.lost ? lostFault(`run ${argv[0]}`) : null);
      else if (!('terminal' in event) || event.terminal !== terminal.index) return;
      else if (event.type === 'output') output.push(event.bytes);
      else if (event.type === 'exec-failed') finish(notStarted(argv[0], event.errno));
      else if (event.type === 'ended') finish(decodeWaitStatus(event.rawStatus));
      else if (event.type === 'shell-ended') finish(decodeWaitStatus(event.rawStatus));
    };
    const stopListening = sandbox.listen(hear);
    const timer = setTimeout(() => {
      hit('wall-time', began + WITHIN_MS);
      finish(null);
    }, WITHIN_MS);
    sandbox.run(terminal.index, argv).catch(reject);
  });
  // Frees the processes and the processor that it may still use; a shell that is gone needs no hang-up.
  sandbox.hangUp(terminal.index).catch(() => {});
  const text = Buffer.concat(output).toString().replaceAll('\r\n', '\n');
  for (const [limit, words] of SAID_OF_LIMITS) if (words.test(text)) hit(limit, began);
  return { output: text, ended, limits };
}

function notStarted(path: string, errno: number): SandboxError {
  return errno === ENOENT ? toolFault(basename(path)) : requestFault(`start ${path}`, errno);
}
