import {
  EARLIER,
  install,
  linesIn,
  linesNaming,
  type Now,
  processesOf,
  type Stage,
  type Terminal,
  type Text,
  untilPrompt,
} from '@proclab/lab-kit';
import { untilResting } from '../shared/resting.ts';
import {
  AFTER_BOOT,
  areNamed,
  ARRIVED,
  AT_BOOT,
  BURST,
  DELETED,
  type Event,
  FOLDER,
  LOG,
  MISSING,
  NAME,
  ODD_NAMES,
  OLD_FILES,
  PLAIN_NAMES,
  RELATIVE,
  RENAMED,
  STAMP,
  UNTOUCHED,
  WITH_TERMINAL,
} from './events.ts';

const LOGGED: Text = {
  zh: '日志中有新的行写着文件名',
  en: 'a new line of the log has the name of each file',
};

/** Files come, change and go, one after the other and many at once; in between the terminal closes. */
export async function day(stage: Stage): Promise<void> {
  for (const [name, content] of OLD_FILES) await stage.write(`${FOLDER}/${name}`, content);
  await stage.write(LOG, `${EARLIER}\n`);
  stage.keep(STAMP);
  const log = new LogReader(stage);
  const files = OLD_FILES.map(([name]) => `${FOLDER}/${name}`);
  await untilPrompt(stage, 'aged', await stage.terminal.run('touch', '-d', '2020-01-01', ...files));
  await untilPrompt(stage, 'stamped', await stage.terminal.run('sh', '-c', `date "+%s %T" > ${STAMP}`));
  await untilPrompt(stage, 'prompt', await stage.terminal.run(`./${NAME}`, FOLDER));
  await untilWatched(stage, log, FOLDER);

  let seen = false;
  for (const event of WITH_TERMINAL) seen = (await happens(stage, stage.terminal, log, event)) || seen;
  // Who has noticed none of these will notice nothing.
  if (seen) await withoutTerminal(stage, log);

  await untilResting(stage);
}

/** The terminal is closed, and files are renamed, deleted and made in numbers. */
async function withoutTerminal(stage: Stage, log: LogReader): Promise<void> {
  await stage.terminal.hangUp();
  const other = await stage.openTerminal();
  const look = await other.run('sh', '-c', `ls -l ${FOLDER}; cat ${FOLDER}/${UNTOUCHED}`);
  await untilPrompt(stage, 'looked-at', look);
  await whileStopped(stage, other, log, RENAMED.moment, RENAMED.command);
  await stage.moment(RENAMED.moment, LOGGED, log.names(RENAMED.names), { within: '6s' });
  await happens(stage, other, log, DELETED);
  await whileStopped(stage, other, log, 'several', BURST);
  await stage.moment('several', LOGGED, log.names(PLAIN_NAMES), { within: '6s' });
  await stage.moment('odd-names', LOGGED, log.names(ODD_NAMES), { within: '6s' });
}

/** Stopped, the daemon cannot take one event after the other: when it goes on, it finds all of them at once. */
async function whileStopped(
  stage: Stage,
  terminal: Terminal,
  log: LogReader,
  name: string,
  command: Event['command'],
): Promise<void> {
  const { watchers } = log;
  for (const pid of watchers) await stage.signal(pid, 'SIGSTOP');
  const allStopped = ({ processes }: Now) =>
    processes.every(({ pid, state }) => !watchers.includes(pid) || state === 'T');
  await stage.moment(`${name}-stopped`, STOPPED, allStopped, { within: '5s' });
  log.mark();
  await untilPrompt(stage, `${name}-done`, await terminal.run(...command));
  for (const pid of watchers) await stage.signal(pid, 'SIGCONT');
}

/** The directory is given as seen from the folder that the program is started in. */
export async function relative(stage: Stage): Promise<void> {
  const log = new LogReader(stage);
  await stage.write(`/home/student/${RELATIVE}/here before.txt`, 'x\n');
  await untilPrompt(stage, 'prompt', await stage.terminal.run(`./${NAME}`, RELATIVE));
  await untilWatched(stage, log, RELATIVE);
  await happens(stage, stage.terminal, log, ARRIVED);
}

/** There is no such directory. */
export async function missing(stage: Stage): Promise<void> {
  stage.keep(LOG);
  const watcher = await stage.terminal.run(`./${NAME}`, MISSING);
  await stage.moment(
    'gone',
    {
      zh: '提示符回来，watcher 的进程都结束了',
      en: 'the prompt is back and every process of watcher has ended',
    },
    (now) => now.ended(watcher) !== null && now.processes.length === 0,
    { within: '5s' },
  );
}

/** Installed, then the machine is switched off and on again. */
export async function boot(stage: Stage): Promise<void> {
  const log = new LogReader(stage);
  await stage.write(`${AT_BOOT}/here before.txt`, 'x\n');
  await install(stage, AT_BOOT);
  await stage.reboot();
  await untilWatched(stage, log, AT_BOOT);
  log.mark();
  await stage.write(`${AT_BOOT}/${AFTER_BOOT}`, 'x\n');
  await stage.moment('noticed', LOGGED, log.names([AFTER_BOOT]), { within: '6s' });
}

const STOPPED: Text = { zh: 'watcher 停住了', en: 'watcher is stopped' };

/** Conditions on the lines of the log that are new; sees who writes it, too. */
class LogReader {
  /** PIDs of the processes of watcher when it was looked at last. */
  watchers: readonly number[] = [];
  #known = 0;
  #read = 0;

  constructor(stage: Stage) {
    stage.keep(LOG);
  }

  /** From here on the lines that were seen last are old. */
  mark(): void {
    this.#known = this.#read;
  }

  names(names: readonly string[]): (now: Now) => boolean {
    return (now) => areNamed(names, this.fresh(now));
  }

  fresh(now: Now): readonly string[] {
    const lines = linesIn(now.kept(LOG));
    this.#read = lines.length;
    this.watchers = processesOf(now.processes, NAME).map(({ pid }) => pid);
    return lines.slice(this.#known);
  }
}

async function happens(stage: Stage, terminal: Terminal, log: LogReader, event: Event): Promise<boolean> {
  const isNamed = log.names(event.names);
  log.mark();
  const command = await terminal.run(...event.command);
  const isOver = (now: Now) => isNamed(now) && now.ended(command) !== null;
  return stage.moment(event.moment, LOGGED, isOver, { within: '6s' });
}

async function untilWatched(stage: Stage, log: LogReader, folder: string): Promise<void> {
  const what: Text = {
    zh: `日志中有一行写着 ${folder}：它在看这个目录了`,
    en: `a line of the log names ${folder}: it is being watched`,
  };
  await stage.moment('watching', what, (now) => linesNaming(log.fresh(now), folder).length > 0, {
    within: '5s',
  });
}
