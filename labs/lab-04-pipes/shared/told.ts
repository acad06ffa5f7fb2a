import { numbersIn } from '@proclab/lab-kit';

/** How programs name an error or a signal: by its number, or in words. */
export interface Naming {
  readonly numbers: readonly number[];
  readonly words: RegExp;
}

/** Does a text name it? */
export function tells(text: string, { numbers, words }: Naming): boolean {
  return words.test(text) || numbersIn(text).some((number) => numbers.includes(number));
}
