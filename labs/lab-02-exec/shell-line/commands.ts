import {
  attemptsExhibit,
  callsBy,
  type Check,
  execCalls,
  fail,
  type Family,
  type Finding,
  livesExhibit,
  ofFamily,
  pass,
  printedExhibit,
  type ProcessLife,
  type Text,
} from '@proclab/lab-kit';
import {
  AFTER_EMPTY,
  AFTER_MISSING,
  BLANKS,
  commandsExhibits,
  FARTHER,
  type Line,
  LIST,
  LONGEST,
  MISSING,
  readsTerminal,
  runOf,
  runsOf,
  SESSION,
  SUM,
} from './session.ts';

const EXECS = [
  'execvp',
  'execv',
  'execlp',
  'execve',
  'execvpe',
  'posix_spawnp',
  'posix_spawn',
  'system',
  'popen',
];
const SPLITTERS = [
  'strtok',
  'strtok_r',
  'strsep',
  'strchr',
  'wordexp',
  'strspn',
  'strcspn',
  'sscanf',
  'isspace',
];
const READERS = ['getline', 'fgets', 'read', 'fgetc', 'getchar', 'scanf', 'malloc'];

const ENOENT_TEXT = 'No such file or directory';

export const runsCommand: Check = {
  id: 'runs-command',
  points: 20,
  must: {
    zh: '一行命令由程序自己的一个子进程 exec 执行，只执行一次，每个单词是一个参数，不经过别的 shell',
    en: 'A line is run once, by exec in a child of the program, each word an argument, and no other shell is asked',
  },
  hint: {
    zh: '把单词放进以 NULL 结尾的数组，fork 之后在子进程里调用 execvp(words[0], words)，它沿整个 PATH 查找。system 会另外启动一个 sh。',
    en: 'Put the words into an array that ends with NULL, fork, and call execvp(words[0], words) in the child: it looks along all of PATH. system would start a sh.',
  },
  see: 'strace -f -e trace=execve ./shell-line',
  blame: [...EXECS, 'fork'],
  on: 'traced',
  judge: ofFamily((family) => {
    const often = tooOften(family);
    if (often === undefined) return ranAll(family, SUM, LIST, FARTHER);
    const ran = runsOf(family, often);
    return fail(
      {
        zh: `输入了 ${timesTyped(often)} 次 ${often}，变成它的子进程却有 ${ran.length} 个`,
        en: `${often} was typed ${timesTyped(often)} times, but ${ran.length} children became it`,
      },
      { ms: ran.at(-1)?.bornAt, exhibits: commandsExhibits(ran) },
    );
  }),
};

/** A command that more children became than lines with it were typed. */
function tooOften(family: Family): string | undefined {
  return SESSION.map(({ words }) => words[0]!).find(
    (command) => command !== '' && runsOf(family, command).length > timesTyped(command),
  );
}

function timesTyped(command: string): number {
  return SESSION.filter(({ words }) => words[0] === command).length;
}

export const splitsWords: Check = {
  id: 'splits-words',
  points: 15,
  must: {
    zh: '单词之间、行首和行尾可以有任意多个空格和制表符',
    en: 'Any number of blanks and tabs may stand between words, before the first and behind the last',
  },
  hint: {
    zh: '分隔符是 " \\t\\n"。每遇到一个空格就切一次，会得到空的单词；漏了换行，最后一个单词就带着换行。',
    en: 'Separators are " \\t\\n". Whoever cuts at every single blank gets empty words; without \\n the last word ends with a newline.',
  },
  see: 'strace -f -e trace=execve ./shell-line',
  blame: [...SPLITTERS, ...EXECS],
  on: 'traced',
  judge: ofFamily((family) => ranAll(family, BLANKS)),
};

export const longLine: Check = {
  id: 'long-line',
  points: 10,
  must: {
    zh: '一行可以长达 1000 个字符、60 个单词',
    en: 'A line may have up to 1000 characters and 60 words',
  },
  hint: {
    zh: '缓冲区和参数数组要够大，别忘了给末尾的 NULL 留位置；或者用 getline。',
    en: 'Make the buffer and the array of words large enough, with a place for the NULL at its end, or use getline.',
  },
  see: 'strace -f -e trace=execve ./shell-line',
  blame: [...READERS, ...SPLITTERS],
  on: 'traced',
  judge: ofFamily((family) => ranAll(family, LONGEST)),
};

/** Has each of these lines been run, by a child of the program? */
function ranAll(family: Family, ...lines: readonly Line[]): Finding {
  const lives = lines.map((line) => runOf(family, line));
  const missing = lines[lives.indexOf(undefined)];
  if (missing === undefined) {
    const ran = lives.filter((life) => life !== undefined);
    const pids = ran.map(({ pid }) => pid);
    return pass(
      {
        zh: `PID ${pids.join('、')} 执行了 ${lines.map(named).join('、')}`,
        en: `${lines.map(named).join(', ')}: run by PID ${pids.join(', ')}`,
      },
      { ms: ran[0]?.execs[0]?.at, exhibits: commandsExhibits(ran) },
    );
  }
  const exhibits = commandsExhibits(family.children);
  return fail(
    {
      zh: `没有子进程以这些参数执行 ${named(missing)}`,
      en: `no child ran ${named(missing)} with these arguments`,
    },
    {
      ms: family.children.at(-1)?.bornAt,
      exhibits: exhibits.length > 0 ? exhibits : [livesExhibit([family.program, ...family.made], 'PPID')],
    },
  );
}

function named({ words }: Line): string {
  const text = words.join(' ');
  return `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``;
}

export const missingCommand: Check = {
  id: 'missing-command',
  points: 15,
  must: {
    zh: '命令不存在时报告错误的文字（strerror），子进程结束，程序继续读下一行',
    en: 'A command that is missing is reported with the text of the error (strerror); its child ends, and the program reads on',
  },
  hint: {
    zh: 'execvp 后面写 perror(words[0]); _exit(127);。没有 _exit，子进程就成了第二个 shell，跟你抢着读终端。',
    en: 'Behind execvp put perror(words[0]); _exit(127);. Without _exit the child is a second shell that reads from the same terminal.',
  },
  see: 'strace -f -e trace=execve,read,exit_group ./shell-line',
  blame: [...EXECS, 'fork'],
  on: 'traced',
  judge: ofFamily((family, run) => {
    const { program, children } = family;
    const failed = children.filter((life) => life.execs.length === 0);
    const secondShell = failed.find((life) => callsBy(run, life.pid).some(readsTerminal));
    if (secondShell !== undefined)
      return fail(
        {
          zh: `子进程 ${secondShell.pid} 没有变成别的程序，却接着读终端：成了第二个 shell`,
          en: `the child ${secondShell.pid} became no program and went on to read the terminal: a second shell`,
        },
        { ms: secondShell.bornAt, exhibits: [attemptsExhibit(execCalls(run, secondShell.pid))] },
      );
    const lives = [program, ...failed];
    const sight = { ms: failed[0]?.bornAt, exhibits: [printedExhibit(lives)] };
    if (!lives.some(({ printed }) => printed.includes(ENOENT_TEXT)))
      return fail(
        {
          zh: `程序和它没有变成别的程序的子进程都没有打印“${ENOENT_TEXT}”`,
          en: `neither the program nor a child of it that became no other program printed “${ENOENT_TEXT}”`,
        },
        sight,
      );
    const next = runOf(family, AFTER_MISSING);
    return next === undefined
      ? fail(
          {
            zh: `报告了 ${named(MISSING)}，但没有执行下一行 ${named(AFTER_MISSING)}`,
            en: `${named(MISSING)} is reported, but the next line, ${named(AFTER_MISSING)}, is not run`,
          },
          sight,
        )
      : pass(
          {
            zh: `${named(MISSING)} 报告了错误，下一行由 PID ${next.pid} 执行`,
            en: `${named(MISSING)} is reported, and PID ${next.pid} runs the next line`,
          },
          sight,
        );
  }),
};

export const emptyLines: Check = {
  id: 'empty-lines',
  points: 10,
  must: {
    zh: '遇到空行和只有空白的行，什么也不执行，继续读下一行',
    en: 'An empty line, or one of blanks alone, runs nothing, and the program reads on',
  },
  hint: {
    zh: '空行没有单词：words[0] 是 NULL，不能交给 execvp 或 strcmp。先判断再 fork。',
    en: 'An empty line has no words: words[0] is NULL, which neither execvp nor strcmp may be given. Look before you fork.',
  },
  see: 'strace -f -e trace=process ./shell-line',
  blame: [...EXECS, 'fork'],
  on: 'traced',
  judge: ofFamily((family, run) => {
    const { program, children } = family;
    const since = runOf(family, AFTER_MISSING)?.bornAt ?? Infinity;
    const next = runOf(family, AFTER_EMPTY);
    const last = program.ended;
    const failed = children.find(
      ({ bornAt, execs, ended }) => bornAt > since && execs.length === 0 && !endedWell(ended),
    );
    if (failed !== undefined) {
      const attempts = execCalls(run, failed.pid);
      return fail(
        {
          zh: `没有单词的行也创建了子进程 ${failed.pid}，它失败了`,
          en: `a line without words made the child ${failed.pid}, which failed`,
        },
        {
          ms: failed.ended?.at ?? failed.bornAt,
          exhibits: [
            attempts.length > 0 ? attemptsExhibit(attempts) : livesExhibit([failed], 'END'),
            printedExhibit([failed]),
          ],
        },
      );
    }
    const sight = {
      ms: next?.bornAt ?? last?.at ?? children.at(-1)?.bornAt,
      exhibits: [livesExhibit([program, ...children], 'END')],
    };
    if (next === undefined) return fail(notReached(last?.status.kind === 'signaled'), sight);
    return pass(
      {
        zh: `空行之后的 ${named(AFTER_EMPTY)} 由 PID ${next.pid} 执行`,
        en: `${named(AFTER_EMPTY)}, behind the empty lines, is run by PID ${next.pid}`,
      },
      sight,
    );
  }),
};

/** A child that finds no words and exits is one too many, but does no harm. */
function endedWell(ended: ProcessLife['ended']): boolean {
  return ended?.status.kind === 'exited' && ended.status.code === 0;
}

function notReached(killed: boolean): Text {
  return {
    zh: `没有执行空行之后的 ${named(AFTER_EMPTY)}${killed ? '：程序被信号终止' : ''}`,
    en: `${named(AFTER_EMPTY)}, behind the empty lines, is not run${killed ? ': the program was killed by a signal' : ''}`,
  };
}
