import { lab } from '@proclab/lab-kit';
import howMany from './how-many/exercise.ts';
import joinExitCancel from './join-exit-cancel/exercise.ts';
import manyThreads from './many-threads/exercise.ts';
import sharedData from './shared-data/exercise.ts';
import twoThreads from './two-threads/exercise.ts';

export default lab({
  id: 'lab-07',
  title: { zh: '线程', en: 'Threads' },
  exercises: [twoThreads, manyThreads, sharedData, joinExitCancel, howMany],
});
