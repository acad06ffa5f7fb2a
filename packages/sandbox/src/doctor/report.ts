import type { Language } from '@proclab/core';
import type { Examination, Probe, ProbeStatus } from './examination.ts';

const SIGNS: Readonly<Record<ProbeStatus, string>> = { ok: '✔', weak: '△', missing: '✘' };

/** Colours of the signs as SGR parameters, console_codes(4). */
const COLORS: Readonly<Record<ProbeStatus, number>> = { ok: 32, weak: 33, missing: 31 };

const CONCLUSIONS: Readonly<Record<ProbeStatus, Readonly<Record<Language, string>>>> = {
  ok: { zh: '这台机器可以评分。', en: 'This machine can grade.' },
  weak: {
    zh: '这台机器可以评分；标有 △ 的项目略有欠缺。',
    en: 'This machine can grade, with less where △ stands.',
  },
  missing: {
    zh: '这台机器还不能评分：请先处理标有 ✘ 的项目。',
    en: 'This machine cannot grade yet: see to what is marked ✘ first.',
  },
};

/**
 * The examination as lines of text: one for each probe, below it the remedy where there is one.
 * A remedy for several probes is told once. Ends with a newline.
 */
export function doctorReport(examination: Examination, language: Language, color: boolean): string {
  const told = new Set<string>();
  const lines = examination.probes.flatMap((probe) => {
    const remedy = probe.remedy?.[language] ?? null;
    const news = remedy !== null && !told.has(remedy);
    if (news) told.add(remedy);
    return [
      headline(probe, language, color),
      ...(news ? remedy.split('\n').map((line) => `    ${line}`) : []),
    ];
  });
  return [...lines, '', CONCLUSIONS[examination.level][language], ''].join('\n');
}

function headline({ status, title, found }: Probe, language: Language, color: boolean): string {
  const sign = color ? `\u001b[${COLORS[status]}m${SIGNS[status]}\u001b[0m` : SIGNS[status];
  return `${sign} ${title[language]}${language === 'zh' ? '：' : ': '}${found[language]}`;
}
