import type { Language, LimitHit, Text } from '@proclab/core';
import { HOSTILE, type Hostile, type Target } from './hostile.ts';

const PROGRAMS = '../packages/sandbox/test/hostile';

const TARGETS: readonly (readonly [Target, Text])[] = [
  ['limits', { zh: '耗尽资源', en: 'Exhausting it' }],
  ['control', { zh: '夺取控制', en: 'Taking control' }],
  ['truth', { zh: '伪造所见', en: 'Forging what is seen' }],
  ['files', { zh: '文件、秘密与特权', en: 'Files, secrets and privileges' }],
  ['outside', { zh: '网络、内核与外面的世界', en: 'Network, kernel, and the world outside' }],
  ['compiler', { zh: '对编译器下手', en: 'Attacking the compiler' }],
  ['end', { zh: '比评分活得更久', en: 'Outliving the grade' }],
];

const LIMITS: Readonly<Record<LimitHit['limit'], Text>> = {
  processes: { zh: '进程数', en: 'processes' },
  memory: { zh: '内存', en: 'memory' },
  'cpu-time': { zh: 'CPU 时间', en: 'CPU time' },
  'file-size': { zh: '文件大小', en: 'file size' },
  disk: { zh: '磁盘', en: 'disk' },
  'open-files': { zh: '打开的描述符', en: 'open descriptors' },
  output: { zh: '输出量', en: 'output' },
  'wall-time': { zh: '运行时间', en: 'time' },
};

const BUILDS: Readonly<Record<Hostile['build'], Text>> = {
  built: { zh: '0 分', en: '0 points' },
  failed: { zh: '编译不通过，0 分', en: 'does not compile, 0 points' },
  limit: { zh: '编译超限，0 分', en: 'compiler stopped, 0 points' },
  refused: { zh: '不收（退出状态 2）', en: 'not taken (exit status 2)' },
};

const WORDS = {
  en: {
    other: '[中文](hostile.zh-CN.md)',
    title: 'Hostile submissions',
    intro: (count: number) => `\
<!-- Written by packages/sandbox/scripts/write-hostile.ts from packages/sandbox/test/hostile/hostile.ts. -->

${count} submissions that want no points but harm, or points that they have not earned. Each is handed in as a student would
hand it in, and graded twice: by root and by an ordinary user. They are compiled and run in the sandbox alone, and
only once \`doctor\` and a harmless program ([look-around.c](${PROGRAMS}/look-around.c)) have shown that it holds:
if that one sees the host, or lacks a limit, none of the others is started.

Of each, the test ([hostile.test.ts](${PROGRAMS}/hostile.test.ts)) says that

- it is contained: it has got as far as it should, and none of what it tried succeeded;
- the host is as it was: the installation with labs and solutions, a home with a secret, the submission of somebody else,
  \`/etc\`, the folders that all may write to, mounts, cgroups, System V objects; a TCP, a UDP, an abstract and a local server
  had no visitor; of the processes that the grader started, and theirs, none is left;
- the grader is alive, and its exit status is the one for lost points, never that of a crash;
- the verdict is honest: no check passed, no fault of the machine is claimed, the secret stands nowhere in it, and what is
  printed holds no control character;
- the student is told the limit that was reached, and that ps was ended or held, if it was.
`,
    columns: ['program', 'what it tries', 'what it meets', 'verdict'],
    limit: (names: string) => `; told: ${names}`,
    or: ' or ',
  },
  zh: {
    other: '[English](hostile.md)',
    title: '恶意提交',
    intro: (count: number) => `\
<!-- Written by packages/sandbox/scripts/write-hostile.ts from packages/sandbox/test/hostile/hostile.ts. -->

这里有 ${count} 份提交，它们要的不是分数而是破坏，或者是不该得的分数。每一份都像学生那样交上来，评两次：root 评一次，普通用户评一次。
它们只在沙箱里编译和运行，而且要等 \`doctor\` 和一个无害的程序（[look-around.c](${PROGRAMS}/look-around.c)）证明沙箱可靠之后：
它若看得到主机，或者少了哪项限额，其余的一个也不会启动。

对每一份，测试（[hostile.test.ts](${PROGRAMS}/hostile.test.ts)）断言：

- 关得住：它确实走到了那一步，而它要做的一件也没有做成；
- 主机一如既往：安装目录连同实验和答案、放着秘密的家目录、别人的提交、\`/etc\`、人人可写的目录、挂载、cgroup、System V
  对象都没有变；TCP、UDP、抽象和本地四个服务没有人来过；评分程序启动的进程，以及它们的子孙，一个也不剩；
- 评分程序还活着，退出状态是“丢了分”的那个，绝不是崩溃的；
- 结论诚实：没有一项检查通过，不推说是机器的错，秘密没有出现在里面，打印出来的文字没有控制字符；
- 到了哪项限额，学生看得到；ps 若被杀死或被拖住，也会告诉学生。
`,
    columns: ['程序', '想做什么', '遇到什么', '结论'],
    limit: (names: string) => `；告知：${names}`,
    or: '或',
  },
} as const;

/** A page of the docs, and where it belongs; the same table that the tests are run from. */
export function hostilePage(language: Language): { readonly file: string; readonly text: string } {
  const words = WORDS[language];
  const sections = TARGETS.map(([target, heading]) => {
    const rows = HOSTILE.filter((hostile) => hostile.target === target).map((each) => row(each, language));
    return [
      `## ${heading[language]}`,
      '',
      `| ${words.columns.join(' | ')} |`,
      '| --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n');
  });
  return {
    file: language === 'en' ? 'docs/hostile.md' : 'docs/hostile.zh-CN.md',
    text: [`# ${words.title}`, words.other, words.intro(HOSTILE.length), ...sections]
      .join('\n\n')
      .replaceAll(/\n{3,}/g, '\n\n'),
  };
}

function row({ id, source, tries, meets, build, limits }: Hostile, language: Language): string {
  const { limit, or } = WORDS[language];
  const name = source === undefined ? `[${id}](${PROGRAMS}/${id}.c)` : id;
  const told = limits.length === 0 ? '' : limit(limits.map((each) => LIMITS[each][language]).join(or));
  return `| ${[name, tries[language], meets[language], BUILDS[build][language] + told].join(' | ')} |`;
}
