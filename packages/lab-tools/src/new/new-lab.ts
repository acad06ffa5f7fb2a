import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Text, UsageError, visible } from '@proclab/core';
import { labNames } from '../load-lab.ts';
import { filled } from './fill.ts';
import { exerciseFiles, type ExerciseWish } from './new-exercise.ts';
import { expectFree, writeAll } from './write-new.ts';

/** A lab to be made. */
export interface LabWish {
  /** Of its folder: `lab-10-signals`. */
  readonly name: string;
  readonly title: Text;
  /** Its first exercise. */
  readonly exercise: ExerciseWish;
}

const NAME = /^(lab-(\d\d+))-([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;

/**
 * Makes a lab with one exercise that grades already; its starter and the rows of its task texts are left to `labs:sync`, the
 * lockfile to npm.
 *
 * @returns the folder of the lab, relative to the root
 * @throws UsageError when the lab cannot be made; nothing was changed then
 */
export function newLab(root: string, { name, title, exercise }: LabWish): string {
  const labs = labNames(root);
  const [id, number] = expectName(name, labs);
  const folder = join('labs', name);
  expectFree(root, folder, join('solutions', name));
  const words = { id, number, 'title-zh': title.zh, 'title-en': title.en };
  const texts = ['README.md', 'README.zh-CN.md'];
  writeAll(root, {
    ...likeAnother(root, labs[0]!, name, id),
    ...Object.fromEntries(texts.map((text) => [join(folder, text), filled(`lab/${text}`, words)])),
    ...exerciseFiles(root, name, filled('lab/lab.ts', words), exercise),
  });
  return folder;
}

/** @returns the id and the number in it */
function expectName(name: string, labs: readonly string[]): [id: string, number: string] {
  const [, id, number] = NAME.exec(name) ?? [];
  if (id === undefined || number === undefined) {
    throw new UsageError(
      'LAB_NAME',
      { zh: `“${visible(name)}”不是实验的名字。`, en: `"${visible(name)}" is no name of a lab.` },
      { zh: '应像 lab-10-signals 这样。', en: 'It has to be like lab-10-signals.' },
    );
  }
  const other = labs.find((lab) => lab.startsWith(`${id}-`));
  if (other === undefined) return [id, number];
  throw new UsageError(
    'EXISTS',
    { zh: `${id} 已经存在：labs/${other}。`, en: `${id} is there already: labs/${other}.` },
    { zh: '请换一个编号。', en: 'Take another number.' },
  );
}

/** What makes a lab a package is the same for all but for its name. */
function likeAnother(root: string, other: string, name: string, id: string): Record<string, string> {
  const otherId = /^lab-\d+/.exec(other)![0];
  return Object.fromEntries(
    ['package.json', 'turbo.json'].map((file) => {
      const text = readFileSync(join(root, 'labs', other, file), 'utf8');
      return [join('labs', name, file), text.replaceAll(other, name).replaceAll(otherId, id)];
    }),
  );
}
