import { bootFiles, c, exercise, named, natural } from '@proclab/lab-kit';
import { descriptorsClosed, idle, isDaemon, promptReturns, surroundings, survivesHangUp } from './being.ts';
import { onlyChanges, promptly, timeLogged } from './manner.ts';
import { changed, changedInPlace, created, deleted, oddNames, renamed, several } from './reporting.ts';
import { boot, day, missing, relative } from './scenario.ts';
import { missingFolder, relativeFolder, startsAtBoot } from './starting.ts';

export default exercise('watcher', {
  title: { zh: '看着一个目录的守护进程', en: 'A daemon that watches a directory' },
  programs: [c('watcher.c')],
  files: bootFiles('watcher'),
  runs: [
    ...named('day', [natural(day)]),
    ...named('relative', [natural(relative)]),
    ...named('missing', [natural(missing)]),
    ...named('boot', [natural(boot)]),
  ],
  checks: [
    promptReturns,
    isDaemon,
    descriptorsClosed,
    surroundings,
    survivesHangUp,
    created,
    changed,
    changedInPlace,
    renamed,
    deleted,
    several,
    oddNames,
    timeLogged,
    promptly,
    onlyChanges,
    relativeFolder,
    missingFolder,
    idle,
    startsAtBoot,
  ],
});
