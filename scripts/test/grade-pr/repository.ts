import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What a commit has at a path. Null: nothing any more. Of a submodule the text is a commit, of a link its target. */
export type Content =
  | string
  | Uint8Array
  | { readonly mode: '100755' | '120000' | '160000'; readonly text: string }
  | { readonly zeros: number }
  | null;

export type Files = Readonly<Record<string, Content>>;

/**
 * A real repository in a folder of its own, with the base checked out. Whatever git can be made to run by itself (hooks,
 * filters, drivers, monitors) is set up to leave a trace, as is everything that a head brings along to be run: see `trap`.
 */
export class TestRepository {
  readonly folder: string;
  /** Exists once anything was run that must not be. */
  readonly canary: string;

  private constructor(folder: string) {
    this.folder = join(folder, 'repository');
    this.canary = join(folder, 'canary');
  }

  /** With a commit `base` of these files. */
  static async with(files: Files): Promise<TestRepository> {
    const repository = new TestRepository(mkdtempSync(join(tmpdir(), 'proclab-pr-test-')));
    await execa('git', ['init', '--quiet', '--initial-branch', 'base', repository.folder]);
    await repository.commit('base', files, null);
    await repository.git(['reset', '--quiet', '--hard', 'base']);
    await repository.#setTraps();
    return repository;
  }

  async remove(): Promise<void> {
    rmSync(join(this.folder, '..'), { recursive: true, force: true });
  }

  async git(args: readonly string[]): Promise<string> {
    return (await execa('git', args, { cwd: this.folder })).stdout;
  }

  /** A shell command that leaves the trace. */
  get trap(): string {
    return `touch '${this.canary}'`;
  }

  /** Makes a commit that differs in these files from another one, without a working tree, as someone who pushes does. */
  async commit(branch: string, files: Files, from: string | null = 'base'): Promise<void> {
    const parent = from === null ? [] : [`from ${await this.git(['rev-parse', from])}\n`];
    await execa('git', ['fast-import', '--quiet', '--force'], {
      cwd: this.folder,
      stdin: streamed([
        `commit refs/heads/${branch}\ncommitter A <a@example.org> 0 +0000\ndata 0\n`,
        ...parent,
        ...Object.entries(files).flatMap(([path, content]) => change(path, content)),
      ]),
    });
  }

  async #setTraps(): Promise<void> {
    const settings = {
      'filter.trap.smudge': this.trap,
      'filter.trap.clean': this.trap,
      'filter.trap.process': this.trap,
      'diff.trap.command': this.trap,
      'diff.trap.textconv': this.trap,
      'diff.external': this.trap,
      'core.fsmonitor': this.trap,
      'core.pager': this.trap,
      'core.sshCommand': this.trap,
      'submodule.recurse': 'true',
      'diff.ignoreSubmodules': 'all',
    };
    for (const [name, value] of Object.entries(settings)) await this.git(['config', name, value]);
    for (const hook of ['post-checkout', 'post-index-change']) {
      const path = join(this.folder, '.git/hooks', hook);
      writeFileSync(path, `#!/bin/sh\n${this.trap}\n`);
      chmodSync(path, 0o755);
    }
  }

  /** Everything in a submission of ours. */
  static ours(kind: 'reference' | 'starter', lab: string): Files {
    const folder = join(ROOT, kind === 'reference' ? `solutions/${lab}/reference` : `labs/${lab}/starter`);
    return Object.fromEntries(
      readdirSync(folder).map((name) => [`labs/${lab}/submission/${name}`, readFileSync(join(folder, name))]),
    );
  }
}

/** Lines of `git fast-import`: git-fast-import(1), "filemodify", "filedelete". */
function change(path: string, content: Content): (string | Uint8Array | { zeros: number })[] {
  if (content === null) return [`D ${quoted(path)}\n`];
  if (typeof content === 'string' || content instanceof Uint8Array) {
    return [`M 100644 inline ${quoted(path)}\ndata ${Buffer.byteLength(content)}\n`, content, '\n'];
  }
  if ('zeros' in content) return [`M 100644 inline ${quoted(path)}\ndata ${content.zeros}\n`, content, '\n'];
  const { mode, text } = content;
  if (mode === '160000') return [`M 160000 ${text} ${quoted(path)}\n`];
  return [`M ${mode} inline ${quoted(path)}\ndata ${Buffer.byteLength(text)}\n${text}\n`];
}

function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

function* streamed(parts: readonly (string | Uint8Array | { zeros: number })[]): Generator<Uint8Array> {
  const block = Buffer.alloc(1 << 20);
  for (const part of parts) {
    if (typeof part === 'string') yield Buffer.from(part);
    else if (part instanceof Uint8Array) yield part;
    else for (let left = part.zeros; left > 0; left -= block.length) yield block.subarray(0, left);
  }
}
