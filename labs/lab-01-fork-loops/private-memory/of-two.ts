import {
  type Check,
  fail,
  type Family,
  type Finding,
  ofFamily,
  type ProcessLife,
  type Run,
  type Text,
} from '@proclab/lab-kit';

/** What became of the program in a traced run, and the first child it made. */
export interface Two extends Family {
  readonly child: ProcessLife;
}

/** A judge of the two; it fails where there is no child. */
export function ofTwo(judge: (two: Two, run: Run) => Finding): Check['judge'] {
  return ofFamily((family, run) => {
    const [child] = family.children;
    if (child === undefined) return fail(NO_CHILD, { ms: family.program.bornAt });
    // Its pid is what the fork returns, which it never did.
    if (child.pid === 0) return fail(HELD_UP, { ms: child.bornAt });
    return judge({ ...family, child }, run);
  });
}

const NO_CHILD: Text = { zh: '没有子进程', en: 'there was no child' };

const HELD_UP: Text = {
  zh: 'fork 在父进程中一直没有返回：vfork 的父进程要停到子进程 exec 或结束为止',
  en: 'the fork never returned in the parent: after vfork it is held up until its child calls exec or ends',
};
