import {
  type Check,
  fail,
  numbersIn,
  ofFamily,
  pass,
  printedAfter,
  printedExhibit,
  type Text,
} from '@proclab/lab-kit';
import { attemptAt } from './cases.ts';

export const tellsStatus: Check = {
  id: 'tells-status',
  points: 15,
  must: {
    zh: '父进程继续运行：等子进程结束后，打印它的 PID 和退出状态',
    en: 'The parent goes on: once the child has ended, it prints the child’s PID and exit status',
  },
  hint: {
    zh: '退出状态要用 WEXITSTATUS(status) 取出；status 本身是 32512 这样的数。',
    en: 'WEXITSTATUS(status) is the exit status; status itself is a number like 32512.',
  },
  see: './exec-failure ./no-such-program',
  blame: ['waitpid', 'wait', 'waitid', 'fork'],
  on: 'traced',
  judge: ofFamily((family, run) => {
    const { program, children } = family;
    const life = attemptAt(run, family)?.life ?? children[0];
    const call = life?.reaped?.call ?? null;
    const status = life?.ended?.status;
    const sight = { ms: life?.ended?.at, exhibits: [printedExhibit([program])] };
    if (life === undefined || call === null || status === undefined)
      return fail({ zh: '父进程没有等到子进程结束', en: 'the parent did not wait for its child' }, sight);
    const expected = status.kind === 'exited' ? status.code : null;
    const after = numbersIn(printedAfter(run, call));
    const lacks: Text[] = [];
    if (!numbersIn(program.printed).includes(life.pid))
      lacks.push({ zh: `子进程的 PID ${life.pid}`, en: `the child’s PID ${life.pid}` });
    if (expected === null || !after.includes(expected))
      lacks.push({ zh: `退出状态 ${expected ?? '（无）'}`, en: `the exit status ${expected ?? '(none)'}` });
    if (lacks.length === 0)
      return pass(
        {
          zh: `父进程打印了子进程 ${life.pid} 和退出状态 ${expected}`,
          en: `the parent prints the child ${life.pid} and its exit status ${expected}`,
        },
        sight,
      );
    return fail(
      {
        zh: `子进程结束后，父进程的输出中没有${lacks.map(({ zh }) => zh).join('和')}`,
        en: `when the child had ended, the parent did not print ${lacks.map(({ en }) => en).join(' and ')}`,
      },
      sight,
    );
  }),
};

export const printedOnce: Check = {
  id: 'printed-once',
  points: 10,
  must: {
    zh: '父进程的 PID 恰好打印一次，而且由父进程打印',
    en: 'The parent’s PID is printed exactly once, by the parent',
  },
  hint: {
    zh: 'fork 把还没有写出的 stdio 缓冲区也复制一份，子进程的 exit 会把它再写一遍：fork 之前 fflush(stdout)，或者子进程用 _exit。',
    en: 'fork copies what stands in the buffers of stdio, and exit in the child writes it once more: call fflush(stdout) before fork, or _exit in the child.',
  },
  see: 'strace -f -e trace=write ./exec-failure ./no-such-program',
  blame: ['exit', 'fork', 'getpid', 'printf'],
  on: 'traced',
  judge: ofFamily(({ program, made }) => {
    const lives = [program, ...made];
    const times = lives.map(
      ({ printed }) => numbersIn(printed).filter((number) => number === program.pid).length,
    );
    const byChildren = times.slice(1).reduce((sum, count) => sum + count, 0);
    const seen: Text = {
      zh: `父进程的 PID ${program.pid}：父进程打印了 ${times[0]} 次，子进程打印了 ${byChildren} 次`,
      en: `the parent’s PID ${program.pid}, printed by the parent: ${times[0]}, by its child: ${byChildren}`,
    };
    const sight = { ms: made[0]?.printedAt ?? made[0]?.bornAt, exhibits: [printedExhibit(lives)] };
    return times[0] === 1 && byChildren === 0 ? pass(seen, sight) : fail(seen, sight);
  }),
};
