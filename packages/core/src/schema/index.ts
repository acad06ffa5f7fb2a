export * from './json-schema.ts';
export { EvidenceError, type EvidenceErrorCode, parseEvidence } from './parse-evidence.ts';
export { evidenceSchema } from './evidence.ts';
export { verdictSchema } from './verdict.ts';
