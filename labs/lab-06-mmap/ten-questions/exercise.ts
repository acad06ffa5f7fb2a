import {
  c,
  callsExhibit,
  type Check,
  exercise,
  type Exhibit,
  fail,
  familyOf,
  type Finding,
  joinTexts,
  notChecked,
  pass,
  type Stage,
  traced,
  tracing,
  untilAllEnded,
} from '@proclab/lab-kit';
import { type Answers, answersTo, names } from './answers.ts';
import { type Experiments, experimentsOf } from './experiments.ts';
import type { Outcome } from './outcomes.ts';
import { type Experiment, type Question, QUESTIONS } from './questions.ts';
import { LINE } from './typed.ts';

const COMMAND = './ten-questions';
const POINTS = 10;
/** A terminal of 80 columns has so many for a line of an exhibit. */
const WIDEST = 68;
const CALLS = ['mmap', 'munmap', 'ftruncate', 'truncate', 'fallocate', 'pread64'];

async function withALine(stage: Stage): Promise<void> {
  const program = await stage.terminal.run(COMMAND);
  await stage.terminal.type(`${LINE}\n`);
  await untilAllEnded(stage, program);
}

/** A check of one question: each of its experiments was made, and its result is what was printed. */
function checkOf({ must, hint, blame, experiments }: Question, index: number): Check {
  const id = `q${index + 1}`;
  const words = experiments.map(({ word }) => word);
  return {
    id,
    points: POINTS,
    must,
    hint,
    see: `strace -f -y -e trace=openat,close,ftruncate,mmap,munmap,read ${COMMAND}`,
    blame,
    on: 'traced',
    judge: (run) => {
      const family = familyOf(run, COMMAND);
      if (family === null) return notChecked({ zh: '程序没有启动', en: 'the program was not started' });
      const all = experimentsOf(run, family);
      const answers = answersTo(id, words, all.lives);
      const findings = experiments.map((each) => judgeExperiment(each, all, answers));
      const wrong = findings.find(({ status }) => status !== 'pass');
      if (wrong !== undefined) return wrong;
      const seen = joinTexts(
        findings.map((finding) => finding.seen),
        { zh: '；', en: '; ' },
      );
      return pass(seen, { ms: findings[0]!.at.ms, exhibits: findings.flatMap(({ exhibits }) => exhibits) });
    },
  };
}

function judgeExperiment({ word, what, find }: Experiment, all: Experiments, answers: Answers): Finding {
  const outcomes = find(all);
  const values = answers.of(word);
  const [first] = outcomes;
  const printed: readonly Exhibit[] =
    answers.lines.length === 0 ? [] : [{ kind: 'output', lines: answers.lines.slice(0, 6), marked: null }];
  if (first === undefined)
    return fail(
      { zh: `没有看到这个实验：${what.zh}`, en: `this experiment was not seen: ${what.en}` },
      { ms: all.lives[0]?.bornAt, exhibits: printed },
    );
  const sight = { ms: first.calls[0]?.at, exhibits: [outcomeExhibit(first), ...printed] };
  if (values.length === 0)
    return fail(
      {
        zh: `实验做了，结果是 ${first.value}，但没有打印 ${word}=…`,
        en: `the experiment was made, with ${first.value}, but no ${word}=… was printed`,
      },
      sight,
    );
  const wrong = values.find((value) => !outcomes.some((outcome) => names(value, outcome.value)));
  return wrong === undefined
    ? pass({ zh: `${word}：${first.value}`, en: `${word}: ${first.value}` }, sight)
    : fail(
        {
          zh: `打印的是 ${word}=${wrong}，内核的回答却是 ${first.value}`,
          en: `${word}=${wrong} was printed, but the kernel’s answer was ${first.value}`,
        },
        sight,
      );
}

/** Calls as strace(1) prints them without `-y`, what came of long ones on a line of its own, and who was killed afterwards. */
function outcomeExhibit({ value, calls, killed }: Outcome): Exhibit {
  const short = calls.map((call) => ({
    ...call,
    args: call.args.replaceAll(/<[^>]*>(?:\(deleted\))?/g, ''),
  }));
  const exhibit = callsExhibit(short);
  const lines = exhibit.lines.flatMap((line) =>
    line.length > WIDEST ? line.replace(/ = (?=[^=]*$)/, '\n    = ').split('\n') : [line],
  );
  const end = killed === undefined ? [] : [`[pid ${killed}] +++ killed by ${value} +++`];
  return { ...exhibit, lines: [...lines, ...end] };
}

export default exercise('ten-questions', {
  title: { zh: '关于 mmap 的十个问题', en: 'Ten questions on mmap' },
  programs: [c('ten-questions.c')],
  runs: tracing(CALLS, traced(withALine, 'as-it-comes', 'slow-child')),
  checks: QUESTIONS.map(checkOf),
});
