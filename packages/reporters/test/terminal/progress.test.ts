import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/index.ts';

const second = { zh: '第二个文件', en: 'the second file' };

describe('progressLine', () => {
  it('says what for, until when and since when', () => {
    const options = { width: 80, color: false } as const;
    expect(progressLine(second, 4321, 12_000, { ...options, language: 'en' })).toBe(
      'waiting: the second file, until 12.0 s (4.3 s)',
    );
    expect(progressLine(second, 4321, 12_000, { ...options, language: 'zh' })).toBe(
      '等待：第二个文件，最多 12.0 秒（已过 4.3 秒）',
    );
  });

  it('cuts what is waited for, keeps the times, and stays one line', () => {
    for (const language of ['zh', 'en'] as const) {
      const long = { zh: '提示符回来，\n'.repeat(30), en: 'the prompt is back \r\n'.repeat(30) };
      const line = progressLine(long, 4321, 12_000, { language, width: 50, color: false });
      expect(stringWidth(line)).toBeLessThanOrEqual(50);
      expect(line).toMatch(/….*12\.0.*4\.3/);
      expect(line).not.toMatch(/\p{Cc}/u);
    }
  });
});
