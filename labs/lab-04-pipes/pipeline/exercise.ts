import {
  c,
  callsExhibit,
  type Check,
  descriptorsAtLastExec,
  exercise,
  fail,
  type Finding,
  isPipe,
  linesOf,
  livesExhibit,
  natural,
  nothingLeft,
  pass,
  printedExhibit,
  reapedByParents,
  showStatus,
  traced,
} from '@proclab/lab-kit';
import { parentHasClosed } from '../shared/parent-closes.ts';
import { becameExhibit } from '../shared/ps-and-grep.ts';
import { joinedInOrder, ofCats, onlyStandard, typeThroughCats } from './cats.ts';
import { allSteps, EARLY, inEach, killOf, lastOf, MISSING, type Played, runs, WHOLE } from './steps.ts';

const SEE_PROCESS = 'strace -f -e trace=process ./pipeline "seq 40" "grep 7" "wc -l"';
const SEE_DESCRIPTORS =
  './pipeline cat "cat -n" cat & sleep 1; for p in $(pgrep -x cat); do ls -l /proc/$p/fd; done; kill %1';

const oneChildEach: Check = {
  id: 'one-child-each',
  points: 15,
  must: {
    zh: 'N 条命令，程序就创建 N 个子进程，每个变成一条命令',
    en: 'For N commands the program makes N children, and each becomes one of them',
  },
  hint: {
    zh: '循环 N 次，每次 fork 一个子进程，在空格处切开命令，再用 execvp。system、popen、sh -c 让 shell 去做，不算。',
    en: 'Go round N times: fork a child, cut its command at the blanks and call execvp. system, popen and sh -c leave it to a shell, which does not count.',
  },
  see: SEE_PROCESS,
  blame: ['system', 'popen', 'execvp', 'execv', 'execlp', 'execl', 'fork'],
  on: 'traced',
  judge: inEach(WHOLE, ({ family, commands, name }) => {
    const { program, children, made } = family;
    const sight = { ms: made.at(-1)?.bornAt, exhibits: [becameExhibit(family)] };
    if (children.length !== commands.length || made.length !== commands.length)
      return fail(
        {
          zh: `${name}：PID ${program.pid} 创建了 ${children.length} 个子进程，新进程一共 ${made.length} 个`,
          en: `${name}: PID ${program.pid} made ${children.length} ${children.length === 1 ? 'child' : 'children'}; new processes in all: ${made.length}`,
        },
        sight,
      );
    const missing = commands.find((command) => !children.some((child) => runs(child, command)));
    if (missing !== undefined)
      return fail(
        { zh: `${name}：没有子进程变成 ${missing}`, en: `${name}: no child became ${missing}` },
        sight,
      );
    return pass(
      {
        zh: `${commands.length} 条命令，每条一个子进程`,
        en: `a child for each of the ${commands.length} commands`,
      },
      sight,
    );
  }),
};

const joined: Check = {
  id: 'joined',
  points: 15,
  must: {
    zh: '相邻的命令由一条管道依次相连，两头和标准错误仍是终端',
    en: 'Neighbours are joined by a pipe, in their order; both ends and the standard errors stay the terminal',
  },
  hint: {
    zh: '第 i 个子进程：0 接上一条管道的读端（第一个除外），1 接下一条管道的写端（最后一个除外）。N 条命令要 N−1 条管道。',
    en: 'Child i has the read end of the pipe before it as 0, unless it is the first, and the write end of the one behind it as 1, unless it is the last: N−1 pipes.',
  },
  see: SEE_DESCRIPTORS,
  blame: ['dup2', 'dup3', 'dup', 'pipe', 'pipe2', 'system', 'fork'],
  on: 'natural',
  judge: ofCats(joinedInOrder),
};

const onlyThree: Check = {
  id: 'only-0-1-2',
  points: 20,
  must: {
    zh: '每个命令只打开着 0、1、2，没有别的描述符',
    en: 'Each command has 0, 1 and 2 open, and no other descriptor',
  },
  hint: {
    zh: '子进程继承父进程当时打开的一切：dup2 之后原来的描述符要关，新管道自己不用的那一端也要关。或者用 pipe2(fd, O_CLOEXEC)，由 exec 来关。',
    en: 'A child inherits all that its parent has open at the fork. Close the original after dup2, and the end of the new pipe that is not its own; or call pipe2(fd, O_CLOEXEC) and let exec close them.',
  },
  see: SEE_DESCRIPTORS,
  blame: ['close', 'dup2', 'dup3', 'dup', 'pipe', 'pipe2', 'system', 'fork'],
  on: 'natural',
  judge: ofCats(onlyStandard),
};

const result: Check = {
  id: 'result',
  points: 15,
  must: {
    zh: '1 条和 5 条命令时，终端上都是正确的结果',
    en: 'With 1 command and with 5, the right result stands on the terminal',
  },
  hint: {
    zh: '一条命令时没有管道，两条时一条。第一条命令不改 0，最后一条不改 1；循环的边界在这里最容易差一。',
    en: 'One command needs no pipe, two need one. The first keeps its 0 and the last its 1: this is where the bounds of a loop go wrong by one.',
  },
  see: './pipeline "seq 7 9"; ./pipeline "seq 60" "grep 3" "sort -n -r" "head -n 4" "tail -n 1"',
  blame: ['dup2', 'dup', 'execvp', 'execlp', 'pipe', 'fork'],
  on: 'traced',
  judge: inEach(WHOLE, (played) => rightResult(played)),
};

const parentCloses: Check = {
  id: 'parent-closes',
  points: 10,
  must: {
    zh: '父进程等待时，管道的任何一端都不打开',
    en: 'While the parent waits it has no end of any pipe open',
  },
  hint: {
    zh: '父进程留着写端，读的一方就等不到文件结束；留着读端，写的一方就收不到 SIGPIPE。fork 出用这条管道的子进程之后立刻关闭。',
    en: 'With a write end open in the parent, the reader never finds the end; with a read end, the writer never gets SIGPIPE. Close each end as soon as the child that uses it has been forked.',
  },
  see: 'strace -y -e trace=pipe,pipe2,close,wait4 ./pipeline "seq 40" "grep 7" "wc -l"',
  blame: ['wait', 'waitpid', 'close', 'pipe', 'pipe2', 'fork'],
  on: 'traced',
  judge: inEach(WHOLE.slice(1), ({ run, family, name }) => {
    const pipes = family.children
      .flatMap(({ pid }) => descriptorsAtLastExec(run, pid) ?? [])
      .filter((one) => one.fd < 2 && isPipe(one))
      .map(({ target }) => target);
    return pipes.length > 0
      ? parentHasClosed(run, family, pipes)
      : fail(
          { zh: `${name}：命令之间没有管道`, en: `${name}: there is no pipe between the commands` },
          { ms: family.made[0]?.bornAt },
        );
  }),
};

const earlyEnd: Check = {
  id: 'early-end',
  points: 5,
  must: {
    zh: '最后一条命令先结束时，前面的也因 SIGPIPE 而结束',
    en: 'When the last command ends first, those before it end as well, by SIGPIPE',
  },
  hint: {
    zh: 'yes 永远不停，只有写一条没有读者的管道才会使它结束。任何进程（父进程、兄弟、甚至 yes 自己）留着读端，它就永远停在 write 里。忽略 SIGPIPE 会经 exec 传下去。不要用 kill 去结束它。',
    en: 'yes never stops by itself: only writing to a pipe without a reader ends it. If any process has a read end open, be it the parent, a sibling or yes itself, it stays in write for ever. To ignore SIGPIPE is inherited through exec. And do not kill it.',
  },
  see: './pipeline yes "head -n 2" & sleep 1; ps -o pid,ppid,stat,wchan:16,args',
  blame: ['kill', 'close', 'wait', 'waitpid', 'pipe', 'pipe2', 'fork'],
  on: 'traced',
  judge: inEach([EARLY], (played) => {
    const ended = allEnded(played);
    return ended.status === 'pass' ? endedByPipe(played) : ended;
  }),
};

const missingCommand: Check = {
  id: 'missing-command',
  points: 5,
  must: {
    zh: '中间的命令不存在时，其余的照常运行并结束',
    en: 'When a command in the middle does not exist, the others run all the same, and end',
  },
  hint: {
    zh: 'exec 失败后会返回：子进程要立刻 _exit(127)，不然它会接着转父进程的循环，后面的命令就启动了两次。',
    en: 'exec returns when it fails: the child must _exit(127) at once, or it goes on with the loop of its parent and the commands behind it are started twice.',
  },
  see: './pipeline "echo lost" no-such-command "wc -c"',
  blame: ['execvp', 'execv', 'execlp', 'execve', 'fork'],
  on: 'traced',
  judge: inEach([MISSING], (played) => {
    const { family, commands } = played;
    for (const command of [commands[0]!, commands.at(-1)!]) {
      const times = family.children.filter((life) => runs(life, command)).length;
      if (times !== 1)
        return fail(
          { zh: `${command} 启动了 ${times} 次`, en: `${command} was started ${times} times` },
          { ms: family.made.at(-1)?.bornAt, exhibits: [becameExhibit(family)] },
        );
    }
    return allEnded(played);
  }),
};

const reaped: Check = {
  id: 'reaped',
  points: 10,
  must: { zh: '每个子进程都由父进程回收', en: 'The parent reaps each of its children' },
  hint: {
    zh: '全部启动之后，循环 wait 直到返回 -1。启动一条就等一条是不行的：前一条可能要等后一条来读，才能结束。',
    en: 'When all have been started, call wait until it returns -1. To wait for each before the next is started does not work: it may not be able to end until the next one reads.',
  },
  see: SEE_PROCESS,
  blame: ['wait', 'waitpid', 'waitid', 'fork'],
  on: 'traced',
  judge: inEach([...WHOLE, MISSING], ({ family }) => reapedByParents(family)),
};

const left: Check = {
  id: 'nothing-left',
  points: 5,
  must: {
    zh: '键入 Ctrl-D 之后，所有命令依次结束，提示符回来',
    en: 'After Ctrl-D all commands end, one after the other, and the prompt comes back',
  },
  hint: {
    zh: '第一个 cat 结束后，第二个要读到文件结束才会结束：这时谁也不能再留着那条管道的写端。',
    en: 'Once the first cat has ended, the second ends when it finds the end of its pipe: nobody may have a write end of it open by then.',
  },
  see: 'echo line | ./pipeline cat cat cat & sleep 1; ps -o pid,ppid,stat,wchan:16,args',
  blame: ['close', 'wait', 'waitpid', 'pipe', 'pipe2', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

function rightResult(played: Played): Finding {
  const { commands, prints, name } = played;
  const last = lastOf(played);
  if (last === undefined)
    return fail(
      { zh: `${name}：没有进程变成 ${commands.at(-1)}`, en: `${name}: no process became ${commands.at(-1)}` },
      { ms: played.family.made.at(-1)?.bornAt, exhibits: [becameExhibit(played.family)] },
    );
  const lines = linesOf(last.printed).map((line) => line.trim());
  const sight = {
    ms: last.printedAt ?? last.ended?.at ?? played.run.duration,
    exhibits: [printedExhibit([last])],
  };
  const wanted = prints.join(' ');
  return lines.filter((line) => line !== '').join(' ') === wanted
    ? pass({ zh: `${name} 的结果是 ${wanted}`, en: `${name} gave ${wanted}` }, sight)
    : fail(
        {
          zh: `${name} 应得到 ${wanted}，最后一条命令（PID ${last.pid}）在终端上打印的却不是`,
          en: `${name} should give ${wanted}; that is not what the last command, PID ${last.pid}, printed on the terminal`,
        },
        sight,
      );
}

function allEnded(played: Played): Finding {
  const { run, family, name } = played;
  const [first] = family.made;
  const alive = [...family.made, family.program].find(({ ended }) => ended === null);
  const sight = {
    ms: family.program.ended?.at ?? run.duration,
    exhibits: [livesExhibit(family.made, 'END'), becameExhibit(family)],
  };
  if (alive !== undefined)
    return fail(
      {
        zh: `${name}：PID ${alive.pid} 到最后也没有结束`,
        en: `${name}: PID ${alive.pid} had not ended when the run was over`,
      },
      sight,
    );
  const right = rightResult(played);
  if (right.status !== 'pass') return right;
  const how = first?.ended == null ? '?' : showStatus(first.ended.status);
  return pass(
    {
      zh: `${name}：全部结束，第一个（PID ${first?.pid}）以 ${how} 结束`,
      en: `${name}: all ended, the first (PID ${first?.pid}) by ${how}`,
    },
    sight,
  );
}

/** A finding: the first command was ended by SIGPIPE, and nobody sent a signal besides. */
function endedByPipe(played: Played): Finding {
  const { family, commands, name } = played;
  const first = family.made.find((life) => runs(life, commands[0]!));
  const sight = { ms: first?.ended?.at, exhibits: [livesExhibit(family.made, 'END')] };
  const kill = killOf(played);
  if (kill !== undefined)
    return fail(
      {
        zh: `${name}：PID ${kill.pid} 用 ${kill.name}(${kill.args}) 去结束别人，而不是靠管道`,
        en: `${name}: PID ${kill.pid} called ${kill.name}(${kill.args}) to end another, which is for the pipes to do`,
      },
      { ms: kill.at, exhibits: [callsExhibit([kill])] },
    );
  const how = first?.ended == null ? '?' : showStatus(first.ended.status);
  const seen = {
    zh: `${name}：${commands[0]}（PID ${first?.pid}）以 ${how} 结束`,
    en: `${name}: ${commands[0]}, PID ${first?.pid}, ended by ${how}`,
  };
  return how === 'SIGPIPE' ? pass(seen, sight) : fail(seen, sight);
}

export default exercise('pipeline', {
  title: { zh: '任意长的流水线', en: 'A pipeline of any length' },
  programs: [c('pipeline.c')],
  runs: [natural(typeThroughCats), ...traced(allSteps, 'slow-parent', 'slow-child')],
  checks: [oneChildEach, joined, onlyThree, result, parentCloses, earlyEnd, missingCommand, reaped, left],
});
