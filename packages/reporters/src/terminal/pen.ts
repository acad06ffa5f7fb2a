import { Chalk, type ChalkInstance } from 'chalk';
import type { Language, Text } from '@proclab/core';
import { clip, visible } from './visible.ts';
import { WORDS, type Words } from './words.ts';

export interface TerminalOptions {
  readonly language: Language;
  /** Cells of a line. Below 40 the report is drawn for 40. */
  readonly width: number;
  readonly color: boolean;
}

type Paint = (text: string) => string;

/** What every part of the report is drawn with. */
export interface Pen {
  readonly words: Words;
  readonly color: boolean;
  /** Cells that evidence may take. */
  readonly width: number;
  /** Cells that prose may take: long lines are hard to read. */
  readonly measure: number;
  /** The reader's half of a text, safe to print. */
  readonly say: (text: Text) => string;
  readonly ink: {
    readonly pass: Paint;
    readonly fail: Paint;
    readonly unsure: Paint;
    readonly fault: Paint;
    readonly faint: Paint;
    readonly strong: Paint;
    readonly header: Paint;
    readonly marked: Paint;
  };
}

const NARROWEST = 40;
const MEASURE = 100;
const LONGEST_TEXT = 800;

export function penFor({ language, width, color }: TerminalOptions): Pen {
  const chalk: ChalkInstance = new Chalk({ level: color ? 1 : 0 });
  const cells = Math.max(NARROWEST, width);
  return {
    words: WORDS[language],
    color,
    width: cells,
    measure: Math.min(MEASURE, cells),
    say: (text) => visible(clip(text[language], LONGEST_TEXT)),
    ink: {
      pass: painter(chalk.green),
      fail: painter(chalk.red),
      unsure: painter(chalk.yellow),
      fault: painter(chalk.magenta),
      faint: painter(chalk.dim),
      strong: painter(chalk.bold),
      header: painter(chalk.dim.underline),
      marked: painter(chalk.red.bold.underline),
    },
  };
}

/** A style takes any number of texts, and would paint the index that `map` passes on. */
function painter(style: ChalkInstance): Paint {
  return (text) => style(text);
}
