import type { Language, Text } from '@proclab/core';
import { progressLine, type TerminalOptions } from '@proclab/reporters';
import type { Waiting } from '../run/live-stage.ts';

/** Longer lines are hard to read. */
const WIDEST = 120;
/** Where nothing can be redrawn, only waits that are felt are told. */
const FELT_MS = 1000;
/** What an older line leaves over: EL, ECMA-48 8.3.41. */
const ERASE_LINE = '\x1b[K';

/** How to print on a stream: its width, and colour only on a terminal that wants it (no-color.org). */
export function terminalOptions(stream: NodeJS.WriteStream, language: Language): TerminalOptions {
  const { env } = process;
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const color = forced || (stream.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb');
  return { language, color, width: Math.min(stream.columns ?? 80, WIDEST) };
}

/** Shows how far a long command is, on a terminal alone; an empty line takes it away again. */
export function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${line}${ERASE_LINE}`);
}

/** The status line while scenarios wait: redrawn on a terminal, told once per wait elsewhere. */
export class StatusLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #options: TerminalOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #told = new Set<Text>();
  #drawn = '';

  constructor(stream: NodeJS.WriteStream, language: Language) {
    this.#stream = stream;
    this.#options = terminalOptions(stream, language);
  }

  /** Takes what a run waits for; null when it has ended. The run with the longest way to go is shown. */
  show(run: string, waiting: Waiting | null): void {
    if (waiting) this.#waiting.set(run, waiting);
    else this.#waiting.delete(run);
    const [longest] = [...this.#waiting.values()].sort(
      (a, b) => b.within - b.elapsed - (a.within - a.elapsed),
    );
    if (!this.#stream.isTTY) return this.#tell(longest);
    this.#draw(longest ? progressLine(longest.what, longest.elapsed, longest.within, this.#options) : '');
  }

  clear(): void {
    if (this.#stream.isTTY) this.#draw('');
  }

  #draw(line: string): void {
    if (line === this.#drawn) return;
    this.#drawn = line;
    this.#write(`\r${line}${ERASE_LINE}`);
  }

  #tell(waiting: Waiting | undefined): void {
    if (!waiting || waiting.elapsed < FELT_MS || this.#told.has(waiting.what)) return;
    this.#told.add(waiting.what);
    this.#write(`${progressLine(waiting.what, waiting.elapsed, waiting.within, this.#options)}\n`);
  }

  /** A status line that cannot be shown is no reason to stop. */
  #write(text: string): void {
    try {
      this.#stream.write(text);
    } catch {
      // A file on a full disk, for instance.
    }
  }
}
