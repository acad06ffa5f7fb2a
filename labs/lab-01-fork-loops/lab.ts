import { lab } from '@proclab/lab-kit';
import siblings from './siblings/exercise.ts';

export default lab({
  id: 'lab-01',
  title: { zh: 'fork 循环', en: 'Fork loops' },
  exercises: [siblings],
});
