import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { gradePullRequest, type Graded } from '../../grade-pr/grade-pull-request.ts';
import { commands, statusOf, summary, textReport } from '../../grade-pr/report.ts';
import { ROOT, TestRepository, type Files } from './repository.ts';

const LAB = 'lab-01-fork-loops';
const FOLDER = `labs/${LAB}/submission`;
/** Is graded at once: it does not compile. */
const BROKEN = 'int main(';
/** What may not stand in a log or a summary as it is. */
const NASTY = 'a\n::error::forged\u001b[2J\u202e`<b>|##[error].c';

let repository: TestRepository;
let out: string;

beforeAll(async () => {
  repository = await TestRepository.with({
    ...TestRepository.ours('starter', LAB),
    'package.json': '{"scripts":{}}',
    '.github/workflows/grade.yml': 'on: pull_request_target\n',
    [`labs/${LAB}/lab.ts`]: 'export default 1;\n',
    'grader/bin/proclab.cjs': '// base\n',
  });
  out = mkdtempSync(join(tmpdir(), 'proclab-pr-out-'));
});

afterAll(async () => {
  await repository.remove();
  rmSync(out, { recursive: true, force: true });
});

// Nothing of a head is run outside the sandbox, whatever the test is about.
afterEach(() => {
  if (existsSync(repository.canary)) throw new Error('something of the head was run');
});

function request(base: string, head: string, saved: string | null = null): Promise<Graded> {
  const repositories = { root: ROOT, repository: repository.folder };
  return gradePullRequest({ ...repositories, base, head, out: saved, language: 'en' });
}

let heads = 0;

/** Grades a pull request that differs from the base in these files. */
async function graded(files: Files, base = 'base', saved: string | null = null): Promise<Graded> {
  const head = `head-${(heads += 1)}`;
  await repository.commit(head, files);
  return request(base, head, saved);
}

/** What all reports of it say, after a look at whether each can be printed. */
function told(result: Graded): string {
  const text = textReport(result, 'en');
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text).not.toMatch(/^\s*::/m);
  const markdown = summary(result, 'en');
  expect(markdown).not.toContain('##[');
  expect(markdown).not.toContain('<b>|');
  const annotations = commands(result, 'en');
  expect(
    annotations.split('\n').every((line) => line === '' || /^::(error|warning|notice) /.test(line)),
  ).toBe(true);
  return text + markdown + annotations;
}

describe('a submission', () => {
  it('that is right gets all points', async () => {
    const result = await graded(TestRepository.ours('reference', LAB), 'base', out);
    expect(statusOf(result)).toBe(0);
    expect(result.outcomes.get(LAB)).toMatchObject({
      kind: 'graded',
      verdict: { submission: FOLDER, points: { earned: 300, possible: 300 } },
    });
    expect(result).toMatchObject({ removed: [], unknown: [], others: [] });
    expect(readdirSync(join(out, LAB)).sort()).toEqual(['evidence.json', 'logs', 'verdict.json']);
    expect(JSON.parse(readFileSync(join(out, LAB, 'verdict.json'), 'utf8'))).toMatchObject({
      submission: FOLDER,
    });
    expect(commands(result, 'en')).not.toContain('::error');
  });

  it('that is wrong is told line by line', async () => {
    const reference = TestRepository.ours('reference', LAB);
    const source = Buffer.from(reference[`${FOLDER}/siblings.c`] as Uint8Array).toString();
    const wrong = source.replace(/\bwait(pid)?\([^;]*\)/g, '-1');
    expect(wrong).not.toBe(source);
    const result = await graded({ ...reference, [`${FOLDER}/siblings.c`]: wrong });
    expect(statusOf(result)).toBe(1);
    const all = told(result);
    expect(all).toMatch(
      new RegExp(`^::error file=${FOLDER}/siblings.c,line=\\d+,col=\\d+,title=lab-01/siblings `, 'm'),
    );
    expect(all).toContain('<details><summary>lab-01/siblings <b>');
  });

  it('counts as it is in the commit, not as the base has moved on', async () => {
    await repository.commit('moved-on', { 'docs/new.md': 'new', 'package.json': '{}' });
    const result = await graded({ [`${FOLDER}/siblings.c`]: BROKEN }, 'moved-on');
    expect(result.others).toEqual([]);
    expect([...result.outcomes.keys()]).toEqual([LAB]);
  });
});

describe('what else a pull request changes is named and has no effect', () => {
  it('grader, labs, workflow, npm scripts, .npmrc, git attributes and hooks', async () => {
    const node = `require('node:child_process').execSync(${JSON.stringify(repository.trap)});\n`;
    const others = {
      'package.json': `{"scripts":{"preinstall":"${repository.trap}","grade:pr":"${repository.trap}","setup":"${repository.trap}"}}`,
      '.npmrc': `script-shell=/bin/false\nnode-options=--require ./evil.cjs\n`,
      'evil.cjs': node,
      'node_modules/execa/index.js': node,
      'grader/bin/proclab.cjs': node,
      'grader/dist/grade.cjs': node,
      [`labs/${LAB}/lab.ts`]: node,
      [`labs/${LAB}/dist/lab.cjs`]: node,
      'scripts/grade-pr.ts': node,
      '.github/workflows/grade.yml': `on: pull_request_target\njobs: {a: {steps: [{run: "${repository.trap}"}]}}\n`,
      '.gitattributes': '* filter=trap diff=trap merge=trap text eol=crlf ident\n',
      '.git-hooks/post-checkout': { mode: '100755', text: `#!/bin/sh\n${repository.trap}\n` },
      vendor: { mode: '160000', text: 'b'.repeat(40) },
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "${repository.trap}"\n\tupdate = !${repository.trap}\n`,
    } as const;
    const result = await graded({
      ...others,
      ...TestRepository.ours('reference', LAB),
      [`${FOLDER}/.gitattributes`]: '* filter=trap diff=trap\n',
      [`${FOLDER}/package.json`]: `{"scripts":{"install":"${repository.trap}"}}`,
      [`${FOLDER}/node_modules/diff/index.js`]: node,
      [`${FOLDER}/.npmrc`]: 'node-options=--require ./evil.cjs\n',
      [`${FOLDER}/evil.cjs`]: node,
      [`${FOLDER}/Makefile`]: `all:\n\t${repository.trap}\n`,
      [`${FOLDER}/gcc`]: { mode: '100755', text: `#!/bin/sh\n${repository.trap}\n` },
      [`${FOLDER}/install.sh`]: { mode: '100755', text: `#!/bin/sh\n${repository.trap}\n` },
    });
    expect(statusOf(result)).toBe(0);
    expect([...result.others].sort()).toEqual(Object.keys(others).sort());
    for (const path of Object.keys(others)) expect(textReport(result, 'zh')).toContain(path);
  });

  it('a program that tries for itself stays in the sandbox', async () => {
    const program = `#include <stdlib.h>\nint main(void) { return system(${JSON.stringify(repository.trap)}); }\n`;
    const result = await graded({ [`${FOLDER}/siblings.c`]: program });
    expect(statusOf(result)).toBe(1);
  });

  it('no lab at all: there is nothing to grade', async () => {
    const result = await graded({ 'README.md': 'hello', [`labs/${LAB}/README.md`]: 'hello' });
    expect(statusOf(result)).toBe(0);
    expect(told(result)).toContain('touches no submission that can be graded');
    expect(result.others).toEqual(['README.md', `labs/${LAB}/README.md`]);
  });

  it('a lab that the base does not have', async () => {
    const result = await graded({
      'labs/lab-99-new/lab.ts': 'x',
      'labs/lab-99-new/submission/a.c': BROKEN,
      [`labs/LAB-01-fork-loops/submission/siblings.c`]: BROKEN,
      'labs/../lab-01-fork-loops': null,
    });
    expect(statusOf(result)).toBe(0);
    expect(result).toMatchObject({
      unknown: ['LAB-01-fork-loops', 'lab-99-new'],
      others: ['labs/lab-99-new/lab.ts'],
    });
    expect(told(result)).toContain('the base has no such labs');
  });

  it('names that try to be more than names', async () => {
    const result = await graded({
      [`docs/${NASTY}`]: 'x',
      [`labs/${NASTY}/submission/a.c`]: BROKEN,
      [`${FOLDER}/${NASTY.slice(0, -2)}`]: 'not taken',
      [`${FOLDER}/siblings.c`]: BROKEN,
    });
    expect(statusOf(result)).toBe(1);
    expect(told(result)).toContain('docs/a\\n::error::forged\\u{1b}');
  });
});

describe('a submission that cannot be taken', () => {
  const commit = 'a'.repeat(40);
  const link = (text: string) => ({ mode: '120000', text }) as const;

  it.each<[string, Files, string]>([
    [
      'a link',
      { [`${FOLDER}/siblings.c`]: link('/etc/passwd') },
      '"siblings.c" cannot be taken: it is a symbolic link',
    ],
    [
      'a link beside it',
      { [`${FOLDER}/notes`]: link('../../../..') },
      '"notes" cannot be taken: it is a symbolic link',
    ],
    [
      'a link in place of the folder',
      {
        [`${FOLDER}/siblings.c`]: null,
        [`${FOLDER}/states.c`]: null,
        [`${FOLDER}/private-memory.c`]: null,
        [FOLDER]: link('../../solutions'),
      },
      'submission" cannot be taken: it is a symbolic link',
    ],
    [
      'a submodule',
      { [`${FOLDER}/library`]: { mode: '160000', text: commit } },
      '"library" cannot be taken: it is a submodule',
    ],
    [
      'names that differ in case',
      { [`${FOLDER}/Siblings.c`]: BROKEN },
      'differs from "Siblings.c" in case alone',
    ],
    ['a name with everything', { [`${FOLDER}/${NASTY}`]: BROKEN }, 'its name has blanks, newlines'],
    [
      'a folder that is called like a file',
      { [`${FOLDER}/x.c/y`]: 'x' },
      '"x.c" cannot be taken: it is not a file',
    ],
    ['no UTF-8', { [`${FOLDER}/siblings.c`]: Buffer.from([0xff, 0xfe]) }, 'not UTF-8'],
    [
      'no C file',
      {
        [`${FOLDER}/siblings.c`]: null,
        [`${FOLDER}/states.c`]: null,
        [`${FOLDER}/private-memory.c`]: null,
        [`${FOLDER}/README`]: 'x',
      },
      'There is no .c file',
    ],
    ['100 MB', { [`${FOLDER}/siblings.c`]: { zeros: 100_000_000 } }, '100000000 bytes are too many'],
    [
      'files that are large together',
      Object.fromEntries(
        Array.from({ length: 9 }, (_, index) => [`${FOLDER}/part-${index}.c`, { zeros: 1_000_000 }]),
      ),
      'bytes are too many; 8388608 at most',
    ],
    [
      'ten thousand files',
      Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`${FOLDER}/f${index}.c`, `${index}`])),
      'files, and 200 are the most',
    ],
  ])('%s', async (_, files, words) => {
    const result = await graded({ ...files, 'README.md': 'changed' });
    expect(statusOf(result)).toBe(2);
    expect(result.others).toEqual(['README.md']);
    const all = told(result);
    expect(all).toContain(words);
    expect(all).toMatch(new RegExp(`^::error title=${LAB}::SUBMISSION_`, 'm'));
  });

  it('by names that only a forged tree can have', async () => {
    const blob = await repository.git(['hash-object', '-w', '--', 'package.json']);
    for (const name of ['../../../../../../tmp/x.c', '..', '.git', 'a/b.c']) {
      const head = await forged(name, blob);
      const result = await request('base', head);
      expect(statusOf(result)).toBe(2);
    }
  });

  it('leaves the others to be graded', async () => {
    const result = await graded({
      [`${FOLDER}/siblings.c`]: link('/etc/passwd'),
      'labs/lab-02-exec/submission/six-calls.c': BROKEN,
    });
    expect([...result.outcomes].map(([lab, { kind }]) => [lab, kind])).toEqual([
      [LAB, 'refused'],
      ['lab-02-exec', 'graded'],
    ]);
    expect(statusOf(result)).toBe(2);
  });
});

/** A commit whose submission has a file of a name that git itself would not make. */
async function forged(name: string, blob: string): Promise<string> {
  const tree = async (path: string, mode: string, object: string): Promise<string> => {
    const { execa } = await import('execa');
    const input = Buffer.concat([Buffer.from(`${mode} ${path}\0`), Buffer.from(object, 'hex')]);
    const args = ['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'];
    return (await execa('git', args, { cwd: repository.folder, input })).stdout;
  };
  let object = await tree(name, '100644', blob);
  for (const part of ['submission', LAB, 'labs']) object = await tree(part, '40000', object);
  const commit = [
    '-c',
    'user.name=A',
    '-c',
    'user.email=a@example.org',
    'commit-tree',
    '-p',
    'base',
    '-m',
    'x',
    object,
  ];
  return repository.git(commit);
}

describe('large pull requests', () => {
  it('ten thousand other files are named in part', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`docs/f${index}`, `${index}`]),
    );
    const result = await graded(files);
    expect(statusOf(result)).toBe(0);
    expect(result.others).toHaveLength(10_000);
    expect(told(result)).toContain('… and 9950 more');
    expect(summary(result, 'en').length).toBeLessThan(10_000);
  });

  it('a file of 100 MB that is not asked for is not read', async () => {
    const result = await graded({
      [`${FOLDER}/core`]: { zeros: 100_000_000 },
      'docs/core': { zeros: 100_000_000 },
      [`${FOLDER}/siblings.c`]: BROKEN,
    });
    expect(statusOf(result)).toBe(1);
    expect(result.others).toEqual(['docs/core']);
  });

  it('all labs', async () => {
    const labs = readdirSync(join(ROOT, 'labs')).filter((name) => name.startsWith('lab-'));
    const result = await graded(
      Object.fromEntries(labs.map((lab) => [`labs/${lab}/submission/a.c`, BROKEN])),
    );
    expect([...result.outcomes.keys()]).toEqual(labs.sort());
    expect([...result.outcomes.values()].map(({ status }) => status)).toEqual(labs.map(() => 1));
    expect(Buffer.byteLength(summary(result, 'en'))).toBeLessThan(1 << 20);
  });

  it('a submission that is removed is named, and that is all', async () => {
    const files = Object.keys(TestRepository.ours('starter', LAB));
    const result = await graded(Object.fromEntries(files.map((path) => [path, null])));
    expect(statusOf(result)).toBe(0);
    expect(result.removed).toEqual([LAB]);
    expect(told(result)).toContain(LAB);
  });
});

describe('commits that cannot be graded', () => {
  it.each([
    ['nowhere', 'base'],
    ['base', '--output=/tmp/x'],
    ['base', `base:${FOLDER}`],
    ['base', '\n::error::'],
  ])('%j..%j', async (base, head) => {
    await expect(request(base, head)).rejects.toMatchObject({ code: 'REF_UNKNOWN' });
  });

  it('without a common history, as in a shallow clone', async () => {
    await repository.commit('orphan', { 'README.md': 'x' }, null);
    await expect(request('base', 'orphan')).rejects.toMatchObject({ code: 'NO_COMMON_HISTORY' });
  });
});

it('the traps are set: what they are to show would be seen', async () => {
  await repository.commit('trapped', {
    'x.c': 'x',
    '.gitattributes': '* filter=trap diff=trap\n',
  });
  await repository.git(['checkout', '--quiet', '--force', 'trapped']).catch(() => {});
  expect(existsSync(repository.canary)).toBe(true);
  rmSync(repository.canary);
});
