import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { wrap, wrapCommand } from '../../src/terminal/wrap.ts';

const chinese =
  '父进程应当调用 waitpid 回收每一个子进程，否则它们会一直是僵尸进程（STAT 为 Z）。' +
  '请先看 man 手册的“说明”一节：wait 只回收一个！循环调用，直到它返回 -1，errno 为 ECHILD；这样就「干净」了。';

describe('wrap', () => {
  it('keeps kinsoku at every width: no closing mark first, no opening mark last', () => {
    for (let cells = 8; cells <= 100; cells += 1) {
      for (const line of wrap(chinese, cells)) {
        expect(line).not.toMatch(/^[，。、；：！？）」』”]/);
        expect(line).not.toMatch(/[（「『“]$/);
        expect(stringWidth(line)).toBeLessThanOrEqual(cells);
      }
    }
  });

  it('loses nothing but the blanks at which it breaks, and no Latin word is divided', () => {
    const lines = wrap(chinese, 20);
    expect(lines.join('').replaceAll(' ', '')).toBe(chinese.replaceAll(' ', ''));
    expect(lines.join('\n')).toMatch(/waitpid/);
    expect(lines.join('\n')).toMatch(/ECHILD/);
  });

  it('fills its lines with Chinese although Latin words stand between', () => {
    const lines = wrap(chinese, 40).slice(0, -1);
    expect(Math.min(...lines.map((line) => stringWidth(line)))).toBeGreaterThanOrEqual(34);
  });

  it('breaks English at blanks only', () => {
    expect(wrap('The daemon is in a session of its own.', 16)).toEqual([
      'The daemon is in',
      'a session of its',
      'own.',
    ]);
  });

  it('breaks anywhere what is longer than a line, but never a character', () => {
    expect(wrap('/home/student/ticks', 8)).toEqual(['/home/st', 'udent/ti', 'cks']);
    expect(wrap('𠮷𠮷𠮷', 4)).toEqual(['𠮷𠮷', '𠮷']);
    expect(wrap('，，，，', 4)).toEqual(['，，', '，，']);
  });

  it('comes to an end even without room', () => {
    expect(wrap('字字', 1)).toEqual(['字', '字']);
    expect(wrap('', 10)).toEqual(['']);
  });
});

describe('wrapCommand', () => {
  it('can be copied into a shell', () => {
    const command = 'strace -f -e trace=fork,vfork,clone ./siblings';
    const lines = wrapCommand(command, 30);
    expect(lines).toEqual(['strace -f -e \\', '  trace=fork,vfork,clone \\', '  ./siblings']);
    expect(lines.join('\n').replace(/ \\\n +/g, ' ')).toBe(command);
  });

  it('does not break inside quotes', () => {
    expect(wrapCommand(`ps -C ticker | awk '{ print $1 }'`, 24)).toEqual([
      'ps -C ticker | awk \\',
      `  '{ print $1 }'`,
    ]);
  });
});
