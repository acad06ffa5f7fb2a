import {
  type Call,
  callsBy,
  callsExhibit,
  type Check,
  descriptorOf,
  fail,
  type HandlerRun,
  handlerRuns,
  momentOf,
  pass,
  type Run,
  timersOf,
  type TimerSetting,
  typedReads,
  unsafeHandler,
} from '@proclab/lab-kit';
import { ofStart, screenExhibit } from './starts.ts';

const see = 'strace -e trace=alarm,setitimer,timer_settime,read ./timeout 1';
const timing = ['alarm', 'setitimer', 'timer_settime', 'timer_create', 'poll', 'select'];
const TERMINAL = /^\/dev\/(pts\/|tty)/;

export const interruptedRead: Check = {
  id: 'interrupted-read',
  points: 15,
  must: {
    zh: '程序自己的定时器到时就发来 SIGALRM，打断了正在等待的 read',
    en: 'A timer of its own sends SIGALRM when the time is up, which interrupts the read that waits',
  },
  hint: {
    zh: '用 alarm 或 setitimer 设定时器。signal() 会设 SA_RESTART：处理函数返回后 read 重新开始，永远等下去。用 sigaction，sa_flags 为 0，read 就返回 -1，errno 为 EINTR。',
    en: 'Set a timer by alarm or setitimer. signal() sets SA_RESTART: after the handler read begins anew and waits for ever. Use sigaction with sa_flags 0, and read returns -1 with EINTR.',
  },
  see,
  blame: ['signal', 'sigaction', ...timing],
  on: 'traced',
  judge: ofStart('silent', (start, run) => {
    const timers = timersOf(run, start.pid).filter(({ value }) => value > 0);
    const handled = handlerRuns(run, 'SIGALRM').filter(({ delivery }) => delivery.pid === start.pid);
    const sight = { ms: handled[0]?.delivery.at ?? start.startedAt, exhibits: [] };
    if (timers.length === 0)
      return fail({ zh: '程序没有设定过定时器', en: 'the program set no timer' }, sight);
    const set = callsExhibit(timers.slice(0, 2).map(({ call }) => call));
    const granted = Number(start.argv[1]);
    // One that goes off later cannot tell that the time is up. An absolute time is none to wait, timer_settime(2).
    if (timers.every(({ call, value }) => value > granted && !call.args.includes('TIMER_ABSTIME')))
      return fail(
        {
          zh: `只许等 ${granted} 秒，定时器却要 ${timers[0]!.value} 秒才到`,
          en: `${granted} s had been granted, and its timer goes off after ${timers[0]!.value} s`,
        },
        { ...sight, exhibits: [set] },
      );
    if (handled.length === 0)
      return fail(
        { zh: '没有 SIGALRM 到达处理函数', en: 'no SIGALRM reached a handler' },
        { ...sight, exhibits: [set] },
      );
    const reads = readsOfTerminal(run, start.pid);
    const broken = reads.find((read) => handled.some((each) => isBrokenBy(read, each)));
    return broken === undefined
      ? fail(
          {
            zh: 'SIGALRM 到来时没有打断正在等待终端输入的 read',
            en: 'SIGALRM came and interrupted no read that waited for the terminal',
          },
          { ...sight, exhibits: [set, callsExhibit(reads.slice(-2))] },
        )
      : pass(
          { zh: 'SIGALRM 打断了 read', en: 'SIGALRM interrupted read' },
          { ...sight, exhibits: [set, callsExhibit([broken])] },
        );
  }),
};

function readsOfTerminal(run: Run, pid: number): readonly Call[] {
  return callsBy(run, pid, 'read', 'readv').filter((call) => TERMINAL.test(descriptorOf(call)?.target ?? ''));
}

/**
 * It failed, or the handler never returned to it but went on elsewhere: siglongjmp(3), _exit(2). One that began anew was
 * not broken; nor is it known to be when the run was over before the handler was.
 */
function isBrokenBy({ at, returnedAt, error }: Call, { delivery, end, calls }: HandlerRun): boolean {
  if (at > delivery.at) return false;
  if (returnedAt === null) return end === null && calls.length > 0;
  return error === 'EINTR' && returnedAt >= delivery.at;
}

export const timerOff: Check = {
  id: 'timer-off',
  points: 10,
  must: {
    zh: '有了回答就取消定时器：等第二行时没有定时器在走',
    en: 'With the answer the timer is turned off: none runs while it waits for the second line',
  },
  hint: {
    zh: '读到回答之后 alarm(0)，或者把 setitimer 的 it_value 设为 0。否则 SIGALRM 迟早打断后面的某个调用。',
    en: 'Once the answer has been read call alarm(0), or setitimer with it_value 0. Otherwise SIGALRM interrupts some later call.',
  },
  see: '(echo me; sleep 3) | strace -e trace=alarm,setitimer,timer_settime,read ./timeout 1',
  blame: timing,
  on: 'traced',
  judge: ofStart('answered', (start, run) => {
    const moment = momentOf(run, 'second');
    if (moment?.reached !== true || !hasReadSince(run, start.pid, moment.at))
      return fail(
        {
          zh: '有了回答之后，程序没有等第二行',
          en: 'with the answer there, it did not wait for a second line',
        },
        { moment, exhibits: [screenExhibit(run, start)] },
      );
    const settings = timersOf(run, start.pid).filter(({ call }) => call.at < moment.at);
    const last = [...new Map(settings.map((setting) => [setting.timer, setting])).values()];
    const sight = {
      moment,
      exhibits: settings.length > 0 ? [callsExhibit(settings.map(({ call }) => call))] : [],
    };
    if (settings.every(({ value }) => value === 0))
      return fail({ zh: '程序没有设定过定时器', en: 'the program set no timer' }, sight);
    const running = isIgnored(run, start.pid, moment.at) ? undefined : last.find(({ value }) => value > 0);
    return running === undefined
      ? pass(
          { zh: '等第二行时没有定时器在走', en: 'no timer was running while it waited for the second line' },
          sight,
        )
      : fail(stillRuns(running), sight);
  }),
};

/** Did it get anything from the terminal after that time, such as a line that was typed then? */
function hasReadSince(run: Run, pid: number, since: number): boolean {
  return typedReads(run, [pid]).some(({ returnedAt }) => (returnedAt ?? 0) >= since);
}

function stillRuns({ value }: TimerSetting) {
  return {
    zh: `等第二行时，设为 ${value} 秒的定时器还在走`,
    en: `a timer of ${value} s was still running while it waited for the second line`,
  };
}

function isIgnored(run: Run, pid: number, at: number): boolean {
  const last = callsBy(run, pid, 'rt_sigaction').findLast(
    (call) => call.at < at && call.args.startsWith('SIGALRM, {'),
  );
  return last?.args.includes('=SIG_IGN') === true;
}

export const safeHandler: Check = {
  id: 'safe-handler',
  points: 5,
  must: {
    zh: '处理函数只调用 signal-safety(7) 列出的函数，或者什么也不调用',
    en: 'The handlers call nothing but functions that signal-safety(7) lists, or nothing at all',
  },
  hint: {
    zh: '信号可能正打断 printf：锁还没放开，处理函数再调用它就会死锁。设一个 volatile sig_atomic_t 标志，等 read 返回再打印；write 和 _exit 可以用，printf 和 exit 不行。',
    en: 'The signal may have interrupted printf itself, a lock taken: called again it waits for ever. Set a volatile sig_atomic_t flag and print when read has returned. write and _exit may be called, printf and exit may not.',
  },
  see: 'man 7 signal-safety',
  blame: ['sigaction', 'signal'],
  on: 'traced',
  judge: (run, exercise) => {
    const unsafe = unsafeHandler(run, exercise, 'SIGALRM') ?? unsafeHandler(run, exercise, 'SIGUSR1');
    if (unsafe !== null) return unsafe;
    const [alarms, others] = ['SIGALRM', 'SIGUSR1'].map((signal) => handlerRuns(run, signal).length);
    const seen = {
      zh: `处理函数的运行次数：SIGALRM ${alarms}，SIGUSR1 ${others}`,
      en: `runs of handlers: SIGALRM ${alarms}, SIGUSR1 ${others}`,
    };
    return alarms === 0 ? fail(seen, { ms: run.duration }) : pass(seen, { ms: run.duration });
  },
};
