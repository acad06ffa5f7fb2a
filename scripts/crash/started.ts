import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from './place.ts';

/** Tells its pid and becomes the grader. */
const ANNOUNCED = `sh -c 'echo grader $$; exec "$@"' sh "$@"`;

/** A shell with job control, as on a terminal; it tells whether the terminal was left as it was. */
const ON_TERMINAL = `
set -m
before=$(stty -g)
${ANNOUNCED}
status=$?
[ "$(stty -g)" = "$before" ] || echo terminal changed: "$(stty -g)"
exit $status`;

/** A grader that was started, together with all that it starts. */
export class Started {
  #child: ChildProcess;
  #printed = '';
  #over = false;

  constructor({ outlive, root, environment }: Place, args: readonly string[], terminal: boolean) {
    const command = [`${root}/grade`, ...args];
    const line = terminal
      ? ['script', '-qec', `sh -c '${quoted(ON_TERMINAL)}' sh ${command.join(' ')}`, '/dev/null']
      : ['setsid', 'sh', '-c', ANNOUNCED, 'sh', ...command];
    this.#child = spawn(outlive, line, { cwd: '/', env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.#printed += String(chunk)));
    this.#child.once('close', () => (this.#over = true));
  }

  /** All that was shown, with what outlive.c and the shells tell. */
  get printed(): string {
    return this.#printed;
  }

  /** Is nothing left of it? */
  get over(): boolean {
    return this.#over;
  }

  /** The pid of outlive, whose family all is. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The exit status of the grader, or of the terminal around it; null when a signal ended it. */
  get exitStatus(): number | null {
    const status = Number(/^ended (\d+)/m.exec(this.#printed)?.[1] ?? NaN);
    return (status & 0x7f) === 0 ? status >> 8 : null;
  }

  /** The pid of the grader, once it is there. */
  async grader(): Promise<number> {
    for (;;) {
      const [, pid] = /^grader (\d+)\r?$/m.exec(this.#printed) ?? [];
      if (pid !== undefined) return Number(pid);
      if (this.#over) throw new Error(`No grader was started: ${this.#printed}`);
      await pause(1);
    }
  }

  /** Waits until nothing is left of it, for so many ms; false when something is. */
  async end(patience: number): Promise<boolean> {
    const began = performance.now();
    while (!this.#over && performance.now() - began < patience) await pause(5);
    return this.#over;
  }
}

/** For a place between single quotes, sh(1). */
function quoted(script: string): string {
  return script.replaceAll("'", `'\\''`);
}
