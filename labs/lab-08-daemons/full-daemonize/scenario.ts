import {
  ABSENT,
  daemonsOf,
  givesCause,
  isZombie,
  type Now,
  type Stage,
  type Text,
  untilPrompt,
} from '@proclab/lab-kit';
import { untilResting } from '../shared/resting.ts';
import { pidIn } from '../shared/pid-file.ts';
import { CONFIG, FIRST, INHERITED, NAME, PID_FILE, secondWord, tells, THIRD } from './places.ts';

const READY: Text = { zh: 'PID 文件里有守护进程的 PID', en: 'the PID file holds the PID of the daemon' };
const told = (word: string): Text => ({
  zh: `syslog 收到一条消息，其中有 ${word}`,
  en: `syslog gets a message with ${word} in it`,
});

/** The daemon’s day: it is asked for its word again and again, while its terminal closes and its configuration changes. */
export async function day(stage: Stage): Promise<void> {
  stage.keep(PID_FILE);
  await stage.write(CONFIG, `word=${FIRST}\n`);
  await stage.write(INHERITED, 'left open by whoever started it\n');
  // Whoever starts a daemon may have more open than 0, 1 and 2: here a file, and the terminal once more.
  const starter = await stage.terminal.run('sh', '-c', `exec ./${NAME} 3<${INHERITED} 9>&1`);
  const second = secondWord(starter.pid);
  await untilPrompt(stage, 'prompt', starter);
  await stage.moment('ready', READY, isReady, { within: '5s' });

  const ear = listener();
  let daemon: number | undefined;
  const signal = (name: string) => send(stage, name, daemon);
  const until = (name: string, what: Text, holds: (now: Now) => boolean) => {
    const looking = (now: Now) => {
      daemon = daemonAmong(now);
      return holds(now);
    };
    return stage.moment(name, what, looking, { within: '5s' });
  };
  const expect = (name: string, word: string, other?: string) =>
    until(name, told(word), ear.hears(word, other));

  await expect('started', FIRST);
  await signal('SIGUSR1');
  await expect('asked', FIRST);
  await stage.terminal.hangUp();
  await stage.write(CONFIG, `word=${second}\n`);
  await signal('SIGUSR1');
  await expect('not-reread-yet', FIRST, second);
  await signal('SIGHUP');
  await expect('reread', second);
  await signal('SIGUSR1');
  await expect('asked-again', second, FIRST);

  const other = await stage.openTerminal();
  const remove = await other.run('rm', CONFIG);
  await untilPrompt(stage, 'removed', remove);
  await signal('SIGHUP');
  await until(
    'config-missing',
    MISSING,
    ear.news((text) => givesCause(text, ABSENT)),
  );
  await signal('SIGUSR1');
  await expect('asked-without-config', second);
  await stage.write(CONFIG, `word=${THIRD}\n`);
  await signal('SIGHUP');
  await expect('reread-again', THIRD);

  await untilResting(stage);
}

/** A signal comes as soon as the PID file says that it may. */
export async function early(stage: Stage): Promise<void> {
  let daemon: number | undefined;
  stage.keep(PID_FILE);
  await stage.write(CONFIG, `word=${FIRST}\n`);
  await stage.terminal.run(`./${NAME}`);
  const ready = (now: Now) => {
    daemon = named(now);
    return daemon !== undefined;
  };
  if (!(await stage.moment('ready', READY, ready, { within: '5s' }))) return;
  await send(stage, 'SIGUSR1', daemon);
  await stage.moment('asked', told(FIRST), listener().hears(FIRST), { within: '5s' });
}

/** It is told to end. */
export async function end(stage: Stage): Promise<void> {
  let daemon: number | undefined;
  stage.keep(PID_FILE);
  await stage.write(CONFIG, `word=${FIRST}\n`);
  await stage.terminal.run(`./${NAME}`);
  const working = (now: Now) => {
    daemon = daemonAmong(now);
    return isReady(now) && now.syslog.some(({ text }) => tells(text, FIRST));
  };
  await stage.moment('working', READY, working, { within: '5s' });
  await send(stage, 'SIGTERM', daemon);
  await stage.moment('ended', ENDED, ({ processes }) => processes.length === 0, { within: '5s' });
}

const MISSING: Text = {
  zh: 'syslog 收到一条消息，说明读不了配置的原因',
  en: 'syslog gets a message with the reason why the configuration can’t be read',
};
const ENDED: Text = { zh: '程序的进程都结束了', en: 'every process of the program has ended' };

async function send(stage: Stage, signal: string, pid: number | undefined): Promise<void> {
  if (pid !== undefined) await stage.signal(pid, signal);
}

/** The living process whose PID stands in the PID file. */
function named({ processes, kept }: Now): number | undefined {
  const written = pidIn(kept(PID_FILE));
  return processes.find((process) => process.pid === written && !isZombie(process))?.pid;
}

/** Who gets the signals. */
function daemonAmong(now: Now): number | undefined {
  return named(now) ?? daemonsOf(now.processes, NAME)[0]?.pid;
}

function isReady(now: Now): boolean {
  return named(now) !== undefined;
}

/** Who asks for conditions about messages that have not been heard yet. */
interface Listener {
  /** A message with this word has come, and without the other. */
  hears(word: string, other?: string): (now: Now) => boolean;
  news(isWanted: (text: string) => boolean): (now: Now) => boolean;
}

function listener(): Listener {
  let heard = 0;
  const news: Listener['news'] = (isWanted) => {
    const known = heard;
    return ({ syslog }) => {
      heard = syslog.length;
      return syslog.slice(known).some(({ text }) => isWanted(text));
    };
  };
  return {
    news,
    hears: (word, other) => news((text) => tells(text, word) && (other === undefined || !tells(text, other))),
  };
}
