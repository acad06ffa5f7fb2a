export { annotations, workflowCommands, type Annotation } from './github-annotations.ts';
export { githubSummary, LARGEST_SUMMARY } from './github-summary.ts';
export { inline } from './markdown.ts';
