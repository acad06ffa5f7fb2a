import {
  c,
  type Check,
  exercise,
  fail,
  fifosMade,
  named,
  namesRemoved,
  natural,
  notChecked,
  pass,
  type Run,
  traced,
  trafficFrom,
  trafficTo,
} from '@proclab/lab-kit';
import {
  absolute,
  exhibitOf,
  judgeEnd,
  judgeIdle,
  judgeMeeting,
  NEVER_MET,
  onceConnected,
  pidsOf,
} from '../shared/judging.ts';
import { ANSWER, answerTo, ASK, inquiry, type Order, QUESTIONS } from './scenario.ts';
import { answers, whoIsWho } from './shown.ts';

/** The paths of the two FIFOs in a run: the one for requests comes first. */
function fifosOf(run: Run): readonly string[] {
  return (run.programs[0]?.argv.slice(1) ?? []).map((name) => absolute(run, name));
}

const twoFifos: Check = {
  id: 'two-fifos',
  points: 10,
  must: {
    zh: '用 mkfifo 建立了两个 FIFO，名字由命令行给出',
    en: 'Two FIFOs are made, by the names in the command line',
  },
  hint: {
    zh: '一个 FIFO 只适合一个方向：两个程序共用一个，就可能读回自己写的东西。对 argv[1] 和 argv[2] 各调用一次 mkfifo，EEXIST 不算错。',
    en: 'One FIFO serves one direction: two programs that share one may read back what they wrote themselves. Call mkfifo for argv[1] and for argv[2]; EEXIST is no error.',
  },
  see: 'strace -f -e trace=mknod,mknodat ./answer requests answers',
  blame: ['mkfifo', 'mknod'],
  on: 'traced',
  judge: (run) => {
    const made = fifosMade(run);
    const calls = made.map(({ call }) => call);
    const sight = { ms: calls[0]?.at ?? run.duration, exhibits: exhibitOf(calls) };
    const missing = fifosOf(run).filter((path) => !made.some((one) => one.path === path));
    return missing.length === 0
      ? pass(
          { zh: `建立了 ${fifosOf(run).join(' 和 ')}`, en: `${fifosOf(run).join(' and ')} were made` },
          sight,
        )
      : fail(
          { zh: `没有建立 FIFO ${missing.join('、')}`, en: `no FIFO was made of ${missing.join(', ')}` },
          sight,
        );
  },
};

const eitherFirst: Check = {
  id: 'either-first',
  points: 20,
  must: {
    zh: '不论谁先启动，两个程序都能连通，不会死锁',
    en: 'Whoever starts first, the two get connected: no deadlock',
  },
  hint: {
    zh: '打开一端会阻塞到另一端也被打开。如果两个程序都先打开自己要读的那个，就各自等对方，谁也等不到：让它们按同样的次序打开两个 FIFO。两边都要先把 FIFO 建好。',
    en: 'Opening one end blocks until the other is opened. If both programs open first what they read from, each waits for the other for ever: let both open the two FIFOs in the same order. And both must make them, or one comes too early.',
  },
  see: './answer requests answers & ./ask requests answers < /dev/null & ps -o pid,stat,wchan:20,args',
  blame: ['open', 'fopen', 'mkfifo'],
  on: 'natural',
  judge: judgeMeeting,
};

const bothWays: Check = {
  id: 'both-ways',
  points: 15,
  must: {
    zh: '请求走第一个 FIFO 去，回答走第二个 FIFO 回',
    en: 'Requests go through the first FIFO, answers come back through the second',
  },
  hint: {
    zh: '大写由 answer 来做，再写进 argv[2]；ask 只显示从那里读到的内容。',
    en: 'The capitals are made by answer, which writes them to argv[2]; ask shows what it reads there.',
  },
  see: 'strace -f -y -e trace=read,write ./answer requests answers',
  blame: ['answer.c:write', 'answer.c:fprintf', 'ask.c:write', 'ask.c:read'],
  on: 'traced',
  judge: onceConnected((_, run) => {
    const [requests = '', replies = ''] = fifosOf(run);
    const [ask, answer] = [pidsOf(run, ASK), pidsOf(run, ANSWER)];
    const ways = [
      { from: ASK, through: requests, ...trafficTo(run, ask, requests), wanted: QUESTIONS },
      { from: ANSWER, through: requests, ...trafficFrom(run, answer, requests), wanted: QUESTIONS },
      { from: ANSWER, through: replies, ...trafficTo(run, answer, replies), wanted: QUESTIONS.map(answerTo) },
      { from: ASK, through: replies, ...trafficFrom(run, ask, replies), wanted: QUESTIONS.map(answerTo) },
    ];
    const calls = ways.flatMap((way) => way.calls).toSorted((one, other) => one.at - other.at);
    const sight = { ms: calls[0]?.at ?? run.duration, exhibits: exhibitOf(calls) };
    for (const { from, through, text, wanted } of ways) {
      const missing = wanted.find((line) => !text.includes(line));
      if (missing !== undefined) {
        return fail(
          {
            zh: `${from} 没有让“${missing}”经过 ${through}`,
            en: `“${missing}” did not pass through ${through} in ${from}`,
          },
          sight,
        );
      }
    }
    return pass(
      {
        zh: `请求经过 ${requests}，回答经过 ${replies}`,
        en: `requests went through ${requests}, answers through ${replies}`,
      },
      sight,
    );
  }),
};

const bothEndCheck: Check = {
  id: 'both-end',
  points: 10,
  must: { zh: 'ask 读到 Ctrl-D，两个程序都结束', en: 'Ctrl-D at ask ends both programs' },
  hint: {
    zh: 'ask 关闭写端后，answer 的 read 返回 0，应当结束循环。若 answer 自己也握着请求 FIFO 的写端（O_RDWR），就永远读不到 0。',
    en: 'When ask closes its end, read in answer returns 0 and the loop is over. If answer has a writing end of that FIFO itself (O_RDWR), it never gets there.',
  },
  see: './answer requests answers & ./ask requests answers < /dev/null; wait; echo "both have ended"',
  blame: ['answer.c:open', 'answer.c:fopen', 'answer.c:read'],
  on: 'natural',
  judge: onceConnected((_, run) => judgeEnd(run, 'end')),
};

const removed: Check = {
  id: 'removed',
  points: 10,
  must: { zh: '最后两个 FIFO 都被删除', en: 'In the end both FIFOs are removed' },
  hint: {
    zh: 'FIFO 的名字像文件一样一直留着，close 不会删掉它。由一方在结束前对两个名字各 unlink 一次。',
    en: 'The name of a FIFO stays like that of a file; close does not remove it. Let one of the two unlink both before it ends.',
  },
  see: './answer requests answers & ./ask requests answers < /dev/null; wait; ls -l requests answers',
  blame: ['unlink', 'remove', 'close', 'mkfifo'],
  on: 'traced',
  judge: onceConnected((_, run) => {
    const [made, gone] = [fifosMade(run), namesRemoved(run)];
    const left = fifosOf(run).filter((path) => {
      const birth = made.findLast((one) => one.path === path)?.call.at ?? Infinity;
      return !gone.some((one) => one.path === path && one.call.at > birth);
    });
    const calls = [...made, ...gone].map(({ call }) => call).toSorted((one, other) => one.at - other.at);
    const sight = { ms: calls.at(-1)?.at ?? run.duration, exhibits: exhibitOf(calls) };
    if (made.length === 0) return fail({ zh: '没有建立过 FIFO', en: 'no FIFO was ever made' }, sight);
    return left.length === 0
      ? pass({ zh: '两个 FIFO 都已删除', en: 'both FIFOs were removed' }, sight)
      : fail({ zh: `没有删除：${left.join('、')}`, en: `not removed: ${left.join(', ')}` }, sight);
  }),
};

const noBusyLoop: Check = {
  id: 'no-busy-loop',
  points: 5,
  must: { zh: '等待时睡着，不空转', en: 'Who waits sleeps; nobody goes round in vain' },
  hint: {
    zh: '不加 O_NONBLOCK 的 read 自己会睡到有数据为止；返回 0 就是结束。',
    en: 'Without O_NONBLOCK read sleeps by itself until there is something; 0 is the end.',
  },
  see: './answer requests answers & top -b -n 1 -p $!',
  blame: ['answer.c:read', 'ask.c:read', 'open'],
  on: 'traced',
  judge: (run) => {
    const { calls } = trafficTo(run, pidsOf(run, ASK), fifosOf(run)[0] ?? '');
    return calls.length > 0 ? judgeIdle(run, [ASK, ANSWER]) : notChecked(NEVER_MET, { ms: run.duration });
  },
};

function runsOf(order: Order, schedule: 'slow-writer' | 'slow-reader') {
  return named(order, [natural(inquiry(order)), ...traced(inquiry(order), schedule)]);
}

export default exercise('two-way', {
  title: { zh: '一问一答', en: 'Request and answer' },
  programs: [c('answer.c'), c('ask.c')],
  runs: [...runsOf('answer-first', 'slow-reader'), ...runsOf('ask-first', 'slow-writer')],
  checks: [twoFifos, eitherFirst, answers, whoIsWho, bothWays, bothEndCheck, removed, noBusyLoop],
});
