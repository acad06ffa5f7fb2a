import { expect, test } from 'vitest';
import { readDiagnostics, type Diagnostic } from '../../src/index.ts';
import { fixture } from '../fixture.ts';

function read(name: string, directory = '/home/student'): string[] {
  return readDiagnostics(fixture(`gcc/${name}.txt`), directory).map(tell);
}

function tell({ file, line, column, level, message, option }: Diagnostic): string {
  return `${file}|${line}|${column}|${level}|${message}|${option}`;
}

test('errors, warnings and notes, each once, the quoted source left out', () => {
  expect(read('errors')).toEqual([
    "err2.c|5|12|warning|initialization of 'int *' from 'int' makes pointer from integer without a cast|-Wint-conversion",
    "err2.c|6|5|warning|passing argument 1 of 'f' makes integer from pointer without a cast|-Wint-conversion",
    "err2.c|3|11|note|expected 'int' but argument is of type 'char *'|null",
    "err2.c|6|3|error|too few arguments to function 'f'|null",
    'err2.c|3|5|note|declared here|null',
    "err2.c|7|12|warning|format '%s' expects argument of type 'char *', but argument 2 has type 'int'|-Wformat=",
    "err2.c|8|16|error|'struct s' has no member named 'b'|null",
    "err2.c|8|22|error|expected ';' before 'return'|null",
    "err2.c|8|12|warning|variable 'v' set but not used|-Wunused-but-set-variable",
    "err2.c|5|8|warning|unused variable 'p'|-Wunused-variable",
  ]);
});

test('quotes of the other kind', () => {
  expect(read('warnings-utf8')[0]).toBe(
    'warn.c|11|3|warning|implicit declaration of function ‘wait’|-Wimplicit-function-declaration',
  );
});

test('a missing header is an error, a fault in an own header is told there', () => {
  expect(read('fatal')).toEqual(['err.c|2|10|error|nope.h: No such file or directory|null']);
  expect(read('header')[0]).toBe("hdr.h|1|31|error|expected expression before ';' token|null");
});

test('undefined and multiple definitions, with lines where there is debug information', () => {
  expect(read('linker-debug')).toEqual([
    "two.c|1|0|error|multiple definition of `main'|null",
    "link.c|4|0|error|undefined reference to `cloese'|null",
    "link.c|5|0|error|undefined reference to `helper'|null",
  ]);
  expect(read('linker-debug', '')[1]).toBe(
    "/home/student/link.c|4|0|error|undefined reference to `cloese'|null",
  );
  expect(read('linker')).toEqual([
    "two.c|0|0|error|multiple definition of `main'|null",
    "link.c|0|0|error|undefined reference to `cloese'|null",
    "link.c|0|0|error|undefined reference to `helper'|null",
  ]);
});

test('newer linkers quote as the compiler does', () => {
  const log =
    "/usr/bin/ld: /tmp/ccX.o: in function 'main':\nsiblings.c:(.text+0x15): undefined reference to 'foo'\n";
  expect(readDiagnostics(log).map(tell)).toEqual(["siblings.c|0|0|error|undefined reference to 'foo'|null"]);
});

test('faults that lie in no file of the submission have no place', () => {
  expect(read('no-main')).toEqual(["|0|0|error|undefined reference to `main'|null"]);
  expect(read('gone')).toEqual(['|0|0|error|gone.c: No such file or directory|null']);
  expect(read('no-library')).toEqual(['|0|0|error|cannot find -lnope: No such file or directory|null']);
  expect(
    readDiagnostics('gcc: fatal error: Killed signal terminated program cc1\ncompilation terminated.').map(
      tell,
    ),
  ).toEqual(['|0|0|error|Killed signal terminated program cc1|null']);
});

test('a warning of the linker and an error of the assembler', () => {
  expect(read('gets')).toEqual([
    "gets.c|4|0|warning|the `gets' function is dangerous and should not be used.|null",
  ]);
  expect(read('assembler')).toEqual(["asm.c|2|0|error|no such instruction: `fooo'|null"]);
});

test('source that looks like a message is none', () => {
  expect(
    readDiagnostics('   11 | // x.c:1:2: error: all is lost\n12345 | // x.c:1:2: error: all is lost\n'),
  ).toEqual([]);
});

test('an option that -Werror turned into an error is kept', () => {
  expect(readDiagnostics("a.c:8:7: error: unused variable 'x' [-Werror=unused-variable]").map(tell)).toEqual([
    "a.c|8|7|error|unused variable 'x'|-Werror=unused-variable",
  ]);
});
