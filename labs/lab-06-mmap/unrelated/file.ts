import { type Check, fail, momentOf, notChecked, pass, secondsWaited } from '@proclab/lab-kit';
import { showEnd, textExhibit } from '../shared/starts.ts';
import { MESSAGES, PATH, READER, WRITER } from './scenario.ts';
import { NEVER_SEEN, NEVER_STORED, readerOf } from './seen.ts';

/** More than anybody needs; NULs, as in a file that was made so long, are no message in any format. */
export const LONG = '\0'.repeat(20_000);

/** A judge of what becomes of the file and of those who map it. */
const judgeFile: Check['judge'] = (run) => {
  const stored = momentOf(run, 'stored-1');
  const file = run.files.findLast(({ path }) => path === PATH);
  const exhibits = [textExhibit(file?.content ?? '', 'file')];
  const killed = run.programs.find(({ ended }) => ended?.status.kind === 'signaled');
  if (killed?.ended != null) {
    const [name, end] = [killed.argv[0], showEnd(killed)];
    return fail({ zh: `${name} ${end.zh}`, en: `${name}: ${end.en}` }, { ms: killed.ended.at, exhibits });
  }
  if (stored === undefined) return notChecked(NEVER_STORED, { ms: run.duration });
  if (file === undefined)
    return fail({ zh: `没有出现 ${PATH}`, en: `${PATH} never appeared` }, { moment: stored });
  if (!stored.reached) {
    const writer = run.programs.find(({ argv }) => argv[0] === WRITER);
    const gone = writer?.ended != null && writer.ended.at <= stored.at ? showEnd(writer) : null;
    return fail(
      gone === null
        ? {
            zh: `键入第 1 条消息 ${secondsWaited(stored)} 秒之后，${PATH} 里没有完整的这条消息`,
            en: `${secondsWaited(stored)} s after message 1 was typed it was not, or not in full, in ${PATH}`,
          }
        : {
            zh: `${WRITER} 没有把第 1 条消息完整地存进 ${PATH}：${gone.zh}`,
            en: `${WRITER} has not stored message 1, or not in full, in ${PATH}: ${gone.en}`,
          },
      { moment: stored, exhibits },
    );
  }
  const last = MESSAGES.at(-1)!;
  return file.content?.includes(last) === true
    ? pass(
        {
          zh: `消息存进了 ${PATH}，结束之后也还在`,
          en: `the messages were stored in ${PATH}, and the last is still there`,
        },
        { moment: stored, exhibits },
      )
    : fail(
        {
          zh: `两个程序结束之后，${PATH} 里没有“${last}”`,
          en: `after the end of both “${last}” is not in ${PATH}`,
        },
        { ms: run.duration, exhibits },
      );
};

export const makesFile: Check = {
  id: 'makes-file',
  points: 5,
  must: {
    zh: '文件还不存在时，writer 建立它，并把消息存进去',
    en: 'Where there is no file yet, the writer makes it and stores the message there',
  },
  hint: {
    zh: 'open 加 O_CREAT 和权限。新文件的长度是 0：先用 ftruncate 加长，再映射，否则一写就是 SIGBUS。',
    en: 'open with O_CREAT and a mode. A new file has size 0: extend it with ftruncate before you map it, or the first store is SIGBUS.',
  },
  see: 'echo hello | ./writer new-board; ls -l new-board; strings new-board',
  blame: ['writer.c:open', 'writer.c:ftruncate', 'writer.c:mmap'],
  on: 'natural',
  scenario: 'missing',
  judge: judgeFile,
};

export const emptyFile: Check = {
  id: 'empty-file',
  points: 5,
  must: {
    zh: '文件已经存在但为空时，先来的 reader 不会结束，更不会被 SIGBUS 终止',
    en: 'Where the file is there but empty, a reader that comes first does not end, least of all by SIGBUS',
  },
  hint: {
    zh: '谁都可能先来：reader 也要看文件够不够长，不够就 ftruncate，或者等它够长了再映射。访问文件末尾之后的页是 SIGBUS。',
    en: 'Either may come first: the reader too has to look if the file is long enough, and to extend it, or to map it only when it is. A page behind the end of a file is SIGBUS.',
  },
  see: ': > board; echo | ./reader board',
  blame: ['reader.c:mmap', 'reader.c:open', 'writer.c:mmap'],
  on: 'natural',
  scenario: 'empty',
  judge: (run) => {
    const reader = readerOf(run);
    const seen = momentOf(run, 'seen-1');
    if (reader === undefined) return notChecked(NEVER_SEEN, { ms: run.duration });
    const [end, ms] = [showEnd(reader), reader.ended?.at];
    if (reader.ended?.status.kind === 'signaled')
      return fail({ zh: `${READER} ${end.zh}`, en: `${READER}: ${end.en}` }, { ms });
    if (seen?.reached === true) {
      return pass(
        { zh: 'reader 等到了消息', en: 'the reader was still there when the message came' },
        { ms: seen.at },
      );
    }
    return reader.ended === null || (seen !== undefined && reader.ended.at > seen.at)
      ? notChecked(NEVER_SEEN, { ms: run.duration })
      : fail(
          {
            zh: `没等到消息，${READER} 就结束了，${end.zh}`,
            en: `${READER} did not wait for a message: ${end.en}`,
          },
          { ms },
        );
  },
};

export const shortFile: Check = {
  id: 'short-file',
  points: 5,
  must: {
    zh: '文件已经存在但只有 3 字节时，消息也完整地存进文件',
    en: 'Where the file has only 3 bytes, the message is stored in it in full as well',
  },
  hint: {
    zh: '映射不会让文件变长。写在文件末尾所在页的剩余部分不出错，却存不进文件：长度不够就先 ftruncate。',
    en: 'A mapping makes no file longer. What is written to the rest of its last page gives no fault but is not saved: extend it with ftruncate whenever it is too short.',
  },
  see: "printf old > board; echo 'a longer message' | ./writer board; od -c board",
  blame: ['writer.c:ftruncate', 'writer.c:truncate', 'writer.c:lseek', 'writer.c:mmap'],
  on: 'natural',
  scenario: 'short',
  judge: judgeFile,
};

export const notCutOff: Check = {
  id: 'not-cut-off',
  points: 5,
  must: {
    zh: '文件原来比需要的长时，谁也不把它截短',
    en: 'Where the file was longer than needed, nobody cuts it off',
  },
  hint: {
    zh: 'open 不要用 O_TRUNC。ftruncate 能加长，也能截短：先用 fstat 看长度，不够长才调用它。',
    en: 'Open without O_TRUNC. ftruncate lengthens, but shortens as well: look at the size with fstat, and call it only if the file is too short.',
  },
  see: 'truncate -s 20000 board; echo hello | ./writer board; ls -l board',
  blame: [
    'writer.c:ftruncate',
    'writer.c:truncate',
    'writer.c:open',
    'reader.c:ftruncate',
    'reader.c:truncate',
    'reader.c:open',
  ],
  on: 'natural',
  scenario: 'long',
  judge: (run) => {
    const size = run.files.findLast(({ path }) => path === PATH)?.size ?? 0;
    const sight = { ms: run.duration };
    if (momentOf(run, 'stored-1')?.reached !== true) {
      return notChecked(
        {
          zh: '文件里一直没有出现消息，这一项无从看起',
          en: 'no message was ever found in the file, so this can’t be told',
        },
        sight,
      );
    }
    return size >= LONG.length
      ? pass(
          { zh: `文件没有变短：${size} 字节`, en: `the file is no shorter than it was: ${size} bytes` },
          sight,
        )
      : fail(
          {
            zh: `文件原有 ${LONG.length} 字节，最后只有 ${size} 字节`,
            en: `the file had ${LONG.length} bytes before, and ${size} in the end`,
          },
          sight,
        );
  },
};
