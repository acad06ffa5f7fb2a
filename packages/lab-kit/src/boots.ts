import {
  type Check,
  type Exhibit,
  fail,
  type Finding,
  type Moment,
  type ProcessState,
  type Run,
} from '@proclab/core';
import { daemonsOf } from './daemons.ts';
import { untilPrompt } from './endings.ts';
import { showStatus } from './life-exhibits.ts';
import { linesOf } from './lines.ts';
import { atMoment, wholeTable } from './moments.ts';
import type { Stage } from './stage.ts';

const INSTALL = './install.sh';
/** So much of what it printed is of use to a reader. */
const MOST = 8;

/** Files of a submission by which a program may be started at boot; `install.sh` puts them where init looks for them. */
export function bootFiles(program: string): readonly string[] {
  return ['install.sh', `${program}.sh`, `${program}.service`, 'rc.local', 'inittab', 'crontab'];
}

/** Runs `./install.sh` in the folder of the submission, up to the moment `installed`: the prompt is back. */
export async function install(stage: Stage, ...args: string[]): Promise<void> {
  const script = await stage.terminal.run(INSTALL, ...args);
  await untilPrompt(stage, 'installed', script);
}

/**
 * A judge of a daemon after a second boot, by the name of its executable. When it is not there, the check fails and says
 * what the disk asked init to start, and what `install.sh` had to say.
 */
export function ofBooted(
  moment: string,
  name: string,
  judge: (daemon: ProcessState, moment: Moment, run: Run) => Finding,
): Check['judge'] {
  return atMoment(moment, (taken, run) => {
    const [daemon] = run.boots.length > 0 ? daemonsOf(taken.processes, name) : [];
    if (daemon !== undefined) return judge(daemon, taken, run);
    const steps = run.boots.flatMap((boot) =>
      boot.steps.map(({ because, script }) => `${because}: ${script.trim()}`),
    );
    return fail(
      steps.length === 0
        ? { zh: '磁盘上没有要 init 启动什么的文件', en: 'nothing on the disk asked init to start anything' }
        : {
            zh: `磁盘上有要 init 启动的东西，${name} 却不在`,
            en: `the disk asks init to start something, but ${name} is not there`,
          },
      {
        moment: taken,
        exhibits: [
          { kind: 'file', lines: steps.length > 0 ? steps : ['(nothing)'], marked: null },
          ...installExhibits(run),
          wholeTable(taken),
        ],
      },
    );
  });
}

/** What `install.sh` printed, and how it ended unless with status 0; none where there is nothing to tell. */
function installExhibits({ programs, terminals }: Run): readonly Exhibit[] {
  const script = programs.find(({ argv }) => argv[0] === INSTALL);
  if (script === undefined) return [];
  const output = terminals.find(({ id }) => id === script.terminal)?.output ?? [];
  const printed = linesOf(output.map(({ text }) => text).join('')).filter((line) => line.trim() !== '');
  const end = script.ended === null ? 'running' : showStatus(script.ended.status);
  const lines = [...printed.slice(0, MOST), ...(end === 'exit 0' ? [] : [`${INSTALL}: ${end}`])];
  return lines.length > 0 ? [{ kind: 'output', lines, marked: null }] : [];
}
