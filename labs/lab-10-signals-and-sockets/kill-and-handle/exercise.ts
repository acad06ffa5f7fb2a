import {
  c,
  callsExhibit,
  type Check,
  exercise,
  fail,
  handlerExhibit,
  handlerRuns,
  named,
  natural,
  nothingLeft,
  numbersIn,
  pass,
  printedAfter,
  printedExhibit,
  showStatus,
  TELLTALES,
  toTheEnd,
  traced,
  tracing,
  unsafeHandler,
} from '@proclab/lab-kit';
import { PING, PONG } from './conversation.ts';
import { everyRound, firstSignal, ofConversation } from './rounds.ts';
import { asleep, oneStepWait } from './waiting.ts';

const SEVEN = toTheEnd('./kill-and-handle', '7');
const TWELVE = toTheEnd('./kill-and-handle', '12');
/** What tells whether a signal is let through, how it was sent, and that a handler was not safe. */
const ALSO_TRACED = ['rt_sigprocmask', 'rt_sigqueueinfo', 'rt_tgsigqueueinfo', ...TELLTALES];

const safeHandlers: Check = {
  id: 'safe-handler',
  points: 10,
  must: {
    zh: '处理函数只调用 signal-safety(7) 列出的函数，或者什么也不调用',
    en: 'The handlers call nothing but functions that signal-safety(7) lists, or nothing at all',
  },
  hint: {
    zh: '信号可能正打断 printf 或 malloc：锁还没放开，处理函数再调用它就会死锁。处理函数只设一个 volatile sig_atomic_t 标志；write 和 kill 也可以用，printf 不行。',
    en: 'The signal may have interrupted printf or malloc themselves, a lock taken: called again they wait for ever. Set a volatile sig_atomic_t flag in the handler; write and kill may be called too, printf may not.',
  },
  see: 'man 7 signal-safety',
  blame: ['sigaction', 'signal'],
  on: 'traced',
  judge: ofConversation((conversation, run, evidence) => {
    const unsafe = unsafeHandler(run, evidence, PING) ?? unsafeHandler(run, evidence, PONG);
    if (unsafe !== null) return unsafe;
    const got = conversation.steps.filter(({ what }) => what === 'received').length;
    const handled = [...handlerRuns(run, PING), ...handlerRuns(run, PONG)];
    const sight = {
      ms: handled[0]?.delivery.at ?? conversation.child.bornAt,
      exhibits: handled.slice(0, 1).map(handlerExhibit),
    };
    if (got === 0) return fail({ zh: '没有信号被收到', en: 'no signal was received' }, sight);
    return pass(
      {
        zh: `收到 ${got} 个信号，其中 ${handled.length} 个由处理函数接收`,
        en: `signals received: ${got}; by handlers: ${handled.length}`,
      },
      sight,
    );
  }),
};

const tellsEnd: Check = {
  id: 'tells-the-end',
  points: 10,
  must: {
    zh: '子进程以收到的 SIGUSR1 个数为状态退出；父进程回收它，之后打印这个状态',
    en: 'The child exits with the number of SIGUSR1 it received; its parent reaps it and then prints that status',
  },
  hint: {
    zh: 'waitpid(child, &status, 0)，然后 WIFEXITED(status) 为真时打印 WEXITSTATUS(status)；status 本身是另一个数。',
    en: 'waitpid(child, &status, 0), and where WIFEXITED(status) is true print WEXITSTATUS(status); status itself is another number.',
  },
  see: './kill-and-handle 5; strace -f -e trace=wait4,waitid,exit_group ./kill-and-handle 5',
  blame: ['waitpid', 'wait', 'waitid', 'printf', 'exit', '_exit', 'fork'],
  on: 'traced',
  judge: ofConversation(({ parent, child, wanted }, run) => {
    const { ended, reaped } = child;
    const sight = { ms: reaped?.at ?? ended?.at ?? run.duration };
    if (ended === null) return fail({ zh: '子进程没有结束', en: 'the child did not end' }, sight);
    if (ended.status.kind !== 'exited' || ended.status.code !== wanted)
      return fail(
        {
          zh: `子进程的结局是 ${showStatus(ended.status)}，而不是以 ${wanted} 退出`,
          en: `the child ended with ${showStatus(ended.status)}, not with exit ${wanted}`,
        },
        sight,
      );
    const call = reaped?.by === 'parent' ? reaped.call : null;
    if (call === null)
      return fail({ zh: '父进程没有回收子进程', en: 'the parent did not reap its child' }, sight);
    const exhibits = [callsExhibit([call])];
    if (/^-?\d+, NULL/.test(call.args))
      return fail(
        {
          zh: '父进程回收了子进程，却没有要它的状态',
          en: 'the parent reaped the child without asking for its status',
        },
        { ...sight, exhibits },
      );
    const shown = numbersIn(printedAfter(run, call));
    const both = { ...sight, exhibits: [...exhibits, printedExhibit([parent])] };
    return shown.includes(wanted)
      ? pass(
          { zh: `回收之后打印了状态 ${wanted}`, en: `after reaping it printed the status, ${wanted}` },
          both,
        )
      : fail(
          {
            zh: `回收之后没有打印状态 ${wanted}`,
            en: `after reaping it did not print the status, ${wanted}`,
          },
          both,
        );
  }),
};

const ends: Check = {
  id: 'nothing-left',
  points: 10,
  must: { zh: '程序会结束，什么进程也不留下', en: 'The program ends and leaves no process behind' },
  hint: {
    zh: '谁丢了一个信号，两个进程就永远互相等下去。最后一个回合之后，子进程退出，父进程回收它。',
    en: 'Where one signal is lost, both wait for each other for ever. After the last round the child exits and its parent reaps it.',
  },
  see: "./kill-and-handle 40; ps -o pid,ppid,stat,args | grep '[k]ill-and-handle'",
  blame: ['pause', 'sigsuspend', 'waitpid', 'wait', 'kill', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

export default exercise('kill-and-handle', {
  title: { zh: '用信号对话', en: 'A conversation by signals' },
  programs: [c('kill-and-handle.c')],
  runs: [
    natural(toTheEnd('./kill-and-handle', '40')),
    ...tracing(ALSO_TRACED, [
      ...traced(SEVEN, 'slow-parent', 'slow-child', 'delayed-signal'),
      ...named('twelve', traced(TWELVE, 'as-it-comes')),
    ]),
  ],
  checks: [firstSignal, everyRound, oneStepWait, asleep, safeHandlers, tellsEnd, ends],
});
