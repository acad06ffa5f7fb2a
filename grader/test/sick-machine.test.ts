import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  IS_ROOT,
  MASKED_PROC,
  NAMESPACES_TO_SPARE,
  NO_USER_NAMESPACES,
  fullDisk,
  notInstalled,
  prepared,
  readOnly,
  refusing,
  type Machine,
  type Person,
} from '../../packages/sandbox/test/machines/machines.ts';
import { ROOT, gradeOn, installation, scratchFolder, verdictOn } from './support.ts';

const REFERENCE = ['lab-01/siblings', '--reference'] as const;
const LAB = 'labs/lab-01-fork-loops';

/** What each of the two owns: an installation with all that can be written, and a folder. */
const owned = new Map<Person, { root: string; folder: string }>();
const PEOPLE = ['root', 'user'] as const;

beforeAll(() => {
  for (const person of PEOPLE) {
    const [root, folder] = [installation(), scratchFolder()];
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    for (const each of [root, folder]) {
      chmodSync(each, 0o755);
      if (IS_ROOT && person === 'user') execFileSync('chown', ['-R', '1000:1000', each]);
    }
    owned.set(person, { root, folder });
  }
});

/** A new folder of somebody. */
function folderOf(person: Person, name: string): string {
  const folder = join(owned.get(person)!.folder, name);
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  return folder;
}

/** What is told of some trouble, without line ends; Chinese without blanks as well. */
interface Told {
  readonly exits: readonly (number | undefined)[];
  readonly zh: string;
  readonly en: string;
  readonly stackTrace: boolean;
  /** What was printed on stdout in English. */
  readonly stdout: string;
}

async function troubleOn(machine: Machine, person: Person, args: readonly string[]): Promise<Told> {
  const { root } = owned.get(person)!;
  const zh = await gradeOn(machine, root, [...args, '--lang', 'zh']);
  const en = await gradeOn(machine, root, [...args, '--lang', 'en']);
  return {
    exits: [zh.exitCode, en.exitCode],
    zh: (zh.stdout + zh.stderr).replaceAll(/\s+/g, ''),
    en: (en.stdout + en.stderr).replaceAll(/\s+/g, ' '),
    stackTrace: [zh, en].some(({ stdout, stderr }) => /^ +at \S/m.test(stdout + stderr)),
    stdout: en.stdout,
  };
}

/** Exit status 3, the code, what happened and what to do, and no stack trace. */
function trouble(code: string, zh: RegExp, en: RegExp) {
  const withCode = (words: RegExp) =>
    expect.stringMatching(new RegExp(`^(?=.*${code}).*(?:${words.source})`)) as string;
  return { exits: [3, 3], zh: withCode(zh), en: withCode(en), stackTrace: false };
}

/** Nothing of a reference is called wrong; what could not be judged counts in no sum. */
const NO_POINTS_LOST = { lost: 0, wrong: [], judgedAll: false };

async function lossesOn(machine: Machine, root: string, args: readonly string[] = REFERENCE) {
  const { points, exercises } = await verdictOn(machine, root, args);
  const statuses = exercises.flatMap(({ checks }) => checks.map(({ status }) => status));
  return {
    lost: points.possible - points.earned,
    wrong: statuses.filter((status) => status !== 'pass' && status !== 'error'),
    judgedAll: !statuses.includes('error'),
  };
}

describe.runIf(IS_ROOT)('a machine on which a command is missing', () => {
  it.each([
    ['gcc', 'gcc libc6-dev'],
    ['readelf', 'binutils'],
    ['strace', 'strace'],
    ['ps', 'procps'],
    ['nsenter', 'util-linux'],
    ['bwrap', 'bubblewrap'],
  ])(
    '%s',
    async (command, packages) => {
      for (const person of PEOPLE) {
        const machine = prepared(notInstalled(command), person);
        expect(await lossesOn(machine, owned.get(person)!.root)).toEqual(NO_POINTS_LOST);
        expect(await troubleOn(machine, person, REFERENCE)).toMatchObject(
          trouble(
            'TOOL_MISSING',
            new RegExp(`这台机器上没有${command}这个命令`),
            new RegExp(`no command ${command} on this machine.*apt-get install -y ${packages}`),
          ),
        );
      }
    },
    60_000,
  );

  it.each(['as', 'ld'])(
    '%s, without which gcc builds nothing',
    async (command) => {
      const machine = prepared(notInstalled(command), 'user');
      expect(await lossesOn(machine, owned.get('user')!.root)).toEqual(NO_POINTS_LOST);
      expect(await troubleOn(machine, 'user', REFERENCE)).toMatchObject(
        trouble(
          'COMPILER_BROKEN',
          new RegExp(`连一个正确的小程序也编译不了：.*${command}`),
          new RegExp(`gcc builds nothing on this machine.*${command}.*npm run doctor`),
        ),
      );
    },
    60_000,
  );

  it('busybox, for a second boot', async () => {
    const machine = prepared(notInstalled('busybox'), 'user');
    expect(await lossesOn(machine, owned.get('user')!.root, ['lab-08/watcher', '--reference'])).toEqual(
      NO_POINTS_LOST,
    );
  });
});

describe('a machine on which bubblewrap', () => {
  it.runIf(NAMESPACES_TO_SPARE).each([
    ['gets no user namespaces', NO_USER_NAMESPACES, /user\.max_user_namespaces=0/],
    ['may mount no /proc', MASKED_PROC, /遮盖了\/proc|masks parts of \/proc/],
  ])(
    '%s',
    async (_, machine, cause) => {
      chmodSync(owned.get('root')!.root, 0o755);
      expect(await lossesOn(machine, owned.get('root')!.root)).toEqual(NO_POINTS_LOST);
      expect(await troubleOn(machine, 'root', REFERENCE)).toMatchObject(
        trouble('SANDBOX_START', cause, cause),
      );
    },
    60_000,
  );

  it.each([
    ['namespaces', /seccomp过滤器禁止创建命名空间/, /seccomp filter forbids new namespaces/],
    ['mounts', /AppArmor配置禁止挂载/, /AppArmor profile forbids mounts/],
  ] as const)(
    'is refused %s',
    async (what, zh, en) => {
      const folder = folderOf('root', what);
      chmodSync(folder, 0o755);
      const machine = refusing(folder)(what);
      expect(await lossesOn(machine, owned.get('root')!.root)).toEqual(NO_POINTS_LOST);
      expect(await troubleOn(machine, 'root', REFERENCE)).toMatchObject(trouble('SANDBOX_START', zh, en));
    },
    60_000,
  );
});

describe('an installation that is not whole', () => {
  it.each(['labinit', 'skip-others.so', 'slow-threads.o'])(
    'without %s',
    async (name) => {
      const { root } = owned.get('root')!;
      const path = join(root, 'packages/sandbox/dist', name);
      renameSync(path, `${path}.away`);
      try {
        const args = ['lab-07/two-threads', '--reference'];
        expect(await lossesOn([], root, args)).toEqual(NO_POINTS_LOST);
        expect(await troubleOn([], 'root', args)).toMatchObject(
          trouble('NOT_BUILT', /读不了构建时生成的.*npmrunsetup/, /What the build makes.*npm run setup/),
        );
      } finally {
        renameSync(`${path}.away`, path);
      }
    },
    60_000,
  );
});

describe('a result that cannot be printed', () => {
  it('is told as that', async () => {
    const { root } = owned.get('root')!;
    const full: Machine = ['sh', '-c', 'exec "$@" >/dev/full', 'sh'];
    expect(await troubleOn(full, 'root', REFERENCE)).toMatchObject(
      trouble(
        'OUTPUT_UNWRITABLE',
        /标准输出写不进去（ENOSPC）/,
        /standard output cannot be written \(ENOSPC\)/,
      ),
    );
    const closed: Machine = ['sh', '-c', '"$@" | true', 'sh'];
    expect((await gradeOn(closed, root, REFERENCE)).stderr).toBe('');
  });

  it('and a status line that cannot be shown is no trouble', async () => {
    const full: Machine = ['sh', '-c', 'exec "$@" 2>/dev/full', 'sh'];
    const { exitCode } = await gradeOn(full, owned.get('root')!.root, ['lab-08/ticker', '--reference']);
    expect(exitCode).toBe(0);
  });
});

describe.runIf(IS_ROOT).each(PEOPLE)('for %s, a full disk', (person) => {
  it('under --out: the verdict is printed, and what was saved before stays', async () => {
    const { root } = owned.get(person)!;
    const out = folderOf(person, 'out');
    const saving = [...REFERENCE, '--out', out];
    expect((await gradeOn(prepared('true', person), root, saving)).exitCode).toBe(0);
    const before = readFileSync(join(out, 'verdict.json'), 'utf8');
    const machine = looking(
      prepared(fullDisk(out, 8), person),
      `ls -A ${out} ${out}/logs; cat ${out}/verdict.json`,
    );
    const told = await troubleOn(machine, person, saving);
    expect(told).toMatchObject(
      trouble(
        'OUT_UNWRITABLE',
        /结果存不进.*（ENOSPC）.*剩余空间/,
        /could not be saved in .* \(ENOSPC\).*the space left/,
      ),
    );
    expect(told.stdout).toContain('100 of 100 points');
    expect(told.stdout).toContain(before.trim());
    expect(told.stdout).not.toContain('.tmp');
  });

  it.each([0, 8])(
    'under TMPDIR, with %s KiB left',
    async (left) => {
      const { root } = owned.get(person)!;
      const folder = folderOf(person, `tmp-${left}`);
      const machine = ['env', `TMPDIR=${folder}`, ...prepared(fullDisk(folder, left), person)];
      expect(await lossesOn(machine, root)).toEqual(NO_POINTS_LOST);
      expect(await troubleOn(machine, person, REFERENCE)).toMatchObject(
        trouble('TRACE_FILE', /strace的记录存不进.*TMPDIR/, /What strace writes cannot be kept .*TMPDIR/),
      );
    },
    60_000,
  );

  it('under the bundle of a lab that is newer: the old bundle stays', async () => {
    const { root } = owned.get(person)!;
    const dist = join(root, LAB, 'dist');
    const same = `ls -A ${dist}; cmp ${dist}/lab.cjs ${root}/old.cjs && echo the same`;
    copyFileSync(join(dist, 'lab.cjs'), join(root, 'old.cjs'));
    const machine = looking(prepared(fullDisk(dist), person), same);
    const told = await whileNewer(root, () => troubleOn(machine, person, REFERENCE));
    expect(told).toMatchObject(
      trouble('LAB_BUILD', /重新构建失败：ENOSPC.*剩余空间/, /could not be built: ENOSPC.*the space left/),
    );
    expect(told.stdout).toBe('.used\nlab.cjs\nthe same');
  });

  it('under a submission that is to begin', async () => {
    const lab = join(owned.get(person)!.root, LAB);
    const machine = looking(prepared(fullDisk(lab), person), `ls -A ${lab}`);
    const told = await troubleOn(machine, person, ['lab-01/siblings']);
    expect(told).toMatchObject(
      trouble('SUBMISSION_BEGIN', /不能建立.*（ENOSPC）/, /could not be made \(ENOSPC\)/),
    );
    expect(told.stdout).toContain('starter');
    expect(told.stdout).not.toContain('submission');
  });
});

describe.runIf(IS_ROOT).each(PEOPLE)('for %s, what is read-only', (person) => {
  it('is no trouble for a submission, nor for an installation', async () => {
    const { root } = owned.get(person)!;
    const submission = join(root, 'solutions/lab-01-fork-loops/reference');
    for (const [path, args] of [
      [submission, ['lab-01/siblings', '--submission', submission]],
      [root, REFERENCE],
    ] as const)
      expect((await gradeOn(prepared(readOnly(path), person), root, args)).exitCode).toBe(0);
  });

  it('is told where something is to be written', async () => {
    const { root } = owned.get(person)!;
    const out = folderOf(person, 'read-only');
    expect(
      await troubleOn(prepared(readOnly(out), person), person, [...REFERENCE, '--out', join(out, 'new')]),
    ).toMatchObject(trouble('OUT_UNWRITABLE', /（EROFS）/, /\(EROFS\)/));
    const machine = prepared(readOnly(root), person);
    expect(await troubleOn(machine, person, ['lab-01/siblings'])).toMatchObject(
      trouble('SUBMISSION_BEGIN', /不能建立.*（EROFS）/, /could not be made \(EROFS\)/),
    );
    expect(await whileNewer(root, () => troubleOn(machine, person, REFERENCE))).toMatchObject(
      trouble('LAB_BUILD', /EROFS.*权限/, /EROFS.*permissions/),
    );
  });
});

/** Looks with a shell command at what is left, on that machine: its disks go with it. */
function looking(machine: Machine, command: string): Machine {
  return [...machine, 'sh', '-c', `"$@"; status=$?; ${command}; exit $status`, 'sh'];
}

/** Does something while lab-01 is newer than its bundle. */
async function whileNewer<T>(root: string, work: () => Promise<T>): Promise<T> {
  const lab = join(root, LAB, 'lab.ts');
  const { atime, mtime } = statSync(lab);
  utimesSync(lab, new Date(), new Date());
  try {
    return await work();
  } finally {
    utimesSync(lab, atime, mtime);
  }
}
