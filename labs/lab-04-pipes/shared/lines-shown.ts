import { type Exhibit, linesOf } from '@proclab/lab-kit';

/** More lines than this are of no use to a reader. */
const MOST = 8;

/** The first lines of what was printed, blank ones left out; no exhibit when there are none. */
export function linesShown(text: string): readonly Exhibit[] {
  const lines = linesOf(text).filter((line) => line.trim() !== '');
  return lines.length === 0 ? [] : [{ kind: 'output', lines: lines.slice(0, MOST), marked: null }];
}
