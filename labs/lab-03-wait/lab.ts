import { lab } from '@proclab/lab-kit';

export default lab({
  id: 'lab-03',
  title: { zh: 'wait 与 waitpid', en: 'wait and waitpid' },
  exercises: [],
});
