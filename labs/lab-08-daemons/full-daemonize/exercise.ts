import { c, exercise, named, natural, traced } from '@proclab/lab-kit';
import {
  descriptorsClosed,
  noLeader,
  nullInPlace,
  orphan,
  ownSession,
  promptReturns,
  rootFolder,
  umaskZero,
} from './being.ts';
import { idle, notBeforeSighup, nothingLeftOpen, rereads, survivesHangUp, withoutConfig } from './control.ts';
import { cleansUp, endsAtSigterm, pidFile, readyWhenItSays, reports } from './duties.ts';
import { day, early, end } from './scenario.ts';

export default exercise('full-daemonize', {
  title: { zh: '每一步都做全的守护进程', en: 'A daemon with every step of the recipe' },
  programs: [c('full-daemonize.c')],
  runs: [
    ...named('day', [natural(day)]),
    ...named('early', traced(early, 'slow-child')),
    ...named('end', [natural(end)]),
  ],
  checks: [
    promptReturns,
    orphan,
    ownSession,
    noLeader,
    descriptorsClosed,
    nullInPlace,
    rootFolder,
    umaskZero,
    pidFile,
    reports,
    readyWhenItSays,
    survivesHangUp,
    rereads,
    notBeforeSighup,
    withoutConfig,
    nothingLeftOpen,
    idle,
    endsAtSigterm,
    cleansUp,
  ],
});
