export * from './lab.ts';
export * from './stage.ts';
