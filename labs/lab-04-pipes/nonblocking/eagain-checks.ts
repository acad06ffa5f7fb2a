import { type Call, type Check, fail, numbersIn, pass, printedAfter } from '@proclab/lab-kit';
import { linesShown } from '../shared/lines-shown.ts';
import { isRead, isWrite, type PipeCall, shortCallsExhibit } from '../shared/pipe-calls.ts';
import { type Naming, tells } from '../shared/told.ts';
import { ofStory, UNWRITTEN } from './story.ts';

/** EAGAIN: errno(3), strerror(3). */
const EAGAIN: Naming = { numbers: [11], words: /\bE(AGAIN|WOULDBLOCK)\b|temporarily unavailable/i };

export const emptyEagain: Check = {
  id: 'empty-eagain',
  points: 15,
  must: {
    zh: '读端设成 O_NONBLOCK，从空管道 read 立刻得到 EAGAIN',
    en: 'With O_NONBLOCK on the read end, a read from the empty pipe gets EAGAIN at once',
  },
  hint: {
    zh: 'flags = fcntl(fd[0], F_GETFL)，再 fcntl(fd[0], F_SETFL, flags | O_NONBLOCK)。F_SETFD 是另一回事：它只管 close-on-exec。也可以用 pipe2(fd, O_NONBLOCK)。',
    en: 'flags = fcntl(fd[0], F_GETFL), then fcntl(fd[0], F_SETFL, flags | O_NONBLOCK). F_SETFD is something else: it is for close-on-exec. Or use pipe2(fd, O_NONBLOCK).',
  },
  see: "strace -f -y -e trace=pipe2,fcntl,read ./nonblocking 10000 2>&1 | grep 'pipe:'",
  blame: ['fcntl', 'pipe2', 'pipe'],
  on: 'traced',
  judge: ofStory(({ emptyRead, calls, family }) => {
    if (emptyRead !== undefined)
      return pass(
        { zh: `PID ${emptyRead.pid} 的 read 得到 EAGAIN`, en: `PID ${emptyRead.pid}: read got EAGAIN` },
        { ms: emptyRead.at, exhibits: [shortCallsExhibit([emptyRead])] },
      );
    const [first] = calls.filter(isRead);
    return fail(
      first === undefined
        ? { zh: '没有进程从管道里读', en: 'nobody read from a pipe' }
        : { zh: '没有一次从管道的 read 得到 EAGAIN', en: 'no read from a pipe got EAGAIN' },
      {
        ms: first?.at ?? family.program.bornAt,
        exhibits: first === undefined ? [] : [shortCallsExhibit([first])],
      },
    );
  }),
};

export const saysEagain: Check = {
  id: 'says-eagain',
  points: 10,
  must: {
    zh: '之后打印这个错误：EAGAIN、11 或 Resource temporarily unavailable',
    en: 'It then prints that error: EAGAIN, 11 or Resource temporarily unavailable',
  },
  hint: {
    zh: 'read 返回 -1 不是 EOF（那是 0）。原因在 errno 里，紧接着用 perror 或 strerror(errno) 打印。',
    en: 'That read returns -1 is not the end of file, which is 0. The reason is in errno: print it at once by perror or strerror(errno).',
  },
  see: './nonblocking 10000',
  blame: ['perror', 'strerror', 'read'],
  on: 'traced',
  judge: ofStory(({ run, emptyRead, family }) => {
    if (emptyRead === undefined)
      return fail({ zh: '没有 read 得到 EAGAIN', en: 'no read got EAGAIN' }, { ms: family.program.bornAt });
    const text = printedAfter(run, emptyRead);
    const sight = { ms: emptyRead.at, exhibits: linesShown(text) };
    return tells(text, EAGAIN)
      ? pass({ zh: '打印了这个错误', en: 'it printed that error' }, sight)
      : fail(
          {
            zh: `PID ${emptyRead.pid} 在 read 之后没有打印 EAGAIN、11 或 Resource temporarily unavailable`,
            en: `after its read, PID ${emptyRead.pid} printed neither EAGAIN nor 11 nor Resource temporarily unavailable`,
          },
          sight,
        );
  }),
};

export const fullEagain: Check = {
  id: 'full-eagain',
  points: 15,
  must: {
    zh: '写端设成 O_NONBLOCK，一直写到 write 得到 EAGAIN：管道满了',
    en: 'With O_NONBLOCK on the write end, it writes until write gets EAGAIN: the pipe is full',
  },
  hint: {
    zh: '循环里只写不读，write 返回 -1 才停。写端没有 O_NONBLOCK 的话，管道一满 write 就不再返回。',
    en: 'Write in a loop, read nothing meanwhile, and stop only when write returns -1. Without O_NONBLOCK on the write end, write does not come back once the pipe is full.',
  },
  see: "strace -f -y -s 8 -e trace=fcntl,write ./nonblocking 10000 2>&1 | grep 'pipe:'",
  blame: ['write', 'fcntl', 'pipe2'],
  on: 'traced',
  judge: ofStory(({ filled, family }) => {
    if (filled === null) return fail(UNWRITTEN, { ms: family.program.bornAt });
    const { fullWrite, bytes, calls } = filled;
    const writes = calls.filter(isWrite);
    const shown = fullWrite === undefined ? writes.slice(-2) : upTo(writes, fullWrite);
    const sight = { ms: shown.at(-1)?.at, exhibits: [shortCallsExhibit(shown)] };
    if (fullWrite !== undefined && bytes > 0)
      return pass(
        { zh: `写进 ${bytes} 字节之后 write 得到 EAGAIN`, en: `after ${bytes} bytes, write got EAGAIN` },
        sight,
      );
    return fail(
      writes.at(-1)?.result === null
        ? {
            zh: `写进 ${bytes} 字节之后，write 一直没有返回`,
            en: `after ${bytes} bytes, write never returned`,
          }
        : {
            zh: `写进 ${bytes} 字节就停了，没有一次 write 得到 EAGAIN`,
            en: `it stopped after ${bytes} bytes, and no write got EAGAIN`,
          },
      sight,
    );
  }),
};

export const saysFull: Check = {
  id: 'says-full',
  points: 5,
  must: {
    zh: 'write 得到 EAGAIN 之后，打印一共写进了多少字节',
    en: 'After write got EAGAIN, it prints how many bytes had gone in',
  },
  hint: {
    zh: '把每次 write 的返回值加起来（-1 不算）：写进去的可能比你要写的少。',
    en: 'Add up what each write returned, the -1 left out: less may go in than you asked for.',
  },
  see: 'strace -f -y -s 8 -e trace=write ./nonblocking 10000',
  blame: ['write', 'printf'],
  on: 'traced',
  judge: ofStory(({ run, filled, family }) => {
    if (filled?.fullWrite === undefined)
      return fail({ zh: '没有 write 得到 EAGAIN', en: 'no write got EAGAIN' }, { ms: family.program.bornAt });
    const text = printedAfter(run, filled.fullWrite);
    const sight = { ms: filled.fullWrite.at, exhibits: linesShown(text) };
    return numbersIn(text).includes(filled.bytes)
      ? pass({ zh: `打印了 ${filled.bytes}`, en: `it printed ${filled.bytes}` }, sight)
      : fail(
          {
            zh: `写进了 ${filled.bytes} 字节，之后打印的内容里没有这个数`,
            en: `${filled.bytes} bytes had gone in, and what it printed then does not have that number`,
          },
          sight,
        );
  }),
};

function upTo(calls: readonly PipeCall[], last: Call): readonly PipeCall[] {
  return calls.filter(({ at }) => at <= last.at).slice(-3);
}
