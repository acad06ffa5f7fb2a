import {
  type Check,
  type Exhibit,
  fail,
  linesOf,
  momentOf,
  numbersIn,
  pass,
  type Run,
  secondsWaited,
} from '@proclab/lab-kit';
import { onceConnected, shownBy, started } from '../shared/judging.ts';
import { ANSWER, answerTo, ASK, QUESTIONS } from './scenario.ts';

export const answers: Check = {
  id: 'answers',
  points: 20,
  must: {
    zh: '每个请求都得到正确的回答：同一行，字母变成大写，下一行键入之前就显示出来',
    en: 'Each request gets its right answer, the line in capitals, before the next one is typed',
  },
  hint: {
    zh: '服务端要循环到 read 返回 0 为止，每个请求都回答。用 stdio 流写 FIFO 时，每次都要 fflush，否则请求还在缓冲区里，双方就互相等下去。',
    en: 'The server goes round until read returns 0 and answers each request. Streams into a FIFO need fflush each time: with the request still in a buffer, both would wait.',
  },
  see: '(echo one; echo two) | ./ask requests answers',
  blame: [
    'answer.c:toupper',
    'ask.c:fflush',
    'answer.c:write',
    'answer.c:fprintf',
    'answer.c:read',
    'ask.c:read',
  ],
  on: 'natural',
  judge: onceConnected((_, run) => {
    const moments = QUESTIONS.flatMap((_question, index) => momentOf(run, `answer-${index + 1}`) ?? []);
    const late = moments.findIndex(({ reached }) => !reached);
    const moment = moments[late] ?? moments.at(-1);
    const exhibits = [shownExhibit(run, ASK)];
    if (late === -1) {
      return pass(
        { zh: `${moments.length} 个请求都得到了回答`, en: `all ${moments.length} requests were answered` },
        { ms: moment?.at, exhibits },
      );
    }
    return fail(
      {
        zh: `第 ${late + 1} 个请求 ${secondsWaited(moment)} 秒后没有显示出“${answerTo(QUESTIONS[late] ?? '')}”`,
        en: `${secondsWaited(moment)} s after request ${late + 1}, “${answerTo(QUESTIONS[late] ?? '')}” was not shown`,
      },
      { moment, exhibits },
    );
  }),
};

export const whoIsWho: Check = {
  id: 'who-is-who',
  points: 10,
  must: {
    zh: '对每个请求，answer 显示提问者的 PID，ask 显示回答者的 PID',
    en: 'With each request answer shows the PID of who asks, and ask the PID of who answers',
  },
  hint: {
    zh: '两个程序没有亲缘关系，getppid() 得不到对方：各自把 getpid() 放进消息里传过去。',
    en: 'The two are not related, so getppid() does not help: each sends its getpid() along in its message.',
  },
  see: '(echo one; echo two) | ./ask requests answers',
  blame: ['getppid', 'getpid', 'printf'],
  on: 'natural',
  judge: onceConnected((moment, run) => {
    const [ask, answer] = [started(run, ASK)?.pid ?? 0, started(run, ANSWER)?.pid ?? 0];
    const sight = {
      ms: (momentOf(run, 'end') ?? moment).at,
      exhibits: [shownExhibit(run, ASK), shownExhibit(run, ANSWER)],
    };
    // That a request had no answer is for `answers` to say.
    const reached = QUESTIONS.filter((_, index) => momentOf(run, `answer-${index + 1}`)?.reached === true);
    const answered = Math.max(1, reached.length);
    for (const { name, pid, other } of [
      { name: 'answer', pid: ask, other: 'ask' },
      { name: 'ask', pid: answer, other: 'answer' },
    ]) {
      const times = numbersIn(shownBy(run, `./${name}`)).filter((number) => number === pid).length;
      if (times < answered)
        return fail(
          {
            zh: `${answered} 个请求，${name} 显示了 ${times} 次 ${other} 的 PID ${pid}`,
            en: `of ${answered} ${answered === 1 ? 'request' : 'requests'}, ${name} showed ${pid}, the PID of ${other}, ${times === 1 ? 'once' : `${times} times`}`,
          },
          sight,
        );
    }
    return pass(
      {
        zh: `answer 显示了 ${ask}，ask 显示了 ${answer}`,
        en: `answer showed ${ask}, ask showed ${answer}`,
      },
      sight,
    );
  }),
};

/** What the terminal of a program showed, its name in front of each line. */
function shownExhibit(run: Run, name: string): Exhibit {
  const lines = linesOf(shownBy(run, name)).filter((line) => line !== '');
  return {
    kind: 'output',
    lines: (lines.length > 0 ? lines : ['(nothing)']).slice(0, 8).map((line) => `${name}: ${line}`),
    marked: null,
  };
}
