import { UsageError } from './usage-error.ts';
import { visible } from './visible.ts';

/**
 * Which lab a person means by `lab-07`, `7`, `07`, `lab-07-threads` or `threads`.
 *
 * @param names of the folders of all labs: `lab-07-threads`
 * @throws UsageError that lists them when it is none
 */
export function labNamed(asked: string, names: readonly string[]): string {
  const found = names.find((name) => callsOf(name).has(asked.toLowerCase()));
  if (found !== undefined) return found;
  throw new UsageError(
    'LAB_UNKNOWN',
    { zh: `没有叫“${visible(asked)}”的实验。`, en: `There is no lab "${visible(asked)}".` },
    { zh: `现有的实验：${names.join('、')}。`, en: `The labs are: ${names.join(', ')}.` },
  );
}

function callsOf(name: string): Set<string> {
  const [, number = '', title = ''] = /^lab-(\d+)-(.*)$/.exec(name) ?? [];
  return new Set([name, title, number, String(Number(number)), `lab-${number}`, `lab-${Number(number)}`]);
}
