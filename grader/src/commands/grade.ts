import { judge } from '@proclab/core';
import { deliver } from '../cli/deliver.ts';
import { wantedFormats } from '../cli/formats.ts';
import { UsageError } from '../cli/grader-error.ts';
import type { Options } from '../cli/options.ts';
import { StatusLine } from '../cli/screen.ts';
import { gradeLab, startBuildSandbox, stopAll } from '../grade-lab.ts';
import { loadLab } from '../labs/load-lab.ts';
import { findLab, type LabPlace } from '../labs/places.ts';
import type { Call } from '../run-command.ts';
import { chooseSubmission } from '../submission/choose-submission.ts';

/** `grade LAB`: carries one submission the whole way and prints its verdict. */
export async function grade({ options, language }: Call): Promise<number> {
  const wanted = wantedFormats(options);
  const place = findLab(onlyLab(options.positionals));
  const buildSandbox = startBuildSandbox();
  const { lab, begun, ...submission } = await choose(place, options).catch(async (error: unknown) => {
    await stopAll([buildSandbox]);
    throw error;
  });
  if (begun) process.stderr.write(`${BEGUN[language](place.name)}\n\n`);

  const status = new StatusLine(process.stderr, language);
  const graded = await gradeLab(lab, submission, buildSandbox, (run, waiting) => status.show(run, waiting));
  status.clear();
  const verdict = judge(lab, graded.evidence);

  // Printed first: where it cannot be saved, it is not lost.
  const exit = await deliver(verdict, wanted, language);
  if (options.out !== undefined) {
    const { saveResult } = await import('../save-result.ts');
    saveResult(options.out, verdict, graded);
  }
  return exit;
}

async function choose(place: LabPlace, options: Options) {
  const lab = await loadLab(place);
  return { lab, ...(await chooseSubmission(place, lab, options)) };
}

function onlyLab(positionals: readonly string[]): string {
  const [lab, ...others] = positionals;
  if (lab !== undefined && others.length === 0) return lab;
  throw new UsageError(
    'LAB_MISSING',
    { zh: '要评哪个实验？请给出一个。', en: 'Which lab is to be graded? Name one.' },
    {
      zh: '例如：./grade lab-01。加 --help 可以看到用法。',
      en: 'For instance: ./grade lab-01. See --help for more.',
    },
  );
}

const BEGUN = {
  zh: (name: string) => `第一次评 ${name}：起始代码已复制到 labs/${name}/submission/，在那里改，再评一次。`,
  en: (name: string) =>
    `First grade of ${name}: the starter is now in labs/${name}/submission/. Edit it there and grade again.`,
} as const;
