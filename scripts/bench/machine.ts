import { cpus, loadavg, release, type } from 'node:os';

/** Where the figures come from: they belong to this machine at this moment. */
export interface Machine {
  /** `uname -sr` */
  readonly kernel: string;
  readonly node: string;
  readonly cpus: number;
  /** Tasks that ran or waited to run during the last minute, on average, getloadavg(3). */
  readonly load: number;
}

export function machineNow(): Machine {
  return {
    kernel: `${type()} ${release()}`,
    node: process.version,
    cpus: cpus().length,
    load: loadavg()[0] ?? 0,
  };
}
