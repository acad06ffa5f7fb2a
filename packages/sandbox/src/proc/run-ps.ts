import { execFile } from 'node:child_process';
import {
  PS_ARGUMENTS,
  PS_COMMAND,
  comparePs,
  readPs,
  withoutPsItself,
  type ProcessState,
  type PsReading,
  type Text,
} from '@proclab/core';
import { psFault } from '../fault.ts';
import { sandboxUser } from '../user.ts';

/** A ps that was killed is tried again: a kill(-1) in passing must not blind the grader. */
const TRIES = 3;

/** How long ps may take. */
const PATIENCE_MS = 5000;
const MOST_OUTPUT = 4 << 20;

/** What nsenter and ps say when a limit leaves them no process or no memory (EAGAIN, ENOMEM). */
const STARVED = /Resource temporarily unavailable|Cannot allocate memory/;

type PsRun = { readonly output: string } | { readonly trouble: Text; readonly retry: boolean };

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
export async function runPs(
  hostPid: number,
  look: () => ProcessState[],
): Promise<{ ps: PsReading; processes: ProcessState[] }> {
  const before = look();
  let run = await psInside(hostPid);
  for (let tried = 1; tried < TRIES && 'retry' in run && run.retry; tried++) run = await psInside(hostPid);
  const after = look();
  if ('trouble' in run) {
    return {
      processes: after,
      ps: { command: PS_COMMAND, header: '', rows: [], disagreements: [], trouble: run.trouble },
    };
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
  const enter = [
    '-t',
    String(hostPid),
    '-U',
    '--preserve-credentials',
    '-m',
    '-p',
    '--',
    'ps',
    ...PS_ARGUMENTS,
    '-ww',
  ];
  const options = {
    maxBuffer: MOST_OUTPUT,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    ...sandboxUser(),
  };
  return new Promise((resolve, reject) => {
    const ps = execFile('nsenter', enter, options, (error, output, said) => {
      clearTimeout(timer);
      if (!error) return resolve({ output });
      if (late) return resolve({ trouble: held(), retry: false });
      if (error.signal) return resolve({ trouble: killed(error.signal), retry: true });
      if (STARVED.test(said)) return resolve({ trouble: starved(said.trim()), retry: true });
      if (String(error.code) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
        return resolve({ trouble: flooded(), retry: false });
      reject(psFault(said.trim() || error.message));
    });
    let late = false;
    // A grader that was busy itself hears first what was printed meanwhile: execFile's own timeout throws that away.
    const timer = setTimeout(() => setImmediate(end), PATIENCE_MS);
    function end() {
      // nsenter stops itself when ps is stopped, and would not hear of anything milder.
      late = ps.exitCode === null && ps.signalCode === null && ps.kill('SIGKILL');
      // A stopped ps would keep them open.
      if (late) for (const stream of [ps.stdout, ps.stderr]) stream?.destroy();
    }
  });
}

/** Inside a private PID namespace there is nobody else to do it. */
function killed(signal: string): Text {
  return {
    zh: `ps 在沙箱里被 ${signal} 终止：不是提交的程序所为，就是因为它超出了限额，里面的一切都被终止了。`,
    en: `ps was ended inside the sandbox with ${signal}: by a process of the submission, or with all others because they exceeded a limit.`,
  };
}

/** A stopped ps, or one that does not get the processor. */
function held(): Text {
  return {
    zh: `ps 在沙箱里 ${PATIENCE_MS / 1000} 秒内没有运行完：它被暂停了，或者得不到处理器。`,
    en: `ps did not finish within ${PATIENCE_MS / 1000} s inside the sandbox: it was stopped, or got no processor time.`,
  };
}

function flooded(): Text {
  return {
    zh: `ps 的输出超过了 ${MOST_OUTPUT >> 20} MiB：有的进程命令行极长。`,
    en: `ps printed more than ${MOST_OUTPUT >> 20} MiB: some process has an enormous command line.`,
  };
}

function starved(said: string): Text {
  return {
    zh: `ps 在沙箱里无法运行（${said}）。`,
    en: `ps could not run inside the sandbox (${said}).`,
  };
}
