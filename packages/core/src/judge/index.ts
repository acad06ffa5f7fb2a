export * from './errors.ts';
export * from './exit-status.ts';
export * from './findings.ts';
export * from './judge.ts';
export { traceDisagreements } from './trace-witness.ts';
