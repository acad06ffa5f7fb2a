import {
  type Check,
  fail,
  logExhibit,
  lostEarlier,
  momentOf,
  pass,
  type ProgramRun,
  type Run,
  showsTime,
} from '@proclab/lab-kit';
import {
  type Event,
  FOLDER,
  LOG,
  logLines,
  STAMP,
  UNTOUCHED,
  WITH_TERMINAL,
  WITHOUT_TERMINAL,
} from './events.ts';
import { LAST, seeLog, WATCHES, WRITES } from './reporting.ts';

const scenario = 'day';
/** How far the time of a line may be from the time at which the day began, s: what a very busy machine may need in between. */
const TOLERANCE = 60;
/** What passes for prompt, ms. */
const PROMPT = 3000;

const EVENTS: readonly Event[] = [...WITH_TERMINAL, ...WITHOUT_TERMINAL];

export const timeLogged: Check = {
  id: 'time-logged',
  points: 5,
  must: {
    zh: '写着名字的行也写着当时的时间：HH:MM:SS，或从 1970 年起的秒数',
    en: 'The lines with the names have the time, too: HH:MM:SS, or the seconds since 1970',
  },
  hint: {
    zh: '每写一行都调用 time(NULL)，再用 localtime 和 strftime(…, "%F %T", …)。要的是变化的时间，不是程序启动的时间。',
    en: 'Call time(NULL) for each line, then localtime and strftime(…, "%F %T", …). It is the time of the change, not that of the start.',
  },
  see: `${seeLog}; date`,
  blame: ['strftime', 'time', 'ctime', 'localtime', ...WRITES],
  on: 'natural',
  scenario,
  judge: (run) => {
    const log = logLines(run);
    const stamp = run.files.find(({ path, content }) => path === STAMP && content !== null)?.content ?? '';
    const about = EVENTS.map((event) => ({
      event,
      lines: log.filter((line) => event.names.some((name) => line.includes(name))),
    }));
    const logged = about.filter(
      ({ event, lines }) => lines.length > 0 && momentOf(run, event.moment)?.reached === true,
    );
    const began = stamp.trim().split(' ')[1] ?? '';
    if (logged.length === 0)
      return fail(
        { zh: '日志中没有一次变化', en: 'the log has no change at all' },
        { ms: run.duration, exhibits: [logExhibit(log.slice(-LAST))] },
      );
    const untimed = logged.find(({ lines }) => !lines.some((line) => showsTime(line, stamp, TOLERANCE)));
    return untimed === undefined
      ? pass(
          { zh: `时间与 ${began} 相符`, en: `the times agree with ${began}` },
          { ms: run.duration, exhibits: [logExhibit(logged.flatMap(({ lines }) => lines))] },
        )
      : fail(
          {
            zh: `当时是 ${began}，而 ${untimed.event.names.join('、')} 的行没有这个时间`,
            en: `it was ${began}, but no line with ${untimed.event.names.join(', ')} has that time`,
          },
          { ms: run.duration, exhibits: [logExhibit(untimed.lines)] },
        );
  },
};

export const promptly: Check = {
  id: 'promptly',
  points: 4,
  must: {
    zh: `变化之后三秒之内就写进日志`,
    en: 'A change is in the log within three seconds',
  },
  hint: {
    zh: '用 inotify 当时就知道；轮询的话，每秒看一次。写完 fflush，不要留在缓冲区里。',
    en: 'With inotify you know at once; if you poll, look once a second. Call fflush after each line, so that none stays in a buffer.',
  },
  see: `touch ${FOLDER}/new.txt; sleep 3; ${seeLog}; date`,
  blame: ['sleep', 'usleep', 'nanosleep', 'alarm', 'setitimer', ...WRITES],
  on: 'natural',
  scenario,
  judge: (run) => {
    const waits = EVENTS.flatMap((event) => {
      const moment = momentOf(run, event.moment);
      const done = commandOf(run, event)?.ended?.at;
      return moment?.reached === true && done !== undefined
        ? [{ event, moment, ms: Math.max(0, moment.at - done) }]
        : [];
    });
    const [longest] = waits.toSorted((one, other) => other.ms - one.ms);
    if (longest === undefined)
      return fail({ zh: '它没有记录过变化', en: 'it logged no change' }, { ms: run.duration });
    const seconds = (longest.ms / 1000).toFixed(1);
    const sight = {
      moment: longest.moment,
      exhibits: [
        logExhibit(logLines(run).filter((line) => longest.event.names.some((name) => line.includes(name)))),
      ],
    };
    const seen = {
      zh: `最长的一次等了 ${seconds} 秒（${longest.event.names.join('、')}）`,
      en: `the longest took ${seconds} s (${longest.event.names.join(', ')})`,
    };
    return longest.ms <= PROMPT ? pass(seen, sight) : fail(seen, sight);
  },
};

export const onlyChanges: Check = {
  id: 'only-changes',
  points: 5,
  must: {
    zh: '只在日志末尾添写变化，每次变化只记录当时：没有变的文件不出现，变过的不再重复',
    en: 'It appends changes to the log, nothing else, when they happen: what did not change is not there, and no change is reported again',
  },
  hint: {
    zh: '掩码不要用 IN_ALL_EVENTS：打开和读取不是变化。轮询时，每一轮都要与上一轮比较，而不是与最初比较。打开日志用 "a"，"w" 会清空它。',
    en: 'Do not use IN_ALL_EVENTS: to open and to read is no change. Polling: compare each round with the last one, not with the first. Open the log with "a": "w" empties it.',
  },
  see: `cat ${FOLDER}/${UNTOUCHED}; sleep 3; ${seeLog}`,
  blame: WATCHES,
  on: 'natural',
  scenario,
  judge: (run) => {
    const log = logLines(run);
    const done = EVENTS.filter(({ moment }) => momentOf(run, moment)?.reached === true);
    if (done.length < 2)
      return fail(
        { zh: '它几乎没有记录过变化', en: 'it logged hardly any change' },
        { ms: run.duration, exhibits: [logExhibit(log.slice(-LAST))] },
      );
    const lost = lostEarlier(run, LOG);
    if (lost !== null) return lost;
    const idle = log.filter((line) => line.includes(UNTOUCHED));
    if (idle.length > 0)
      return fail(
        {
          zh: `没有人改过 ${UNTOUCHED}，日志却写着它`,
          en: `nobody changed ${UNTOUCHED}, but it is in the log`,
        },
        { ms: run.duration, exhibits: [logExhibit(idle)] },
      );
    for (const [index, event] of done.slice(0, -1).entries()) {
      const next = done[index + 1]!;
      const begun = log.findIndex((line) => next.names.some((name) => line.includes(name)));
      const again = log.slice(begun).filter((line) => event.names.some((name) => line.includes(name)));
      if (again.length > 0)
        return fail(
          {
            zh: `${event.names.join('、')} 在 ${next.names.join('、')} 之后又被记录了一遍`,
            en: `${event.names.join(', ')} was logged again after ${next.names.join(', ')}`,
          },
          { ms: run.duration, exhibits: [logExhibit(again)] },
        );
    }
    return pass(
      { zh: `${log.length} 行，都是变化`, en: `${log.length} lines, all of them changes` },
      { ms: run.duration, exhibits: [logExhibit(log)] },
    );
  },
};

/** A program is started by the path at which it was found, so its arguments tell. */
function commandOf(run: Run, { command: [, ...args] }: Event): ProgramRun | undefined {
  return run.programs.find(({ argv }) => JSON.stringify(argv.slice(1)) === JSON.stringify(args));
}
