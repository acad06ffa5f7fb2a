import { expect, it } from 'vitest';
import { HOME, readMemory } from '../src/index.ts';
import { TestLinux } from './support.ts';

/** Little-endian, as it lies in memory. */
const hexOf = (pid: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(pid);
  return bytes.toString('hex');
};

/** A parent and a child with their variables set, and their addresses by name. */
async function family() {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  const parent = await linux.start(terminal, 'variables');
  await linux.shows(terminal, `ready ${parent}.`);
  const child = linux.submission().find(({ ppid }) => ppid === parent)!.pid;
  await linux.shows(terminal, `ready ${child}.`);
  const shown = linux.output(terminal).matchAll(/(\w+)=(0x[0-9a-f]+)/g);
  const addresses = Object.fromEntries(Array.from(shown, ([, name, address]) => [name, address!]));
  const read = (name: string) => {
    const address = addresses[name]!;
    const readings = readMemory(linux.sandbox.hostPid, [parent, child], [address]);
    expect(readings.map(({ pid }) => pid)).toEqual([parent, child]);
    for (const reading of readings) expect(reading.address).toBe(address);
    return { mapping: readings[0]!.mapping, bytes: readings.map(({ bytes }) => bytes) };
  };
  return { linux, parent, child, addresses, read };
}

it('reads the variables of a parent and of its child at one and the same address', async () => {
  const { parent, child, read } = await family();
  const own = [parent, child].map((pid) => expect.stringMatching(new RegExp(`^${hexOf(pid)}.{8}$`)));
  const exe = `${HOME}/variables`;
  const anonymous = { name: '', permissions: 'rw-p' };
  for (const [name, mapping] of [
    ['data', { name: exe, permissions: 'rw-p' }],
    ['bss', { ...anonymous, follows: exe }],
    ['local', { name: '[stack]', permissions: 'rw-p' }],
    ['heap', { name: '[heap]', permissions: 'rw-p' }],
    ['large', anonymous],
  ] as const) {
    expect({ name, ...read(name) }).toEqual({ name, mapping: expect.objectContaining(mapping), bytes: own });
  }
});

it('tells shared memory from private memory', async () => {
  const { read } = await family();
  const { mapping, bytes } = read('shared');
  expect(mapping?.permissions).toBe('rw-s');
  expect(bytes[0]).toBe(bytes[1]);
});

it('gives what there is where a mapping ends', async () => {
  const { parent, child, read } = await family();
  expect(read('end').bytes).toEqual([hexOf(parent), hexOf(child)]);
});

it('has nothing to say of addresses where nothing is mapped, and passes over what is no address', async () => {
  const { linux, parent, read } = await family();
  expect(read('code').mapping).toMatchObject({ permissions: 'r-xp' });
  const wild = [
    '0x0',
    '0x7fffffffffffffff',
    '0xffffffffff600000',
    '0x',
    '12',
    '(nil)',
    '0x11112222333344445',
  ];
  expect(readMemory(linux.sandbox.hostPid, [parent], wild)).toEqual(
    ['0x0', '0x7fffffffffffffff'].map((address) => ({ pid: parent, address, mapping: null, bytes: null })),
  );
});

it('gives no reading of a process that is gone, and knows its limits', async () => {
  const { linux, parent } = await family();
  const { hostPid } = linux.sandbox;
  expect(readMemory(hostPid, [4_000_000], ['0x10'])).toEqual([]);
  const many = Array.from({ length: 100 }, (_, index) => `0x${(index + 1).toString(16)}`);
  expect(readMemory(hostPid, Array<number>(20).fill(parent), many)).toHaveLength(8 * 32);
  await linux.sandbox.stop();
  expect(readMemory(hostPid, [parent], ['0x10'])).toEqual([]);
});
