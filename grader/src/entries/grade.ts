import { grade } from '../commands/grade.ts';
import { program } from '../run-command.ts';

export const run = program(grade);
