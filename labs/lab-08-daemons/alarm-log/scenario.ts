import { EARLIER, linesIn, type Now, type Stage, untilPrompt } from '@proclab/lab-kit';

export const LOG = '/tmp/alarm.log';
/** So many lines are waited for under strace: three seconds lie between the first and the last. */
export const LINES = 4;
/** So many at each of the two looks without it. */
const AT_A_LOOK = 2;

/** Started, looked at while it ticks; then its terminal is closed, and it is looked at again. */
export async function twoLooks(stage: Stage): Promise<void> {
  stage.keep(LOG);
  const program = await stage.terminal.run('./alarm-log');
  await untilPrompt(stage, 'prompt', program);
  await stage.moment(
    'ticking',
    { zh: `日志有了 ${AT_A_LOOK} 行`, en: `the log has ${AT_A_LOOK} lines` },
    (now) => count(now) >= AT_A_LOOK,
    { within: '8s' },
  );
  await stage.terminal.hangUp();
  let before: number | null = null;
  await stage.moment(
    'after-hang-up',
    {
      zh: `终端关闭之后日志又多了 ${AT_A_LOOK} 行`,
      en: `the log has ${AT_A_LOOK} more lines since the terminal was closed`,
    },
    (now) => {
      before ??= count(now);
      return count(now) >= before + AT_A_LOOK;
    },
    { within: '5s' },
  );
}

/** Started, and left alone for four lines; what time it is, date(1) says on another terminal. */
export async function fourLines(stage: Stage): Promise<void> {
  stage.keep(LOG);
  await stage.write(LOG, `${EARLIER}\n`);
  await stage.terminal.run('./alarm-log');
  const window = await stage.openTerminal();
  const clock = await window.run('date', '+%s %T');
  await stage.moment(
    'four-lines',
    { zh: `日志有了 ${LINES} 行`, en: `the log has ${LINES} lines` },
    (now) => count(now) >= LINES && now.ended(clock) !== null,
    { within: '12s' },
  );
}

/** A line that has no newline yet is none, nor is the one from before the start. */
function count(now: Now): number {
  const content = now.kept(LOG) ?? '';
  return linesIn(content.slice(0, content.lastIndexOf('\n') + 1)).filter((line) => line !== EARLIER).length;
}
