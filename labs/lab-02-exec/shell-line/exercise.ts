import { c, exercise, natural, traced } from '@proclab/lab-kit';
import { emptyLines, longLine, missingCommand, runsCommand, splitsWords } from './commands.ts';
import { oneThatLasts, typedAhead } from './session.ts';
import { endsAtEof, startsAtOnce, waits } from './waiting.ts';

export default exercise('shell-line', {
  title: { zh: '一行一命令', en: 'A line, a command' },
  programs: [c('shell-line.c')],
  runs: [natural(oneThatLasts), ...traced(typedAhead, 'slow-parent', 'slow-child')],
  checks: [runsCommand, splitsWords, longLine, startsAtOnce, waits, missingCommand, emptyLines, endsAtEof],
});
