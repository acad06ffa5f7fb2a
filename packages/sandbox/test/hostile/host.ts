import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, readlinkSync, writeFileSync, chmodSync } from 'node:fs';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { installation, scratchFolder } from '../../../../grader/test/support.ts';
import { cgroupsBelowOwn, entriesOf } from '../own-cgroups.ts';
import { addressOfHost } from '../support.ts';

/** The beginning of the secret, which a program may know; what follows is found nowhere but on the host. */
const SECRET_PREFIX = 'treasure-';
const REFERENCE = 'solutions/lab-01-fork-loops/reference/siblings.c';

/**
 * What hostile submissions are aimed at: a grader of its own with labs and solutions, a home with a secret, the
 * submission of somebody else, and servers that count who comes.
 */
export class Host {
  readonly root: string;
  readonly home: string;
  /** The part of the secret that only the host knows. */
  readonly secret = randomBytes(24).toString('hex');
  /** Part of the names of all files that hostile programs make in places that the host has as well. */
  readonly mark = `proclab-hostile-${process.pid}`;
  readonly #submissions: string;
  readonly #servers: (Server | Socket)[] = [];
  readonly #socket: string;
  #port = 0;
  visitors = 0;

  private constructor() {
    this.root = installation();
    const folder = scratchFolder();
    this.home = join(folder, 'home');
    this.#submissions = join(folder, 'submissions');
    this.#socket = join(folder, 'socket');
    const secret = `${SECRET_PREFIX}${this.secret}${'.'.repeat(64)}\n`;
    writeAll(this.home, { secret, '.bashrc': '', '.ssh/id': secret });
    writeAll(this.#submissions, { 'somebody-else/siblings.c': `/* ${secret} */\n` });
    // Nothing is safe only because of the mode of a file.
    for (const open of [this.root, folder]) chmodSync(open, 0o755);
  }

  static async prepare(): Promise<Host> {
    const host = new Host();
    const come = () => void host.visitors++;
    const tcp = createServer(come).listen(0, '0.0.0.0');
    await once(tcp, 'listening');
    host.#port = (tcp.address() as AddressInfo).port;
    const abstract = createServer(come).listen({ path: `\0${host.mark}` });
    const local = createServer(come).listen({ path: host.#socket });
    const udp = createSocket('udp4', come).bind(host.#port, '0.0.0.0');
    host.#servers.push(tcp, abstract, local, udp);
    await Promise.all([abstract, local, udp].map((server) => once(server, 'listening')));
    chmodSync(host.#socket, 0o777);
    return host;
  }

  stop(): void {
    for (const server of this.#servers) server.close();
  }

  /** What the environment of a grader on this host holds. */
  get environment(): Record<string, string> {
    return { HOME: this.home, TOKEN: SECRET_PREFIX + this.secret, LC_ALL: 'C.UTF-8', NO_COLOR: '1' };
  }

  /** A header that tells a hostile program all that it could know of the host, whose grader saves in `result`. */
  header(submission: string, result: string): string {
    const known: Record<string, string | number> = {
      REPOSITORY: this.root,
      REFERENCE: join(this.root, REFERENCE),
      HOME: this.home,
      HOME_SECRET: join(this.home, 'secret'),
      SUBMISSIONS: this.#submissions,
      SUBMISSION: submission,
      RESULT: result,
      PORT: this.#port,
      ADDRESS: addressOfHost(),
      ABSTRACT: this.mark,
      SOCKET: this.#socket,
      SECRET: SECRET_PREFIX,
      MARK: this.mark,
    };
    return Object.entries(known)
      .map(([name, value]) => `#define HOST_${name} ${JSON.stringify(value)}\n`)
      .join('');
  }

  /** All of the host that must be the same afterwards, for toEqual. */
  look(): Record<string, unknown> {
    return {
      installation: digestOf(this.root),
      home: digestOf(this.home),
      submissions: digestOf(this.#submissions),
      etc: digestOf('/etc'),
      marked: ['/', '/tmp', '/var/tmp', '/dev/shm', '/run', '/var/log', '/etc', this.home].flatMap((folder) =>
        entriesOf(folder)
          .map(({ name }) => name)
          .filter((name) => name.includes(this.mark)),
      ),
      mounts: readFileSync('/proc/self/mounts', 'utf8'),
      cgroups: cgroupsBelowOwn(),
      systemV: ['shm', 'sem', 'msg'].map((kind) => readFileSync(`/proc/sysvipc/${kind}`, 'utf8')),
      visitors: this.visitors,
    };
  }
}

function writeAll(folder: string, contents: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** One number for names, types, modes, owners, sizes and times of all that a folder holds. */
function digestOf(folder: string): string {
  const digest = createHash('sha256');
  for (const path of below(folder)) {
    const { mode, uid, size, mtimeMs, ino } = lstatSync(path);
    const target = (mode & 0o170000) === 0o120000 ? readlinkSync(path) : '';
    digest.update(`${path}\0${mode} ${uid} ${size} ${mtimeMs} ${ino} ${target}\n`);
  }
  return digest.digest('hex');
}

function below(folder: string): string[] {
  return entriesOf(folder)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? [path, ...below(path)] : [path];
    });
}
