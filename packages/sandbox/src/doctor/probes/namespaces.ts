import { OWN_DEV, OWN_PROC, inSandbox } from '../bubblewrap.ts';
import { verbatim } from '../remedies.ts';
import { Trouble, outputOf, run } from '../run.ts';
import type { Inspection } from './inspection.ts';

export const NAMESPACES: readonly Inspection[] = [
  {
    id: 'ordinary-user',
    title: { zh: '普通用户', en: 'ordinary user' },
    otherwise: 'missing',
    async look({ account }) {
      if (account === null) {
        const uid = process.getuid?.();
        return { zh: `以 uid ${uid} 运行`, en: `running as uid ${uid}` };
      }
      const uid = (await run('id', ['-u'], { account })).trim();
      if (uid !== String(account.uid)) throw new Trouble(`id: ${uid}`);
      return {
        zh: `由 root 启动：学生的程序一律以 uid ${uid} 运行`,
        en: `started by root: everything of a submission runs as uid ${uid}`,
      };
    },
  },
  {
    id: 'bubblewrap',
    title: verbatim('bubblewrap'),
    otherwise: 'missing',
    async look() {
      const version = (await run('bwrap', ['--version'])).trim();
      if (/^bubblewrap 0\.[0-6]\b/.test(version)) throw new Trouble(version);
      return verbatim(version.replace('bubblewrap ', ''));
    },
  },
  {
    id: 'user-namespaces',
    title: { zh: '用户命名空间（无需 root）', en: 'user namespaces without root' },
    otherwise: 'missing',
    async look({ account }) {
      const inside = outputOf('bwrap', await inSandbox(account, [], 'id -u'));
      if (inside.trim() !== '0') throw new Trouble(`id: ${inside}`);
      return { zh: '沙箱已启动，里面的 uid 是 0', en: 'a sandbox started, its uid is 0' };
    },
  },
  {
    id: 'private-proc',
    title: { zh: '独立的 /proc', en: 'a /proc of its own' },
    otherwise: 'missing',
    async look({ account }) {
      const pids = outputOf('bwrap', await inSandbox(account, OWN_PROC, 'cd /proc && echo [0-9]*')).trim();
      if (pids !== '1') throw new Trouble(`/proc: ${pids}`);
      return { zh: '沙箱里只看得见自己的进程：PID 1', en: 'the sandbox sees its own processes only: PID 1' };
    },
  },
  {
    id: 'own-terminals',
    title: { zh: '沙箱内的终端', en: 'terminals born inside' },
    otherwise: 'missing',
    async look({ account }) {
      const open = 'exec 3<>/dev/ptmx && cd /dev && echo pts/[0-9]*';
      const terminals = outputOf('bwrap', await inSandbox(account, OWN_DEV, open)).trim();
      if (terminals !== 'pts/0') throw new Trouble(`/dev/pts: ${terminals}`);
      return verbatim(terminals);
    },
  },
];
