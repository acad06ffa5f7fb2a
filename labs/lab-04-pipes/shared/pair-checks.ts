import {
  atMoment,
  type Check,
  CHILDLESS,
  endOfAll,
  fail,
  isPipe,
  type OpenDescriptor,
  pass,
  type Run,
  tableExhibit,
  type Text,
} from '@proclab/lab-kit';
import { becameBy, endOfFile, foundBash } from './pair-findings.ts';
import { bashOf, type Command, madeAny, ofBoth } from './ps-and-grep.ts';

type Worth = Readonly<Record<'writes' | 'reads' | 'unused' | 'end' | 'found' | 'left', number>>;

/** What must be true of `ps aux | grep bash`, whoever starts the two. */
export function pairChecks(program: string, worth: Worth): readonly Check[] {
  return [
    psWrites(program, worth.writes),
    grepReads(program, worth.reads),
    unusedClosed(program, worth.unused),
    endOfFileFound(program, worth.end),
    found(program, worth.found),
    nothingLeft(program, worth.left),
  ];
}

function psWrites(program: string, points: number): Check {
  return {
    id: 'ps-writes',
    points,
    must: {
      zh: 'ps 的标准输出（1）是管道的写端',
      en: 'The standard output (1) of ps is the write end of a pipe',
    },
    hint: {
      zh: 'exec 之前用 dup2(fd[1], STDOUT_FILENO)。描述符在 exec 之后保持不变，ps 照常写 1，并不知道那是管道。',
      en: 'Call dup2(fd[1], STDOUT_FILENO) before exec. Descriptors stay as they are over exec: ps writes to 1 as ever and knows of no pipe.',
    },
    see: seeDescriptors(program),
    blame: ['dup2', 'dup3', 'dup', 'pipe', 'pipe2', 'execlp', 'execvp', 'system', 'popen'],
    on: 'traced',
    judge: ofBoth(program, ({ run, ps }) => {
      const end = ps.open.find(({ fd }) => fd === 1);
      const judged = end !== undefined && isPipe(end) && end.access === 'write' ? pass : fail;
      return judged(whatIsAt(1, 'ps', ps, end), sightOf(run, ps));
    }),
  };
}

function grepReads(program: string, points: number): Check {
  return {
    id: 'grep-reads',
    points,
    must: {
      zh: 'grep 的标准输入（0）是同一条管道的读端',
      en: 'The standard input (0) of grep is the read end of the same pipe',
    },
    hint: {
      zh: 'pipe 要在 fork 之前调用一次，两个进程才拿到同一条管道；fd[0] 是读端。exec 之前用 dup2(fd[0], STDIN_FILENO)。',
      en: 'Call pipe once, before fork, so that both have the same pipe; fd[0] is its read end. Call dup2(fd[0], STDIN_FILENO) before exec.',
    },
    see: seeDescriptors(program),
    blame: ['dup2', 'dup3', 'dup', 'pipe', 'pipe2', 'execlp', 'execvp', 'system', 'popen'],
    on: 'traced',
    judge: ofBoth(program, ({ run, ps, grep }) => {
      const end = grep.open.find(({ fd }) => fd === 0);
      const seen = whatIsAt(0, 'grep', grep, end);
      const sight = sightOf(run, grep);
      if (end === undefined || !isPipe(end) || end.access !== 'read') return fail(seen, sight);
      const other = ps.open.find((one) => one.fd === 1 && isPipe(one) && one.target !== end.target);
      return other === undefined ? pass(seen, sight) : fail(anotherPipe(end, other), sight);
    }),
  };
}

function unusedClosed(program: string, points: number): Check {
  return {
    id: 'unused-closed',
    points,
    must: {
      zh: 'ps 不留读端，grep 不留写端',
      en: 'ps has no read end of a pipe open, and grep no write end',
    },
    hint: {
      zh: 'fork 让每个进程都有管道的两端。exec 之前关掉自己不用的那一端，或者用 pipe2(fd, O_CLOEXEC)。grep 若自己留着写端，就永远等不到文件结束。',
      en: 'After fork each process has both ends. Close the one it does not use before exec, or call pipe2(fd, O_CLOEXEC). A grep that keeps a write end itself waits for the end for ever.',
    },
    see: seeDescriptors(program),
    blame: ['close', 'dup2', 'dup3', 'dup', 'pipe', 'pipe2', 'fork', 'system', 'popen'],
    on: 'traced',
    judge: ofBoth(program, (both) => {
      const { run, ps, grep } = both;
      const piped = [...ps.open, ...grep.open].some((one) => one.fd < 2 && isPipe(one));
      if (!piped) return fail(NO_PIPE, sightOf(run, ps, grep));
      for (const [name, end] of [
        ['ps', 'read'],
        ['grep', 'write'],
      ] as const) {
        const unused = both[name].open.find((one) => isPipe(one) && one.access === end);
        if (unused !== undefined) return fail(stillOpen(name, both[name], unused), sightOf(run, both[name]));
      }
      return pass(
        {
          zh: `ps（PID ${ps.life.pid}）没有读端，grep（PID ${grep.life.pid}）没有写端`,
          en: `ps (PID ${ps.life.pid}) has no read end and grep (PID ${grep.life.pid}) no write end`,
        },
        sightOf(run, ps, grep),
      );
    }),
  };
}

function endOfFileFound(program: string, points: number): Check {
  return {
    id: 'end-of-file',
    points,
    must: {
      zh: 'ps 正常结束，grep 读到文件结束（read 返回 0）后结束',
      en: 'ps ends by itself, grep finds the end (read returns 0) and ends as well',
    },
    hint: {
      zh: '只要还有任何一个进程打开着写端，read 就不会返回 0。逐个检查：父进程、ps、grep，谁还留着写端？',
      en: 'read returns 0 only when no process at all has a write end open. Go through them: the parent, ps, grep. Who still has one?',
    },
    see: `strace -f -y -e trace=read,close,execve ${program} 2>&1 | grep pipe:`,
    blame: ['close', 'dup2', 'dup3', 'dup', 'pipe', 'pipe2', 'fork', 'system', 'popen'],
    on: 'traced',
    judge: ofBoth(program, ({ run, ps, grep }) => endOfFile(run, ps, grep)),
  };
}

function found(program: string, points: number): Check {
  return {
    id: 'found',
    points,
    must: {
      zh: 'grep 把找到的行打印在终端上：有第二个终端里 bash 的那一行',
      en: 'grep prints what it found on the terminal: the line of the bash in the other terminal is there',
    },
    hint: {
      zh: 'ps 要带 aux，否则它只列出自己终端上的进程；grep 的模式是 bash，标准输出仍是终端。execlp 的第一个参数是程序名，第二个是 argv[0]。',
      en: 'Without aux, ps lists the processes of its own terminal alone; the pattern of grep is bash, and its standard output stays the terminal. execlp takes the name of the program first and argv[0] second.',
    },
    see: program,
    blame: ['execlp', 'execvp', 'execl', 'execv', 'dup2', 'system', 'popen'],
    on: 'traced',
    judge: ofBoth(program, ({ run, grep }) => foundBash(run, grep)),
  };
}

function nothingLeft(program: string, points: number): Check {
  return {
    id: 'nothing-left',
    points,
    must: {
      zh: '提示符回来，程序的进程全部结束',
      en: 'The prompt comes back and every process of the program ends',
    },
    hint: {
      zh: '程序停住不动，多半是 grep 还在等文件结束，或者父进程在等一个不会结束的子进程。',
      en: 'A program that hangs here is most likely a grep that still waits for the end, or a parent that waits for such a child.',
    },
    see: `${program} & sleep 1; ps -o pid,ppid,stat,wchan:16,args`,
    blame: ['close', 'wait', 'waitpid', 'fork', 'pipe'],
    on: 'natural',
    judge: atMoment('after', (moment, run, evidence) => {
      // What is over in a millisecond is seen in the traced runs alone.
      if (!evidence.runs.some((each) => madeAny(each, program))) return fail(CHILDLESS, { moment });
      const bash = bashOf(run);
      return endOfAll(moment, run, bash === undefined ? [] : [bash]);
    }),
  };
}

function seeDescriptors(program: string): string {
  return `strace -f -y -e trace=pipe,pipe2,dup2,close,execve ${program}`;
}

function sightOf(run: Run, ...commands: readonly Command[]) {
  return {
    ms: becameBy(run, commands[0]!)?.at,
    exhibits: commands.map(({ life, open }) => tableExhibit(life.pid, open)),
  };
}

function whatIsAt(fd: number, name: string, { life }: Command, held: OpenDescriptor | undefined): Text {
  const end = held !== undefined && isPipe(held) ? END[held.access] : { zh: '', en: '' };
  const what =
    held === undefined
      ? { zh: '是关闭的', en: 'is closed' }
      : { zh: `是 ${held.target}${end.zh}`, en: `is ${held.target}${end.en}` };
  return {
    zh: `变成 ${name} 时，PID ${life.pid} 的描述符 ${fd} ${what.zh}`,
    en: `when it became ${name}, descriptor ${fd} of PID ${life.pid} ${what.en}`.replace(' is ', ' was '),
  };
}

const END: Readonly<Record<OpenDescriptor['access'], Text>> = {
  read: { zh: ' 的读端', en: ', its read end' },
  write: { zh: ' 的写端', en: ', its write end' },
  both: { zh: '', en: '' },
};

function stillOpen(name: string, { life }: Command, { fd, target, access }: OpenDescriptor): Text {
  return {
    zh: `变成 ${name} 之后，PID ${life.pid} 的描述符 ${fd} 还是 ${target}${END[access].zh}`,
    en: `after it became ${name}, descriptor ${fd} of PID ${life.pid} was still ${target}${END[access].en}`,
  };
}

function anotherPipe({ target }: OpenDescriptor, { target: other }: OpenDescriptor): Text {
  return {
    zh: `grep 从 ${target} 读，ps 却往 ${other} 写：这是两条管道`,
    en: `grep reads from ${target}, but ps writes to ${other}: two pipes`,
  };
}

/** Why nothing more can be said. */
export const NO_PIPE: Text = {
  zh: 'ps 与 grep 之间没有管道',
  en: 'there is no pipe between ps and grep',
};
