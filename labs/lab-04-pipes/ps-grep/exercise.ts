import { c, type Check, exercise, fail, natural, pass, traced } from '@proclab/lab-kit';
import { pairChecks } from '../shared/pair-checks.ts';
import { becameExhibit, besideABash, listsEverything, looksForBash, ofScene } from '../shared/ps-and-grep.ts';

const PROGRAM = './ps-grep';

const parentAndChild: Check = {
  id: 'parent-and-child',
  points: 20,
  must: {
    zh: '程序只创建一个子进程；父子二人，一个变成 ps aux，另一个变成 grep bash',
    en: 'The program makes one child; of the two, one becomes ps aux and the other grep bash',
  },
  hint: {
    zh: '一次 pipe，一次 fork，两次 exec：谁是 ps、谁是 grep 由你决定。system、popen 和 sh -c 是让 shell 去做，不算。execlp("ps", "aux", …) 漏了 argv[0]。',
    en: 'One pipe, one fork, two execs: who is ps and who is grep is up to you. system, popen and sh -c leave it to a shell, which does not count. execlp("ps", "aux", …) has forgotten argv[0].',
  },
  see: `strace -f -e trace=fork,clone,vfork,execve ${PROGRAM}`,
  blame: ['system', 'popen', 'execlp', 'execvp', 'execl', 'execv', 'fork'],
  on: 'traced',
  judge: ofScene(PROGRAM, ({ family, ps, grep }) => {
    const { program, made } = family;
    const sight = { ms: made.at(-1)?.bornAt, exhibits: [becameExhibit(family)] };
    if (made.length !== 1)
      return fail(
        { zh: `一共创建了 ${made.length} 个进程`, en: `${made.length} processes were made in all` },
        sight,
      );
    const pids = [program.pid, made[0]?.pid];
    if (ps === null || !listsEverything(ps))
      return fail(
        {
          zh: `PID ${pids.join('、')} 都没有变成 ps aux`,
          en: `neither PID ${pids.join(' nor ')} became ps aux`,
        },
        sight,
      );
    if (grep === null || !looksForBash(grep))
      return fail(
        {
          zh: `PID ${pids.join('、')} 都没有变成 grep bash`,
          en: `neither PID ${pids.join(' nor ')} became grep bash`,
        },
        sight,
      );
    return pass(
      {
        zh: `PID ${ps.life.pid} 变成 ps aux，PID ${grep.life.pid} 变成 grep bash`,
        en: `PID ${ps.life.pid} became ps aux, PID ${grep.life.pid} grep bash`,
      },
      sight,
    );
  }),
};

const scenario = besideABash(PROGRAM);

export default exercise('ps-grep', {
  title: { zh: '父子进程：ps aux | grep bash', en: 'ps aux | grep bash by parent and child' },
  programs: [c('ps-grep.c')],
  runs: [natural(scenario), ...traced(scenario, 'slow-parent', 'slow-child')],
  checks: [
    parentAndChild,
    ...pairChecks(PROGRAM, { writes: 15, reads: 15, unused: 20, end: 10, found: 15, left: 5 }),
  ],
});
