import type { Exercise } from '@proclab/lab-kit';
import { compileHelper, type Sandbox } from '@proclab/sandbox';
import { helperSource } from '../labs/helper-source.ts';

/** Builds the lab's own programs of an exercise, by name. Throws a SandboxError when one cannot be built. */
export async function buildHelpers(
  lab: string,
  { id, helpers = [] }: Exercise,
  placed: Promise<Sandbox>,
): Promise<ReadonlyMap<string, Buffer>> {
  const sandbox = await placed;
  const built = helpers.map(async ({ name, sources }): Promise<[string, Buffer]> => {
    const files = sources.map((source) => helperSource(lab, id, source));
    return [name, await compileHelper(sandbox, `${id}.helpers`, name, files)];
  });
  return new Map(await Promise.all(built));
}
