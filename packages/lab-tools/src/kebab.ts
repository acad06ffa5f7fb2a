import { UsageError, visible } from '@proclab/core';

/** `own-pid`, `q1` */
export const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** @throws UsageError when an id is not kebab-case */
export function expectKebab(id: string): void {
  if (KEBAB.test(id)) return;
  throw new UsageError(
    'ID',
    { zh: `“${visible(id)}”不是 kebab-case。`, en: `"${visible(id)}" is not kebab-case.` },
    {
      zh: '请用小写字母、数字和连字符，以字母开头：own-pid。',
      en: 'Use small letters, digits and hyphens, and begin with a letter: own-pid.',
    },
  );
}
