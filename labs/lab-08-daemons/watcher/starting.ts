import {
  ABSENT,
  atMoment,
  type Check,
  fail,
  givesCause,
  keptLines,
  linesNaming,
  linesOf,
  momentOf,
  ofBooted,
  pass,
  psExhibit,
  wholeTable,
  secondsWaited,
} from '@proclab/lab-kit';
import { AFTER_BOOT, ARRIVED, AT_BOOT, LOG, MISSING, NAME, RELATIVE } from './events.ts';
import { named, namedAt } from './reporting.ts';

export const relativeFolder: Check = {
  id: 'relative-directory',
  points: 5,
  must: {
    zh: `目录可以是相对路径：./watcher ${RELATIVE} 看的是启动时所在目录中的 ${RELATIVE}`,
    en: `The directory may be relative: ./watcher ${RELATIVE} watches ${RELATIVE} in the folder it was started in`,
  },
  hint: {
    zh: 'chdir("/") 以后，相对路径就指别处了。先 realpath 或先 inotify_add_watch，再 chdir。',
    en: 'After chdir("/") a relative path means another place. Call realpath, or inotify_add_watch, before chdir.',
  },
  see: `mkdir ${RELATIVE}; ./watcher ${RELATIVE}; touch ${RELATIVE}/x; tail -n 1 ${LOG}`,
  blame: ['chdir', 'daemon', 'realpath', 'inotify_add_watch', 'opendir'],
  on: 'natural',
  scenario: 'relative',
  judge: named(ARRIVED.moment, ARRIVED.names),
};

export const missingFolder: Check = {
  id: 'missing-directory',
  points: 4,
  must: {
    zh: '没有那个目录：它写出路径和原因（在终端、日志或 syslog 中），然后结束',
    en: 'There is no such directory: it tells the path and the reason, on the terminal, in its log or by syslog, and ends',
  },
  hint: {
    zh: '在关闭标准错误之前检查，perror(argv[1])，然后退出；否则出错信息谁也看不到。',
    en: 'Look before you close standard error, call perror(argv[1]) and exit. Afterwards nobody sees the message.',
  },
  see: `./watcher ${MISSING}; echo $?; pgrep -a watcher; tail -n 1 ${LOG}`,
  blame: ['perror', 'strerror', 'inotify_add_watch', 'opendir', 'daemon', 'fork'],
  on: 'natural',
  scenario: 'missing',
  judge: atMoment('gone', (moment, run, { runs }) => {
    if (!moment.reached)
      return fail(
        {
          zh: `${secondsWaited(moment)} 秒后它还没有结束`,
          en: `after ${secondsWaited(moment)} s it had not ended`,
        },
        { moment, exhibits: [wholeTable(moment)] },
      );
    if (!runs.some((each) => each.scenario === 'day natural' && momentOf(each, 'watching')?.reached === true))
      return fail(
        { zh: '目录存在时它也不看', en: 'it does not watch a directory that exists either' },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const shown = linesOf(run.terminals.flatMap(({ output }) => output.map(({ text }) => text)).join(''));
    const said = [...shown, ...keptLines(run, LOG), ...run.syslog.map(({ text }) => text)];
    const told = linesNaming(said, MISSING).filter((line) => givesCause(line, ABSENT));
    const exhibits = [
      { kind: 'output' as const, lines: said.filter((line) => line.trim() !== '').slice(0, 6), marked: null },
    ];
    return told.length > 0
      ? pass({ zh: '它说明了原因，然后结束', en: 'it told the reason and ended' }, { moment, exhibits })
      : fail(
          {
            zh: `它结束了，但没有写出 ${MISSING} 和原因（ENOENT）`,
            en: `it ended, but told nobody of ${MISSING} and the reason (ENOENT)`,
          },
          { moment, exhibits },
        );
  }),
};

export const startsAtBoot: Check = {
  id: 'starts-at-boot',
  points: 8,
  must: {
    zh: '运行过 install.sh DIR 以后，机器重启，它自己启动，看着 DIR',
    en: 'Once install.sh DIR has been run, it comes up by itself when the machine is booted, and watches DIR',
  },
  hint: {
    zh: 'install.sh 要写一个 init 会读的文件，例如可执行的 /etc/rc.local；其中用绝对路径，目录来自 $1。/tmp 和 /run 重启后是空的，/usr 只能读。',
    en: 'install.sh has to write a file that init reads, such as an executable /etc/rc.local, with absolute paths in it and the directory from $1. /tmp and /run are empty after a boot, and /usr is read-only.',
  },
  see: `sh ./install.sh ${AT_BOOT}; ls -l /etc/rc.local; cat /etc/rc.local`,
  blame: [],
  on: 'natural',
  scenario: 'boot',
  judge: ofBooted('watching', NAME, ({ pid }, moment, run) => {
    const noticed = namedAt(run, momentOf(run, 'noticed'), [AFTER_BOOT]);
    return noticed.status === 'pass'
      ? pass(
          {
            zh: `重启后 PID ${pid} 在运行，记录了 ${AFTER_BOOT}`,
            en: `after the boot PID ${pid} was there and logged ${AFTER_BOOT}`,
          },
          { moment, exhibits: [psExhibit(moment, [pid], 'args'), ...noticed.exhibits] },
        )
      : noticed;
  }),
};
