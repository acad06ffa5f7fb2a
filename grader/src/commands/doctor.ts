import { canGrade, doctorReport, examine } from '@proclab/sandbox/doctor';
import { EXIT } from '../cli/grader-error.ts';
import { terminalOptions } from '../cli/screen.ts';
import type { Call } from '../run-command.ts';

/** `doctor`: what this machine can and cannot do, each line with its remedy. */
export async function doctor({ options, language }: Call): Promise<number> {
  const examination = await examine();
  const { color } = terminalOptions(process.stdout, language);
  process.stdout.write(
    options.json ? `${JSON.stringify(examination, null, 2)}\n` : doctorReport(examination, language, color),
  );
  return canGrade(examination) ? EXIT.allPoints : EXIT.trouble;
}
