import { doctor } from '../commands/doctor.ts';
import { program } from '../run-command.ts';

export const run = program(doctor);
