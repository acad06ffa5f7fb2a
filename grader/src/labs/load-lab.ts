import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Exercise, Lab } from '@proclab/lab-kit';
import { TroubleError, UsageError } from '../cli/grader-error.ts';
import { visible } from '../cli/visible.ts';
import { ROOT, type LabPlace } from './places.ts';

/** Loads a lab and picks the exercise that was asked for. Builds it first when it is newer than what was built. */
export async function loadLab(place: LabPlace): Promise<Lab> {
  const built = join(place.folder, 'dist', 'lab.cjs');
  if (!isFresh(place.folder, built)) rebuild(place);
  const lab = (createRequire(built)(built) as { default: Lab }).default;
  if (place.exercise === null) return lab;
  return { ...lab, exercises: [pick(lab, place.exercise)] };
}

const NO_SOURCES: ReadonlySet<string> = new Set(['dist', 'node_modules', 'starter', 'submission']);

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
      zh: `labs/${place.name} 比构建结果新，但重新构建失败：\n${stderr.trimEnd()}`,
      en: `labs/${place.name} is newer than its build, and could not be built:\n${stderr.trimEnd()}`,
    },
    NOT_WRITABLE.test(stderr)
      ? {
          zh: `请检查 labs/${place.name}/dist 的权限和剩余空间。`,
          en: `Check the permissions of labs/${place.name}/dist and the space left there.`,
        }
      : { zh: '请修好它，或运行 npm run setup。', en: 'Mend it, or run `npm run setup`.' },
  );
}

/** Node's words for a folder that may not or cannot be written to. */
const NOT_WRITABLE = /^(EACCES|EPERM|EROFS|ENOSPC|EDQUOT): /m;

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
  return builtAt !== undefined && sourcesIn(folder).every((path) => statSync(path).mtimeMs <= builtAt);
}

/** lab.ts and what stands in the folders of its exercises. */
function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NO_SOURCES.has(entry.name) ? [] : sourcesIn(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}
