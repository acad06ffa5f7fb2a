import { describe, expect, it } from 'vitest';
import { stringsIn, unescapeBytes } from '../../src/trace/escape.ts';
import { forkLine, readLines, readRecording } from './recording.ts';

const printed = (...lines: string[]) =>
  readLines(...lines.map((line) => `101 ${line}`)).processes[0]!.printed;

describe('escapes', () => {
  it.each([
    [String.raw`a\n\t\r\v\f\"\\`, 'a\n\t\r\v\f"\\'],
    [String.raw`\0\1\33[0m\0011`, '\0\x01\x1b[0m\x011'],
    [String.raw`\x41\xe4`, 'Aä'],
    [String.raw`\3771\\n`, '\xff1\\n'],
  ])('%s', (escaped, bytes) => expect(unescapeBytes(escaped)).toBe(bytes));

  it('finds strings that hold quotes, and none that is cut off', () => {
    expect(stringsIn(String.raw`["a\"b", "", "c\\"], "open\"`)).toEqual(['a"b', '', 'c\\']);
  });
});

describe('what was printed', () => {
  it('Chinese, a character in two halves, no UTF-8 at all, and what looks like a trace', () => {
    expect(readRecording('chinese').root.printed).toBe(
      '父进程：你好\n子进\n\ufffd\u00011\t"q\\\n= 4 /* 5 in strace\'s PID NS */) = 3\n',
    );
  });

  it('writev and /dev/tty, not files and not what failed', () => {
    expect(readRecording('writev').root.printed).toBe('one, two\nto /dev/tty\n');
  });

  it('no more than was written', () => {
    expect(printed('write(1</dev/pts/0>, "\\344\\275\\240\\345\\245\\275", 6) = 3')).toBe('你');
    expect(
      printed('writev(1</dev/pts/0>, [{iov_base="ab", iov_len=2}, {iov_base="cd", iov_len=2}], 2) = 3'),
    ).toBe('abc');
    expect(printed('write(1</dev/pts/0>, "a"..., 9000) = 9000')).toBe('a');
  });

  it('not what never came back, nor what went to another terminal', () => {
    expect(printed('write(1</dev/pts/0>, "a", 1 <unfinished ...>')).toBe('');
    expect(printed('write(1</dev/pts/1>, "a", 1) = 1')).toBe('');
    expect(printed('write(1, "</dev/pts/0>", 1) = 1')).toBe('');
  });

  it('each process its own', () => {
    const { processes } = readLines(
      forkLine(2),
      '101 write(1</dev/pts/0>, "par", 3 <unfinished ...>',
      '102 write(1</dev/pts/0>, "child", 5) = 5',
      '101 <... write resumed>) = 3',
      '101 write(2</dev/pts/0>, "ent", 3) = 3',
    );
    expect(processes.map(({ printed: text, printedAt }) => [text, printedAt])).toEqual([
      ['parent', 1],
      ['child', 2],
    ]);
  });
});

describe('arguments that could mislead', () => {
  it.each([
    [String.raw`write(3, ") = 7 /* 9 in strace's PID NS */", 32) = 32`, 32],
    [String.raw`write(3, "\") = 1", 6) = 6`, 6],
    [String.raw`write(3, "\\", 1) = 1`, 1],
    [String.raw`write(3</home/a)b ="x\" (\74\76>, "(", 1) = 1`, 1],
    [String.raw`write(3</home/4 /* 9 in strace's PID NS */>, "", 0) = 0`, 0],
    [String.raw`write(3, " <unfinished ...>", 17) = 17`, 17],
    [String.raw`write(3, "x"..., 5000) = 5000`, 5000],
    [`openat(AT_FDCWD</tmp/a(>, ".", O_RDONLY) = 3</tmp/)>`, 3],
    [`rt_sigprocmask(SIG_SETMASK, ~[KILL STOP RTMIN], NULL, 8) = 0`, 0],
    [`mmap(NULL, 1<<12, PROT_READ, MAP_PRIVATE, 3</a b>, 0) = 0x7f0000000000`, 0x7f0000000000],
  ])('%s', (line, result) => {
    const { calls } = readLines(`101 ${line}`);
    expect(calls).toHaveLength(1);
    const call = calls[0]!;
    expect(call.result).toBe(result);
    expect(`${call.name}(${call.args})`).toBe(line.slice(0, line.lastIndexOf(') = ') + 1));
  });

  it('pids lose the number they have outside, in results, arguments and structures', () => {
    const note = "/* 102 in strace's PID NS */";
    const { calls } = readLines(
      `101 clone3({flags=CLONE_VM|CLONE_VFORK, exit_signal=SIGCHLD} => {parent_tid=[2 ${note}]}, 88) = 2 ${note} (DELAYED)`,
      `101 kill(-2 ${note}, SIGTERM) = 0`,
    );
    expect(calls).toMatchObject([
      { args: '{flags=CLONE_VM|CLONE_VFORK, exit_signal=SIGCHLD} => {parent_tid=[2]}, 88', result: 2 },
      { args: '-2, SIGTERM', result: 0 },
    ]);
  });
});
