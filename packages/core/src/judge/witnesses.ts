import type { Disagreement, Moment } from '../evidence.ts';
import { headingOf, type PsColumn } from '../ps/columns.ts';
import { joinTexts, type Text } from '../text.ts';

/**
 * Why what was seen at a moment can't be relied on: `ps` could not be read, or `ps` and /proc
 * disagreed about a process of the submission. Null if both witnesses agree, or if only /proc was asked.
 */
export function witnessTrouble({ ps, processes }: Moment): Text | null {
  if (ps === null) return null;
  const notJudged = { zh: '因此这一项没有判定。', en: 'So this was not judged.' };
  if (ps.trouble !== null) return joinTexts([ps.trouble, notJudged]);
  const theirs = new Set(processes.filter(({ role }) => role === 'submission').map(({ pid }) => pid));
  const disagreement = ps.disagreements.find(({ pid }) => theirs.has(pid));
  return disagreement === undefined ? null : joinTexts([tell(disagreement), notJudged]);
}

function tell({ pid, column, ps, proc }: Disagreement): Text {
  const heading = headingOf(column as PsColumn);
  if (column === 'pid') {
    return {
      zh: `ps 与 /proc 的 ${heading} 一列不一致：/proc 中有进程 ${pid}，ps 却没有列出它。`,
      en: `ps and /proc disagree in column ${heading}: process ${pid} is in /proc, but ps did not list it.`,
    };
  }
  return {
    zh: `ps 与 /proc 对进程 ${pid} 的 ${heading} 一列不一致：ps 显示 ${ps}，/proc 显示 ${proc}。`,
    en: `ps and /proc disagree in column ${heading} of process ${pid}: ps shows ${ps}, /proc shows ${proc}.`,
  };
}
