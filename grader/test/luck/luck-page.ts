import type { Language, Schedule, Text } from '@proclab/core';
import type { Played } from './pairs.ts';

/** What is held back under each schedule, and what that finds. */
export const SCHEDULES: readonly (readonly [Schedule, held: Text, finds: Text])[] = [
  [
    'natural',
    { zh: '什么也不放慢，也没有 strace', en: 'nothing, and there is no strace' },
    {
      zh: '`ps`、终端、时间：学生自己看得到的一切',
      en: '`ps`, terminals, timing: all that a student can see alone',
    },
  ],
  [
    'as-it-comes',
    { zh: '什么也不放慢，但由 strace 记录', en: 'nothing, but strace takes down the calls' },
    { zh: '一毫秒就过去的事', en: 'what is over in a millisecond' },
  ],
  [
    'slow-parent',
    {
      zh: '每次 fork（clone、clone3、vfork；`pthread_create` 也是）在父进程里很晚才返回',
      en: 'each fork (clone, clone3, vfork; `pthread_create` too) returns late to who called it',
    },
    {
      zh: '子进程或新线程已经跑在前面：父进程还没有记下、写好、装好的，它就要用了',
      en: 'the child or thread is far ahead: it needs what its maker has not recorded, written or installed yet',
    },
  ],
  [
    'slow-child',
    {
      zh: '子进程的第一个调用（`set_robust_list`，glibc 的 fork 自己做的），也就是学生的代码之前',
      en: 'a child before its first call (`set_robust_list`, made by glibc’s own fork), and so before the student’s code',
    },
    {
      zh: '父进程已经走远：读了还没有写的，发了没有人等的信号，自己先结束了',
      en: 'the parent is far ahead: it reads what is not written yet, sends signals that nobody waits for yet, or has ended',
    },
  ],
  [
    'slow-writer',
    { zh: '每次 write、writev 之前', en: 'before each write and writev' },
    {
      zh: '读和写回之间、宣布和做到之间有别人插进来',
      en: 'somebody comes in between reading and writing back, or between saying and doing',
    },
  ],
  [
    'slow-reader',
    { zh: '每次 read、readv 之前', en: 'before each read and readv' },
    {
      zh: '数据一点一点地来，或者已经积了几条',
      en: 'data come in by pieces, or several messages have piled up',
    },
  ],
  [
    'slow-thread',
    {
      zh: '新线程的第一个调用；然后运行程序的孪生：每个线程读写共享内存之前，都等到另一个线程有了进展',
      en: 'the first call of a new thread; and what runs is the twin of the program, in which each thread waits before it reads or writes shared memory until another has got on',
    },
    {
      zh: '丢失的更新、`&i`、先看再做',
      en: 'lost updates, `&i`, looking first and acting afterwards',
    },
  ],
  [
    'slow-exit',
    {
      zh: '线程结束之前的最后一个调用 `exit`，每次 0.4 秒；主线程这时在睡觉的话，再来一遍，3.5 秒',
      en: '`exit`, the last call of a thread, for 0.4 s each time; once more for 3.5 s where the main thread was asleep then',
    },
    {
      zh: '不等线程结束，而是睡一觉，或者听信一句“好了”',
      en: 'instead of the end of a thread, a time is waited for, or a word from it that it is done',
    },
  ],
  [
    'delayed-signal',
    { zh: '每次 kill、tkill、tgkill 之前', en: 'before each kill, tkill and tgkill' },
    {
      zh: '用 `kill(pid, 0)` 问过就当作还成立；以为信号已经到了',
      en: 'what was asked by `kill(pid, 0)` is taken to be true still; a signal is taken to have arrived',
    },
  ],
];

const WORDS = {
  en: {
    file: 'docs/luck.md',
    readme: 'README.md',
    other: '[中文](luck.zh-CN.md)',
    title: 'Luck, and the schedules that end it',
    intro: `\
<!-- Written by grader/scripts/write-luck.ts from the labs and from solutions/*/racy. -->

Two processes, or two threads, run side by side, and nobody has said who comes first. A program that is right only if the one
that usually comes first does come first is **right by luck**. One may run it a hundred times and see nothing, and that
proves nothing: of the fork loops of lab 01, the child came first in 3 of 2,000.

So each exercise whose result could rest on luck is run under several **schedules**. A schedule says who is slow. It
is played by strace, which holds chosen calls back, or by a twin of the program that is compiled for it. Nothing is
changed in what the program may rely on: each of these orders may come about on any machine, most of all on a busy one. A
check has to hold under all of them. Where it holds under some only, the verdict says that it passed by luck, under
which schedule luck ran out, and who did what in which order.`,
    schedulesTitle: 'The schedules',
    schedulesColumns: ['schedule', 'held back', 'what comes to light'],
    schedulesEnd: `\
At first a call is held back for 10 ms (\`slow-parent\`), 400 ms (\`slow-exit\`) or 20 ms. That is no proof that the others have got ahead meanwhile, so the trace is asked:
did each of them end, wait, compute or make many calls during the hold? (Who of two programs of the machine's comes first,
such as a shell that the submission has started and \`date\`, does not matter.) If not, the run is played again with a longer one,
up to 3 or 3.5 s. If even that is not enough, the checks are an \`error\`, which costs no points. Deadlines are put off by what the holds cost.

Whoever sleeps for a second and takes the child for ready is not found out by a child that is 20 ms late. Where a parent has slept past the delay of its
slow child, or \`main\` past that of a thread that is slow to end, the run is played once more with a delay that outlasts the sleep. None outlasts 3 s
(3.5 s where threads are slow to end), and the other schedules are not repeated for a sleep.

What no schedule here can open: a gap between two steps of one process without a call in between, such as a signal that comes
between \`if (!done)\` and \`pause()\`. Only calls can be held back, and in the twin accesses to memory that threads share.`,
    labsTitle: 'Where each is played',
    labsIntro:
      'Generated from the labs. The task text of an exercise says what that means for it, under “How it is run”. Where only `natural` is ticked, what is checked are states that last until they have been looked at.',
    exercise: 'exercise',
    pairsTitle: (count: number) => `${count} races, and their repair`,
    pairsIntro: `\
Each of these programs is right whenever it is lucky. Under the schedule named here it is found out, in every grade; its **repaired twin**, which does
the same thing in the same way but for the race, has full points in every grade. The link leads to both: the C file is the twin, and \`racy.patch\`
puts the race back. What a racy program loses it loses under that schedule alone, whatever happens under others.`,
    pairsColumns: ['exercise', 'the race', 'found under', 'the repair'],
    pairsEnd: `\
To look at one, and to grade all of them over and over:

    ./grade lab-01/siblings --racy number-in-shared-memory        # and --repaired for its twin
    npm run soak -- --only racy --each 100                        # prints its seed; --seed S repeats the order
    npm run soak lab-07 -- --only racy --each 20 --load 3         # the same under load

\`npm run verify\` grades each of them once. A new pair is a folder \`solutions/LAB/racy/EXERCISE/NAME/\` with the twin and a \`racy.patch\`, whose
header has a \`Title\`, what it \`Fails\`, the schedule it is \`Found-by\`, and the \`Repair\`.`,
  },
  zh: {
    file: 'docs/luck.zh-CN.md',
    readme: 'README.zh-CN.md',
    other: '[English](luck.md)',
    title: '运气，以及让运气到头的调度',
    intro: `\
<!-- Written by grader/scripts/write-luck.ts from the labs and from solutions/*/racy. -->

两个进程（或两个线程）并排运行，谁先谁后没有人规定。一个程序如果只有在“通常先来的那个”真的先来时才对，它就是**靠运气才对**。这样的程序跑一百遍也可能看不出毛病，而这什么也证明不了：
实验 01 那样的 fork，2000 次里只有 3 次是子进程先走。

所以，凡是结果可能取决于运气的练习，都在几种**调度**下各运行一遍。一种调度规定谁慢：由 strace 把选定的系统调用拖住，或者运行专门为此编译的孪生程序。程序可以依赖的东西一样也没有变：
这些先后次序在任何机器上都可能出现，机器忙的时候更是如此。检查项必须在每种调度下都成立。只在某些调度下成立的，结论会说它靠的是运气、在哪种调度下运气到了头，以及谁先做了什么、谁后做了什么。`,
    schedulesTitle: '各种调度',
    schedulesColumns: ['调度', '拖住什么', '什么会露出来'],
    schedulesEnd: `\
一次调用先拖 10 毫秒（\`slow-parent\`）、400 毫秒（\`slow-exit\`）或 20 毫秒。这并不能证明别人趁机走到了前面，所以还要看跟踪记录：在此期间，别人是结束了、在等待、在计算，还是做了许多调用？（如果双方都是系统自带的程序，例如提交的程序启动的 shell 和 \`date\`，谁先谁后无关紧要。）如果都没有，就用更长的延迟再演一遍，
最长 3 秒或 3.5 秒。还不够的话，有关的检查项记为 \`error\`，不扣分。期限会按拖延的时间顺延。

先睡一秒、就当子进程已经准备好了的程序，子进程只晚 20 毫秒是揭穿不了的。父进程如果一直睡到慢子进程的延迟过去之后，或者主线程一直睡到慢慢结束的线程的延迟过去之后，就用比它睡得更久的延迟再演一遍。最长 3 秒（\`slow-exit\` 是 3.5 秒），睡得更久的盖不过去；其他调度不因为谁睡了觉而重演。

这里没有一种调度打得开的：同一个进程两步之间没有任何调用的空隙，例如信号恰好落在 \`if (!done)\` 和 \`pause()\` 之间。能拖住的只有系统调用，以及孪生程序里对线程共享内存的读写。`,
    labsTitle: '哪里用哪些安排',
    labsIntro:
      '由实验生成。每个练习的题目在“怎样运行”里说明这对它意味着什么。只勾了 `natural` 的，检查的都是一直持续到看过为止的状态。',
    exercise: '练习',
    pairsTitle: (count: number) => `${count} 个竞争，以及怎样修好`,
    pairsIntro: `\
下面每个程序运气好的时候都是对的。在所列的调度下，它每次评分都会被识破；它**修好的同伴**除了那个竞争之外，用同样的办法做同样的事，每次评分都得满分。链接指向这两个程序：C 文件是修好的，\`racy.patch\` 把竞争放回去。
有竞争的程序丢掉的检查项，单凭那种调度就会丢，不管别的调度下怎样。`,
    pairsColumns: ['练习', '竞争', '由谁识破', '怎样修好'],
    pairsEnd: `\
看其中一个，或者把它们反复评：

    ./grade lab-01/siblings --racy number-in-shared-memory        # 修好的同伴用 --repaired
    npm run soak -- --only racy --each 100                        # 会打印随机种子；--seed S 重复同样的次序
    npm run soak lab-07 -- --only racy --each 20 --load 3         # 同样，但机器很忙

\`npm run verify\` 把每一个评一次。要新加一对，就建文件夹 \`solutions/LAB/racy/EXERCISE/NAME/\`，里面是修好的程序和 \`racy.patch\`，后者的开头写明 \`Title\`、丢掉哪些检查项（\`Fails\`）、由哪种调度识破（\`Found-by\`）以及
怎样修好（\`Repair\`）。`,
  },
} as const;

/** A page of the docs, and where it belongs. */
export function luckPage(
  exercises: readonly Played[],
  language: Language,
): { readonly file: string; readonly text: string } {
  const words = WORDS[language];
  const pairs = exercises.flatMap(({ lab, exercise, pairs: own }) =>
    own.map(({ name, about }) => [
      link(lab, exercise.id, words.readme),
      `${about.title[language]} ([${name}](../solutions/${lab}/racy/${exercise.id}/${name}))`,
      about.foundBy.map((each) => `\`${each}\``).join(', '),
      about.repair[language],
    ]),
  );
  const names = SCHEDULES.map(([name]) => name);
  const text = [
    `# ${words.title}`,
    words.other,
    words.intro,
    `## ${words.schedulesTitle}`,
    table(
      words.schedulesColumns,
      SCHEDULES.map(([name, held, finds]) => [`\`${name}\``, held[language], finds[language]]),
    ),
    words.schedulesEnd,
    `## ${words.labsTitle}`,
    words.labsIntro,
    table(
      [words.exercise, ...names],
      exercises.map(({ lab, exercise }) => [
        link(lab, exercise.id, words.readme),
        ...names.map((name) => (exercise.runs.some(({ schedule }) => schedule === name) ? '✔' : '')),
      ]),
    ),
    `## ${words.pairsTitle(pairs.length)}`,
    words.pairsIntro,
    table(words.pairsColumns, pairs),
    words.pairsEnd,
  ];
  return { file: words.file, text: `${text.join('\n\n')}\n` };
}

function link(lab: string, exercise: string, readme: string): string {
  const number = /^lab-(\d+)/.exec(lab)?.[1] ?? lab;
  return `${number} [\`${exercise}\`](../labs/${lab}/${exercise}/${readme})`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
