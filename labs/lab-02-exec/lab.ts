import { lab } from '@proclab/lab-kit';
import execFailure from './exec-failure/exercise.ts';
import shellLine from './shell-line/exercise.ts';
import sixCalls from './six-calls/exercise.ts';

export default lab({
  id: 'lab-02',
  title: { zh: 'exec 函数族', en: 'The exec family' },
  exercises: [sixCalls, execFailure, shellLine],
});
