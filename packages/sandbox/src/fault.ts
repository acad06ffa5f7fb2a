import type { Fault, Text } from '@proclab/core';
import { diagnose } from './doctor/diagnosis.ts';
import { install } from './doctor/remedies.ts';
import { readKernelSettings } from './doctor/settings.ts';

/** A fault of the machine or the grader, never of a submission; carries what the verdict says of it. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly fault: Fault;

  constructor(code: string, what: Text, remedy: Text, cause?: unknown) {
    super(`${code}: ${what.en} ${remedy.en}`, { cause });
    this.fault = { code, what, remedy };
  }
}

const DOCTOR: Text = {
  zh: '请运行 npm run doctor，它会逐项检查这台机器并给出办法。',
  en: 'Run `npm run doctor`: it examines this machine and names the cure.',
};

const SETUP: Text = { zh: '请重新运行 npm run setup。', en: 'Run `npm run setup` again.' };

/** A command that the grader needs is not on this machine. */
export function toolFault(command: string): SandboxError {
  return new SandboxError(
    'TOOL_MISSING',
    { zh: `这台机器上没有 ${command} 这个命令。`, en: `There is no command ${command} on this machine.` },
    install(command),
  );
}

/** What Node says of a command that it cannot start, and what nsenter(1) says of one that it cannot. */
const NO_SUCH_COMMAND = /^spawn (\S+) ENOENT$|failed to execute (\S+): No such file or directory/;

/** The fault of a missing command where the words tell of one; else null. */
function missingTool(said: string): SandboxError | null {
  const [, ours, inside] = NO_SUCH_COMMAND.exec(said) ?? [];
  const command = ours ?? inside;
  return command === undefined ? null : toolFault(command);
}

/** Something that is compiled at set-up is not there, or may not be read. */
export function unbuiltFault(error: NodeJS.ErrnoException): SandboxError {
  const words = `${error.path} (${error.code})`;
  return new SandboxError(
    'NOT_BUILT',
    { zh: `读不了构建时生成的 ${words}。`, en: `What the build makes cannot be read: ${words}.` },
    SETUP,
    error,
  );
}

/** The sandbox did not come up; `said` is what bwrap printed, or how it ended. */
export function startFault(said: string): SandboxError {
  const words = said.trim();
  const { id, cause } = diagnose(words, readKernelSettings());
  const known = id !== 'unknown';
  return (
    missingTool(words) ??
    new SandboxError(
      'SANDBOX_START',
      {
        zh: `沙箱没有启动：${known ? `${cause.zh}（${words}）` : words}`,
        en: `The sandbox did not start: ${known ? `${cause.en} (${words})` : words}`,
      },
      DOCTOR,
    )
  );
}

/** The sandbox ended while it was still needed. */
export function lostFault(doing: string): SandboxError {
  return new SandboxError(
    'SANDBOX_LOST',
    {
      zh: `沙箱在工作途中（${doing}）消失了。`,
      en: `The sandbox was gone in the middle of its work (${doing}).`,
    },
    DOCTOR,
  );
}

/** A request that PID 1 could not carry out; `errno` as the kernel gave it. */
export function requestFault(doing: string, errno: number): SandboxError {
  return new SandboxError(
    'SANDBOX_REQUEST',
    {
      zh: `沙箱无法完成“${doing}”（errno ${errno}）。`,
      en: `The sandbox could not do this: ${doing} (errno ${errno}).`,
    },
    DOCTOR,
  );
}

/** gcc builds nothing here; `said` is what it printed about a program that is known to be right. */
export function compilerFault(said: string): SandboxError {
  // gcc colours some of its words whatever it is told.
  const words = (said.trim().split(/\r?\n/)[0] ?? '').replace(/\x1b\[[\d;]*[mK]/g, '');
  return new SandboxError(
    'COMPILER_BROKEN',
    {
      zh: `gcc 在这台机器上连一个正确的小程序也编译不了：${words}`,
      en: `gcc builds nothing on this machine, not even a small program that is right: ${words}`,
    },
    DOCTOR,
  );
}

/** strace could not be attached. */
export function traceFault(said: string): SandboxError {
  const words = said.trim();
  return (
    missingTool(words) ??
    new SandboxError(
      'TRACE_ATTACH',
      { zh: `strace 无法跟踪程序：${words}`, en: `strace could not trace the program: ${words}` },
      DOCTOR,
    )
  );
}

/** What strace writes cannot be kept; `why` is an errno or strace's own word for it. */
export function traceFileFault(folder: string, why: string): SandboxError {
  return new SandboxError(
    'TRACE_FILE',
    {
      zh: `strace 的记录存不进 ${folder}：${why}。`,
      en: `What strace writes cannot be kept in ${folder}: ${why}.`,
    },
    {
      zh: '请在那里腾出空间，或用环境变量 TMPDIR 指定另一个文件夹。',
      en: 'Make room there, or name another folder in the environment variable TMPDIR.',
    },
  );
}

/** strace ended otherwise than by itself; `how` is a signal or an exit status. */
export function traceLostFault(how: string): SandboxError {
  return new SandboxError(
    'TRACE_LOST',
    { zh: `strace 在工作途中被终止（${how}）。`, en: `strace was ended in the middle of its work (${how}).` },
    { zh: '请再评一次。', en: 'Grade again.' },
  );
}

/** The machine's ps could not be run inside the sandbox. */
export function psFault(said: string): SandboxError {
  return (
    missingTool(said) ??
    new SandboxError(
      'PS_INSIDE',
      { zh: `ps 在沙箱里无法运行：${said}`, en: `ps could not be run inside the sandbox: ${said}` },
      DOCTOR,
    )
  );
}

/** The twin of a program that compiled could not be built; `said` is what gcc printed. */
export function twinFault(said: string): SandboxError {
  return new SandboxError(
    'TWIN_BUILD',
    {
      zh: `放慢线程的那一份程序没有编译出来：${said.trim()}`,
      en: `The copy of the program whose threads are slowed down could not be built: ${said.trim()}`,
    },
    DOCTOR,
  );
}

/** A program of the lab's own could not be built; `said` is what gcc printed. */
export function helperFault(said: string): SandboxError {
  return new SandboxError(
    'HELPER_BUILD',
    {
      zh: `实验自带的程序没有编译出来：${said.trim()}`,
      en: `A program that belongs to the lab could not be built: ${said.trim()}`,
    },
    DOCTOR,
  );
}

/** A second boot over the disk of a sandbox did not come up; `said` is what was printed. */
export function bootFault(said: string): SandboxError {
  const words = said.trim();
  return (
    missingTool(words) ??
    new SandboxError(
      'SANDBOX_BOOT',
      { zh: `沙箱没能重新开机：${words}`, en: `The sandbox could not be booted again: ${words}` },
      DOCTOR,
    )
  );
}

/** PID 1 and the grader do not speak the same language: one of them is older. */
export function wireFault(type: string): SandboxError {
  return new SandboxError(
    'SANDBOX_WIRE',
    { zh: `1 号进程发来未知的消息“${type}”。`, en: `PID 1 sent a message that is not known: "${type}".` },
    SETUP,
  );
}
