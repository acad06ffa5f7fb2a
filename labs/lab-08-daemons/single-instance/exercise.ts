import { c, exercise, named, natural, traced } from '@proclab/lab-kit';
import { firstGoesOn, isDaemon, lockFile, onlyOneWins, saysSo, secondRefused } from './alone.ts';
import { emptyFile, staleFile, strangersPid } from './leftover.ts';
import { againAndAgain, besideEmptyFile, besideStranger, killed, race } from './scenario.ts';

export default exercise('single-instance', {
  title: { zh: '只运行一个实例的守护进程', en: 'A daemon of which only one runs' },
  programs: [c('single-instance.c')],
  runs: [
    ...named('again', [natural(againAndAgain)]),
    ...named('killed', [natural(killed)]),
    ...named('empty', [natural(besideEmptyFile)]),
    ...named('stranger', [natural(besideStranger)]),
    // Who looks first and acts then is held back in between: in front of kill(2), or of the write.
    ...named('race', traced(race, 'as-it-comes', 'delayed-signal', 'slow-writer')),
  ],
  checks: [
    isDaemon,
    lockFile,
    secondRefused,
    saysSo,
    firstGoesOn,
    staleFile,
    emptyFile,
    strangersPid,
    onlyOneWins,
  ],
});
