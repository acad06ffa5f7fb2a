import {
  c,
  type Check,
  exercise,
  fail,
  type Finding,
  linesOf,
  type Moment,
  momentOf,
  named,
  natural,
  notChecked,
  pass,
  psExhibit,
  type Run,
  type Text,
  traced,
  tracing,
  secondsWaited,
} from '@proclab/lab-kit';
import { TRACED } from '../shared/by-mapping.ts';
import { showEnd, textExhibit } from '../shared/starts.ts';
import { emptyFile, LONG, makesFile, notCutOff, shortFile } from './file.ts';
import { byMapping, mappedOnce, showsALine } from './how.ts';
import { type Index, MESSAGES, readerFirst, writerFirst } from './scenario.ts';
import { NEVER_SEEN, onceSeen, quote, readerOf, shownByReader } from './seen.ts';

/** Judges a moment, after Enter, at which the reader must have shown something. */
function pressed(run: Run, moment: Moment, what: Text): Finding {
  const sight = { moment, exhibits: [textExhibit(shownByReader(run))] };
  const reader = readerOf(run);
  if (!moment.reached && reader?.ended != null && reader.ended.at < moment.at) {
    const end = showEnd(reader);
    return fail(
      { zh: `reader 没有显示${what.zh}：${end.zh}`, en: `the reader has not shown ${what.en}: ${end.en}` },
      sight,
    );
  }
  return moment.reached
    ? pass({ zh: `reader 显示了${what.zh}`, en: `the reader has shown ${what.en}` }, sight)
    : fail(
        {
          zh: `按回车 ${secondsWaited(moment)} 秒之后，reader 没有显示${what.zh}`,
          en: `${secondsWaited(moment)} s after Enter the reader had not shown ${what.en}`,
        },
        sight,
      );
}

const quoted = (index: Index): Text => ({ zh: quote(MESSAGES[index]), en: quote(MESSAGES[index]) });

const seesStored: Check = {
  id: 'sees-stored',
  points: 20,
  must: {
    zh: '按回车，reader 就显示 writer 已经存下的消息，不论谁先启动',
    en: 'At Enter the reader shows the message that the writer has stored, whoever was started first',
  },
  hint: {
    zh: '两个程序映射同一个文件，都用 MAP_SHARED；writer 用 strcpy 之类存进映射区，reader 从映射区打印。不要用 O_TRUNC：它清空对方存下的内容。',
    en: 'Both map the same file, both with MAP_SHARED; the writer stores with strcpy or the like, the reader prints from the mapping. No O_TRUNC: it wipes out what the other has stored.',
  },
  see: 'echo hello | ./writer board; echo | ./reader board',
  blame: ['reader.c:mmap', 'writer.c:mmap', 'reader.c:open', 'writer.c:open'],
  on: 'natural',
  judge: (run) => {
    const moment = momentOf(run, 'seen-1');
    return moment === undefined
      ? notChecked(NEVER_SEEN, { ms: run.duration })
      : pressed(run, moment, quoted(0));
  },
};

const seesChanges: Check = {
  id: 'sees-changes',
  points: 15,
  must: {
    zh: 'reader 已经映射之后，writer 再存的每一条也都看得到',
    en: 'What the writer stores later is seen as well by the reader that has mapped the file before',
  },
  hint: {
    zh: '每次按回车都要重新从映射区取内容，不要打印先前的副本；writer 每读到一行就存，不要攒到最后。',
    en: 'At each Enter look into the mapping again instead of printing an older copy; and let the writer store each line when it comes, not at the end.',
  },
  see: '(echo; sleep 2; echo) | ./reader board & sleep 1; echo news | ./writer board',
  blame: ['reader.c:mmap', 'reader.c:strcpy', 'reader.c:memcpy', 'reader.c:printf', 'writer.c:mmap'],
  on: 'natural',
  judge: onceSeen((run) => {
    const moments = [1, 2].flatMap((index) => momentOf(run, `seen-${index + 1}`) ?? []);
    const late = moments.findIndex(({ reached }) => !reached);
    const moment = moments[late] ?? moments.at(-1);
    if (moment === undefined) return notChecked(NEVER_SEEN, { ms: run.duration });
    return pressed(run, moment, quoted(late === 0 ? 1 : 2));
  }),
};

const nothingLeftOver: Check = {
  id: 'nothing-left-over',
  points: 10,
  must: {
    zh: '消息显示在一行的末尾，后面没有上一条的残余，也没有看不见的字节',
    en: 'A message stands at the end of a line: no rest of an older one behind it, and no invisible bytes',
  },
  hint: {
    zh: '存消息时连同结尾的 \\0 一起存：较短的一条不会自动抹掉较长的一条。打印只到 \\0 为止，不要把整页都打印出来。',
    en: 'Store the \\0 at the end of the message too: a shorter message does not wipe out a longer one by itself. Print up to the \\0, not the whole page.',
  },
  see: "printf 'a longer one\\nshort\\n' | ./writer board; echo | ./reader board | cat -A",
  blame: ['writer.c:memcpy', 'writer.c:strncpy', 'reader.c:fwrite', 'reader.c:write', 'reader.c:printf'],
  on: 'natural',
  judge: onceSeen((run, moment) => {
    const lines = linesOf(shownByReader(run));
    const sight = {
      ms: (momentOf(run, 'seen-3') ?? moment).at,
      exhibits: [textExhibit(shownByReader(run))],
    };
    const wrong = lines.find((line) =>
      MESSAGES.some((message) => line.includes(message) && !line.endsWith(message)),
    );
    if (wrong === undefined) {
      return pass(
        { zh: '每条消息后面都没有别的东西', en: 'nothing stands behind any of the messages' },
        sight,
      );
    }
    const message = MESSAGES.find((one) => wrong.includes(one))!;
    const rest = JSON.stringify(wrong.slice(wrong.indexOf(message) + message.length).slice(0, 24));
    return fail(
      { zh: `${quote(message)}后面还有 ${rest}`, en: `behind ${quote(message)} stands ${rest}` },
      sight,
    );
  }),
};

const stays: Check = {
  id: 'stays',
  points: 10,
  must: {
    zh: '看过之后消息还在：writer 结束之后，再按回车仍显示它',
    en: 'A message that was looked at is still there: Enter shows it again, even after the writer’s end',
  },
  hint: {
    zh: '映射区不是管道，读取不会取走内容，writer 的结束也不会。reader 不要清空映射区，也不要只在内容变化时才打印。',
    en: 'A mapping is no pipe: looking takes nothing away, and neither does the end of the writer. Don’t clear it in the reader, and don’t print changes only.',
  },
  see: "echo hello | ./writer board; printf '\\n\\n' | ./reader board",
  blame: [
    'reader.c:memset',
    'writer.c:memset',
    'writer.c:unlink',
    'writer.c:ftruncate',
    'reader.c:strcmp',
    'reader.c:printf',
  ],
  on: 'natural',
  judge: onceSeen((run) => {
    const [moment, third] = [momentOf(run, 'still'), momentOf(run, 'seen-3')];
    if (moment === undefined || third?.reached !== true) return notChecked(NEVER_SEEN, { ms: run.duration });
    return pressed(run, moment, { zh: `“${MESSAGES[2]}”第二次`, en: `“${MESSAGES[2]}” again` });
  }),
};

const bothEnd: Check = {
  id: 'both-end',
  points: 5,
  must: {
    zh: '按 Ctrl-D，两个程序各自结束，不留下进程',
    en: 'Each program ends at Ctrl-D, and no process is left',
  },
  hint: {
    zh: '读终端的函数返回 0、NULL 或 EOF 时离开循环。',
    en: 'Leave the loop when what reads the terminal returns 0, NULL or EOF.',
  },
  see: './reader board < /dev/null; echo $?',
  blame: ['reader.c:getchar', 'reader.c:fgets', 'reader.c:read', 'writer.c:fgets', 'writer.c:read'],
  on: 'natural',
  judge: onceSeen((run) => {
    const moment = momentOf(run, 'end');
    if (moment === undefined) return notChecked(NEVER_SEEN, { ms: run.duration });
    const left = moment.processes.filter(({ role }) => role === 'submission');
    if (!moment.reached) {
      const names = [...new Set(left.map(({ comm }) => comm))];
      return fail(
        {
          zh: `Ctrl-D 之后 ${secondsWaited(moment)} 秒仍在运行：${names.join('、')}`,
          en: `still there ${secondsWaited(moment)} s after Ctrl-D: ${names.join(', ')}`,
        },
        { moment, exhibits: [psExhibit(moment, left.map(({ pid }) => pid).slice(0, 8), 'stat')] },
      );
    }
    return pass({ zh: '两个程序都结束了', en: 'both programs have ended' }, { moment });
  }),
};

const noFile = writerFirst(null);
const nothingInIt = readerFirst('');

export default exercise('unrelated', {
  title: { zh: '互不相干的两个程序共享一个文件', en: 'Two unrelated programs share a file' },
  programs: [c('writer.c'), c('reader.c')],
  runs: [
    ...named('missing', [natural(noFile), ...tracing(TRACED, traced(noFile, 'as-it-comes'))]),
    ...named('empty', [natural(nothingInIt), ...tracing(TRACED, traced(nothingInIt, 'as-it-comes'))]),
    ...named('short', [natural(writerFirst('old'))]),
    ...named('long', [natural(writerFirst(LONG))]),
  ],
  checks: [
    makesFile,
    emptyFile,
    shortFile,
    notCutOff,
    showsALine,
    seesStored,
    seesChanges,
    nothingLeftOver,
    stays,
    byMapping,
    mappedOnce,
    bothEnd,
  ],
});
