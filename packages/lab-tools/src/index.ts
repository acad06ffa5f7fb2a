export * from './mutant.ts';
export * from './racy.ts';
export * from './starter.ts';
