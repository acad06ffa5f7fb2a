import { describe, expect, it } from 'vitest';
import { failures } from '../../src/terminal/failure.ts';
import { penFor } from '../../src/terminal/pen.ts';
import { check, siblings, ticker } from '../verdicts.ts';

const pen = (language: 'zh' | 'en') => penFor({ language, width: 80, color: false });
const checksOf = ({ exercises }: typeof ticker) => exercises[0]?.checks ?? [];

describe('failures', () => {
  it('have their four parts and the command to see it alone, in both languages', () => {
    const labels = {
      en: ['must', 'seen', 'line', 'hint', 'try'],
      zh: ['要求', '实际', '代码', '提示', '自查'],
    };
    const ownSession = checksOf(ticker).filter(({ id }) => id === 'own-session');
    for (const language of ['zh', 'en'] as const) {
      const lines = failures(ownSession, pen(language));
      const found = lines
        .map((line) => /^ {4}(\S+) {2}/.exec(line)?.[1])
        .filter((label) => label !== undefined);
      expect(found.slice(0, 5)).toEqual(labels[language]);
    }
  });

  it('say where it was seen', () => {
    expect(failures(checksOf(ticker), pen('en'))).toContain(
      '  ✘ own-session  at "detached", 3.2 s into the natural run',
    );
    expect(failures(checksOf(siblings), pen('zh'))).toContain(
      '  ✘ numbers-once  放慢父进程的运行，第 61 毫秒',
    );
  });

  it('share one tree for each moment', () => {
    const text = failures(checksOf(ticker), pen('en')).join('\n');
    expect(checksOf(ticker).filter(({ tree }) => tree.length > 0)).toHaveLength(3);
    expect(text.match(/^ {4}tree /gm)).toHaveLength(1);
    const later = checksOf(ticker).map((each, index) =>
      each.at === null ? each : { ...each, at: { ...each.at, moment: `moment ${index}` } },
    );
    expect(
      failures(later, pen('en'))
        .join('\n')
        .match(/^ {4}tree /gm),
    ).toHaveLength(3);
  });

  it('share one story if it is the same', () => {
    const [lucky] = checksOf(siblings).filter(({ story }) => story !== null);
    const { story = null } = lucky ?? {};
    const other = story && { ...story, rows: story.rows.slice(1) };
    const seen = (text: string) => ({ zh: text, en: text });
    const text = failures(
      [
        check('first', 2, { status: 'fail', seen: seen('1'), story }),
        check('second', 2, { status: 'fail', seen: seen('2'), story }),
        check('third', 2, { status: 'fail', seen: seen('3'), story: other }),
      ],
      pen('en'),
    ).join('\n');
    expect(text.match(/^ {4}how .*PID 24 parent/gm)).toHaveLength(2);
    expect(text.match(/clone\(\) = 25/g)).toHaveLength(1);
  });

  it('that show nothing and have one reason are told once, all by name; those with something to show are not', () => {
    const childless = { status: 'fail', seen: { zh: '没有创建任何进程', en: 'it made no process' } } as const;
    const shown = { ...childless, exhibits: [{ kind: 'output', lines: ['hello'], marked: null }] } as const;
    const text = failures(
      [check('first', 2, childless), check('second', 2, childless), check('third', 2, shown)],
      pen('en'),
    ).join('\n');
    expect(text.match(/it made no process/g)).toHaveLength(2);
    expect(text).toContain('also  failed for the same reason: second');
    expect(text).toContain('✘ third');
    expect(text).not.toContain('✘ second');
  });

  it('leave out what is not known', () => {
    const bare = check('exits', 2, {
      status: 'fail',
      at: null,
      seen: { zh: '没有结束', en: 'it did not end' },
    });
    expect(failures([{ ...bare, hint: { zh: '结束', en: 'end it' } }], pen('en'))).toEqual([
      '',
      '  ✘ exits',
      '    must  exits',
      '    seen  it did not end',
      '    hint  end it',
    ]);
  });

  it('tell of luck, and of the schedules that end it', () => {
    const lucky = check('in-order', 2, { status: 'fail', onlyUnder: ['slow-parent', 'delayed-signal'] });
    const flat = (language: 'zh' | 'en') =>
      failures([lucky], pen(language))
        .map((line) => line.trim())
        .join(language === 'en' ? ' ' : '');
    expect(flat('en')).toContain('it fails when the parent is slow and when a signal comes late.');
    expect(flat('zh')).toContain('只要父进程慢一步，或者信号晚到，就会失败。');
  });
});
