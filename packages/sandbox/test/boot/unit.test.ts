import { expect, it } from 'vitest';
import { readService } from '../../src/boot/unit.ts';

const unit = (...lines: string[]) =>
  ['[Unit]', 'Description=x', '[Service]', ...lines, '[Install]', ''].join('\n');

it('reads the command of a service, its folder and its environment', () => {
  const text = unit(
    'Type=forking',
    "Environment=A=1 'B=two words'",
    'WorkingDirectory = /srv/data',
    'ExecStart=-/home/student/watcher "/srv/my data" \\',
    '  --every 3 100%% $$HOME',
  );
  expect(readService(text)).toEqual({
    argv: ['/home/student/watcher', '/srv/my data', '--every', '3', '100%', '$HOME'],
    workingDirectory: '/srv/data',
    environment: ['A=1', 'B=two words'],
  });
});

it('takes the last command, looks for a bare name in /usr/bin, and starts in /', () => {
  expect(readService(unit('ExecStart=/bin/false', 'ExecStart=', 'ExecStart=sleep 3'))).toEqual({
    argv: ['/usr/bin/sleep', '3'],
    workingDirectory: '/',
    environment: [],
  });
});

it.each([
  ['no command', unit('Type=simple')],
  ['a relative path', unit('ExecStart=./watcher /srv')],
  ['a command in another section', '[Unit]\nExecStart=/bin/true\n'],
])('starts nothing for %s', (_, text) => {
  expect(readService(text)).toBeNull();
});
