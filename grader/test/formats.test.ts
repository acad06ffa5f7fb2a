import { lstatSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '@proclab/reporters/formats';
import { wantedFormats } from '../src/cli/formats.ts';
import { readOptions } from '../src/cli/options.ts';
import { ROOT, folderWith, grade, scratchFolder } from './support.ts';

const broken = () => folderWith({ 'siblings.c': 'int main(' });

describe('--format', () => {
  it('writes as many files as are asked for, beside the usual report', async () => {
    const folder = scratchFolder();
    const names = [
      'junit',
      'gradescope',
      'classroom',
      'github-summary',
      'github-annotations',
      'json',
      'terminal',
    ];
    const formats = names.flatMap((name) => ['--format', `${name}=${join(folder, 'made/here', name)}`]);
    const { exitCode, stdout } = await grade(['lab-01/siblings', '--submission', broken(), ...formats]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('siblings did not compile');
    expect(readdirSync(join(folder, 'made/here')).sort()).toEqual(names.sort());
    const read = (name: string) => readFileSync(join(folder, 'made/here', name), 'utf8');
    const verdict = JSON.parse(read('json'));
    for (const name of ['junit', 'gradescope', 'classroom', 'github-summary', 'github-annotations'] as const)
      expect(read(name)).toBe(FORMATS[name]([verdict], 'en'));
    expect(read('terminal').trimEnd()).toBe(stdout);
  });

  it('without a file prints that format alone, in the language asked for', async () => {
    const args = ['--submission', broken(), '--format', 'junit', '--lang', 'zh'];
    const { exitCode, stdout } = await grade(['lab-01/siblings', ...args]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^<\?xml [^]*<\/testsuites>$/);
    expect(stdout).toContain('没有通过编译');
  });

  it('serves verdicts that are computed again', async () => {
    const out = scratchFolder();
    await grade(['lab-01/siblings', '--submission', broken(), '--out', out]);
    const args = ['judge', join(out, 'evidence.json'), '--format', 'gradescope'];
    const { exitCode, stdout } = await execa('node', [join(ROOT, 'grader/bin/proclab.cjs'), ...args], {
      reject: false,
      env: { LC_ALL: 'C' },
    });
    expect(exitCode).toBe(1);
    expect(`${stdout}\n`).toBe(
      FORMATS.gradescope([JSON.parse(readFileSync(join(out, 'verdict.json'), 'utf8'))], 'en'),
    );
  });

  it('writes to a device as it comes, and to the file that a link leads to', async () => {
    const folder = folderWith({ 'target.xml': 'old' });
    symlinkSync('target.xml', join(folder, 'link.xml'));
    const formats = ['--format', 'gradescope=/dev/null', '--format', `junit=${join(folder, 'link.xml')}`];
    const { exitCode } = await grade(['lab-01/siblings', '--submission', broken(), ...formats]);
    expect(exitCode).toBe(1);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    expect(lstatSync(join(folder, 'link.xml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'target.xml'), 'utf8')).toContain('<testsuites>');
    expect(readdirSync(folder).sort()).toEqual(['link.xml', 'target.xml']);
  });

  it.each([
    [['--format', 'pdf'], 'FORMAT_UNKNOWN', 'junit'],
    [['--format', 'pdf=\x1b[2J'], 'FORMAT_UNKNOWN', 'junit'],
    [['--format', 'junit='], 'OPTION_VALUE', 'junit='],
    [['--format', 'junit', '--format', 'gradescope'], 'FORMATS_CLASH', 'junit, gradescope'],
    [['--json', '--format', 'junit'], 'FORMATS_CLASH', 'json, junit'],
  ])('%j: %s', async (args, code, words) => {
    const { exitCode, stdout, stderr } = await grade(['lab-01', '--reference', ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.startsWith(`${code}: `)).toBe(true);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('\x1b');
  });

  it('tells when a file cannot be written, and leaves by 3', async () => {
    const args = ['lab-01/siblings', '--submission', broken(), '--format', 'junit=/proc/nowhere/report.xml'];
    const { exitCode, stderr } = await grade(args);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('OUT_UNWRITABLE: ');
  });
});

describe('wantedFormats', () => {
  it.each([
    [{}, { printed: 'terminal', files: [] }],
    [{ json: true }, { printed: 'json', files: [] }],
    [
      { json: true, format: ['json'] },
      { printed: 'json', files: [] },
    ],
    [{ format: ['junit=a=b.xml'] }, { printed: 'terminal', files: [{ format: 'junit', file: 'a=b.xml' }] }],
  ])('%j', (options, wanted) => {
    expect(wantedFormats({ positionals: [], ...options })).toEqual(wanted);
  });

  it.each([
    [['lab-01'], { format: 'junit=a.xml' }],
    [['lab-01', 'junit=a.xml'], { format: 'true' }],
  ])('that npm kept or took apart: %j %j', (args, kept) => {
    const told = Object.entries(kept).map(([name, value]) => [`npm_config_${name}`, value]);
    const env = { npm_lifecycle_event: 'grade', ...Object.fromEntries(told) };
    expect(readOptions(args, env)).toEqual({ format: ['junit=a.xml'], positionals: ['lab-01'] });
  });
});
