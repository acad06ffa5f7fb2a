import { describe, expect, it } from 'vitest';
import { withExercise } from '../../src/edit/add-exercise.ts';

/** An instructor's own file: comments and layout that no formatter would make. */
const OWN = `// Ours, since the first year.
import { lab } from "@proclab/lab-kit" ;
import brew from './brew/exercise.ts'; // the classic
/* nothing else */

export default lab({
    id: 'lab-20',   title: { zh: '茶', en: 'Tea' },
    exercises: [
        // first
        brew, // hot
        /* last */ steep // cold
        // and that is all
    ],
});
`;

describe('withExercise', () => {
  it('adds an import and a line, and leaves everything else as it is', () => {
    expect(withExercise(OWN, 'pour-out', 'lab.ts')).toBe(
      OWN.replace('// the classic\n', "// the classic\nimport pourOut from './pour-out/exercise.ts';\n")
        .replace('steep // cold', 'steep, // cold')
        .replace('that is all\n', 'that is all\n        pourOut,\n'),
    );
  });

  it.each([
    ['an empty list', 'exercises: []', 'exercises: [pour]'],
    ['a list in one line', 'exercises: [brew, steep]', 'exercises: [brew, steep, pour]'],
    ['a list with a comma at its end', 'exercises: [brew, steep,]', 'exercises: [brew, steep, pour]'],
    ['a list of two lines', 'exercises: [brew,\n  steep]', 'exercises: [brew,\n  steep, pour]'],
    [
      'a list that gets too long',
      `exercises: [${'a'.repeat(48)}, ${'b'.repeat(48)}]`,
      `exercises: [\n    ${'a'.repeat(48)},\n    ${'b'.repeat(48)},\n    pour,\n  ]`,
    ],
    [
      'a long list with a comment',
      `exercises: [${'a'.repeat(48)}, /* x */ ${'b'.repeat(48)}]`,
      `exercises: [${'a'.repeat(48)}, /* x */ ${'b'.repeat(48)}, pour]`,
    ],
  ])('adds to %s', (_, before, after) => {
    const text = (list: string) => `export default lab({\n  id: 'lab-20',\n  ${list},\n});\n`;
    expect(withExercise(text(before), 'pour', 'lab.ts')).toBe(
      `import pour from './pour/exercise.ts';\n${text(after)}`,
    );
  });

  it.each([
    'const ALL = [brew];\nexport default lab({ exercises: ALL });\n',
    'const exercises = [brew];\nexport default lab({ exercises });\n',
  ])('adds to a constant: %s', (text) => {
    expect(withExercise(text, 'pour', 'lab.ts')).toContain('[brew, pour]');
  });

  it.each([
    ['pour', 'const pour = 1;', 'pourExercise'],
    ['new', '', 'newExercise'],
    ['await', '', 'awaitExercise'],
  ])('takes another name for %s where it must', (id, before, name) => {
    const text = withExercise(`${before}\nexport default lab({ exercises: [] });\n`, id, 'lab.ts');
    expect(text).toContain(`import ${name} from './${id}/exercise.ts';`);
    expect(text).toContain(`[${name}]`);
  });

  it.each([
    ['no list', 'export default lab({ exercises: make() });\n', 'SHAPE: labs/x/lab.ts'],
    ['two lists', 'lab({ exercises: [] }); lab({ exercises: [] });\n', 'SHAPE: labs/x/lab.ts'],
    ['no lab', 'export default {};\n', 'SHAPE: labs/x/lab.ts'],
    ['no TypeScript', 'export default lab({\n', 'SYNTAX: labs/x/lab.ts:2: '],
    ['both names taken', 'const pour = 1, pourExercise = 2;\nlab({ exercises: [] });\n', 'NAME_TAKEN'],
  ])('refuses %s', (_, text, error) => {
    expect(() => withExercise(text, 'pour', 'labs/x/lab.ts')).toThrow(error);
  });
});
