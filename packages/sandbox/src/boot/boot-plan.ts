import { readService } from './unit.ts';

/** A file of the disk as far as booting goes. */
export interface BootFile {
  readonly path: string;
  /** st_mode, inode(7). */
  readonly mode: number;
  /** Null for what is no regular file, such as the links in /etc/rc2.d. */
  readonly content: string | null;
}

/** One thing that init is to start, and the file that asks for it. */
export interface BootStep {
  readonly because: string;
  /** For /bin/sh; a line for init where that file is an inittab(5). */
  readonly script: string;
}

/** The files that say what starts at boot; nothing else of the disk matters to a boot plan. */
export const BOOT_FILES =
  /^\/etc\/(inittab|rc\.local|crontab|cron\.d\/[^/]+|rc[S2]\.d\/S[^/]+|systemd\/system\/([^/]+|[a-z-]+\.target\.wants\/[^/]+)\.service)$|^\/var\/spool\/cron\/crontabs\/[^/]+$/;

/** Where such files are put; empty folders that a machine has from the start, as Debian's packages make them. */
export const BOOT_FOLDERS: readonly string[] = [
  '/etc/init.d',
  ...['0', '1', '2', '3', '4', '5', '6', 'S'].map((runlevel) => `/etc/rc${runlevel}.d`),
  '/etc/systemd/system/multi-user.target.wants',
  '/etc/cron.d',
  '/var/spool/cron/crontabs',
];

/** Targets that a machine reaches at boot without a display, systemd.special(7). */
const REACHED = /^\/etc\/systemd\/system\/(?:multi-user|default)\.target\.wants\/([^/]+\.service)$/;

/**
 * What a Linux with this disk starts at boot, in order: the start scripts of /etc/rcS.d and /etc/rc2.d, /etc/rc.local,
 * services that are wanted by multi-user.target, and `@reboot` lines of crontabs. An /etc/inittab of the
 * student's own is left to init itself; then it alone decides, as it would on a real machine.
 */
export function bootPlan(files: readonly BootFile[]): readonly BootStep[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const scripts = ['/etc/rcS.d/', '/etc/rc2.d/'].flatMap((folder) =>
    sorted
      .filter(({ path }) => path.startsWith(folder))
      .map(({ path }) => ({ because: path, script: `exec ${quoted(path)} start` })),
  );
  const local = byPath.get('/etc/rc.local');
  return [
    ...scripts,
    ...(local !== undefined && isExecutable(local)
      ? [{ because: local.path, script: `exec ${quoted(local.path)} start` }]
      : []),
    ...sorted.flatMap(({ path }) => serviceStep(path, byPath)),
    ...sorted.flatMap(cronSteps),
  ];
}

/** What an inittab(5) of the student's own asks for, line by line. */
export function inittabSteps(inittab: string): readonly BootStep[] {
  return inittab
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((script) => ({ because: '/etc/inittab', script }));
}

/** Units are known by their names: a link in `….wants` may lead wherever it likes. */
function serviceStep(path: string, files: ReadonlyMap<string, BootFile>): BootStep[] {
  const name = REACHED.exec(path)?.[1];
  if (name === undefined) return [];
  const unit = files.get(`/etc/systemd/system/${name}`)?.content ?? files.get(path)?.content;
  const service = unit == null ? null : readService(unit);
  if (service === null) return [];
  const { argv, workingDirectory, environment } = service;
  const words = [
    'exec',
    ...(environment.length > 0 ? ['env', ...environment.map(quoted)] : []),
    ...argv.map(quoted),
  ];
  return [{ because: path, script: `cd ${quoted(workingDirectory)} && ${words.join(' ')}` }];
}

/** crontab(5): tables of the system name a user before the command. */
function cronSteps({ path, content }: BootFile): BootStep[] {
  const ofSystem = path === '/etc/crontab' || path.startsWith('/etc/cron.d/');
  if (content === null || !(ofSystem || path.startsWith('/var/spool/cron/'))) return [];
  const line = ofSystem ? /^\s*@reboot\s+\S+\s+(.+)$/gm : /^\s*@reboot\s+(.+)$/gm;
  return [...content.matchAll(line)].map(([, command = '']) => ({
    because: path,
    script: `cd /root && ${command}`,
  }));
}

function isExecutable({ mode, content }: BootFile): boolean {
  return content !== null && (mode & 0o111) !== 0;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
