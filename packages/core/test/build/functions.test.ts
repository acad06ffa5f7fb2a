import { expect, test } from 'vitest';
import { readFunctions } from '../../src/index.ts';
import { fixture } from '../fixture.ts';

test('the functions that the program brings itself, by address, without those of the toolchain', () => {
  expect(readFunctions(fixture('gcc/functions.txt'))).toEqual([
    { name: 'helper', address: '0x1149' },
    { name: 'on_alarm', address: '0x116b' },
    { name: 'main', address: '0x1175' },
  ]);
});
