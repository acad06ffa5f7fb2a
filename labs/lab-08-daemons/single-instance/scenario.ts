import {
  type Now,
  processesOf,
  type Program,
  shows,
  type Stage,
  steady,
  type Terminal,
  type Text,
  untilPrompt,
} from '@proclab/lab-kit';
import { pidIn } from '../shared/pid-file.ts';
import { instancesOf, LOCK_FILE, NAME } from './places.ts';

/** So often in a row the PID in the file has to be that of a living process: one that makes the daemon and ends is not it. */
const LOOKS = 2;
/** How many are started at once. */
export const RUNNERS = 3;

const UP: Text = {
  zh: '提示符回来，锁文件里是守护进程的 PID',
  en: 'the prompt is back, and the lock file holds the PID of the daemon',
};
const REFUSED: Text = {
  zh: '提示符回来，新启动的进程都结束了，先前的还在',
  en: 'the prompt is back, what was started has ended, and those that were there still are',
};
const SAID: Text = {
  zh: '终端或 syslog 上出现了运行中那个实例的 PID',
  en: 'the terminal or syslog shows the PID of the instance that is running',
};

/** Started, and started again on another terminal; then the first terminal closes, and it is started once more. */
export async function againAndAgain(stage: Stage): Promise<void> {
  stage.keep(LOCK_FILE);
  const first = await up(stage, 'up', stage.terminal);
  const second = await stage.openTerminal();
  await refused(stage, 'refused', second, first);
  const said = (now: Now) => {
    const texts = [now.shownOn(second), ...now.syslog.map(({ text }) => text)];
    return texts.some((text) => first.some((pid) => shows(text, pid)));
  };
  await stage.moment('said', SAID, said, { within: '2s' });
  await stage.terminal.hangUp();
  await refused(stage, 'refused-again', await stage.openTerminal(), first);
}

/** Ended by SIGKILL, it has left its lock file behind. */
export async function killed(stage: Stage): Promise<void> {
  stage.keep(LOCK_FILE);
  await kill(stage, await up(stage, 'up', stage.terminal));
  await up(stage, 'up-again', await stage.openTerminal());
}

/** A power cut or a full disk has left a lock file with nothing in it. */
export async function besideEmptyFile(stage: Stage): Promise<void> {
  stage.keep(LOCK_FILE);
  await stage.write(LOCK_FILE, '');
  await up(stage, 'up', stage.terminal);
}

/** The PID in the lock file belongs to somebody else by now. */
export async function besideStranger(stage: Stage): Promise<void> {
  stage.keep(LOCK_FILE);
  const stranger = await stage.terminal.run('cat');
  await stage.write(LOCK_FILE, `${stranger.pid}\n`);
  await up(stage, 'up', await stage.openTerminal());
}

/** Several are started by one shell, none waiting for the other, where a PID that nobody has any more stands in the file. */
export async function race(stage: Stage): Promise<void> {
  stage.keep(LOCK_FILE);
  const gone = await stage.terminal.run('true');
  await untilPrompt(stage, 'stale', gone);
  await stage.write(LOCK_FILE, `${gone.pid}\n`);
  const starts = Array.from({ length: RUNNERS }, () => `./${NAME} &`).join(' ');
  const shell = await stage.terminal.run('sh', '-c', `${starts} wait`);
  // The shell has waited for those it started: whatever they made is there by then.
  const alone = (now: Now) => hasPrompt(now, shell) && instancesOf(now.processes).length === 1;
  await stage.moment(
    'settled',
    {
      zh: `${RUNNERS} 个同时启动之后，提示符回来，只剩一个`,
      en: `${RUNNERS} were started at once; the prompt is back, and one is left`,
    },
    alone,
    { within: '8s' },
  );
}

/** Starts it and waits until it is up; returns the pids of all of its processes. */
async function up(stage: Stage, name: string, terminal: Terminal): Promise<readonly number[]> {
  let pids: readonly number[] = [];
  const program = await terminal.run(`./${NAME}`);
  const settled = steady((now) => {
    pids = processesOf(now.processes, NAME).map(({ pid }) => pid);
    const held = pidIn(now.kept(LOCK_FILE));
    const isUp = hasPrompt(now, program) && instancesOf(now.processes).some(({ pid }) => pid === held);
    return isUp ? JSON.stringify([held, pids]) : null;
  }, LOOKS);
  await stage.moment(name, UP, settled, { within: '5s' });
  return pids;
}

async function refused(
  stage: Stage,
  name: string,
  terminal: Terminal,
  before: readonly number[],
): Promise<void> {
  const program = await terminal.run(`./${NAME}`);
  const settled = (now: Now) => {
    const pids = processesOf(now.processes, NAME).map(({ pid }) => pid);
    return hasPrompt(now, program) && JSON.stringify(pids) === JSON.stringify(before);
  };
  await stage.moment(name, REFUSED, settled, { within: '5s' });
}

async function kill(stage: Stage, pids: readonly number[]): Promise<void> {
  for (const pid of pids) await stage.signal(pid, 'SIGKILL');
  await stage.moment(
    'killed',
    { zh: '守护进程被 SIGKILL 终止', en: 'the daemon was ended by SIGKILL' },
    (now) => processesOf(now.processes, NAME).length === 0,
    { within: '5s' },
  );
}

function hasPrompt(now: Now, program: Program): boolean {
  return now.ended(program) !== null;
}
