import { lab } from '@proclab/lab-kit';

export default lab({
  id: 'lab-05',
  title: { zh: 'FIFO（有名管道）', en: 'FIFOs' },
  exercises: [],
});
