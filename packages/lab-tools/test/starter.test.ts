import { describe, expect, it } from 'vitest';
import { starterFrom } from '../src/index.ts';

describe('starterFrom', () => {
  it('leaves out solutions and keeps the rest', () => {
    expect(starterFrom('a\n// >>> solution\nb\n// <<< solution\nc\n', 'x.c')).toBe('a\nc\n');
  });

  it('puts the starter part in place of the solution: comments as they are, code uncommented', () => {
    const source = [
      '{',
      '    // >>> solution',
      '    work();',
      '    // --- starter',
      '    // TODO',
      '    //| return 0;',
      '',
      '    //|',
      '    // <<< solution',
      '}',
    ];
    expect(starterFrom(source.join('\n'), 'x.c')).toBe('{\n    // TODO\n    return 0;\n\n    \n}');
  });

  it('knows the comments of scripts', () => {
    const source = '#!/bin/sh\n# >>> solution\ncp a b\n# --- starter\n# TODO\n#| exit 1\n# <<< solution\n';
    expect(starterFrom(source, 'x.sh')).toBe('#!/bin/sh\n# TODO\nexit 1\n');
  });

  it('leaves no more than one empty line where something was taken out', () => {
    expect(starterFrom('a\n\n// >>> solution\nb\n// <<< solution\n\nc', 'x.c')).toBe('a\n\nc');
  });

  it.each([
    ['a solution that is never closed', 'a\n// >>> solution\nb', 'x.c:2: '],
    ['a solution in a solution', '// >>> solution\n// >>> solution\n// <<< solution', 'x.c:2: '],
    ['an end without a beginning', 'a\nb\n// <<< solution', 'x.c:3: '],
    ['a starter part outside', 'a\n// --- starter', 'x.c:2: '],
    ['a second starter part', '// >>> solution\n// --- starter\n// --- starter\n// <<< solution', 'x.c:3: '],
    [
      'a directive of the starter that the reference would compile',
      '// >>> solution\n// --- starter\n#define X\n// <<< solution',
      'x.c:3: ',
    ],
    [
      'code of the starter that the reference would compile',
      '// >>> solution\n// --- starter\nreturn 0;\n// <<< solution',
      'x.c:3: ',
    ],
  ])('refuses %s, with its line', (_, source, place) => {
    expect(() => starterFrom(source, 'x.c')).toThrow(place);
  });
});
