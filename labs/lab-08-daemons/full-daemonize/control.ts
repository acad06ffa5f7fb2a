import {
  atMoment,
  type Check,
  daemonsOf,
  fail,
  momentOf,
  ofProcesses,
  pass,
  psExhibit,
  syslogExhibit,
  wholeTable,
} from '@proclab/lab-kit';
import { asleep } from '../shared/resting.ts';
import { CONFIG, FIRST, NAME, PID_FILE, secondWordOf, THIRD } from './places.ts';
import { askForWord, daemon, heardBy, pidsAt, seeSyslog, SIGNALS, toldAt } from './seen.ts';

const scenario = 'day';
const READS = ['fscanf', 'fgets', 'getline', 'sscanf', 'fopen', 'open'];

export const survivesHangUp: Check = {
  id: 'survives-hang-up',
  points: 5,
  must: {
    zh: '终端关闭之后它还在，还会回答',
    en: 'When the terminal has been closed it is still there, and answers',
  },
  hint: {
    zh: '终端关闭时，那个会话的作业会收到 SIGHUP。守护进程不在那个会话里，就收不到。',
    en: 'When a terminal closes, the jobs of its session get SIGHUP. A daemon is not in that session and gets none.',
  },
  see: `script -qc "./full-daemonize; sleep 1" /dev/null; sleep 1; ${askForWord}; ${seeSyslog}`,
  blame: ['setsid', 'daemon', 'fork', ...SIGNALS],
  on: 'natural',
  scenario,
  judge: atMoment('not-reread-yet', (moment, run) => {
    const pids = pidsAt(run, 'started');
    const closed = run.terminals[0]?.hungUpAt ?? Infinity;
    const left = moment.processes.filter(({ pid }) => pids.includes(pid));
    const answers = heardBy(run, moment).filter(({ at: time, pid }) => time > closed && pids.includes(pid));
    const sight = {
      moment,
      exhibits: [
        left.length > 0 ? psExhibit(moment, pids, 'pid') : wholeTable(moment),
        syslogExhibit(answers),
      ],
    };
    if (left.length === 0) return fail({ zh: '守护进程已经不在', en: 'the daemon was gone' }, sight);
    return answers.length > 0
      ? pass(
          {
            zh: `PID ${pids.join('、')} 还在，也回答了`,
            en: `PID ${pids.join(', ')} was there and answered`,
          },
          sight,
        )
      : fail(
          {
            zh: `PID ${pids.join('、')} 还在，但没有回答`,
            en: `PID ${pids.join(', ')} was there, but gave no answer`,
          },
          sight,
        );
  }),
};

export const rereads: Check = {
  id: 'rereads',
  points: 7,
  must: {
    zh: 'SIGHUP 让它重读配置：PID 不变，从此用新的词；再来一次也一样',
    en: 'At SIGHUP it reads the configuration again: same PID, and the new word from then on; a second time as well',
  },
  hint: {
    zh: 'SIGHUP 的默认动作是终止进程。让处理函数只设一个标志，由主循环重读；或者阻塞信号，用 sigwaitinfo 取。词是 syslog 的参数（"%s"），不是它的格式。',
    en: 'By default SIGHUP ends a process. Let the handler set a flag, no more, and the main loop read; or block the signal and fetch it by sigwaitinfo. The word is an argument of syslog ("%s"), not its format.',
  },
  see: `echo word=new > ${CONFIG}; kill -HUP $(cat ${PID_FILE}); ${askForWord}; ${seeSyslog}`,
  blame: [...SIGNALS, ...READS],
  on: 'natural',
  scenario,
  judge: atMoment('reread-again', (last, run) => {
    const second = secondWordOf(run);
    const before = pidsAt(run, 'started');
    const same = last.processes.filter(({ pid }) => before.includes(pid));
    if (same.length === 0)
      return fail(
        before.length === 0
          ? { zh: '本来就没有守护进程', en: 'there was no daemon in the first place' }
          : { zh: `守护进程 ${before[0]} 已经不在`, en: `the daemon, PID ${before[0]}, is gone` },
        { moment: last, exhibits: [wholeTable(last)] },
      );
    const told = (['reread', 'asked-again'] as const).map((name) => ({
      moment: momentOf(run, name),
      word: second,
    }));
    const wrong = [...told, { moment: last, word: THIRD }].find(({ moment }) => moment?.reached !== true);
    return toldAt(run, wrong?.moment ?? last, wrong?.word ?? THIRD);
  }),
};

export const notBeforeSighup: Check = {
  id: 'not-before-sighup',
  points: 4,
  must: {
    zh: '配置文件改了，没有收到 SIGHUP 之前，它仍用原来的词',
    en: 'The configuration changes, and until SIGHUP comes it keeps the word that it has',
  },
  hint: {
    zh: '启动时读一次，存在变量里；不要每次回答都去读文件。写到一半的文件也会被读到。',
    en: 'Read it once at the start and keep it in a variable, rather than reading the file for each answer: it might be half written.',
  },
  see: `echo word=new > ${CONFIG}; ${askForWord}; ${seeSyslog}`,
  blame: [...READS, 'syslog'],
  on: 'natural',
  scenario,
  judge: atMoment('not-reread-yet', (moment, run) => toldAt(run, moment, FIRST)),
};

export const withoutConfig: Check = {
  id: 'without-config',
  points: 5,
  must: {
    zh: 'SIGHUP 时配置文件不在：它用 syslog 说明原因，保留原来的词，继续工作',
    en: 'SIGHUP without a configuration: it tells syslog the reason, keeps its word and goes on',
  },
  hint: {
    zh: '重读失败不是结束的理由。syslog 的格式 %m 就是 strerror(errno)；先读进临时变量，成功了再换掉旧值。',
    en: 'That is no reason to end. In a format of syslog %m stands for strerror(errno); read into a variable of its own, and replace the old value when that has succeeded.',
  },
  see: `rm ${CONFIG}; kill -HUP $(cat ${PID_FILE}); ${askForWord}; ${seeSyslog}`,
  blame: [...READS, 'exit'],
  on: 'natural',
  scenario,
  judge: atMoment('config-missing', (moment, run) => {
    const after = momentOf(run, 'asked-without-config');
    const sight = { moment, exhibits: [syslogExhibit(heardBy(run, moment))] };
    if (!moment.reached)
      return daemonsOf(moment.processes, NAME).length === 0
        ? fail(
            { zh: '守护进程已经不在', en: 'the daemon was gone' },
            { moment, exhibits: [wholeTable(moment)] },
          )
        : fail({ zh: 'syslog 没有收到原因（ENOENT）', en: 'syslog got no reason (ENOENT)' }, sight);
    return toldAt(run, after ?? moment, secondWordOf(run));
  }),
};

export const nothingLeftOpen: Check = {
  id: 'nothing-left-open',
  points: 3,
  must: {
    zh: '重读几次之后，配置文件没有重复打开着',
    en: 'After it was read several times, the configuration is not open several times',
  },
  hint: {
    zh: '每个 fopen 都要有 fclose，出错返回的路径上也要有。守护进程一直运行，漏掉的描述符迟早用完。',
    en: 'To each fopen belongs an fclose, on the way out after an error too. A daemon runs for ever, and what it loses will run out.',
  },
  see: 'ls -l /proc/$(pgrep -n full-daemonize)/fd',
  blame: ['fclose', 'close', ...READS],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon('resting'), (processes, moment, run) => {
    if (momentOf(run, 'reread-again')?.reached !== true)
      return fail(
        { zh: '它没有重读过配置', en: 'it did not read its configuration again' },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const open = processes.flatMap(({ pid, descriptors }) =>
      (descriptors ?? []).filter(({ target }) => target.startsWith(CONFIG)).map((one) => ({ pid, ...one })),
    );
    const lines = open.map(({ pid, fd, target }) => `/proc/${pid}/fd/${fd} -> ${target}`);
    const sight = {
      moment,
      exhibits: [
        { kind: 'descriptors' as const, lines: lines.length > 0 ? lines : ['(none)'], marked: null },
      ],
    };
    const seen = {
      zh: `打开着的 ${CONFIG}：${open.length} 个`,
      en: `descriptors open on ${CONFIG}: ${open.length}`,
    };
    return open.length <= processes.length ? pass(seen, sight) : fail(seen, sight);
  }),
};

export const idle: Check = {
  id: 'idle',
  points: 5,
  must: {
    zh: '没有信号来的时候它在睡，不占 CPU',
    en: 'While no signal comes it sleeps and takes no CPU',
  },
  hint: {
    zh: 'while (!flag); 会占满一个 CPU。用 sigwaitinfo、sigsuspend 或 pause，让内核来叫醒你。',
    en: 'while (!flag); takes a whole CPU. Use sigwaitinfo, sigsuspend or pause and let the kernel wake you.',
  },
  see: 'top -b -n 1 -p $(pgrep -n full-daemonize)',
  blame: ['pause', 'sleep', ...SIGNALS],
  on: 'natural',
  scenario,
  judge: ofProcesses(daemon('resting'), (processes, moment, run) => {
    const pids = processes.map(({ pid }) => pid);
    const sight = { moment, exhibits: [psExhibit(moment, pids, 'stat')] };
    if (momentOf(run, 'asked')?.reached !== true)
      return fail(
        {
          zh: '它没有回答过，也就没有两次之间的等待',
          en: 'it never gave an answer, so there was no waiting between two',
        },
        sight,
      );
    return asleep(processes, moment);
  }),
};
