import {
  atMoment,
  c,
  callsExhibit,
  type Check,
  exercise,
  fail,
  type Moment,
  natural,
  notChecked,
  pass,
  printedAfter,
  type ProgramRun,
  psExhibit,
  type Run,
  secondsWaited,
  showStatus,
  TELLTALES,
  type Text,
  traced,
  tracing,
  typedReads,
  unseen,
} from '@proclab/lab-kit';
import { interruptedRead, safeHandler, timerOff } from './alarms.ts';
import { ANSWER, fourTerminals, SENT, STATUS } from './scenario.ts';
import { endedWith, ofStart, screenExhibit, seconds, shownSince, startOf } from './starts.ts';

/** The timers of the kernel are never early; our clocks may differ from theirs by so much, ms. */
const TOLERANCE = 50;
/** Timers, and what tells that a handler was not safe. */
const ALSO_TRACED = ['alarm', 'setitimer', 'timer_create', 'timer_settime', 'timer_delete', ...TELLTALES];

/** A judge: at this moment the program that gets an answer had done what the moment waits for. */
function reached(name: string, seen: Text): Check['judge'] {
  return atMoment(name, (moment: Moment, run: Run) => {
    const start = startOf(run, 'answered');
    const isThere = moment.processes.some(({ pid }) => pid === start?.pid);
    const sight = {
      moment,
      exhibits: [
        ...(start !== undefined && isThere ? [psExhibit(moment, [start.pid], 'stat')] : []),
        ...(start !== undefined ? [screenExhibit(run, start)] : []),
      ],
    };
    if (moment.reached) return pass(seen, sight);
    const ended = start?.ended != null && start.ended.at <= moment.at ? showStatus(start.ended.status) : null;
    return fail(
      {
        zh: ended === null ? `等了 ${secondsWaited(moment)} 秒也没有看到` : `程序已经结束：${ended}`,
        en: ended === null ? `not seen within ${secondsWaited(moment)} s` : `the program had ended: ${ended}`,
      },
      sight,
    );
  });
}

const asks: Check = {
  id: 'asks',
  points: 5,
  must: { zh: '先看得到问题，再等回答', en: 'The question can be seen before the answer is waited for' },
  hint: {
    zh: '没有换行的问题留在 stdio 的缓冲区里，read 不会把它送出去：fflush(stdout)。',
    en: 'A question without a newline stays in the buffer of stdio, and read does not send it out: fflush(stdout).',
  },
  see: './timeout 1',
  blame: ['printf', 'puts', 'fputs', 'write', 'read'],
  on: 'natural',
  judge: reached('asked', {
    zh: '问题出现了，程序在等',
    en: 'the question was there, and the program waited',
  }),
};

const givesUp: Check = {
  id: 'gives-up',
  points: 20,
  must: {
    zh: `没有回答：时间一到就说一声，以 ${STATUS.timedOut} 退出，不早也不拖`,
    en: `Without an answer it says so when the time is up and exits with ${STATUS.timedOut}, and not before`,
  },
  hint: {
    zh: 'read 返回 -1、errno 为 EINTR，并且 SIGALRM 的处理函数设了标志，才是时间到了：这时打印一句话再退出。用 signal() 安装，read 会自动重新开始，永远等不到。',
    en: 'The time is up when read returns -1 with EINTR and the handler of SIGALRM has set its flag: then print a few words and exit. Installed by signal(), it lets read begin anew, for ever.',
  },
  see: './timeout 1; echo $?',
  blame: ['signal', 'sigaction', 'alarm', 'setitimer', 'timer_settime', 'read', 'fgets'],
  on: 'natural',
  judge: ofStart('silent', (start, run) => {
    const finding = inTime(run, start);
    return finding.status === 'pass' && shownSince(run, start, timeOutOf(start)).trim() === ''
      ? fail(
          { zh: '时间到了，程序一声不响就结束', en: 'when the time was up it ended without a word' },
          { ms: start.ended!.at, exhibits: finding.exhibits },
        )
      : finding;
  }),
};

const timeStays: Check = {
  id: 'time-stays',
  points: 10,
  must: {
    zh: '不断有 SIGUSR1 来打断，时间也不延长',
    en: 'Interrupted by SIGUSR1 again and again, it does not wait for longer',
  },
  hint: {
    zh: '定时器只设一次，EINTR 之后再 read 时不要重新设；SIGUSR1 也不是时间到了。alarm 返回的剩余秒数是取整的，拿它重新设，时间会越拖越长。',
    en: 'Set the timer once, and not again when you read anew after EINTR; nor is SIGUSR1 the time-out. What alarm returns as left is rounded to seconds: set again to that, the time grows.',
  },
  see: 'sleep 9 | ./timeout 2 & sleep 0.2; while kill -USR1 $!; do sleep 0.3; done; wait $!; echo $?',
  blame: ['alarm', 'setitimer', 'timer_settime', 'read', 'fgets', 'sigaction', 'signal'],
  on: 'natural',
  judge: ofStart('pestered', (start, run) => {
    const finding = inTime(run, start);
    if (finding.status !== 'pass' || wasPestered(run, start)) return finding;
    const { exhibits, at } = finding;
    return hasAsked(run, start)
      ? unseen(NOT_PESTERED, { ms: at.ms })
      : notChecked(NOT_ASKED, { ms: at.ms, exhibits });
  }),
};

const NOT_PESTERED: Text = {
  zh: '这台机器太忙：程序结束之前，一个 SIGUSR1 也没来得及发',
  en: 'This machine is so busy that no SIGUSR1 was sent before the program had ended',
};

const NOT_ASKED: Text = {
  zh: '看不到它提出的问题，所以没有发 SIGUSR1 去打断它',
  en: 'nobody could see it ask, so no SIGUSR1 was sent to interrupt it',
};

/** Could its question be seen before its time was up? */
function hasAsked(run: Run, start: ProgramRun): boolean {
  return shownSince(run, start, start.startedAt, timeOutOf(start)).trim() !== '';
}

/** Was a SIGUSR1 sent to it before its end? The shell that sends them says so each time. */
function wasPestered(run: Run, { ended }: ProgramRun): boolean {
  const shell = run.programs.findLast(({ argv }) => argv.at(-1)!.includes(SENT));
  return shell !== undefined && shownSince(run, shell, 0, ended?.at).includes(SENT);
}

/** Nothing that comes before is due to the time-out, ms. */
function timeOutOf({ startedAt, argv }: ProgramRun): number {
  return startedAt + Number(argv[1]) * 1000 - TOLERANCE;
}

/** Ended by the time-out, and not before the time: a status alone could come of anything. */
function inTime(run: Run, start: ProgramRun) {
  const finding = endedWith(run, start, STATUS.timedOut);
  const ended = start.ended?.at ?? run.duration;
  const lasted = ended - start.startedAt;
  return finding.status === 'pass' && ended < timeOutOf(start)
    ? fail(
        { zh: `${seconds(lasted)} 秒就放弃了`, en: `it gave up after ${seconds(lasted)} s` },
        { ms: start.ended!.at, exhibits: finding.exhibits },
      )
    : finding;
}

const otherSignal: Check = {
  id: 'other-signal',
  points: 10,
  must: {
    zh: 'SIGUSR1 打断 read 不算时间到：再问一遍，继续等',
    en: 'A read that SIGUSR1 has interrupted is no time-out: it asks again and waits on',
  },
  hint: {
    zh: 'EINTR 只说“有信号来过”，不说是哪一个。SIGALRM 的处理函数设一个标志，靠它区分；标志没有设，就再问、再读。',
    en: 'EINTR says that some signal has come, not which. Let the handler of SIGALRM set a flag to tell; where it is not set, ask and read again.',
  },
  see: 'sleep 9 | ./timeout 5 & sleep 1; kill -USR1 $!',
  blame: ['sigaction', 'signal', 'read', 'fgets', 'getline'],
  on: 'natural',
  judge: reached('asked-again', { zh: '又问了一遍，还在等', en: 'it asked again and waited on' }),
};

const answerWhole: Check = {
  id: 'answer-whole',
  points: 15,
  must: {
    zh: `及时的回答完整地打印出来；第二行之后以 ${STATUS.answered} 退出`,
    en: `An answer in time is printed whole, and after a second line it exits with ${STATUS.answered}`,
  },
  hint: {
    zh: 'scanf("%s") 读到空格为止，剩下的留给了下一次读。用 read、fgets 或 getline 读整行，缓冲区要够大。',
    en: 'scanf("%s") stops at the first blank and leaves the rest to the next read. Read the whole line with read, fgets or getline, into a buffer that is large enough.',
  },
  see: '(echo this is a long answer; sleep 1; echo second) | ./timeout 5; echo $?',
  blame: ['scanf', 'fgets', 'read', 'getline', 'printf', 'write'],
  on: 'traced',
  judge: ofStart('answered', (start, run) => {
    const read = typedReads(run, [start.pid])[0];
    if (read === undefined)
      return fail(
        { zh: '程序没有从终端读到回答', en: 'the program read no answer from the terminal' },
        { ms: start.startedAt, exhibits: [screenExhibit(run, start)] },
      );
    if (!printedAfter(run, read).includes(ANSWER))
      return fail(
        {
          zh: `输入了 ${ANSWER.length + 1} 个字节的一行，程序没有把它完整地打印出来`,
          en: `a line of ${ANSWER.length + 1} bytes was typed, and the program did not print all of it`,
        },
        { ms: read.at, exhibits: [callsExhibit([read]), screenExhibit(run, start)] },
      );
    return endedWith(run, start, STATUS.answered);
  }),
};

const endOfInput: Check = {
  id: 'end-of-input',
  points: 10,
  must: {
    zh: `输入结束（Ctrl-D）不是时间到：立刻以 ${STATUS.noInput} 退出`,
    en: `The end of the input (Ctrl-D) is no time-out: it exits with ${STATUS.noInput} at once`,
  },
  hint: {
    zh: 'read 返回 0 是文件尾，-1 才要看 errno。fgets 两种情况都返回 NULL：用 feof、ferror 区分。',
    en: 'read returns 0 at the end of the input, and only at -1 errno counts. fgets returns NULL in both cases: feof and ferror tell them apart.',
  },
  see: './timeout 30 < /dev/null; echo $?',
  blame: ['read', 'fgets', 'getline', 'scanf'],
  on: 'natural',
  judge: ofStart('ended', (start, run) => endedWith(run, start, STATUS.noInput)),
};

export default exercise('timeout', {
  title: { zh: '限时回答', en: 'An answer in time' },
  programs: [c('timeout.c')],
  runs: [natural(fourTerminals), ...tracing(ALSO_TRACED, traced(fourTerminals, 'as-it-comes'))],
  checks: [
    asks,
    givesUp,
    interruptedRead,
    timeStays,
    otherSignal,
    answerWhole,
    timerOff,
    endOfInput,
    safeHandler,
  ],
});
