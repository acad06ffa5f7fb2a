import {
  type Call,
  callsBy,
  callsExhibit,
  type Check,
  descriptorOf,
  fail,
  type Finding,
  isUnmapped,
  type MadeMapping,
  mappingsBy,
  pass,
  type Run,
  type Text,
  trafficFrom,
} from '@proclab/lab-kit';
import { LINE } from './scenario.ts';
import { ofStory, type Story } from './story.ts';

/** Which mappings an exercise is about. */
export interface Kind {
  readonly isMeant: (mapping: MadeMapping) => boolean;
  /** `a mapping of the file` */
  readonly name: Text;
}

/** By these a process gets data without a mapping. */
const READS = ['read', 'readv', 'pread64', 'preadv', 'recvfrom', 'recvmsg', 'msgrcv', 'mq_timedreceive'];

/** A judge: one mapping with MAP_SHARED that the parent may write and the child may read, and the line goes no other way. */
export function judgeSharing(kind: Kind): Check['judge'] {
  return ofStory((story) => {
    const { run, parent, child } = story;
    const [ofParent, ofChild] = [parent, child].map(({ pid }) =>
      mappingsBy(run, pid).filter(kind.isMeant),
    ) as [MadeMapping[], MadeMapping[]];
    const all = [...ofParent, ...ofChild];
    const sight = {
      ms: all[0]?.call.at ?? parent.bornAt,
      exhibits: all.length === 0 ? [] : [callsExhibit([...new Set(all.map(({ call }) => call))])],
    };
    const trouble =
      lacking(story, kind, ofParent, ofChild) ??
      (all.some((mapping) => mapping.shared) ? carriedOtherwise(story) : null);
    if (trouble !== null) {
      const { text, calls } = trouble;
      return fail(text, calls.length === 0 ? sight : { ms: calls[0]!.at, exhibits: [callsExhibit(calls)] });
    }
    return pass(
      {
        zh: `父子进程共享${kind.name.zh}，那一行没有走别的路`,
        en: `parent and child share ${kind.name.en}, and the line went no other way`,
      },
      sight,
    ) satisfies Finding;
  });
}

interface Trouble {
  readonly text: Text;
  readonly calls: readonly Call[];
}

function lacking(
  { run, fork }: Story,
  { name }: Kind,
  ofParent: readonly MadeMapping[],
  ofChild: readonly MadeMapping[],
): Trouble | null {
  if (ofParent.length === 0 && ofChild.length === 0)
    return { text: { zh: `没有建立${name.zh}`, en: `there is no ${bare(name.en)}` }, calls: [] };
  const written = ofParent.filter(({ shared, writable }) => shared && writable);
  if (written.length === 0) {
    const seen = ofParent.some(({ shared }) => shared)
      ? { zh: '父进程的映射不可写', en: 'the parent may not write to its mapping' }
      : ofParent.length > 0
        ? { zh: '父进程的映射是 MAP_PRIVATE', en: 'the mapping of the parent is MAP_PRIVATE' }
        : { zh: `父进程没有${name.zh}`, en: `the parent has no ${bare(name.en)}` };
    return { text: seen, calls: [] };
  }
  const inherited = written.some(
    (mapping) => mapping.call.at < (fork?.at ?? 0) && !isUnmappedBefore(run, mapping, fork!.at),
  );
  // Of what is no file, and of /dev/zero, each mmap makes new memory: zero(4).
  const own = ofChild.some(
    ({ shared, readable, path }) =>
      shared && readable && path !== null && path !== '/dev/zero' && written.some((one) => one.path === path),
  );
  if (inherited || own) return null;
  return ofChild.some(({ shared }) => !shared)
    ? { text: { zh: '子进程的映射是 MAP_PRIVATE', en: 'the mapping of the child is MAP_PRIVATE' }, calls: [] }
    : {
        text: {
          zh: '父进程的映射是在 fork 之后才建立的，子进程没有继承到',
          en: 'the parent made its mapping after the fork, so its child has not inherited it',
        },
        calls: [],
      };
}

function isUnmappedBefore(run: Run, mapping: MadeMapping, time: number): boolean {
  return (
    isUnmapped(run, mapping) &&
    callsBy(run, mapping.call.pid, 'munmap').every(({ at }) => at < time || at < mapping.call.at)
  );
}

/** Did the child get the line by a call of its own, from a pipe, a queue, the file or the terminal? */
function carriedOtherwise({ run, child }: Story): Trouble | null {
  const calls = callsBy(run, child.pid, ...READS).filter(({ result }) => (result ?? 0) > 0);
  const targets = [...new Set(calls.map((call) => descriptorOf(call)?.target ?? ''))];
  const whole = targets
    .map((target) => trafficFrom(run, [child.pid], target))
    .find(({ text }) => text.includes(LINE));
  const guilty = whole?.calls ?? calls.filter(({ args }) => args.includes(LINE));
  return guilty.length === 0
    ? null
    : {
        text: {
          zh: `那一行是子进程用 ${guilty[0]!.name} 读来的，没有经过映射区`,
          en: `the child got the line by ${guilty[0]!.name}, not through the mapping`,
        },
        calls: guilty,
      };
}

function bare(name: string): string {
  return name.replace(/^an? /, '');
}
