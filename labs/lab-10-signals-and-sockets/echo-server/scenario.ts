import {
  isZombie,
  type Now,
  type ProcessState,
  type Program,
  type Stage,
  steady,
  type Terminal,
  type Text,
} from '@proclab/lab-kit';
import { CLIENT, CROWD, SERVER, SILENT } from './names.ts';
import { socketsOf } from './visits.ts';

/** The socket by its name in the command line: in the folder of the program, or elsewhere. */
const HERE = 'echo.sock';
const ELSEWHERE = '/tmp/echo.sock';

/** Once something has not come in time, what follows gets this long all the same. */
const SHORT_PATIENCE = '1s';
const STOPPED: Text = { zh: 'Ctrl-C 之后客户端结束', en: 'after Ctrl-C the client has ended' };

const CTRL_C = '\x03';
/**
 * So often in a row it must be seen asleep: it may have slept for an instant on its way. No more often, as one that naps is
 * awake at some looks; a busy loop never sleeps, however seldom it gets a processor.
 */
const LOOKS = 3;
/** Who has had the CPU for so long, ms, since its socket file appeared has come to listen: it does not sleep at all. */
const BUSY_MS = 50;

/** One client after the other, then several at once, among them one that is silent and one that does not read. */
export async function service(stage: Stage): Promise<void> {
  const server = await up(stage, 'listening', stage.terminal, HERE);
  if (server === null) return;
  const clients = await clientsOf(stage, HERE);
  const { visit, stay, toTheEnd, others } = clients;
  const before = await socketsBefore(stage, clients);

  await visit('greeted', 'hello');
  await visit('talked', 'talk');
  await visit('long', 'long');
  const silent = await stay('silent');
  await visit('beside-silent', 'hello', `${CROWD}`);
  const unread = await stay('unread');
  await visit('beside-unread', 'hello', `${CROWD}`);
  await stage.moment(
    'idle',
    {
      zh: '只剩一个不说话的和一个不读的客户端，服务器的进程和线程都睡着',
      en: 'only a silent client and one that does not read are left, and every process and thread of the server sleeps',
    },
    steady((now) => (areAsleep(now, others(now)) ? 'asleep' : null), LOOKS),
    { within: '5s' },
  );

  for (const { terminal } of [silent, unread]) await terminal.type('\n');
  await toTheEnd('read-late', unread);
  await alone(stage, clients, before);
}

/** Clients go in the middle: killed while the server writes, closed with what they have not read. */
export async function vanishing(stage: Stage): Promise<void> {
  if ((await up(stage, 'listening', stage.terminal, HERE)) === null) return;
  const clients = await clientsOf(stage, HERE);
  const { visit, stay } = clients;
  const before = await socketsBefore(stage, clients);
  const unread = await stay('unread');
  await stage.signal(unread.program.pid, 'SIGKILL');
  await visit('rude', 'rude');
  await visit('served', 'hello');
  await alone(stage, clients, before);
}

/** A second server is started beside one that lives. */
export async function second(stage: Stage): Promise<void> {
  if ((await up(stage, 'listening', stage.terminal, HERE)) === null) return;
  const { visit } = await clientsOf(stage, HERE);
  await visit('served', 'hello');
  const other = await (await stage.openTerminal()).run(SERVER, HERE);
  await stage.moment(
    'refused',
    { zh: '第二个服务器结束', en: 'the second server has ended' },
    (now) => now.ended(other) !== null,
    { within: '5s' },
  );
  await visit('served-after', 'hello');
}

/** A server that was killed has left its socket file behind. */
export async function restart(stage: Stage): Promise<void> {
  if ((await up(stage, 'listening', stage.terminal, ELSEWHERE)) === null) return;
  let all: readonly ProcessState[] = [];
  await stage.moment(
    'found',
    { zh: '找到服务器的全部进程', en: 'all processes of the server are found' },
    ({ processes }) => (all = processes).length > 0,
    { within: '5s' },
  );
  for (const { pid } of all) await stage.signal(pid, 'SIGKILL');
  await stage.moment(
    'killed',
    { zh: '服务器被 SIGKILL 终止', en: 'the server was ended by SIGKILL' },
    ({ processes }) => processes.length === 0,
    { within: '5s' },
  );
  if ((await up(stage, 'listening-again', await stage.openTerminal(), ELSEWHERE, 2)) === null) return;
  const { visit } = await clientsOf(stage, ELSEWHERE);
  await visit('served-again', 'hello');
}

/** Several clients come at the same moment, beside others that are silent; then the server gets SIGTERM. */
export async function crowd(stage: Stage): Promise<void> {
  const server = await up(stage, 'listening', stage.terminal, HERE);
  if (server === null) return;
  const { visit, stay } = await clientsOf(stage, HERE);
  await stay('silent', `${SILENT}`);
  await visit('crowd', 'hello', `${CROWD}`);
  await visit('met', 'meet', `${CROWD}`);
  await stage.signal(server.pid, 'SIGTERM');
  await stage.moment(
    'end',
    {
      zh: '服务器的进程都结束了，还连着的客户端也因此结束',
      en: 'every process of the server has ended, and so have the clients that were still connected',
    },
    (now) => now.ended(server) !== null && now.processes.length === 0,
    { within: '5s' },
  );
}

/**
 * Starts the server and waits until it waits for clients; null when it does not come to that.
 *
 * @param nth socket file of that name: one that a server has left that was killed is no sign of the next
 */
async function up(
  stage: Stage,
  name: string,
  terminal: Terminal,
  path: string,
  nth = 1,
): Promise<Program | null> {
  const server = await terminal.run(SERVER, path);
  let bound: number | null = null;
  const waits = ({ processes, added }: Now) => {
    const files = added.filter((file) => file.type === 'socket' && file.path.endsWith(path));
    const own = processes.find(({ pid }) => pid === server.pid);
    if (own === undefined || files.length < nth) return null;
    bound ??= own.cpu;
    return own.state === 'S' || own.cpu - bound >= BUSY_MS ? 'waits' : null;
  };
  const isUp = await stage.moment(
    name,
    {
      zh: '服务器的套接字文件已经出现，它睡着等待客户端',
      en: 'the server’s socket file is there, and it sleeps until a client comes',
    },
    steady(waits, LOOKS),
    { within: '5s' },
  );
  return isUp ? server : null;
}

/** A client that was started. */
interface Started {
  readonly program: Program;
  readonly terminal: Terminal;
  /** As it was typed. */
  readonly what: string;
}

interface Clients {
  /** Runs clients up to their end, a moment of this name; those that have not ended by then are told to stop. */
  readonly visit: (name: string, how: string, ...count: string[]) => Promise<void>;
  /** Starts a client that stays, and waits until it is connected and asleep. */
  readonly stay: (how: string, ...count: string[]) => Promise<Started>;
  /** Waits for the end of one that has stayed, as `visit` does. */
  readonly toTheEnd: (name: string, started: Started) => Promise<void>;
  /** The processes of the server. */
  readonly others: (now: Now) => readonly ProcessState[];
}

async function clientsOf(stage: Stage, path: string): Promise<Clients> {
  const pids: number[] = [];
  const desk = await stage.openTerminal();
  let prompt = true;
  const start = async (terminal: Terminal, ...how: string[]): Promise<Started> => {
    const program = await terminal.run(CLIENT, path, ...how);
    pids.push(program.pid);
    return { program, terminal, what: [CLIENT, path, ...how].join(' ') };
  };
  const toTheEnd: Clients['toTheEnd'] = async (name, { program, terminal, what }) => {
    const over = (now: Now) => now.ended(program) !== null;
    const came = await stage.moment(name, { zh: `${what} 已结束`, en: `${what} has ended` }, over, {
      within: prompt ? '5s' : SHORT_PATIENCE,
    });
    prompt &&= came;
    if (came) return;
    await terminal.type(CTRL_C);
    await stage.moment(`${name}-stopped`, STOPPED, over, { within: '5s' });
  };
  return {
    others: ({ processes }) => processes.filter(({ pid }) => !pids.includes(pid)),
    toTheEnd,
    visit: async (name, how, ...count) => toTheEnd(name, await start(desk, how, ...count)),
    stay: async (how, ...count) => {
      const terminal = await stage.openTerminal();
      const started = await start(terminal, how, ...count);
      const { program, what } = started;
      const asleep = (now: Now) => {
        const own = now.processes.find(({ pid }) => pid === program.pid);
        return own?.state === 'S' && now.shownOn(terminal).includes('connected') ? 'asleep' : null;
      };
      await stage.moment(
        how,
        { zh: `${what} 已经连上，睡着了`, en: `${what} is connected and asleep` },
        steady(asleep, LOOKS),
        { within: prompt ? '5s' : SHORT_PATIENCE },
      );
      return started;
    },
  };
}

/** The sockets of a server to which no client has come yet. */
async function socketsBefore(stage: Stage, { others }: Clients): Promise<readonly string[]> {
  let sockets: readonly string[] = [];
  await stage.moment(
    'before',
    { zh: '服务器在等第一个客户端', en: 'the server waits for its first client' },
    (now) => (sockets = socketsOf(others(now))).length > 0,
    { within: '5s' },
  );
  return sockets;
}

async function alone(stage: Stage, { others }: Clients, before: readonly string[]): Promise<void> {
  await stage.moment(
    'alone',
    {
      zh: '客户端都走了，服务器没有僵尸进程，也没有留下连接',
      en: 'all clients have gone, and the server has neither zombies nor connections left',
    },
    (now) =>
      others(now).every((process) => !isZombie(process)) &&
      socketsOf(others(now)).every((socket) => before.includes(socket)),
    { within: '5s' },
  );
}

function areAsleep(now: Now, processes: readonly ProcessState[]): boolean {
  const alive = processes.filter((process) => !isZombie(process));
  return alive.length > 0 && alive.every((process) => now.asleep(process));
}
