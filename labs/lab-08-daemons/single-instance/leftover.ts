import { atMoment, type Check, fail, pass, psExhibit, type Text } from '@proclab/lab-kit';
import { pidIn } from '../shared/pid-file.ts';
import { fileExhibit } from './alone.ts';
import { instancesAt, instancesOf, LOCK_FILE, lockFileIn, NAME } from './places.ts';

const LOCKS = ['kill', 'access', 'stat', 'flock', 'fcntl', 'lockf'];

/** A judge: started beside that lock file it came up, up to the moment of this name, and wrote to the file. */
function comesUp(name: string, found: Text): Check['judge'] {
  return atMoment(name, (moment, run) => {
    const held = lockFileIn(run);
    const stranger = run.programs.find(({ argv }) => !isOwn(argv));
    const pids = instancesOf(moment.processes).map(({ pid }) => pid);
    const sight = { moment, exhibits: [psExhibit(moment, pids, 'pid'), fileExhibit(held)] };
    if (pids.length === 0)
      return fail({ zh: `${found.zh}；没有启动起来`, en: `${found.en}; it did not come up` }, sight);
    return pidIn(held) === null || pidIn(held) === stranger?.pid
      ? fail(
          {
            zh: `${found.zh}；PID ${pids.join('、')} 启动了，但没有把 PID 写进去`,
            en: `${found.en}; PID ${pids.join(', ')} came up, but wrote no PID into it`,
          },
          sight,
        )
      : pass(
          {
            zh: `${found.zh}；PID ${pids.join('、')} 启动了`,
            en: `${found.en}; PID ${pids.join(', ')} came up`,
          },
          sight,
        );
  });
}

function isOwn([program = '']: readonly string[]): boolean {
  return program.endsWith(`/${NAME}`);
}

export const staleFile: Check = {
  id: 'stale-file',
  points: 15,
  must: {
    zh: '被 SIGKILL 杀掉之后，留下的锁文件不妨碍下一次启动',
    en: 'After SIGKILL, the lock file that is left behind does not keep the next one from starting',
  },
  hint: {
    zh: '文件存在不等于有人在运行：SIGKILL 谁也拦不住，来不及删文件。内核的锁（flock、fcntl）随进程一起消失；只看文件是否存在（O_EXCL、access）就会永远拒绝。',
    en: 'That the file exists does not mean that anyone is running: nobody can catch SIGKILL and tidy up. A lock of the kernel (flock, fcntl) goes with its process; who only asks whether the file exists (O_EXCL, access) refuses for ever.',
  },
  see: `./${NAME}; pkill -KILL -x ${NAME}; cat ${LOCK_FILE}; ./${NAME}; pgrep -a single`,
  blame: LOCKS,
  on: 'natural',
  scenario: 'killed',
  judge: (run, evidence) =>
    atMoment('up-again', (moment) => {
      const before = instancesAt(run, 'up').map(({ pid }) => pid);
      if (before.length === 0)
        return fail(
          { zh: '第一次就没有启动起来，谈不上留下什么', en: 'it had not come up in the first place' },
          { moment },
        );
      return comesUp('up-again', {
        zh: `PID ${before.join('、')} 被杀`,
        en: `PID ${before.join(', ')} was killed`,
      })(run, evidence);
    })(run, evidence),
};

export const emptyFile: Check = {
  id: 'empty-file',
  points: 5,
  must: {
    zh: '空的锁文件也不妨碍启动',
    en: 'An empty lock file does not keep it from starting',
  },
  hint: {
    zh: '断电或磁盘满会留下空文件。读不出 PID 时 atoi 给出 0，而 kill(0, 0) 问的是自己的进程组，总是成功。',
    en: 'A power cut or a full disk leaves an empty file. atoi makes 0 of it, and kill(0, 0) asks for one’s own process group: it always succeeds.',
  },
  see: `: > ${LOCK_FILE}; ./${NAME}; cat ${LOCK_FILE}`,
  blame: LOCKS,
  on: 'natural',
  scenario: 'empty',
  judge: comesUp('up', { zh: '锁文件是空的', en: 'the lock file was empty' }),
};

export const strangersPid: Check = {
  id: 'strangers-pid',
  points: 5,
  must: {
    zh: '锁文件里的 PID 现在属于别的程序，也不妨碍启动',
    en: 'Nor does one whose PID belongs to some other program by now',
  },
  hint: {
    zh: 'PID 会重新使用：kill(pid, 0) 成功只说明有这么一个进程，不说明是你的程序。要么看 /proc/PID/exe，要么用内核的锁，根本不必问。',
    en: 'PIDs are used again: kill(pid, 0) says that there is such a process, not that it is your program. Look at /proc/PID/exe, or use a lock of the kernel and you need not ask.',
  },
  see: `sleep 100 & echo $! > ${LOCK_FILE}; ./${NAME}; cat ${LOCK_FILE}`,
  blame: LOCKS,
  on: 'natural',
  scenario: 'stranger',
  judge: comesUp('up', {
    zh: '锁文件里是 cat 的 PID',
    en: 'the lock file held the PID of cat',
  }),
};
