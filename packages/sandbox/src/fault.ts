import type { Fault, Text } from '@proclab/core';

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

/** The sandbox did not come up; `said` is what bwrap printed. */
export function startFault(said: string, cause?: Error): SandboxError {
  const words = said.trim() || (cause?.message ?? 'bwrap');
  return new SandboxError(
    'SANDBOX_START',
    { zh: `沙箱没有启动：${words}`, en: `The sandbox did not start: ${words}` },
    DOCTOR,
    cause,
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

/** strace could not be attached. */
export function traceFault(said: string): SandboxError {
  return new SandboxError(
    'TRACE_ATTACH',
    { zh: `strace 无法跟踪程序：${said.trim()}`, en: `strace could not trace the program: ${said.trim()}` },
    DOCTOR,
  );
}

/** The machine's ps could not be run inside the sandbox. */
export function psFault(said: string): SandboxError {
  return new SandboxError(
    'PS_INSIDE',
    { zh: `ps 在沙箱里无法运行：${said}`, en: `ps could not be run inside the sandbox: ${said}` },
    DOCTOR,
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

/** A second boot over the disk of a sandbox did not come up; `said` is what was printed. */
export function bootFault(said: string): SandboxError {
  return new SandboxError(
    'SANDBOX_BOOT',
    { zh: `沙箱没能重新开机：${said.trim()}`, en: `The sandbox could not be booted again: ${said.trim()}` },
    DOCTOR,
  );
}

/** PID 1 and the grader do not speak the same language: one of them is older. */
export function wireFault(type: string): SandboxError {
  return new SandboxError(
    'SANDBOX_WIRE',
    { zh: `1 号进程发来未知的消息“${type}”。`, en: `PID 1 sent a message that is not known: "${type}".` },
    { zh: '请重新运行 npm run setup。', en: 'Run `npm run setup` again.' },
  );
}
