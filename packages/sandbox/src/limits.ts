import type { LimitHit, Text } from '@proclab/core';

const MiB = 1024 * 1024;

/** What a sandbox may use. Sizes are bytes. */
export interface Limits {
  /** Threads and processes of the whole sandbox. */
  readonly processes: number;
  /** Memory of all processes together with the files in memory. */
  readonly memory: number;
  /** Address space of one process. */
  readonly addressSpace: number;
  /** Size of one file. */
  readonly fileSize: number;
  /** The private root file system. */
  readonly disk: number;
  /** Files of every type in it. */
  readonly files: number;
  /** Open descriptors of one process. */
  readonly descriptors: number;
  /** CPU time of one process, seconds. */
  readonly cpuSeconds: number;
  /** What one terminal may show. */
  readonly output: number;
}

/** For submissions. */
export const RUN_LIMITS: Limits = {
  processes: 64,
  memory: 512 * MiB,
  addressSpace: 2048 * MiB,
  fileSize: 8 * MiB,
  disk: 64 * MiB,
  files: 20_000,
  descriptors: 1024,
  // More than all deadlines of a scenario together: which of the two comes first must not decide a verdict.
  cpuSeconds: 120,
  output: MiB,
};

/** For the compiler. */
export const BUILD_LIMITS: Limits = {
  processes: 64,
  memory: 1024 * MiB,
  addressSpace: 1024 * MiB,
  fileSize: 32 * MiB,
  disk: 128 * MiB,
  files: 20_000,
  descriptors: 256,
  cpuSeconds: 10,
  output: MiB,
};

/** What a student reads of a limit that was reached. */
export function limitText(limit: LimitHit['limit'], limits: Limits): Text {
  const mib = (bytes: number) => `${Math.round(bytes / MiB)} MiB`;
  switch (limit) {
    case 'processes':
      return {
        zh: `进程和线程数到达上限（${limits.processes} 个），此后 fork 会失败。`,
        en: `It reached the limit of ${limits.processes} processes and threads; from then on fork fails.`,
      };
    case 'memory':
      return {
        zh: `内存用量超过上限（${mib(limits.memory)}），所有进程已被终止。`,
        en: `It used more than ${mib(limits.memory)} of memory; all of its processes were ended.`,
      };
    case 'cpu-time':
      return {
        zh: `一个进程用完了 ${limits.cpuSeconds} 秒 CPU 时间，被 SIGXCPU 终止。`,
        en: `One process used up its ${limits.cpuSeconds} s of CPU time and got SIGXCPU.`,
      };
    case 'file-size':
      return {
        zh: `一个文件超过了 ${mib(limits.fileSize)} 的上限，写它的进程收到 SIGXFSZ。`,
        en: `A file grew past the limit of ${mib(limits.fileSize)}; the process that wrote it got SIGXFSZ.`,
      };
    case 'disk':
      return {
        zh: `磁盘写满了：上限是 ${mib(limits.disk)}、${limits.files} 个文件。`,
        en: `The disk is full: it holds ${mib(limits.disk)} and ${limits.files} files.`,
      };
    case 'open-files':
      return {
        zh: `一个进程打开了 ${limits.descriptors} 个描述符，到达上限，此后 open 得到 EMFILE。`,
        en: `One process has all ${limits.descriptors} descriptors open that it may have; from then on open gets EMFILE.`,
      };
    case 'output':
      return {
        zh: `终端输出超过上限（${mib(limits.output)}），或写进系统日志的太多，程序已被终止。`,
        en: `It printed more than ${mib(limits.output)}, or too much to the system log, and was ended.`,
      };
    case 'wall-time':
      return {
        zh: '运行时间到达上限，程序已被终止。',
        en: 'It ran for as long as it may and was ended.',
      };
  }
}
