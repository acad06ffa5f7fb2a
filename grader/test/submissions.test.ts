import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, grade, scratchFolder } from './support.ts';

const GOOD = 'int main(void) { return 0; }\n';

/** Makes a folder that cannot be taken, by what is wrong with it. */
const BAD: Readonly<Record<string, readonly [make: (folder: string) => void, words: string]>> = {
  'nothing in it': [() => {}, 'no .c file'],
  'a symbolic link': [(folder) => symlinkSync('/etc/passwd', join(folder, 'siblings.c')), 'symbolic link'],
  'a FIFO': [(folder) => execFileSync('mkfifo', [join(folder, 'siblings.c')]), 'not a regular file'],
  'a folder with the name of a file': [
    (folder) => mkdirSync(join(folder, 'siblings.c')),
    'not a regular file',
  ],
  'a gigabyte': [
    (folder) => (
      writeFileSync(join(folder, 'siblings.c'), ''),
      truncateSync(join(folder, 'siblings.c'), 2 ** 30)
    ),
    '1073741824 bytes',
  ],
  'text that is not UTF-8': [
    (folder) => writeFileSync(join(folder, 'siblings.c'), Buffer.from([0x2f, 0x2f, 0xd6, 0xd0])),
    'not UTF-8',
  ],
  'blanks in a name': [(folder) => writeFileSync(join(folder, 'my siblings.c'), GOOD), '"my siblings.c"'],
  'a newline and escapes in a name': [
    (folder) => writeFileSync(join(folder, 'a\n\x1b[2Jb.c'), GOOD),
    'a\\n\\u{1b}[2Jb.c',
  ],
  'a name that looks like an option': [
    (folder) => writeFileSync(join(folder, '-fplugin=x.c'), GOOD),
    '-fplugin=x.c',
  ],
  'thousands of files': [
    (folder) => Array.from({ length: 300 }, (_, i) => writeFileSync(join(folder, `f${i}.c`), GOOD)),
    'too many',
  ],
};

describe('a submission that cannot be taken is named, and nothing is lost', () => {
  it.each(Object.entries(BAD))('%s', async (_, [make, words]) => {
    const folder = scratchFolder();
    make(folder);
    const before = execFileSync('ls', ['-lA', folder]).toString();
    const { exitCode, stdout, stderr } = await grade(['lab-01/siblings', '--submission', folder]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^ +at |\x1b/m);
    expect(execFileSync('ls', ['-lA', folder]).toString()).toBe(before);
  });

  it('a file that may not be read', async () => {
    const folder = folderWith({ 'siblings.c': GOOD });
    chmodSync(join(folder, 'siblings.c'), 0);
    chmodSync(folder, 0o755);
    const asUser = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};
    const { installation } = await import('./support.ts');
    const root = installation();
    chmodSync(root, 0o755);
    const { exitCode, stderr } = await grade(['lab-01/siblings', '--submission', folder], {
      root,
      cwd: '/',
      ...asUser,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('may not be read');
  });
});

describe('a submission that can be taken', () => {
  it('may hold other files, headers and a byte order of its own', async () => {
    const folder = folderWith({
      'siblings.c': '#include "mine.h"\nint main(void) { return ZERO; }\n',
      'mine.h': '#define ZERO 0\n',
      'notes.txt': Buffer.from([0xff, 0xfe]),
      'a.out': Buffer.from([0x7f, 0x45]),
    });
    const { exitCode, stdout } = await grade(['lab-01/siblings', '--submission', folder, '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).exercises[0].build.status).toBe('built');
  });

  it('without the file of an exercise is told which one', async () => {
    const folder = folderWith({ 'other.c': GOOD });
    const { exitCode, stdout } = await grade(['lab-01/siblings', '--submission', folder]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('siblings.c');
    const { exercises } = JSON.parse(
      (await grade(['lab-01/siblings', '--submission', folder, '--json'])).stdout,
    );
    expect(exercises[0].build.status).toBe('missing');
    expect(new Set(exercises[0].checks.map((check: { status: string }) => check.status))).toEqual(
      new Set(['not-checked']),
    );
  });

  it('that does not compile is shown the compiler’s words', async () => {
    const folder = folderWith({ 'siblings.c': 'int main(void) { return nothing; }\n' });
    const { exitCode, stdout } = await grade(['lab-01/siblings', '--submission', folder]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('siblings.c:1:25: error: ‘nothing’ undeclared');
    expect(stdout).toContain('return nothing;');
  });

  it('is the same after being graded', async () => {
    const folder = folderWith({ 'siblings.c': GOOD });
    await grade(['lab-01/siblings', '--submission', folder]);
    expect(readFileSync(join(folder, 'siblings.c'), 'utf8')).toBe(GOOD);
    expect(execFileSync('ls', ['-A', folder]).toString()).toBe('siblings.c\n');
  });
});
