import { expect, test } from 'vitest';
import { EvidenceError, parseEvidence } from '@proclab/core/schema';
import { judge, type Evidence, type ProcessState } from '../../src/index.ts';
import { aCheck, aLab, aMoment, anEvidence, anExercise, aRun } from '../build-evidence.ts';
import { fixture } from '../fixture.ts';

const { after } = JSON.parse(fixture('ps/zoo.json')) as { after: ProcessState[] };
const evidence = anEvidence(anExercise({ runs: [aRun({ moments: [aMoment({ processes: after })] })] }));

/** As it comes back from a file, with one value replaced. */
function saved(change: (draft: any) => void = () => {}): unknown {
  const draft = JSON.parse(JSON.stringify(evidence));
  change(draft);
  return draft;
}

function refusal(json: unknown): EvidenceError {
  try {
    parseEvidence(json);
  } catch (error) {
    if (error instanceof EvidenceError) return error;
    throw error;
  }
  throw new Error('it was read');
}

test('evidence that was saved is read back as it was, and judged alike', () => {
  const read: Evidence = parseEvidence(saved());
  expect(read).toEqual(evidence);
  expect(judge(aLab(aCheck()), read)).toEqual(judge(aLab(aCheck()), evidence));
});

test.each([
  [
    'a wrong value',
    (draft: any) => {
      draft.exercises[0].runs[0].schedule = 'slow';
    },
    'item 1 of exercises, item 1 of runs, schedule',
    'exercises 的第 1 项，runs 的第 1 项，schedule',
  ],
  [
    'a lacking value',
    (draft: any) => {
      delete draft.exercises[0].runs[0].moments[0].processes[2].ppid;
    },
    'item 1 of moments, item 3 of processes, ppid',
    'processes 的第 3 项，ppid',
  ],
  [
    'a value too many',
    (draft: any) => {
      draft.machine.hostname = 'x';
    },
    'machine: Unrecognized key: "hostname"',
    'machine：',
  ],
  [
    'a wrong type',
    (draft: any) => {
      draft.lab = 1;
    },
    'lab: Invalid input: expected string, received number',
    'lab：',
  ],
])('%s is told with its place, in words', (_, change, en, zh) => {
  const error = refusal(saved(change));
  expect(error.code).toBe('EVIDENCE_MALFORMED');
  expect(error.message).toContain(en);
  expect(error.text.zh).toContain(zh);
  expect(error.text.zh).toMatch(/\p{sc=Han}/u);
});

test.each([null, 7, 'text', [], {}, { format: 'proclab-verdict', version: 1 }])(
  '%j is not evidence',
  (json) => {
    const error = refusal(json);
    expect(error.code).toBe('EVIDENCE_MALFORMED');
    expect(error.message).toContain('not evidence of proclab');
  },
);

test.each([2, '1', undefined])('version %j is told as such', (version) => {
  const error = refusal({ format: 'proclab-evidence', version });
  expect(error.code).toBe('EVIDENCE_VERSION');
  expect(error.text.zh).toContain('版本 1');
});
