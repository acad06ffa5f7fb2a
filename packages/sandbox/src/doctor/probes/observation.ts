import { readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SPECIMEN_EXIT, withSpecimen } from '../bubblewrap.ts';
import type { Specimen } from '../bubblewrap.ts';
import { joinTexts } from '@proclab/core';
import { tellsWaits } from '../../proc/tells-waits.ts';
import { verbatim } from '../remedies.ts';
import { Trouble, run, start } from '../run.ts';
import type { Account } from '../run.ts';
import type { Inspection } from './inspection.ts';

/** More than most programs need, bytes. */
const LOG_SIZE = 4 << 20;

export const OBSERVATION: readonly Inspection[] = [
  {
    id: 'ps-inside',
    title: { zh: '在沙箱里运行 ps', en: 'ps inside the sandbox' },
    otherwise: 'missing',
    look: ({ account }) =>
      withSpecimen(account, async ({ pid }) => {
        const enter = ['-t', String(pid), '-U', '-m', '-p', '--preserve-credentials'];
        const [version, table] = await Promise.all([
          run('ps', ['--version']),
          run('nsenter', [...enter, '/usr/bin/ps', '-eo', 'pid=,ppid=,tty=,comm='], { account }),
        ]);
        if (!/^ +1 +0 \? +sh$/m.test(table)) throw new Trouble(`ps: ${table}`);
        return verbatim(version.trim().replace(/^ps from /, ''));
      }),
  },
  {
    id: 'proc-from-outside',
    title: { zh: '从外面读沙箱的 /proc', en: 'reading its /proc from outside' },
    otherwise: 'missing',
    look: ({ account }) =>
      withSpecimen(account, async ({ pid }) => {
        const one = `/proc/${pid}/root/proc/1`;
        const stat = readFileSync(`${one}/stat`, 'utf8');
        if (!stat.startsWith('1 (sh) ')) throw new Trouble(`${one}/stat: ${stat}`);
        const exe = readlinkSync(`${one}/exe`);
        // How processes of a sandbox are found; kernels without CONFIG_PROC_CHILDREN do not have it, proc(5).
        readFileSync(`/proc/${pid}/task/${pid}/children`);
        const found = { zh: `看到 PID 1 是 ${exe}`, en: `saw that PID 1 is ${exe}` };
        if (tellsWaits(pid)) return found;
        const hidden = { zh: '，但看不到它睡在哪里（wchan）', en: ', but not where it sleeps (wchan)' };
        return { found: joinTexts([found, hidden], verbatim('')), remedy: null };
      }),
  },
  {
    id: 'tracing',
    title: { zh: '跟踪系统调用（strace）', en: 'tracing (strace)' },
    otherwise: 'missing',
    look: ({ account }) =>
      withSpecimen(account, async (specimen) => {
        const [version, trace] = await Promise.all([run('strace', ['-V']), traceToTheEnd(account, specimen)]);
        if (!trace.includes(`+++ exited with ${SPECIMEN_EXIT} +++`)) throw new Trouble(trace.trim());
        return verbatim(/version (\S+)/.exec(version)?.[1] ?? '');
      }),
  },
  {
    id: 'temporary-files',
    title: { zh: '临时文件（strace 的记录）', en: "temporary files (strace's log)" },
    otherwise: 'missing',
    async look() {
      const folder = tmpdir();
      const path = join(folder, `proclab-doctor-${process.pid}`);
      try {
        writeFileSync(path, Buffer.alloc(LOG_SIZE));
      } catch (error) {
        throw new Trouble(`temporary files: ${folder} ${(error as NodeJS.ErrnoException).code}`);
      } finally {
        rmSync(path, { force: true });
      }
      return verbatim(folder);
    },
  },
  {
    id: 'second-boot',
    title: { zh: '在沙箱里再开一次机（busybox）', en: 'a second boot inside it (busybox)' },
    otherwise: 'missing',
    look: ({ account }) =>
      withSpecimen(account, async ({ pid }) => {
        const version = await run('busybox', ['--help']);
        const enter = ['-t', String(pid), '-U', '--preserve-credentials', '-m', '-i', '-u', '-n', '-p'];
        const boot = ['unshare', '-p', '-f', '-m', '--mount-proc', '--kill-child=SIGKILL'];
        const look = ['busybox', 'sh', '-c', 'echo "PID $$" && ls /proc/1/exe'];
        const seen = await run('nsenter', [...enter, '--', ...boot, '--', ...look], { account });
        if (!seen.startsWith('PID 1\n')) throw new Trouble(`busybox: ${seen}`);
        return verbatim(/v\S+/.exec(version)?.[0] ?? '');
      }),
  },
];

/** Attaches as the same user, lets the specimen go on once attached, and returns all that strace printed. */
async function traceToTheEnd(account: Account | null, specimen: Specimen): Promise<string> {
  const args = ['-e', 'trace=read', '-p', String(specimen.pid)];
  const { child, closed } = start('strace', args, account, ['ignore', 'ignore', 'pipe']);
  let printed = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    if (printed.includes('attached')) specimen.release();
  });
  await closed;
  return printed;
}
