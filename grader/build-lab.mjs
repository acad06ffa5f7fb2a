// Bundles labs/X/lab.ts with the kit's words into labs/X/dist/lab.cjs, which loads in a few milliseconds.
// Each lab's `build` script; the grader imports it when a lab.ts is newer than what was built.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

export async function buildLab(folder) {
  const bundle = await rolldown({ input: join(folder, 'lab.ts'), platform: 'node', logLevel: 'warn' });
  await bundle.write({ file: join(folder, 'dist', 'lab.cjs'), format: 'cjs', exports: 'named' });
  await bundle.close();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildLab(process.cwd());
