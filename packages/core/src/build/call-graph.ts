import type { CallSite } from '../evidence.ts';

const EDGE = /^edge: \{ sourcename: "([^"]*)" targetname: "([^"]*)" label: "([^"]*):(\d+):(\d+)" \}$/gm;

/**
 * Reads a `.ci` file that `gcc -fcallgraph-info` wrote (VCG): every call that is left after macro
 * expansion, by file, line and column. Calls through pointers, which name no function, are left out,
 * and so is the address of a handler that is only passed on.
 */
export function readCallGraph(ci: string): CallSite[] {
  const sites = [...ci.matchAll(EDGE)].map(
    ([, caller = '', callee = '', file = '', line = '', column = '']): CallSite => ({
      caller: functionName(caller),
      callee: functionName(callee),
      file: file.replace(/^\.\//, ''),
      line: Number(line),
      column: Number(column),
    }),
  );
  return sites.filter((site) => site.callee !== '__indirect_call').toSorted(byPlace);
}

/** Static functions are titled with their file, `k.c:announce`. */
function functionName(title: string): string {
  return title.slice(title.lastIndexOf(':') + 1);
}

function byPlace(a: CallSite, b: CallSite): number {
  return (a.file < b.file ? -1 : Number(a.file > b.file)) || a.line - b.line || a.column - b.column;
}
