import { expect, it, vi } from 'vitest';
import { c, exercise, lab, natural, type Stage } from '@proclab/lab-kit';
import { ROOT } from './support.ts';

const EMPTY = { zh: '', en: '' };

/** A daemon that says in a file that it is there, and ends at SIGTERM. */
const BEACON = `#include <fcntl.h>
#include <unistd.h>
int main(void) {
  if (fork() > 0) return 0;
  setsid();
  write(open("/root/lit", O_CREAT | O_WRONLY, 0644), "lit", 3);
  for (;;) pause();
}
`;
const INSTALL =
  '#!/bin/sh\nprintf "#!/bin/sh\\n%s/beacon\\n" "$PWD" > /etc/rc.local && chmod +x /etc/rc.local\n';

async function twoBoots(stage: Stage): Promise<void> {
  const seconds = { within: '20s' } as const;
  stage.keep('/root/lit');
  const install = await stage.terminal.run('./install.sh');
  await stage.moment(
    'installed',
    EMPTY,
    (now) => now.ended(install) !== null && now.kept('/root/lit') === null,
    seconds,
  );
  await stage.reboot();
  const up = await stage.moment('up', EMPTY, (now) => now.kept('/root/lit') === 'lit', seconds);
  if (!up) return;
  let pid = 0;
  await stage.moment(
    'alone',
    EMPTY,
    ({ processes: [one, other] }) => {
      pid = one?.pid ?? 0;
      return other === undefined && one?.ppid === 1;
    },
    seconds,
  );
  await stage.signal(pid, 'SIGTERM');
  await stage.moment('ended', EMPTY, (now) => now.processes.length === 0, seconds);
}

const rebooted = lab({
  id: 'lab-00',
  title: EMPTY,
  exercises: [
    exercise('beacon', {
      title: EMPTY,
      programs: [c('beacon.c')],
      files: ['install.sh'],
      runs: [natural(twoBoots)],
      checks: [],
    }),
  ],
});

it('sees a daemon that the disk starts, with a real init as its parent, by ps and by /proc', async () => {
  vi.stubEnv('PROCLAB_ROOT', ROOT);
  const { gradeLab, startBuildSandbox } = await import('../src/grade-lab.ts');
  const files = [
    { path: 'beacon.c', text: BEACON },
    { path: 'install.sh', text: INSTALL },
  ];
  const { evidence } = await gradeLab(rebooted, { origin: 'test', files }, startBuildSandbox(), () => {});
  const [run] = evidence.exercises[0]!.runs;
  expect(run!.faults).toEqual([]);
  expect(run!.moments.map(({ name, reached }) => [name, reached])).toEqual([
    ['installed', true],
    ['up', true],
    ['alone', true],
    ['ended', true],
  ]);
  expect(run!.boots).toMatchObject([{ steps: [{ because: '/etc/rc.local' }] }]);

  const alone = run!.moments.find(({ name }) => name === 'alone')!;
  expect(alone.processes.map(({ role }) => role)).toEqual(['init', 'submission']);
  expect(alone.processes[1]).toMatchObject({ ppid: 1, comm: 'beacon', tty: null });
  expect(alone.ps).toMatchObject({ trouble: null, disagreements: [] });
  expect(alone.ps!.rows.map(({ pid }) => pid)).toEqual(alone.processes.map(({ pid }) => pid));
});
