import type { Now, Stage } from '@proclab/lab-kit';
import { bothEnd, CTRL_D, meet, SHORT_PATIENCE, waitAtFifo } from '../shared/meeting.ts';

/** The two programs by the names they are started by. */
export const ASK = './ask';
export const ANSWER = './answer';

/** The two FIFOs by their names in the command line, for each order in which the two programs start. */
export const FIFOS = {
  'answer-first': ['requests', 'answers'],
  'ask-first': ['/tmp/requests', '/tmp/answers'],
} as const;
export type Order = keyof typeof FIFOS;

/**
 * Typed one by one, the next when the one before was answered. The second ends with a letter, so that a loop that stops
 * one short is seen; the last is as long as a line may be, 100 characters.
 */
export const QUESTIONS: readonly string[] = [
  'where does kestrel-811 nest?',
  'plover 24 and her brood',
  'herons of district nine and their geese ask in turn who counts the swans, cranes and grebes at dusk.',
];

/** What the answer to a question must hold. */
export function answerTo(question: string): string {
  return question.toUpperCase();
}

/** A person asks the questions one after the other, then types Ctrl-D. */
export function inquiry(order: Order) {
  return async (stage: Stage): Promise<void> => {
    const terminals = { ask: stage.terminal, answer: await stage.openTerminal() };
    const start = (name: 'ask' | 'answer') => terminals[name].run(`./${name}`, ...FIFOS[order]);
    const [one, other] =
      order === 'answer-first' ? (['answer', 'ask'] as const) : (['ask', 'answer'] as const);
    const early = await start(one);
    await waitAtFifo(stage, one, early);
    const programs = [early, await start(other)];

    let prompt = true;
    for (const [index, question] of QUESTIONS.entries()) {
      await terminals.ask.type(`${question}\n`);
      const answered = (now: Now) => now.shownOn(terminals.ask).includes(answerTo(question));
      if (index === 0 && !(await meet(stage, programs, answered))) return;
      const came = await stage.moment(
        `answer-${index + 1}`,
        {
          zh: `第 ${index + 1} 个回答出现在 ask 的终端上`,
          en: `answer ${index + 1} has appeared on ask’s terminal`,
        },
        answered,
        { within: prompt ? '5s' : SHORT_PATIENCE },
      );
      prompt &&= came;
    }
    await terminals.ask.type(CTRL_D);
    await bothEnd(stage, programs);
  };
}
