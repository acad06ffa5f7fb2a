import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence, Text } from '@proclab/core';
import type { Section } from '../section.ts';
import { sideBySide, type Step } from '../side-by-side.ts';
import { ROOT, timed } from '../timed.ts';

const MOST_TIMES = 1.3;

/** `./grade` as a whole process, beside gcc and the bare program outside any sandbox. */
export const gradeBesideProgram: Section = gradeSection('lab-01/siblings', 'program', {
  zh: 'gcc 加上程序本身',
  en: 'gcc and the bare program',
});

/** `./grade` beside gcc and the time that its scenario took. Runs are played at once: the longest counts. */
export const gradeBesideScenario: readonly Section[] = [
  gradeSection('lab-01/siblings', 'scenario', {
    zh: 'gcc 加上最长的一次场景',
    en: 'gcc and the longest scenario',
  }),
  // A daemon that does something every three seconds takes its time.
  gradeSection('lab-08/ticker', 'scenario', { zh: 'gcc 加上场景', en: 'gcc and the scenario' }, 3),
];

function gradeSection(lab: string, beside: 'program' | 'scenario', base: Text, mostRounds?: number): Section {
  const grade = `./grade ${lab} --reference`;
  return {
    id: `grade-${lab.split('/')[0]}-${beside}`,
    title:
      beside === 'program'
        ? { zh: `评分 ${lab}，对比程序本身`, en: `Grading ${lab}, beside its program` }
        : { zh: `评分 ${lab}，对比场景`, en: `Grading ${lab}, beside its scenario` },
    rows: [
      { id: 'bare', name: base },
      { id: 'grade', name: { zh: grade, en: grade }, aim: { times: MOST_TIMES } },
    ],
    ...(mostRounds === undefined ? {} : { mostRounds }),
    takeRounds: (rounds, signal) =>
      inScratchFolder(async (scratch) => {
        const evidence = () => lastEvidence(scratch);
        const out = ['--out', join(scratch, 'out')];
        const grading: Step = async () => ({
          grade: await timed(['./grade', lab, '--reference', ...out], { signal }),
        });
        // Fills the caches, and tells how gcc is called.
        await grading();
        const sources = join(scratch, 'sources');
        cpSync(join(ROOT, 'solutions', folderOf(lab), 'reference'), sources, { recursive: true });
        const outside = { signal, cwd: sources };
        const bare: Step = async () => {
          let ms = 0;
          for (const { program, command } of programsOf(evidence())) {
            ms += await timed(command, outside);
            if (beside === 'program') ms += await timed([`./${program}`], outside);
          }
          return { bare: beside === 'program' ? ms : ms + longestRun(evidence()) };
        };
        return sideBySide([grading, bare], rounds, signal, 'warm');
      }),
  };
}

/** The programs of a lab with the compiler's command, as evidence names it: what a student would type. */
function programsOf({ exercises }: Evidence) {
  return exercises
    .flatMap(({ build }) => build.programs)
    .map(({ program, command }) => ({ program, command: command.split(' ') as [string, ...string[]] }));
}

/** From the program's place in its sandbox to the end of the last moment, ms. */
function longestRun({ exercises }: Evidence): number {
  return Math.max(...exercises.flatMap(({ runs }) => runs).map(({ duration }) => duration));
}

function lastEvidence(scratch: string): Evidence {
  return JSON.parse(readFileSync(join(scratch, 'out', 'evidence.json'), 'utf8')) as Evidence;
}

function folderOf(lab: string): string {
  const found = readdirSync(join(ROOT, 'solutions')).find((name) => name.startsWith(`${lab.split('/')[0]}-`));
  if (found === undefined) throw new Error(`no solutions of ${lab}`);
  return found;
}

async function inScratchFolder<T>(work: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'proclab-bench-'));
  try {
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
