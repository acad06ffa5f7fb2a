import { TOO_BUSY } from './grade-known.ts';
import { mapByRoom } from './map-by-room.ts';

/** Of a graded program, codes of what the grader or the machine could not do. */
interface Graded {
  readonly faults: readonly string[];
}

/**
 * Grades programs side by side, as many as there is room for. For whichever of them the machine was then too busy, so that
 * there is no verdict, it is done once more with nothing else beside it.
 */
export async function gradeAll<P, G extends Graded>(
  programs: readonly P[],
  gradeOne: (program: P) => Promise<G>,
): Promise<{ results: readonly G[]; again: readonly P[] }> {
  const results = await mapByRoom(programs, gradeOne);
  const again: P[] = [];
  for (const [index, program] of programs.entries()) {
    if (!results[index]!.faults.some((code) => TOO_BUSY.includes(code))) continue;
    results[index] = await gradeOne(program);
    again.push(program);
  }
  return { results, again };
}
