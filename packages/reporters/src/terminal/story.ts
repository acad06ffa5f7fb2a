import type { Story, StoryColumn, StoryEvent } from '@proclab/core';
import { cellsOf, cut, padEnd, padStart } from './cells.ts';
import type { Pen } from './pen.ts';
import { visible } from './visible.ts';

const GAP = 2;

/**
 * A story as a table of at most so many cells: the time of each row, ms, then what the one did, or further right what
 * the other did. A column is as wide as it must be; where both together are too wide, each gets at least half.
 */
export function storyLines({ columns: [left, right], rows }: Story, cells: number, pen: Pen): string[] {
  const { story: words } = pen.words;
  const times = [words.ms, ...rows.map(({ at }) => String(Math.round(at)))];
  const told = rows.map(({ column, event }) => ({ column, event, text: eventText(event, pen) }));
  const heads = [left, right].map((column) => heading(column, pen));
  const wanted = heads.map((head, index) =>
    Math.max(
      cellsOf(head),
      ...told.filter(({ column }) => column === index).map(({ text }) => cellsOf(text)),
    ),
  );
  const time = Math.max(...times.map(cellsOf));
  const [first, second] = share(wanted, cells - time - 2 * GAP);
  const gap = ' '.repeat(GAP);
  const line = (at: string, one: string, two: string, paint: (text: string) => string): string =>
    (
      pen.ink.faint(padStart(at, time)) +
      gap +
      (two === ''
        ? paint(cut(one, first))
        : paint(padEnd(cut(one, first), first)) + gap + paint(cut(two, second)))
    ).trimEnd();
  return [
    line(times[0] ?? '', heads[0] ?? '', heads[1] ?? '', pen.ink.faint),
    ...told.map(({ column, event, text }, index) =>
      line(
        times[index + 1] ?? '',
        column === 0 ? text : '',
        column === 1 ? text : '',
        event.kind === 'call' ? (each) => each : pen.ink.unsure,
      ),
    ),
  ];
}

/** What two columns get of a room: what they want, or at least half each. */
function share([left = 0, right = 0]: readonly number[], room: number): [number, number] {
  const first = Math.min(left, Math.max(Math.floor(room / 2), room - right));
  return [first, room - first];
}

function heading({ pid, tid, name, role }: StoryColumn, { words: { story } }: Pen): string {
  const who = tid === pid ? `PID ${pid}` : `TID ${tid}`;
  return story.column(who, visible(name), role === null ? null : story.roles[role]);
}

function eventText(event: StoryEvent, { words: { story } }: Pen): string {
  switch (event.kind) {
    case 'call':
      return visible(event.text);
    case 'held':
      return story.held(event.until);
    case 'signal':
      return story.signal(visible(event.signal), event.handled);
    case 'killed':
      return story.killed(visible(event.signal));
  }
}
