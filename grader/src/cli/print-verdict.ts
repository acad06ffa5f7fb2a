import { exitStatus, type Verdict } from '@proclab/core';
import { jsonReport, terminalReport } from '@proclab/reporters';
import type { Call } from '../run-command.ts';
import { terminalOptions } from './screen.ts';

/** Prints a verdict as the caller asked for it and gives the exit status it stands for. */
export function printVerdict(verdict: Verdict, { options, language }: Call): number {
  process.stdout.write(
    options.json ? jsonReport(verdict) : terminalReport(verdict, terminalOptions(process.stdout, language)),
  );
  return exitStatus(verdict);
}
