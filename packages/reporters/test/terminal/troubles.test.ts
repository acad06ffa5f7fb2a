import { describe, expect, it } from 'vitest';
import { penFor } from '../../src/terminal/pen.ts';
import { graderFaults, limitsHit } from '../../src/terminal/troubles.ts';

const pen = (language: 'zh' | 'en') => penFor({ language, width: 80, color: false });

const processes = {
  limit: 'processes',
  at: 900,
  what: { zh: '最多 64 个进程。', en: 'At most 64 processes.' },
} as const;
const cpu = { limit: 'cpu-time', at: 9000, what: { zh: '最多 10 秒。', en: 'At most 10 s.' } } as const;
const fault = {
  code: 'BWRAP_DENIED',
  what: { zh: '无法建立沙箱。', en: 'The sandbox could not be made.' },
  remedy: { zh: '运行 npm run doctor。', en: 'Run npm run doctor.' },
};

describe('limitsHit', () => {
  it('names each limit once, in columns', () => {
    expect(limitsHit({ limits: [processes, cpu, { ...processes, at: 5 }] }, pen('en'))).toEqual([
      '',
      '  Your program ran into a limit:',
      '    processes  At most 64 processes.',
      '    CPU time   At most 10 s.',
    ]);
    expect(limitsHit({ limits: [processes, cpu] }, pen('zh')).slice(2)).toEqual([
      '    进程数    最多 64 个进程。',
      '    CPU 时间  最多 10 秒。',
    ]);
    expect(limitsHit({ limits: [] }, pen('en'))).toEqual([]);
  });
});

describe('graderFaults', () => {
  it('are clearly not the student’s, and come with a remedy', () => {
    expect(graderFaults({ faults: [fault, fault] }, pen('en'))).toEqual([
      '',
      '  ! The grader or this machine failed here, not your program:',
      '    The sandbox could not be made. [BWRAP_DENIED]',
      '    remedy  Run npm run doctor.',
    ]);
    expect(graderFaults({ faults: [fault] }, pen('zh'))[1]).toBe(
      '  ! 这里出问题的是评分程序或这台机器，不是你的程序：',
    );
    expect(graderFaults({ faults: [] }, pen('zh'))).toEqual([]);
  });
});
