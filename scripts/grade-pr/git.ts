import { execa, ExecaError } from 'execa';
import { UsageError, visible } from '@proclab/core';

/** An entry of a tree, as `git ls-tree` tells it. */
export interface Entry {
  /** `100644` a file, `100755` one that may be run, `120000` a link, `160000` a commit of another repository, `040000` a folder. */
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly object: string;
  /** Bytes of a blob; 0 of anything else. */
  readonly size: number;
  readonly name: string;
}

/**
 * Reads a repository, and nothing else: only commands that look at objects (plumbing, git(1)), which know no
 * filters, text conversions, hooks or working tree, and fetch nothing.
 */
export class Repository {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The commit that a person means. Throws a UsageError when there is none. */
  async commit(reference: string): Promise<string> {
    const wanted = `${reference}^{commit}`;
    return this.#line(['rev-parse', '--verify', '--quiet', '--end-of-options', wanted], () => [
      'REF_UNKNOWN',
      {
        zh: `这个仓库里没有提交“${visible(reference)}”。`,
        en: `This repository has no commit "${visible(reference)}".`,
      },
      { zh: '请先取回它（git fetch）。', en: 'Fetch it first (git fetch).' },
    ]);
  }

  /** Where a branch began. Throws a UsageError when two commits have no history in common here, as in a shallow clone. */
  async mergeBase(base: string, head: string): Promise<string> {
    return this.#line(['merge-base', base, head], () => [
      'NO_COMMON_HISTORY',
      { zh: '这两个提交没有共同的历史。', en: 'These two commits have no history in common.' },
      { zh: '请取回全部历史（fetch-depth: 0）。', en: 'Fetch the whole history (fetch-depth: 0).' },
    ]);
  }

  /** Paths that differ between two commits; bytes that are no UTF-8 are U+FFFD in them. */
  async changedPaths(from: string, to: string): Promise<string[]> {
    const options = ['-r', '-z', '--name-only', '--no-renames', '--ignore-submodules=none'];
    return zeroSeparated(await this.#text(['diff-tree', ...options, from, to]));
  }

  /** What stands at a path of a commit; null when nothing does. */
  async entryAt(commit: string, path: string): Promise<Entry | null> {
    return (await this.#entries([commit, '--', path]))[0] ?? null;
  }

  /** What is in a tree, not in the trees below it. */
  async entriesOf(tree: string): Promise<Entry[]> {
    return this.#entries([tree]);
  }

  /** The bytes of a blob as they are stored. */
  async blob(object: string): Promise<Uint8Array> {
    const { stdout } = await execa('git', [...CAUTION, 'cat-file', 'blob', object], {
      ...this.#options(),
      encoding: 'buffer',
    });
    return stdout;
  }

  async #entries(args: readonly string[]): Promise<Entry[]> {
    return zeroSeparated(await this.#text(['ls-tree', '-z', '-l', '--full-tree', ...args])).map(readEntry);
  }

  /** A line; where git says no, which is 1, what is to be told; 128 is trouble. */
  async #line(
    args: readonly string[],
    otherwise: () => ConstructorParameters<typeof UsageError>,
  ): Promise<string> {
    try {
      return (await this.#text(args)).trim();
    } catch (error) {
      if (error instanceof ExecaError && error.exitCode === 1) throw new UsageError(...otherwise());
      throw error;
    }
  }

  async #text(args: readonly string[]): Promise<string> {
    try {
      const { stdout } = await execa('git', [...CAUTION, ...args], this.#options());
      return stdout;
    } catch (error) {
      if (!(error instanceof ExecaError && error.isMaxBuffer)) throw error;
      throw new UsageError(
        'PULL_REQUEST_TOO_LARGE',
        { zh: '这个拉取请求改动的文件太多了。', en: 'This pull request changes too many files.' },
        { zh: '请把它分成几个。', en: 'Divide it.' },
      );
    }
  }

  #options() {
    return {
      cwd: this.#folder,
      env: ENVIRONMENT,
      stdin: 'ignore',
      maxBuffer: MOST_BYTES,
      stripFinalNewline: false,
    } as const;
  }
}

/** Names of a hundred thousand files; what is longer is no pull request that anybody could look through. */
const MOST_BYTES = 16 << 20;

/** Nothing of these commands needs any of it; should that change, it fails or is off. */
const CAUTION = [
  '-c',
  'protocol.allow=never',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
];

/** git(1), "Environment variables". */
const ENVIRONMENT = {
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

function zeroSeparated(text: string): string[] {
  return text.split('\0').filter((each) => each !== '');
}

/** `100644 blob 8ab686eafeb1f44702738c8b0f24f2567c36da6d      14\ta.c`, git-ls-tree(1), "Output format". */
function readEntry(line: string): Entry {
  const tab = line.indexOf('\t');
  const [mode = '', type = '', object = '', size = '-'] = line.slice(0, tab).split(/ +/);
  return {
    mode,
    type: type as Entry['type'],
    object,
    size: size === '-' ? 0 : Number(size),
    name: line.slice(tab + 1),
  };
}
