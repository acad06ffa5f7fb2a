import { type Text } from '@proclab/lab-kit';
import { isGranted, isReadEnd, modeOf } from './experiments.ts';
import {
  afterClose,
  asked,
  crashed,
  extended,
  type Find,
  isMapping,
  movedByPages,
  movedWithinAPage,
  saved,
  sizeBehind,
  touchesEmpty,
} from './outcomes.ts';

/** One experiment: the word before its result in the output, what is to be done, and how to find what came of it. */
export interface Experiment {
  readonly word: string;
  readonly what: Text;
  readonly find: Find;
}

/** A question of the lecture notes. */
export interface Question {
  readonly must: Text;
  readonly hint: Text;
  /** Calls that hardly any other question needs: for the rest no line can be named. */
  readonly blame: readonly string[];
  readonly experiments: readonly Experiment[];
}

const PAGE = 4096;

/** The ten questions of the lecture notes, in their order. */
export const QUESTIONS: readonly Question[] = [
  {
    must: {
      zh: 'munmap 移动了的指针（一字节、一页）：问过内核，并打印它的回答',
      en: 'munmap of a pointer that was moved, by a byte and by a page: the kernel was asked, its answers printed',
    },
    hint: {
      zh: 'p 是 mmap 返回的地址，映射两页：先 munmap(p + 1, 4096)，再 munmap(p + 4096, 4096)。地址必须是页的整数倍，但不必是映射的开头。',
      en: 'With p from mmap, two pages long: first munmap(p + 1, 4096), then munmap(p + 4096, 4096). The address must be a multiple of the page size, but need not be where the mapping began.',
    },
    blame: ['munmap'],
    experiments: [
      {
        word: 'plus-one',
        what: { zh: 'munmap(p + 1, …)', en: 'munmap(p + 1, …)' },
        find: movedWithinAPage,
      },
      {
        word: 'plus-page',
        what: {
          zh: '对同一个映射（至少两页）munmap(p + 4096, …)',
          en: 'munmap(p + 4096, …) on the same mapping, of at least two pages',
        },
        find: movedByPages,
      },
    ],
  },
  {
    must: {
      zh: '只读打开的文件映射成可写（共享、私有）：问过内核，并打印它的回答',
      en: 'A file opened for reading, mapped for writing, shared and private: the kernel was asked, its answers printed',
    },
    hint: {
      zh: 'open(…, O_RDONLY)，再以 PROT_READ | PROT_WRITE 映射两次，一次 MAP_SHARED，一次 MAP_PRIVATE。私有的副本反正写不回文件。',
      en: 'open(…, O_RDONLY), then map twice with PROT_READ | PROT_WRITE, once MAP_SHARED and once MAP_PRIVATE. What is private never gets back into the file.',
    },
    blame: [],
    experiments: [
      {
        word: 'shared',
        what: {
          zh: '用 O_RDONLY 打开文件，以 PROT_READ | PROT_WRITE、MAP_SHARED 映射',
          en: 'a file opened O_RDONLY, mapped PROT_READ | PROT_WRITE and MAP_SHARED',
        },
        find: asked(
          (each, all) => each.readable && each.writable && each.shared && modeOf(all, each) === 'O_RDONLY',
        ),
      },
      {
        word: 'private',
        what: { zh: '同样，但用 MAP_PRIVATE', en: 'the same with MAP_PRIVATE' },
        find: asked(
          (each, all) => each.readable && each.writable && !each.shared && modeOf(all, each) === 'O_RDONLY',
        ),
      },
    ],
  },
  {
    must: {
      zh: '只用 PROT_WRITE 映射（O_RDWR、O_WRONLY）：问过内核，并打印它的回答',
      en: 'PROT_WRITE alone, on O_RDWR and on O_WRONLY: the kernel was asked, its answers printed',
    },
    hint: {
      zh: '同一个文件打开两次，O_RDWR 和 O_WRONLY，每次都只以 PROT_WRITE 映射。内核要求文件可读，无论 prot 是什么。',
      en: 'Open a file twice, O_RDWR and O_WRONLY, and map each with PROT_WRITE alone. It is the file that must be open for reading, whatever the protection.',
    },
    blame: [],
    experiments: [
      {
        word: 'rdwr',
        what: {
          zh: '用 O_RDWR 打开文件，只以 PROT_WRITE 映射',
          en: 'a file opened O_RDWR, mapped with PROT_WRITE alone',
        },
        find: asked((each, all) => each.writable && !each.readable && modeOf(all, each) === 'O_RDWR'),
      },
      {
        word: 'wronly',
        what: {
          zh: '用 O_WRONLY 打开文件，只以 PROT_WRITE 映射',
          en: 'a file opened O_WRONLY, mapped with PROT_WRITE alone',
        },
        find: asked((each, all) => each.writable && !each.readable && modeOf(all, each) === 'O_WRONLY'),
      },
    ],
  },
  {
    must: {
      zh: '偏移量 1000 和 4096：问过内核，并打印它的回答',
      en: 'Offsets 1000 and 4096: the kernel was asked, its answers printed',
    },
    hint: {
      zh: 'glibc 的 mmap 看到偏移量不是页的整数倍，就自己返回 EINVAL。要让内核回答：syscall(SYS_mmap, NULL, 4096L, (long)PROT_READ, (long)MAP_SHARED, (long)fd, 1000L)。',
      en: 'When the offset is no multiple of the page size, mmap of glibc returns EINVAL by itself. For the kernel’s answer: syscall(SYS_mmap, NULL, 4096L, (long)PROT_READ, (long)MAP_SHARED, (long)fd, 1000L).',
    },
    blame: ['syscall'],
    experiments: [
      {
        word: 'offset-1000',
        what: {
          zh: '偏移量为 1000 的 mmap，并且用 syscall(SYS_mmap, …)：glibc 的 mmap 自己就拒绝，根本不问内核',
          en: 'mmap with offset 1000, by syscall(SYS_mmap, …): mmap of glibc refuses by itself and never asks the kernel',
        },
        find: asked(({ offset }) => offset === 1000),
      },
      {
        word: 'offset-4096',
        what: { zh: '偏移量为 4096 的 mmap', en: 'mmap with offset 4096' },
        find: asked(({ offset }) => offset === PAGE),
      },
    ],
  },
  {
    must: {
      zh: '不检查返回值就去访问：做过，并打印子进程的下场',
      en: 'What a failed mmap returned was touched unchecked, and what became of the child printed',
    },
    hint: {
      zh: '让一次 mmap 失败（比如长度为 0），紧接着 fork，子进程访问返回的地址；父进程用 waitpid 看它怎么死的。MAP_FAILED 是 -1，不是 NULL。',
      en: 'Let an mmap fail (by length 0, say) and fork right after it; the child touches the address that came back, and the parent sees by waitpid how it died. MAP_FAILED is -1, not NULL.',
    },
    blame: [],
    experiments: [
      {
        word: 'unchecked',
        what: {
          zh: 'mmap 失败之后，由一个子进程照样去访问它返回的地址',
          en: 'a child that touches what a failed mmap has returned',
        },
        find: crashed((last) => isMapping(last) && !isGranted(last)),
      },
    ],
  },
  {
    must: {
      zh: '三种失败的 mmap：问过内核，并打印各自的原因',
      en: 'Three ways for mmap to fail: the kernel was asked, its reasons printed',
    },
    hint: {
      zh: '三次失败的 mmap：长度为 0；描述符已经 close；描述符是 pipe 的读端。每次失败之后立刻取 errno，别的调用会改动它。',
      en: 'Three that fail: with length 0, with a descriptor that was closed, with the read end of a pipe. Take errno at once, before another call changes it.',
    },
    blame: ['pipe'],
    experiments: [
      {
        word: 'length-0',
        what: { zh: '长度为 0 的 mmap', en: 'mmap with length 0' },
        find: asked(({ length }) => length === 0),
      },
      {
        word: 'closed-fd',
        what: { zh: '用已经关闭的描述符 mmap', en: 'mmap of a descriptor that is closed' },
        find: asked(({ anonymous, path }) => !anonymous && path === null),
      },
      {
        word: 'pipe',
        what: { zh: '映射管道的读端', en: 'mmap of the read end of a pipe' },
        find: asked(isReadEnd),
      },
    ],
  },
  {
    must: {
      zh: '新建的文件，空着和扩展之后：都访问过，并打印结果',
      en: 'A new file was touched, empty and extended, and what happened printed',
    },
    hint: {
      zh: '空文件映射得了，访问不了。open(…, O_CREAT | O_TRUNC)、mmap、fork，子进程访问；然后对同一个文件 ftruncate，再访问。',
      en: 'An empty file can be mapped, but not touched. open(…, O_CREAT | O_TRUNC), mmap, fork, and let the child touch it; then ftruncate the same file and touch it again.',
    },
    blame: [],
    experiments: [
      {
        word: 'empty',
        what: {
          zh: '用 O_CREAT 新建的空文件，映射之后由一个子进程访问',
          en: 'a new, empty file (O_CREAT), mapped and then touched by a child',
        },
        find: touchesEmpty,
      },
      {
        word: 'extended',
        what: { zh: '把同一个文件扩展之后再访问', en: 'the same file, extended and touched again' },
        find: extended,
      },
    ],
  },
  {
    must: {
      zh: 'close(fd) 之后写进映射区的那一行在文件里，并打印出来',
      en: 'After close(fd) a line stored in the mapping gets into the file; it was read there and printed',
    },
    hint: {
      zh: '顺序是：mmap、close(fd)、从终端读一行、写进映射区、重新 open 这个文件、read。要先 close，再读终端；不要用 write 写文件。',
      en: 'In this order: mmap, close(fd), a line from the terminal, store it in the mapping, open the file again, read. Close before you read the terminal, and don’t write to the file with write.',
    },
    blame: ['fgets', 'getline', 'scanf', 'getchar'],
    experiments: [
      {
        word: 'after-close',
        what: {
          zh: '映射、close(fd)、从终端读一行写进映射区，再用 read 重新读这个文件，读到那一行',
          en: 'mmap, close(fd), a line from the terminal stored in the mapping, the file read again by read, and the line found',
        },
        find: afterClose,
      },
    ],
  },
  {
    must: {
      zh: '越过文件末尾、越过映射：都访问过，并打印子进程的下场',
      en: 'What lies beyond the file and beyond the mapping was touched, and what became of the children printed',
    },
    hint: {
      zh: '文件 1 字节，映射 8192 字节，访问第 4096 字节。另外：映射两页，munmap 第二页，访问那里：确定没有别的映射才谈得上越界。子进程在映射或解除映射之后立刻 fork。',
      en: 'A file of one byte, 8192 mapped, byte 4096 touched. And: two pages mapped, the second unmapped and touched, for only then is nothing mapped there for sure. Fork right after the mmap or munmap.',
    },
    blame: [],
    experiments: [
      {
        word: 'beyond-file',
        what: {
          zh: '文件不满一页，映射两页，由一个子进程访问第二页',
          en: 'a file shorter than a page, mapped with two pages, the second touched by a child',
        },
        find: crashed((last, signal, at, all) => {
          const size = sizeBehind(last, at, all);
          return size !== undefined && size !== 0 && signal === 'SIGBUS';
        }),
      },
      {
        word: 'beyond-mapping',
        what: {
          zh: '映射两页，解除第二页的映射，由一个子进程访问它',
          en: 'two pages mapped, the second unmapped and then touched by a child',
        },
        find: crashed((last) => !isMapping(last)),
      },
    ],
  },
  {
    must: {
      zh: '数据比文件长：文件里存下了多少，读出来并打印',
      en: 'Of data longer than the file, what was saved was read from the file and printed',
    },
    hint: {
      zh: '文件用 ftruncate 定为 10 字节，映射它，把整行写进去（还在同一页里，不会出错），再 open、read 这个文件。缓冲区要大于 10 字节。',
      en: 'Make the file 10 bytes long by ftruncate, map it, store the whole line (it stays within the page, so nothing crashes), then open and read the file, with a buffer larger than 10.',
    },
    blame: [],
    experiments: [
      {
        word: 'saved',
        what: {
          zh: '把那一行写进一个比它短的文件的映射区，再用 read 读这个文件，只读到开头',
          en: 'the line stored in the mapping of a file that is shorter, the file read by read, and only its beginning found',
        },
        find: saved,
      },
    ],
  },
];
