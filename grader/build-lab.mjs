// Bundles labs/X/lab.ts with the kit's words into labs/X/dist/lab.cjs, which loads in a few milliseconds.
// Each lab's `build` script; the grader starts it when a lab.ts is newer than what was built.
import { rolldown } from 'rolldown';

const bundle = await rolldown({ input: 'lab.ts', platform: 'node', logLevel: 'warn' });
await bundle.write({ file: 'dist/lab.cjs', format: 'cjs', exports: 'named' });
await bundle.close();
