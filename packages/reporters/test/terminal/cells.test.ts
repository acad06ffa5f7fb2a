import { describe, expect, it } from 'vitest';
import { cut, cutStart, expandTabs, fitting, padEnd, padStart } from '../../src/terminal/cells.ts';

describe('cells', () => {
  it('cuts at the right, with a sign that it did', () => {
    expect(cut('守护进程', 8)).toBe('守护进程');
    expect(cut('守护进程', 7)).toBe('守护进…');
    expect(cut('守护进程', 6)).toBe('守护…');
    expect(cut('./ticker', 5)).toBe('./ti…');
  });

  it('cuts at the left, with a sign that it did', () => {
    expect(cutStart('/home/student/ticker.c', 12)).toBe('…er/ticker.c'.replace('er/', 'nt/'));
    expect(cutStart('ticker.c', 8)).toBe('ticker.c');
    expect(cutStart('守护进程', 4)).toBe('…程');
  });

  it('never takes half a character', () => {
    expect(fitting('𠮷𠮷', 3)).toBe(2);
    expect(fitting('字', 1)).toBe(0);
  });

  it('pads by cells and not by characters', () => {
    expect(padEnd('字', 4)).toBe('字  ');
    expect(padStart('字', 4)).toBe('  字');
  });

  it('expands tabs to every eighth cell', () => {
    expect(expandTabs('\ta\tb')).toBe('        a       b');
    expect(expandTabs('子进程\tb')).toBe('子进程  b');
    expect(expandTabs('12345678\tb')).toBe('12345678        b');
  });
});
