import {
  linesOf,
  type Now,
  type Program,
  type Stage,
  steady,
  type Terminal,
  type Text,
} from '@proclab/lab-kit';
import { HOME } from '../shared/starts.ts';

export const WRITER = './writer';
export const READER = './reader';
/** The file by its name in the command line, and from the root on. */
const BOARD = 'board';
export const PATH = `${HOME}/${BOARD}`;

/** Makes the second message nearly as long as one may be, with its newline and a NUL. */
const OTHERS = Array.from({ length: 83 }, (_, index) => `plover-${25 + index}`).join(', ');

/**
 * What is typed at the writer, one after the other: the second is the longest, so that its end would be seen behind the
 * third if no NUL stood between them.
 */
export const MESSAGES = [
  'kestrel-811 circles',
  `plover-24 has come back with others, and 5 %d is no format: ${OTHERS}`,
  'finch-36',
] as const;
export type Index = 0 | 1 | 2;

const ENTER = '\n';
/** What a terminal shows of it, termios(3), ECHO and ONLCR. */
const ECHOED = '\r\n';
/** Ctrl-D, which ends the input of a terminal, termios(3), VEOF. */
const CTRL_D = '\x04';
/** Once something has not come in time, what follows gets this long all the same. */
const SHORT_PATIENCE = '500ms';

interface Desk {
  readonly writer: Terminal;
  readonly reader: Terminal;
  /** The moments that did not come in time. */
  readonly late: string[];
}

/** A scenario: the writer comes first; what the file holds before, or null where there is none. */
export function writerFirst(held: string | null) {
  return async (stage: Stage): Promise<void> => {
    const desk = await prepare(stage, held);
    const writer = await desk.writer.run(WRITER, BOARD);
    await store(stage, desk, 0);
    const reader = await desk.reader.run(READER, BOARD);
    await converse(stage, desk, writer, reader);
  };
}

/** A scenario: the reader comes first, and looks before anything was stored. */
export function readerFirst(held: string) {
  return async (stage: Stage): Promise<void> => {
    const desk = await prepare(stage, held);
    const reader = await desk.reader.run(READER, BOARD);
    await lookInVain(stage, desk, reader);
    const writer = await desk.writer.run(WRITER, BOARD);
    await store(stage, desk, 0);
    await converse(stage, desk, writer, reader);
  };
}

async function prepare(stage: Stage, held: string | null): Promise<Desk> {
  if (held !== null) await stage.write(PATH, held);
  stage.keep(PATH);
  return { writer: stage.terminal, reader: await stage.openTerminal(), late: [] };
}

/** Once the first message is stored: the reader looks, the writer goes on, and ends before the reader does. */
async function converse(stage: Stage, desk: Desk, writer: Program, reader: Program): Promise<void> {
  await look(stage, desk, 0);
  // Neither in the file nor at the reader: of what follows, nothing could be seen either.
  if (desk.late.includes('stored-1') && desk.late.includes('seen-1')) return;
  await store(stage, desk, 1);
  await look(stage, desk, 1);
  await store(stage, desk, 2);
  const times = await look(stage, desk, 2);

  await desk.writer.type(CTRL_D);
  await stage.moment(
    'writer-ended',
    { zh: 'writer 读到 Ctrl-D 后结束', en: 'the writer has read Ctrl-D and ended' },
    (now) => now.ended(writer) !== null,
    { within: '5s' },
  );
  await desk.reader.type(ENTER);
  await wait(
    stage,
    desk,
    'still',
    {
      zh: 'writer 结束之后，reader 又显示了第 3 条消息',
      en: 'the reader has shown message 3 again after the writer’s end',
    },
    (now) => timesShown(now, desk.reader, 2) > times,
  );
  await desk.reader.type(CTRL_D);
  await stage.moment(
    'end',
    { zh: '两个程序都结束，没有留下进程', en: 'both programs have ended and no process is left' },
    (now) => [writer, reader].every((program) => now.ended(program) !== null) && now.processes.length === 0,
    { within: '5s' },
  );
}

/** Types a message, up to the moment `stored-N`: the file holds it. */
async function store(stage: Stage, desk: Desk, index: Index): Promise<void> {
  await desk.writer.type(`${MESSAGES[index]}\n`);
  await wait(
    stage,
    desk,
    `stored-${index + 1}`,
    { zh: `文件里有了第 ${index + 1} 条消息`, en: `the file holds message ${index + 1}` },
    // At two looks: the NUL behind it may be stored an instant later.
    steady((now) => (now.kept(PATH)?.includes(MESSAGES[index]) ? 'stored' : null), 2),
  );
}

/** Enter at the reader, up to the moment `seen-N`: it has shown the message. Gives how many lines have it then. */
async function look(stage: Stage, desk: Desk, index: Index): Promise<number> {
  await desk.reader.type(ENTER);
  let times = 0;
  await wait(
    stage,
    desk,
    `seen-${index + 1}`,
    { zh: `reader 显示了第 ${index + 1} 条消息`, en: `the reader has shown message ${index + 1}` },
    (now) => {
      times = timesShown(now, desk.reader, index);
      return times > 0;
    },
  );
  return times;
}

/**
 * Enter at a reader while nothing is stored, up to the moment `looked`: it has shown something, such as an empty line,
 * and so has touched what it has mapped.
 */
async function lookInVain(stage: Stage, { reader: terminal }: Desk, reader: Program): Promise<void> {
  let length = 0;
  const asleep = steady(
    ({ processes }) => processes.find(({ pid, state }) => pid === reader.pid && state === 'S')?.state ?? null,
    2,
  );
  await stage.moment(
    'reader-up',
    { zh: 'reader 睡着，等待回车', en: 'the reader sleeps until Enter comes' },
    (now) => {
      length = now.shownOn(terminal).length;
      return asleep(now);
    },
    { within: '5s' },
  );
  await terminal.type(ENTER);
  await stage.moment(
    'looked',
    {
      zh: '还没有消息时，reader 对回车作出回应',
      en: 'the reader has answered to Enter while there was no message',
    },
    (now) => now.shownOn(terminal).length > length + ECHOED.length,
    { within: '2s' },
  );
}

/** Waits for a moment, for long only as long as everything has come in time. */
async function wait(
  stage: Stage,
  desk: Desk,
  name: string,
  what: Text,
  condition: (now: Now) => boolean,
): Promise<void> {
  const came = await stage.moment(name, what, condition, {
    within: desk.late.length === 0 ? '5s' : SHORT_PATIENCE,
  });
  if (!came) desk.late.push(name);
}

function timesShown(now: Now, terminal: Terminal, index: Index): number {
  return linesOf(now.shownOn(terminal)).filter((line) => line.includes(MESSAGES[index])).length;
}
