import { main } from './main.ts';
import { EXIT } from './cli/grader-error.ts';

/** Runs the command line to its end and leaves with its exit status. */
export function run(argv: readonly string[]): void {
  main(argv, process.env).then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      process.stderr.write(`GRADER_FAULT: ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exitCode = EXIT.trouble;
    },
  );
}
