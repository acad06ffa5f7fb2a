import {
  type Call,
  callsBy,
  type Check,
  fail,
  familyOf,
  notChecked,
  pass,
  type ProcessLife,
  type Run,
  terminalsOf,
  trafficTo,
  typedReads,
} from '@proclab/lab-kit';
import { CARRIERS, mappingsOf, READS, shortExhibits, WRITES } from '../shared/by-mapping.ts';
import { MESSAGES, PATH, READER, WRITER } from './scenario.ts';
import { NEVER_SEEN, onceSeen } from './seen.ts';

function livesOf(run: Run, name: string): readonly ProcessLife[] {
  const family = familyOf(run, name);
  return family === null ? [] : [family.program, ...family.made];
}

/** Calls by which a message went between a program and the file. */
function carryingMessages(run: Run, name: string) {
  return livesOf(run, name)
    .flatMap(({ pid }) => callsBy(run, pid, ...READS, ...WRITES, ...CARRIERS))
    .filter(({ args }) => args.includes(`<${PATH}`) && MESSAGES.some((message) => args.includes(message)));
}

export const byMapping: Check = {
  id: 'by-mapping',
  points: 10,
  must: {
    zh: '消息经由两个共享映射传递：两个程序都用 MAP_SHARED 映射文件，不用 read 和 write 读写它',
    en: 'The messages go by two shared mappings: both programs map the file with MAP_SHARED, and none reads or writes it',
  },
  hint: {
    zh: '两边都是 mmap(…, MAP_SHARED, fd, 0)，writer 那边要有 PROT_WRITE。MAP_PRIVATE 的映射会不会看到别人的修改，POSIX 没有规定。',
    en: 'mmap(…, MAP_SHARED, fd, 0) on either side, with PROT_WRITE in the writer. Whether a MAP_PRIVATE mapping shows what others store is left open by POSIX.',
  },
  see: 'echo hello | strace -y -e trace=mmap,write,pwrite64 ./writer board',
  blame: [
    'reader.c:read',
    'writer.c:write',
    'writer.c:pwrite',
    'reader.c:pread',
    'reader.c:fread',
    'reader.c:mmap',
    'writer.c:mmap',
  ],
  on: 'traced',
  judge: onceSeen((run) => {
    const writers = mappingsOf(run, livesOf(run, WRITER), PATH);
    const readers = mappingsOf(run, livesOf(run, READER), PATH);
    const carrying = [...carryingMessages(run, WRITER), ...carryingMessages(run, READER)];
    const calls = [...writers.map(({ call }) => call), ...readers.map(({ call }) => call), ...carrying];
    const sight = { ms: (carrying[0] ?? calls[0])?.at ?? run.duration, exhibits: shortExhibits(calls) };
    if (!writers.some(({ shared, writable }) => shared && writable)) {
      return fail(
        {
          zh: 'writer 没有对文件的共享、可写的映射',
          en: 'the writer has no mapping of the file that is shared and writable',
        },
        sight,
      );
    }
    if (!readers.some(({ shared }) => shared)) {
      return fail(
        { zh: 'reader 没有对文件的共享映射', en: 'the reader has no shared mapping of the file' },
        sight,
      );
    }
    return carrying.length === 0
      ? pass({ zh: '两边都是共享映射', en: 'both have mapped the file shared' }, sight)
      : fail(
          { zh: `消息经过了 ${carrying[0]!.name}`, en: `a message went through ${carrying[0]!.name}` },
          sight,
        );
  }),
};

export const mappedOnce: Check = {
  id: 'mapped-once',
  points: 5,
  must: {
    zh: 'reader 显示过消息之后，不再重新映射文件',
    en: 'Once the reader has shown a message it maps the file no more',
  },
  hint: {
    zh: '映射一次就够了：别人存的内容会自己出现在那块内存里。把 mmap 移到循环外面。',
    en: 'One mapping is enough: what others store appears in that memory by itself. Move mmap out of the loop.',
  },
  see: "printf '\\n\\n' | strace -y -e trace=mmap,munmap ./reader board",
  blame: ['reader.c:mmap'],
  on: 'traced',
  judge: onceSeen((run, { at }) => {
    // What mremap(2) makes longer was mapped before.
    const mappings = mappingsOf(run, livesOf(run, READER), PATH).filter(({ call }) => call.name === 'mmap');
    const late = mappings.filter(({ call }) => call.at > at);
    const sight = { ms: late[0]?.call.at ?? at, exhibits: shortExhibits(mappings.map(({ call }) => call)) };
    if (mappings.length === 0)
      return fail({ zh: 'reader 没有映射文件', en: 'the reader has not mapped the file' }, sight);
    return late.length === 0
      ? pass({ zh: '显示消息之后没有再映射', en: 'it was not mapped again after a message was shown' }, sight)
      : fail(
          {
            zh: `显示消息之后又映射了 ${late.length} 次`,
            en: `it was mapped ${late.length} times more after a message was shown`,
          },
          sight,
        );
  }),
};

export const showsALine: Check = {
  id: 'shows-a-line',
  points: 5,
  must: {
    zh: '还没有消息时按回车，reader 也显示一行',
    en: 'While there is no message yet, the reader shows a line at Enter all the same',
  },
  hint: {
    zh: '谁按了回车，谁就在等回答：没有消息时打印一个空行，或者“还没有消息”。',
    en: 'Whoever presses Enter waits for an answer: where there is no message, print an empty line, or “nothing yet”.',
  },
  see: ': > board; echo | ./reader board',
  blame: ['reader.c:printf', 'reader.c:puts', 'reader.c:write', 'reader.c:mmap'],
  on: 'traced',
  scenario: 'empty',
  judge: (run) => {
    const pids = livesOf(run, READER).map(({ pid }) => pid);
    const [enter, next] = typedReads(run, pids);
    if (pids.length === 0) return notChecked(NEVER_SEEN, { ms: run.duration });
    if (enter === undefined)
      return fail(
        { zh: 'reader 从未读终端', en: 'the reader never read its terminal' },
        { ms: run.duration },
      );
    // Enter is pressed again only when a message is stored; until then nobody else makes the reader write.
    const lines = terminalsOf(run)
      .flatMap((path) => trafficTo(run, pids, path).calls)
      .filter(
        (call) => call.at > returnOf(enter) && call.at < (next === undefined ? Infinity : returnOf(next)),
      )
      .filter(({ args }) => args.includes('\\n'));
    const sight = { ms: enter.at, exhibits: shortExhibits([enter, ...lines]) };
    return lines.length > 0
      ? pass(
          {
            zh: '还没有消息，reader 也显示了一行',
            en: 'there was no message yet, and the reader showed a line',
          },
          sight,
        )
      : fail(
          {
            zh: '还没有消息时按了回车，reader 什么也没有显示',
            en: 'Enter was pressed while there was no message, and the reader showed nothing',
          },
          sight,
        );
  },
};

function returnOf({ at, returnedAt }: Call): number {
  return returnedAt ?? at;
}
