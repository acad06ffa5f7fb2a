import { c, callsExhibit, type Check, exercise, fail, pass } from '@proclab/lab-kit';
import { endsAlone, reaped } from '../parent-child/ending.ts';
import { afterTheFork, readsWhatWasWritten } from '../parent-child/reading.ts';
import { LINE, runsOf, type Start } from '../parent-child/scenario.ts';
import { judgeSharing } from '../parent-child/sharing.ts';
import { ofStory } from '../parent-child/story.ts';
import { waits } from '../parent-child/waiting.ts';

const NAME = 'letter.txt';
const PATH = `/home/student/${NAME}`;
const START: Start = { words: ['./parent-child-file', NAME], files: { [PATH]: 'old' } };
const COMMAND = START.words.join(' ');

const sharedMapping: Check = {
  id: 'shared-mapping',
  points: 25,
  must: {
    zh: '父子进程以 MAP_SHARED 映射 PATH，父可写，子可读；那一行只经过映射区到达子进程',
    en: 'Parent and child map PATH with MAP_SHARED, writable here and readable there, and the line goes no other way',
  },
  hint: {
    zh: 'open 用 O_RDWR，mmap 用 PROT_READ | PROT_WRITE 和 MAP_SHARED，在 fork 之前做一次，子进程就继承了它。MAP_PRIVATE 的映射一写就变成自己的一份。',
    en: 'Open with O_RDWR and map with PROT_READ | PROT_WRITE and MAP_SHARED, once, before the fork: the child inherits it. With MAP_PRIVATE whoever writes gets a copy of his own.',
  },
  see: `strace -f -y -e trace=mmap,munmap,clone,clone3,fork,read ${COMMAND}`,
  blame: ['mmap', 'read', 'pread', 'fork'],
  on: 'traced',
  judge: judgeSharing({
    isMeant: ({ path }) => path === PATH,
    name: { zh: `文件 ${NAME} 的映射`, en: `a mapping of the file ${NAME}` },
  }),
};

const inTheFile: Check = {
  id: 'in-the-file',
  points: 10,
  must: {
    zh: '最后那一行也在文件里，是经过映射区写进去的',
    en: 'In the end the line is in the file too, and got there through the mapping',
  },
  hint: {
    zh: '映射不会让文件变长：超出文件末尾的字节不会存进去。先用 ftruncate 把文件扩展到够长，再写映射区；不要再用 write。',
    en: 'A mapping makes no file longer: bytes behind its end are not saved. Extend it with ftruncate before you write into the mapping, and don’t use write.',
  },
  see: `${COMMAND}; od -c ${NAME}`,
  blame: ['ftruncate', 'truncate', 'mmap', 'pwrite', 'write'],
  on: 'traced',
  judge: ofStory(({ run, parent, gotLine }) => {
    const file = run.files.find((each) => each.path === PATH);
    const content = file?.content ?? '';
    const sight = {
      ms: gotLine?.at ?? parent.bornAt,
      exhibits: [{ kind: 'file', lines: [`${PATH}: ${shown(content)}`], marked: null } as const],
    };
    if (!content.includes(LINE))
      return fail(
        {
          zh: `文件里（${file?.size ?? 0} 字节）没有那一行`,
          en: `the line is not in the file, which has ${file?.size ?? 0} bytes`,
        },
        sight,
      );
    const [written] = (run.trace?.calls ?? []).filter(
      ({ name, args }) => /^p?write/.test(name) && args.includes(`<${PATH}>`) && args.includes(LINE),
    );
    return written === undefined
      ? pass(
          {
            zh: '那一行在文件里，没有人用 write 写过',
            en: 'the line is in the file, and no write has put it there',
          },
          sight,
        )
      : fail(
          {
            zh: `那一行是用 ${written.name} 写进文件的`,
            en: `the line was put into the file by ${written.name}`,
          },
          { ms: written.at, exhibits: [callsExhibit([written])] },
        );
  }),
};

/** As a C string, without the zeros that follow it to the end of a page. */
function shown(content: string): string {
  return JSON.stringify(content.replace(/\0+$/, '').slice(0, 200));
}

export default exercise('parent-child-file', {
  title: { zh: '父子进程与文件映射', en: 'Parent, child and a file mapping' },
  programs: [c('parent-child-file.c')],
  runs: runsOf(START),
  checks: [
    sharedMapping,
    afterTheFork(15, COMMAND),
    readsWhatWasWritten(30, COMMAND),
    waits(10),
    inTheFile,
    reaped(5, COMMAND),
    endsAlone(5),
  ],
});
