/** The FIFO by its name in the command line, for each order in which the two programs start. */
export const FIFO = { 'writer-first': 'mailbox', 'reader-first': '/tmp/mailbox' } as const;
export type Order = keyof typeof FIFO;

/**
 * The lines that are typed one by one: a short one that is not all ASCII, one longer than most buffers, one of
 * the length that a terminal takes (4095 bytes with its newline, termios(3)), and a short one again, over whose end
 * anything that was left in a buffer would be seen, with blanks that belong to it. They are more than PIPE_BUF, 4096
 * bytes, together, pipe(7).
 */
export const ONE_BY_ONE: readonly string[] = [
  'kestrel-811 鸿雁 plover-24',
  numbered('goose', 110),
  numbered('heron', 467),
  '  finch-36:  100 %% and %d ',
];

/** Typed at once with an empty line in between, while the reader is stopped: they wait in the FIFO together. */
export const TOGETHER: readonly string[] = ['curlew-57 calls', 'lapwing-92 answers'];

/** Typed before the second program starts. */
export const EARLY: readonly string[] = ['sandpiper-48 goes ahead', 'dunlin-63 follows'];

/** Its first word: enough to see that a message has come. */
export function beginningOf(message: string): string {
  return message.trimStart().split(' ')[0]!;
}

/** `goose1 goose2 …`: no two places of it look alike. */
function numbered(word: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${word}${index + 1}`).join(' ');
}
