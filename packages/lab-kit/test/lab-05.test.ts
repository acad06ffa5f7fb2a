import type { Call, Check, ProgramRun } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import lseek from '../../../labs/lab-05-fifos/lseek/exercise.ts';
import { EARLY, ONE_BY_ONE } from '../../../labs/lab-05-fifos/messages/mail.ts';
import messages from '../../../labs/lab-05-fifos/messages/exercise.ts';
import { byteStream, inFull, nothingAdded } from '../../../labs/lab-05-fifos/messages/shown.ts';
import { whoIsWho } from '../../../labs/lab-05-fifos/two-way/shown.ts';
import { exerciseEvidence, life, moment, run } from './evidence.ts';

const [ONE, OTHER] = [11, 12];
const NATURAL = run();

function program(pid: number, ...argv: string[]): ProgramRun {
  return { ...NATURAL.programs[0]!, pid, argv, terminal: `terminal-${pid}` };
}

/** A natural run of two programs: what their terminals showed, and which moments were reached. */
function judged(check: Check, programs: ProgramRun[], shown: Record<number, string>, moments: string[]) {
  const seen = run({
    programs,
    terminals: programs.map(({ pid, terminal }) => ({
      ...NATURAL.terminals[0]!,
      id: terminal,
      output: [{ at: 10, text: shown[pid] ?? '' }],
    })),
    moments: moments.map((name) => moment(name, [])),
  });
  return check.judge(seen, exerciseEvidence(seen));
}

describe('two messages that wait together', () => {
  const programs = [program(ONE, './writer', 'mailbox'), program(OTHER, './reader', 'mailbox')];
  const ofShown = (shown: string) => judged(byteStream, programs, { [OTHER]: shown }, ['connected', 'end']);

  it.each([
    'curlew-57 calls\n\nlapwing-92 answers\n',
    'got: curlew-57 calls\ngot: \ngot: lapwing-92 answers\n',
  ])('stay two, with the empty one between them: %j', (shown) => {
    expect(ofShown(shown).status).toBe('pass');
  });

  it.each([
    ['curlew-57 calls\nlapwing-92 answers\n', 'the empty line'],
    ['curlew-57 callslapwing-92 answers\n', 'has no line of its own'],
    ['finch-36\n', 'was not shown at all; the reader ended with exit 0'],
  ])('%j is told by what it lacks', (shown, en) => {
    expect(ofShown(shown)).toMatchObject({ status: 'fail', seen: { en: expect.stringContaining(en) } });
  });
});

describe('a message with something behind it', () => {
  const programs = [program(ONE, './writer', 'mailbox'), program(OTHER, './reader', 'mailbox')];
  const shown = ONE_BY_ONE.map((message) => `${message} [ok]\n`).join('');

  it.each([
    [inFull, 'stand together, but something follows'],
    [nothingAdded, 'no message stands in full at the end of a line'],
  ])('is told from one that is torn, or that never came', (check, en) => {
    expect(judged(check, programs, { [OTHER]: shown }, ['connected', 'end'])).toMatchObject({
      status: 'fail',
      seen: { en: expect.stringContaining(en) },
    });
  });
});

describe('a FIFO that each opens once', () => {
  const check = messages.checks.find(({ id }) => id === 'through-fifo')!;
  const call = (at: number, pid: number, name: string, args: string, result: number): Call => {
    return { pid, tid: pid, at, returnedAt: at + 1, name, args, result, error: result < 0 ? 'ENXIO' : null };
  };
  const open = (at: number, pid: number, flags: string, result = 3) =>
    call(at, pid, 'openat', `AT_FDCWD</home>, "mailbox", ${flags}`, result);
  const text = EARLY.map((message) => `${message}\\n`).join('');
  const status = (...opens: Call[]) => {
    const programs = [program(ONE, './writer', 'mailbox'), program(OTHER, './reader', 'mailbox')];
    const seen = run({
      schedule: 'slow-reader',
      programs,
      terminals: programs.map(({ pid, terminal }) => ({
        ...NATURAL.terminals[0]!,
        id: terminal,
        output: pid === OTHER ? [{ at: 90, text: EARLY.join('\n') }] : [],
      })),
      trace: {
        calls: [
          ...opens,
          call(50, ONE, 'write', `3</home/mailbox>, "${text}", 99`, 99),
          call(60, OTHER, 'read', `3</home/mailbox>, "${text}", 99`, 99),
        ],
        signals: [],
        processes: [ONE, OTHER].map((pid) => life(pid, '', { parent: null, bornBy: 'start' })),
      },
    });
    return check.judge(seen, exerciseEvidence(seen)).status;
  };
  const both = [open(10, ONE, 'O_WRONLY'), open(20, OTHER, 'O_RDONLY')];

  it('may be tried until somebody reads', () => {
    expect(status(open(5, ONE, 'O_WRONLY|O_NONBLOCK', -1), ...both)).toBe('pass');
  });

  it('is not opened a second time', () => {
    expect(status(...both, open(30, OTHER, 'O_RDONLY'))).toBe('fail');
  });
});

describe('the PIDs of who asks and who answers', () => {
  const programs = [program(ONE, './answer', 'q', 'a'), program(OTHER, './ask', 'q', 'a')];
  const status = (answer: string, ask: string, answered = 3) =>
    judged(whoIsWho, programs, { [ONE]: answer, [OTHER]: ask }, [
      'connected',
      ...Array.from({ length: answered }, (_, index) => `answer-${index + 1}`),
    ]).status;

  it('are shown with each request', () => {
    expect(status('12 asks\n'.repeat(3), '11: A\n'.repeat(3))).toBe('pass');
    expect(status('12 has come\n', '11: A\n'.repeat(3))).toBe('fail');
    expect(status('12 asks\n'.repeat(3), 'the server is 11\n')).toBe('fail');
  });

  it('are looked for in those that were answered', () => {
    expect(status('12 asks\n', '11: A\n', 1)).toBe('pass');
    expect(status('', '', 0)).toBe('fail');
  });
});

describe('what came of an lseek', () => {
  const PATHS = ['/tmp/geese.txt', 'channel', '/tmp/conduit'];
  const call = (at: number, pid: number, name: string, args: string, result: number): Call => {
    return { pid, tid: pid, at, returnedAt: at, name, args, result, error: result < 0 ? 'ESPIPE' : null };
  };
  const status = (id: string, before: string, after: (size: number) => string) => {
    const SIZE = 2747;
    const starts = PATHS.map((path, index) => ({ path, pid: 20 + index, at: 100 * index }));
    const print = (at: number, pid: number, text: string) =>
      call(at, pid, 'write', `1</dev/pts/0>, "${text}\\n", ${text.length + 1}`, text.length + 1);
    const seen = run({
      schedule: 'slow-child',
      programs: starts.map(({ pid, path }) => program(pid, './lseek', path)),
      trace: {
        calls: starts.flatMap(({ pid, at, path }, index) => {
          const size = index === 0 ? SIZE : -1;
          const target = path.startsWith('/') ? path : `/home/${path}`;
          return [
            print(at + 1, pid, before),
            call(at + 2, pid, 'lseek', `3<${target}>, 0, SEEK_END`, size),
            print(at + 3, pid, after(size)),
          ];
        }),
        signals: [],
        processes: starts.map(({ pid }) => life(pid, '', { parent: null, bornBy: 'start' })),
      },
    });
    return lseek.checks.find((check) => check.id === id)!.judge(seen, exerciseEvidence(seen)).status;
  };
  const told = (size: number) => (size < 0 ? 'Illegal seek' : `size ${size}`);

  it.each(['error-told', 'regular-file'])('is told by what is printed after it: %s', (id) => {
    expect(status(id, 'where is the end?', told)).toBe('pass');
    expect(status(id, 'ESPIPE, or how a FIFO has no position', told)).toBe('pass');
    expect(status(id, 'ESPIPE 2747', () => 'done')).toBe('fail');
  });
});
