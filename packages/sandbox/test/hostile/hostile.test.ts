import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchFolder } from '../../../../grader/test/support.ts';
import { canGrade, examine } from '../../src/doctor/index.ts';
import { program } from '../support.ts';
import { accountOf, expectedOf } from './account.ts';
import { handIn, type User } from './hand-in.ts';
import { HOSTILE } from './hostile.ts';
import { hostilePage } from './hostile-page.ts';
import { Host } from './host.ts';
import { LOOK_AROUND, strangeIn } from './look-around.ts';

const USERS: readonly User[] =
  process.getuid?.() === 0
    ? [
        { name: 'root', uid: undefined },
        { name: 'an ordinary user', uid: 1000 },
      ]
    : [{ name: 'this ordinary user', uid: undefined }];

let host: Host;
let outlive: string;
let before: Record<string, unknown>;

beforeAll(async () => {
  host = await Host.prepare();
  const folder = scratchFolder();
  chmodSync(folder, 0o755);
  outlive = join(folder, 'outlive');
  writeFileSync(outlive, await program('outlive'), { mode: 0o755 });
  before = host.look();
  await testHarmlessly();
});

afterAll(() => host.stop());

/** Throws unless the sandbox holds: then no hostile program is let loose. */
async function testHarmlessly(): Promise<void> {
  const { probes, level } = await examine();
  if (!canGrade({ probes, level })) throw new Error(`doctor: ${JSON.stringify(probes)}`);
  for (const user of USERS) {
    const strange = strangeIn(await handIn(LOOK_AROUND, host, user, outlive));
    if (strange.length > 0) throw new Error(`by ${user.name}: ${JSON.stringify(strange)}`);
  }
  if (!isDeepStrictEqual(host.look(), before)) throw new Error('looking around has changed the host');
}

describe.concurrent.each(USERS)('a hostile submission graded by $name', (user) => {
  it.each(HOSTILE)('is contained: $id', async (hostile) => {
    const outcome = await handIn(hostile, host, user, outlive);
    expect(accountOf(hostile, outcome)).toEqual(expectedOf(hostile));
    // Neither what is printed for the student nor anything saved has the secret, or wipes a screen.
    expect(`${outcome.told}${outcome.saved}`.includes(host.secret)).toBe(false);
    expect(outcome.told).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f]/);
    expect(outcome.submission.after).toBe(outcome.submission.before);
    expect(host.look()).toEqual(before);
  });
});

describe('the grader afterwards', () => {
  it.each(USERS)('gives $name the verdict that it gave before', async (user) => {
    expect(strangeIn(await handIn(LOOK_AROUND, host, user, outlive))).toEqual([]);
  });
});

it.each(['en', 'zh'] as const)(
  'docs/hostile.md is as the table has it, else run scripts/write-hostile.ts (%s)',
  (language) => {
    const { file, text } = hostilePage(language);
    expect(readFileSync(join(import.meta.dirname, '../../../..', file), 'utf8')).toBe(text);
  },
);
