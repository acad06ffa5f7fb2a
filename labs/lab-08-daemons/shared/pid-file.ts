/** The number that a PID file begins with; null when it has none. */
export function pidIn(content: string | null): number | null {
  const [, digits] = /^\s*(\d+)/.exec(content ?? '') ?? [];
  return digits === undefined ? null : Number(digits);
}
