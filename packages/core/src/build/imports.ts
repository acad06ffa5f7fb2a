/** What the C start-up code and the compiler add to every program. */
const ADDED_BY_TOOLCHAIN = /^(?:__libc_start_main|__cxa_finalize|__gmon_start__|__stack_chk_fail|_ITM_\w+)$/;

/**
 * Reads `readelf --wide --symbols PROGRAM`: the functions that the linker left to shared libraries, sorted, without
 * their symbol versions. What the toolchain adds to every program is left out.
 */
export function readImports(symbols: string): string[] {
  const names = [...symbols.matchAll(/ UND (\w+)/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !ADDED_BY_TOOLCHAIN.test(name)).toSorted();
}
