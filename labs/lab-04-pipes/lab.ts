import { lab } from '@proclab/lab-kit';

export default lab({
  id: 'lab-04',
  title: { zh: '管道', en: 'Pipes' },
  exercises: [],
});
