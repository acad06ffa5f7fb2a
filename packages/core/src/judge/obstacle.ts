import type { BuildFailure, Check } from '../check.ts';
import type { BuildEvidence, ExerciseEvidence, ProgramBuild, Run } from '../evidence.ts';
import { joinTexts, type Text } from '../text.ts';

/** Why a check can't be judged on any run; null if it can. A fault of ours comes before any of the submission. */
export function obstacle(
  check: Check,
  { build }: ExerciseEvidence,
  runs: readonly Run[],
): { readonly status: 'not-checked' | 'error'; readonly seen: Text } | null {
  const [fault] = build.faults;
  if (fault !== undefined) return { status: 'error', seen: fault.what };
  if (build.status !== 'built') return { status: 'not-checked', seen: NOT_BUILT[build.status](build) };
  if (runs.length > 0) return null;
  return {
    status: 'error',
    seen: {
      zh: `证据中没有可用于判定 ${check.id} 的${check.on === 'natural' ? '自然' : '跟踪'}运行。`,
      en: `The evidence holds no ${check.on} run to judge ${check.id} on.`,
    },
  };
}

const NOT_BUILT: Readonly<Record<BuildFailure, (build: BuildEvidence) => Text>> = {
  failed: didNotCompile,
  missing({ programs }) {
    const missing = programs.flatMap((program) => program.missing);
    return {
      zh: `提交中缺少 ${missing.join('、')}，没有程序可以运行。`,
      en: `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing from the submission, so there was nothing to run.`,
    };
  },
  limit({ limits }) {
    const nothingRan = {
      zh: '编译超出限制，没有程序可以运行。',
      en: 'The compiler exceeded a limit, so there was nothing to run.',
    };
    return joinTexts([nothingRan, ...limits.slice(0, 1).map(({ what }) => what)]);
  },
};

function didNotCompile({ programs }: BuildEvidence): Text {
  const failed = programs.filter(({ ended }) => ended?.kind !== 'exited' || ended.code !== 0);
  const names = failed.map(({ program }) => program);
  const error = firstError(failed);
  return {
    zh: `${names.join('、')} 没有通过编译，因此没有运行。${error === null ? '' : `第一个错误：${error}`}`,
    en: `${names.join(', ')} did not compile, so there was nothing to run.${error === null ? '' : ` First error: ${error}`}`,
  };
}

function firstError(programs: readonly ProgramBuild[]): string | null {
  const error = programs.flatMap(({ diagnostics }) => diagnostics).find(({ level }) => level === 'error');
  if (error === undefined) return null;
  const place = [error.file, error.line, error.column].filter((part) => part !== '' && part !== 0).join(':');
  return place === '' ? error.message : `${place}: ${error.message}`;
}
