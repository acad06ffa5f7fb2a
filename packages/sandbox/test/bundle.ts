import { join } from 'node:path';
import { build } from 'rolldown';

/** Makes one file of a fixture, so that a user who may not read the repository can run it; gives its path. */
export async function bundle(fixture: string, folder: string): Promise<string> {
  const file = join(folder, `${fixture}.mjs`);
  const input = join(import.meta.dirname, `fixtures/${fixture}.ts`);
  await build({ input, platform: 'node', output: { file }, logLevel: 'silent' });
  return file;
}
