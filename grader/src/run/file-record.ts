import type { FileEvidence } from '@proclab/core';
import type { ListedFile } from '@proclab/sandbox';

/** File types by the high bits of st_mode, inode(7). */
const TYPES: Readonly<Record<number, FileEvidence['type']>> = {
  0o100000: 'regular',
  0o040000: 'directory',
  0o010000: 'fifo',
  0o140000: 'socket',
  0o120000: 'symlink',
};

/** Every file that was seen in a sandbox since its scenario began, also those that are gone again. */
export class FileRecord {
  readonly #epoch: number;
  readonly #before = new Map<string, ListedFile>();
  readonly #seen = new Map<string, ListedFile>();
  /** Contents kept, by path. */
  readonly contents = new Map<string, string>();

  /** @param epoch Unix time at which the run's clock is 0, ms */
  constructor(epoch: number) {
    this.#epoch = epoch;
  }

  /** What is there before the scenario begins. */
  begin(listed: readonly ListedFile[]): void {
    for (const file of listed) this.#before.set(key(file), file);
  }

  /** What is there now. */
  update(listed: readonly ListedFile[]): void {
    for (const file of listed) {
      const old = this.#before.get(key(file));
      if (!old || old.changedAt !== file.changedAt || old.size !== file.size) this.#seen.set(key(file), file);
    }
  }

  /** Files that came into being, by birth. */
  get added(): FileEvidence[] {
    return this.all().filter((file) => !file.existedBefore);
  }

  /** Files that came into being or changed, by birth. Folders count only when they are new. */
  all(): FileEvidence[] {
    return [...this.#seen.entries()]
      .map(([id, file]) => this.#evidence(file, this.#before.has(id)))
      .filter((file) => !(file.existedBefore && file.type === 'directory'))
      .sort((a, b) => a.bornAt - b.bornAt || (a.path < b.path ? -1 : 1));
  }

  #evidence(file: ListedFile, existedBefore: boolean): FileEvidence {
    return {
      path: file.path,
      type: TYPES[file.mode & 0o170000] ?? 'device',
      mode: file.mode & 0o7777,
      uid: file.uid,
      size: file.size,
      bornAt: file.bornAt - this.#epoch,
      changedAt: file.changedAt - this.#epoch,
      existedBefore,
      content: this.contents.get(file.path) ?? null,
    };
  }
}

/** A file that was removed and made again under its name is another one. */
function key(file: ListedFile): string {
  return `${file.inode} ${file.path}`;
}
