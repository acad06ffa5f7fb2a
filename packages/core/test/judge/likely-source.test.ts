import { expect, test } from 'vitest';
import { fail, judge, pass, type CallSite, type Finding } from '../../src/index.ts';
import { likelySource } from '../../src/judge/likely-source.ts';
import { aBuild, aCheck, aLab, anEvidence, anExercise, aProgram, both } from '../build-evidence.ts';

const text = 'int main(void) {\r\n  fork();\r\n  if (fork() == 0) return 0;\r\n  wait(0);\r\n}\r\n';

function site(callee: string, line: number, file = 'siblings.c'): CallSite {
  return { caller: 'main', callee, file, line, column: 3 };
}

function source(blame: string[], calls: CallSite[], find: () => Finding = () => fail(both('seen'))) {
  const evidence = anEvidence(anExercise({ build: aBuild({ programs: [aProgram({ calls })] }) }));
  const files = [{ path: 'siblings.c', text }];
  const verdict = judge(aLab(aCheck(find, { blame })), {
    ...evidence,
    submission: { origin: 'submission', files },
  });
  return verdict.exercises[0]!.checks[0]!.source;
}

test('the last call of the first blamed function that is called', () => {
  expect(source(['waitpid', 'fork', 'wait'], [site('fork', 2), site('fork', 3), site('wait', 4)])).toEqual({
    file: 'siblings.c',
    line: 3,
    column: 3,
    callee: 'fork',
    text: '  if (fork() == 0) return 0;',
  });
});

test('none, when nothing that is blamed is called', () => {
  expect(source(['setsid'], [site('fork', 2)])).toBeNull();
  expect(source([], [site('fork', 2)])).toBeNull();
});

test('a call outside the submission is not shown', () => {
  expect(source(['fork'], [site('fork', 2), site('fork', 900, '/usr/include/x.h')])?.line).toBe(2);
});

test('of the same function in two programs, the call in the file that is named', () => {
  const calls = [site('open', 1, 'writer.c'), site('open', 1, 'reader.c')];
  const lineOf = (blame: string[]) =>
    likelySource(
      blame,
      aBuild({ programs: [aProgram({ calls })] }),
      ['writer.c', 'reader.c'].map((path) => ({ path, text: 'open();' })),
    )?.file;
  expect(lineOf(['reader.c:open'])).toBe('reader.c');
  expect(lineOf(['reader.c:read', 'writer.c:open'])).toBe('writer.c');
  expect(lineOf(['other.c:open'])).toBeUndefined();
});

test('only a failure has a line', () => {
  expect(source(['fork'], [site('fork', 2)], () => pass(both('')))).toBeNull();
});
