import { lab } from '@proclab/lab-kit';
import alarmLog from './alarm-log/exercise.ts';
import fullDaemonize from './full-daemonize/exercise.ts';
import libraryDaemon from './library-daemon/exercise.ts';
import singleInstance from './single-instance/exercise.ts';
import ticker from './ticker/exercise.ts';
import watcher from './watcher/exercise.ts';

export default lab({
  id: 'lab-08',
  title: { zh: '守护进程', en: 'Daemons' },
  exercises: [ticker, alarmLog, fullDaemonize, singleInstance, watcher, libraryDaemon],
});
