import { resolve } from 'node:path';
import { languageOf, UsageError, type Language, type Text } from '@proclab/core';
import { wantedFormats, type Wanted } from '@proclab/grader/src/cli/formats.ts';
import { notUnderstood, optionsOf } from '../command-line.ts';

export interface PrOptions {
  readonly help: boolean;
  readonly base: string;
  readonly head: string;
  readonly out: string | null;
  readonly summary: string | null;
  readonly files: Wanted['files'];
  readonly language: Language;
}

const OPTIONS = {
  base: { type: 'string' },
  head: { type: 'string' },
  out: { type: 'string' },
  summary: { type: 'string' },
  format: { type: 'string', multiple: true },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the command line; the summary goes to where GitHub wants it unless told otherwise. Throws a UsageError. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): PrOptions {
  const { base, head, out, summary, format, lang, help } = optionsOf(args, OPTIONS);
  if (lang !== undefined && lang !== 'zh' && lang !== 'en') throw notUnderstood(`--lang ${lang}`);
  if (!help && (!base || !head)) {
    throw new UsageError(
      'REF_MISSING',
      {
        zh: '要评哪个拉取请求？请给出 --base 和 --head。',
        en: 'Which pull request? Give --base and --head.',
      },
      {
        zh: '例如：npm run grade:pr -- --base origin/main --head HEAD',
        en: 'For instance: npm run grade:pr -- --base origin/main --head HEAD',
      },
    );
  }
  return {
    help: help ?? false,
    base: base ?? '',
    head: head ?? '',
    out: out === undefined ? null : resolve(out),
    summary: summary ?? env['GITHUB_STEP_SUMMARY'] ?? null,
    files: wantedFormats({ positionals: [], ...(format ? { format } : {}) }).files,
    language: lang ?? languageOf(env),
  };
}

export const HELP: Text = {
  zh: `用法：npm run grade:pr -- --base 提交 --head 提交 [选项]

评拉取请求改动的每个实验。评分程序和实验取自当前检出的目标分支；--head 中只把
labs/*/submission/ 下的文件当作数据读取，不检出它，也不在沙箱之外运行它的任何内容。

  --base 提交        目标分支          --head 提交        拉取请求
  --out 目录         把每个实验的结果、证据和日志存到这里
  --summary 文件     把 Markdown 摘要加到这个文件末尾，否则看 GITHUB_STEP_SUMMARY
  --format 格式=文件 另按这种格式写一份，例如 junit=report.xml；可以给多次
  --lang zh|en       语言，否则看 LC_ALL 或 LANG

退出状态：0 满分，或者没有可评的；1 未得满分；2 用法有误，或者有提交不能收下；
3 评分程序或机器无法完成工作。
`,
  en: `Usage: npm run grade:pr -- --base REF --head REF [options]

Grades each lab that a pull request touches. Grader and labs are those of this checkout, the
base; of the head, files under labs/*/submission/ are read as data. It is not checked out, and
nothing of it runs outside the sandbox.

  --base REF         the base                --head REF         the pull request
  --out DIR          save each lab's verdict, evidence and logs there
  --summary FILE     add a summary in Markdown to it, else to GITHUB_STEP_SUMMARY
  --format NAME=FILE write all verdicts to FILE too, such as junit=report.xml; again for more
  --lang zh|en       language, else by LC_ALL or LANG

Exit status: 0 all points, or nothing to grade; 1 points missing; 2 wrong usage, or a submission
that cannot be taken; 3 the grader or the machine could not do its work.
`,
};
