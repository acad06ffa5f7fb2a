export * from './mutant.ts';
export * from './starter.ts';
