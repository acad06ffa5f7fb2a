import { type Now, type Program, type Stage, steady, type Terminal } from '@proclab/lab-kit';

export const PROGRAM = './timeout';
/** 200 bytes with blanks, as long as the task text says an answer may be. */
export const ANSWER = 'it is me, a long answer '.repeat(9).slice(0, 199);
const SECOND_ANSWER = 'nothing';
const END_OF_INPUT = '\u0004';

/** What the shell that sends SIGUSR1 again and again prints each time. */
export const SENT = 'sent SIGUSR1';
/**
 * How long the program is to wait on each of its terminals, s. Where looks take long, who is to be pestered has ended
 * before anybody saw it ask, and is started once more with a longer limit.
 */
export const LIMITS = { silent: ['1'], pestered: ['2', '6', '18'], answered: ['60'], ended: ['90'] } as const;
/** So many looks tell whether a program asks and waits, or does not. */
const ENOUGH_LOOKS = 3;
export const STATUS = { answered: 0, timedOut: 2, noInput: 3 } as const;

/**
 * Four terminals: nobody answers on the first; nobody answers on the second either, but SIGUSR1 comes again and
 * again; on the third it is answered after one SIGUSR1; on the last one the input ends.
 */
export async function fourTerminals(stage: Stage): Promise<void> {
  const silent = await stage.terminal.run(PROGRAM, ...LIMITS.silent);
  const { pestered, seconds } = await pester(stage, LIMITS.pestered);
  await answer(stage, await stage.openTerminal());
  await endInput(stage, await stage.openTerminal());
  await stage.moment(
    'timed-out',
    { zh: '没有回答的两个都结束了', en: 'the two that got no answer have both ended' },
    (now) => now.ended(silent) !== null && now.ended(pestered) !== null,
    { within: `${seconds + 6}s` },
  );
}

/**
 * Starts the program that SIGUSR1 comes to again and again; once more, with a longer limit, where it has ended before any
 * was sent.
 */
async function pester(
  stage: Stage,
  [limit, ...longer]: readonly string[],
): Promise<{ pestered: Program; seconds: number }> {
  const seconds = Number(limit);
  const patience = { within: `${seconds + 3}s` } as const;
  // Up before the program that has two seconds, and told then whom to send it to.
  const other = await stage.openTerminal();
  const shell = `read pid; while kill -USR1 $pid 2>/dev/null; do echo ${SENT}; sleep 0.3; done`;
  await other.run('sh', '-c', shell);
  const terminal = await stage.openTerminal();
  const pestered = await terminal.run(PROGRAM, limit!);
  const asked = isAsking(terminal, pestered);
  let looksInVain = 0;
  await stage.moment(
    'pestered-asked',
    { zh: '第 2 个终端上提出了问题', en: 'the question has been asked on the second terminal' },
    (now) => {
      const hasEnded = now.ended(pestered) !== null;
      if (!hasEnded && now.shownOn(terminal).trim() === '') looksInVain++;
      return hasEnded || asked(now);
    },
    patience,
  );
  await other.type(`${pestered.pid}\n`);
  let wasSent = false;
  await stage.moment(
    'pestered',
    { zh: '向它发了 SIGUSR1', en: 'a SIGUSR1 has been sent to it' },
    (now) => {
      wasSent = now.shownOn(other).includes(SENT);
      return wasSent || now.ended(pestered) !== null;
    },
    patience,
  );
  const cameTooLate = !wasSent && looksInVain < ENOUGH_LOOKS;
  return cameTooLate && longer.length > 0 ? pester(stage, longer) : { pestered, seconds };
}

async function answer(stage: Stage, terminal: Terminal): Promise<void> {
  const program = await terminal.run(PROGRAM, ...LIMITS.answered);
  let shown = 0;
  const asking = isAsking(terminal, program);
  await stage.moment(
    'asked',
    { zh: '提出了问题，在等回答', en: 'the question has been asked; it waits for an answer' },
    (now) => {
      shown = now.shownOn(terminal).trim().length;
      return asking(now);
    },
    { within: '5s' },
  );
  await stage.signal(program.pid, 'SIGUSR1');
  const again = isAsking(terminal, program);
  await stage.moment(
    'asked-again',
    { zh: '收到 SIGUSR1 之后又问了一遍，还在等', en: 'after SIGUSR1 it has asked again, and waits on' },
    (now) => again(now) && now.shownOn(terminal).trim().length > shown,
    { within: '5s' },
  );
  await terminal.type(`${ANSWER}\n`);
  const second = isAsking(terminal, program);
  await stage.moment(
    'second',
    {
      zh: '回答之后又打印了什么，在等第二行',
      en: 'it has printed something after the answer, and waits for a second line',
    },
    // The terminal itself shows what is typed, termios(3): ECHO; what comes after that is the program's.
    (now) => second(now) && now.shownOn(terminal).split(ANSWER).slice(1).join('…').trim() !== '',
    { within: '5s' },
  );
  await terminal.type(`${SECOND_ANSWER}\n`);
  await stage.moment(
    'answered',
    { zh: '提示符回来', en: 'the prompt is back' },
    (now) => now.ended(program) !== null,
    { within: '5s' },
  );
}

async function endInput(stage: Stage, terminal: Terminal): Promise<void> {
  const program = await terminal.run(PROGRAM, ...LIMITS.ended);
  await stage.moment(
    'last-asked',
    { zh: '第 4 个终端上提出了问题', en: 'the question has been asked on the last terminal' },
    isAsking(terminal, program),
    { within: '5s' },
  );
  await terminal.type(END_OF_INPUT);
  await stage.moment(
    'input-ended',
    { zh: '输入结束之后，提示符回来', en: 'after the end of the input the prompt is back' },
    (now) => now.ended(program) !== null,
    { within: '5s' },
  );
}

/** Something is to be read on the terminal, and the program sleeps, at several looks in a row. */
function isAsking(terminal: Terminal, { pid }: Program): (now: Now) => boolean {
  return steady((now) => {
    const process = now.processes.find((each) => each.pid === pid);
    return process?.state === 'S' && now.shownOn(terminal).trim() !== '' ? 'asking' : null;
  }, ENOUGH_LOOKS);
}
