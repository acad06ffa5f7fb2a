import { type Check, fail, numbersIn, pass, printedAfter, printedExhibit, type Run } from '@proclab/lab-kit';
import { shortCallsExhibit } from '../shared/pipe-calls.ts';
import { capacityOf, type Filled, ofStory, sizeCalls, type Story, UNWRITTEN } from './story.ts';

/** PIPE_BUF on Linux, pipe(7). */
const PIPE_BUF = 4096;

export const pipeBuf: Check = {
  id: 'pipe-buf',
  points: 10,
  must: {
    zh: '打印 PIPE_BUF：一次 write 不超过这么多字节就不会被拆开',
    en: 'It prints PIPE_BUF: a write of up to so many bytes is never split',
  },
  hint: {
    zh: 'PIPE_BUF 在 <limits.h> 里；fpathconf(fd[0], _PC_PIPE_BUF) 给出同一个数。_POSIX_PIPE_BUF 是标准保证的最小值，不是这里的值。',
    en: 'PIPE_BUF is in <limits.h>, and fpathconf(fd[0], _PC_PIPE_BUF) gives the same number. _POSIX_PIPE_BUF is what the standard guarantees at least, not what you have here.',
  },
  see: 'getconf PIPE_BUF /',
  blame: ['fpathconf', 'pathconf', 'printf'],
  on: 'traced',
  judge: ofStory((story) => {
    if (story.filled === null) return fail(UNWRITTEN, { ms: story.family.program.bornAt });
    const sight = { exhibits: [printedExhibit([story.family.program])] };
    return numbersIn(printed(story)).includes(PIPE_BUF)
      ? pass({ zh: `打印了 ${PIPE_BUF}`, en: `it printed ${PIPE_BUF}` }, sight)
      : fail(
          {
            zh: `这里的 PIPE_BUF 是 ${PIPE_BUF}，打印的内容里没有这个数`,
            en: `PIPE_BUF is ${PIPE_BUF} here, and nothing that was printed has that number`,
          },
          sight,
        );
  }),
};

export const asksSize: Check = {
  id: 'asks-size',
  points: 5,
  must: {
    zh: '按命令行给的大小设置管道的容量（F_SETPIPE_SZ）',
    en: 'It asks for a pipe of the size on the command line (F_SETPIPE_SZ)',
  },
  hint: {
    zh: '文件开头 #define _GNU_SOURCE，然后 fcntl(fd[1], F_SETPIPE_SZ, atoi(argv[1]))。',
    en: 'Put #define _GNU_SOURCE first in the file, then fcntl(fd[1], F_SETPIPE_SZ, atoi(argv[1])).',
  },
  see: 'strace -f -y -e trace=fcntl ./nonblocking 10000 2>&1 | grep PIPE_SZ',
  blame: ['fcntl', 'pipe', 'pipe2'],
  on: 'traced',
  judge: ofStory(({ calls, asked, family }) => {
    const settings = sizeCalls(calls).filter(({ args }) => args.includes('F_SETPIPE_SZ'));
    const fitting = settings.find(({ args }) => args.endsWith(`F_SETPIPE_SZ, ${asked}`));
    const shown = fitting ?? settings[0];
    const sight = {
      ms: shown?.at ?? family.program.bornAt,
      exhibits: shown === undefined ? [] : [shortCallsExhibit([shown])],
    };
    if (fitting !== undefined)
      return pass({ zh: `要求的容量是 ${asked}`, en: `it asked for ${asked} bytes` }, sight);
    return fail(
      {
        zh: `参数是 ${asked}，没有用这个数设置过管道的容量`,
        en: `the argument was ${asked}, and no pipe was asked to have that size`,
      },
      sight,
    );
  }),
};

export const capacity: Check = {
  id: 'capacity',
  points: 15,
  must: {
    zh: '打印管道真正的容量，它由内核说了算',
    en: 'It prints what the pipe can really hold, which is for the kernel to say',
  },
  hint: {
    zh: '内核把要求的大小向上取成页数为 2 的幂。真正的容量由 fcntl(fd[1], F_GETPIPE_SZ) 给出；PIPE_BUF 和 ulimit -p 说的是另一回事。',
    en: 'The kernel rounds what you ask for up to a power of two of pages. fcntl(fd[1], F_GETPIPE_SZ) tells what came of it; PIPE_BUF and ulimit -p are about something else.',
  },
  see: 'strace -f -y -e trace=fcntl ./nonblocking 10000 2>&1 | grep PIPE_SZ',
  blame: ['fcntl', 'fpathconf', 'printf'],
  on: 'traced',
  judge: ofStory((story) => {
    const { filled, family } = story;
    if (filled === null) return fail(UNWRITTEN, { ms: family.program.bornAt });
    const told = capacityOf(filled.calls);
    const truth = told?.result ?? filled.bytes;
    const sight = {
      ms: told?.at ?? filled.fullWrite?.at,
      exhibits: [...(told === null ? [] : [shortCallsExhibit([told])]), printedExhibit([family.program])],
    };
    const times = numbersIn(printed(story)).filter((number) => number === truth).length;
    if (times > 1 || (times === 1 && !isOnlyCount(story.run, filled, truth)))
      return pass(
        { zh: `容量是 ${truth}，打印出来了`, en: `the pipe held ${truth} bytes, and so it said` },
        sight,
      );
    return fail(
      times > 0
        ? {
            zh: `管道的容量是 ${truth}；这个数只打印了一次，那是写进的字节数，不是容量`,
            en: `the pipe held ${truth} bytes; that number was printed once, which is for the bytes that went in, not for the capacity`,
          }
        : {
            zh: `管道的容量是 ${truth}，打印的内容里没有这个数`,
            en: `the pipe held ${truth} bytes, and nothing that was printed has that number`,
          },
      sight,
    );
  }),
};

/** Is a number that was printed once that of the bytes that went in? It was printed when the pipe was full. */
function isOnlyCount(run: Run, { fullWrite, bytes }: Filled, number: number): boolean {
  if (fullWrite === undefined || bytes !== number) return false;
  return numbersIn(printedAfter(run, fullWrite)).includes(number);
}

function printed({ family: { program, made } }: Story): string {
  return [program, ...made].map((life) => life.printed).join('\n');
}
