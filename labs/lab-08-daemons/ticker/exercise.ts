import {
  at,
  atMoment,
  bursts,
  byFolder,
  c,
  type Check,
  exercise,
  type Exhibit,
  fail,
  type FileEvidence,
  grows,
  holdsNoTerminal,
  is,
  type Moment,
  natural,
  newFiles,
  not,
  notChecked,
  type Now,
  ofProcesses,
  pass,
  psExhibit,
  type Run,
  secondsWaited,
  type Stage,
  startFolder,
  terminalSession,
  terminalUmask,
  untilPrompt,
} from '@proclab/lab-kit';

/** Files born less than this apart, in ms, belong to one tick. */
const ONE_TICK = 500;
/** What passes for 3 s on a busy machine, in ms. */
const SPACING = { least: 2000, most: 4500 };
/** A daemon that waits takes hardly any CPU; one that loops takes all of it. */
const MOST_CPU = 0.05;

async function oneDayOfADaemon(stage: Stage): Promise<void> {
  const ticker = await stage.terminal.run('./ticker');
  await untilPrompt(stage, 'prompt', ticker);
  await stage.moment(
    'working',
    { zh: '出现了两个新文件', en: 'two new files have appeared' },
    (now) => ticksSoFar(now) >= 2,
    { within: '15s' },
  );
  await stage.terminal.hangUp();
  await stage.moment(
    'after-hang-up',
    { zh: '终端关闭之后又出现了一个新文件', en: 'one more file has appeared since the terminal was closed' },
    grows((now) => now.added.length),
    { within: '8s' },
  );
}

/** A log and a pid file are there at one stroke before anything ticks: they do not make two ticks. */
function ticksSoFar(now: Now): number {
  return Math.max(0, ...byFolder(now.added).map(({ files }) => bursts(files, ONE_TICK).length));
}

const daemon = at('working').heads;
const itsProcesses = at('working').workers;
const seeProcess = 'ps -eo pid,ppid,sid,tty,stat,args | grep "[t]icker"';

const promptReturns: Check = {
  id: 'prompt-returns',
  points: 10,
  must: { zh: '提示符回来，守护进程继续工作', en: 'The prompt comes back while the daemon works on' },
  hint: {
    zh: 'fork 之后父进程立刻退出，不要 wait，其余步骤都由子进程来做。',
    en: 'After fork the parent exits at once, without waiting; all the other steps are the child’s.',
  },
  see: './ticker; echo "prompt is back: $?"',
  blame: ['wait', 'waitpid', 'daemon', 'fork'],
  on: 'natural',
  judge: atMoment('prompt', (prompt, run, evidence) => {
    if (!prompt.reached) {
      const seen = {
        zh: `${secondsWaited(prompt)} 秒后提示符仍没有回来`,
        en: `after ${secondsWaited(prompt)} s the prompt was not back`,
      };
      return fail(seen, { moment: prompt, exhibits: [startedProcess(prompt, run)] });
    }
    return ofProcesses(itsProcesses, (processes, moment) => {
      const pids = processes.map(({ pid }) => pid);
      const ms = Math.round(run.programs[0]?.ended?.at ?? prompt.at);
      return pass(
        {
          zh: `${ms} ms 后提示符回来；PID ${pids.join('、')} 仍在工作`,
          en: `the prompt was back after ${ms} ms; PID ${pids.join(', ')} worked on`,
        },
        { moment, exhibits: [psExhibit(moment, pids, 'pid')] },
      );
    })(run, evidence);
  }),
};

function startedProcess(moment: Moment, run: Run): Exhibit {
  return psExhibit(
    moment,
    run.programs.map(({ pid }) => pid),
    'stat',
  );
}

const orphan = is({
  id: 'orphan',
  points: 10,
  who: daemon,
  has: { ppid: 1 },
  must: {
    zh: '守护进程是孤儿，由 1 号进程收养：PPID 为 1',
    en: 'It is an orphan that process 1 has adopted: PPID 1',
  },
  hint: {
    zh: '父进程必须先结束。它还活着（比如在 wait），子进程就不是孤儿。',
    en: 'Its parent must have ended. While that is alive, in wait for example, the child is no orphan.',
  },
  see: seeProcess,
  blame: ['wait', 'waitpid', 'fork', 'daemon'],
});

const ownSession = is({
  id: 'own-session',
  points: 10,
  who: itsProcesses,
  has: { sid: not(terminalSession) },
  must: { zh: '它有自己的会话：SID 不是终端的', en: 'It has a session of its own: SID not the terminal’s' },
  hint: {
    zh: '在 fork 出的子进程里调用 setsid()。进程组组长调用它会失败（EPERM），所以必须先 fork。',
    en: 'Call setsid() in the child. In a process group leader it fails with EPERM, which is why fork has to come first.',
  },
  see: seeProcess,
  blame: ['setsid', 'daemon', 'fork'],
});

const noTerminal = is({
  id: 'no-terminal',
  points: 10,
  who: itsProcesses,
  has: { tty: null },
  must: { zh: '它没有控制终端：TTY 为 ?', en: 'It has no controlling terminal: TTY ?' },
  hint: {
    zh: '新会话没有控制终端，setsid() 就做到了。会话首进程再打开一个终端设备，又可能得到控制终端：用 O_NOCTTY，或再 fork 一次。',
    en: 'A new session has none, so setsid() does it. A session leader that opens a terminal device may get one again: use O_NOCTTY or fork a second time.',
  },
  see: seeProcess,
  blame: ['setsid', 'daemon', 'fork', 'open'],
});

const descriptorsClosed = holdsNoTerminal({
  id: 'descriptors-closed',
  points: 10,
  who: itsProcesses,
  must: { zh: '它没有描述符还连着终端', en: 'It keeps no descriptor open on the terminal' },
  hint: {
    zh: '0、1、2 三个都要处理：关闭，或用 dup2 换成 /dev/null。setsid() 不关闭描述符，TTY 显示 ? 不等于它们已经断开。',
    en: 'See to all three, 0, 1 and 2: close them, or dup2 /dev/null over them. setsid() closes none, so TTY ? does not mean that they are gone.',
  },
  see: 'ls -l /proc/$(pgrep -n ticker)/fd',
  blame: ['dup2', 'daemon', 'setsid', 'close', 'fork'],
});

const movedOff = is({
  id: 'moved-off',
  points: 5,
  who: daemon,
  has: { cwd: not(startFolder) },
  must: { zh: '它离开了启动时的目录', en: 'It has left the folder it was started in' },
  hint: {
    zh: '用 chdir 换到 / 或自己的数据目录，并检查返回值：目录不存在时，进程会留在原处。',
    en: 'chdir to / or to a folder for its data, and look at the result: if the folder does not exist, the process stays where it was.',
  },
  see: 'readlink /proc/$(pgrep -n ticker)/cwd',
  blame: ['chdir', 'daemon', 'setsid', 'fork'],
});

const umaskSet = is({
  id: 'umask-set',
  points: 5,
  who: daemon,
  has: { umask: not(terminalUmask) },
  must: {
    zh: '它自己设定 umask，不用继承来的',
    en: 'It sets its umask instead of keeping the inherited one',
  },
  hint: {
    zh: '调用 umask(0)、umask(022) 或适合你的文件的值。daemon(3) 不改 umask。评分时的终端使用一个少见的 umask，这样才看得出你有没有设定。',
    en: 'Call umask(0), umask(022) or what suits your files; daemon(3) leaves it alone. The terminal here has an unusual umask, so that yours can be told from it.',
  },
  see: 'grep Umask /proc/$(pgrep -n ticker)/status',
  blame: ['umask', 'daemon', 'setsid', 'fork'],
});

const filesAppear: Check = {
  id: 'files-appear',
  points: 10,
  must: {
    zh: '它的工作目录中出现新的普通文件，名字各不相同',
    en: 'New regular files appear in its working directory, with names of their own',
  },
  hint: {
    zh: '用 open(…, O_CREAT | O_EXCL, 0644) 和相对路径，每次换一个名字（计数器或时间）；创建失败时要让自己看得到。',
    en: 'Use open(…, O_CREAT | O_EXCL, 0644) with a relative path and a new name each time, from a counter or the time; make failures visible to yourself.',
  },
  see: 'ls -l --time-style=full-iso $(readlink /proc/$(pgrep -n ticker)/cwd)',
  blame: ['open', 'creat', 'fopen', 'mkdir'],
  on: 'natural',
  judge: ofProcesses(daemon, (processes, moment, run) => {
    const found = newFiles(run);
    const folders = processes.map((process) => process.cwd);
    const good = byFolder(found.filter(isRegular)).find(({ folder }) => folders.includes(folder));
    const shown = good?.files ?? found;
    const sight = { moment, exhibits: shown.length > 0 ? [fileExhibit(shown)] : [] };
    const where = folders.join(', ');
    const count = good?.files.length ?? 0;
    const seen = {
      zh: `${where} 中新出现的普通文件：${count} 个`,
      en: `new regular files in ${where}: ${count}`,
    };
    const names = new Set(good?.files.map(({ path }) => path));
    if (count >= 2 && names.size === 1)
      return fail(
        { zh: `${seen.zh}，都叫 ${[...names][0]}`, en: `${seen.en}, each of them ${[...names][0]}` },
        sight,
      );
    return count >= 2 ? pass(seen, sight) : fail(seen, sight);
  }),
};

const threeSeconds: Check = {
  id: 'three-seconds',
  points: 10,
  must: { zh: '大约每 3 秒一个新文件', en: 'One new file about every three seconds' },
  hint: {
    zh: '每轮只创建一个文件，然后 sleep(3)；用 setitimer 时 it_interval 也要是 3 秒，它和 it_value 是两回事。',
    en: 'Make one file in each round and then sleep(3). With setitimer, it_interval must be 3 s too: it_value is only the first wait.',
  },
  see: 'ls -l --time-style=full-iso $(readlink /proc/$(pgrep -n ticker)/cwd)',
  blame: ['sleep', 'setitimer', 'alarm', 'nanosleep', 'usleep', 'open'],
  on: 'natural',
  judge: atMoment('working', (moment, run) => {
    const ticks = bursts(byFolder(newFiles(run).filter(isRegular))[0]?.files ?? [], ONE_TICK);
    const gaps = ticks.slice(1).map((tick, index) => tick[0]!.bornAt - ticks[index]![0]!.bornAt);
    const sight = { moment, exhibits: ticks.length > 0 ? [fileExhibit(ticks.flat())] : [] };
    if (gaps.length === 0) {
      return fail(
        {
          zh: '没有先后出现两个新文件，谈不上间隔',
          en: 'no two new files appeared one after the other, so there was no interval',
        },
        sight,
      );
    }
    const crowded = ticks.slice(1).find((tick) => tick.length > 1);
    if (crowded !== undefined) {
      return fail(
        { zh: `一次出现了 ${crowded.length} 个文件`, en: `${crowded.length} files appeared at a time` },
        sight,
      );
    }
    const seconds = gaps.map((gap) => (gap / 1000).toFixed(1));
    const seen = {
      zh: `间隔（秒）：${seconds.join('、')}`,
      en: `seconds between files: ${seconds.join(', ')}`,
    };
    // What is there before the first tick, such as a pid file, may be at any distance from it.
    const counted = gaps.length > 1 && !isThreeSeconds(gaps[0]!) ? gaps.slice(1) : gaps;
    return counted.every(isThreeSeconds) ? pass(seen, sight) : fail(seen, sight);
  }),
};

function isThreeSeconds(gap: number): boolean {
  return gap >= SPACING.least && gap <= SPACING.most;
}

const survivesHangUp: Check = {
  id: 'survives-hang-up',
  points: 10,
  must: { zh: '终端关闭之后它继续工作', en: 'It goes on working after its terminal is closed' },
  hint: {
    zh: '终端关闭时，前台进程组收到 SIGHUP，读写这个终端则会出错（EIO）。守护进程既不该在那个会话里，也不该再用终端。',
    en: 'When a terminal closes, its foreground process group gets SIGHUP, and reading or writing it fails with EIO. A daemon is not in that session and does not use the terminal.',
  },
  see: 'script -qc "./ticker; sleep 4" /dev/null; sleep 4; ps -C ticker -o pid,ppid,sid,tty,stat,args',
  blame: ['setsid', 'printf', 'dprintf', 'write', 'fork'],
  on: 'natural',
  judge: ofProcesses(at('after-hang-up').everyone, (processes, moment, run) => {
    const closed = run.terminals[0]?.hungUpAt;
    if (closed == null)
      return notChecked({ zh: '终端没有关闭', en: 'the terminal was not closed' }, { moment });
    const pids = processes.map(({ pid }) => pid);
    const since = run.files.filter((file) => Math.max(file.bornAt, file.changedAt) > closed);
    const exhibits = [psExhibit(moment, pids, 'stat'), ...(since.length > 0 ? [fileExhibit(since)] : [])];
    return since.length > 0
      ? pass(
          {
            zh: `PID ${pids.join('、')} 还活着，之后又写了文件`,
            en: `PID ${pids.join(', ')} was alive and wrote files afterwards`,
          },
          { moment, exhibits },
        )
      : fail(
          {
            zh: `PID ${pids.join('、')} 还活着，但之后没有再写文件`,
            en: `PID ${pids.join(', ')} was alive, but wrote no file afterwards`,
          },
          { moment, exhibits },
        );
  }),
};

const idle: Check = {
  id: 'idle',
  points: 10,
  must: { zh: '等待时几乎不占 CPU（至多 5%）', en: 'It takes next to no CPU while it waits: 5 % at most' },
  hint: {
    zh: 'while(1); 或反复查看 time() 都会占满一个 CPU。用 sleep、pause 或 sigsuspend，让内核来叫醒你。',
    en: 'while(1); or asking time() again and again takes a whole CPU. Use sleep, pause or sigsuspend and let the kernel wake you.',
  },
  see: 'top -b -n 1 -p $(pgrep -n ticker)',
  blame: ['time', 'clock', 'difftime'],
  on: 'natural',
  judge: ofProcesses(itsProcesses, (processes, moment, run) => {
    if (newFiles(run).length === 0) {
      return fail(
        {
          zh: '它没有创建过文件，也就没有两次之间的等待',
          en: 'it made no file, so there was no waiting between two of them',
        },
        { moment },
      );
    }
    const lasted = moment.at - (run.programs[0]?.startedAt ?? 0);
    const used = processes.reduce((sum, process) => sum + process.cpu, 0);
    const share = (100 * used) / lasted;
    const seen = {
      zh: `${(lasted / 1000).toFixed(1)} 秒里用了 ${Math.round(used)} ms CPU（${share.toFixed(0)}%）`,
      en: `${Math.round(used)} ms of CPU in ${(lasted / 1000).toFixed(1)} s (${share.toFixed(0)} %)`,
    };
    const sight = {
      moment,
      exhibits: [
        psExhibit(
          moment,
          processes.map(({ pid }) => pid),
          'stat',
        ),
      ],
    };
    return used <= MOST_CPU * lasted ? pass(seen, sight) : fail(seen, sight);
  }),
};

function isRegular(file: FileEvidence): boolean {
  return file.type === 'regular';
}

/** Files with their times of birth in seconds since the run began. */
function fileExhibit(files: readonly FileEvidence[]): Exhibit {
  const lines = files
    .slice(0, 10)
    .map(
      ({ bornAt, type, size, path }) =>
        `${(bornAt / 1000).toFixed(2).padStart(6)} s  ${type}  ${size} B  ${JSON.stringify(path)}`,
    );
  return { kind: 'file', lines, marked: null };
}

export default exercise('ticker', {
  title: { zh: '每 3 秒一个文件的守护进程', en: 'A daemon that makes a file every three seconds' },
  programs: [c('ticker.c')],
  runs: [natural(oneDayOfADaemon)],
  checks: [
    promptReturns,
    orphan,
    ownSession,
    noTerminal,
    descriptorsClosed,
    movedOff,
    umaskSet,
    filesAppear,
    threeSeconds,
    survivesHangUp,
    idle,
  ],
});
