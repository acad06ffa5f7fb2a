import { mkdir, writeFile } from 'node:fs/promises';
import { evidenceJsonSchema, verdictJsonSchema } from '../src/schema/index.ts';

const folder = new URL('../../../docs/schema/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries({
  evidence: evidenceJsonSchema(),
  verdict: verdictJsonSchema(),
})) {
  await writeFile(new URL(`${name}.schema.json`, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
