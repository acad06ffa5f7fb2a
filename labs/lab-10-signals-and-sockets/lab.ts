import { lab } from '@proclab/lab-kit';
import killAndHandle from './kill-and-handle/exercise.ts';
import timeout from './timeout/exercise.ts';
import echoServer from './echo-server/exercise.ts';

export default lab({
  id: 'lab-10',
  title: {
    zh: '信号与本地套接字',
    en: 'Signals and local sockets',
  },
  exercises: [killAndHandle, timeout, echoServer],
});
