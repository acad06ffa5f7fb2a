import type { FunctionSymbol } from '../evidence.ts';

/** What the C start-up code brings to every program. */
const ADDED_BY_TOOLCHAIN =
  /^(?:_init|_fini|_start|frame_dummy|deregister_tm_clones|register_tm_clones|__do_global_dtors_aux|_dl_relocate_static_pie|data_start)$/;

/** Reads `readelf --wide --symbols PROGRAM`: the functions that the program brings itself, by address, static ones too. */
export function readFunctions(symbols: string): FunctionSymbol[] {
  return [...symbols.matchAll(/: ([0-9a-f]+) +\w+ FUNC +\w+ +\w+ +\d+ (\S+)$/gm)]
    .map(([, digits = '', name = '']) => ({ name, address: `0x${BigInt(`0x${digits}`).toString(16)}` }))
    .filter(({ name }) => !ADDED_BY_TOOLCHAIN.test(name))
    .toSorted((one, other) => Number(BigInt(one.address) - BigInt(other.address)));
}
