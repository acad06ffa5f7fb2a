import * as z from 'zod';
import { evidenceSchema } from './evidence.ts';
import { verdictSchema } from './verdict.ts';

/** A JSON Schema (draft 2020-12) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of what `grade --json` prints. */
export function verdictJsonSchema(): JsonSchema {
  return published(
    verdictSchema,
    'urn:proclab:verdict:1',
    'proclab verdict',
    'The checks of a submission, with points.',
  );
}

/** The JSON Schema of the evidence that `grade --out` saves and `judge` reads. */
export function evidenceJsonSchema(): JsonSchema {
  return published(
    evidenceSchema,
    'urn:proclab:evidence:1',
    'proclab evidence',
    'Everything that was observed of one submission. Times named `at` are milliseconds since their run began.',
  );
}

function published(schema: z.ZodType, id: string, title: string, description: string): JsonSchema {
  const { $schema, ...body } = z.toJSONSchema(schema, {
    override({ jsonSchema }) {
      // These say how our own program handles a value, not what a document may hold.
      delete jsonSchema.readOnly;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return { $schema, $id: id, title, description, ...body };
}
