export { examine } from './examine.ts';
export { canGrade } from './examination.ts';
export type { Examination, Probe, ProbeStatus } from './examination.ts';
export { doctorReport } from './report.ts';
