import {
  type Check,
  fail,
  isZombie,
  pass,
  type ProcessState,
  steadyState,
  type Text,
} from '@proclab/lab-kit';
import { ofChildren, SEE, sightOf, statesOf } from './children.ts';

/** In such a crowd, as a fork bomb makes it, one child may be in any state at any instant. */
const MOST = 16;

function crowd(count: number): Text {
  return {
    zh: `程序一共有 ${count} 个进程，看不出四个子进程是哪几个`,
    en: `the program has ${count} processes: there is no telling which are the four`,
  };
}

/** A check that exactly one child is in a state, by its letter. */
function oneIn(letter: string, check: Pick<Check, 'id' | 'must' | 'hint' | 'blame'>): Check {
  return {
    ...check,
    points: 15,
    see: SEE,
    on: 'natural',
    judge: ofChildren((children, moment) => {
      const all = moment.processes.filter(({ role }) => role === 'submission').length;
      if (all > MOST) return fail(crowd(all), sightOf(children, moment));
      const found = children.filter((child) => steadyState(moment, child) === letter);
      const lively = found.find((child) => letter === 'Z' && !isZombie(child));
      if (lively !== undefined) return fail(stillAlive(lively), sightOf([lively], moment));
      if (found.length === 1)
        return pass(
          {
            zh: `ps 显示 PID ${found[0]!.pid} 的状态是 ${letter}`,
            en: `ps shows PID ${found[0]!.pid} in state ${letter}`,
          },
          sightOf(found, moment),
        );
      return fail(statesOf(children, moment), sightOf(children, moment));
    }),
  };
}

/** Only its main thread has ended, proc(5). */
function stillAlive({ pid, threads }: ProcessState): Text {
  return {
    zh: `PID ${pid} 显示为 Z，但它还有 ${threads} 个线程，并没有结束：结束的只是主线程`,
    en: `PID ${pid} shows Z, but has ${threads} threads and has not ended: only its main thread has`,
  };
}

export const running = oneIn('R', {
  id: 'running',
  must: { zh: '恰好一个子进程的状态是 R', en: 'Exactly one child is in state R' },
  hint: {
    zh: 'R 是正在用 CPU 或者排队等 CPU：让它一直计算，不要 sleep、pause 或读终端。循环里只要有 sleep，ps 看到的几乎总是 S。',
    en: 'R means it uses the CPU or queues for it: let it compute without end, with no sleep, pause or read. With a sleep in its loop, ps nearly always sees S.',
  },
  blame: ['sleep', 'usleep', 'nanosleep', 'pause', 'fork'],
});

export const sleeping = oneIn('S', {
  id: 'sleeping',
  must: { zh: '恰好一个子进程的状态是 S', en: 'Exactly one child is in state S' },
  hint: {
    zh: 'S 是在等待某件事：sleep、pause，或者读一个还没有数据的管道。反复检查条件的循环不是等待，它是 R。',
    en: 'S means it waits for something: sleep, pause, or a read from a pipe with nothing in it. A loop that asks again and again does not wait: it is R.',
  },
  blame: ['pause', 'sleep', 'getppid', 'fork'],
});

export const stopped = oneIn('T', {
  id: 'stopped',
  must: { zh: '恰好一个子进程的状态是 T', en: 'Exactly one child is in state T' },
  hint: {
    zh: 'T 是被信号停住：子进程自己 raise(SIGSTOP)，或者父进程 kill(pid, SIGSTOP)。pause() 只是睡眠（S）；停住之后收到 SIGCONT 又会继续。',
    en: 'T means stopped by a signal: the child calls raise(SIGSTOP), or the parent kill(pid, SIGSTOP). pause() merely sleeps (S), and SIGCONT makes a stopped process go on.',
  },
  blame: ['raise', 'pause', 'kill', 'fork'],
});

export const zombie = oneIn('Z', {
  id: 'zombie',
  must: { zh: '恰好一个子进程的状态是 Z', en: 'Exactly one child is in state Z' },
  hint: {
    zh: 'Z 是已经结束、还没有被回收：子进程立刻 _exit，而父进程在按 Enter 之前不 wait，也不忽略 SIGCHLD。',
    en: 'Z means ended and not reaped yet: the child calls _exit at once, and until Enter the parent neither waits nor ignores SIGCHLD.',
  },
  blame: ['pthread_exit', 'signal', 'sigaction', 'waitpid', 'fork'],
});
