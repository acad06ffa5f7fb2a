import { type Call, type Family, type ProcessLife, type Run } from '@proclab/lab-kit';

/** What the first argument of waitpid asks for, wait(2): `> 0`, `0`, `< -1`, `-1`. */
export type Form = 'pid' | 'own-group' | 'other-group' | 'any';

/** A child that a waitpid (or wait, wait3, wait4) of the program has reaped. */
export interface Reaping {
  readonly call: Call;
  /** The first argument. */
  readonly asked: number;
  readonly form: Form;
  readonly child: ProcessLife;
}

/** Those of one program in their order. waitid is not among them: its first argument has other forms. */
export function reapingsOf({ children }: Family): readonly Reaping[] {
  return children
    .flatMap((child) => {
      const call = child.reaped?.call ?? null;
      if (call?.name !== 'wait4') return [];
      const asked = Number.parseInt(call.args, 10);
      return [{ call, asked, form: formOf(asked), child }];
    })
    .toSorted((one, other) => one.call.at - other.call.at);
}

function formOf(asked: number): Form {
  if (asked > 0) return 'pid';
  if (asked === 0) return 'own-group';
  return asked === -1 ? 'any' : 'other-group';
}

/**
 * The process group in which each process of a family ended up, by pid. A program starts as the leader of its
 * own, as shells with job control do it; a child is born into the group of its parent, setpgid(2).
 */
export function groupsOf(run: Run, { program, made }: Family): ReadonlyMap<number, number> {
  const births = made.map((life) => ({
    at: life.bornAt,
    apply: () => groups.set(life.pid, groups.get(life.parent ?? 0) ?? 0),
  }));
  const moves = (run.trace?.calls ?? [])
    .filter((call) => ['setpgid', 'setsid'].includes(call.name) && (call.result ?? -1) >= 0)
    .map((call) => ({ at: call.returnedAt ?? call.at, apply: () => move(groups, call) }));
  const groups = new Map([[program.pid, program.pid]]);
  for (const { apply } of [...births, ...moves].toSorted((one, other) => one.at - other.at)) apply();
  return groups;
}

/** In both arguments of setpgid 0 stands for a default: the caller, and the process that is moved. */
function move(groups: Map<number, number>, { name, args, pid }: Call): void {
  const [who = 0, group = 0] = name === 'setpgid' ? args.split(', ').map(Number) : [];
  const moved = who || pid;
  groups.set(moved, group || moved);
}
