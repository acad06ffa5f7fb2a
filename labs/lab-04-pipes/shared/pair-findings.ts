import {
  type Call,
  callsBy,
  descriptorOf,
  descriptorsAtEnd,
  execCalls,
  fail,
  type Finding,
  isPipe,
  linesOf,
  livesExhibit,
  numbersIn,
  pass,
  printedAfter,
  type Run,
  showStatus,
  type Text,
} from '@proclab/lab-kit';
import { foundEnd, shortCallsExhibit } from './pipe-calls.ts';
import { bashOf, type Command } from './ps-and-grep.ts';

/** A finding: ps ended by itself, grep found the end of its pipe and ended too. */
export function endOfFile(run: Run, ps: Command, grep: Command): Finding {
  const since = becameBy(run, grep)?.at ?? 0;
  const reads = callsBy(run, grep.life.pid, 'read').filter(
    (call) => call.at > since && descriptorOf(call)?.fd === 0,
  );
  const end = reads.find(
    (call) => foundEnd(call) && isPipe({ fd: 0, target: descriptorOf(call)?.target ?? '' }),
  );
  const lives = [ps.life, grep.life];
  const exhibits = [
    ...(reads.length > 0 ? [shortCallsExhibit(reads.slice(-3))] : []),
    livesExhibit(lives, 'END'),
  ];
  if (end === undefined)
    return fail(noEnd(run, grep, reads), { ms: reads.at(-1)?.at ?? run.duration, exhibits });
  const other = [ps, grep].find(({ life }) => life.ended?.status.kind !== 'exited');
  if (other !== undefined) {
    const { pid, ended } = other.life;
    const name = other === ps ? 'ps' : 'grep';
    return fail(
      ended === null
        ? {
            zh: `${name}（PID ${pid}）到最后也没有结束`,
            en: `${name} (PID ${pid}) had not ended when the run was over`,
          }
        : {
            zh: `${name}（PID ${pid}）被 ${showStatus(ended.status)} 终止`,
            en: `${name} (PID ${pid}) was ended by ${showStatus(ended.status)}`,
          },
      { ms: ended?.at ?? run.duration, exhibits },
    );
  }
  return pass(
    {
      zh: `grep（PID ${grep.life.pid}）的 read 返回 0，两者都结束了`,
      en: `read returned 0 in grep (PID ${grep.life.pid}), and both ended`,
    },
    { ms: end.at, exhibits },
  );
}

/** Why grep found no end: somebody has a write end open, or it does not read from a pipe at all. */
function noEnd(run: Run, grep: Command, reads: readonly Call[]): Text {
  const { pid } = grep.life;
  const pipe = grep.open.find((one) => one.fd === 0 && isPipe(one))?.target;
  const alive = new Set(run.trace?.processes.filter(({ ended }) => ended === null).map((life) => life.pid));
  const holders = [...descriptorsAtEnd(run)].flatMap(([holder, table]) =>
    alive.has(holder)
      ? table
          .filter(({ target, access }) => target === pipe && access === 'write')
          .map(({ fd }) => ({ holder, fd }))
      : [],
  );
  const [first] = holders;
  if (first !== undefined) {
    const itself = first.holder === pid;
    return {
      zh: `grep（PID ${pid}）一直在等：${itself ? '它自己的' : `PID ${first.holder} 的`}描述符 ${first.fd} 还是写端`,
      en: `grep (PID ${pid}) waits on: descriptor ${first.fd} of ${itself ? 'its own' : `PID ${first.holder}`} is still a write end`,
    };
  }
  return reads.length === 0
    ? { zh: `grep（PID ${pid}）没有读过标准输入`, en: `grep (PID ${pid}) never read its standard input` }
    : {
        zh: `grep（PID ${pid}）没有从管道读到文件结束`,
        en: `grep (PID ${pid}) did not find the end of a pipe`,
      };
}

/** A finding: grep, and nobody else, printed the line of the bash in the other terminal. */
export function foundBash(run: Run, grep: Command): Finding {
  const bash = bashOf(run);
  const { pid } = grep.life;
  const exec = becameBy(run, grep);
  const lines = exec === undefined ? [] : linesOf(printedAfter(run, exec)).filter((line) => line !== '');
  const sight = {
    ms: grep.life.printedAt ?? grep.life.ended?.at,
    exhibits: [{ kind: 'output' as const, lines: lines.slice(0, 8), marked: null }],
  };
  return bash !== undefined && lines.some((line) => line.includes('bash') && numbersIn(line).includes(bash))
    ? pass(
        {
          zh: `grep（PID ${pid}）打印了 bash（PID ${bash}）的那一行`,
          en: `grep (PID ${pid}) printed the line of bash, PID ${bash}`,
        },
        sight,
      )
    : fail(
        {
          zh: `grep（PID ${pid}）打印了 ${lines.length} 行，其中没有 bash（PID ${bash}）`,
          en: `grep (PID ${pid}) printed ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}; bash, PID ${bash}, is not there`,
        },
        sight,
      );
}

/** The call by which a process became what it is. */
export function becameBy(run: Run, { life }: Command): Call | undefined {
  return execCalls(run, life.pid).findLast(({ result }) => result === 0);
}
