import { describe, expect, it } from 'vitest';
import {
  type Call,
  descriptorsAt,
  descriptorsAtEnd,
  descriptorsAtLastExec,
  isPipe,
  type OpenDescriptor,
  type Run,
  tableExhibit,
} from '../src/index.ts';
import { life, traced } from './evidence.ts';

const ENDS = '[3<pipe:[7]>, 4<pipe:[7]>]';
const [READ, WRITE] = ['3<pipe:[7]>', '4<pipe:[7]>'];

/** `[pid, name, args, result]`, one ms after the other; a result below 0 is an error. */
type Line = readonly [pid: number, name: string, args: string, result?: number];

function play(...lines: readonly Line[]): Run {
  const calls = lines.map(([pid, name, args, result = 0], at): Call => ({
    pid,
    tid: pid,
    at,
    returnedAt: at + 0.5,
    name,
    args,
    result: result < 0 ? -1 : result,
    error: result < 0 ? 'EINVAL' : null,
  }));
  const run = traced('', [life(12, ''), life(13, '', { parent: 12 })]);
  return { ...run, trace: { ...run.trace!, calls } };
}

/** `3r 4w`, those on the terminal left out; `!` for close-on-exec. */
function show(table: readonly OpenDescriptor[] | null | undefined): string {
  return (table ?? [])
    .filter((one) => one.target !== '/dev/pts/0')
    .map(({ fd, access, closeOnExec }) => `${fd}${access[0]}${closeOnExec ? '!' : ''}`)
    .join(' ');
}

/** What PID 11 ended with after these calls. */
function after(...lines: readonly (readonly [name: string, args: string, result?: number])[]): string {
  return show(descriptorsAtEnd(play(...lines.map((line) => [11, ...line] as Line))).get(11));
}

describe('descriptors of one process', () => {
  it('begin with the terminal that the shell gives it', () => {
    const table = descriptorsAtEnd(play()).get(11);
    expect(table?.map(({ fd, target }) => `${fd} ${target}`)).toEqual([
      '0 /dev/pts/0',
      '1 /dev/pts/0',
      '2 /dev/pts/0',
    ]);
  });

  it('are made by pipe and open, and know what they are for', () => {
    expect(after(['pipe', ENDS])).toBe('3r 4w');
    expect(after(['pipe2', `${ENDS}, O_CLOEXEC`])).toBe('3r! 4w!');
    expect(after(['openat', 'AT_FDCWD</home>, "O_RDWR", O_WRONLY|O_CREAT|O_CLOEXEC, 0644', 5])).toBe('5w!');
    expect(after(['open', '"x", O_RDWR', 5], ['creat', '"y", 0644', 6])).toBe('5b 6w');
    const opened = descriptorsAtEnd(play([11, 'openat', 'AT_FDCWD</home>, "../etc/x", O_RDONLY', 3])).get(11);
    expect(opened?.at(-1)?.target).toBe('/etc/x');
  });

  it('are copied by dup, dup2, dup3 and fcntl, without the flag unless it is asked for', () => {
    const piped = ['pipe2', `${ENDS}, O_CLOEXEC`] as const;
    expect(after(piped, ['dup', WRITE, 5])).toBe('3r! 4w! 5w');
    expect(after(piped, ['dup2', `${WRITE}, 1</dev/pts/0>`, 1])).toBe('1w 3r! 4w!');
    expect(after(piped, ['dup3', `${READ}, 9, O_CLOEXEC`, 9])).toBe('3r! 4w! 9r!');
    expect(after(piped, ['fcntl', `${READ}, F_DUPFD, 10`, 10])).toBe('3r! 4w! 10r');
    expect(after(piped, ['fcntl', `${READ}, F_DUPFD_CLOEXEC, 10`, 10])).toBe('3r! 4w! 10r!');
  });

  it('stay as they are when dup2 is given the same number twice, or fails', () => {
    expect(after(['pipe2', `${ENDS}, O_CLOEXEC`], ['dup2', `${WRITE}, ${WRITE}`, 4])).toBe('3r! 4w!');
    expect(after(['pipe', ENDS], ['dup2', `${WRITE}, 99999`, -1])).toBe('3r 4w');
  });

  it('change their flag by F_SETFD, and by nothing else of fcntl', () => {
    expect(after(['pipe', ENDS], ['fcntl', `${READ}, F_SETFD, FD_CLOEXEC`])).toBe('3r! 4w');
    expect(after(['pipe2', `${ENDS}, O_CLOEXEC`], ['fcntl', `${READ}, F_SETFD, 0`])).toBe('3r 4w!');
    expect(after(['pipe', ENDS], ['fcntl', `${READ}, F_SETFL, O_RDONLY|O_NONBLOCK`])).toBe('3r 4w');
  });

  it('change their flag by FIOCLEX and FIONCLEX, and by nothing else of ioctl', () => {
    expect(after(['pipe', ENDS], ['ioctl', `${READ}, FIOCLEX`])).toBe('3r! 4w');
    expect(after(['pipe2', `${ENDS}, O_CLOEXEC`], ['ioctl', `${READ}, FIONCLEX`])).toBe('3r 4w!');
    expect(after(['pipe', ENDS], ['ioctl', `${READ}, FIONREAD, [5]`])).toBe('3r 4w');
  });

  it('are opened anew by the names that the kernel gives them', () => {
    const opened = (path: string) =>
      descriptorsAtEnd(play([11, 'pipe', ENDS], [11, 'openat', `AT_FDCWD</home>, "${path}", O_WRONLY`, 5]))
        .get(11)
        ?.find(({ fd }) => fd === 5)?.target;
    expect(opened('/proc/self/fd/4')).toBe('pipe:[7]');
    expect(opened('/proc/11/fd/4')).toBe('pipe:[7]');
    expect(opened('/dev/fd/4')).toBe('pipe:[7]');
    expect(opened('/proc/12/fd/4')).toBe('/proc/12/fd/4');
  });

  it('are closed by close and close_range', () => {
    expect(after(['pipe', ENDS], ['close', READ])).toBe('4w');
    expect(after(['pipe', ENDS], ['close', '9', -1])).toBe('3r 4w');
    expect(after(['pipe', ENDS], ['close_range', '4, 4294967295, 0'])).toBe('3r');
    expect(after(['pipe', ENDS], ['close_range', '3, 3, CLOSE_RANGE_CLOEXEC'])).toBe('3r! 4w');
  });
});

describe('descriptors over exec', () => {
  const run = play(
    [11, 'pipe2', `${ENDS}, O_CLOEXEC`],
    [11, 'execve', '"/bin/no", ["no"], []', -1],
    [11, 'dup2', `${WRITE}, 1</dev/pts/0>`, 1],
    [11, 'execve', '"/bin/ps", ["ps"], []'],
    [11, 'openat', 'AT_FDCWD</>, "/proc/stat", O_RDONLY', 3],
  );

  it('are those without the flag, when it succeeds', () => {
    expect(show(descriptorsAtLastExec(run, 11))).toBe('1w');
  });

  it('can be asked for before and after any call', () => {
    const [, failed, , succeeded] = run.trace!.calls;
    expect(show(descriptorsAt(run, failed!, 'after').get(11))).toBe('3r! 4w!');
    expect(show(descriptorsAt(run, succeeded!).get(11))).toBe('1w 3r! 4w!');
  });

  it('are none of a process that never became another program', () => {
    expect(descriptorsAtLastExec(run, 12)).toBeNull();
  });
});

describe('descriptors over fork', () => {
  it('are copies: what either does afterwards is its own', () => {
    const run = play(
      [11, 'pipe', ENDS],
      [11, 'clone', 'child_stack=NULL, flags=SIGCHLD', 12],
      [11, 'close', READ],
      [12, 'close', WRITE],
      [12, 'vfork', '', 13],
    );
    const tables = descriptorsAtEnd(run);
    expect([11, 12, 13].map((pid) => show(tables.get(pid)))).toEqual(['4w', '3r', '3r']);
  });

  it('are shared with CLONE_FILES, up to an exec', () => {
    const shared = play(
      [11, 'clone3', '{flags=CLONE_FILES, exit_signal=SIGCHLD}', 12],
      [12, 'pipe2', `${ENDS}, O_CLOEXEC`],
      [12, 'execve', '"/bin/ps", ["ps"], []'],
    );
    const tables = descriptorsAtEnd(shared);
    expect(show(tables.get(11))).toBe('3r! 4w!');
    expect(show(tables.get(12))).toBe('');
  });

  it('are those at its entry, though the child is heard of before it returns', () => {
    const run = play([11, 'pipe', ENDS], [11, 'clone', 'flags=SIGCHLD', 12], [12, 'close', READ]);
    const [pipe, fork, close] = run.trace!.calls;
    const late: Run = {
      ...run,
      trace: { ...run.trace!, calls: [pipe!, { ...fork!, returnedAt: 90 }, close!] },
    };
    expect(show(descriptorsAtEnd(late).get(12))).toBe('4w');
  });

  it('are the parent’s, when it was killed before its fork returned', () => {
    const run = play([11, 'pipe', ENDS], [12, 'close', READ]);
    expect(show(descriptorsAtEnd(run).get(12))).toBe('4w');
  });
});

describe('at a call', () => {
  it('what its own process did before counts, even where clocks are not that fine', () => {
    const run = play([11, 'pipe', ENDS], [11, 'close', READ], [11, 'wait4', '-1, NULL, 0, NULL', 12]);
    const [pipe, close, wait] = run.trace!.calls;
    const blurred: Run = {
      ...run,
      trace: { ...run.trace!, calls: [pipe!, { ...close!, returnedAt: wait!.at + 0.001 }, wait!] },
    };
    expect(show(descriptorsAt(blurred, wait!).get(11))).toBe('4w');
  });
});

describe('tableExhibit', () => {
  it('says which end of a pipe it is', () => {
    const table = descriptorsAtEnd(play([11, 'pipe', ENDS])).get(11) ?? [];
    expect(tableExhibit(11, table).lines).toEqual([
      '/proc/11/fd/0 -> /dev/pts/0',
      '/proc/11/fd/1 -> /dev/pts/0',
      '/proc/11/fd/2 -> /dev/pts/0',
      '/proc/11/fd/3 -> pipe:[7] (read end)',
      '/proc/11/fd/4 -> pipe:[7] (write end)',
    ]);
    expect(table.filter(isPipe)).toHaveLength(2);
    expect(isPipe({ fd: 3, target: '/home/pipe:[7]' })).toBe(false);
  });
});
