import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Exercise, Lab } from '@proclab/lab-kit';
import { TroubleError, UsageError } from '../cli/grader-error.ts';
import { visible } from '../cli/visible.ts';
import { ROOT, type LabPlace } from './places.ts';

/** Loads a lab and picks the exercise that was asked for. Builds lab.ts first when it is newer than what was built. */
export async function loadLab(place: LabPlace): Promise<Lab> {
  const built = join(place.folder, 'dist', 'lab.cjs');
  if (!isFresh(place.folder, built)) rebuild(place);
  const lab = (createRequire(built)(built) as { default: Lab }).default;
  if (place.exercise === null) return lab;
  return { ...lab, exercises: [pick(lab, place.exercise)] };
}

/** In a process of its own: the bundler is not on the path of a grade, and a few milliseconds more do not count here. */
function rebuild(place: LabPlace): void {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'grader', 'build-lab.mjs')], {
    cwd: place.folder,
    encoding: 'utf8',
  });
  if (status === 0) return;
  throw new TroubleError(
    'LAB_BUILD',
    {
      zh: `${place.name}/lab.ts 比构建结果新，但重新构建失败：\n${stderr}`,
      en: `${place.name}/lab.ts is newer than its build, and could not be built:\n${stderr}`,
    },
    { zh: '请修好它，或运行 npm run setup。', en: 'Mend it, or run `npm run setup`.' },
  );
}

function pick(lab: Lab, id: string): Exercise {
  const found = lab.exercises.find((exercise) => exercise.id === id);
  if (found) return found;
  const ids = lab.exercises.map((exercise) => exercise.id);
  throw new UsageError(
    'EXERCISE_UNKNOWN',
    { zh: `${lab.id} 没有叫“${visible(id)}”的练习。`, en: `${lab.id} has no exercise "${visible(id)}".` },
    { zh: `它的练习：${ids.join('、')}。`, en: `Its exercises are: ${ids.join(', ')}.` },
  );
}

function isFresh(folder: string, built: string): boolean {
  const builtAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  if (builtAt === undefined) return false;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .every((name) => statSync(join(folder, name)).mtimeMs <= builtAt);
}
