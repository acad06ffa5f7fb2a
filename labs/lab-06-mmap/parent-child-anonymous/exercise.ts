import { c, type Check, exercise } from '@proclab/lab-kit';
import { endsAlone, reaped } from '../parent-child/ending.ts';
import { afterTheFork, readsWhatWasWritten } from '../parent-child/reading.ts';
import { runsOf, type Start } from '../parent-child/scenario.ts';
import { judgeSharing } from '../parent-child/sharing.ts';
import { waits } from '../parent-child/waiting.ts';

const START: Start = { words: ['./parent-child-anonymous'], files: {} };
const [COMMAND] = START.words;

const sharedMapping: Check = {
  id: 'shared-mapping',
  points: 25,
  must: {
    zh: '父子进程共享一块不属于磁盘文件的映射（MAP_SHARED），那一行只经过它到达子进程',
    en: 'Parent and child share a mapping of no file on disk (MAP_SHARED), and the line goes no other way',
  },
  hint: {
    zh: 'mmap(NULL, 长度, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)，在 fork 之前。fork 之后各自建立的匿名映射是两块互不相干的内存；MAP_PRIVATE 的一写就分开了。',
    en: 'mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), before the fork. Anonymous mappings made afterwards are two different memories, and MAP_PRIVATE parts at the first write.',
  },
  see: `strace -f -y -e trace=mmap,munmap,clone,clone3,fork,read ${COMMAND}`,
  blame: ['mmap', 'read', 'fork'],
  on: 'traced',
  judge: judgeSharing({
    isMeant: ({ anonymous, shared, path }) =>
      (anonymous && shared) || path === '/dev/zero' || path?.startsWith('/dev/shm/') === true,
    name: { zh: '共享的匿名映射', en: 'a shared anonymous mapping' },
  }),
};

export default exercise('parent-child-anonymous', {
  title: { zh: '父子进程与匿名映射', en: 'Parent, child and an anonymous mapping' },
  programs: [c('parent-child-anonymous.c')],
  runs: runsOf(START),
  checks: [
    sharedMapping,
    afterTheFork(15, COMMAND),
    readsWhatWasWritten(35, COMMAND),
    waits(15),
    reaped(5, COMMAND),
    endsAlone(5),
  ],
});
