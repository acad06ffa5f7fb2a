import { main } from './main.ts';
import { EXIT } from './cli/grader-error.ts';

/** Runs the command line to its end and leaves with its exit status. */
export function run(argv: readonly string[]): void {
  process.on('uncaughtException', leave);
  main(argv, process.env).then((status) => {
    process.exitCode = status;
  }, leave);
}

/** A fault of the grader's own: told with what is needed to find it, and never as the student's. */
function leave(error: unknown): never {
  const trace = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`GRADER_FAULT: ${FAULT.zh}\n${FAULT.en}\n\n${trace}\n`);
  // Whatever still runs ends with this process.
  process.exit(EXIT.trouble);
}

const FAULT = {
  zh: '评分程序自己出了错，与提交的程序无关。请把下面的内容报告给维护者。',
  en: 'The grader itself went wrong; the submission is not to blame. Please report what follows.',
};
