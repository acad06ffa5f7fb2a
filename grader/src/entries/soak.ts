import { soak } from '../commands/soak.ts';
import { program } from '../run-command.ts';

export const run = program(soak);
