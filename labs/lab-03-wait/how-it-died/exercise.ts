import {
  allReaped,
  c,
  type Check,
  exercise,
  fail,
  type Family,
  livesExhibit,
  named,
  natural,
  nothingLeft,
  ofFamily,
  pass,
  printedExhibit,
  type ProcessLife,
  type Run,
  showStatus,
  type Text,
  toTheEnd,
  traced,
} from '@proclab/lab-kit';
import { codeOf, deadBy, isToldApart, type Kind, lineAbout, type Wording, wording } from './deaths.ts';

const see = './how-it-died 42';
const seeCalls = 'strace -f -e trace=process,kill,write ./how-it-died 42';

const KINDS: Readonly<Record<Kind, Text>> = {
  exit: { zh: '按给定的码退出的', en: 'exited with the given code' },
  kill: { zh: '被别的信号杀死的', en: 'was killed by a signal that is no crash' },
  crash: { zh: '崩溃的', en: 'crashed' },
};

const threeEnds: Check = {
  id: 'three-ends',
  points: 20,
  must: {
    zh: '三个子进程：一个按给定的码退出，一个被杀死，一个崩溃',
    en: 'One child exits with the code, one is killed, one crashes',
  },
  hint: {
    zh: '退出码来自 argv[1]。被杀死：kill(pid, SIGTERM) 或 SIGKILL，子进程先 pause() 着。崩溃：写空指针、abort()；用 exit(139) 冒充不算。',
    en: 'The code comes from argv[1]. To be killed: pause() in the child, kill(pid, SIGTERM) or SIGKILL in the parent. To crash: write through a null pointer, or abort(); exit(139) is an exit.',
  },
  see: seeCalls,
  blame: ['kill', 'raise', 'abort', '_exit', 'exit', 'fork'],
  on: 'traced',
  judge: (run, evidence) =>
    ofFamily((family) => {
      const { program, children, made } = family;
      const ends = children.map(
        ({ pid, ended }) => `${pid} ${ended === null ? 'running' : showStatus(ended.status)}`,
      );
      const sight = { ms: made.at(-1)?.ended?.at, exhibits: [livesExhibit([program, ...made], 'END')] };
      const missing = (Object.keys(KINDS) as Kind[]).find((kind) => deadBy(kind, run, family) === undefined);
      return missing === undefined
        ? pass({ zh: ends.join('；'), en: ends.join('; ') }, sight)
        : fail(noneOf(missing, run), sight);
    })(run, evidence),
};

/** A check that the parent has printed how one of the three ended. */
function told(kind: Kind, check: Omit<Check, 'see' | 'blame' | 'on' | 'judge'>): Check {
  return {
    ...check,
    see,
    blame: ['wait', 'waitpid', 'waitid', 'wait4', 'wait3', 'fork'],
    on: 'traced',
    judge: (run, evidence) =>
      ofFamily((family) => {
        const { program } = family;
        const life = deadBy(kind, run, family);
        if (life === undefined) {
          const exhibits = [livesExhibit([program, ...family.made], 'END')];
          return fail(noneOf(kind, run), { ms: program.ended?.at, exhibits });
        }
        const line = lineAbout(life, run);
        const exhibits = [livesExhibit([life], 'END'), printedExhibit([program])];
        return line === undefined
          ? fail(whyUntold(life), { ms: life.reaped?.at ?? life.ended?.at, exhibits })
          : pass(
              { zh: `wait 之后打印了“${line.trim()}”`, en: `after wait it printed “${line.trim()}”` },
              { ms: life.reaped?.at, exhibits },
            );
      })(run, evidence),
  };
}

function noneOf(kind: Kind, run: Run): Text {
  const code = kind === 'exit' ? ` (${codeOf(run)})` : '';
  return {
    zh: `没有一个子进程是${KINDS[kind].zh}${code}`,
    en: `no child ${KINDS[kind].en}${code}`,
  };
}

function whyUntold({ pid, ended, reaped }: ProcessLife): Text {
  const end = ended === null ? '?' : showStatus(ended.status);
  return reaped?.by === 'parent'
    ? {
        zh: `wait 回收了 PID ${pid}（${end}），但之后没有一行写着 ${pid} 和这个结果，又没有写别的子进程`,
        en: `wait reaped PID ${pid} (${end}), but no line after that has both ${pid} and this end, and no other child`,
      }
    : {
        zh: `父进程没有 wait 到 PID ${pid}（${end}）`,
        en: `no wait of the parent reaped PID ${pid} (${end})`,
      };
}

const exitCode = told('exit', {
  id: 'exit-code',
  points: 20,
  must: {
    zh: '退出的：一行里有它的 PID 和退出码',
    en: 'Printed: the PID and the code of the one that exits',
  },
  hint: {
    zh: '退出码是 WEXITSTATUS(status)。WIFEXITED 只回答“是不是”，status 本身是退出码乘以 256。',
    en: 'The code is WEXITSTATUS(status). WIFEXITED only says yes or no, and status itself is the code times 256.',
  },
});

const killSignal = told('kill', {
  id: 'kill-signal',
  points: 20,
  must: {
    zh: '被杀的：一行里有它的 PID 和信号',
    en: 'Printed: the PID and the signal of the one killed',
  },
  hint: {
    zh: '先用 WIFSIGNALED(status) 判断，信号是 WTERMSIG(status)。打印 wait 返回的那个 PID，不要猜是谁。',
    en: 'Ask WIFSIGNALED(status) first; the signal is WTERMSIG(status). Print the PID that wait has returned, and do not guess whose status it is.',
  },
});

const crashSignal = told('crash', {
  id: 'crash-signal',
  points: 20,
  must: {
    zh: '崩溃的：一行里有它的 PID 和信号',
    en: 'Printed: the PID and the signal of the crash',
  },
  hint: {
    zh: '崩溃也是被信号杀死的：段错误是 SIGSEGV（11），abort() 是 SIGABRT（6）。WEXITSTATUS 这时没有意义。',
    en: 'To crash is to be killed by a signal: SIGSEGV (11) by a bad pointer, SIGABRT (6) by abort(). WEXITSTATUS means nothing then.',
  },
});

const toldApart: Check = {
  id: 'told-apart',
  points: 10,
  must: {
    zh: '看得出哪个数是退出码，哪个是信号',
    en: 'One can tell an exit code from a signal',
  },
  hint: {
    zh: '退出码 9 和信号 9 是两回事：打印时写明是哪一种。',
    en: 'Exit code 9 and signal 9 are two different things. Say which it is.',
  },
  see,
  blame: ['printf', 'fprintf', 'wait', 'waitpid', 'waitid', 'fork'],
  on: 'traced',
  judge: (run, evidence) =>
    ofFamily((family) => {
      const exit = wordingOf('exit', run, family);
      const signals = (['kill', 'crash'] as const).flatMap((kind) => wordingOf(kind, run, family) ?? []);
      const sight = { ms: family.program.ended?.at, exhibits: [printedExhibit([family.program])] };
      if (exit === undefined || signals.length === 0) {
        return fail(
          {
            zh: '缺少关于退出的或关于信号的那一行',
            en: 'the line about the exit or those about the signals are missing',
          },
          sight,
        );
      }
      return isToldApart(exit, signals)
        ? pass(
            {
              zh: `“${exit.text}”不同于“${signals[0]!.text}”`,
              en: `“${exit.text}” differs from “${signals[0]!.text}”`,
            },
            sight,
          )
        : fail(
            {
              zh: `除了数字，退出和信号的那几行一样：“${exit.text}”`,
              en: `but for the numbers, the lines for exit and signal are the same: “${exit.text}”`,
            },
            sight,
          );
    })(run, evidence),
};

/** How the line about the child that ended this way is worded. */
function wordingOf(kind: Kind, run: Run, family: Family): Wording | undefined {
  const life = deadBy(kind, run, family);
  const line = life && lineAbout(life, run);
  return line === undefined ? undefined : wording(line, life!);
}

const reaped: Check = {
  id: 'all-reaped',
  points: 5,
  must: { zh: '子进程都由父进程回收', en: 'The parent reaps all of its children' },
  hint: {
    zh: '一次 wait 只回收一个子进程，WNOHANG 不等待。循环到 wait 返回 -1 为止。',
    en: 'One wait reaps one child, and WNOHANG does not wait. Go on until wait returns -1.',
  },
  see: seeCalls,
  blame: ['wait', 'waitpid', 'waitid', 'fork'],
  on: 'traced',
  judge: allReaped,
};

const ends: Check = {
  id: 'nothing-left',
  points: 5,
  must: { zh: '程序会结束，什么进程也不留下', en: 'The program ends and leaves no process behind' },
  hint: {
    zh: '没有被杀死的那个子进程不会自己结束，父进程也就等不到头。',
    en: 'A child that nobody kills does not end, and a parent that waits for it does not either.',
  },
  see: "./how-it-died 42; ps -eo pid,ppid,stat,args | grep '[h]ow-it-died'",
  blame: ['kill', 'pause', 'wait', 'waitpid', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

const withCode = (code: string) => toTheEnd('./how-it-died', code);

export default exercise('how-it-died', {
  title: { zh: '是怎么结束的', en: 'How it died' },
  programs: [c('how-it-died.c')],
  runs: [
    natural(withCode('42')),
    ...traced(withCode('7'), 'slow-parent'),
    // WEXITSTATUS is 0 after a signal as well.
    ...traced(withCode('0'), 'slow-child'),
    ...named('203', traced(withCode('203'), 'slow-parent')),
  ],
  checks: [threeEnds, exitCode, killSignal, crashSignal, toldApart, reaped, ends],
});
