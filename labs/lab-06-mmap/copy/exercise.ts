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
  pass,
  type Run,
  traced,
  tracing,
} from '@proclab/lab-kit';
import { TRACED } from '../shared/by-mapping.ts';
import { each, HOME, showEnd, neverStarted, type Start, startOf, textExhibit } from '../shared/starts.ts';
import {
  contentOf,
  copiesBySize,
  type Copy,
  COPY,
  EMPTY,
  everyCopy,
  MISSING,
  OVER,
  READ_ONLY,
  SIZES,
} from './copies.ts';
import { extendedFirst, noReadWrite, twoMappings } from './how.ts';

/** Judges each of these copies by what its target held in the end, null where it was not there. */
function ofTargets(
  copies: readonly Copy[],
  judge: (start: Start, held: string | null, copy: Copy, run: Run) => Finding,
): Check['judge'] {
  return (run) =>
    each(copies, (copy) => {
      const { source, target } = copy;
      const start = startOf(run, COPY, source, target);
      return start === null
        ? neverStarted(run, COPY, source, target)
        : judge(start, heldBy(run, target), copy, run);
    });
}

/** What a file held in the end; null where it was not there. */
function heldBy(run: Run, name: string): string | null {
  const files = run.files.filter(({ path, content }) => path === `${HOME}/${name}` && content !== null);
  return files.at(-1)?.content ?? null;
}

function sightOf({ program, shown }: Start, held: string | null) {
  const target = held === null ? [] : [textExhibit(held, 'file')];
  const output = shown === '' ? [] : [textExhibit(shown)];
  return { ms: program.ended?.at ?? program.startedAt, exhibits: [...target, ...output] };
}

function judgeEqual(start: Start, held: string | null, { source, target }: Copy, run: Run): Finding {
  const wanted = contentOf(source) ?? '';
  const sight = sightOf(start, held);
  const end = showEnd(start.program);
  if (held === null) {
    return fail(
      {
        zh: `${start.command} 没有产生 ${target}；${end.zh}`,
        en: `${start.command} made no ${target}; ${end.en}`,
      },
      sight,
    );
  }
  if (held !== wanted) {
    const same = [...wanted].findIndex((character, index) => held[index] !== character);
    const until = same === -1 ? wanted.length : same;
    return fail(
      {
        zh: `${start.command}：源文件 ${wanted.length} 字节，目标 ${held.length} 字节，相同的只有前 ${until} 字节；${end.zh}`,
        en: `${start.command}: source ${wanted.length} bytes, target ${held.length}, only the first ${until} are the same; ${end.en}`,
      },
      sight,
    );
  }
  if (heldBy(run, source) !== wanted) {
    return fail({ zh: `${source} 自己被改了`, en: `${source} itself was changed` }, sight);
  }
  return pass(
    {
      zh: `${target} 与 ${source} 相同，${wanted.length} 字节`,
      en: `${target} is equal to ${source}, ${wanted.length} bytes`,
    },
    sight,
  );
}

const equal: Check = {
  id: 'equal',
  points: 25,
  must: {
    zh: '1 字节、一页、一页加 1 字节和好几页的文件，复制之后都与源文件相同',
    en: 'Files of 1 byte, a page, a page and 1 byte, and several pages are equal to the source when copied',
  },
  hint: {
    zh: '两个映射和 ftruncate 都用源文件的确切长度；用 memcpy 而不是 strcpy：文件里有 \\0，恰好一页的文件末尾没有。',
    en: 'Use the exact size of the source for both mappings and for ftruncate, and memcpy, not strcpy: a file may hold NULs, and one of exactly a page ends without.',
  },
  see: 'head -c 4097 /dev/urandom > a; ./copy a b; cmp a b && ls -l a b',
  blame: ['strcpy', 'strncpy', 'sprintf', 'memcpy', 'ftruncate', 'mmap'],
  on: 'natural',
  judge: ofTargets(SIZES, judgeEqual),
};

const empty: Check = {
  id: 'empty',
  points: 10,
  must: {
    zh: '空文件：目标也是空文件，不论原来有没有内容，退出状态为 0',
    en: 'An empty file: the target is empty too, whatever it held before, and the exit status is 0',
  },
  hint: {
    zh: '长度为 0 的 mmap 得到 EINVAL。目标文件建好了、也空了，就不必再映射了。',
    en: 'mmap with length 0 fails with EINVAL. Once the target is there, and empty, nothing is left to map.',
  },
  see: ': > empty.txt; seq 900 > e.copy; ./copy empty.txt e.copy; echo $?; ls -l e.copy',
  blame: ['mmap', 'ftruncate', 'fstat', 'lseek'],
  on: 'natural',
  judge: ofTargets(EMPTY, (start, held, copy, run) => {
    const equality = judgeEqual(start, held, copy, run);
    const status = start.program.ended?.status;
    if (equality.status !== 'pass' || (status?.kind === 'exited' && status.code === 0)) return equality;
    const end = showEnd(start.program);
    return fail(
      { zh: `${copy.target} 是空的，但${end.zh}`, en: `${copy.target} is empty, but ${end.en}` },
      sightOf(start, held),
    );
  }),
};

const overwrites: Check = {
  id: 'overwrites',
  points: 10,
  must: {
    zh: '目标原来更长，复制之后什么旧内容也不留下',
    en: 'Of a target that was longer before, nothing is left',
  },
  hint: {
    zh: 'lseek 加 write 只能加长，不能截短。open 用 O_TRUNC，或者用 ftruncate，它两样都行。',
    en: 'lseek and write make a file longer but never shorter. Open with O_TRUNC, or use ftruncate, which does both.',
  },
  see: 'seq 900 > b; echo short > a; ./copy a b; cmp a b',
  blame: ['open', 'ftruncate', 'lseek'],
  on: 'natural',
  judge: ofTargets([OVER], judgeEqual),
};

const readOnlySource: Check = {
  id: 'read-only-source',
  points: 5,
  must: {
    zh: '只许读、不许写的源文件（权限 0444）也能复制',
    en: 'A source that may only be read (mode 0444) is copied too',
  },
  hint: {
    zh: '源文件只需要 O_RDONLY 和 PROT_READ；需要 O_RDWR 的是目标文件。',
    en: 'O_RDONLY and PROT_READ will do for the source; the target is what needs O_RDWR.',
  },
  see: 'chmod 444 a; ./copy a c; cmp a c',
  blame: ['open', 'mmap'],
  on: 'natural',
  judge: ofTargets([READ_ONLY], judgeEqual),
};

const missing: Check = {
  id: 'missing',
  points: 10,
  must: {
    zh: '源文件不存在：打印原因，以非 0 状态结束，不碰也不建立目标文件',
    en: 'A missing source: the reason is printed, the exit status is not 0, and the target is neither touched nor made',
  },
  hint: {
    zh: '先打开源文件并检查结果，成功之后才打开目标文件：O_CREAT 一打开就建立了它，O_TRUNC 一打开就清空了它。',
    en: 'Open the source first and check the result, and only then the target: O_CREAT makes it, and O_TRUNC empties it, as soon as it is opened.',
  },
  see: 'echo precious > b; ./copy no-such-file b; echo $?; cat b',
  blame: ['open', 'fopen'],
  on: 'natural',
  judge: ofTargets(MISSING, (start, held, { target }) => {
    const sight = sightOf(start, held);
    const end = showEnd(start.program);
    const status = start.program.ended?.status;
    if (!linesOf(start.shown).some((line) => givesCause(line, ABSENT))) {
      return fail(
        {
          zh: `没有打印文件不存在这个原因；${end.zh}`,
          en: `it was not printed that there is no such file; ${end.en}`,
        },
        sight,
      );
    }
    if (status?.kind !== 'exited' || status.code === 0)
      return fail({ zh: `打印了原因，但${end.zh}`, en: `the reason was printed, but ${end.en}` }, sight);
    const before = contentOf(target);
    if (held === before) {
      return pass(
        {
          zh: `打印了原因，${end.zh}，${target} 原样未动`,
          en: `the reason was printed, ${end.en}, and ${target} is as it was`,
        },
        sight,
      );
    }
    return fail(
      before === null
        ? { zh: `没有什么可复制，却建立了 ${target}`, en: `${target} was made, with nothing to copy` }
        : { zh: `${target} 的内容没了`, en: `what ${target} held is gone` },
      sight,
    );
  }),
};

export default exercise('copy', {
  title: { zh: '用两个映射复制文件', en: 'A file copied by two mappings' },
  programs: [c('copy.c')],
  runs: [natural(everyCopy), ...tracing(TRACED, traced(copiesBySize, 'as-it-comes'))],
  checks: [equal, empty, overwrites, readOnlySource, missing, twoMappings, noReadWrite, extendedFirst],
});
