import {
  atMoment,
  type Call,
  callsBy,
  callsExhibit,
  type Check,
  type Exhibit,
  fail,
  logExhibit,
  lostEarlier,
  pass,
  type Receipt,
  type Run,
  showsTime,
  showStatus,
  timesIn,
  type TimerSetting,
  timersOf,
  type WrittenLine,
} from '@proclab/lab-kit';
import { alarmsIn, logLines, NO_ALARM, wokenBy } from './alarms.ts';
import { LINES, LOG } from './scenario.ts';

/** What passes for 1 s on a busy machine, ms. */
const SPACING = { least: 500, most: 1700 };
/** Between reading a clock and writing what it showed, s: its seconds are cut off, too. */
const TOLERANCE = 2;
/** The first alarm may come so long after the start, s. */
const FIRST_WITHIN = 3;
const see = 'strace -f -e trace=setitimer,write,rt_sigreturn ./alarm-log';

export const intervalTimer: Check = {
  id: 'interval-timer',
  points: 15,
  must: {
    zh: '守护进程自己用 setitimer 设定每秒一次的间隔定时器（it_interval 为 1 秒），SIGALRM 随之而来',
    en: 'The daemon itself sets an interval timer with setitimer, it_interval 1 s, and SIGALRM comes of it',
  },
  hint: {
    zh: 'it_value 是第一次的等待，it_interval 才使它重复。fork 不把定时器交给子进程，所以要在 fork 之后设定。每次用 alarm(1) 重新上弦，处理所花的时间会一次次累积下来。',
    en: 'it_value is the first wait; it_interval is what repeats it. A child of fork has no timer, so set it after the last fork. Who winds up alarm(1) again each time adds the time of the work to every interval.',
  },
  see,
  blame: ['setitimer', 'timer_settime', 'alarm', 'sleep', 'nanosleep', 'usleep', 'fork'],
  on: 'traced',
  judge: (run) => {
    const alarms = alarmsIn(run);
    const pid = wokenBy(alarms);
    const settings = callsOf(run, 'setitimer', 'timer_settime', 'alarm');
    const sight = {
      ms: settings.at(-1)?.at ?? run.duration,
      exhibits: settings.length > 0 ? [callsExhibit(settings)] : [],
    };
    if (settings.length === 0)
      return fail({ zh: '程序没有设定过定时器', en: 'the program set no timer at all' }, sight);
    if (pid === null) return fail(NO_ALARM, sight);
    const last = timersOf(run, pid).findLast(isIntervalTimer);
    if (last === undefined)
      return fail(
        {
          zh: `收到 SIGALRM 的 PID ${pid} 没有设定过间隔定时器`,
          en: `PID ${pid}, which got SIGALRM, has set no interval timer`,
        },
        sight,
      );
    if (last.interval !== 1)
      return fail(
        { zh: `it_interval 是 ${last.interval} 秒`, en: `it_interval is ${last.interval} s` },
        sight,
      );
    const first = timersOf(run, pid).findLast(
      (setting) => isIntervalTimer(setting) && setting.call.at < alarms[0]!.at,
    );
    if (first !== undefined && !isAbsolute(first) && first.value > FIRST_WITHIN)
      return fail(
        {
          zh: `第一个 SIGALRM 要等 ${first.value} 秒：这是 it_value，至多 ${FIRST_WITHIN} 秒`,
          en: `the first SIGALRM is ${first.value} s away: that is it_value, at most ${FIRST_WITHIN} s`,
        },
        sight,
      );
    return pass(
      {
        zh: `PID ${pid} 设定了 1 秒的间隔，收到 ${alarms.length} 个 SIGALRM`,
        en: `PID ${pid} set an interval of 1 s and got ${alarms.length} SIGALRM`,
      },
      sight,
    );
  },
};

/** Other kinds of setitimer(2) raise other signals; alarm(2) has no interval. */
function isIntervalTimer({ call, timer }: TimerSetting): boolean {
  return call.name === 'timer_settime' || (call.name === 'setitimer' && timer === 'ITIMER_REAL');
}

/** Is its it_value a time of day rather than a wait? timer_settime(2). */
function isAbsolute({ call }: TimerSetting): boolean {
  return call.args.includes('TIMER_ABSTIME');
}

/** What stands in the log before the first alarm, such as the time of the start, may be at any distance from it. */
function sinceFirstAlarm(run: Run): readonly WrittenLine[] {
  const [first] = alarmsIn(run);
  return logLines(run).filter(({ at }) => first === undefined || at > first.at);
}

function callsOf(run: Run, ...names: readonly string[]): readonly Call[] {
  return (run.trace?.calls ?? []).filter(({ name }) => names.includes(name));
}

export const linePerAlarm: Check = {
  id: 'line-per-alarm',
  points: 15,
  must: {
    zh: '每个 SIGALRM 之后、下一个之前，日志恰好多一行，原有的行都还在',
    en: 'After each SIGALRM and before the next one, the log gets exactly one line more, and keeps those that it has',
  },
  hint: {
    zh: '主循环等信号（pause、sigsuspend），醒来就写一行。stdio 写文件有缓冲：没有 fflush，几分钟也不见一个字节。SA_RESTART 会让 read 之类继续等下去，醒不过来。打开日志用 O_APPEND 或 "a"，O_TRUNC 和 "w" 会清空它。',
    en: 'Let the main loop wait for the signal (pause, sigsuspend) and write a line when it wakes. stdio buffers what goes to a file: without fflush there is not a byte for minutes. With SA_RESTART a read goes on waiting, and nothing wakes. Open the log with O_APPEND or "a": O_TRUNC and "w" empty it.',
  },
  see: 'strace -f -e trace=write,rt_sigreturn ./alarm-log',
  blame: ['sleep', 'write', 'fprintf', 'fputs', 'dprintf', 'setitimer', 'alarm'],
  on: 'traced',
  judge: (run) => {
    const alarms = alarmsIn(run);
    const lines = logLines(run);
    for (const [index, alarm] of alarms.slice(0, -1).entries()) {
      const next = alarms[index + 1]!;
      const between = lines.filter(({ at }) => at > alarm.at && at < next.at).length;
      if (between !== 1)
        return fail(
          {
            zh: `第 ${index + 1} 个和第 ${index + 2} 个 SIGALRM 之间写了 ${between} 行`,
            en: `lines between SIGALRM ${index + 1} and SIGALRM ${index + 2}: ${between}`,
          },
          { ms: next.at, exhibits: [beats(alarms, lines)] },
        );
    }
    if (alarms.length < LINES - 1) return tooFew(run, alarms, lines);
    const lost = lostEarlier(run, LOG);
    if (lost !== null) return lost;
    return pass(
      {
        zh: `${alarms.length} 个 SIGALRM，每个之后一行`,
        en: `${alarms.length} SIGALRM, one line after each`,
      },
      { ms: alarms.at(-1)?.at, exhibits: [beats(alarms, lines)] },
    );
  },
};

function tooFew(run: Run, alarms: readonly Receipt[], lines: readonly WrittenLine[]) {
  const sight = { ms: run.duration, exhibits: [beats(alarms, lines)] };
  return alarms.length === 0
    ? fail(NO_ALARM, sight)
    : fail(
        { zh: `只来了 ${alarms.length} 个 SIGALRM`, en: `SIGALRM came ${alarms.length} times only` },
        sight,
      );
}

/** Alarms and lines as they followed each other, with their times in seconds. */
function beats(alarms: readonly Receipt[], lines: readonly WrittenLine[]): Exhibit {
  const events = [
    ...alarms.map(({ at, pid }) => ({ at, what: `SIGALRM  → PID ${pid}` })),
    ...lines.map(({ at, text }) => ({ at, what: `line     ${text.slice(0, 80)}` })),
  ].toSorted((one, other) => one.at - other.at);
  return {
    kind: 'call',
    lines: events.slice(0, 12).map(({ at, what }) => `${(at / 1000).toFixed(3).padStart(8)} s  ${what}`),
    marked: null,
  };
}

export const onceASecond: Check = {
  id: 'once-a-second',
  points: 10,
  must: { zh: '每秒一行：不成堆，也不拖延', en: 'A line each second: neither in bursts nor late' },
  hint: {
    zh: 'it_interval = {1, 0} 就是一秒；tv_usec 的单位是微秒，必须小于 1000000。一次 SIGALRM 只写一行，写完就立刻让它进文件。',
    en: 'it_interval = {1, 0} is a second; tv_usec counts microseconds and has to be below 1000000. Write one line for one SIGALRM, and have it in the file at once.',
  },
  see: 'tail -f /tmp/alarm.log',
  blame: ['setitimer', 'timer_settime', 'alarm', 'sleep', 'write', 'fprintf'],
  on: 'traced',
  judge: (run) => {
    const all = logLines(run);
    const lines = sinceFirstAlarm(run);
    const sight = { ms: all.at(-1)?.at ?? run.duration, exhibits: [beats(alarmsIn(run), all)] };
    if (lines.length < LINES - 1)
      return fail({ zh: `只写了 ${lines.length} 行`, en: `lines written: ${lines.length}` }, sight);
    const gaps = lines.slice(1).map(({ at }, index) => at - lines[index]!.at);
    const shown = gaps.map((gap) => (gap / 1000).toFixed(2));
    const seen = { zh: `间隔（秒）：${shown.join('、')}`, en: `seconds between lines: ${shown.join(', ')}` };
    return gaps.every((gap) => gap >= SPACING.least && gap <= SPACING.most)
      ? pass(seen, sight)
      : fail(seen, sight);
  },
};

export const showsTheTime: Check = {
  id: 'shows-time',
  points: 10,
  must: { zh: '每行写着当时的时间', en: 'Each line shows the time at which it was written' },
  hint: {
    zh: '每次都重新取时间：time(NULL)，再用 localtime 和 strftime 换成时:分:秒。SIGALRM 打断的只是等待，这些在主循环里做。',
    en: 'Ask for the time anew each time: time(NULL), and make hours, minutes and seconds of it with localtime and strftime, in the main loop.',
  },
  see: 'date; tail -n 3 /tmp/alarm.log',
  blame: ['strftime', 'ctime', 'asctime', 'localtime', 'time', 'clock_gettime', 'gettimeofday', 'write'],
  on: 'traced',
  judge: (run) => {
    const lines = sinceFirstAlarm(run);
    const sight = {
      ms: lines.at(-1)?.at ?? run.duration,
      exhibits: [logExhibit(logLines(run).map(({ text }) => text))],
    };
    if (lines.length < LINES - 1)
      return fail({ zh: `只写了 ${lines.length} 行`, en: `lines written: ${lines.length}` }, sight);
    const wrong = lines.find(
      (line) => !showsTime(line.text, stampAt(run, line.at), TOLERANCE) || hasStopped(line, lines),
    );
    if (wrong === undefined)
      return pass(
        { zh: `${lines.length} 行的时间都对`, en: `the time is right in all ${lines.length} lines` },
        sight,
      );
    const [epoch = 0, clock = ''] = stampAt(run, wrong.at).split(' ');
    return fail(
      {
        zh: `${clock}（${epoch}）写的一行是 ${JSON.stringify(wrong.text.slice(0, 80))}`,
        en: `at ${clock} (${epoch}) it wrote ${JSON.stringify(wrong.text.slice(0, 80))}`,
      },
      sight,
    );
  },
};

/** Does a line show what another one showed so long before that both cannot be right? */
function hasStopped({ text, at }: WrittenLine, lines: readonly WrittenLine[]): boolean {
  return lines.some((other) => at - other.at > TOLERANCE * 1000 && timesIn(other.text) === timesIn(text));
}

/** What `date "+%s %T"` would have printed then, reckoned from what it did print. */
function stampAt(run: Run, at: number): string {
  const date = run.programs.find(({ argv }) => argv.at(-1) === '+%s %T');
  const output = run.terminals.find(({ id }) => id === date?.terminal)?.output ?? [];
  const shown = output.map(({ text }) => text).join('');
  const [, epoch = '0', hours = '0', minutes = '0', seconds = '0'] =
    /(\d{10}) (\d\d):(\d\d):(\d\d)/.exec(shown) ?? [];
  const passed = Math.round((at - (date?.ended?.at ?? at)) / 1000);
  const day = 24 * 3600;
  const clock = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + passed + day) % day;
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  return `${Number(epoch) + passed} ${two(clock / 3600)}:${two((clock / 60) % 60)}:${two(clock % 60)}`;
}

export const goesOn: Check = {
  id: 'goes-on',
  points: 5,
  must: {
    zh: '被 SIGALRM 打断（EINTR）不算出错：守护进程继续运行',
    en: 'To be interrupted by SIGALRM (EINTR) is no error: the daemon goes on',
  },
  hint: {
    zh: 'pause、sigsuspend 总是返回 -1，errno 为 EINTR；sleep 提前返回剩下的秒数；read、select 等也会这样。看一看 errno，再回到循环。处理函数要一直装着：SIGALRM 的默认动作是终止进程。',
    en: 'pause and sigsuspend always return -1 with EINTR, sleep returns what was left of it, and read, select and others do likewise. Look at errno and go round the loop again. And keep the handler installed: SIGALRM ends a process by default.',
  },
  see: 'strace -f -e trace=pause,rt_sigsuspend,clock_nanosleep ./alarm-log',
  blame: ['pause', 'sigsuspend', 'sleep', 'nanosleep', 'read', 'select', 'signal', 'sigaction'],
  on: 'traced',
  judge: atMoment('four-lines', (moment, run) => {
    const alarms = alarmsIn(run);
    const pid = wokenBy(alarms);
    if (pid === null) return fail(NO_ALARM, { moment });
    const life = run.trace?.processes.find((each) => each.pid === pid);
    const broken = callsBy(run, pid).filter(({ error }) => error === 'EINTR');
    const sight = {
      ms: broken.at(-1)?.at ?? alarms.at(-1)?.at,
      exhibits: [callsExhibit(broken.slice(0, 4))],
    };
    if (life?.ended != null && life.ended.at < moment.at)
      return fail(
        {
          zh: `第 ${alarms.length} 个 SIGALRM 之后，PID ${pid} 结束了：${showStatus(life.ended.status)}`,
          en: `after SIGALRM number ${alarms.length} PID ${pid} ended: ${showStatus(life.ended.status)}`,
        },
        { ...sight, ms: life.ended.at },
      );
    if (alarms.length < 2) return tooFew(run, alarms, logLines(run));
    return pass(
      {
        zh: `PID ${pid} 被打断 ${broken.length} 次，仍在运行`,
        en: `PID ${pid} was interrupted ${broken.length} times and was still there`,
      },
      sight,
    );
  }),
};
