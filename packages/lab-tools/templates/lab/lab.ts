import { lab } from '@proclab/lab-kit';

export default lab({
  id: '{{id}}',
  title: {
    zh: '{{title-zh}}',
    en: '{{title-en}}',
  },
  exercises: [],
});
