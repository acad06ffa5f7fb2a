import * as z from 'zod';
import type { Exhibit } from '../check.ts';
import type {
  CheckVerdict,
  ExerciseVerdict,
  Points,
  SourceLine,
  Story,
  StoryColumn,
  TreeNode,
  Verdict,
} from '../verdict.ts';
import { buildStatus, diagnostic, fault, limitHit, machine, schedule, strings, text } from './common.ts';
import { count, exactly, list, milliseconds, pid } from './exactly.ts';
import { role } from './process.ts';

const points = exactly<Points>()(
  z
    .strictObject({ earned: z.number().nonnegative(), possible: z.number().nonnegative() })
    .meta({ id: 'Points', description: 'Sums leave out checks that are an error.' }),
);

const exhibit = exactly<Exhibit>()(
  z
    .strictObject({
      kind: z.enum(['ps', 'call', 'file', 'output', 'descriptors', 'process', 'syslog']),
      lines: strings,
      marked: z.tuple([count, count]).readonly().nullable(),
    })
    .meta({
      id: 'Exhibit',
      description: 'A piece of evidence; `marked` are the deciding terminal cells [from, to) of its lines.',
    }),
);

const sourceLine = exactly<SourceLine>()(
  z
    .strictObject({ file: z.string(), line: count, column: count, text: z.string(), callee: z.string() })
    .meta({ id: 'SourceLine', description: 'The line of the submission most likely responsible.' }),
);

const treeNode = exactly<TreeNode>()(
  z
    .strictObject({
      pid,
      ppid: pid,
      sid: pid.nullable(),
      tty: z.string().nullable(),
      stat: z.string(),
      name: z.string(),
      role,
    })
    .meta({ id: 'TreeNode', description: 'One process of the tree; parents come before children.' }),
);

const storyColumn = exactly<StoryColumn>()(
  z
    .strictObject({
      pid,
      tid: pid,
      name: z.string(),
      role: z.enum(['parent', 'child', 'sibling', 'main-thread', 'thread']).nullable(),
    })
    .meta({ id: 'StoryColumn', description: 'A process or a thread; its role is what it is to the other.' }),
);

const story = exactly<Story>()(
  z
    .strictObject({
      columns: z.tuple([storyColumn, storyColumn]).readonly(),
      rows: list(
        z.strictObject({
          at: milliseconds,
          column: z.union([z.literal(0), z.literal(1)]),
          event: z.discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('call'), text: z.string() }),
            z.strictObject({ kind: z.literal('held'), until: milliseconds.nullable() }),
            z.strictObject({ kind: z.literal('signal'), signal: z.string(), handled: z.boolean() }),
            z.strictObject({ kind: z.literal('killed'), signal: z.string() }),
          ]),
        }),
      ),
    })
    .meta({ id: 'Story', description: 'How luck ran out: what two processes did in which order.' }),
);

const check = exactly<CheckVerdict>()(
  z
    .strictObject({
      id: z.string(),
      status: z.enum(['pass', 'fail', 'not-checked', 'error']),
      points,
      expected: text,
      seen: text,
      exhibits: list(exhibit),
      at: z
        .strictObject({
          run: z.string(),
          schedule,
          moment: z.string().nullable(),
          ms: milliseconds,
          stuck: z.boolean(),
        })
        .nullable(),
      witness: z.enum(['ps', 'proc', 'terminal', 'files', 'syslog', 'strace']).nullable(),
      onlyUnder: list(schedule),
      story: story.nullable(),
      source: sourceLine.nullable(),
      hint: text,
      see: z.string(),
      tree: list(treeNode),
    })
    .meta({ id: 'Check', description: 'What must be true, and what was seen.' }),
);

const exercise = exactly<ExerciseVerdict>()(
  z
    .strictObject({
      exercise: z.string(),
      title: text,
      points,
      build: z.strictObject({
        status: buildStatus,
        programs: list(
          z.strictObject({
            program: z.string(),
            command: z.string(),
            missing: strings,
            log: z.string(),
            diagnostics: list(diagnostic),
          }),
        ),
      }),
      checks: list(check),
      limits: list(limitHit),
      faults: list(fault),
    })
    .meta({ id: 'ExerciseVerdict' }),
);

export const verdictSchema = exactly<Verdict>()(
  z.strictObject({
    format: z.literal('proclab-verdict'),
    version: z.literal(1),
    lab: z.string(),
    title: text,
    submission: z.string(),
    machine,
    points,
    exercises: list(exercise),
  }),
);
