import {
  atMoment,
  type Check,
  CHILDLESS,
  fail,
  familyOf,
  numbersIn,
  pass,
  printedAfter,
  type ProcessLife,
  type Text,
} from '@proclab/lab-kit';
import { linesShown } from '../shared/lines-shown.ts';
import { bytesOf, shortCallsExhibit } from '../shared/pipe-calls.ts';
import { type Flow, numbersGiven, ofStory, ownWriteEnd, type Story, sum } from './story.ts';

const DRY: Text = { zh: '没有进程往管道里写进任何东西', en: 'nobody wrote anything into a pipe' };

export const childPerNumber: Check = {
  id: 'child-per-number',
  points: 10,
  must: {
    zh: '命令行上的每个数都有一个子进程，它往同一个管道里恰好写那么多字节',
    en: 'For each number on the command line a child writes exactly so many bytes, all into one pipe',
  },
  hint: {
    zh: '先 pipe，再在循环里 fork：第 i 个子进程写 argv[i] 个字节（0 就是不写），然后立刻结束，不要留在循环里。',
    en: 'Call pipe once, then fork in a loop: child i writes argv[i] bytes, be it none, and ends at once, so that it does not stay in the loop.',
  },
  see: "strace -f -y -e trace=write ./eof-and-sigpipe 7 600 2>&1 | grep 'pipe:'",
  blame: ['write', 'fork', 'pipe', 'pipe2'],
  on: 'traced',
  judge: ofStory((story) => {
    const { flow, numbers, family } = story;
    if (flow === null) return fail(DRY, { ms: family.program.bornAt });
    const sight = { ms: flow.writes[0]?.at, exhibits: [shortCallsExhibit(flow.writes)] };
    if (flow.writers.some(({ pid }) => pid === family.program.pid))
      return fail(
        {
          zh: `PID ${family.program.pid} 是你启动的那个进程，它自己也往管道里写了`,
          en: `PID ${family.program.pid}, which is the process that was started, wrote into the pipe itself`,
        },
        sight,
      );
    const each = flow.writers.map(({ pid, bytes }) => ({
      zh: `PID ${pid} 写了 ${bytes} 字节`,
      en: `PID ${pid} wrote ${bytes}`,
    }));
    const seen = {
      zh: `参数是 ${numbers.join(' ')}；${each.map(({ zh }) => zh).join('，')}`,
      en: `the arguments were ${numbers.join(' ')}; ${each.map(({ en }) => en).join(', ')} bytes`,
    };
    const wanted = sorted(numbers.filter((number) => number > 0));
    if (wanted !== sorted(flow.writers.map(({ bytes }) => bytes))) return fail(seen, sight);
    const [zeros, silent] = [numbers.filter((number) => number === 0), silentOnes(story)];
    return silent.length >= zeros.length
      ? pass(seen, sight)
      : fail(
          {
            zh: `${seen.zh}；什么也不写的子进程应有 ${zeros.length} 个，却有 ${silent.length} 个`,
            en: `${seen.en}; children that wrote nothing: ${silent.length}, not ${zeros.length}`,
          },
          sight,
        );
  }),
};

/** Those who wrote neither into the pipe of the first part nor into one without a reader. */
function silentOnes({ flow, broken, family }: Story): readonly ProcessLife[] {
  const wrote = new Set([...(flow?.writers ?? []), ...broken.map(({ life }) => life)].map(({ pid }) => pid));
  return family.made.filter(({ pid }) => !wrote.has(pid));
}

function sorted(numbers: readonly number[]): string {
  return numbers.toSorted((a, b) => a - b).join(' ');
}

export const readsAll: Check = {
  id: 'reads-all',
  points: 10,
  must: {
    zh: '写进管道的每个字节都被读了出来',
    en: 'Every byte that was written into the pipe is read from it',
  },
  hint: {
    zh: '一次 read 只给出当时管道里有的、至多你要的那么多字节。要循环地读，每次都从缓冲区的开头读起。',
    en: 'One read gives what is in the pipe just then, and never more than you ask for. Read in a loop, each time to the start of the buffer.',
  },
  see: "strace -f -y -e trace=read,write ./eof-and-sigpipe 1500 0 123 2>&1 | grep 'pipe:'",
  blame: ['read', 'fread', 'fgets', 'pipe', 'pipe2'],
  on: 'traced',
  judge: ofStory(({ flow, family }) => {
    if (flow === null) return fail(DRY, { ms: family.program.bornAt });
    const [written, read] = [bytesOf(flow.writes), bytesOf(flow.reads)];
    const seen = {
      zh: `写进 ${written} 字节，读出 ${read} 字节`,
      en: `${written} bytes were written and ${read} were read`,
    };
    const sight = { ms: flow.reads.at(-1)?.at, exhibits: [shortCallsExhibit(flow.reads.slice(-4))] };
    return read === written ? pass(seen, sight) : fail(seen, sight);
  }),
};

export const readsToEof: Check = {
  id: 'reads-to-eof',
  points: 15,
  must: {
    zh: '一直读到 read 返回 0：最后一个写端关闭了',
    en: 'It reads until read returns 0, once the last write end is closed',
  },
  hint: {
    zh: '只要还有一个写端开着，read 就会等下去，而 fork 使每个描述符都多出一份。父进程在 fork 之后要关闭自己的写端；循环的条件是 read 返回值大于 0，不是字节数够了。',
    en: 'As long as a single write end is open, read waits, and each fork doubles the descriptors. The parent must close its own write end after the forks, and the loop goes on while read returns more than 0, not until the bytes suffice.',
  },
  see: "strace -f -y -e trace=pipe2,read,write,close ./eof-and-sigpipe 7 600 2>&1 | grep 'pipe:'",
  blame: ['read', 'fread', 'fgets', 'pipe', 'pipe2'],
  on: 'traced',
  judge: ofStory((story) => {
    const { flow, family } = story;
    if (flow === null) return fail(DRY, { ms: family.program.bornAt });
    const last = flow.end ?? flow.reads.at(-1);
    const write = flow.writes.at(-1);
    const exhibits = [
      shortCallsExhibit([...(write ? [write] : []), ...flow.reads.slice(-3)].toSorted((a, b) => a.at - b.at)),
    ];
    const sight = { ms: last?.at, exhibits };
    return flow.end === undefined
      ? fail(whyNoEnd(story, flow), sight)
      : pass(
          {
            zh: `PID ${flow.end.pid} 的第 ${flow.reads.indexOf(flow.end) + 1} 次 read 返回 0`,
            en: `PID ${flow.end.pid}: its read number ${flow.reads.indexOf(flow.end) + 1} returned 0`,
          },
          sight,
        );
  }),
};

function whyNoEnd(story: Story, flow: Flow): Text {
  const last = flow.reads.at(-1);
  if (last === undefined) return { zh: '没有进程读过这个管道', en: 'nobody read from that pipe' };
  const own = ownWriteEnd(story, last.pid, flow.pipe);
  if (last.result === null)
    return own === null
      ? {
          zh: `PID ${last.pid} 的最后一次 read 一直没有返回：还有进程开着写端`,
          en: `the last read of PID ${last.pid} never returned: somebody still had a write end open`,
        }
      : {
          zh: `PID ${last.pid} 的最后一次 read 一直没有返回：它自己还开着写端（描述符 ${own}）`,
          en: `the last read of PID ${last.pid} never returned: it still had a write end open itself (descriptor ${own})`,
        };
  return last.result === 0
    ? {
        zh: `PID ${last.pid} 最后一次 read 要的是 0 个字节，返回 0 不说明管道到了头`,
        en: `the last read of PID ${last.pid} asked for 0 bytes: that it returned 0 does not tell the end`,
      }
    : {
        zh: `PID ${last.pid} 的最后一次 read 返回 ${last.error ?? last.result}，之后就不读了`,
        en: `the last read of PID ${last.pid} returned ${last.error ?? last.result}, and it did not read on`,
      };
}

export const saysTotal: Check = {
  id: 'says-total',
  points: 5,
  must: {
    zh: 'read 返回 0 之后，读的一方打印一共读到的字节数',
    en: 'After read has returned 0, the reader prints how many bytes it has read in all',
  },
  hint: {
    zh: '把每次 read 的返回值加起来，循环结束以后再打印。',
    en: 'Add up what each read returns, and print the sum after the loop.',
  },
  see: 'strace -f -y -e trace=read,write ./eof-and-sigpipe 7 600 2>&1 | grep -v ELF',
  blame: ['read', 'fread', 'printf'],
  on: 'traced',
  judge: ofStory(({ run, flow, family }) => {
    if (flow?.end === undefined)
      return fail(
        { zh: 'read 没有返回过 0，也就说不上总数', en: 'no read returned 0, so there was no total to tell' },
        { ms: family.program.bornAt },
      );
    const text = printedAfter(run, flow.end);
    const total = bytesOf(flow.reads);
    const sight = {
      ms: flow.end.at,
      exhibits: linesShown(text),
    };
    return numbersIn(text).includes(total)
      ? pass({ zh: `之后打印了 ${total}`, en: `it then printed ${total}` }, sight)
      : fail(
          {
            zh: `读到 ${total} 字节，但 read 返回 0 之后打印的内容里没有这个数`,
            en: `it had read ${total} bytes, but what it printed after read had returned 0 does not have that number`,
          },
          sight,
        );
  }),
};

export const moreThanFits: Check = {
  id: 'more-than-fits',
  points: 10,
  must: {
    zh: '数据比管道容量大时也全部读到，打印正确的总数',
    en: 'It gets through more than the pipe can hold and prints the right total',
  },
  hint: {
    zh: '管道装满后写的一方会阻塞，直到有人读。先 wait 再 read 就会互相等下去；要先读到 0，再 wait。',
    en: 'When the pipe is full, the writers block until somebody reads. If you wait for them first and read later, everybody waits for ever: read to the end, then wait.',
  },
  see: './eof-and-sigpipe 80000 50001',
  blame: ['wait', 'waitpid', 'waitid', 'read', 'fread'],
  on: 'natural',
  judge: atMoment('after', (moment, run, evidence) => {
    if (!evidence.runs.some((each) => (familyOf(each)?.made.length ?? 0) > 0))
      return fail(CHILDLESS, { moment });
    const total = sum(numbersGiven(run));
    const output = (run.terminals[0]?.output ?? []).map(({ text }) => text).join('');
    const sight = {
      moment,
      exhibits: linesShown(output),
    };
    return numbersIn(output).includes(total)
      ? pass({ zh: `终端上有 ${total}`, en: `${total} was printed` }, sight)
      : fail(
          {
            zh: `总数是 ${total}，终端上没有这个数`,
            en: `the total is ${total}, which was not printed`,
          },
          sight,
        );
  }),
};
