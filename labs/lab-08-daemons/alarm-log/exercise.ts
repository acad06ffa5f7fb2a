import { c, exercise, natural, TELLTALES, traced, tracing } from '@proclab/lab-kit';
import { descriptorsClosed, idle, isDaemon, promptReturns, survivesHangUp } from './being.ts';
import { safeHandler } from './handler.ts';
import { fourLines, twoLooks } from './scenario.ts';
import { goesOn, intervalTimer, linePerAlarm, onceASecond, showsTheTime } from './ticking.ts';

/** Timers, and what tells that a handler was not safe. */
const ALSO_TRACED = ['setitimer', 'alarm', 'timer_create', 'timer_settime', ...TELLTALES];

export default exercise('alarm-log', {
  title: { zh: '每秒一行时间的日志', en: 'A log of the time, a line each second' },
  programs: [c('alarm-log.c')],
  runs: [natural(twoLooks), ...tracing(ALSO_TRACED, traced(fourLines, 'as-it-comes'))],
  checks: [
    promptReturns,
    isDaemon,
    descriptorsClosed,
    intervalTimer,
    linePerAlarm,
    onceASecond,
    showsTheTime,
    safeHandler,
    goesOn,
    survivesHangUp,
    idle,
  ],
});
