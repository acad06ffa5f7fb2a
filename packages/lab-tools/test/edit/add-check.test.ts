import { describe, expect, it } from 'vitest';
import { withCheck } from '../../src/edit/add-check.ts';

const CHECK = { id: 'own-pid', points: 10, must: { zh: '必须', en: "It's so" }, on: 'traced' } as const;

const CODE = `const ownPid: Check = {
  id: 'own-pid',
  points: 10,
  must: {
    zh: '必须',
    en: "It's so",
  },
  hint: {
    zh: 'TODO',
    en: 'TODO',
  },
  see: 'ps -o pid,ppid,stat,args',
  blame: ['fork'],
  on: 'traced',
  judge: () => fail({ zh: '这一项还没有写', en: 'this check is not written yet' }),
};

`;

describe('withCheck', () => {
  it('adds the check, its place in the list and what it imports, and leaves everything else as it is', () => {
    const own = `import {
  c,   // C
  exercise
} from '@proclab/lab-kit';
import { x } from './x.ts';

const hot = 1 ; // kept

// The whole of it.
export default exercise('brew', { checks: [ hot, ...x, /* no more */ ],
});
`;
    expect(withCheck(own, CHECK, 'exercise.ts')).toBe(
      own
        .replace('  exercise\n', '  exercise,\n  type Check,\n  fail,\n')
        .replace('// The whole', `${CODE}// The whole`)
        .replace('/* no more */ ]', '/* no more */ ownPid ]'),
    );
  });

  it('imports nothing twice', () => {
    const text =
      "import { type Check, exercise, fail } from '@proclab/lab-kit';\nexport default exercise('x', { checks: [] });\n";
    expect(withCheck(text, CHECK, 'x')).toBe(
      text.replace('export', `${CODE}export`).replace('[]', '[ownPid]'),
    );
  });

  it('knows a type that was imported as one', () => {
    const text =
      "import type { Check } from '@proclab/lab-kit';\nimport { exercise } from '@proclab/lab-kit';\nexport default exercise('x', { checks: [] });\n";
    expect(withCheck(text, CHECK, 'x')).toContain("import { exercise, fail } from '@proclab/lab-kit';");
  });

  it('stands above the list that names it', () => {
    const text =
      "import { type Check, exercise, fail } from '@proclab/lab-kit';\n\nconst checks = [one];\n\nexport default exercise('x', { checks });\n";
    expect(withCheck(text, CHECK, 'x')).toBe(
      text.replace('const checks = [one', `${CODE}const checks = [one, ownPid`),
    );
  });

  it.each([
    [
      "import * as kit from '@proclab/lab-kit';\nexport default exercise('x', { checks: [] });\n",
      'SHAPE: x/exercise.ts',
    ],
    [
      "import { exercise } from '@proclab/lab-kit';\nexport default exercise('x', { checks: all() });\n",
      'SHAPE: x/exercise.ts',
    ],
    [
      "import { exercise } from '@proclab/lab-kit';\nexport default exercise('x', {",
      'SYNTAX: x/exercise.ts:2: ',
    ],
  ])('refuses %j', (text, error) => {
    expect(() => withCheck(text, CHECK, 'x/exercise.ts')).toThrow(error);
  });
});
