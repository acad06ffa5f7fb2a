import {
  allReaped,
  c,
  callsExhibit,
  type Check,
  exercise,
  fail,
  linesOf,
  livesExhibit,
  natural,
  nothingLeft,
  pass,
  printedAfter,
  printedExhibit,
  type Run,
  toTheEnd,
  traced,
} from '@proclab/lab-kit';
import type { Reaping } from './reapings.ts';
import { ofScene, oneBy } from './scene.ts';

const CHILDREN = 5;
/** Those that stay in the group of their parent come first. */
const STAYING = 3;
/** Which child is reaped by its PID: neither the first, whom any form would get, nor the last that was made. */
const BY_PID = 2;

const see = 'strace -f -e trace=fork,clone,setpgid,wait4 ./waitpid-forms';

const twoGroups: Check = {
  id: 'two-groups',
  points: 15,
  must: {
    zh: '5 个子进程同时存在：3 个在程序的进程组里，2 个在另一个组里',
    en: 'Five children at once: three in its own group, two in another',
  },
  hint: {
    zh: '第 4 个：setpgid(pid, pid)；第 5 个：setpgid(pid, 第 4 个的 PID)。父进程和子进程都要调用：只有父进程调用，子进程一 exec 就来不及了（EACCES）；只有子进程调用，父进程可能先走到 waitpid。',
    en: 'setpgid(pid, pid) for the fourth, setpgid(pid, PID of the fourth) for the fifth, in the parent and in the child: the parent alone comes too late once the child has called exec (EACCES), the child alone may come after the parent’s waitpid.',
  },
  see,
  blame: ['setpgid', 'setpgrp', 'posix_spawnattr_setpgroup', 'fork', 'vfork', 'clone', 'posix_spawn'],
  on: 'traced',
  judge: ofScene(({ run, family: { program, children, made }, groups }) => {
    const led = children[STAYING]?.pid;
    const wanted = children.map((_, index) => (index < STAYING ? groups.get(program.pid) : led));
    const found = children.map(({ pid }) => groups.get(pid));
    const sight = {
      ms: children.at(-1)?.bornAt,
      exhibits: [livesExhibit([program, ...made], 'PID'), callsExhibit(groupCalls(run))],
    };
    if (made.length !== CHILDREN || children.length !== CHILDREN) {
      return fail(
        {
          zh: `程序创建了 ${children.length} 个子进程，连同它们的后代共 ${made.length} 个进程`,
          en: `the program made ${children.length} children; with theirs, processes made: ${made.length}`,
        },
        sight,
      );
    }
    const early = children.find(({ reaped }) => reaped !== null && reaped.at < children.at(-1)!.bornAt);
    if (early !== undefined) {
      return fail(
        {
          zh: `PID ${early.pid} 被回收时，5 个子进程还没有都创建出来`,
          en: `PID ${early.pid} was reaped before all five had been made`,
        },
        sight,
      );
    }
    const seen = {
      zh: `5 个子进程的 PGID 依次是 ${found.join('、')}；程序的是 ${groups.get(program.pid)}`,
      en: `PGID of the five: ${found.join(', ')}; that of the program: ${groups.get(program.pid)}`,
    };
    return found.join() === wanted.join() ? pass(seen, sight) : fail(seen, sight);
  }),
};

function groupCalls(run: Run) {
  return (run.trace?.calls ?? []).filter(({ name }) => name === 'setpgid' || name === 'setsid');
}

const byPid: Check = {
  id: 'by-pid',
  points: 15,
  must: {
    zh: 'waitpid(PID) 回收第 2 个子进程，不靠运气',
    en: 'waitpid(PID) reaps the second child, not by luck',
  },
  hint: {
    zh: 'fork 的返回值要按次序存进数组，不要存进同一个变量；没有赋值的变量多半是 0，那是另一种形式。按 PID 回收要排在 0 和 -1 之前，不然它可能已经被收走。',
    en: 'Keep what fork returned in an array, not all in one variable. A variable that was never set is often 0, which is another form. And ask by PID before you ask with 0 or -1, which may take it away.',
  },
  see,
  blame: ['waitpid', 'wait4', 'wait', 'waitid', 'fork'],
  on: 'traced',
  judge: oneBy('pid', (reaping, { number }) => number(reaping) === BY_PID, {
    zh: '参数大于 0',
    en: 'an argument above 0',
  }),
};

const ownGroup: Check = {
  id: 'own-group',
  points: 15,
  must: {
    zh: 'waitpid(0) 回收一个同组的：第 1 或第 3 个',
    en: 'waitpid(0) reaps one of its own group: 1st or 3rd',
  },
  hint: {
    zh: '0 的意思是“与调用者同组的任一子进程”，每次只回收一个。',
    en: '0 means any one child in the caller’s own process group. Each call reaps one.',
  },
  see,
  blame: ['waitpid', 'wait4', 'wait', 'waitid', 'fork'],
  on: 'traced',
  judge: oneBy('own-group', (reaping, { number, stayed }) => stayed(reaping) && number(reaping) !== BY_PID, {
    zh: '参数为 0',
    en: 'the argument 0',
  }),
};

const otherGroup: Check = {
  id: 'other-group',
  points: 15,
  must: {
    zh: 'waitpid(-PGID) 回收一个另一组的：第 4 或第 5 个',
    en: 'waitpid(-PGID) reaps one of the other group: 4th or 5th',
  },
  hint: {
    zh: '负数的绝对值是进程组号，也就是组长的 PID。第 5 个子进程不是组长，取它的 PID 的负数只会得到 ECHILD。每次只回收一个。',
    en: 'The number behind the minus is a process group: the PID of its leader. The fifth child leads none, and -PID of it gives ECHILD. Each call reaps one.',
  },
  see,
  blame: ['waitpid', 'setpgid', 'wait4', 'wait', 'waitid', 'fork'],
  on: 'traced',
  judge: oneBy('other-group', (reaping, { stayed }) => !stayed(reaping), {
    zh: '参数小于 -1',
    en: 'an argument below -1',
  }),
};

const any: Check = {
  id: 'any',
  points: 15,
  must: {
    zh: '最后 waitpid(-1) 回收其余两个，两组各一个',
    en: 'At last waitpid(-1) reaps the two left, one of each group',
  },
  hint: {
    zh: '-1 不管进程组，但每次也只回收一个：循环调用，直到返回 -1（errno 为 ECHILD）。放在最后，不然会抢走前面几种形式要回收的。',
    en: '-1 ignores groups, but each call still reaps one: call it in a loop until it returns -1 with ECHILD. It comes last, or it takes what the other forms are to reap.',
  },
  see,
  blame: ['waitpid', 'wait', 'wait4', 'waitid', 'fork'],
  on: 'traced',
  judge: ofScene((scene) => {
    const found = scene.reapings.filter(({ form }) => form === 'any');
    const sight = { ms: found[0]?.call.at ?? scene.family.program.bornAt, exhibits: [scene.calls] };
    const after = scene.reapings.findLast(({ form }) => form !== 'any');
    if (found[0] !== undefined && after !== undefined && after.call.at > found[0].call.at) {
      return fail(
        {
          zh: `waitpid(-1) 之后还有 waitpid(${after.asked})：它要回收的，-1 可能已经收走`,
          en: `waitpid(${after.asked}) came after waitpid(-1), which might have taken its child`,
        },
        sight,
      );
    }
    const whom = found.map((reaping) => scene.number(reaping));
    const seen = {
      zh: `waitpid(-1) 回收的是：${whom.length > 0 ? `第 ${whom.join('、')} 个子进程` : '无'}`,
      en: `waitpid(-1) reaped ${whom.length > 0 ? `child number ${whom.join(', ')}` : 'nobody'}`,
    };
    const ofEach = found.some(scene.stayed) && !found.every(scene.stayed);
    return found.length === 2 && ofEach ? pass(seen, sight) : fail(seen, sight);
  }),
};

const saysSo: Check = {
  id: 'says-so',
  points: 10,
  must: {
    zh: '每回收一个单独打印一行：先参数，后返回值',
    en: 'A line of its own for each child reaped: the argument, then the result',
  },
  hint: {
    zh: '打印 waitpid 真正得到的和返回的数，负号也要打印，例如 "waitpid(%d) = %d"。',
    en: 'Print the numbers that waitpid really got and returned, with the minus sign: "waitpid(%d) = %d".',
  },
  see: './waitpid-forms',
  blame: ['printf', 'fprintf', 'dprintf', 'write', 'waitpid', 'wait'],
  on: 'traced',
  judge: ofScene(({ run, family, reapings, calls }) => {
    const exhibits = [calls, printedExhibit([family.program])];
    const silent = reapings.find((reaping) => {
      const others = reapings.filter((other) => other !== reaping);
      return !linesOf(printedAfter(run, reaping.call)).some(
        (line) => tells(line, reaping) && !others.some((other) => tells(line, other)),
      );
    });
    if (reapings.length === 0) {
      return fail(
        { zh: '没有一次 waitpid 回收到子进程', en: 'no waitpid reaped anybody' },
        { ms: family.program.bornAt, exhibits },
      );
    }
    return silent === undefined
      ? pass(
          {
            zh: `${reapings.length} 次回收都打印了参数和返回值`,
            en: `argument and result are there for all ${reapings.length}`,
          },
          { ms: reapings.at(-1)!.call.at, exhibits },
        )
      : fail(
          {
            zh: `waitpid(${silent.asked}) 返回 ${silent.child.pid} 之后，没有单独的一行先后写着 ${silent.asked} 和 ${silent.child.pid}`,
            en: `after waitpid(${silent.asked}) had returned ${silent.child.pid}, no line of its own said ${silent.asked} and then ${silent.child.pid}`,
          },
          { ms: silent.call.at, exhibits },
        );
  }),
};

function tells(line: string, { asked, child }: Reaping): boolean {
  const numbers = (line.match(/-?\d+/g) ?? []).map(Number);
  const place = numbers.indexOf(asked);
  return place >= 0 && numbers.indexOf(child.pid, place + 1) >= 0;
}

const reaped: Check = {
  id: 'all-reaped',
  points: 10,
  must: { zh: '5 个子进程都由程序回收', en: 'The program reaps all of its children' },
  hint: {
    zh: '一次 waitpid 只回收一个子进程，不管参数是什么。',
    en: 'One waitpid reaps one child, whatever its argument.',
  },
  see: 'strace -f -e trace=process ./waitpid-forms',
  blame: ['waitpid', 'wait', 'waitid', 'fork'],
  on: 'traced',
  judge: allReaped,
};

const ends: Check = {
  id: 'nothing-left',
  points: 5,
  must: { zh: '程序会结束，什么进程也不留下', en: 'The program ends and leaves no process behind' },
  hint: {
    zh: 'while (waitpid(...)) 停不下来：没有子进程时它返回 -1，而 -1 也为真。',
    en: 'while (waitpid(...)) never stops: without children it returns -1, which is true as well.',
  },
  see: "./waitpid-forms; ps -o pid,ppid,stat,args | grep '[w]aitpid-forms'",
  blame: ['waitpid', 'wait', 'pause', 'sleep', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

const alone = toTheEnd('./waitpid-forms');

export default exercise('waitpid-forms', {
  title: { zh: 'waitpid 的四种参数', en: 'The four forms of waitpid' },
  programs: [c('waitpid-forms.c')],
  runs: [natural(alone), ...traced(alone, 'slow-parent', 'slow-child')],
  checks: [twoGroups, byPid, ownGroup, otherGroup, any, saysSo, reaped, ends],
});
