import type { CheckStatus, Schedule } from '@proclab/core';
import type { Words } from './words.ts';

const RUN: Readonly<Record<Schedule, string>> = {
  natural: '自然运行',
  'as-it-comes': '跟踪运行',
  'slow-parent': '放慢父进程的运行',
  'slow-child': '放慢子进程的运行',
  'slow-writer': '放慢写端的运行',
  'slow-reader': '放慢读端的运行',
  'slow-thread': '放慢线程的运行',
  'slow-exit': '推迟线程结束的运行',
  'delayed-signal': '推迟信号的运行',
};

const WHEN: Readonly<Record<Schedule, string>> = {
  natural: '不受任何干预',
  'as-it-comes': '系统调用被跟踪',
  'slow-parent': '父进程慢一步',
  'slow-child': '子进程慢一步',
  'slow-writer': '写端慢一步',
  'slow-reader': '读端慢一步',
  'slow-thread': '线程访问共享数据时慢一步',
  'slow-exit': '线程迟迟不结束',
  'delayed-signal': '信号晚到',
};

const COUNTS: readonly (readonly [CheckStatus, string])[] = [
  ['pass', '通过'],
  ['fail', '未通过'],
  ['not-checked', '未能检查'],
  ['error', '未评判'],
];

export const zh: Words = {
  labels: {
    must: '要求',
    seen: '实际',
    line: '代码',
    luck: '侥幸',
    story: '经过',
    hint: '提示',
    try: '自查',
    tree: '进程',
    also: '同因',
  },
  sameReason: (list) => `因同样的原因未通过：${list}`,
  remedy: '解决',
  list: (items) => items.join('、'),
  moreLines: (count) => `… 还有 ${count} 行`,
  earlierLines: (count) => `… 前面略去 ${count} 行`,
  moreProcesses: (count) => `… 还有 ${count} 个进程`,
  where: ({ moment, ms, schedule, run }) =>
    `${RUN[schedule]}${run === schedule ? '' : `（${run}）`}，第 ${instant(ms)}${moment === null ? '' : `，时刻“${moment}”`}`,
  witnesses: { ps: 'ps', proc: '/proc', terminal: '终端', files: '文件', syslog: 'syslog', strace: 'strace' },
  seenWith: (witness, checks) => `依据 ${witness}：${checks}`,
  allSeenWith: (witness) => `以上都依据 ${witness}。`,
  sentence: (parts) => `${parts.join('；')}。`,
  stuck: '没有再等下去：每个进程都在等别的进程或者键盘，什么也不会再发生了。',
  luck: (schedules) =>
    `在别的运行中通过了，但那只是碰巧：只要${schedules.map((each) => WHEN[each]).join('，或者')}，就会失败。` +
    '正确的程序不取决于谁先得到 CPU。',
  story: {
    ms: '毫秒',
    roles: {
      parent: '父进程',
      child: '子进程',
      sibling: '兄弟进程',
      'main-thread': '主线程',
      thread: '线程',
    },
    column: (pid, name, role) => (role === null ? `${pid} ${name}` : `${pid} ${role}（${name}）`),
    held: (untilMs) => `- 被放慢，直到${untilMs === null ? '进程结束' : `第 ${Math.round(untilMs)} 毫秒`}`,
    signal: (signal, handled) => `- ${signal} 到达，${handled ? '进入处理函数' : '没有处理函数'}`,
    killed: (signal) => `- 被 ${signal} 终止`,
  },
  notChecked: (checks) => `未能检查：${checks}`,
  notJudged: (checks) => `未评判，原因不在你：${checks}`,
  build: {
    failed: (programs) => `${programs} 没有通过编译，因此没有运行。`,
    missing: (files) => `提交中缺少 ${files}，因此没有运行。`,
    limit: (programs) => `编译 ${programs} 时超出了限额，因此没有运行。`,
    warnings: (count) => `编译通过，但有 ${count} 条警告：`,
    moreWarnings: (count) => `… 还有 ${count} 条警告`,
  },
  limits: {
    heading: '你的程序触及了限额：',
    names: {
      processes: '进程数',
      memory: '内存',
      'cpu-time': 'CPU 时间',
      'file-size': '文件大小',
      disk: '磁盘空间',
      'open-files': '打开的文件',
      output: '输出量',
      'wall-time': '运行时间',
    },
  },
  faults: '这里出问题的是评分程序或这台机器，不是你的程序：',
  fault: (what, code) => `${what}[${code}]`,
  total: {
    points: (earned, possible) => `${earned} / ${possible} 分`,
    counts: (counts) =>
      COUNTS.filter(([status]) => counts[status] > 0)
        .map(([status, name]) => `${counts[status]} 项${name}`)
        .join('，'),
    all: '全部通过。',
    noFaultOfYours: '未评判的检查不扣分。排除原因后请重新评分。',
  },
  overview: {
    lab: '实验',
    exercise: '练习',
    points: '得分',
    checks: '检查',
    lost: (points) => `−${points} 分`,
    moreLosses: (count, points) => `还有 ${count} 处失分（−${points} 分）这里放不下；保存的评分结果里都有。`,
  },
  waiting: (what) => `等待：${what}`,
  until: (elapsedMs, withinMs) => `，最多 ${seconds(withinMs)}（已过 ${seconds(elapsedMs)}）`,
  matrix: {
    kinds: {
      reference: '参考解',
      starter: '起始代码',
      variant: '正确变体',
      mutant: '错误变体',
      repaired: '修好的',
      racy: '有竞争的',
      empty: '空程序',
    },
    points: '得分',
    caughtBy: (mutants) => `检出 ${mutants.join('、')}`,
    caughtByNone: '没有检出任何错误变体',
    signs: '✔ 通过  ✘ 未通过  ? 未能检查  ! 未评判  [ ] 与预期不符',
    allAsExpected: (programs) => `${programs} 个程序，全部符合预期。`,
    deviations: (deviating, programs) => `${programs} 个程序中有 ${deviating} 个与预期不符。`,
  },
};

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} 秒`;
}

function instant(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} 毫秒` : seconds(ms);
}
