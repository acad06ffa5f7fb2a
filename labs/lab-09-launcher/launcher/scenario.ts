import {
  EARLIER,
  install,
  isZombie,
  linesIn,
  linesNaming,
  type Now,
  shows,
  type Stage,
  steady,
  type Text,
  untilPrompt,
} from '@proclab/lab-kit';
import {
  ALPHA,
  ALPHA_TIME,
  BAD_PATHS,
  BETA,
  BRIEF,
  BRIEF_ARGS,
  BRIEF_RUNS,
  daemons,
  DELTA,
  FILES,
  FIRST,
  GATE,
  instances,
  launchers,
  type Line,
  namesOf,
  OMEGA,
  SECOND,
  SLEEP,
} from './programs.ts';
import { CONF, LOG, OTHER_LOG, OTHER_NAME } from './places.ts';

/** So often in a row nothing may have changed: neither who runs nor the size of the log. */
const LOOKS = 5;
/** As often as it takes half a second at least. */
const LONG_LOOKS = 31;

const RUNS_ALL: Text = {
  zh: '配置中能一直运行的程序各有一个进程，而且没有变化了',
  en: 'every program of the configuration that stays has one process, and nothing changes any more',
};
const LOGGED: Text = {
  zh: '日志写着每个程序的成败',
  en: 'the log says of each program what became of it',
};
const CALM: Text = {
  zh: '半秒多没有动静：日志没有新的行，程序也没有再启动',
  en: 'for more than half a second nothing has stirred: no line in the log, no program started again',
};
const REAPED: Text = {
  zh: '终端关闭、一个程序被杀之后，没有僵尸',
  en: 'the terminal is closed, a program was killed, and there is no zombie',
};

/** The launcher’s day: a configuration with everything in it, a hang-up, a program killed, SIGHUP. */
export async function wholeDay(stage: Stage): Promise<void> {
  await launchAndReread(stage, true);
}

/** The same, but over as soon as something awaited does not come: a trace needs no more, and a storm is costly to trace. */
export async function dayWhileItGoesWell(stage: Stage): Promise<void> {
  await launchAndReread(stage, false);
}

async function launchAndReread(stage: Stage, anyway: boolean): Promise<void> {
  await place(stage);
  for (const path of [LOG, ALPHA_TIME, BRIEF_ARGS, BRIEF_RUNS]) stage.keep(path);
  await stage.write(LOG, `${EARLIER}\n`);
  await stage.write(CONF, FIRST);
  const launcher = await stage.terminal.run('./launcher');
  await untilPrompt(stage, 'prompt', launcher);

  const running = upAndSteady([ALPHA, SLEEP, BETA, OMEGA], LOG);
  let victim: number | undefined;
  const up = (now: Now) => {
    victim = instances(now.processes, SLEEP)[0]?.pid;
    const written = (path: string) => now.added.some((file) => file.path === path && file.size > 0);
    return running(now) && written(ALPHA_TIME) && written(BRIEF_ARGS);
  };
  const started = await stage.moment('started', RUNS_ALL, up, { within: '10s' });
  if (!started && !anyway) return;
  const told = logged([ALPHA, SLEEP, BETA, OMEGA], [BRIEF.path, ...BAD_PATHS]);
  const reported = await stage.moment('logged', LOGGED, told, { within: '5s' });
  if (!reported && !anyway) return;
  // Whoever starts again what has ended, and does not wait, is not calm.
  const quiet = steady(({ kept }) => JSON.stringify([kept(LOG), kept(BRIEF_RUNS)]), LONG_LOOKS);
  if (anyway) await stage.moment('calm', CALM, quiet, { within: '5s' });

  await stage.terminal.hangUp();
  if (victim !== undefined) await stage.signal(victim, 'SIGKILL');
  let daemon: number | undefined;
  const clean = ({ processes }: Now) => {
    daemon = daemons(processes)[0]?.pid;
    return !processes.some((process) => process.pid === victim || isZombie(process));
  };
  const reaped = await stage.moment('reaped', REAPED, clean, { within: '5s' });
  if (!reaped && !anyway) return;

  await stage.write(CONF, SECOND);
  if (daemon !== undefined) await stage.signal(daemon, 'SIGHUP');
  const again = upAndSteady([ALPHA, BETA, DELTA, OMEGA], LOG);
  const reread = await stage.moment('reread', RUNS_ALL, again, { within: '10s' });
  if (!reread && !anyway) return;
  await stage.moment('reread-logged', LOGGED, logged([DELTA], []), { within: '5s' });
}

/** The same program under another name, and its end by SIGTERM. */
export async function underAnotherName(stage: Stage): Promise<void> {
  await place(stage);
  stage.keep(OTHER_LOG);
  const copy = await stage.terminal.run('cp', 'launcher', OTHER_NAME);
  await untilPrompt(stage, 'copied', copy);
  await stage.write(`/etc/${OTHER_NAME}.conf`, '/opt/alpha one two\n');
  await stage.terminal.run(`./${OTHER_NAME}`);

  const running = upAndSteady([ALPHA], OTHER_LOG, OTHER_NAME);
  let daemon: number | undefined;
  const watched = (now: Now) => {
    daemon = daemons(now.processes, OTHER_NAME)[0]?.pid;
    return running(now) && isReported(now, ALPHA, OTHER_LOG, OTHER_NAME);
  };
  await stage.moment('renamed', RUNS_ALL, watched, { within: '10s' });
  if (daemon !== undefined) await stage.signal(daemon, 'SIGTERM');
  await stage.moment(
    'ended',
    { zh: '收到 SIGTERM 的守护进程已经不在', en: 'the daemon that got SIGTERM is gone' },
    ({ processes }) => !processes.some(({ pid }) => pid === daemon),
    { within: '5s' },
  );
}

/** Started without a configuration. */
export async function withoutConfiguration(stage: Stage): Promise<void> {
  await untilGone(stage);
}

/** Started with one that it may not read: it is uid 0, but without capabilities, capabilities(7). */
export async function unreadableConfiguration(stage: Stage): Promise<void> {
  await stage.write(CONF, '/opt/alpha one two\n', 0o000);
  await untilGone(stage);
}

/** Installed, then the machine is switched off and on again. */
export async function boot(stage: Stage): Promise<void> {
  await place(stage);
  stage.keep(LOG);
  await install(stage);
  await stage.write(CONF, '/opt/alpha one two\n/opt/missing --now\n/opt/beta three\n');
  await stage.reboot();
  await stage.moment('booted', RUNS_ALL, upAndSteady([ALPHA, BETA], LOG), { within: '10s' });
}

async function place(stage: Stage): Promise<void> {
  for (const { path, content, mode } of FILES) await stage.write(path, content, mode);
  const made = await stage.terminal.run('mkfifo', GATE);
  await untilPrompt(stage, 'placed', made);
}

async function untilGone(stage: Stage): Promise<void> {
  stage.keep(LOG);
  const launcher = await stage.terminal.run('./launcher');
  await stage.moment(
    'gone',
    {
      zh: '提示符回来，launcher 的进程都结束了',
      en: 'the prompt is back and every process of launcher has ended',
    },
    (now) => now.ended(launcher) !== null && now.processes.length === 0,
    { within: '5s' },
  );
}

/** Has the log a line on each of these, and the PID of those that run? */
function logged(running: readonly Line[], others: readonly string[]): (now: Now) => boolean {
  return (now) => {
    const log = linesIn(now.kept(LOG));
    return (
      others.every((path) => linesNaming(log, path).length > 0) &&
      running.every((line) => isReported(now, line, LOG))
    );
  };
}

function isReported({ processes, kept }: Now, line: Line, log: string, name?: string): boolean {
  const pids = instances(processes, line).flatMap((process) => namesOf(process, processes, name));
  return linesNaming(linesIn(kept(log)), line.path).some((text) => pids.some((pid) => shows(text, pid)));
}

function upAndSteady(lines: readonly Line[], log: string, name?: string): (now: Now) => boolean {
  return steady(({ processes, added }) => {
    const running = lines.map((line) => instances(processes, line).map(({ pid }) => pid));
    if (running.some((pids) => pids.length !== 1)) return null;
    const own = launchers(processes, name).map(({ pid }) => pid);
    return JSON.stringify([running, own, added.find(({ path }) => path === log)?.size]);
  }, LOOKS);
}
