import type { Family, ProcessLife } from '@proclab/lab-kit';

/** Who was made by a child that was no other program yet: it ran the student's own code. What a shell makes is its own affair. */
export function madeInOwnCode({ children, made }: Family): readonly ProcessLife[] {
  const execOf = (pid: number | null) => children.find((life) => life.pid === pid)?.execs[0];
  return made.filter(
    (life) =>
      children.some(({ pid }) => pid === life.parent) && life.bornAt < (execOf(life.parent)?.at ?? Infinity),
  );
}
