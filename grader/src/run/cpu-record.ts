import type { ProcessState } from '@proclab/core';

interface Sample {
  readonly at: number;
  readonly cpu: number;
}

/** The CPU time of every process, sampled whenever the stage looks; times in ms. */
export class CpuRecord {
  readonly #samples = new Map<number, Sample[]>();

  sample(at: number, processes: readonly ProcessState[]): void {
    for (const { pid, cpu } of processes) {
      const samples = this.#samples.get(pid);
      // Only changes count, so that a long wait takes no memory.
      if (!samples) this.#samples.set(pid, [{ at, cpu }]);
      else if (samples.at(-1)?.cpu !== cpu) samples.push({ at, cpu });
    }
  }

  /** The CPU time that a process is known to have had between two times: never more than it really had. */
  between(pid: number, from: number, to: number): number {
    const inside = (this.#samples.get(pid) ?? []).filter(({ at }) => at >= from && at <= to);
    return inside.length < 2 ? 0 : inside.at(-1)!.cpu - inside[0]!.cpu;
  }
}
