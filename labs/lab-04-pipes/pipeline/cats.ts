import {
  type Check,
  type Exhibit,
  fail,
  type Finding,
  atMoment,
  isPipe,
  linesOf,
  type Moment,
  onTerminal,
  pass,
  type ProcessState,
  type Stage,
  type Text,
  secondsWaited,
} from '@proclab/lab-kit';

/** Four that wait for what is typed, and can be told apart by what they do to it. */
const CATS = ['cat', 'cat -n', 'cat -T', 'cat -E'];
/** What they make of `pipes` in this order: a number, the tab behind it shown, the end of the line shown. */
const RESULT = /^ *1\^Ipipes\$$/;

/** A scenario: a line is typed into a row of cats and comes out changed; then Ctrl-D ends the first of them. */
export async function typeThroughCats(stage: Stage): Promise<void> {
  const started = await stage.terminal.run('./pipeline', ...CATS);
  await stage.terminal.type('pipes\n');
  await stage.moment(
    'flowing',
    { zh: '键入的一行走完了四个 cat', en: 'the line that was typed has come through all four cats' },
    (now) => linesOf(now.shownOn(stage.terminal)).some((line) => RESULT.test(line)),
    { within: '5s' },
  );
  await stage.terminal.type('\x04');
  await stage.moment(
    'after',
    { zh: '提示符回来，进程全部结束', en: 'the prompt is back and every process has ended' },
    (now) => now.ended(started) !== null && now.processes.length === 0,
    { within: '10s' },
  );
}

/** A judge of the cats while the line flows. It fails where one of them is not there as a child of the program. */
export function ofCats(judge: (cats: readonly ProcessState[], moment: Moment) => Finding): Check['judge'] {
  return atMoment('flowing', (moment, run) => {
    const parent = run.programs[0]?.pid;
    const found = CATS.map((command) =>
      moment.processes.find(({ ppid, argv }) => ppid === parent && argv.join(' ') === command),
    );
    const missing = CATS.find((_, index) => found[index] === undefined);
    if (missing === undefined) return judge(found as ProcessState[], moment);
    return fail(
      {
        zh: `程序没有一个子进程在运行 ${missing}`,
        en: `no child of the program was running ${missing}`,
      },
      { moment },
    );
  });
}

/** Nothing but 0, 1 and 2 is open in any of them. */
export function onlyStandard(cats: readonly ProcessState[], moment: Moment): Finding {
  for (const cat of cats) {
    const more = (cat.descriptors ?? []).filter(({ fd }) => fd > 2);
    const fds = more.map(({ fd }) => fd);
    if (more.length > 0)
      return fail(
        {
          zh: `PID ${cat.pid}（${cat.argv.join(' ')}）还打开着描述符 ${fds.join('、')}`,
          en: `PID ${cat.pid} (${cat.argv.join(' ')}) has more open: descriptor${fds.length > 1 ? 's' : ''} ${fds.join(', ')}`,
        },
        { moment, exhibits: [descriptorsOf(cat)] },
      );
    if (cat.descriptors?.length !== 3)
      return fail(
        {
          zh: `PID ${cat.pid}（${cat.argv.join(' ')}）的 0、1、2 没有全部打开`,
          en: `PID ${cat.pid} (${cat.argv.join(' ')}) does not have all of 0, 1 and 2 open`,
        },
        { moment, exhibits: [descriptorsOf(cat)] },
      );
  }
  return pass(
    {
      zh: `${cats.length} 个进程都只打开着 0、1、2`,
      en: `all ${cats.length} have 0, 1 and 2 open and nothing else`,
    },
    { moment, exhibits: cats.slice(1, 2).map(descriptorsOf) },
  );
}

/** The standard output of each is the pipe that the next reads; the terminal is at both ends, and takes the errors. */
export function joinedInOrder(cats: readonly ProcessState[], moment: Moment): Finding {
  const sight = { moment, exhibits: cats.map(descriptorsOf) };
  const wrong = wrongJoint(cats);
  if (wrong !== null) return fail(wrong, sight);
  if (!moment.reached)
    return fail(
      {
        zh: `等了 ${secondsWaited(moment)} 秒，键入的一行没有从最后一个 cat 出来`,
        en: `after ${secondsWaited(moment)} s the line that was typed had not come out of the last cat`,
      },
      sight,
    );
  return pass(
    {
      zh: `${cats.length} 个进程由 ${cats.length - 1} 条管道依次相连，两头是终端`,
      en: `all ${cats.length} are joined in their order by ${cats.length - 1} pipes, with the terminal at both ends`,
    },
    sight,
  );
}

function wrongJoint(cats: readonly ProcessState[]): Text | null {
  for (const [index, cat] of cats.entries()) {
    const next = cats[index + 1];
    const ends = next === undefined ? [] : [targetOf(cat, 1), targetOf(next, 0)];
    if (next !== undefined && (ends[0] !== ends[1] || !isPipe({ fd: 1, target: ends[0]! })))
      return {
        zh: `PID ${cat.pid} 的 1 是 ${ends[0]}，下一个（PID ${next.pid}）的 0 却是 ${ends[1]}`,
        en: `descriptor 1 of PID ${cat.pid} is ${ends[0]}, but 0 of the next, PID ${next.pid}, is ${ends[1]}`,
      };
    const wanted = [...(index === 0 ? [0] : []), ...(next === undefined ? [1] : []), 2];
    const shown = onTerminal(cat.descriptors ?? []).map(({ fd }) => fd);
    const lost = wanted.find((fd) => !shown.includes(fd));
    if (lost !== undefined)
      return {
        zh: `PID ${cat.pid} 的 ${lost} 应是终端，却是 ${targetOf(cat, lost)}`,
        en: `descriptor ${lost} of PID ${cat.pid} should be the terminal, but is ${targetOf(cat, lost)}`,
      };
  }
  const pipes = new Set(cats.slice(1).map((cat) => targetOf(cat, 0)));
  return pipes.size === cats.length - 1
    ? null
    : { zh: `只有 ${pipes.size} 条不同的管道`, en: `there are only ${pipes.size} different pipes` };
}

function targetOf({ descriptors }: ProcessState, wanted: number): string {
  return descriptors?.find(({ fd }) => fd === wanted)?.target ?? '-';
}

/** As `ls -l /proc/PID/fd` ends its lines. */
function descriptorsOf({ pid, descriptors }: ProcessState): Exhibit {
  const lines = (descriptors ?? []).map(({ fd, target }) => `/proc/${pid}/fd/${fd} -> ${target}`);
  return { kind: 'descriptors', lines, marked: null };
}
