export { FORMAT_NAMES, type FormatName } from './format-names.ts';
export { jsonReport } from './json.ts';
export { killMatrix, type KillMatrix, type KillMatrixRow } from './kill-matrix.ts';
export type { TerminalOptions } from './terminal/pen.ts';
export { progressLine } from './terminal/progress.ts';
export { terminalReport } from './terminal/report.ts';
