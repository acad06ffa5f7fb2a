import { callsBy, callsExhibit, type Check, fail, pass, type ProcessLife } from '@proclab/lab-kit';
import { type Conversation, PING, PONG, stepsExhibit } from './conversation.ts';
import { ofConversation } from './rounds.ts';
import { gapBefore, gapFinding, longWaits, slept } from './waits.ts';

const waiting = ['pause', 'sigsuspend', 'poll', 'select', 'sleep', 'usleep'];

function hasHeard({ steps }: Conversation, { pid }: ProcessLife): boolean {
  return steps.some((step) => step.what === 'received' && step.pid === pid);
}

export const oneStepWait: Check = {
  id: 'one-step-wait',
  points: 20,
  must: {
    zh: '放行信号与入睡是同一步：信号在入睡前一瞬到来，也叫得醒它',
    en: 'To let the signal in and to fall asleep is one step: a signal that comes an instant before wakes it all the same',
  },
  hint: {
    zh: 'if (!flag) pause(); 之间有缝：信号正好落在里面，标志设了，pause 却没有人再来叫醒。先用 sigprocmask 阻塞信号，再用 sigsuspend 放行并等待；或者让它一直阻塞，用 sigwaitinfo、signalfd、ppoll 取。',
    en: 'if (!flag) pause(); has a gap: if the signal comes in between, the flag is set and nobody ever wakes pause. Block the signal by sigprocmask, then let sigsuspend open the mask and wait; or leave it blocked and fetch it by sigwaitinfo, signalfd or ppoll.',
  },
  see: 'strace -f -e trace=rt_sigprocmask,pause,rt_sigsuspend,rt_sigtimedwait ./kill-and-handle 3',
  blame: waiting,
  on: 'traced',
  judge: ofConversation((conversation, run) => {
    const { parent, child, steps } = conversation;
    for (const life of [parent, child]) {
      const gap = gapBefore(run, conversation, life);
      if (gap !== null)
        return life === parent ? gapFinding(gap, PONG, 'parent') : gapFinding(gap, PING, 'child');
    }
    const sight = { ms: steps[0]?.at, exhibits: [stepsExhibit(conversation)] };
    return hasHeard(conversation, parent) && hasHeard(conversation, child)
      ? pass(
          {
            zh: '父子进程都没有在放行信号之后才去睡',
            en: 'neither of them let the signal in first and fell asleep afterwards',
          },
          sight,
        )
      : fail({ zh: '父子进程没有都收到过信号', en: 'one of them never got a signal' }, sight);
  }),
};

export const asleep: Check = {
  id: 'sleeps',
  points: 10,
  must: {
    zh: '等对方的信号时睡着，不空转',
    en: 'While it waits for the other one’s signal it sleeps and does not spin',
  },
  hint: {
    zh: 'while (!flag); 把一个 CPU 全占了，只为等一个信号。让内核来等：sigsuspend、sigwaitinfo、signalfd。',
    en: 'while (!flag); takes a whole CPU to wait for one signal. Leave the waiting to the kernel: sigsuspend, sigwaitinfo, signalfd.',
  },
  see: 'strace -f -e trace=all -e inject=kill:delay_enter=100000 ./kill-and-handle 3; time ./kill-and-handle 100',
  blame: ['sched_yield', 'sigpending', 'getpid', 'signal', 'sigaction'],
  on: 'traced',
  judge: ofConversation((conversation, run) => {
    const { steps, child } = conversation;
    if (!hasHeard(conversation, child))
      return fail(
        { zh: '子进程没有收到 SIGUSR1', en: 'the child got no SIGUSR1' },
        { ms: steps[0]?.at, exhibits: [stepsExhibit(conversation)] },
      );
    const waits = longWaits(run, conversation);
    // Of several waits one may be over before its process has got the processor.
    const restless = waits.find(({ pid }) => waits.every((wait) => wait.pid !== pid || !slept(run, wait)));
    if (restless !== undefined) {
      const { pid, from, to, signal } = restless;
      const calls = callsBy(run, pid).filter(({ at }) => at > from && at < to);
      const lasted = (to - from).toFixed(0);
      return fail(
        {
          zh: `PID ${pid} 等 ${signal} 等了 ${lasted} ms，没有在任何系统调用里睡着`,
          en: `PID ${pid} waited for ${signal} for ${lasted} ms and did not sleep in any system call`,
        },
        {
          ms: from,
          exhibits: [calls.length > 0 ? callsExhibit(calls) : stepsExhibit(conversation, 8)],
        },
      );
    }
    return pass(
      {
        zh: `被这个调度耽搁的等待有 ${waits.length} 次，等的时候睡着了`,
        en: `waits that the schedule made long: ${waits.length}; who waited slept`,
      },
      { ms: waits[0]?.from ?? steps[0]?.at, exhibits: [stepsExhibit(conversation, 8)] },
    );
  }),
};
