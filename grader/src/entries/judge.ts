import { judgeAgain } from '../commands/judge.ts';
import { program } from '../run-command.ts';

export const run = program(judgeAgain);
