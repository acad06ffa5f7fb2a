import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { evidenceJsonSchema, verdictJsonSchema, verdictSchema } from '@proclab/core/schema';
import { fail, judge } from '../../src/index.ts';
import { exactly } from '../../src/schema/exactly.ts';
import { aCheck, aLab, anEvidence, anExercise, both } from '../build-evidence.ts';

test.each([
  ['evidence', evidenceJsonSchema()],
  ['verdict', verdictJsonSchema()],
])('docs/schema/%s.schema.json is as the code has it (else run scripts/write-schemas.ts)', (name, schema) => {
  const file = new URL(`../../../../docs/schema/${name}.schema.json`, import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(schema, null, 2)}\n`);
});

test.each([evidenceJsonSchema(), verdictJsonSchema()])(
  'a published schema has a name and can be read',
  (schema) => {
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
    expect(schema.$id).toMatch(/^urn:proclab:/);
    expect(schema.title).toBeTruthy();
    expect(schema.description).toBeTruthy();
    const text = JSON.stringify(schema);
    for (const [, name] of text.matchAll(/"#\/\$defs\/(\w+)"/g))
      expect(schema.$defs).toHaveProperty(name ?? '');
    expect(text).not.toContain('readOnly');
    expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER));
  },
);

test('what judge gives is a verdict by the published schema, and nothing else is', () => {
  const published = z.fromJSONSchema(verdictJsonSchema());
  const verdict = judge(aLab(aCheck(() => fail(both('seen')))), anEvidence(anExercise()));
  const read = JSON.parse(JSON.stringify(verdict));
  for (const schema of [published, verdictSchema]) {
    expect(schema.safeParse(read).error).toBeUndefined();
    expect(schema.safeParse({ ...read, points: { earned: '1', possible: 1 } }).success).toBe(false);
    expect(schema.safeParse({ ...read, version: 2 }).success).toBe(false);
  }
});

test('a schema that does not fit its interface does not compile', () => {
  const fits = exactly<{ readonly a: string | null }>();
  fits(z.strictObject({ a: z.string().nullable() }));
  // @ts-expect-error a value that the interface does not allow
  fits(z.strictObject({ a: z.number() }));
  // @ts-expect-error a value that the interface allows is refused
  fits(z.strictObject({ a: z.string() }));
  expect(fits).toBeTypeOf('function');
});

test('zod stays off the path of a grade', async () => {
  const { readdirSync } = await import('node:fs');
  const source = new URL('../../src/', import.meta.url);
  const importers = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('schema/'))
    .filter((path) => /from '(zod|.*\/schema\/)/.test(readFileSync(new URL(path, source), 'utf8')));
  expect(importers).toEqual([]);
});
