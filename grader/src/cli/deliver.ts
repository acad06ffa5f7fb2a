import { exitStatus, type Language, type Verdict } from '@proclab/core';
import { jsonReport, terminalReport, type FormatName } from '@proclab/reporters';
import type { Wanted } from './formats.ts';
import { terminalOptions } from './screen.ts';

/** Prints a verdict and writes it to files, as the caller asked for it, and gives the exit status it stands for. */
export async function deliver(
  verdict: Verdict,
  { printed, files }: Wanted,
  language: Language,
): Promise<number> {
  process.stdout.write(
    printed === 'terminal'
      ? terminalReport(verdict, terminalOptions(process.stdout, language))
      : await written(verdict, printed, language),
  );
  if (files.length > 0) {
    const { writeReport } = await import('../save-result.ts');
    for (const { format, file } of files) writeReport(file, await written(verdict, format, language));
  }
  return exitStatus(verdict);
}

/** The usual JSON is there at once; other formats are loaded when one is asked for. */
async function written(verdict: Verdict, format: FormatName, language: Language): Promise<string> {
  if (format === 'json') return jsonReport(verdict);
  const { FORMATS } = await import('@proclab/reporters/formats');
  return FORMATS[format]([verdict], language);
}
