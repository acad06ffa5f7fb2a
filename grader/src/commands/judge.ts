import { readFileSync } from 'node:fs';
import { judge, JudgeError, type Evidence } from '@proclab/core';
import { EvidenceError, parseEvidence } from '@proclab/core/schema';
import { deliver } from '../cli/deliver.ts';
import { wantedFormats } from '../cli/formats.ts';
import { UsageError } from '../cli/grader-error.ts';
import { visible } from '../cli/visible.ts';
import { loadLab } from '../labs/load-lab.ts';
import { findLab } from '../labs/places.ts';
import type { Call } from '../run-command.ts';

/** `judge FILE`: computes a verdict again from saved evidence, without running anything. */
export async function judgeAgain({ options, language }: Call): Promise<number> {
  const wanted = wantedFormats(options);
  const [file, ...others] = options.positionals;
  if (file === undefined || others.length > 0) {
    throw new UsageError(
      'FILE_MISSING',
      { zh: '要用哪份证据？请给出一个文件。', en: 'Which evidence is to be judged? Name one file.' },
      {
        zh: '例如：npm run judge out/evidence.json（由 ./grade --out out 保存）。',
        en: 'For instance: npm run judge out/evidence.json, as saved by ./grade --out out.',
      },
    );
  }
  const evidence = readEvidence(file);
  const lab = await loadLab(findLab(evidence.lab));
  try {
    return await deliver(judge(lab, evidence), wanted, language);
  } catch (error) {
    if (error instanceof JudgeError) throw new UsageError(error.code, error.text, NEXT);
    throw error;
  }
}

const NEXT = { zh: '请重新评分，保存新的证据。', en: 'Grade the submission again and save new evidence.' };

function readEvidence(file: string): Evidence {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UsageError(
      'FILE_UNREADABLE',
      { zh: `读不了 ${visible(file)}（${code}）。`, en: `${visible(file)} cannot be read (${code}).` },
      { zh: '请检查路径和权限。', en: 'Check its path and its permissions.' },
    );
  }
  try {
    return parseEvidence(JSON.parse(text));
  } catch (error) {
    if (error instanceof EvidenceError) throw new UsageError(error.code, error.text, NEXT);
    if (error instanceof SyntaxError) {
      throw new UsageError(
        'FILE_NOT_JSON',
        { zh: `${visible(file)} 不是 JSON。`, en: `${visible(file)} is not JSON.` },
        NEXT,
      );
    }
    throw error;
  }
}
