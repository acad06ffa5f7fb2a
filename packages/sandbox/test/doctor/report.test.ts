import { describe, expect, it } from 'vitest';
import { canGrade, doctorReport } from '../../src/doctor/index.ts';
import type { Examination, Probe } from '../../src/doctor/index.ts';

const BWRAP: Probe = {
  id: 'bubblewrap',
  title: { zh: '沙箱', en: 'sandbox' },
  status: 'missing',
  found: { zh: '没有', en: 'none' },
  remedy: { zh: '请执行\nsudo x', en: 'Run\nsudo x' },
};
const NODE: Probe = { ...BWRAP, id: 'node', status: 'ok', found: { zh: 'v20', en: 'v20' }, remedy: null };
const CGROUPS: Probe = { ...NODE, id: 'cgroups', status: 'weak' };

const SICK: Examination = {
  probes: [NODE, CGROUPS, BWRAP, { ...BWRAP, id: 'private-proc' }],
  level: 'missing',
};

describe('doctorReport', () => {
  it('tells a remedy once, below the first probe that needs it', () => {
    expect(doctorReport(SICK, 'en', false)).toBe(
      [
        '✔ sandbox: v20',
        '△ sandbox: v20',
        '✘ sandbox: none',
        '    Run',
        '    sudo x',
        '✘ sandbox: none',
        '',
        'This machine cannot grade yet: see to what is marked ✘ first.',
        '',
      ].join('\n'),
    );
  });

  it('speaks Chinese', () => {
    expect(doctorReport({ probes: [BWRAP], level: 'missing' }, 'zh', false)).toBe(
      '✘ 沙箱\uff1a没有\n    请执行\n    sudo x\n\n这台机器还不能评分\uff1a请先处理标有 ✘ 的项目。\n',
    );
  });

  it('colours nothing but the signs', () => {
    expect(doctorReport({ probes: [NODE], level: 'ok' }, 'en', true)).toContain(
      '\u001b[32m✔\u001b[0m sandbox: v20\n',
    );
  });
});

describe('canGrade', () => {
  it.each([
    ['ok', true],
    ['weak', true],
    ['missing', false],
  ] as const)('%s: %s', (level, answer) => {
    expect(canGrade({ probes: [], level })).toBe(answer);
  });
});
