import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './bundle.ts';
import { LABINIT, program } from './support.ts';

const AS_UID_1000 = ['setpriv', '--reuid', '1000', '--regid', '1000', '--clear-groups'];
const PROGRAMS = ['identity', 'detach', 'fork-bomb', 'eat-memory', 'flood', 'fork-order', 'variables'];
const USERS: { name: string; command: string[]; uid: number | undefined }[] =
  process.getuid?.() === 0
    ? [
        { name: 'root', command: [], uid: 0 },
        { name: 'an ordinary user', command: AS_UID_1000, uid: 1000 },
      ]
    : [{ name: 'this ordinary user', command: [], uid: process.getuid?.() }];

let folder: string;
let fixture: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proclab-user-'));
  await chmod(folder, 0o755);
  fixture = await bundle('core-promises', folder);
  for (const part of ['labinit', 'skip-others.so'])
    await copyFile(join(dirname(LABINIT), part), join(folder, part));
  for (const name of PROGRAMS) await writeFile(join(folder, name), await program(name), { mode: 0o755 });
});

afterAll(() => rm(folder, { recursive: true }));

describe.each(USERS)('started by $name', ({ command, uid }) => {
  it('a sandbox keeps its promises', async () => {
    const contained = { named: true, within: true, stopped: true };
    const line = [...command, process.execPath, fixture, join(folder, 'labinit'), folder];
    const { stdout } = await execa('env', line, { cwd: '/' });
    expect(JSON.parse(stdout)).toEqual({
      uid,
      identity: expect.stringMatching(/^uid 0 0 gid 0 0\n(?:Cap\w+:\t0+\n){5}NoNewPrivs:\t1\n$/),
      daemon: { ppid: 1, tty: null, exe: '/home/student/detach' },
      ps: { rows: 3, trouble: null, disagreements: [] },
      forkBomb: contained,
      memory: contained,
      flood: contained,
      traced: true,
      variable: { mapping: '[stack]', isPid: true },
      compiled: true,
    });
  });
});
