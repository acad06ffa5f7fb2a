import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { canGrade, examine } from '../../src/doctor/index.ts';
import {
  IS_ROOT,
  LONELY_ROOT,
  MASKED_PROC,
  NAMESPACES_TO_SPARE,
  NO_USER_NAMESPACES,
  ORDINARY_USER,
  UNLIKE,
  fullDisk,
  notInstalled,
  pathWithout,
  prepared,
  refusing,
} from '../machines/machines.ts';
import { examineOn, prepareFolder } from './examine-on.ts';

let folder: string;
let refuse: ReturnType<typeof refusing>;

afterEach(() => {
  vi.unstubAllEnvs();
});

beforeAll(async () => {
  folder = await prepareFolder();
  refuse = refusing(folder);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function helpersAlive(): string[] {
  const listed = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'comm='], { encoding: 'utf8' });
  return listed.match(/bwrap|strace|gcc|nsenter/g) ?? [];
}

describe('this machine', () => {
  it('can grade', async () => {
    const examination = await examine();
    expect(examination.probes.filter(({ status }) => status === 'missing')).toEqual([]);
    expect(canGrade(examination)).toBe(true);
  });

  it('can grade as an ordinary user', () => {
    const examination = examineOn(ORDINARY_USER, folder);
    expect(examination.of('ordinary-user').found.en).toMatch(/^running as uid [1-9]/);
    expect(examination.level).not.toBe('missing');
  });

  it('keeps nothing of the examination', async () => {
    const scratch = mkdtempSync(join(folder, 'tmp-'));
    chmodSync(scratch, 0o777);
    vi.stubEnv('TMPDIR', scratch);
    await examine();
    expect(readdirSync(scratch)).toEqual([]);
    expect(helpersAlive()).toEqual([]);
  });
});

describe('a machine that lacks something', () => {
  it('commands', () => {
    const PATH = pathWithout(folder, 'bwrap', 'strace', 'readelf');
    const examination = examineOn([], folder, { PATH });
    expect(examination.level).toBe('missing');
    expect(examination.of('symbol-reader').remedy?.en).toBe('sudo apt-get install -y binutils');
    expect(examination.of('bubblewrap').remedy?.en).toBe('sudo apt-get install -y bubblewrap');
    expect(examination.of('user-namespaces').remedy).toEqual(examination.of('bubblewrap').remedy);
    expect(examination.of('tracing').status).toBe('missing');
    expect(examination.of('c-compiler').status).toBe('ok');
  });

  it('strace alone', () => {
    const { of } = examineOn([], folder, { PATH: pathWithout(folder, 'strace') });
    expect(of('tracing').remedy?.en).toBe('sudo apt-get install -y strace');
    expect(of('ps-inside').status).toBe('ok');
  });

  it('namespaces, by the seccomp filter of its container', () => {
    const { of } = examineOn(refuse('namespaces'), folder);
    expect(of('user-namespaces').found.en).toBe("the container's seccomp filter forbids new namespaces");
    expect(of('user-namespaces').remedy?.en).toContain('--security-opt seccomp=unconfined');
    expect(of('c-compiler').status).toBe('ok');
  });

  it.runIf(NAMESPACES_TO_SPARE)('user namespaces, by a limit of 0', () => {
    const { of } = examineOn(NO_USER_NAMESPACES, folder);
    expect(of('user-namespaces').status).toBe('missing');
    expect(of('user-namespaces').remedy?.en).toContain('sudo sysctl -w user.max_user_namespaces=');
    expect(of('tracing').remedy).toEqual(of('user-namespaces').remedy);
  });

  it.runIf(NAMESPACES_TO_SPARE)('a whole /proc', () => {
    const { of } = examineOn(MASKED_PROC, folder);
    expect(of('user-namespaces').status).toBe('ok');
    expect(of('private-proc').status).toBe('missing');
    expect(of('private-proc').remedy?.en).toContain('--security-opt systempaths=unconfined');
  });

  it.runIf(NAMESPACES_TO_SPARE)('any user but root', () => {
    const { of, level } = examineOn(LONELY_ROOT, folder);
    expect(level).toBe('missing');
    expect(of('ordinary-user').found.en).toMatch(/^root cannot become an ordinary user here/);
  });

  it('tracing, by the kernel', () => {
    const { of } = examineOn(refuse('tracing'), folder);
    expect(of('tracing').status).toBe('missing');
    expect(of('tracing').found.en).toContain('the kernel refuses ptrace');
    expect(of('ps-inside').status).toBe('ok');
  });

  it('capabilities in its user namespaces, by AppArmor', () => {
    const { of } = examineOn(refuse('mounts'), folder);
    expect(of('user-namespaces').found.en).toBe("the container's AppArmor profile forbids mounts");
    expect(of('user-namespaces').remedy?.en).toContain('--security-opt apparmor=unconfined');
  });

  it('limits for System V IPC, by an old kernel', () => {
    const { of, level } = examineOn(refuse('settings'), folder);
    expect(of('system-v').status).toBe('weak');
    expect(level).toBe('weak');
  });

  it('a folder for temporary files', () => {
    const { of } = examineOn([], folder, { TMPDIR: '/nowhere' });
    expect(of('temporary-files').status).toBe('missing');
    expect(of('temporary-files').found.en).toBe('no temporary file can be written in /nowhere (ENOENT)');
    expect(of('temporary-files').remedy?.en).toContain('TMPDIR=');
  });
});

describe.runIf(IS_ROOT)('a machine that root has made', () => {
  it.each(Object.entries(UNLIKE))('%s: it can grade, for both', (_, command) => {
    for (const person of ['root', 'user'] as const) {
      const { probes } = examineOn(prepared(command, person), folder);
      expect(probes.filter(({ status }) => status !== 'ok')).toEqual([]);
    }
  });

  it('says which control groups there are', () => {
    const found = (name: string, person: 'root' | 'user') =>
      examineOn(prepared(UNLIKE[name]!, person), folder).of('cgroups').found.en;
    expect(found('no control groups', 'user')).toMatch(/^no memory and pids controllers;/);
  });

  it.each([
    ['gcc', 'c-compiler', 'gcc libc6-dev'],
    ['as', 'c-compiler', 'binutils'],
    ['readelf', 'symbol-reader', 'binutils'],
    ['strace', 'tracing', 'strace'],
    ['ps', 'ps-inside', 'procps'],
    ['nsenter', 'ps-inside', 'util-linux'],
    ['bwrap', 'bubblewrap', 'bubblewrap'],
    ['busybox', 'second-boot', 'busybox'],
  ])('without %s', (command, probe, packages) => {
    const { of } = examineOn(prepared(notInstalled(command), 'user'), folder);
    expect(of(probe).status).toBe('missing');
    expect(of(probe).remedy?.en).toBe(`sudo apt-get install -y ${packages}`);
  });

  it('with a full disk', () => {
    const full = mkdtempSync(join(folder, 'full-'));
    chmodSync(full, 0o777);
    const { of } = examineOn(prepared(fullDisk(full), 'user'), folder, { TMPDIR: full });
    expect(of('temporary-files').found.en).toBe(`no temporary file can be written in ${full} (ENOSPC)`);
  });
});
