import { linesIn, type Now, type Scenario, type Stage } from '@proclab/lab-kit';
import { KEYS, MOMENT, NAME, REPORT, valuesIn } from './report.ts';

/** It is started with these arguments, and looked at when its report is there. */
export function startedWith(...args: string[]): Scenario {
  return async (stage: Stage) => {
    stage.keep(REPORT);
    const program = await stage.terminal.run(`./${NAME}`, ...args);
    await stage.moment(
      MOMENT,
      { zh: '提示符回来，报告写完了', en: 'the prompt is back, and the report is complete' },
      (now) => now.ended(program) !== null && isComplete(now),
      { within: '5s' },
    );
  };
}

function isComplete(now: Now): boolean {
  const content = now.kept(REPORT) ?? '';
  const values = valuesIn(linesIn(content.slice(0, content.lastIndexOf('\n') + 1)));
  return KEYS.every((key) => values.has(key));
}
