import { c, exercise, named, natural, traced, tracing } from '@proclab/lab-kit';
import { secondRefused, sigterm, socketFile, staleFile } from './address.ts';
import { neverSpins, nothingLeftOpen, vanishing } from './left.ts';
import * as play from './scenario.ts';
import {
  eachItsOwn,
  echoes,
  endAnswered,
  longMessages,
  severalAtOnce,
  unreadHoldsUpNobody,
} from './served.ts';

export default exercise('echo-server', {
  title: { zh: '本地套接字上的回显服务器', en: 'An echo server on a local socket' },
  programs: [c('echo-server.c')],
  helpers: [c('client.c')],
  runs: [
    ...named('service', [natural(play.service)]),
    ...named('vanishing', [natural(play.vanishing)]),
    ...named('second', [natural(play.second)]),
    ...named('restart', [natural(play.restart)]),
    ...named(
      'crowd',
      tracing(['bind', 'listen', 'sendto', 'sendmsg'], traced(play.crowd, 'slow-parent', 'slow-child')),
    ),
  ],
  checks: [
    socketFile,
    echoes,
    longMessages,
    endAnswered,
    severalAtOnce,
    unreadHoldsUpNobody,
    eachItsOwn,
    vanishing,
    nothingLeftOpen,
    neverSpins,
    staleFile,
    secondRefused,
    sigterm,
  ],
});
