import { verify } from '../commands/verify.ts';
import { program } from '../run-command.ts';

export const run = program(verify);
