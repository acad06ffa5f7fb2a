import { expect, test } from 'vitest';
import { readImports } from '../../src/index.ts';
import { fixture } from '../fixture.ts';

test('the functions that the program asks of its libraries, sorted, without versions', () => {
  expect(readImports(fixture('gcc/imports.txt'))).toEqual([
    '_exit',
    'exit',
    'fork',
    'getpid',
    'perror',
    'printf',
    'signal',
    'sleep',
    'waitpid',
    'write',
  ]);
});

test('what the toolchain adds is left out', () => {
  const output = fixture('gcc/imports-protected.txt');
  expect(output).toContain('__stack_chk_fail');
  expect(readImports(output)).toEqual(['fgets', 'strlen']);
});
