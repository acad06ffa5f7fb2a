import type { Text } from '../text.ts';

/** Why evidence can't be judged by a rubric at all. */
export type JudgeErrorCode = 'LAB_MISMATCH' | 'EXERCISE_UNKNOWN' | 'NOTHING_TO_JUDGE';

/** Evidence and rubric do not fit together. `text` says so in both languages, with the next step. */
export class JudgeError extends Error {
  override readonly name = 'JudgeError';
  readonly code: JudgeErrorCode;
  readonly text: Text;

  constructor(code: JudgeErrorCode, text: Text) {
    super(text.en);
    this.code = code;
    this.text = text;
  }
}
