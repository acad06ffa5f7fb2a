import { lab } from '@proclab/lab-kit';
import launcher from './launcher/exercise.ts';

export default lab({
  id: 'lab-09',
  title: { zh: '配置启动器', en: 'The config launcher' },
  exercises: [launcher],
});
