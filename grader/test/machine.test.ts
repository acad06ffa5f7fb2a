import { expect, it } from 'vitest';
import { machineEvidence } from '../src/machine.ts';

const codes = (...args: Parameters<typeof machineEvidence>) =>
  machineEvidence(...args).weaknesses.map(({ code }) => code);

it('tells what a machine cannot guarantee, and only where it is so', () => {
  expect(codes({ limitsSystemV: true, tellsWaits: true })).toEqual([]);
  expect(codes({ limitsSystemV: false, tellsWaits: true })).toEqual(['SYSTEM_V_REFUSED']);
  expect(codes({ limitsSystemV: true, tellsWaits: false })).toEqual(['WAITS_HIDDEN']);
});

it('says nothing of a machine that no sandbox has looked at', () => {
  expect(codes(null)).toEqual([]);
});
