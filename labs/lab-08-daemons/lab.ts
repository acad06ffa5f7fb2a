import { lab } from '@proclab/lab-kit';
import ticker from './ticker/exercise.ts';

export default lab({
  id: 'lab-08',
  title: { zh: '守护进程', en: 'Daemons' },
  exercises: [ticker],
});
