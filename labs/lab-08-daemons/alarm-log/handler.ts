import {
  type Call,
  callsExhibit,
  type Check,
  type ExerciseEvidence,
  fail,
  handlerCode,
  handlerExhibit,
  type HandlerRun,
  handlerRuns,
  isSignalSafe,
  pass,
} from '@proclab/lab-kit';
import { alarmsIn, NO_ALARM } from './alarms.ts';

/** What malloc(3) asks the kernel for; localtime(3) opens or looks up the time zone. */
const MEMORY: ReadonlySet<string> = new Set(['brk', 'mmap', 'munmap', 'mremap']);
const TIME_ZONE = /"[^"]*(?:localtime|zoneinfo)[^"]*"/;

export const safeHandler: Check = {
  id: 'safe-handler',
  points: 20,
  must: {
    zh: '处理函数只调用 signal-safety(7) 列出的函数，或者什么也不调用，只设一个标志',
    en: 'The handler calls nothing but functions that signal-safety(7) lists, or nothing at all: it sets a flag',
  },
  hint: {
    zh: '信号可能正打断 malloc 或 printf：锁还没放开，数据改了一半，处理函数再调用它就会死锁或写坏。只设 volatile sig_atomic_t 标志，其余的由主循环做；write(2)、time(2) 可以用，printf、snprintf、fopen、ctime、localtime、strftime、syslog 不行。',
    en: 'The signal may have interrupted malloc or printf itself, its lock taken and its data half changed: called again it waits for ever or spoils them. Set a volatile sig_atomic_t flag and leave the rest to the main loop. write(2) and time(2) may be called; printf, snprintf, fopen, ctime, localtime, strftime and syslog may not.',
  },
  see: 'man 7 signal-safety; strace -f ./alarm-log 2>&1 | sed -n "/--- SIGALRM/,/rt_sigreturn/p"',
  blame: ['sigaction', 'signal', 'sigset'],
  on: 'traced',
  judge: (run, exercise) => {
    const alarms = alarmsIn(run);
    if (alarms.length === 0) return fail(NO_ALARM, { ms: run.duration });
    const handled = handlerRuns(run, 'SIGALRM');
    const [first] = handled;
    if (first === undefined) {
      const fetched = (run.trace?.calls ?? []).filter(({ name }) => name === 'rt_sigtimedwait').slice(0, 4);
      return pass(
        {
          zh: `没有处理函数：${alarms.length} 个 SIGALRM 都由程序自己取走`,
          en: `there is no handler: the program fetched all ${alarms.length} SIGALRM itself`,
        },
        { ms: alarms[0]?.at, exhibits: fetched.length > 0 ? [callsExhibit(fetched)] : [] },
      );
    }
    const unsafe = unsafeCallIn(exercise, first);
    if (unsafe !== null)
      return fail(
        {
          zh: `处理函数 ${unsafe.handler} 会调用 ${unsafe.callee}（${unsafe.place}），它不在 signal-safety(7) 之列`,
          en: `the handler, ${unsafe.handler}, leads to a call of ${unsafe.callee} (${unsafe.place}), which signal-safety(7) does not list`,
        },
        { ms: first.delivery.at, exhibits: [handlerExhibit(first)] },
      );
    for (const each of handled) {
      const call = each.calls.find(isTelltale);
      if (call !== undefined)
        return fail(
          {
            zh: `处理函数返回之前，PID ${call.pid} 调用了 ${call.name}：它在分配内存或读取时区`,
            en: `before the handler returned, PID ${call.pid} called ${call.name}: it allocates memory or reads the time zone`,
          },
          { ms: call.at, exhibits: [handlerExhibit(each)] },
        );
    }
    const names = [...new Set(first.calls.map(({ name }) => name))];
    return pass(
      {
        zh: `处理函数运行 ${handled.length} 次，其中的系统调用：${names.join('、') || '没有'}`,
        en: `the handler ran ${handled.length} times; system calls in it: ${names.join(', ') || 'none'}`,
      },
      { ms: first.delivery.at, exhibits: [handlerExhibit(first)] },
    );
  },
};

interface UnsafeCall {
  readonly handler: string;
  readonly callee: string;
  /** `alarm-log.c:23` */
  readonly place: string;
}

function unsafeCallIn({ build }: ExerciseEvidence, { delivery }: HandlerRun): UnsafeCall | null {
  const code = build.programs.flatMap((program) => handlerCode(program, delivery));
  const found = code.map(({ name, library }) => {
    const site = library.find(({ callee }) => !isSignalSafe(callee));
    return site && { handler: name, callee: site.callee, place: `${site.file}:${site.line}` };
  });
  // Of functions that lie alike in their pages one is the handler; all of them have to be unsafe.
  return found.every((site) => site !== undefined) ? (found[0] ?? null) : null;
}

function isTelltale({ name, args }: Call): boolean {
  return MEMORY.has(name) || TIME_ZONE.test(args);
}
