import { bootFiles, c, exercise, named, natural, traced } from '@proclab/lab-kit';
import { descriptorsClosed, isDaemon, promptReturns, surroundings, survivesHangUp } from './being.ts';
import { noRespawnStorm, noRetryStorm, noZombies, oneSupervisor, onlyPrograms } from './children.ts';
import {
  endsAtSigterm,
  missingConfig,
  notTwice,
  ownName,
  rereads,
  startsAtBoot,
  unreadableConfig,
} from './control.ts';
import { failureLogged, loggedOnce, noFalseSuccess, successLogged, timeLogged } from './logging.ts';
import {
  boot,
  dayWhileItGoesWell,
  underAnotherName,
  unreadableConfiguration,
  wholeDay,
  withoutConfiguration,
} from './scenario.ts';
import { argumentsExact, badLines, childDescriptors, lastLine, startsPrograms } from './starting.ts';

export default exercise('launcher', {
  title: { zh: '按配置启动程序的守护进程', en: 'A daemon that starts what its configuration lists' },
  programs: [c('launcher.c')],
  files: [...bootFiles('launcher'), 'launcher.conf'],
  runs: [
    ...named('launch', [natural(wholeDay), ...traced(dayWhileItGoesWell, 'slow-child', 'slow-parent')]),
    ...named('name', [natural(underAnotherName)]),
    ...named('missing', [natural(withoutConfiguration)]),
    ...named('unreadable', [natural(unreadableConfiguration)]),
    ...named('boot', [natural(boot)]),
  ],
  checks: [
    promptReturns,
    isDaemon,
    descriptorsClosed,
    surroundings,
    survivesHangUp,
    startsPrograms,
    argumentsExact,
    badLines,
    lastLine,
    onlyPrograms,
    childDescriptors,
    noZombies,
    oneSupervisor,
    noRetryStorm,
    noRespawnStorm,
    successLogged,
    failureLogged,
    noFalseSuccess,
    loggedOnce,
    timeLogged,
    ownName,
    missingConfig,
    unreadableConfig,
    rereads,
    notTwice,
    endsAtSigterm,
    startsAtBoot,
  ],
});
