import {
  type Check,
  type Exhibit,
  fail,
  linesOf,
  livesExhibit,
  numbersIn,
  pass,
  printedAfter,
  type Text,
} from '@proclab/lab-kit';
import { linesShown } from '../shared/lines-shown.ts';
import { isWrite, type PipeCall, shortCallsExhibit } from '../shared/pipe-calls.ts';
import { type Naming, tells } from '../shared/told.ts';
import { type BrokenWrite, diedOfSigpipe, ofStory, printedByReaper, type Story } from './story.ts';

/** SIGPIPE as C programs name it: WTERMSIG, as the shell's 128 + n, sigabbrev_np(3) or strsignal(3). */
const SIGPIPE: Naming = { numbers: [13, 141], words: /\bSIG_?PIPE\b|broken pipe/i };
/** EPIPE: errno, its name, strerror(3). */
const EPIPE: Naming = { numbers: [32], words: /\bEPIPE\b|broken pipe/i };

export const diesOfSigpipe: Check = {
  id: 'dies-of-sigpipe',
  points: 15,
  must: {
    zh: '一个子进程往没有读端的管道里写，被 SIGPIPE 杀死',
    en: 'A child writes into a pipe that nobody can read from, and SIGPIPE kills it',
  },
  hint: {
    zh: '读端在父进程和子进程里各有一份，两份都关了才算没有读端。父进程最好在 fork 之前就关，否则谁先谁后全凭运气；也不要在 fork 之前忽略 SIGPIPE，子进程会继承。',
    en: 'The read end exists in parent and child, and both must be closed. Close it before fork: afterwards it is a matter of luck who comes first. And do not ignore SIGPIPE before that fork, as the child inherits it.',
  },
  see: 'strace -f -y -e trace=pipe2,close,write,fork,clone ./eof-and-sigpipe 7 2>&1 | grep -e pipe: -e SIGPIPE',
  blame: ['write', 'signal', 'sigaction', 'raise', 'kill', 'fork'],
  on: 'traced',
  judge: ofStory((story) => {
    const victim = story.broken.find(({ life }) => diedOfSigpipe(life));
    if (victim === undefined) return whyNobodyDied(story);
    const { call, life } = victim;
    return pass(
      {
        zh: `PID ${life.pid} 的 write 没有读者，它被 SIGPIPE 杀死`,
        en: `PID ${life.pid} wrote without a reader, and SIGPIPE killed it`,
      },
      { ms: call.at, exhibits: [shortCallsExhibit([call]), livesExhibit([life], 'END')] },
    );
  }),
};

function whyNobodyDied(story: Story) {
  const { broken, family } = story;
  const [survivor] = broken;
  if (survivor !== undefined)
    return fail(
      {
        zh: `PID ${survivor.life.pid} 的 write 得到 EPIPE，却没有被 SIGPIPE 杀死；也没有别的进程因此而死`,
        en: `PID ${survivor.life.pid} got EPIPE from write and was not killed by SIGPIPE; nor was any other that wrote`,
      },
      {
        ms: survivor.call.at,
        exhibits: [shortCallsExhibit([survivor.call]), livesExhibit([survivor.life], 'END')],
      },
    );
  const [other] = heard(story);
  if (other !== undefined)
    return fail(
      {
        zh: `PID ${other.pid} 的 write 返回了 ${other.result}：当时还有进程开着读端`,
        en: `the write of PID ${other.pid} returned ${other.result}: somebody still had the read end open`,
      },
      { ms: other.at, exhibits: [shortCallsExhibit([other])] },
    );
  const signaled = family.made.filter(diedOfSigpipe);
  return fail(
    signaled.length > 0
      ? {
          zh: `PID ${signaled[0]!.pid} 死于 SIGPIPE，但它没有往没有读端的管道里写`,
          en: `PID ${signaled[0]!.pid} died of SIGPIPE, but not of a write into a pipe without a reader`,
        }
      : { zh: '没有进程往没有读端的管道里写', en: 'nobody wrote into a pipe without a reader' },
    { ms: signaled[0]?.ended?.at, exhibits: [livesExhibit(family.made, 'END')] },
  );
}

export const reportsSignal: Check = {
  id: 'reports-signal',
  points: 10,
  must: {
    zh: '父进程在一行里报告那个子进程的 PID 和杀死它的信号',
    en: 'The parent reports, in one line, the PID of that child and the signal that killed it',
  },
  hint: {
    zh: '被信号杀死的进程没有退出码：先看 WIFSIGNALED(status)，再取 WTERMSIG(status)；strsignal 给出信号的说明。',
    en: 'Who was killed by a signal has no exit code: ask WIFSIGNALED(status) and then WTERMSIG(status). strsignal has the words for it.',
  },
  see: 'strace -f -e trace=wait4,waitid,write ./eof-and-sigpipe 7',
  blame: ['waitpid', 'waitid', 'wait', 'printf'],
  on: 'traced',
  judge: ofStory((story) => {
    const killed = story.family.made.filter(diedOfSigpipe);
    if (killed.length === 0)
      return fail(
        {
          zh: '没有子进程死于 SIGPIPE，也就没有什么可报告',
          en: 'no child died of SIGPIPE, so there was nothing to report',
        },
        { ms: story.family.program.bornAt, exhibits: [livesExhibit(story.family.made, 'END')] },
      );
    const reported = killed.find((life) =>
      linesOf(printedByReaper(story, life)).some(
        (line) => numbersIn(line).includes(life.pid) && tells(line, SIGPIPE),
      ),
    );
    const life = reported ?? killed[0]!;
    const sight = {
      ms: life.reaped?.at ?? life.ended?.at,
      exhibits: linesShown(printedByReaper(story, life)),
    };
    return reported === undefined
      ? fail(whyUnreported(life.pid, life.reaped?.call != null), sight)
      : pass(
          {
            zh: `报告了 PID ${life.pid} 和它的信号`,
            en: `PID ${life.pid} was reported together with its signal`,
          },
          sight,
        );
  }),
};

function whyUnreported(pid: number, reaped: boolean): Text {
  return reaped
    ? {
        zh: `回收 PID ${pid} 之后，没有哪一行同时写着它的 PID 和 13（SIGPIPE、Broken pipe）`,
        en: `after PID ${pid} was reaped, no line was printed that has its PID and 13 (or SIGPIPE, or Broken pipe)`,
      }
    : {
        zh: `没有一次 wait 调用回收 PID ${pid}（带 WNOWAIT 的只看不收）`,
        en: `no wait call reaped PID ${pid} (one with WNOWAIT only looks)`,
      };
}

export const getsEpipe: Check = {
  id: 'gets-epipe',
  points: 10,
  must: {
    zh: '一个忽略（或捕捉）SIGPIPE 的进程往没有读端的管道里写，得到 EPIPE，并且活了下来',
    en: 'A process that ignores (or catches) SIGPIPE writes into a pipe without a reader, gets EPIPE and lives on',
  },
  hint: {
    zh: '在要写的那个进程里、在 write 之前调用 signal(SIGPIPE, SIG_IGN)；读端照样要先关掉。',
    en: 'Call signal(SIGPIPE, SIG_IGN) in the process that is to write, before it does; and the read end must be closed here too.',
  },
  see: 'strace -f -y -e trace=write,rt_sigaction ./eof-and-sigpipe 7 2>&1 | grep -e PIPE',
  blame: ['signal', 'sigaction', 'write', 'fork'],
  on: 'traced',
  judge: ofStory((story) => {
    const survivor = survivorOf(story);
    const shown = survivor ?? story.broken[0];
    const other = heard(story).at(-1);
    const sight = {
      ms: (shown?.call ?? other)?.at,
      exhibits: exhibitsOf(shown, other),
    };
    if (survivor !== undefined)
      return pass(
        {
          zh: `PID ${survivor.life.pid} 的 write 得到 EPIPE，它没有被杀死`,
          en: `PID ${survivor.life.pid} got EPIPE from write and was not killed`,
        },
        sight,
      );
    return fail(
      shown === undefined
        ? noEpipe(other)
        : {
            zh: `write 得到 EPIPE 的进程都被 SIGPIPE 杀死了（PID ${story.broken.map(({ life }) => life.pid).join('、')}）`,
            en: `everyone whose write got EPIPE was killed by SIGPIPE (PID ${story.broken.map(({ life }) => life.pid).join(', ')})`,
          },
      sight,
    );
  }),
};

function exhibitsOf(broken: BrokenWrite | undefined, other: PipeCall | undefined): readonly Exhibit[] {
  if (broken !== undefined) return [shortCallsExhibit([broken.call]), livesExhibit([broken.life], 'END')];
  return other === undefined ? [] : [shortCallsExhibit([other])];
}

function noEpipe(other: PipeCall | undefined): Text {
  return other === undefined
    ? { zh: '没有进程的 write 得到 EPIPE', en: 'no write got EPIPE' }
    : {
        zh: `没有进程的 write 得到 EPIPE；PID ${other.pid} 的 write 返回了 ${other.result}：当时还有进程开着读端`,
        en: `no write got EPIPE; that of PID ${other.pid} returned ${other.result}, as somebody still had the read end open`,
      };
}

/** Writes to other pipes than that of the first part that went through. */
function heard({ calls, flow }: Story): readonly PipeCall[] {
  return calls.filter((call) => isWrite(call) && call.pipe !== flow?.pipe && (call.result ?? 0) > 0);
}

export const reportsErrno: Check = {
  id: 'reports-errno',
  points: 5,
  must: {
    zh: '这个进程打印错误：EPIPE、32 或 Broken pipe',
    en: 'That process prints the error: EPIPE, 32 or Broken pipe',
  },
  hint: {
    zh: 'write 失败时返回 -1，原因在 errno 里，不在返回值里。紧接着用 perror 或 strerror(errno) 打印，别的调用会改掉 errno。',
    en: 'When write fails it returns -1, and the reason is in errno, not in the result. Print it at once by perror or strerror(errno): other calls may change it.',
  },
  see: './eof-and-sigpipe 7',
  blame: ['perror', 'strerror', 'printf', 'write'],
  on: 'traced',
  judge: ofStory((story) => {
    const survivor = survivorOf(story);
    if (survivor === undefined)
      return fail(
        { zh: '没有进程得到 EPIPE 之后还活着', en: 'nobody lived on after EPIPE' },
        { ms: story.family.program.bornAt },
      );
    const text = printedAfter(story.run, survivor.call);
    const sight = {
      ms: survivor.call.at,
      exhibits: linesShown(text),
    };
    const pid = survivor.life.pid;
    return tells(text, EPIPE)
      ? pass({ zh: `PID ${pid} 打印了这个错误`, en: `PID ${pid} printed the error` }, sight)
      : fail(
          {
            zh: `PID ${pid} 在 write 之后没有打印 EPIPE、32 或 Broken pipe`,
            en: `after its write, PID ${pid} printed neither EPIPE nor 32 nor Broken pipe`,
          },
          sight,
        );
  }),
};

function survivorOf({ broken }: Story) {
  return broken.find(({ life }) => !diedOfSigpipe(life));
}
