export * from './call-graph.ts';
export * from './diagnostics.ts';
export * from './functions.ts';
export * from './imports.ts';
