import {
  type Call,
  callsBy,
  callsExhibit,
  type Check,
  descriptorOf,
  fail,
  numbersIn,
  pass,
  pathFrom,
  printedAfter,
  type Run,
  type Text,
} from '@proclab/lab-kit';
import { ofTwo } from './of-two.ts';

/** Relative to where the program is started. */
const NAME = 'offset.txt';
export const FILE = `/home/student/${NAME}`;

const SEE = 'strace -f -e trace=openat,write,lseek,fork,clone ./private-memory';

/** The arguments of lseek(2) that leave the offset as it is. */
const ASKS = ', 0, SEEK_CUR';

/** Traced beside the usual calls: they cut a file off, truncate(2). */
export const CUTTING = ['truncate', 'ftruncate'];
const EMPTYING = [...CUTTING, 'unlink', 'unlinkat'];

/** Opens of the file for writing that succeeded, by anyone, in the order of their entry. */
function opensOf(run: Run): readonly Call[] {
  return (run.trace?.calls ?? []).filter(({ name, args, result }) => {
    if (!['open', 'openat', 'creat'].includes(name) || (result ?? -1) < 0) return false;
    const [, path = ''] = /"((?:[^"\\]|\\.)*)"/.exec(args) ?? [];
    const writes = name === 'creat' || /\bO_(?:WRONLY|RDWR)\b/.test(args);
    return writes && pathFrom('/home/student', path) === FILE;
  });
}

/** Was the file empty once it had been opened? By the flags of open(2), or since it was removed or cut off before the fork. */
function isEmptied(run: Run, { name, args, pid }: Call, fork: number): boolean {
  return (
    name === 'creat' ||
    /\bO_(?:TRUNC|EXCL)\b/.test(args) ||
    callsBy(run, pid, ...EMPTYING).some((call) => call.at < fork && call.args.includes(NAME))
  );
}

/** Calls of a process on the file. */
function onFile(run: Run, pid: number, ...names: readonly string[]): readonly Call[] {
  return callsBy(run, pid, ...names).filter((call) => descriptorOf(call)?.target === FILE);
}

function writesBy(run: Run, pid: number): readonly Call[] {
  return onFile(run, pid, 'write', 'writev', 'pwrite64').filter(({ result }) => (result ?? 0) > 0);
}

export const oneOpen: Check = {
  id: 'one-open',
  points: 10,
  must: {
    zh: `${NAME} 只打开一次：由父进程在 fork 之前打开，打开时清空`,
    en: `${NAME} is opened for writing once only and emptied, by the parent before fork`,
  },
  hint: {
    zh: 'fork 之前用 O_TRUNC 打开一次，子进程就用继承来的描述符。各自 open 得到的是两个打开的文件，各有各的偏移量。',
    en: 'Open it once before fork, with O_TRUNC; the child uses the descriptor it inherits. Two calls of open give two open files, each with an offset of its own.',
  },
  see: SEE,
  blame: ['open', 'creat', 'fopen', 'fork', 'vfork'],
  on: 'traced',
  judge: ofTwo(({ program, child }, run) => {
    const opens = opensOf(run);
    const [first, second] = opens;
    if (first === undefined)
      return fail({ zh: `没有人打开 ${NAME} 来写`, en: `nobody opened ${NAME} for writing` });
    const sight = { ms: (second ?? first).at, exhibits: [callsExhibit(opens)] };
    if (second !== undefined)
      return fail(
        {
          zh: `${NAME} 打开了 ${opens.length} 次：${opens.map(({ pid }) => `PID ${pid}`).join('、')}`,
          en: `${NAME} was opened ${opens.length} times: by ${opens.map(({ pid }) => `PID ${pid}`).join(', ')}`,
        },
        sight,
      );
    const early = first.pid === program.pid && first.at < child.bornAt;
    if (early && !isEmptied(run, first, child.bornAt))
      return fail(
        {
          zh: `PID ${first.pid} 打开 ${NAME} 时没有清空：上次运行留下的内容还在`,
          en: `PID ${first.pid} opened ${NAME} without emptying it: what an earlier run has left stays`,
        },
        sight,
      );
    const when: Text = early
      ? { zh: '在 fork 之前', en: 'before fork' }
      : { zh: '在 fork 之后', en: 'after fork' };
    const seen = {
      zh: `PID ${first.pid} ${when.zh}打开了 ${NAME}`,
      en: `PID ${first.pid} opened ${NAME} ${when.en}`,
    };
    return early ? pass(seen, sight) : fail(seen, sight);
  }),
};

export const sharedOffset: Check = {
  id: 'shared-offset',
  points: 15,
  must: {
    zh: '回收子进程之后、自己还没有写时，父进程用 lseek(fd, 0, SEEK_CUR) 得到的是子进程写的字节数，并打印出来',
    en: 'Its child reaped and nothing written by itself, the parent gets from lseek(fd, 0, SEEK_CUR) the bytes that its child wrote, and prints that',
  },
  hint: {
    zh: '子进程写完并结束、父进程 wait 之后，先 lseek(fd, 0, SEEK_CUR) 并打印结果，再写自己的一行。SEEK_END 问的是文件大小，不是偏移量。',
    en: 'When the child has written and ended and the parent has waited for it: lseek(fd, 0, SEEK_CUR) first, print the result, and only then write. SEEK_END asks for the size of the file, not the offset.',
  },
  see: SEE,
  blame: ['lseek', 'open', 'creat', 'fork', 'vfork'],
  on: 'traced',
  judge: ofTwo(({ program, child: { pid: child, reaped } }, run) => {
    const parent = program.pid;
    const written = writesBy(run, child);
    if (written.length === 0)
      return fail({
        zh: `子进程 ${child} 没有往 ${NAME} 写过东西`,
        en: `the child ${child} wrote nothing to ${NAME}`,
      });
    const own = writesBy(run, parent).find(({ at }) => at > written[0]!.at);
    // dprintf(3) asks for the offset too, before each write: any call will do whose result is printed.
    const asked = onFile(run, parent, 'lseek').filter(
      ({ args, at }) => args.endsWith(ASKS) && at < (own?.at ?? Infinity),
    );
    const good = asked.find((call) => isRight(call) && isSure(call) && isPrinted(call));
    const right = asked.filter(isRight);
    const call = good ?? right.find(isSure) ?? right[0] ?? asked.at(-1);
    if (call === undefined)
      return fail(NEVER_ASKED, {
        ms: own?.at ?? program.ended?.at,
        exhibits: [callsExhibit(onFile(run, parent))],
      });
    const sight = { ms: call.at, exhibits: [callsExhibit([...written, call])] };
    const seen = {
      zh: `子进程写了 ${sizeOf(written)} 字节，父进程看到的偏移量是 ${call.result ?? '?'}`,
      en: `the child wrote ${sizeOf(written)} bytes, and the parent found the offset at ${call.result ?? '?'}`,
    };
    if (good !== undefined) return pass(seen, sight);
    if (!isRight(call)) return fail(seen, sight);
    return fail(
      isSure(call)
        ? { zh: `${seen.zh}，但没有打印出来`, en: `${seen.en}, but did not print it` }
        : {
            zh: `${seen.zh}：靠的是运气，那时还没有回收子进程 ${child}，它可能还没有写`,
            en: `${seen.en} by luck: it had not reaped the child ${child} by then, which might not have written yet`,
          },
      sight,
    );

    function isRight({ at, result }: Call): boolean {
      const before = writesBy(run, parent).filter((write) => write.at < at);
      return written.every((write) => write.at < at) && result === sizeOf([...written, ...before]);
    }

    /** Only who has been told of its end can know that the child has written. */
    function isSure({ at }: Call): boolean {
      return reaped !== null && at > (reaped.call?.returnedAt ?? reaped.at);
    }

    function isPrinted(its: Call): boolean {
      return numbersIn(printedAfter(run, its)).includes(its.result ?? -1);
    }
  }),
};

function sizeOf(writes: readonly Call[]): number {
  return writes.reduce((sum, { result }) => sum + (result ?? 0), 0);
}

const NEVER_ASKED: Text = {
  zh: '父进程在自己写之前没有用 lseek(fd, 0, SEEK_CUR) 问过偏移量',
  en: 'before writing itself the parent never asked for the offset by lseek(fd, 0, SEEK_CUR)',
};

export const bothLines: Check = {
  id: 'both-lines',
  points: 5,
  must: {
    zh: `${NAME} 里先是子进程的 PID，后是父进程的 PID，各占一行；父进程写之前不移动偏移量`,
    en: `${NAME} holds the child’s PID and then the parent’s, each in a line of its own; the parent writes without seeking before`,
  },
  hint: {
    zh: '父进程接着写就行，不要移动偏移量：它已经在子进程那一行之后。每行以换行结束。',
    en: 'The parent just goes on writing, without seeking: the offset is behind the child’s line already. End each line with a newline.',
  },
  see: `./private-memory; cat ${NAME}`,
  blame: ['write', 'dprintf', 'lseek', 'open', 'fork', 'vfork'],
  on: 'traced',
  judge: ofTwo((two, run) => {
    const [child, parent] = [two.child.pid, two.program.pid];
    const content = run.files.find(({ path }) => path === FILE)?.content;
    if (content == null)
      return fail({ zh: `没有 ${NAME}，或者它是空的`, en: `there is no ${NAME}, or it is empty` });
    const lines = content.split('\n');
    const last = lines.pop();
    const exhibits = [
      { kind: 'file', lines: [...lines, ...(last ? [last] : [])].slice(0, 8), marked: null },
    ] as const;
    const [childs, parents] = [child, parent].map((pid) =>
      lines.findIndex((line) => numbersIn(line).includes(pid)),
    ) as [number, number];
    if (childs < 0 || childs >= parents)
      return fail(
        {
          zh: `没有先 ${child}、后 ${parent} 这样的两行`,
          en: `there are no two lines with ${child} first and ${parent} after it`,
        },
        { exhibits },
      );
    const sought = soughtBetween(run, child, parent);
    if (sought !== undefined)
      return fail(
        {
          zh: '子进程写了之后，父进程先移动了偏移量，再写自己的一行',
          en: 'its child had written, and the parent moved the offset before it wrote its own line',
        },
        { ms: sought.at, exhibits: [callsExhibit([sought])] },
      );
    return pass(
      {
        zh: `第 ${childs + 1} 行是子进程的 ${child}，第 ${parents + 1} 行是父进程的 ${parent}`,
        en: `line ${childs + 1} has the child’s ${child}, line ${parents + 1} the parent’s ${parent}`,
      },
      { exhibits },
    );
  }),
};

/** A call of the parent that set the offset, lseek(2), between its child's line and its own. */
function soughtBetween(run: Run, child: number, parent: number): Call | undefined {
  const from = writesBy(run, child)[0]?.at ?? Infinity;
  const until = writesBy(run, parent).find(({ at }) => at > from)?.at ?? Infinity;
  return onFile(run, parent, 'lseek').find(({ args, at }) => !args.endsWith(ASKS) && from < at && at < until);
}
