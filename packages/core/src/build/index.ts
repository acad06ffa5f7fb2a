export * from './call-graph.ts';
export * from './diagnostics.ts';
export * from './imports.ts';
