import {
  type Call,
  birthCall,
  callsBy,
  callsExhibit,
  type Check,
  CHILDLESS,
  fail,
  type Finding,
  isBlocked,
  livesExhibit,
  pass,
  type Run,
  showStatus,
  type Text,
} from '@proclab/lab-kit';
import { type Conversation, conversationOf, PING, stepsExhibit, whyNothingSent } from './conversation.ts';
import { isNap } from './waits.ts';

/** A judge of what went back and forth; a program that makes no child, or whose parent sends nothing, fails. */
export function ofConversation(
  judge: (conversation: Conversation, ...rest: Parameters<Check['judge']>) => Finding,
): Check['judge'] {
  return (run, exercise) => {
    const conversation = conversationOf(run);
    if (conversation === null) return fail(CHILDLESS, { ms: run.duration });
    const { steps, child } = conversation;
    return steps.some(({ what, signal }) => what === 'sent' && signal === PING)
      ? judge(conversation, run, exercise)
      : fail(whyNothingSent(run, conversation), {
          ms: child.bornAt,
          exhibits: [livesExhibit([child], 'END')],
        });
  };
}

export const firstSignal: Check = {
  id: 'first-signal',
  points: 15,
  must: {
    zh: '第一个 SIGUSR1 也有回答，不管它来得多早',
    en: 'The first SIGUSR1 is answered, however early it comes',
  },
  hint: {
    zh: '子进程可能还一条语句也没有执行，信号就到了：默认动作会杀死它。fork 之前就安装处理函数、用 sigprocmask 阻塞信号，子进程会继承这两样。睡一会儿“等它准备好”不可靠。',
    en: 'The signal may come before the child has run a single line, and its default action kills. Install the handler and block the signal, by sigprocmask, before fork: the child inherits both. To sleep until it “will be ready” proves nothing.',
  },
  see: 'strace -f -e trace=kill,rt_sigaction,rt_sigprocmask -e inject=set_robust_list:delay_enter=100000:when=1 ./kill-and-handle 3',
  blame: ['sigaction', 'signal', 'sigprocmask', 'sleep', 'usleep', 'nanosleep', 'select', 'poll', 'fork'],
  on: 'traced',
  judge: ofConversation((conversation, run) => {
    const { child, steps } = conversation;
    const sight = { ms: steps[0]?.at, exhibits: [stepsExhibit(conversation, 6)] };
    const ofChild = steps.filter(({ pid }) => pid === child.pid);
    const answer = ofChild[0]?.what === 'received' ? ofChild.find(({ what }) => what === 'sent') : undefined;
    if (answer === undefined) return fail(whyUnanswered(conversation), sight);
    const late = (answer.at - steps[0]!.at).toFixed(0);
    const nap = run.schedule === 'slow-child' ? trustedNap(run, conversation) : null;
    return nap === null
      ? pass(
          {
            zh: `第一个 SIGUSR1 发出后 ${late} ms，PID ${child.pid} 作了回答`,
            en: `PID ${child.pid} answered the first SIGUSR1 ${late} ms after it was sent`,
          },
          sight,
        )
      : fail(
          {
            zh: '子进程生下来时 SIGUSR1 会杀死它；父进程只是睡了一会儿，就当它准备好了',
            en: 'when the child was born, SIGUSR1 would have killed it; its parent slept for a while and trusted that it was ready',
          },
          { ms: nap.at, exhibits: [callsExhibit([nap])] },
        );
  }),
};

function whyUnanswered({ child, steps }: Conversation): Text {
  const received = steps.find(({ what, pid }) => what === 'received' && pid === child.pid);
  if (received !== undefined)
    return {
      zh: `PID ${child.pid} 收到了 SIGUSR1（也许那时还没有开始等），却没有回 SIGUSR2`,
      en: `PID ${child.pid} got SIGUSR1, perhaps before it began to wait, and sent no SIGUSR2 back`,
    };
  if (child.ended?.status.kind === 'signaled' && child.ended.status.signal === PING)
    return {
      zh: `SIGUSR1 杀死了 PID ${child.pid}：那时既没有处理函数，也没有阻塞它`,
      en: `SIGUSR1 killed PID ${child.pid}: it was neither handled nor blocked then`,
    };
  return child.ended === null
    ? {
        zh: `SIGUSR1 发出去了，PID ${child.pid} 一直没有收到`,
        en: `SIGUSR1 was sent, and PID ${child.pid} never got it`,
      }
    : {
        zh: `PID ${child.pid} 没有收到 SIGUSR1 就结束了：${showStatus(child.ended.status)}`,
        en: `PID ${child.pid} ended without having got SIGUSR1: ${showStatus(child.ended.status)}`,
      };
}

/**
 * The only nap of a parent between the fork of an unprotected child and its first signal: it cannot know better
 * afterwards. Who naps several times looks in between, for instance at shared memory, and who is woken has been told
 * something. Null if there is none.
 */
function trustedNap(run: Run, { parent, child, steps }: Conversation): Call | null {
  const fork = birthCall(run, child.pid);
  if (fork === undefined || isBlocked(run, fork.tid, PING, fork.at) || isHandled(run, parent.pid, fork.at))
    return null;
  const between = callsBy(run, parent.pid).filter(({ at }) => at > fork.at && at < steps[0]!.at);
  const [nap, ...others] = between.filter(isNap);
  return nap?.result === 0 && others.length === 0 ? nap : null;
}

function isHandled(run: Run, pid: number, at: number): boolean {
  const last = callsBy(run, pid, 'rt_sigaction').findLast(
    (call) => call.at < at && call.args.startsWith(`${PING}, {`),
  );
  return last !== undefined && !/sa_(?:handler|sigaction)=SIG_DFL/.test(last.args);
}

export const everyRound: Check = {
  id: 'every-round',
  points: 25,
  must: {
    zh: '回合数正好是 N：每个信号收到以后，才发下一个，一个也不丢',
    en: 'There are N rounds exactly: each signal is received before the next one is sent, and none is lost',
  },
  hint: {
    zh: '同一种信号不排队，前一个还没收到就再发，两个会合成一个。每次都等到对方的信号再发；处理函数要一直装着（signal 在有些系统上只管一次，SA_RESETHAND 也是）。',
    en: 'Signals of one kind do not queue: sent again before it was received, two become one. Wait for the other’s signal each time, and keep the handler installed (SA_RESETHAND is for once).',
  },
  see: 'strace -f -e trace=kill,rt_sigreturn,rt_sigtimedwait ./kill-and-handle 3',
  blame: ['kill', 'sigqueue', 'sigsuspend', 'pause', 'sigwait', 'sigwaitinfo', 'sigaction', 'signal'],
  on: 'traced',
  judge: ofConversation((conversation) => {
    const { steps, right, wanted } = conversation;
    const wrong = steps[right];
    const done = Math.floor(right / 4);
    const sight = { ms: (wrong ?? steps.at(-1))?.at, exhibits: [stepsExhibit(conversation, right + 1)] };
    if (wrong !== undefined && wanted > done) return fail(outOfTurn(conversation, done + 1), sight);
    const seen: Text = {
      zh: `要 ${wanted} 个回合，完整的有 ${done} 个`,
      en: `rounds asked for: ${wanted}; rounds that were complete: ${done}`,
    };
    return right === steps.length && right === wanted * 4 ? pass(seen, sight) : fail(seen, sight);
  }),
};

function outOfTurn({ parent, steps, right }: Conversation, round: number): Text {
  const { what, signal, pid } = steps[right]!;
  const who = pid === parent.pid ? { zh: '父进程', en: 'the parent' } : { zh: '子进程', en: 'the child' };
  return what === 'sent'
    ? {
        zh: `第 ${round} 个回合：前一个信号还没有收到，${who.zh}又发出了 ${signal}`,
        en: `round ${round}: ${who.en} sent ${signal} before the signal in front of it was received`,
      }
    : {
        zh: `第 ${round} 个回合：${who.zh}收到了这时没有人发的 ${signal}`,
        en: `round ${round}: ${who.en} got a ${signal} that was not due`,
      };
}
