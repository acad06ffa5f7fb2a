import {
  atMoment,
  type Check,
  type Exhibit,
  fail,
  type Finding,
  type Moment,
  notChecked,
  onTerminal,
  pass,
  type ProcessState,
  psExhibit,
  type Run,
  wholeTable,
} from '@proclab/lab-kit';
import {
  ALPHA,
  argumentsOf,
  BETA,
  BRIEF,
  BRIEF_ARGS,
  daemons,
  instances,
  type Line,
  OMEGA,
  SLEEP,
} from './programs.ts';

const scenario = 'launch';
const EXECS = [
  'execv',
  'execvp',
  'execve',
  'execl',
  'execlp',
  'posix_spawn',
  'posix_spawnp',
  'system',
  'fork',
];
const READS = ['getline', 'fgets', 'fscanf', 'strtok_r', 'strtok', 'read', 'fopen', 'open'];
const seeRunning = 'ps -eo pid,ppid,stat,args | grep "/opt/[a-z]\\|[s]leep"';

/** A finding: each of these runs exactly once at a moment. */
export function eachOnce(moment: Moment, lines: readonly Line[]): Finding {
  const found = lines.map((line) => ({
    line,
    pids: instances(moment.processes, line).map(({ pid }) => pid),
  }));
  const all = found.flatMap(({ pids }) => pids);
  const wrong = found.find(({ pids }) => pids.length !== 1);
  if (wrong === undefined)
    return pass(
      {
        zh: `各有一个进程：${found.map(({ line, pids }) => `${line.path} 是 ${pids[0]}`).join('，')}`,
        en: `one process each: ${found.map(({ line, pids }) => `${line.path} is ${pids[0]}`).join(', ')}`,
      },
      { moment, exhibits: [psExhibit(moment, all, 'args')] },
    );
  const { line, pids } = wrong;
  return fail(
    pids.length === 0
      ? { zh: `${line.path} 没有在运行`, en: `${line.path} is not running` }
      : {
          zh: `${line.path} 同时有 ${pids.length} 个进程`,
          en: `${line.path} runs ${pids.length} times at once`,
        },
    { moment, exhibits: [pids.length === 0 ? wholeTable(moment) : psExhibit(moment, pids, 'args')] },
  );
}

export const startsPrograms: Check = {
  id: 'starts-programs',
  points: 5,
  must: {
    zh: '配置中前面的程序都在运行，每个恰好一个进程',
    en: 'The first programs of the configuration run, each exactly once',
  },
  hint: {
    zh: '对每一行：fork，在子进程里 execv(words[0], words)；父进程不等它结束就去读下一行。',
    en: 'For each line: fork, and execv(words[0], words) in the child. The parent does not wait for its end but goes on with the next line.',
  },
  see: seeRunning,
  blame: [...EXECS, ...READS],
  on: 'natural',
  scenario,
  judge: atMoment('started', (moment) => eachOnce(moment, [ALPHA, SLEEP])),
};

export const badLines: Check = {
  id: 'bad-lines',
  points: 6,
  must: {
    zh: '坏行后面的程序也启动了，launcher 还在：坏行不影响别的行',
    en: 'What stands behind the bad lines was started too, and the launcher is there: a bad line stops nothing',
  },
  hint: {
    zh: '程序不存在、不可执行、是目录，或一行有几千个字节：写进日志，接着读下一行，不要 exit，也不要写出数组边界。',
    en: 'A program that is missing, not executable or a folder, a line of thousands of bytes: log it and go on with the next line. Do not exit, and do not write past the end of an array.',
  },
  see: seeRunning,
  blame: [...EXECS, ...READS, 'exit'],
  on: 'natural',
  scenario,
  judge: atMoment('started', (moment, run) => {
    if (daemons(moment.processes).length === 0)
      return fail(
        { zh: 'launcher 自己已经不在', en: 'the launcher itself is gone' },
        { moment, exhibits: [wholeTable(moment)] },
      );
    if (contentOf(run, BRIEF_ARGS) === null)
      return fail(
        { zh: `${BRIEF.path} 没有运行过`, en: `${BRIEF.path} never ran` },
        { moment, exhibits: [wholeTable(moment)] },
      );
    return eachOnce(moment, [BETA]);
  }),
};

export const lastLine: Check = {
  id: 'last-line',
  points: 3,
  must: {
    zh: '最后一行没有换行符，它的程序也启动了',
    en: 'The program of the last line, which has no newline, was started too',
  },
  hint: {
    zh: 'fgets 和 getline 在文件末尾也会给出没有换行符的一行：先处理它，下一次才得到 EOF。',
    en: 'fgets and getline give the line at the end of the file without its newline; take it, EOF comes with the next call.',
  },
  see: seeRunning,
  blame: [...READS, ...EXECS],
  on: 'natural',
  scenario,
  judge: atMoment('started', (moment) => eachOnce(moment, [OMEGA])),
};

export const argumentsExact: Check = {
  id: 'arguments',
  points: 5,
  must: {
    zh: '每个程序得到的正是那一行的参数：没有 \\r、\\n，没有多出或缺少',
    en: 'Each program gets the arguments of its line: no \\r or \\n in them, none too many, none missing',
  },
  hint: {
    zh: 'strtok(line, " \\t\\r\\n") 把四种字符都当分隔符；参数表以 NULL 结尾。不要不看就删掉每行最后一个字符。',
    en: 'strtok(line, " \\t\\r\\n") takes all four as blanks; NULL ends the list. Do not cut off the last character of a line without looking at it.',
  },
  see: "for p in $(pgrep -f '/opt/'); do tr '\\0' '|' < /proc/$p/cmdline | cat -A; echo; done",
  blame: ['strtok_r', 'strtok', 'strsep', 'sscanf', 'strcspn', ...READS],
  on: 'natural',
  scenario,
  judge: atMoment('started', (moment, run) => {
    const found = [ALPHA, SLEEP, BETA, OMEGA].flatMap((line) =>
      instances(moment.processes, line).map((process) => ({ line, process })),
    );
    const brief = contentOf(run, BRIEF_ARGS);
    if (found.length === 0 || brief === null)
      return fail(
        { zh: '不是所有类型的行都启动了程序', en: 'not every kind of line has started its program' },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const wrong = found.find(({ line, process }) => !sameWords(argumentsOf(process, line), line.args));
    if (wrong !== undefined) {
      const { line, process } = wrong;
      return fail(
        {
          zh: `${line.path} 得到的参数是 ${JSON.stringify(argumentsOf(process, line))}，应是 ${JSON.stringify(line.args)}`,
          en: `${line.path} got ${JSON.stringify(argumentsOf(process, line))}, not ${JSON.stringify(line.args)}`,
        },
        { moment, exhibits: [argvExhibit([process])] },
      );
    }
    const [count, ...words] = brief.replace(/\n$/, '').split('\n');
    if (count !== String(BRIEF.args.length) || !sameWords(words, BRIEF.args))
      return fail(
        {
          zh: `${BRIEF.path} 得到的参数是 ${JSON.stringify(words)}，应是 ${JSON.stringify(BRIEF.args)}`,
          en: `${BRIEF.path} got ${JSON.stringify(words)}, not ${JSON.stringify(BRIEF.args)}`,
        },
        { moment, exhibits: [{ kind: 'file', lines: brief.split('\n'), marked: null }] },
      );
    return pass(
      { zh: '参数都与配置一致', en: 'all arguments are those of the configuration' },
      { moment, exhibits: [argvExhibit(found.map(({ process }) => process))] },
    );
  }),
};

export const childDescriptors: Check = {
  id: 'child-descriptors',
  points: 4,
  must: {
    zh: '程序没有继承多余的描述符：只有 0、1、2，不连终端，0 也不是日志或配置',
    en: 'The programs inherit no descriptor but 0, 1 and 2; these are on no terminal, and 0 is neither log nor configuration',
  },
  hint: {
    zh: '日志、配置、锁、管道都用 O_CLOEXEC（fopen 用 "e"）打开，或在 exec 之前关闭。',
    en: 'Open log, configuration, lock and pipe with O_CLOEXEC, in fopen "e", or close them before exec.',
  },
  see: 'ls -l /proc/$(pgrep -n sleep)/fd',
  blame: ['fopen', 'open', 'pipe', 'pipe2', 'dup2', 'fork'],
  on: 'natural',
  scenario,
  judge: atMoment('started', (moment) => {
    const found = [ALPHA, SLEEP, BETA, OMEGA].flatMap((line) =>
      instances(moment.processes, line).map((process) => ({ line, process })),
    );
    if (found.length === 0)
      return fail(
        { zh: '没有程序在运行', en: 'no program is running' },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const unread = found.find(({ process }) => process.descriptors === null);
    if (unread !== undefined)
      return notChecked(
        {
          zh: `读不到 PID ${unread.process.pid} 的描述符`,
          en: `PID ${unread.process.pid}: its descriptors could not be read`,
        },
        { moment },
      );
    const leaks = found.flatMap(({ line, process }) =>
      (process.descriptors ?? [])
        .filter(({ fd, target }) => isLeak(fd, target, line.path))
        .map(({ fd, target }) => ({ process, fd, target })),
    );
    const [leak] = leaks;
    if (leak === undefined)
      return pass(
        {
          zh: `${found.length} 个程序都只有 0、1、2`,
          en: `all ${found.length} programs have 0, 1 and 2 only`,
        },
        { moment, exhibits: found.map(({ process }) => descriptorsOf(process)) },
      );
    return fail(
      {
        zh: `PID ${leak.process.pid} 的描述符 ${leak.fd} 是 ${leak.target}`,
        en: `PID ${leak.process.pid} has descriptor ${leak.fd} on ${leak.target}`,
      },
      { moment, exhibits: [descriptorsOf(leak.process)] },
    );
  }),
};

/** A shell keeps its own script open under a high number. */
function isLeak(fd: number, target: string, script: string): boolean {
  if (fd > 2) return target !== script;
  return onTerminal([{ fd, target }]).length > 0 || (fd === 0 && /^\/(var\/log|etc)\//.test(target));
}

function descriptorsOf({ pid, descriptors }: ProcessState): Exhibit {
  return {
    kind: 'descriptors',
    lines: (descriptors ?? []).map(({ fd, target }) => `/proc/${pid}/fd/${fd} -> ${target}`),
    marked: null,
  };
}

/** Arguments with their quotes, so that a \r shows. */
function argvExhibit(processes: readonly ProcessState[]): Exhibit {
  return {
    kind: 'process',
    lines: processes.map(
      ({ pid, argv }) => `/proc/${pid}/cmdline: ${argv.map((word) => JSON.stringify(word)).join(' ')}`,
    ),
    marked: null,
  };
}

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

function contentOf(run: Run, path: string): string | null {
  return run.files.find((file) => file.path === path && file.content !== null)?.content ?? null;
}
