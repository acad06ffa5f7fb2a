import { type Call, type ExerciseEvidence, fail, type Finding, type Run } from '@proclab/core';
import { handlerCode, handlerExhibit, type HandlerRun, handlerRuns } from './handlers.ts';
import { isSignalSafe } from './signal-safety.ts';

/** What malloc(3) asks the kernel for; localtime(3) opens or looks up the time zone. */
const MEMORY: ReadonlySet<string> = new Set(['brk', 'mmap', 'munmap', 'mremap']);
const TIME_ZONE = /"[^"]*(?:localtime|zoneinfo)[^"]*"/;

/** What tells that memory is allocated or a time zone looked up; to be traced beside the usual calls. */
export const TELLTALES: readonly string[] = [...MEMORY, 'newfstatat'];

/**
 * A finding that fails: a handler of this signal, in a traced run, leads to a function that signal-safety(7) does not
 * list, or allocates memory or reads the time zone before it returns. Null where nothing is held against any.
 */
export function unsafeHandler(run: Run, exercise: ExerciseEvidence, signal: string): Finding | null {
  const handled = handlerRuns(run, signal);
  for (const each of handled) {
    const sight = { ms: each.delivery.at, exhibits: [handlerExhibit(each)] };
    const unsafe = unsafeCallIn(exercise, each);
    if (unsafe !== null)
      return fail(
        {
          zh: `处理函数 ${unsafe.handler} 会调用 ${unsafe.callee}（${unsafe.place}），它不在 signal-safety(7) 之列`,
          en: `the handler, ${unsafe.handler}, leads to a call of ${unsafe.callee} (${unsafe.place}), which signal-safety(7) does not list`,
        },
        sight,
      );
    const call = each.calls.find(isTelltale);
    if (call !== undefined)
      return fail(
        {
          zh: `处理函数返回之前，PID ${call.pid} 调用了 ${call.name}：它在分配内存或读取时区`,
          en: `before the handler returned, PID ${call.pid} called ${call.name}: it allocates memory or reads the time zone`,
        },
        { ...sight, ms: call.at },
      );
  }
  return null;
}

interface UnsafeCall {
  readonly handler: string;
  readonly callee: string;
  /** `alarm-log.c:23` */
  readonly place: string;
}

function unsafeCallIn({ build }: ExerciseEvidence, { delivery }: HandlerRun): UnsafeCall | null {
  const code = build.programs.flatMap((program) => handlerCode(program, delivery));
  const found = code.map(({ name, library }) => {
    const site = library.find(({ callee }) => !isSignalSafe(callee));
    return site && { handler: name, callee: site.callee, place: `${site.file}:${site.line}` };
  });
  // Of functions that lie alike in their pages one is the handler; all of them have to be unsafe.
  return found.every((site) => site !== undefined) ? (found[0] ?? null) : null;
}

function isTelltale({ name, args }: Call): boolean {
  return MEMORY.has(name) || TIME_ZONE.test(args);
}
