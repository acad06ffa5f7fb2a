import {
  type Check,
  type Exhibit,
  fail,
  linesOf,
  momentOf,
  pass,
  type Run,
  secondsWaited,
  showStatus,
  type Text,
} from '@proclab/lab-kit';
import { onceConnected, shownBy, started } from '../shared/judging.ts';
import { beginningOf, ONE_BY_ONE, TOGETHER } from './mail.ts';

const READER = './reader';

export const inFull: Check = {
  id: 'in-full',
  points: 20,
  must: {
    zh: '每条消息都完整、原样地出现在 reader 的终端上，自成一行的末尾',
    en: 'Each message appears on the reader’s terminal in full and unchanged, up to the end of a line',
  },
  hint: {
    zh: '用 read 的返回值作长度，原样写出（write 或 fwrite）。按缓冲区大小切开的消息之间不要插入任何东西；scanf("%s") 只读一个词；消息不能当作 printf 的格式串。',
    en: 'Take the length from what read returned and write just that (write, fwrite). Put nothing between the pieces of a message that is longer than your buffer; scanf("%s") reads one word; a message is no format for printf.',
  },
  see: "./reader mailbox > got & seq 900 | tr '\\n' ' ' | ./writer mailbox; wc -c got",
  blame: ['scanf', '__isoc99_scanf', 'reader.c:printf', 'reader.c:write', 'writer.c:fgets', 'reader.c:read'],
  on: 'natural',
  judge: onceConnected((moment, run) => {
    const lines = linesOf(shownBy(run, READER));
    const lost = ONE_BY_ONE.findIndex((message) => !lines.some((line) => line.endsWith(message)));
    const message = ONE_BY_ONE[lost];
    const sight = {
      ms: momentOf(run, `message-${lost + 1}`)?.at ?? moment.at,
      exhibits: [lineExhibit(lines, message)],
    };
    if (message === undefined) {
      const lengths = ONE_BY_ONE.map((one) => one.length);
      return pass(
        {
          zh: `${lengths.length} 条消息都完整，字符数：${lengths.join('、')}`,
          en: `all ${lengths.length} messages are complete; characters: ${lengths.join(', ')}`,
        },
        sight,
      );
    }
    const length = longestPiece(message, lines);
    return fail(
      length === message.length
        ? {
            zh: `第 ${lost + 1} 条消息的 ${length} 个字符连在一起，但同一行里后面还有别的内容`,
            en: `the ${length} characters of message ${lost + 1} stand together, but something follows in the same line`,
          }
        : {
            zh: `第 ${lost + 1} 条消息有 ${message.length} 个字符，只有 ${length} 个连在一起`,
            en: `of the ${message.length} characters of message ${lost + 1} only ${length} stand together`,
          },
      sight,
    );
  }),
};

export const nothingAdded: Check = {
  id: 'nothing-added',
  points: 10,
  must: {
    zh: '没有多余的字节：没有残留、没有重复、没有 \\0',
    en: 'Nothing is added: no leftovers, no repetition, no \\0',
  },
  hint: {
    zh: 'read 不会在末尾补 \\0：用 printf("%s") 之前先写 buffer[n] = 0（缓冲区要多留一个字节），否则上一条消息的尾巴会跟着出来。read 返回 0 时缓冲区里没有新内容。写端也只写消息本身，而不是 sizeof buffer 个字节。',
    en: 'read puts no \\0 at the end: set buffer[n] = 0 (with a byte to spare) before printf("%s"), or the tail of an older message follows. When read returns 0 there is nothing new in the buffer. And the writer writes the message, not sizeof buffer bytes.',
  },
  see: "./reader mailbox | cat -A & printf 'a longer one\\nshort\\n' | ./writer mailbox",
  blame: ['reader.c:printf', 'reader.c:puts', 'reader.c:write', 'writer.c:write'],
  on: 'natural',
  judge: onceConnected((moment, run) => {
    const lines = linesOf(shownBy(run, READER));
    const messages = [...ONE_BY_ONE, ...TOGETHER];
    const rests = lines.map((line) => {
      const message = messages.find((one) => line.endsWith(one));
      return { line, message, rest: message === undefined ? line : line.slice(0, -message.length) };
    });
    if (!rests.some(({ message }) => message !== undefined)) {
      return fail(
        { zh: '没有一条消息完整地出现在行末', en: 'no message stands in full at the end of a line' },
        { ms: moment.at, exhibits: [lineExhibit(lines)] },
      );
    }
    const strange = rests.find(({ rest }) => /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]/.test(rest));
    if (strange !== undefined) {
      return fail(
        { zh: '输出中有不可见的字节', en: 'the output has bytes that cannot be seen' },
        { ms: moment.at, exhibits: [lineExhibit([strange.line])] },
      );
    }
    const words = messages
      .flatMap((message) => message.split(' '))
      .filter((word) => /^[a-z]+-?\d+:?$/.test(word));
    const left = rests.find(({ rest }) => words.some((word) => rest.includes(word)));
    if (left !== undefined) {
      return fail(
        {
          zh: '消息的一段出现在不该出现的地方',
          en: 'a piece of a message has appeared where it does not belong',
        },
        { ms: moment.at, exhibits: [lineExhibit([left.line])] },
      );
    }
    const twice = messages.find((one) => rests.filter(({ message }) => message === one).length > 1);
    if (twice !== undefined) {
      return fail(
        {
          zh: `消息“${twice.slice(0, 20)}”出现了不止一次`,
          en: `“${twice.slice(0, 20)}” has appeared more than once`,
        },
        { ms: moment.at, exhibits: [lineExhibit(lines)] },
      );
    }
    return pass(
      { zh: '除消息之外没有多余的内容', en: 'nothing of a message stands where it does not belong' },
      { ms: moment.at, exhibits: [lineExhibit(lines)] },
    );
  }),
};

export const atOnce: Check = {
  id: 'at-once',
  points: 10,
  must: {
    zh: '每条消息一发出就显示，不等到最后',
    en: 'Each message is shown as soon as it was sent, not at the end',
  },
  hint: {
    zh: '写进 FIFO 的 stdio 流是块缓冲的：每条消息之后 fflush，或直接用 write。',
    en: 'A stdio stream into a FIFO is block-buffered: fflush after each message, or use write.',
  },
  see: 'strace -e trace=read,write ./writer mailbox',
  blame: ['writer.c:fputs', 'writer.c:fwrite', 'writer.c:fprintf', 'writer.c:write', 'reader.c:read'],
  on: 'natural',
  judge: onceConnected((_, run) => {
    const moments = ONE_BY_ONE.flatMap((_message, index) => momentOf(run, `message-${index + 1}`) ?? []);
    const late = moments.findIndex(({ reached }) => !reached);
    const moment = moments[late] ?? moments.at(-1);
    const exhibits = [lineExhibit(linesOf(shownBy(run, READER)))];
    if (late === -1) {
      return pass(
        { zh: '每条消息都在键入下一条之前出现', en: 'each message appeared before the next was typed' },
        { ms: moment?.at, exhibits },
      );
    }
    return fail(
      {
        zh: `键入第 ${late + 1} 条消息 ${secondsWaited(moment)} 秒之后，它还没有出现`,
        en: `message ${late + 1} had not appeared ${secondsWaited(moment)} s after it was typed`,
      },
      { moment, exhibits },
    );
  }),
};

export const byteStream: Check = {
  id: 'byte-stream',
  points: 10,
  must: {
    zh: '几条消息同时在 FIFO 里等着，读出来仍是几条，空的也算一条',
    en: 'Messages that wait in the FIFO together remain as many, an empty one included',
  },
  hint: {
    zh: 'FIFO 是字节流，不分消息：一次 read 可能拿到两条。分界要由你来传：每条消息连同换行（或长度、\\0）一起写进去，读端按它来分。空行也是一条消息。reader 停住又继续时，epoll_wait 之类会得到 EINTR（signal(7)）：那不是结束，要再来一次。',
    en: 'A FIFO is a stream of bytes: one read may get two messages. Where one ends is yours to send: write each with its newline (or a length, or \\0), and let the reader go by that. An empty line is a message too. When the reader goes on after a stop, epoll_wait and its like fail with EINTR (signal(7)): that is no end, so call it again.',
  },
  see: "./reader mailbox & printf 'one\\ntwo\\n' | ./writer mailbox",
  blame: ['reader.c:epoll_wait', 'reader.c:printf', 'writer.c:write', 'reader.c:read'],
  on: 'natural',
  judge: onceConnected((moment, run) => {
    const lines = linesOf(shownBy(run, READER));
    const [first, second] = TOGETHER.map((message) => lines.findIndex((line) => line.endsWith(message)));
    const missing = TOGETHER.find((_, index) => [first, second][index] === -1);
    const sight = { ms: (momentOf(run, 'end') ?? moment).at, exhibits: [lineExhibit(lines, TOGETHER[0])] };
    if (missing !== undefined) return fail(whyMissing(missing, run), sight);
    return second! - first! > 1
      ? pass({ zh: '每条消息各占一行', en: 'each of them has a line of its own' }, sight)
      : fail(
          {
            zh: `“${TOGETHER.join('”和“')}”之间键入的空行没有显示出来`,
            en: `the empty line that was typed between “${TOGETHER.join('” and “')}” was not shown`,
          },
          sight,
        );
  }),
};

/** Why no line ends with a message: it was not shown at all, or something else stands behind it. */
function whyMissing(message: string, run: Run): Text {
  if (shownBy(run, READER).includes(message))
    return { zh: `“${message}”没有自成一行`, en: `“${message}” has no line of its own` };
  const ended = started(run, READER)?.ended ?? null;
  const how =
    ended === null
      ? { zh: '没有结束', en: 'had not ended' }
      : { zh: `以 ${showStatus(ended.status)} 结束`, en: `ended with ${showStatus(ended.status)}` };
  return {
    zh: `“${message}”根本没有显示出来；reader ${how.zh}`,
    en: `“${message}” was not shown at all; the reader ${how.en}`,
  };
}

/** How many characters of a message, its first word among them, some line has together. */
function longestPiece(message: string, lines: readonly string[]): number {
  const start = beginningOf(message);
  const offset = message.indexOf(start);
  const lengths = lines.flatMap((line) => {
    const from = line.indexOf(start);
    if (from === -1) return [];
    const isSame = (index: number) =>
      message[index] !== undefined && line[from + index - offset] === message[index];
    let [first, end] = [offset, offset + start.length];
    while (isSame(first - 1)) first -= 1;
    while (isSame(end)) end += 1;
    return [end - first];
  });
  return Math.max(0, ...lengths);
}

const MOST_LINES = 8;
const WIDEST = 48;

/** What the reader's terminal shows, from a message on; long lines by both their ends and their length. */
function lineExhibit(lines: readonly string[], message = ''): Exhibit {
  const from =
    message === ''
      ? 0
      : Math.max(
          0,
          lines.findIndex((line) => line.includes(beginningOf(message))),
        );
  const shown = lines
    .slice(from)
    .filter((line) => line !== '')
    .slice(0, MOST_LINES);
  return {
    kind: 'output',
    lines: shown.map((line) =>
      line.length <= WIDEST
        ? line
        : `${line.slice(0, WIDEST / 2)} … ${line.slice(-WIDEST / 2)}  (${line.length})`,
    ),
    marked: null,
  };
}
