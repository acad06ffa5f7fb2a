import {
  type Call,
  callsBy,
  callsExhibit,
  type Check,
  type Exhibit,
  fail,
  familyOf,
  type FileEvidence,
  type Finding,
  longestVainRow,
  type Moment,
  momentOf,
  nameOf,
  notChecked,
  pass,
  pathFrom,
  type ProgramRun,
  psExhibit,
  type Run,
  type Text,
  secondsWaited,
} from '@proclab/lab-kit';

/** A path as it was given to a program, from the root on. */
export function absolute(run: Run, path: string): string {
  return pathFrom(run.terminals[0]?.cwd ?? '/', path);
}

/** The program that was started by this name; undefined when the run broke off before. */
export function started(run: Run, name: string): ProgramRun | undefined {
  return run.programs.find(({ argv }) => argv[0] === name);
}

/** All that the terminal of a program has shown. */
export function shownBy(run: Run, name: string): string {
  const terminal = run.terminals.find(({ id }) => id === started(run, name)?.terminal);
  return (terminal?.output ?? []).map(({ text }) => text).join('');
}

/** Files as `ls -l` tells their type and size. */
export function fileExhibit(files: readonly FileEvidence[]): Exhibit {
  const letters = { regular: '-', directory: 'd', fifo: 'p', socket: 's', symlink: 'l', device: 'c' };
  const lines = files.map(
    ({ type, mode, size, path }) => `${letters[type]}${permissions(mode)} ${size} ${path}`,
  );
  return { kind: 'file', lines, marked: [0, 1] };
}

function permissions(mode: number): string {
  return [6, 3, 0]
    .map((shift) =>
      ['r', 'w', 'x'].map((letter, bit) => ((mode >> shift) & (4 >> bit) ? letter : '-')).join(''),
    )
    .join('');
}

/** The processes of a program in a traced run: itself and all that it made. */
export function pidsOf(run: Run, name: string): readonly number[] {
  const family = familyOf(run, name);
  return family === null ? [] : [family.program, ...family.made].map(({ pid }) => pid);
}

/** Calls as an exhibit, or nothing where there were none. */
export function exhibitOf(calls: readonly Call[]): readonly Exhibit[] {
  return calls.length > 0 ? [callsExhibit(calls)] : [];
}

/** A row of vain calls that is longer is a busy loop: a program may look again a few times. */
const MOST_VAIN = 20;

/** Judges that no process of these programs asks again and again for what is not there; to be asked once they did something. */
export function judgeIdle(run: Run, names: readonly string[]): Finding {
  const rows = names.flatMap((name) =>
    pidsOf(run, name).flatMap((pid) => {
      const row = longestVainRow(callsBy(run, pid));
      return row === null ? [] : [{ name, ...row }];
    }),
  );
  const [worst] = rows.toSorted((one, other) => other.times - one.times);
  if (worst === undefined || worst.times <= MOST_VAIN) {
    return pass({ zh: '两个程序都没有空转', en: 'neither program went round in vain' });
  }
  const [first, last] = worst.ends;
  return fail(
    {
      zh: `${worst.name} 接连 ${worst.times} 次 ${first.name} 都一无所获，其间没有睡过`,
      en: `${worst.name} called ${first.name} ${worst.times} times in a row for nothing, without a nap in between`,
    },
    { ms: first.at, exhibits: [callsExhibit([first, last])] },
  );
}

/** Why two programs did not meet at a moment that both had to reach. */
function whyApart(run: Run, moment: Moment | undefined): Finding {
  const [first, second] = run.programs;
  const made = run.files.filter(({ type }) => type === 'fifo');
  const sight = {
    moment,
    ms: moment?.at ?? run.duration,
    exhibits: [
      ...(made.length > 0 ? [fileExhibit(made)] : []),
      ...(moment === undefined
        ? []
        : [
            psExhibit(
              moment,
              run.programs.map(({ pid }) => pid),
              'stat',
            ),
          ]),
    ],
  };
  const early = [first, second].find((each) => each?.ended != null);
  if (first?.ended != null && (second === undefined || first.ended.at < second.startedAt)) {
    return fail(
      {
        zh: `先启动的 ${first.argv[0]} 没有等 ${second?.argv[0] ?? '对方'}，自己先结束了`,
        en: `${first.argv[0]}, started first, did not wait for ${second?.argv[0] ?? 'its partner'}: it had ended before`,
      },
      sight,
    );
  }
  if (made.length === 0) return fail({ zh: '始终没有出现 FIFO', en: 'no FIFO ever appeared' }, sight);
  if (early !== undefined) {
    return fail(
      {
        zh: `${early.argv[0]} 在连通之前就结束了`,
        en: `${early.argv[0]} ended before the two were connected`,
      },
      sight,
    );
  }
  return fail(stillApart(moment), sight);
}

function stillApart(moment: Moment | undefined): Text {
  const seconds = secondsWaited(moment);
  return {
    zh: `${seconds} 秒之后两个程序仍没有连通`,
    en: `after ${seconds} s the two programs were still not connected`,
  };
}

/** Judges a moment at which both programs must have ended and left nothing. */
export function judgeEnd(run: Run, name: string): Finding {
  const moment = momentOf(run, name);
  if (moment === undefined) return notChecked(NEVER_MET, { ms: run.duration });
  if (moment.reached) {
    return pass(
      { zh: '两个程序都结束了，没有留下进程', en: 'both programs ended and left no process' },
      { moment },
    );
  }
  const left = moment.processes.filter(({ role }) => role === 'submission');
  const names = [...new Set(left.map(({ comm }) => comm))];
  return fail(
    {
      zh: `Ctrl-D 之后 ${secondsWaited(moment)} 秒仍在运行：${names.join('、')}`,
      en: `still there ${secondsWaited(moment)} s after Ctrl-D: ${names.join(', ')}`,
    },
    { moment, exhibits: [psExhibit(moment, left.map(({ pid }) => pid).slice(0, 8), 'stat')] },
  );
}

/** A judge of natural runs: both programs got connected, whichever of them came first. */
export const judgeMeeting: Check['judge'] = (run) => {
  const moment = momentOf(run, 'connected');
  if (moment?.reached !== true) return whyApart(run, moment ?? run.moments.at(-1));
  const fifos = run.files.filter(({ type }) => type === 'fifo').map(({ path }) => path);
  const held = moment.processes.flatMap(({ pid, descriptors }) =>
    (descriptors ?? [])
      .filter(({ target }) => fifos.includes(nameOf(target)))
      .map(({ fd, target }) => `/proc/${pid}/fd/${fd} -> ${target}`),
  );
  return pass(
    { zh: '两个程序已经连通', en: 'the two programs got connected' },
    // Without the moment: the two are at work then, and ps, which this does not rest on, may disagree on STAT.
    { ms: moment.at, exhibits: [{ kind: 'descriptors', lines: held, marked: null }] },
  );
};

export const NEVER_MET: Text = {
  zh: '两个程序没有连通，这一项无从看起',
  en: 'the two programs never met, so there was nothing of this to be seen',
};

/** A judge that asks only if both programs have got the FIFO open; `either-first` says why when they have not. */
export function onceConnected(judge: (moment: Moment, run: Run) => Finding): Check['judge'] {
  return (run) => {
    const moment = momentOf(run, 'connected');
    return moment?.reached === true ? judge(moment, run) : notChecked(NEVER_MET, { ms: run.duration });
  };
}
