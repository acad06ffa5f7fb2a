import {
  bytesMapped,
  type Call,
  callsBy,
  type Check,
  fail,
  nameOf,
  notChecked,
  pass,
  pathGiven,
  type Run,
} from '@proclab/lab-kit';
import { CARRIERS, carriedBy, mappingsOf, READS, shortExhibits, WRITES } from '../shared/by-mapping.ts';
import { bytesIn, each, HOME, neverStarted, PAGE, type Start, startOf } from '../shared/starts.ts';
import { contentOf, type Copy, COPY, SIZES } from './copies.ts';

/** Judges each of the copies whose calls are known. */
function ofCopies(judge: (start: Start, copy: Copy, run: Run) => ReturnType<Check['judge']>): Check['judge'] {
  return (run) =>
    each(SIZES, (copy) => {
      const { source, target } = copy;
      const start = startOf(run, COPY, source, target);
      return start === null ? neverStarted(run, COPY, source, target) : judge(start, copy, run);
    });
}

const pathOf = (name: string) => `${HOME}/${name}`;

export const twoMappings: Check = {
  id: 'two-mappings',
  points: 20,
  must: {
    zh: '源文件和目标文件都被整个映射，目标文件的映射是共享的、可写的',
    en: 'Both files are mapped, the whole of them, and the mapping of the target is shared and writable',
  },
  hint: {
    zh: '两次 mmap：源文件用 PROT_READ，目标文件用 PROT_WRITE 和 MAP_SHARED。写进私有映射（MAP_PRIVATE）的内容到不了文件。',
    en: 'Two calls of mmap: the source with PROT_READ, the target with PROT_WRITE and MAP_SHARED. What is written to a private mapping (MAP_PRIVATE) never reaches the file.',
  },
  see: 'strace -f -y -e trace=openat,ftruncate,mmap,munmap ./copy page.txt page.copy',
  blame: ['mmap', 'open'],
  on: 'traced',
  judge: ofCopies(({ lives, program }, { source, target }, run) => {
    const size = bytesIn(contentOf(source) ?? '');
    const from = mappingsOf(run, lives, pathOf(source));
    const to = mappingsOf(run, lives, pathOf(target));
    const calls = [...from, ...to].map(({ call }) => call);
    const sight = { ms: calls[0]?.at ?? program.startedAt, exhibits: shortExhibits(calls) };
    const ways = [
      {
        name: source,
        all: from,
        fit: from.filter(({ readable, writable }) => readable || writable),
        unfit: { zh: '不可读', en: 'can’t be read' },
      },
      {
        name: target,
        all: to,
        fit: to.filter(({ shared, writable }) => shared && writable),
        unfit: { zh: '不是共享可写的', en: 'is not shared and writable' },
      },
    ];
    const wrong = ways.find(({ fit }) => bytesMapped(fit) < size);
    if (wrong === undefined) {
      return pass(
        { zh: `${source} 和 ${target} 都被整个映射`, en: `all of ${source} and ${target} was mapped` },
        sight,
      );
    }
    const { name, all, fit, unfit } = wrong;
    if (all.length === 0) return fail({ zh: `${name} 没有被映射`, en: `${name} was not mapped` }, sight);
    if (fit.length === 0) {
      return fail({ zh: `${name} 的映射${unfit.zh}`, en: `the mapping of ${name} ${unfit.en}` }, sight);
    }
    return fail(
      {
        zh: `${name} 有 ${size} 字节，映射的只有前 ${bytesMapped(fit)} 字节`,
        en: `of the ${size} bytes of ${name} only the first ${bytesMapped(fit)} were mapped`,
      },
      sight,
    );
  }),
};

export const noReadWrite: Check = {
  id: 'no-read-write',
  points: 10,
  must: {
    zh: '内容不经过 read、write、sendfile、copy_file_range 之类的调用',
    en: 'The content goes through no read or write, nor through sendfile, copy_file_range and the like',
  },
  hint: {
    zh: '映射好之后，用 memcpy（或循环）从一块内存复制到另一块。不要 strcpy：文件里可能有 \\0。',
    en: 'Once both are mapped, memcpy (or a loop) copies from one piece of memory to the other. Not strcpy: a file may hold NULs.',
  },
  see: 'strace -f -y -e trace=read,write,pread64,pwrite64,sendfile,copy_file_range ./copy page.txt page.copy',
  blame: ['write', 'fwrite', 'fputc', 'pwrite', 'sendfile', 'copy_file_range', 'read', 'fread', 'pread'],
  on: 'traced',
  judge: ofCopies(({ lives, program }, { source, target }, run) => {
    const mappings = [source, target].flatMap((name) => mappingsOf(run, lives, pathOf(name)));
    const read = carriedBy(run, lives, [...READS, ...CARRIERS], pathOf(source));
    const written = carriedBy(run, lives, [...WRITES, ...CARRIERS], pathOf(target));
    const calls = [...read.calls, ...written.calls];
    const sight = { ms: calls[0]?.at ?? program.startedAt, exhibits: shortExhibits(calls) };
    // To find the size, fseek(3) reads what the last block holds; to extend a file, one byte is written at its new end.
    if (read.bytes >= PAGE || written.bytes > 1) {
      return fail(
        {
          zh: `${source} → ${target}：用这些调用读了 ${read.bytes} 字节，写了 ${written.bytes} 字节`,
          en: `${source} → ${target}: such calls read ${read.bytes} and wrote ${written.bytes} bytes`,
        },
        sight,
      );
    }
    return mappings.length === 0
      ? notChecked({ zh: '两个文件都没有被映射', en: 'neither file was mapped' }, sight)
      : pass({ zh: '内容没有经过这些调用', en: 'the content went through none of these calls' }, sight);
  }),
};

export const extendedFirst: Check = {
  id: 'extended-first',
  points: 10,
  must: {
    zh: '目标文件先有了长度，才被映射',
    en: 'The target is given its size before it is mapped',
  },
  hint: {
    zh: '新文件的长度是 0，映射不会让它变长，访问文件末尾之后的页得到 SIGBUS。先 ftruncate(fd, size)，再 mmap。',
    en: 'A new file has size 0, and a mapping makes it no longer: touching a page behind its end is SIGBUS. First ftruncate(fd, size), then mmap.',
  },
  see: 'strace -f -y -e trace=ftruncate,truncate,fallocate,lseek,write,mmap ./copy page.txt page.copy',
  blame: ['ftruncate', 'truncate', 'mmap'],
  on: 'traced',
  judge: ofCopies(({ lives, program }, { source, target }, run) => {
    const mappings = mappingsOf(run, lives, pathOf(target));
    const size = bytesIn(contentOf(source) ?? '');
    const sizings = sizingsOf(
      run,
      lives.map(({ pid }) => pid),
      pathOf(target),
    );
    const calls = [...sizings.map(({ call }) => call), ...mappings.map(({ call }) => call)];
    const sight = {
      ms: mappings[0]?.call.at ?? program.startedAt,
      exhibits: shortExhibits(calls.toSorted((one, other) => one.at - other.at)),
    };
    if (mappings.length === 0)
      return notChecked({ zh: `${target} 没有被映射`, en: `${target} was not mapped` }, sight);
    const early = mappings.find(({ call, offset, length }) => {
      const before = sizings.filter((one) => one.call.at < call.at).map((one) => one.size);
      return Math.max(0, ...before) < Math.min(size, offset + length);
    });
    return early === undefined
      ? pass({ zh: `${target} 先加长，后映射`, en: `${target} was extended first and mapped then` }, sight)
      : fail(
          { zh: `${target} 被映射时还不够长`, en: `${target} was not long enough yet when it was mapped` },
          sight,
        );
  }),
};

/** The calls that gave a file a size, and which; a write is taken to reach as far as it has to. */
function sizingsOf(run: Run, pids: readonly number[], path: string): readonly { call: Call; size: number }[] {
  const numbers = ({ args }: Call) => args.split(', ').map(Number);
  return pids
    .flatMap((pid) => callsBy(run, pid, 'ftruncate', 'truncate', 'fallocate', ...WRITES, ...CARRIERS))
    .filter((call) => call.error === null && pathOfCall(run, call) === path)
    .map((call) => {
      const [, second = 0, offset = 0, length = 0] = numbers(call);
      if (call.name.endsWith('truncate')) return { call, size: second };
      return { call, size: call.name === 'fallocate' ? offset + length : Infinity };
    });
}

function pathOfCall(run: Run, call: Call): string | null {
  if (call.name === 'truncate') return pathGiven(run, call);
  return nameOf(/^\d+<([^>]*)>/.exec(call.args)?.[1] ?? '');
}
