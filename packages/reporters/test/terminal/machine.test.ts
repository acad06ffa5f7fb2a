import { expect, it } from 'vitest';
import { weaknesses } from '../../src/terminal/machine.ts';
import { penFor } from '../../src/terminal/pen.ts';
import { siblings } from '../verdicts.ts';

const pen = (language: 'zh' | 'en') => penFor({ language, width: 40, color: false });
const what = {
  zh: '这台机器限制不了内存。',
  en: 'This machine cannot limit how much memory a program takes.',
};

it('tells what the machine could not guarantee', () => {
  const machine = { ...siblings.machine, weaknesses: [{ code: 'NO_LIMIT', what }] };
  expect(weaknesses(machine, pen('zh'))).toEqual(['', '△ 这台机器限制不了内存。']);
  expect(weaknesses(machine, pen('en'))).toEqual([
    '',
    '△ This machine cannot limit how much',
    '  memory a program takes.',
  ]);
});

it('says nothing of one that can do all', () => {
  expect(weaknesses(siblings.machine, pen('en'))).toEqual([]);
});
