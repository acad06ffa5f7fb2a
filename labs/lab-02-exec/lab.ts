import { lab } from '@proclab/lab-kit';

export default lab({
  id: 'lab-02',
  title: { zh: 'exec 函数族', en: 'The exec family' },
  exercises: [],
});
