import type { Language, Text } from '@proclab/core';
import { EXIT, UsageError } from '../cli/grader-error.ts';
import { showProgress } from '../cli/screen.ts';
import { visible } from '../cli/visible.ts';
import { loadLab } from '../labs/load-lab.ts';
import { chosenLabs } from '../labs/places.ts';
import type { Call } from '../run-command.ts';
import { TOO_BUSY } from '../verify/grade-known.ts';
import { keepBusy } from '../soak/busy.ts';
import { soakLab, type Soaked, type Tally } from '../soak/soak-lab.ts';
import { type KnownProgram, wholeName } from '../verify/known-programs.ts';

/** What is known of so few grades says little, but it says it soon. */
const RUNS = 100;
/** Seeds and numbers of runs fit in 32 bits. */
const SEEDS = 2 ** 32;

/** What `--only` takes; empty programs and starters cannot be right by luck. */
const KINDS = {
  reference: ['reference'],
  variant: ['variant'],
  mutant: ['mutant'],
  racy: ['racy', 'repaired'],
} as const satisfies Record<string, readonly KnownProgram['kind'][]>;

/** `soak [LAB…] --runs N --load L`: grades known programs over and over and counts the verdicts that differ. */
export async function soak({ options, language }: Call): Promise<number> {
  const places = chosenLabs(options.positionals);
  const runs = wholeNumber('runs', options.runs) ?? RUNS;
  const perProgram = wholeNumber('each', options.each);
  const kinds = kindsOf(options.only);
  const load = wholeNumber('load', options.load) ?? 0;
  const jobs = wholeNumber('jobs', options.jobs);
  const seed = wholeNumber('seed', options.seed) ?? Math.floor(Math.random() * SEEDS);
  print(perProgram === undefined ? BEGIN(runs, load, seed) : BEGIN_EACH(perProgram, load, seed), language);
  const rest = keepBusy(load);
  const all: Soaked[] = [];
  let underWay: Soaked | null = null;
  const tell = (soaked: Soaked) => {
    showProgress('');
    if (options.only === 'racy') for (const tally of soaked.tallies) print(told(tally), language);
    print(summary(soaked.lab, [soaked]), language);
    for (const each of soaked.wrong) process.stdout.write(`  ✘ ${each}\n`);
    for (const { program, faults } of soaked.unjudged)
      process.stdout.write(`  ! ${program}: ${faults.join(', ')}\n`);
    all.push(soaked);
    underWay = null;
  };
  const tellAll = () => {
    if (all.length > 1) print(summary(language === 'zh' ? '全部实验' : 'all labs', all), language);
  };
  whenEndedEarly(() => {
    if (underWay !== null) tell(underWay);
    tellAll();
  });
  try {
    for (const place of places) {
      const soaked = await soakLab(place, await loadLab(place), {
        kinds,
        runs: (programs) => (perProgram === undefined ? runs : perProgram * programs),
        seed,
        jobs,
        out: options.out,
        onGrade: (soFar, total) => {
          underWay = soFar;
          showProgress(`${place.id} ${soFar.grades}/${total}`);
        },
      });
      tell(soaked);
    }
  } finally {
    await rest();
  }
  tellAll();
  return exitStatus(all, load);
}

/** Hours of grades are not lost by Ctrl-C: whoever ends this process early is told what is known by then. */
function whenEndedEarly(tell: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      tell();
      process.kill(process.pid, signal);
    });
}

const BEGIN = (runs: number, load: number, seed: number): Text => ({
  zh: `每个实验评 ${runs} 次，每个 CPU 上有 ${load} 个进程空转，随机种子 ${seed}`,
  en: `${runs} grades of each lab, busy processes per CPU: ${load}, seed ${seed}`,
});

const BEGIN_EACH = (each: number, load: number, seed: number): Text => ({
  zh: `每个程序评 ${each} 次，每个 CPU 上有 ${load} 个进程空转，随机种子 ${seed}`,
  en: `${each} grades of each program, busy processes per CPU: ${load}, seed ${seed}`,
});

/** Of a racy program, how often it was found out; of a right one, how often nothing was held against it. */
function told({ program, judged, asKnown }: Tally): Text {
  const { name, foundBy } = program;
  return foundBy === undefined
    ? {
        zh: `  ${name}（修好的）：${judged} 次中 ${asKnown} 次没有挑出毛病`,
        en: `  ${wholeName(program)}: nothing held against it in ${asKnown} of ${judged}`,
      }
    : {
        zh: `  ${name}（有竞争的）：${judged} 次中 ${asKnown} 次被 ${foundBy.join('、')} 识破`,
        en: `  ${wholeName(program)}: found out in ${asKnown} of ${judged}, under ${foundBy.join(', ')}`,
      };
}

/** With no wrong one among n, the true rate is below 3/n, 95 % sure: the rule of three. Three tell nothing. */
function summary(name: string, labs: readonly Soaked[]): Text {
  const sum = (count: (lab: Soaked) => number) => labs.reduce((total, lab) => total + count(lab), 0);
  const wrong = sum((lab) => lab.wrong.length);
  const unjudged = sum((lab) => lab.unjudged.length);
  const judged = sum((lab) => lab.grades) - unjudged;
  const bound = wrong === 0 && judged > 3 ? ((3 / judged) * 100).toFixed(2) : null;
  return {
    zh: `${name}：${judged} 个评分结果，${wrong} 个有误${bound ? `；错误率（95% 置信）低于 ${bound}%` : ''}；没有评成 ${unjudged} 次`,
    en: `${name}: ${judged} verdicts, ${wrong} wrong${bound ? `; the true rate is below ${bound} % (95 % sure)` : ''}; not judged: ${unjudged}`,
  };
}

/** That a machine which is kept busy on purpose is at times too busy to judge is what is to be expected, and no trouble. */
export function exitStatus(labs: readonly Soaked[], load: number): number {
  if (labs.some(({ wrong }) => wrong.length > 0)) return EXIT.pointsMissing;
  const expected = load === 0 ? [] : TOO_BUSY;
  const troubles = labs.flatMap(({ unjudged }) => unjudged.flatMap(({ faults }) => faults));
  return troubles.some((code) => !expected.includes(code)) ? EXIT.trouble : EXIT.allPoints;
}

function print(text: Text, language: Language): void {
  process.stdout.write(`${text[language]}\n`);
}

function kindsOf(only: string | undefined): readonly KnownProgram['kind'][] {
  if (only === undefined) return Object.values(KINDS).flat();
  if (Object.hasOwn(KINDS, only)) return KINDS[only as keyof typeof KINDS];
  const names = Object.keys(KINDS);
  throw new UsageError(
    'OPTION_VALUE',
    {
      zh: `选项 --only 不认识 ${visible(only)}。`,
      en: `Option --only does not know ${visible(only)}.`,
    },
    { zh: `可选：${names.join('、')}。`, en: `There are: ${names.join(', ')}.` },
  );
}

function wholeNumber(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (/^\d{1,10}$/.test(given) && Number(given) < SEEDS) return Number(given);
  throw new UsageError(
    'OPTION_VALUE',
    {
      zh: `选项 --${option} 要一个非负整数，而不是 ${visible(given)}。`,
      en: `Option --${option} takes a whole number, not ${visible(given)}.`,
    },
    {
      zh: '例如：npm run soak lab-01 -- --runs 100 --load 6',
      en: 'For instance: npm run soak lab-01 -- --runs 100 --load 6',
    },
  );
}
