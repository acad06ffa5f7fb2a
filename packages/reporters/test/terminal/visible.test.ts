import { describe, expect, it } from 'vitest';
import { visible } from '../../src/terminal/visible.ts';

describe('visible', () => {
  it('writes controls as C does', () => {
    expect(visible('\x1b[2J\x07\b\t\n\v\f\r\0\x01\x7f')).toBe('\\e[2J\\a\\b\\t\\n\\v\\f\\r\\0\\x01\\x7f');
    expect(visible('\x9b2J\x85')).toBe('\\x9b2J\\x85');
  });

  it('shows what reverses, hides, widens or divides text', () => {
    expect(visible('a\u202eb\u200bc\u2066d')).toBe('a\\u202eb\\u200bc\\u2066d');
    expect(visible('\u2028\u2029\u00ad\ufeff')).toBe('\\u2028\\u2029\\xad\\ufeff');
    expect(visible('✔\ufe0f \u{e0041}')).toBe('✔\\ufe0f \\U000e0041');
    expect(visible('\ud83d')).toBe('\\ud83d');
  });

  it('lets a pile of combining marks grow to two', () => {
    expect(visible('e\u0301\u0302\u0303\u0304')).toBe('e\u0301\u0302\\u0303\\u0304');
  });

  it('leaves text alone in any language, and the sign of a broken byte', () => {
    const text = '子进程 1：pid 25, été, Привет, ✔ \ufffd';
    expect(visible(text)).toBe(text);
  });

  it('does not look at megabytes', () => {
    expect(visible('x'.repeat(5_000_000))).toBe(`${'x'.repeat(2000)}…`);
  });
});
