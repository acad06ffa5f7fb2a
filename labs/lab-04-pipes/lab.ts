import { lab } from '@proclab/lab-kit';
import eofAndSigpipe from './eof-and-sigpipe/exercise.ts';
import nonblocking from './nonblocking/exercise.ts';
import pipeline from './pipeline/exercise.ts';
import psGrep from './ps-grep/exercise.ts';
import psGrepSiblings from './ps-grep-siblings/exercise.ts';

export default lab({
  id: 'lab-04',
  title: { zh: '管道', en: 'Pipes' },
  exercises: [psGrep, psGrepSiblings, eofAndSigpipe, nonblocking, pipeline],
});
