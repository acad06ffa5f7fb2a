import { append } from './append.ts';
import { unusedName } from './identifier.ts';
import { listIn, parse } from './parse.ts';
import { type Splice, spliced } from './splices.ts';

/**
 * The text of a lab.ts with one more exercise at the end of its list, imported from `./ID/exercise.ts`.
 *
 * @param path shown in errors
 * @throws UsageError when the text cannot be added to
 */
export function withExercise(text: string, id: string, path: string): string {
  const source = parse(text, path);
  const list = listIn(source, path, 'lab', 'exercises');
  const name = unusedName(source, id, 'Exercise');
  return spliced(text, [
    importLine(
      text,
      source.getImportDeclarations().at(-1)?.getEnd(),
      `import ${name} from './${id}/exercise.ts';`,
    ),
    ...append(list, list.getElements(), name),
  ]);
}

/** Behind the line in which the last import ends. */
function importLine(text: string, lastEnd: number | undefined, line: string): Splice {
  if (lastEnd === undefined) return { from: 0, text: `${line}\n` };
  const end = text.indexOf('\n', lastEnd);
  return { from: end === -1 ? text.length : end, text: `\n${line}` };
}
