import type { SourceFile } from '@proclab/core';
import type { Exercise } from '@proclab/lab-kit';

const INCLUDES = '#include <signal.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\n';

/** Programs that do none of the work, by name, as the body of main. None of them may earn a point it has not met. */
const BODIES: Readonly<Record<string, (shown: string) => string>> = {
  nothing: () => '',
  'exit-0': () => 'exit(0);',
  crash: () => 'raise(SIGSEGV);',
  hang: () => 'for (;;) pause();',
  'print-only': (shown) => `fputs(${cString(shown)}, stdout);`,
  'fork-bomb': () => 'for (;;) fork();',
};

export interface EmptyProgram {
  readonly name: string;
  readonly files: readonly SourceFile[];
}

/**
 * The empty programs of an exercise: its first program does what the name says, further ones do nothing.
 *
 * @param shown what the reference showed on its terminal, for the one that prints without doing the work
 */
export function emptyPrograms(exercise: Exercise, shown: string): EmptyProgram[] {
  return Object.entries(BODIES).map(([name, body]) => ({
    name,
    files: exercise.programs.flatMap((program, index) =>
      program.sources.map((path, part) => ({
        path,
        text: part > 0 ? '' : `${INCLUDES}int main(void) { ${index === 0 ? body(shown) : ''} return 0; }\n`,
      })),
    ),
  }));
}

/** A C string literal; bytes outside ASCII in octal, as three digits always end an escape (C11 6.4.4.4). */
function cString(text: string): string {
  const bytes = [...Buffer.from(text.replaceAll('\r\n', '\n'))];
  const plain = (byte: number) => byte >= 0x20 && byte < 0x7f && !'"\\?'.includes(String.fromCharCode(byte));
  return `"${bytes.map((byte) => (plain(byte) ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`)).join('')}"`;
}
