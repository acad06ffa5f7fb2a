import {
  callsExhibit,
  type Check,
  fail,
  handlerExhibit,
  handlerRuns,
  pass,
  unsafeHandler,
} from '@proclab/lab-kit';
import { alarmsIn, NO_ALARM } from './alarms.ts';

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
    const unsafe = unsafeHandler(run, exercise, 'SIGALRM');
    if (unsafe !== null) return unsafe;
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
