import { lab } from '@proclab/lab-kit';
import privateMemory from './private-memory/exercise.ts';
import siblings from './siblings/exercise.ts';
import states from './states/exercise.ts';

export default lab({
  id: 'lab-01',
  title: { zh: 'fork 循环', en: 'Fork loops' },
  exercises: [siblings, states, privateMemory],
});
