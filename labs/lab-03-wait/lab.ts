import { lab } from '@proclab/lab-kit';
import howItDied from './how-it-died/exercise.ts';
import orphan from './orphan/exercise.ts';
import nohang from './nohang/exercise.ts';
import sigchld from './sigchld/exercise.ts';
import waitpidForms from './waitpid-forms/exercise.ts';
import zombie from './zombie/exercise.ts';

export default lab({
  id: 'lab-03',
  title: { zh: 'wait 与 waitpid', en: 'wait and waitpid' },
  exercises: [orphan, zombie, howItDied, waitpidForms, nohang, sigchld],
});
