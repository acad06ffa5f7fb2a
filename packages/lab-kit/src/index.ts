// What a lab may import, in the order of docs/lab-kit.md; each comment below is the heading of a part there.

// A lab and its exercises · 实验与练习
export * from './lab.ts';

// Scenarios · 场景
export * from './stage.ts';
export * from './steady.ts';
export * from './endings.ts';
export * from './boots.ts';

// Evidence and findings · 证据与结论
export { fail, joinTexts, notChecked, pass, psExhibit, signalNumber, SIGNALS, unseen } from '@proclab/core';
export type * from '@proclab/core';

// Processes at a moment · 某一刻的进程
export * from './moments.ts';
export * from './is.ts';
export * from './fields.ts';
export * from './rules.ts';
export * from './states.ts';
export * from './descriptors.ts';
export * from './daemons.ts';
export * from './throughout.ts';
export * from './waited.ts';

// Lives of processes · 进程的一生
export * from './family.ts';
export * from './life-exhibits.ts';
export * from './printed.ts';

// System calls · 系统调用
export { onlySleeps, pollsNothing, timeTold } from '@proclab/core';
export * from './calls.ts';
export * from './execs.ts';
export * from './descriptor-table.ts';
export * from './traffic.ts';
export * from './terminals.ts';
export * from './written-lines.ts';
export * from './fifos.ts';
export * from './busy.ts';
export * from './causes.ts';
export * from './handlers.ts';
export * from './signal-safety.ts';
export * from './handler-safety.ts';
export * from './received-signals.ts';
export * from './blocked-signals.ts';
export * from './timers.ts';

// Threads · 线程
export * from './threads.ts';

// Memory · 内存
export * from './mappings.ts';
export * from './memory.ts';

// Files, logs, what is printed · 文件、日志与输出
export * from './files.ts';
export * from './logs.ts';
export * from './syslog.ts';
export * from './lines.ts';
export * from './numbers.ts';
