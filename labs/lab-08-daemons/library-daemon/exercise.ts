import { c, exercise, named, natural } from '@proclab/lab-kit';
import { earlyClosed, neverAgain, reportsTruth, umaskOwn } from './more.ts';
import {
  callsDaemon,
  descriptorKept,
  nochdir,
  noclose,
  regainsTerminal,
  sessionLeader,
  umaskKept,
} from './plain.ts';
import { startedWith } from './scenario.ts';

export default exercise('library-daemon', {
  title: { zh: 'daemon(3) 做什么，不做什么', en: 'What daemon(3) does, and what it does not' },
  programs: [c('library-daemon.c')],
  runs: [
    // Each flag in both values, so that neither can be taken for the other.
    ...named('plain', [
      natural(startedWith('0', '1')),
      { ...natural(startedWith('1', '0')), id: 'natural-2' },
    ]),
    ...named('more', [natural(startedWith('0', '0', 'more'))]),
  ],
  checks: [
    callsDaemon,
    nochdir,
    noclose,
    sessionLeader,
    regainsTerminal,
    umaskKept,
    descriptorKept,
    neverAgain,
    umaskOwn,
    earlyClosed,
    reportsTruth,
  ],
});
