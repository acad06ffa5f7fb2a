import {
  type Check,
  fail,
  type Finding,
  logExhibit,
  type Moment,
  momentOf,
  pass,
  processesOf,
  type Run,
  type Text,
  wholeTable,
  secondsWaited,
} from '@proclab/lab-kit';
import {
  CHANGED,
  CHANGED_IN_PLACE,
  CREATED,
  DELETED,
  FOLDER,
  LOG,
  logLines,
  NAME,
  ODD_NAMES,
  PLAIN_NAMES,
  RENAMED,
} from './events.ts';

const scenario = 'day';
/** Functions by which a program sees what happens in a directory. */
export const WATCHES = [
  'inotify_add_watch',
  'inotify_init',
  'inotify_init1',
  'readdir',
  'scandir',
  'nftw',
  'stat',
  'lstat',
];
const READS = ['read', ...WATCHES];
export const WRITES = ['fprintf', 'dprintf', 'vfprintf', 'fputs', 'write', 'fopen', 'open'];
export const seeLog = `tail ${LOG}`;

/** A judge: by this moment new lines named all of these. */
export function named(moment: string, names: readonly string[]): Check['judge'] {
  return (run) => namedAt(run, momentOf(run, moment), names);
}

/** A finding of the same. */
export function namedAt(run: Run, moment: Moment | undefined, names: readonly string[]): Finding {
  const log = logLines(run);
  if (moment === undefined)
    return fail(NOTHING_SEEN, { ms: run.duration, exhibits: [logExhibit(log.slice(-LAST))] });
  const lines = log.filter((line) => names.some((name) => line.includes(name)));
  const absent = names.filter((name) => !lines.some((line) => line.includes(name)));
  const sight = { moment, exhibits: [logExhibit(lines.length > 0 ? lines : log.slice(-LAST))] };
  if (moment.reached)
    return pass(
      { zh: `日志写着 ${names.map(short).join('、')}`, en: `the log has ${names.map(short).join(', ')}` },
      sight,
    );
  if (processesOf(moment.processes, NAME).length === 0)
    return fail(
      { zh: 'watcher 已经不在', en: 'watcher was gone' },
      { moment, exhibits: [wholeTable(moment), logExhibit(log.slice(-LAST))] },
    );
  const missed = absent.length > 0 ? absent : names;
  const shown = missed.map(short);
  return fail(
    {
      zh: `${secondsWaited(moment)} 秒内没有写着 ${shown.join('、')} 的新行`,
      en: `no new line came in ${secondsWaited(moment)} s with ${shown.join(', ')}`,
    },
    sight,
  );
}

/** So many of the last lines of a log show what there is in place of what should be. */
export const LAST = 6;
const NOTHING_SEEN: Text = {
  zh: '最初的几次变化它都没有记录，后面的就没有再试',
  en: 'it had logged none of the first changes, so no more were made',
};

/** A very long name shows by its beginning. */
function short(name: string): string {
  return name.length > 40 ? `${name.slice(0, 20)}…` : name;
}

export const created: Check = {
  id: 'created',
  points: 7,
  must: {
    zh: '目录中出现了新文件：日志写着它的名字',
    en: 'A new file appears in the directory: the log has its name',
  },
  hint: {
    zh: 'inotify 的掩码里要有 IN_CREATE；inotify_add_watch 之后才写“在看”的那一行，之前的事件是收不到的。轮询：上一轮没有、这一轮有的名字。',
    en: 'The mask of inotify needs IN_CREATE; and call inotify_add_watch before you log that you are watching, as what happens earlier is lost. Polling: a name that was not there in the last round.',
  },
  see: `touch ${FOLDER}/new.txt; ${seeLog}`,
  blame: WATCHES,
  on: 'natural',
  scenario,
  judge: named(CREATED.moment, CREATED.names),
};

export const changed: Check = {
  id: 'changed',
  points: 7,
  must: {
    zh: '文件末尾添了内容：日志写着它的名字',
    en: 'Something is appended to a file: the log has its name',
  },
  hint: {
    zh: '掩码里要有 IN_MODIFY 或 IN_CLOSE_WRITE。轮询：st_size 或 st_mtim 与上一轮不同。',
    en: 'The mask needs IN_MODIFY or IN_CLOSE_WRITE. Polling: st_size or st_mtim differ from the last round.',
  },
  see: `echo more >> ${FOLDER}/grow.txt; ${seeLog}`,
  blame: WATCHES,
  on: 'natural',
  scenario,
  judge: named(CHANGED.moment, CHANGED.names),
};

export const changedInPlace: Check = {
  id: 'changed-in-place',
  points: 4,
  must: {
    zh: '文件内容改了，大小没变：日志也写着它的名字',
    en: 'A file changes without changing its size: the log has its name all the same',
  },
  hint: {
    zh: '只比较 st_size 看不到这种变化；还要比较 st_mtim。',
    en: 'By st_size alone that can’t be seen. Compare st_mtim as well.',
  },
  see: `printf A > ${FOLDER}/same.txt; sleep 1; printf B 1<> ${FOLDER}/same.txt; ${seeLog}`,
  blame: WATCHES,
  on: 'natural',
  scenario,
  judge: named(CHANGED_IN_PLACE.moment, CHANGED_IN_PLACE.names),
};

export const renamed: Check = {
  id: 'renamed',
  points: 7,
  must: {
    zh: '文件改名：日志写着旧名字和新名字',
    en: 'A file is renamed: the log has the old name and the new one',
  },
  hint: {
    zh: 'inotify 给出两个事件：IN_MOVED_FROM 带旧名字，IN_MOVED_TO 带新名字。轮询看到的是少了一个名字，多了一个名字。',
    en: 'inotify gives two events: IN_MOVED_FROM with the old name, IN_MOVED_TO with the new one. Polling sees one name less and one more.',
  },
  see: `mv ${FOLDER}/before.txt ${FOLDER}/after.txt; ${seeLog}`,
  blame: WATCHES,
  on: 'natural',
  scenario,
  judge: named(RENAMED.moment, RENAMED.names),
};

export const deleted: Check = {
  id: 'deleted',
  points: 7,
  must: { zh: '文件被删除：日志写着它的名字', en: 'A file is deleted: the log has its name' },
  hint: {
    zh: '掩码里要有 IN_DELETE。轮询：记住上一轮的名字，看哪一个这一轮没有了。',
    en: 'The mask needs IN_DELETE. Polling: remember the names of the last round, and look which of them are gone.',
  },
  see: `rm ${FOLDER}/gone.txt; ${seeLog}`,
  blame: WATCHES,
  on: 'natural',
  scenario,
  judge: named(DELETED.moment, DELETED.names),
};

export const several: Check = {
  id: 'several-at-once',
  points: 6,
  must: {
    zh: '好几个文件同时出现，一个也不漏',
    en: 'Several files appear at once, and none is missed',
  },
  hint: {
    zh: '一次 read 会返回好几个事件，长度各不相同：p += sizeof(struct inotify_event) + event->len，直到读到的末尾。',
    en: 'One read returns several events of different lengths: p += sizeof(struct inotify_event) + event->len up to the end of what was read.',
  },
  see: `kill -STOP $(pgrep -o watcher); touch ${FOLDER}/one ${FOLDER}/two ${FOLDER}/three; kill -CONT $(pgrep -o watcher); ${seeLog}`,
  blame: READS,
  on: 'natural',
  scenario,
  judge: named('several', PLAIN_NAMES),
};

export const oddNames: Check = {
  id: 'odd-names',
  points: 6,
  must: {
    zh: '带空格、中文、百分号的文件名和很长的文件名，原样写进日志',
    en: 'Names with blanks, Chinese, per cent signs, and very long ones stand in the log as they are',
  },
  hint: {
    zh: '名字最长 255 字节，缓冲区至少要有 sizeof(struct inotify_event) + NAME_MAX + 1。名字要作为 "%s" 的参数，不能当格式用，也不要用 sscanf 按空格拆。',
    en: 'A name has up to 255 bytes, and the buffer must have sizeof(struct inotify_event) + NAME_MAX + 1 at least. Print it by "%s", never as the format, and do not split it at blanks.',
  },
  see: `touch "${FOLDER}/two  words.txt" "${FOLDER}/中文 文件名.txt" "${FOLDER}/100%d done.txt"; ${seeLog}`,
  blame: [...WRITES, ...READS],
  on: 'natural',
  scenario,
  judge: named('odd-names', ODD_NAMES),
};
