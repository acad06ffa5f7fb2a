import { expect, it } from 'vitest';
import { BOOT_FILES, bootPlan, type BootFile } from '../../src/boot/boot-plan.ts';

const file = (path: string, content: string | null, mode = 0o100644): BootFile => ({ path, content, mode });
const plan = (...files: BootFile[]) => bootPlan(files).map(({ because, script }) => `${because}: ${script}`);

it('starts scripts in the order of their numbers, those of rcS.d first', () => {
  expect(
    plan(file('/etc/rc2.d/S20b', null), file('/etc/rc2.d/S03a', null), file('/etc/rcS.d/S99c', null)),
  ).toEqual([
    "/etc/rcS.d/S99c: exec '/etc/rcS.d/S99c' start",
    "/etc/rc2.d/S03a: exec '/etc/rc2.d/S03a' start",
    "/etc/rc2.d/S20b: exec '/etc/rc2.d/S20b' start",
  ]);
});

it('starts rc.local only when it may be executed', () => {
  expect(plan(file('/etc/rc.local', '#!/bin/sh\n'))).toEqual([]);
  expect(plan(file('/etc/rc.local', '#!/bin/sh\n', 0o100755))).toEqual([
    "/etc/rc.local: exec '/etc/rc.local' start",
  ]);
});

it('starts a service that is enabled, wherever its link leads, and no other', () => {
  const unit = file('/etc/systemd/system/w.service', '[Service]\nExecStart=/opt/w "it\'s"\n');
  expect(plan(unit)).toEqual([]);
  expect(plan(unit, file('/etc/systemd/system/graphical.target.wants/w.service', null))).toEqual([]);
  const link = file('/etc/systemd/system/multi-user.target.wants/w.service', null);
  expect(plan(unit, link)).toEqual([`${link.path}: cd '/' && exec '/opt/w' 'it'\\''s'`]);
  expect(plan(link)).toEqual([]);
});

it('finds @reboot in tables with a user and without', () => {
  expect(
    plan(
      file('/var/spool/cron/crontabs/root', '# m h\n* * * * * date\n@reboot /opt/w /srv > /dev/null\n'),
      file('/etc/crontab', '@reboot root /opt/v\n'),
    ),
  ).toEqual([
    '/etc/crontab: cd /root && /opt/v',
    '/var/spool/cron/crontabs/root: cd /root && /opt/w /srv > /dev/null',
  ]);
});

it('knows which files matter', () => {
  const matter = ['/etc/inittab', '/etc/rc2.d/S01w', '/etc/systemd/system/multi-user.target.wants/w.service'];
  const others = ['/etc/rc2.d/K01w', '/etc/init.d/w', '/etc/passwd', '/home/student/etc/inittab'];
  expect([...matter, ...others].filter((path) => BOOT_FILES.test(path))).toEqual(matter);
});
