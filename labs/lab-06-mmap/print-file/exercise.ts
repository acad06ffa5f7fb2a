import {
  ABSENT,
  c,
  type Check,
  exercise,
  fail,
  type Finding,
  givesCause,
  linesOf,
  natural,
  notChecked,
  pass,
  traced,
  tracing,
} from '@proclab/lab-kit';
import { TRACED } from '../shared/by-mapping.ts';
import { longestBeginning, showEnd, type Start, startOf, textExhibit } from '../shared/starts.ts';
import {
  EMPTY,
  everyFile,
  FILES,
  lookedAt,
  MISSING,
  type Name,
  ofFiles,
  PRINT_FILE,
  PRINTED,
  READ_ONLY,
} from './files.ts';
import { throughMapping, unmapped } from './how.ts';

function sightOf({ program, shown }: Start) {
  return { ms: program.ended?.at ?? program.startedAt, exhibits: [textExhibit(shown)] };
}

/** Was a file printed in full, whatever else was printed? One that prints every file it knows has not printed this one. */
function isWhole({ shown }: Start, name: Name): boolean {
  const { content } = FILES[name];
  const others = PRINTED.filter((other) => other !== name);
  return shown.includes(content) && !others.some((other) => shown.includes(FILES[other].content));
}

function judgeWhole(start: Start, name: Name): Finding {
  const { content } = FILES[name];
  if (isWhole(start, name)) {
    return pass(
      {
        zh: `${name} 的 ${content.length} 个字符全部打印出来`,
        en: `all ${content.length} characters of ${name} were printed`,
      },
      sightOf(start),
    );
  }
  const length = longestBeginning(content, start.shown);
  const end = showEnd(start.program);
  if (length === content.length) {
    return fail(
      {
        zh: `${start.command} 还打印了别的文件的内容`,
        en: `${start.command} printed what other files hold as well`,
      },
      sightOf(start),
    );
  }
  return fail(
    {
      zh: `${start.command} 应打印 ${content.length} 个字符，连续出现的只有前 ${length} 个；${end.zh}`,
      en: `${start.command}: of ${content.length} characters only the first ${length} were printed; ${end.en}`,
    },
    sightOf(start),
  );
}

const whole: Check = {
  id: 'whole',
  points: 25,
  must: {
    zh: '各种长度的文件都完整打印：末尾没有换行的、恰好一页的、好几页的、含有 \\0 的',
    en: 'Files of any length are printed in full: without a final newline, of exactly one page, of several, with NULs inside',
  },
  hint: {
    zh: '文件不是字符串：printf("%s") 遇到 \\0 就停，遇不到就越过末尾继续读。长度由 fstat 或 lseek 得到，用 fwrite 或 write 打印这么多字节。',
    en: 'A file is no string: printf("%s") stops at a NUL, and without one runs on beyond the end. Ask fstat or lseek for the size, and print that many bytes with fwrite or write.',
  },
  see: "printf 'one\\0two' > nul.bin; ./print-file nul.bin | od -c",
  blame: ['printf', 'puts', 'fputs', 'strlen', 'fwrite', 'write', 'mmap'],
  on: 'natural',
  judge: ofFiles(PRINTED, judgeWhole),
};

const nothingAdded: Check = {
  id: 'nothing-added',
  points: 15,
  must: {
    zh: '除文件内容外什么也不打印，一个字节也不多',
    en: 'Nothing but the content is printed, not a byte more',
  },
  hint: {
    zh: '恰好一页的文件之后紧接着的是别的内存：%s 会把它也打印出来。末尾的空格和换行也是多出来的。',
    en: 'Behind a file of exactly one page comes other memory, and %s prints that too. A blank or a newline at the end is added as well.',
  },
  see: 'head -c 4096 /dev/zero | tr "\\0" x > page; ./print-file page | cmp - page',
  blame: ['printf', 'puts', 'fputs', 'putchar', 'fwrite', 'write'],
  on: 'natural',
  judge: ofFiles(PRINTED, (start, name) => {
    if (!isWhole(start, name)) return notChecked(NOT_WHOLE, sightOf(start));
    const { content } = FILES[name];
    if (start.shown === content) {
      return pass(
        { zh: '打印的与文件一字不差', en: 'what was printed is the file to the byte' },
        sightOf(start),
      );
    }
    const [before = '', ...behind] = start.shown.split(content);
    const extra = JSON.stringify((before + behind.join('')).slice(0, 24));
    return fail(
      { zh: `${start.command} 多打印了 ${extra}`, en: `${start.command} also printed ${extra}` },
      sightOf(start),
    );
  }),
};

const empty: Check = {
  id: 'empty',
  points: 10,
  must: {
    zh: '空文件：什么也不打印，退出状态为 0',
    en: 'An empty file: nothing is printed, and the exit status is 0',
  },
  hint: {
    zh: '长度为 0 的 mmap 得到 EINVAL。空文件没有什么可打印，这不是错误：在 mmap 之前结束。',
    en: 'mmap with length 0 fails with EINVAL. That an empty file has nothing to print is no error: end before mmap.',
  },
  see: ': > empty.txt; ./print-file empty.txt; echo $?',
  blame: ['mmap', 'fstat', 'lseek', 'stat'],
  on: 'natural',
  judge: (run, evidence) =>
    ofFiles([EMPTY], (start) => {
      const other = startOf(run, PRINT_FILE, PRINTED[0]);
      if (other === null || !isWhole(other, PRINTED[0])) return notChecked(NOTHING_PRINTED, sightOf(start));
      const end = showEnd(start.program);
      const good = start.program.ended?.status.kind === 'exited' && start.program.ended.status.code === 0;
      if (good && start.shown === '') {
        return pass({ zh: '什么也没打印，退出状态为 0', en: 'nothing was printed, exit 0' }, sightOf(start));
      }
      return fail(
        {
          zh: `${start.command} ${start.shown === '' ? '没有打印什么' : '打印了内容'}，${end.zh}`,
          en: `${start.command} printed ${start.shown === '' ? 'nothing' : 'something'}; ${end.en}`,
        },
        sightOf(start),
      );
    })(run, evidence),
};

const missing: Check = {
  id: 'missing',
  points: 15,
  must: {
    zh: '文件不存在：打印原因（No such file or directory、ENOENT 或 errno 2），以非 0 状态结束',
    en: 'A missing file: the reason is printed (No such file or directory, ENOENT or errno 2), and the exit status is not 0',
  },
  hint: {
    zh: '检查 open 的返回值。不检查的话，-1 被交给 mmap，它报告的是 EBADF，真正的原因就丢了。',
    en: 'Check what open returns. If you don’t, -1 goes on to mmap, which says EBADF, and the real reason is lost.',
  },
  see: './print-file missing.txt; echo $?',
  blame: ['open', 'fopen', 'stat', 'mmap'],
  on: 'natural',
  judge: ofFiles([MISSING], (start) => {
    const end = showEnd(start.program);
    const status = start.program.ended?.status;
    if (!linesOf(start.shown).some((line) => givesCause(line, ABSENT))) {
      return fail(
        {
          zh: `没有打印文件不存在这个原因；${end.zh}`,
          en: `it was not printed that there is no such file; ${end.en}`,
        },
        sightOf(start),
      );
    }
    return status?.kind === 'exited' && status.code !== 0
      ? pass({ zh: `打印了原因，${end.zh}`, en: `the reason was printed, and ${end.en}` }, sightOf(start))
      : fail({ zh: `打印了原因，但${end.zh}`, en: `the reason was printed, but ${end.en}` }, sightOf(start));
  }),
};

const readOnly: Check = {
  id: 'read-only',
  points: 10,
  must: {
    zh: '只许读、不许写的文件（权限 0444）也能打印',
    en: 'A file that may only be read (mode 0444) is printed too',
  },
  hint: {
    zh: '打印只需要读：open 用 O_RDONLY，mmap 用 PROT_READ。O_RDWR 在这里得到 EACCES。',
    en: 'To print is to read: O_RDONLY for open and PROT_READ for mmap will do. O_RDWR gets EACCES here.',
  },
  see: 'chmod 444 poem.txt; ./print-file poem.txt',
  blame: ['open', 'fopen', 'mmap'],
  on: 'natural',
  judge: ofFiles([READ_ONLY], judgeWhole),
};

const NOT_WHOLE = {
  zh: '文件没有完整打印，多不多无从谈起',
  en: 'the file was not printed in full, so nothing can be said of what is added',
};

const NOTHING_PRINTED = {
  zh: '连普通文件也没有打印，空文件打印不出什么不能说明问题',
  en: 'not even an ordinary file was printed: that an empty one prints nothing shows nothing',
};

export default exercise('print-file', {
  title: { zh: '通过映射打印文件', en: 'A file printed through a mapping' },
  programs: [c('print-file.c')],
  runs: [natural(everyFile), ...tracing(TRACED, traced(lookedAt, 'as-it-comes'))],
  checks: [whole, nothingAdded, empty, missing, readOnly, throughMapping, unmapped],
});
