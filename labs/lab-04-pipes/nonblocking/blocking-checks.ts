import {
  at,
  type Check,
  fail,
  heardTyping,
  ofProcesses,
  pass,
  type ProcessState,
  psExhibit,
  type Text,
  wholeTable,
  secondsWaited,
} from '@proclab/lab-kit';
import { isRead, isWrite, type PipeCall, shortCallsExhibit } from '../shared/pipe-calls.ts';
import { ofStory, UNWRITTEN, waitsForRoom, writeThatWaited } from './story.ts';

export const blocks: Check = {
  id: 'blocks',
  points: 10,
  must: {
    zh: '没有 O_NONBLOCK 时，往满管道里 write 的进程睡眠等待',
    en: 'Without O_NONBLOCK, a process that writes into the full pipe sleeps until there is room',
  },
  hint: {
    zh: 'O_NONBLOCK 属于打开的文件描述（open file description），fork 后父子共用：子进程要写之前先用 F_SETFL 把它去掉。父进程等到按下 Enter 再读。',
    en: 'O_NONBLOCK belongs to the open file description, which parent and child share after fork: the child must take it away by F_SETFL before it writes. The parent reads only after Enter.',
  },
  see: "ps -eo pid,ppid,stat,wchan:20,args | grep '[n]onblocking'",
  blame: ['fcntl', 'write', 'fork'],
  on: 'natural',
  judge: ofProcesses(at('full').everyone, (processes, moment) => {
    const writer = processes.find(waitsForRoom);
    if (moment.reached && writer !== undefined)
      return pass(
        {
          zh: `PID ${writer.pid} 睡在 write 里（${writer.wchan}）`,
          en: `PID ${writer.pid} sleeps in write (${writer.wchan})`,
        },
        { moment, exhibits: [psExhibit(moment, [writer.pid], 'stat'), wchanExhibit([writer])] },
      );
    return fail(
      writer === undefined
        ? {
            zh: `等了 ${secondsWaited(moment)} 秒，没有进程睡在往管道的 write 里`,
            en: `within ${secondsWaited(moment)} s no process slept in a write to a pipe`,
          }
        : {
            zh: `PID ${writer.pid} 睡在 write 里，但没有别的进程可以来读`,
            en: `PID ${writer.pid} sleeps in write, but there is no other process that could read`,
          },
      { moment, exhibits: [wholeTable(moment), wchanExhibit(processes)] },
    );
  }),
};

/** The function of the kernel that each process sleeps in, as `ps -o wchan` shows it. */
function wchanExhibit(processes: readonly ProcessState[]) {
  const lines = processes.slice(0, 6).map(({ pid, wchan }) => `/proc/${pid}/wchan: ${wchan ?? '?'}`);
  return { kind: 'process' as const, lines, marked: null };
}

export const resumes: Check = {
  id: 'resumes',
  points: 5,
  must: {
    zh: '另一个进程等到 Enter、读走数据以后，阻塞的 write 写完返回',
    en: 'Once another process has waited for Enter and read, the blocked write goes through',
  },
  hint: {
    zh: '管道按页腾出空间：只读一个字节还不够，至少读 PIPE_BUF 字节，或者读到空为止。如果 write 得到的是 EAGAIN，就是 O_NONBLOCK 还没有去掉。等 Enter 要用 getchar 这样的读，不能用 sleep 代替。',
    en: 'A pipe gets room by the page: a single byte is not enough. Read PIPE_BUF bytes at least, or until the pipe is empty. If write got EAGAIN, O_NONBLOCK was still on. To wait for Enter is to read it, by getchar for one; sleep is no substitute.',
  },
  see: "strace -f -y -s 8 -e trace=read,write,fcntl ./nonblocking 10000 2>&1 | grep 'pipe:'",
  blame: ['read', 'fcntl', 'fork'],
  on: 'traced',
  judge: ofStory((story) => {
    const { filled, family } = story;
    if (filled === null) return fail(UNWRITTEN, { ms: family.program.bornAt });
    const waited = writeThatWaited(filled);
    const shown = waited ?? lateWrite(filled.calls, filled.fullWrite);
    const around = filled.calls
      .filter((call) => isRead(call) && shown !== undefined && call.at > shown.at)
      .slice(0, 3);
    const sight = {
      ms: shown?.at ?? filled.fullWrite?.at,
      exhibits: shown === undefined ? [] : [shortCallsExhibit([shown, ...around])],
    };
    if (
      waited !== undefined &&
      !heardTyping(story.run, story.family).some(
        ({ returnedAt }) => returnedAt !== null && returnedAt <= (waited.returnedAt ?? Infinity),
      )
    )
      return fail(
        {
          zh: `PID ${waited.pid} 的 write 等到 PID ${around[0]?.pid} 读过之后才返回，但那时谁也没有从终端等到 Enter`,
          en: `the write of PID ${waited.pid} returned after PID ${around[0]?.pid} had read, but nobody had got Enter from the terminal by then`,
        },
        sight,
      );
    if (waited !== undefined)
      return pass(
        {
          zh: `PID ${waited.pid} 的 write 等到 PID ${around[0]?.pid} 读过之后才返回`,
          en: `the write of PID ${waited.pid} returned after PID ${around[0]?.pid} had read`,
        },
        sight,
      );
    return fail(whyNot(shown), sight);
  }),
};

/** The first write after the pipe was found full. */
function lateWrite(calls: readonly PipeCall[], full: PipeCall | undefined): PipeCall | undefined {
  return full && calls.find((call) => isWrite(call) && call.at > full.at);
}

function whyNot(write: PipeCall | undefined): Text {
  if (write === undefined)
    return { zh: '管道满了以后没有进程再写', en: 'nobody wrote once the pipe was full' };
  if (write.result === null)
    return {
      zh: `PID ${write.pid} 的 write 一直没有返回`,
      en: `the write of PID ${write.pid} never returned`,
    };
  return write.error === null
    ? {
        zh: `PID ${write.pid} 的 write 没有等待：当时管道里已经有空位`,
        en: `the write of PID ${write.pid} did not wait: there was room already`,
      }
    : {
        zh: `PID ${write.pid} 的 write 没有等待，得到 ${write.error}：它的写端还带着 O_NONBLOCK`,
        en: `the write of PID ${write.pid} did not wait but got ${write.error}: its end still had O_NONBLOCK`,
      };
}
