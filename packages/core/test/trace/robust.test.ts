import { expect, it } from 'vitest';
import { readTrace } from '../../src/index.ts';
import { readLines, readRecording, recordedLog, recordedOrigin } from './recording.ts';

it.each([
  'siblings',
  'threads',
  'thread-exec',
  'chinese',
  'vfork-exec',
  'killed-in-fork',
  'sibling-by-clone',
  'environment',
])('%s, cut off at any byte, is the beginning of the whole', (name) => {
  const log = recordedLog(name);
  const origin = recordedOrigin(name);
  const whole = readRecording(name);
  const wrong: string[] = [];
  for (let end = 0; end <= log.length; end++) {
    const { calls, processes } = readTrace(log.slice(0, end), origin);
    for (const [i, call] of calls.entries()) {
      const full = whole.calls[i];
      const fits = call.returnedAt === null ? full?.args.startsWith(call.args) : full?.result === call.result;
      if (full?.name !== call.name || !fits)
        wrong.push(`${end}: ${call.name}(${call.args}) = ${call.result}`);
    }
    for (const { pid, ended } of processes) {
      const full = whole.processes.find((life) => life.pid === pid);
      if (pid > 0 && (!full || (ended && ended.at !== full.ended?.at))) wrong.push(`${end}: process ${pid}`);
    }
    if (processes.length > whole.processes.length) wrong.push(`${end}: ${processes.length} processes`);
  }
  expect(wrong).toEqual([]);
});

it('skips what is no line of strace', () => {
  const { calls, processes } = readLines(
    '',
    'strace: Process 7 attached',
    '101 ',
    '101 ???',
    '101 +++ what +++',
    '101 --- what ---',
    '101 <... ',
    '999 getppid() = 1',
    '101 getppid() = oops',
    '101 getppid(',
    '\0\0',
    '101 getppid() = 0',
  );
  expect(processes).toHaveLength(1);
  expect(calls.map(({ result }) => result)).toEqual([null, null, 0]);
});

it('an empty log tells of the programs that were attached', () => {
  expect(readLines().processes).toMatchObject([{ pid: 1, bornBy: 'start', ended: null, threads: 1 }]);
});

it('reads fifty thousand lines in well under a second', () => {
  const at = (n: number) => (1_700_000_000 + n / 1e5).toFixed(6);
  const log: string[] = [];
  for (let i = 2; log.length < 50_000; i++) {
    const [host, other] = [100 + i, 99 + i];
    log.push(
      `101 ${at(i)} clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD <unfinished ...>`,
      `${host} ${at(i)} write(1</dev/pts/0>, "\\345\\255\\220 ${'x'.repeat(100)}\\n", 105) = 105`,
      `101 ${at(i)} <... clone resumed>, child_tidptr=0x7f) = ${i} /* ${host} in strace's PID NS */`,
      `${host} ${at(i)} exit_group(0) = ?`,
      `${host} ${at(i)} +++ exited with 0 +++`,
      `101 ${at(i)} --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=${i} /* ${host} in strace's PID NS */, si_uid=0} ---`,
    );
    if (i % 2 === 1)
      log.push(`101 ${at(i)} wait4(${i - 1} /* ${other} in strace's PID NS */, NULL, 0, NULL) = ${i - 1}`);
  }
  const origin = {
    roots: [{ hostPid: 101, pid: 1, startedAt: 0 }],
    epoch: 1_700_000_000,
    terminals: ['/dev/pts/0'],
  };
  const text = log.join('\n');
  // processor time: how busy the machine is with other things is not the question
  const started = process.cpuUsage();
  const { processes } = readTrace(text, origin);
  const { user, system } = process.cpuUsage(started);
  expect(processes.length).toBeGreaterThan(7000);
  expect(processes.filter(({ reaped }) => reaped?.by === 'parent').length).toBeGreaterThan(3500);
  expect((user + system) / 1000).toBeLessThan(1000);
});
