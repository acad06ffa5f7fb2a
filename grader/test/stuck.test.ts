import type { ProcessState } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import { isStuck, knowsNoClock } from '../src/run/stuck.ts';
import { siblingsThat } from './siblings.ts';
import { statuses, verdictOf } from './support.ts';

const lastCheck = async (source: string) => {
  const verdict = await verdictOf('lab-01/siblings', 'siblings.c', source);
  const check = verdict.exercises[0]?.checks.find(({ id }) => id === 'nothing-left');
  return { statuses: statuses(verdict), at: check?.at };
};

describe('a program in which nothing can happen any more', () => {
  it('is not waited for until the deadline', async () => {
    const { statuses: found, at } = await lastCheck(siblingsThat('pause();'));
    expect(found['nothing-left']).toBe('fail');
    expect(at).toMatchObject({ stuck: true, moment: 'after' });
  });

  it('is one that waits for a pipe of which it has the other end', async () => {
    const source = siblingsThat(
      'int fd[2]; char byte; if (pipe(fd) == 0) status = read(fd[0], &byte, 1) != 0;',
    );
    expect((await lastCheck(source)).at).toMatchObject({ stuck: true });
  });
});

describe('a program that time will wake passes', () => {
  it.each([
    ['alarm', 'signal(SIGALRM, woken); alarm(2); pause();'],
    ['sleep', 'sleep(2);'],
    ['a child that sleeps', 'if (fork() == 0) { sleep(2); _exit(0); } wait(NULL);'],
    [
      'another program',
      'if (fork() == 0) { execlp("timeout", "timeout", "2", "sleep", "9", (char *)0); _exit(1); } wait(NULL);',
    ],
  ])('%s', async (_, does) => {
    expect((await lastCheck(siblingsThat(does))).statuses['nothing-left']).toBe('pass');
  });
});

describe('what is known of a process', () => {
  const clockless = new Set(['/home/student/x']);
  const waiting = (different: Partial<ProcessState>) =>
    ({ state: 'S', threads: 1, wchan: 'do_wait', exe: '/home/student/x', ...different }) as ProcessState;

  it.each(['__do_sys_pause', 'sys_pause', 'anon_pipe_read', 'pipe_wait', 'sigsuspend.isra.0', 'wait_woken'])(
    'in %s it waits for ever',
    (wchan) => expect(isStuck([waiting({ wchan })], clockless, false)).toBe(true),
  );

  it.each([
    ['it sleeps for a time', { wchan: 'hrtimer_nanosleep' }],
    ['nobody tells where it waits', { wchan: null }],
    ['it runs', { state: 'R' }],
    ['its tracer holds it', { state: 't' }],
    ['another thread may go on', { threads: 2 }],
    ['it runs another program', { exe: '/usr/bin/timeout' }],
  ])('not so when %s', (_, different) => {
    expect(isStuck([waiting({}), waiting(different)], clockless, false)).toBe(false);
  });

  it('a zombie wakes its parent, once its tracer lets go of it', () => {
    const family = [waiting({}), waiting({ state: 'Z' })];
    expect(isStuck(family, clockless, true)).toBe(false);
    expect(isStuck(family, clockless, false)).toBe(true);
    expect(isStuck([waiting({ state: 'Z' })], clockless, false)).toBe(false);
  });

  it('a clock is known from the names in an executable', () => {
    expect(knowsNoClock('\0pause\0fork\0')).toBe(true);
    expect(knowsNoClock('\0pause\0alarm\0')).toBe(false);
    expect(knowsNoClock('\0alarmed\0myalarm\0')).toBe(true);
  });
});
