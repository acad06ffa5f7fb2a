export * from './check.ts';
export * from './evidence.ts';
export * from './text.ts';
export * from './verdict.ts';
export * from './wait-status.ts';
