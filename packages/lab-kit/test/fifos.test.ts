import { describe, expect, it } from 'vitest';
import {
  type Call,
  fifosMade,
  linesOf,
  longestVainRow,
  namesRemoved,
  pathFrom,
  type Run,
  trafficFrom,
  trafficTo,
} from '../src/index.ts';
import { life, run } from './evidence.ts';

function call(name: string, args: string, result: number | null, different: Partial<Call> = {}): Call {
  return { pid: 11, tid: 11, at: 0, returnedAt: 0, name, args, result, error: null, ...different };
}

function tracedRun(...calls: readonly Call[]): Run {
  return run({ schedule: 'slow-reader', trace: { calls, signals: [], processes: [life(11, '')] } });
}

describe('linesOf', () => {
  it('leaves out colours and what a terminal makes of line ends', () => {
    expect(linesOf('\x1b[1mone\x1b[0m\r\ntwo\r\r\nthr')).toEqual(['one', 'two', 'thr']);
  });
});

describe('FIFOs in a trace', () => {
  it('are known by S_IFIFO and named from the root on', () => {
    const made = fifosMade(
      tracedRun(
        call('mknodat', 'AT_FDCWD</home/x>, "./box", S_IFIFO|0600', 0),
        call('mknodat', '5</tmp>, "box", S_IFIFO|0600', 0),
        call('mknod', '"../box", S_IFIFO|0600', 0),
        call('mknodat', 'AT_FDCWD</home/x>, "plain", S_IFREG|0600', 0),
        call('mknodat', 'AT_FDCWD</home/x>, "there", S_IFIFO|0600', -1, { error: 'EEXIST' }),
      ),
    );
    expect(made.map(({ path }) => path)).toEqual(['/home/x/box', '/tmp/box', '/box']);
  });

  it('are gone once they were unlinked', () => {
    const removed = namesRemoved(
      tracedRun(
        call('unlink', '"/tmp/box"', 0),
        call('unlinkat', 'AT_FDCWD</tmp>, "out", 0', 0),
        call('unlink', '"/tmp/other"', -1, { error: 'ENOENT' }),
      ),
    );
    expect(removed.map(({ path }) => path)).toEqual(['/tmp/box', '/tmp/out']);
  });

  it('carry what was written and read, whatever the pieces', () => {
    const traced = tracedRun(
      call('write', '3</tmp/box>, "\\351\\270", 2', 2),
      call('write', '3</tmp/box>, "\\277 flies\\n", 8', 3),
      call('writev', '3</tmp/box>, [{iov_base="a", iov_len=1}, {iov_base="b", iov_len=1}], 2', 2),
      call('write', '4</tmp/other>, "no", 2', 2),
      call('write', '3</tmp/box>, "lost", 4', -1, { error: 'EPIPE' }),
      call('read', '3</tmp/box (deleted)>, "answer", 512', 6),
      call('read', '3</tmp/box>, "not mine", 512', 8, { pid: 12 }),
    );
    expect(trafficTo(traced, [11], '/tmp/box').text).toBe('鸿 fab');
    expect(trafficFrom(traced, [11], '/tmp/box')).toMatchObject({ text: 'answer', calls: [{ result: 6 }] });
  });
});

describe('pathFrom', () => {
  it('goes from a folder, or from the root', () => {
    expect(pathFrom('/home/x', './a//b')).toBe('/home/x/a/b');
    expect(pathFrom('/home/x', '/tmp/../a')).toBe('/a');
  });
});

describe('longestVainRow', () => {
  const end = call('read', '3</tmp/box>, "", 512', 0);
  const nap = call('clock_nanosleep', 'CLOCK_REALTIME, 0, {tv_sec=0, tv_nsec=1}, NULL', 0);
  const data = call('read', '3</tmp/box>, "x", 512', 1);
  const print = call('write', '1</dev/pts/0>, "\\n", 1', 1);

  it('counts one and the same call, also between others', () => {
    expect(longestVainRow([data, end, print, end, print, end])?.times).toBe(3);
    const again = call('read', '3</tmp/box>, 0x7ffe, 512', -1, { error: 'EAGAIN' });
    expect(longestVainRow([again, again, end])?.times).toBe(2);
    const nobody = call('openat', 'AT_FDCWD</tmp>, "box", O_WRONLY|O_NONBLOCK', -1, { error: 'ENXIO' });
    expect(longestVainRow([nobody, nobody])?.times).toBe(2);
  });

  it('begins anew after a nap, after a time-out and after a success', () => {
    const timeOut = call('poll', '[{fd=3</tmp/box>, events=POLLIN}], 1, 100', 0);
    expect(longestVainRow([end, nap, end, timeOut, end, data, end])?.times).toBe(1);
    const readable = call('poll', '[{fd=3</tmp/box>, events=POLLIN}], 1, 100', 1);
    expect(longestVainRow([end, readable, end])?.times).toBe(2);
  });

  it('knows none where nothing was in vain', () => {
    expect(longestVainRow([data, print, nap])).toBeNull();
  });
});
