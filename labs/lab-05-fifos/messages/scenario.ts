import type { Now, Program, Stage, Terminal } from '@proclab/lab-kit';
import { bothEnd, CTRL_D, meet, SHORT_PATIENCE, waitAtFifo } from '../shared/meeting.ts';
import { beginningOf, EARLY, FIFO, ONE_BY_ONE, type Order, TOGETHER } from './mail.ts';

type Name = 'writer' | 'reader';
type Desk = Readonly<Record<Name, Terminal>>;

/** Starts one of the programs on its own terminal. */
function start(desk: Desk, name: Name, order: Order): Promise<Program> {
  return desk[name].run(`./${name}`, FIFO[order]);
}

function names(order: Order): readonly [early: Name, late: Name] {
  return order === 'writer-first' ? ['writer', 'reader'] : ['reader', 'writer'];
}

/** Starts one program, waits until it waits for the other, and starts that too. */
async function startBoth(stage: Stage, desk: Desk, order: Order): Promise<Readonly<Record<Name, Program>>> {
  const [early, late] = names(order);
  const first = await start(desk, early, order);
  await waitAtFifo(stage, early, first);
  const second = await start(desk, late, order);
  return early === 'writer' ? { writer: first, reader: second } : { writer: second, reader: first };
}

/** A conversation at the pace of a person, with a reader that is stopped once. */
export function conversation(order: Order) {
  return async (stage: Stage): Promise<void> => {
    const desk = { writer: stage.terminal, reader: await stage.openTerminal() };
    const { writer, reader } = await startBoth(stage, desk, order);

    let prompt = true;
    for (const [index, message] of ONE_BY_ONE.entries()) {
      await desk.writer.type(`${message}\n`);
      const begins = (now: Now) => now.shownOn(desk.reader).includes(beginningOf(message));
      // Typed first: a writer may open the FIFO only when it has something to send.
      if (index === 0 && !(await meet(stage, [writer, reader], begins))) return;
      const came = await stage.moment(
        `message-${index + 1}`,
        {
          zh: `第 ${index + 1} 条消息出现在 reader 的终端上`,
          en: `message ${index + 1} has appeared on the reader’s terminal`,
        },
        begins,
        { within: prompt ? '5s' : SHORT_PATIENCE },
      );
      prompt &&= came;
    }

    await stage.signal(reader.pid, 'SIGSTOP');
    await stage.moment(
      'held',
      { zh: 'reader 已停住', en: 'the reader has stopped' },
      ({ processes }) => processes.every(({ pid, state }) => pid !== reader.pid || state === 'T'),
      { within: '5s' },
    );
    await desk.writer.type(`${TOGETHER.join('\n\n')}\n${CTRL_D}`);
    await stage.moment(
      'writer-ended',
      { zh: 'writer 读到 Ctrl-D 后结束', en: 'the writer has read Ctrl-D and ended' },
      (now) => now.ended(writer) !== null,
      { within: '5s' },
    );
    await stage.signal(reader.pid, 'SIGCONT');
    await bothEnd(stage, [writer, reader]);
  };
}

/** Messages and Ctrl-D are typed at one go: where the writer comes first, before the reader is there. */
export function earlyMail(order: Order) {
  return async (stage: Stage): Promise<void> => {
    const desk = { writer: stage.terminal, reader: await stage.openTerminal() };
    const mail = EARLY.map((message) => `${message}\n`).join('') + CTRL_D;
    if (order === 'writer-first') await desk.writer.type(mail);
    const { writer, reader } = await startBoth(stage, desk, order);
    if (order === 'reader-first') await desk.writer.type(mail);
    await bothEnd(stage, [writer, reader]);
  };
}
