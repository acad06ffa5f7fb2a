import { execFile } from 'node:child_process';
import { PS_ARGUMENTS, PS_COMMAND, comparePs, readPs, withoutPsItself, type ProcessState, type PsReading, type Text } from '@proclab/core';
import { psFault } from '../fault.ts';
import { sandboxUser } from '../user.ts';

/** A ps that was killed is tried again: a kill(-1) in passing must not blind the grader. */
const TRIES = 3;

/** What nsenter and ps say when a limit leaves them no process or no memory (EAGAIN, ENOMEM). */
const STARVED = /Resource temporarily unavailable|Cannot allocate memory/;

type PsRun = { readonly output: string } | { readonly trouble: Text };

/**
 * Runs the machine's ps inside the sandbox's PID and mount namespaces (nsenter(1)). It enters with all
 * capabilities of the user namespace, so that a submission can kill it, but neither trace it nor
 * write into its output.
 *
 * A submission that ends or starves it is named in `trouble`; where the machine itself cannot run it, a
 * SandboxError is thrown.
 *
 * @param look reads /proc from outside, before and after
 */
export async function runPs(hostPid: number, look: () => ProcessState[]): Promise<{ ps: PsReading; processes: ProcessState[] }> {
  const before = look();
  let run: PsRun = { trouble: { zh: '', en: '' } };
  for (let attempt = 0; attempt < TRIES && !('output' in run); attempt++) run = await psInside(hostPid);
  const after = look();
  if ('trouble' in run) {
    return { processes: after, ps: { command: PS_COMMAND, header: '', rows: [], disagreements: [], trouble: run.trouble } };
  }
  const { header, rows } = readPs(run.output);
  const others = withoutPsItself(rows);
  return {
    processes: after,
    ps: {
      command: PS_COMMAND,
      header,
      rows: others.map(({ pid, line }) => ({ pid, line })),
      disagreements: comparePs(before, others, after),
      trouble: null,
    },
  };
}

function psInside(hostPid: number): Promise<PsRun> {
  const enter = ['-t', String(hostPid), '-U', '--preserve-credentials', '-m', '-p', '--', 'ps', ...PS_ARGUMENTS, '-ww'];
  const options = {
    timeout: 5000,
    maxBuffer: 4 << 20,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    ...sandboxUser(),
  };
  return new Promise((resolve, reject) => {
    execFile('nsenter', enter, options, (error, output, said) => {
      if (!error) return resolve({ output });
      if (error.signal) return resolve({ trouble: killed(error.signal) });
      if (STARVED.test(said)) return resolve({ trouble: starved(said.trim()) });
      reject(psFault(said.trim() || error.message));
    });
  });
}

/** Inside a private PID namespace there is nobody else to do it. */
function killed(signal: string): Text {
  return {
    zh: `提交的程序在沙箱里用 ${signal} 终止了 ps。`,
    en: `A process of the submission ended ps with ${signal}.`,
  };
}

function starved(said: string): Text {
  return {
    zh: `ps 在沙箱里无法运行（${said}）。`,
    en: `ps could not run inside the sandbox (${said}).`,
  };
}
