import { linesOf, type ProcessLife, type Reason, SIGNALS } from '@proclab/lab-kit';

/**
 * The answers to one question: `q4 offset-1000=EINVAL offset-4096=OK`, in one line or in several, of which the later ones
 * may begin with a word instead of the name.
 */
export interface Answers {
  /**
   * All values that were printed for a word, in the order they came: a program may contradict itself. None where nothing
   * follows the equals sign, which is what a child flushes that inherited half a line.
   */
  of(word: string): readonly string[];
  readonly lines: readonly string[];
}

const REASONS: readonly Reason[] = [
  { name: 'OK', number: 0, text: 'Success' },
  { name: 'EPERM', number: 1, text: 'Operation not permitted' },
  { name: 'EBADF', number: 9, text: 'Bad file descriptor' },
  { name: 'EAGAIN', number: 11, text: 'Resource temporarily unavailable' },
  { name: 'ENOMEM', number: 12, text: 'Cannot allocate memory' },
  { name: 'EACCES', number: 13, text: 'Permission denied' },
  { name: 'ENODEV', number: 19, text: 'No such device' },
  { name: 'EINVAL', number: 22, text: 'Invalid argument' },
  { name: 'SIGBUS', number: SIGNALS.indexOf('SIGBUS'), text: 'Bus error' },
  { name: 'SIGSEGV', number: SIGNALS.indexOf('SIGSEGV'), text: 'Segmentation fault' },
];

/**
 * What processes have printed on a question.
 *
 * @param words those that the question knows: a value reaches up to the next of them, the name of the next question, or
 * the end of the line
 */
export function answersTo(
  question: string,
  words: readonly string[],
  lives: readonly ProcessLife[],
): Answers {
  const known = `(?:${words.join('|')})\\s*=`;
  const isNamed = new RegExp(`^${question}\\b`, 'i');
  const goesOn = new RegExp(`^[\\s\\p{P}\\p{S}]*${known}`, 'iu');
  // A name stands not only at the beginning of a line: after a prompt the line end is typed, not printed.
  const lines = lives
    .flatMap(({ printed }) =>
      linesOf(printed)
        .join('\n')
        .split(/(?=\bq\d+\b)/i),
    )
    .filter((part) => isNamed.test(part))
    .flatMap((part) => part.split('\n').filter((line, index) => index === 0 || goesOn.test(line)));
  return {
    lines,
    of: (word) => {
      const value = new RegExp(`(?:^|\\s)${word}\\s*=\\s*(.*?)(?=\\s+${known}|\\s*$)`, 'i');
      return lines.flatMap((line) => value.exec(line)?.[1] || []);
    },
  };
}

/** Does a value name this outcome: `OK`, an error or a signal by its name, number or text, or a text as it stands? */
export function names(value: string, outcome: string): boolean {
  const reason = REASONS.find(({ name }) => name === outcome);
  if (reason === undefined) return value.trim() === outcome.trim();
  const short = reason.name.replace(/^SIG/, '');
  const said = value.toLowerCase().replace(/[^a-z0-9 ]+/g, ' ');
  return [reason.name, short, String(reason.number), reason.text].some((each) =>
    new RegExp(`^ *${each.toLowerCase()}(?: |$)`).test(said),
  );
}
