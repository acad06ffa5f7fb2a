export * from './columns.ts';
export * from './compare.ts';
export * from './exhibit.ts';
export * from './format.ts';
export * from './read.ts';
