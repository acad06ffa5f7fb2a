import * as z from 'zod';
import type { Evidence } from '../evidence.ts';
import { joinTexts, type Language, type Text } from '../text.ts';
import { evidenceSchema } from './evidence.ts';

export type EvidenceErrorCode = 'EVIDENCE_MALFORMED' | 'EVIDENCE_VERSION';

/** Saved evidence that can't be read. `text` says where and why in both languages, with the next step. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
  readonly code: EvidenceErrorCode;
  readonly text: Text;

  constructor(code: EvidenceErrorCode, text: Text) {
    super(text.en);
    this.code = code;
    this.text = text;
  }
}

const LOCALES = { zh: z.locales.zhCN(), en: z.locales.en() } as const;

/**
 * Reads evidence that was saved as JSON.
 *
 * @throws EvidenceError `EVIDENCE_VERSION` when it was written in another version of the format,
 *   `EVIDENCE_MALFORMED` when it is no evidence or not as the schema wants it.
 */
export function parseEvidence(json: unknown): Evidence {
  const envelope = z
    .looseObject({ format: z.literal('proclab-evidence'), version: z.unknown() })
    .safeParse(json);
  if (!envelope.success) {
    throw new EvidenceError('EVIDENCE_MALFORMED', {
      zh: '这不是 proclab 的证据文件；请给出用 grade --out 保存的证据。',
      en: 'This is not evidence of proclab: give a file that grade --out has saved.',
    });
  }
  const { version } = envelope.data;
  if (version !== 1) {
    const found = JSON.stringify(version);
    throw new EvidenceError('EVIDENCE_VERSION', {
      zh: `证据的格式版本是 ${found}，这里只能读取版本 1；请用写出它的那一版 proclab 评判，或重新评分。`,
      en: `The evidence has format version ${found}, and only version 1 can be read here: judge it with the proclab that wrote it, or grade again.`,
    });
  }
  const result = evidenceSchema.safeParse(json);
  if (result.success) return result.data;
  throw new EvidenceError('EVIDENCE_MALFORMED', {
    zh: `证据文件有误：${firstIssue(json, 'zh')}。请重新评分，生成新的证据。`,
    en: `The evidence is malformed: ${firstIssue(json, 'en')}. Grade the submission again to collect it anew.`,
  });
}

function firstIssue(json: unknown, language: Language): string {
  const { localeError } = LOCALES[language];
  const issue = evidenceSchema.safeParse(json, { error: localeError }).error?.issues[0];
  if (issue === undefined) return '';
  const place = pathInWords(issue.path)[language];
  return language === 'zh' ? `${place}：${issue.message}` : `${place}: ${issue.message}`;
}

/** From the outside in: `item 1 of exercises, item 2 of runs, schedule`. */
function pathInWords(path: readonly PropertyKey[]): Text {
  const steps = path.flatMap((key, index): Text[] => {
    if (typeof key === 'number') return [];
    const name = String(key);
    const next = path[index + 1];
    if (typeof next !== 'number') return [{ zh: name, en: name }];
    return [{ zh: `${name} 的第 ${next + 1} 项`, en: `item ${next + 1} of ${name}` }];
  });
  if (steps.length === 0) return { zh: '整个文件', en: 'the whole file' };
  return joinTexts(steps, { zh: '，', en: ', ' });
}
