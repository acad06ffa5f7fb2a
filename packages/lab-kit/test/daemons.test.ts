import { describe, expect, it } from 'vitest';
import { daemonAt, daemonsOf, install, ofBooted, pass, processesOf, promptBackWhile } from '../src/index.ts';
import { exerciseEvidence, moment, processState, run } from './evidence.ts';

const exe = '/home/student/watcher';
const job = processState({ pid: 11, ppid: 10, pgid: 11, sid: 10, tty: 'pts/0', exe });
const leader = processState({ pid: 12, ppid: 1, pgid: 12, sid: 12, exe });
const helper = processState({ pid: 13, ppid: 12, pgid: 12, sid: 12, exe });
const pids = (processes: readonly { pid: number }[]) => processes.map(({ pid }) => pid);

describe('processes of a program', () => {
  it('go by the name of their executable, wherever it lies', () => {
    const others = [processState({ pid: 14, exe: '/usr/bin/sleep' }), processState({ pid: 15, exe: null })];
    const copied = processState({ pid: 16, exe: '/opt/watcher' });
    expect(pids(processesOf([leader, ...others, copied], 'watcher'))).toEqual([12, 16]);
  });

  it('are alive', () => {
    expect(processesOf([processState({ exe, state: 'Z' })], 'watcher')).toEqual([]);
  });
});

describe('the daemon among them', () => {
  it('is not the child of another', () => {
    expect(pids(daemonsOf([leader, helper], 'watcher'))).toEqual([12]);
  });

  it('is not the job of the shell, unless that is alone', () => {
    expect(pids(daemonsOf([job, processState({ ...leader, ppid: 11 })], 'watcher'))).toEqual([12]);
    expect(pids(daemonsOf([job], 'watcher'))).toEqual([11]);
  });
});

describe('promptBackWhile', () => {
  const status = (reached: boolean, working: readonly (typeof leader)[]) => {
    const looked = run({ moments: [moment('prompt', [], { reached }), moment('working', working)] });
    return promptBackWhile(daemonAt('working', 'watcher'))(looked, exerciseEvidence(looked)).status;
  };

  it('asks for both', () => {
    expect(status(true, [leader])).toBe('pass');
    expect(status(false, [leader])).toBe('fail');
    expect(status(true, [])).toBe('fail');
  });
});

describe('a second boot', () => {
  const judge = ofBooted('booted', 'watcher', ({ pid }) => pass({ zh: `${pid}`, en: `${pid}` }));
  const find = (different: Parameters<typeof run>[0]) => {
    const looked = run(different);
    return judge(looked, exerciseEvidence(looked));
  };
  const booted = { at: 500, steps: [{ because: '/etc/rc.local', script: 'exec /etc/rc.local start\n' }] };

  it('is judged by the daemon that init has started', () => {
    const moments = [moment('booted', [leader])];
    expect(find({ moments, boots: [booted] })).toMatchObject({ status: 'pass', seen: { en: '12' } });
    expect(find({ moments, boots: [] }).status).toBe('fail');
  });

  it('tells what the disk asked for when the daemon is not there', () => {
    const { status, seen, exhibits } = find({ moments: [moment('booted', [])], boots: [booted] });
    expect(status).toBe('fail');
    expect(seen.en).toContain('watcher is not there');
    expect(exhibits[0]?.lines).toEqual(['/etc/rc.local: exec /etc/rc.local start']);
    const nothing = find({ moments: [moment('booted', [])], boots: [{ at: 500, steps: [] }] });
    expect(nothing.seen.en).toContain('nothing on the disk');
  });

  it('tells what install.sh printed and how it ended, unless it did so well and in silence', () => {
    const told = (code: number, text: string) => {
      const [terminal] = run().terminals;
      const [program] = run().programs;
      const { exhibits } = find({
        moments: [moment('booted', [])],
        boots: [{ at: 500, steps: [] }],
        programs: [
          { ...program!, argv: ['./install.sh'], ended: { at: 5, status: { kind: 'exited', code } } },
        ],
        terminals: [{ ...terminal!, output: [{ at: 4, text }] }],
      });
      return exhibits.filter(({ kind }) => kind === 'output').map(({ lines }) => lines);
    };
    expect(told(0, '')).toEqual([]);
    expect(told(0, 'installed\r\n')).toEqual([['installed']]);
    expect(told(1, 'cp: cannot create regular file\r\n')).toEqual([
      ['cp: cannot create regular file', './install.sh: exit 1'],
    ]);
  });

  it('begins with install.sh and its arguments', async () => {
    const ran: string[][] = [];
    const taken: string[] = [];
    const stage = {
      terminal: { run: async (...words: string[]) => (ran.push(words), { pid: 7 }) },
      moment: async (name: string) => taken.push(name) > 0,
    };
    await install(stage as unknown as Parameters<typeof install>[0], '/srv/inbox');
    expect(ran).toEqual([['./install.sh', '/srv/inbox']]);
    expect(taken).toEqual(['installed']);
  });
});
