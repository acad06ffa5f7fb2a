import { lab } from '@proclab/lab-kit';
import lseek from './lseek/exercise.ts';
import messages from './messages/exercise.ts';
import twoWay from './two-way/exercise.ts';

export default lab({
  id: 'lab-05',
  title: { zh: 'FIFO（有名管道）', en: 'FIFOs' },
  exercises: [messages, lseek, twoWay],
});
