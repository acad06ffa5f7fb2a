import { lab } from '@proclab/lab-kit';
import copy from './copy/exercise.ts';
import parentChildAnonymous from './parent-child-anonymous/exercise.ts';
import parentChildFile from './parent-child-file/exercise.ts';
import printFile from './print-file/exercise.ts';
import tenQuestions from './ten-questions/exercise.ts';
import unrelated from './unrelated/exercise.ts';

export default lab({
  id: 'lab-06',
  title: { zh: '内存映射', en: 'Memory mappings' },
  exercises: [printFile, parentChildFile, parentChildAnonymous, unrelated, copy, tenQuestions],
});
