import {
  type Check,
  fail,
  joinTexts,
  notChecked,
  pass,
  type ProcessState,
  type Run,
  type Text,
} from '@proclab/core';
import { type Field, fieldExhibit, type FieldName, FIELDS, type FieldValues } from './fields.ts';
import { ofProcesses, type Selection } from './moments.ts';
import { exactly, type Rule } from './rules.ts';

/** What must be true of fields: a value (`{ ppid: 1 }`) or a rule (`{ sid: not(terminalSession) }`). */
export type Wanted = { readonly [name in FieldName]?: FieldValues[name] | Rule<FieldValues[name]> };

export interface FieldCheck extends Omit<Check, 'judge' | 'on'> {
  readonly who: Selection;
  readonly has: Wanted;
}

/**
 * A check on what selected processes are: each of them must have all of these fields. It is judged on
 * natural runs; what could not be read is not checked.
 */
export function is({ who, has, ...check }: FieldCheck): Check {
  return {
    ...check,
    on: 'natural',
    judge: ofProcesses(who, (processes, moment, run) => {
      const names = Object.keys(has) as FieldName[];
      const looks = processes.flatMap((process) => names.map((name) => lookAt(name, has, process, run)));
      const sight = (chosen: readonly Look[]) => ({
        moment,
        exhibits: chosen.map(({ name, process }) => fieldExhibit(name, process, moment)),
      });
      const wrong = looks.find((look) => look.status === 'fail');
      if (wrong !== undefined) return fail(wrong.seen, sight([wrong]));
      const unread = looks.find((look) => look.status === 'not-checked');
      if (unread !== undefined) return notChecked(unread.seen, sight([unread]));
      return pass(
        joinTexts(
          looks.map((look) => look.seen),
          { zh: '；', en: '; ' },
        ),
        sight(looks),
      );
    }),
  };
}

type Value = FieldValues[FieldName];

interface Look {
  readonly status: 'pass' | 'fail' | 'not-checked';
  readonly name: FieldName;
  readonly process: ProcessState;
  readonly seen: Text;
}

/** A field and what is wanted of it go together by their name, which the compiler cannot follow. */
function lookAt(name: FieldName, has: Wanted, process: ProcessState, run: Run): Look {
  const { label, read, show } = FIELDS[name] as Field<Value>;
  const value = read(process);
  if (value === undefined) {
    return {
      status: 'not-checked',
      name,
      process,
      seen: ofProcess(process, label, { zh: '读不到', en: 'could not be read' }),
    };
  }
  const rule = ruleFor(has[name] as Value | Rule<Value>, show);
  const shown: Text = { zh: `是 ${show(value)}`, en: show(value) };
  return rule.accepts(value, run)
    ? { status: 'pass', name, process, seen: ofProcess(process, label, shown) }
    : {
        status: 'fail',
        name,
        process,
        seen: ofProcess(process, label, joinTexts([shown, rule.otherwise], { zh: '', en: '' })),
      };
}

function ofProcess(process: ProcessState, label: Text, value: Text): Text {
  return {
    zh: `PID ${process.pid} 的 ${label.zh} ${value.zh}`,
    en: `PID ${process.pid}: ${label.en} ${value.en}`,
  };
}

function ruleFor<T>(wanted: T | Rule<T>, show: (value: T) => string): Rule<T> {
  return typeof wanted === 'object' && wanted !== null && 'accepts' in wanted
    ? wanted
    : exactly(wanted, show);
}
