import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { canGrade, examine } from '../../src/doctor/index.ts';
import {
  LONELY_ROOT,
  MASKED_PROC,
  NAMESPACES_TO_SPARE,
  NO_USER_NAMESPACES,
  ORDINARY_USER,
  examineOn,
  pathWithout,
  prepareFolder,
} from './machines.ts';

let folder: string;

afterEach(() => {
  vi.unstubAllEnvs();
});

beforeAll(async () => {
  folder = await prepareFolder();
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
    const PATH = pathWithout(folder, 'bwrap', 'strace', 'nm');
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
    const { of } = examineOn([join(folder, 'container')], folder);
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
});
