import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { copyInstallation } from '../../grader/test/installation.ts';
import { read } from './processes.ts';
import type { Graded } from './trials.ts';

/** Where graders are ended: an installation, a home and a folder for temporary files of their own. */
export class Place {
  readonly root: string;
  readonly home: string;
  readonly tmp: string;
  readonly out: string;
  /** Runs a command and ends only when nothing of it is left, see outlive.c. */
  readonly outlive: string;

  /** @param project the root of the built project */
  constructor(project: string, folder: string) {
    this.root = join(folder, 'installation');
    this.home = join(folder, 'home');
    this.tmp = join(folder, 'tmp');
    this.out = join(folder, 'out');
    this.outlive = join(folder, 'outlive');
    for (const each of [this.home, this.tmp]) mkdirSync(each);
    copyInstallation(project, this.root);
    symlinkSync(join(project, 'node_modules'), join(this.root, 'node_modules'));
    execFileSync('gcc', ['-o', this.outlive, join(project, 'packages/sandbox/test/programs/outlive.c')]);
  }

  get environment(): NodeJS.ProcessEnv {
    const { PATH } = process.env;
    return { PATH, HOME: this.home, TMPDIR: this.tmp, LC_ALL: 'C.UTF-8', NO_COLOR: '1', TERM: 'xterm' };
  }

  /** Makes a lab newer than its bundle. */
  age(exercise: Graded): void {
    const now = new Date();
    utimesSync(join(this.#lab(exercise), 'lab.ts'), now, now);
  }

  /** One number for the bundle of a lab; null when there is none. */
  bundle(exercise: Graded): string | null {
    const text = read(join(this.#lab(exercise), 'dist/lab.cjs'));
    return text === '' ? null : createHash('sha256').update(text).digest('hex');
  }

  /** Files that nobody should find any more once a further grade is over. */
  leftovers(exercise: Graded): string[] {
    const unfinished = (folder: string, name: RegExp) =>
      namesIn(folder)
        .filter((each) => name.test(each))
        .map((each) => join(folder, each));
    const lab = this.#lab(exercise);
    return [
      ...unfinished(this.tmp, /./),
      ...unfinished(this.home, /./),
      ...unfinished(lab, /\.tmp$/),
      ...unfinished(join(lab, 'dist'), /^(?!lab\.cjs$)/),
      ...unfinished(this.out, /\.tmp$/),
      ...unfinished(join(this.out, 'logs'), /\.tmp$/),
    ];
  }

  #lab(exercise: Graded): string {
    const labs = join(this.root, 'labs');
    const id = exercise.slice(0, exercise.indexOf('/'));
    return join(labs, readdirSync(labs).find((name) => name.startsWith(`${id}-`)) ?? id);
  }
}

function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(folder);
}
