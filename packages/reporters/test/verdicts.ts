import type { CheckVerdict, ExerciseVerdict, MachineEvidence, TreeNode, Verdict } from '@proclab/core';

const machine: MachineEvidence = {
  kernel: 'Linux 6.1.0-18-amd64',
  arch: 'x86_64',
  cpus: 2,
  root: false,
  weaknesses: [],
  gradedAt: '2026-03-02T08:15:00Z',
};

const natural = { run: 'natural', schedule: 'natural', moment: null, ms: 0, stuck: false } as const;

/** A check that passed; what a test is about is put on top. */
export function check(id: string, points: number, parts: Partial<CheckVerdict>): CheckVerdict {
  const status = parts.status ?? 'pass';
  return {
    id,
    status,
    points: { earned: status === 'pass' ? points : 0, possible: points },
    expected: { zh: id, en: id },
    seen: { zh: '', en: '' },
    exhibits: [],
    at: natural,
    witness: parts.at !== undefined && parts.at?.schedule !== 'natural' ? 'strace' : 'ps',
    onlyUnder: [],
    story: null,
    source: null,
    hint: { zh: '', en: '' },
    see: '',
    tree: [],
    ...parts,
  };
}

/** An exercise that compiled without a word; its points are those of its checks. */
export function exercise(
  id: string,
  checks: readonly CheckVerdict[],
  parts: Partial<ExerciseVerdict> = {},
): ExerciseVerdict {
  return {
    exercise: id,
    title: { zh: id, en: id },
    points: sum(checks.filter(({ status }) => status !== 'error')),
    build: { status: 'built', programs: [] },
    checks,
    limits: [],
    faults: [],
    ...parts,
  };
}

export function verdict(
  lab: string,
  exercises: readonly ExerciseVerdict[],
  parts: Partial<Verdict> = {},
): Verdict {
  return {
    format: 'proclab-verdict',
    version: 1,
    lab,
    title: { zh: lab, en: lab },
    submission: `labs/${lab}/submission`,
    machine,
    points: sum(exercises),
    exercises,
    ...parts,
  };
}

function sum(parts: readonly { readonly points: { earned: number; possible: number } }[]) {
  return {
    earned: parts.reduce((total, { points }) => total + points.earned, 0),
    possible: parts.reduce((total, { points }) => total + points.possible, 0),
  };
}

// ---- lab-01: the child does not leave the loop, and nobody waits ---------------------------------------------

const siblingsTree: readonly TreeNode[] = [
  { pid: 1, ppid: 0, sid: 1, tty: '?', stat: 'Ss', name: 'init', role: 'init' },
  { pid: 7, ppid: 1, sid: 7, tty: 'pts/0', stat: 'Ss', name: 'sh', role: 'shell' },
  { pid: 24, ppid: 7, sid: 7, tty: 'pts/0', stat: 'S+', name: 'siblings', role: 'submission' },
  { pid: 25, ppid: 24, sid: 7, tty: 'pts/0', stat: 'Z+', name: 'siblings <defunct>', role: 'submission' },
  { pid: 26, ppid: 24, sid: 7, tty: 'pts/0', stat: 'S+', name: 'siblings', role: 'submission' },
  { pid: 28, ppid: 26, sid: 7, tty: 'pts/0', stat: 'S+', name: 'siblings', role: 'submission' },
  { pid: 27, ppid: 24, sid: 7, tty: 'pts/0', stat: 'Z+', name: 'siblings <defunct>', role: 'submission' },
];

const slowParent = {
  run: 'slow-parent',
  schedule: 'slow-parent',
  moment: null,
  ms: 61,
  stuck: false,
} as const;
const traced = { run: 'as-it-comes', schedule: 'as-it-comes', moment: null, ms: 12, stuck: false } as const;

export const siblings: Verdict = verdict(
  'lab-01',
  [
    exercise(
      'siblings',
      [
        check('three-children', 6, {
          status: 'fail',
          expected: { zh: '父进程恰好创建 3 个子进程。', en: 'The parent creates exactly three children.' },
          seen: {
            zh: '总共创建了 7 个进程：父进程（24）创建了 3 个，它的子进程又创建了 4 个。',
            en: 'Seven processes were created: three by the parent (24) and four more by its children.',
          },
          exhibits: [
            {
              kind: 'call',
              lines: ['24  fork() = 25', '24  fork() = 26', '25  fork() = 28', '24  fork() = 27'],
              marked: [0, 2],
            },
          ],
          at: traced,
          source: { file: 'siblings.c', line: 14, column: 3, text: '\t\tpid = fork();', callee: 'fork' },
          hint: {
            zh: '子进程是从 fork 返回处继续执行的，它也在循环里。做完自己的事以后，让它用 _exit 或 break 离开循环。',
            en: 'A child goes on where fork returned, and that is inside the loop. Let it leave the loop when its work is done, by _exit or break.',
          },
          see: 'strace -f -e trace=fork,vfork,clone,clone3 ./siblings',
          tree: siblingsTree,
        }),
        check('no-grandchildren', 6, {
          status: 'fail',
          expected: { zh: '子进程都没有自己的子进程。', en: 'No child has children of its own.' },
          seen: {
            zh: '进程 28 的父进程是 26，而 26 本身是 24 的子进程。',
            en: 'The parent of process 28 is 26, which is itself a child of 24.',
          },
          exhibits: [
            {
              kind: 'process',
              lines: ['pid 28  parent 26  born by fork', 'pid 26  parent 24  born by fork'],
              marked: [8, 17],
            },
          ],
          at: traced,
          source: { file: 'siblings.c', line: 14, column: 3, text: '\t\tpid = fork();', callee: 'fork' },
          hint: {
            zh: '只有父进程应当回到 fork。在子进程的分支末尾加上 _exit(0)。',
            en: 'Only the parent should come back to fork. End the branch of the child with _exit(0).',
          },
          see: 'pstree -p $(pgrep -o siblings)',
          tree: siblingsTree,
        }),
        check('true-pids', 6, {
          expected: {
            zh: '每个子进程打印的 pid 就是它自己的 pid。',
            en: 'Each child prints the pid that is truly its own.',
          },
        }),
        check('numbers-once', 6, {
          status: 'fail',
          expected: { zh: '编号 1、2、3 各出现一次。', en: 'The numbers 1, 2 and 3 appear once each.' },
          seen: { zh: '编号 3 出现了 4 次。', en: 'Number 3 appeared four times.' },
          exhibits: [
            {
              kind: 'output',
              lines: [
                'child 1: pid 25',
                'child 2: pid 26',
                'child 3: pid 27',
                'child 3: pid 29',
                'child 3: pid 30',
              ],
              marked: [6, 7],
            },
          ],
          at: slowParent,
          onlyUnder: ['slow-parent'],
          story: {
            columns: [
              { pid: 24, tid: 24, name: 'siblings', role: 'parent' },
              { pid: 25, tid: 25, name: 'siblings', role: 'child' },
            ],
            rows: [
              { at: 18.2, column: 0, event: { kind: 'call', text: 'clone() = 25' } },
              { at: 18.6, column: 0, event: { kind: 'held', until: 58.6 } },
              {
                at: 20.1,
                column: 1,
                event: { kind: 'call', text: 'write(1, "子进程 1: pid 25, 它又回到循环里\\n")' },
              },
              { at: 60.9, column: 0, event: { kind: 'signal', signal: 'SIGCHLD', handled: false } },
              { at: 61.4, column: 0, event: { kind: 'call', text: 'wait4(-1, WNOHANG) = 0' } },
              { at: 62, column: 1, event: { kind: 'killed', signal: 'SIGTERM' } },
            ],
          },
          source: {
            file: 'siblings.c',
            line: 17,
            column: 7,
            text: '\t\t\tprintf("子进程 %d: pid %d\\n", i, getpid());',
            callee: 'printf',
          },
          hint: {
            zh: '共享的编号在 fork 之前就应当确定：每个子进程得到的是 fork 那一刻变量的副本。',
            en: 'The number must be settled before fork: each child gets a copy of the variable as it is at that instant.',
          },
          see: './siblings | sort | uniq -c',
        }),
        check('all-reaped', 6, {
          status: 'not-checked',
          expected: { zh: '所有子进程都被回收。', en: 'Every child is reaped.' },
          seen: {
            zh: '父进程 5 秒内没有结束，运行被终止，因此看不到它最后是否会回收子进程。',
            en: 'The parent had not ended after 5 s and was stopped, so whether it would have reaped its children was not seen.',
          },
        }),
      ],
      {
        title: { zh: '一个父进程，三个子进程', en: 'One parent, three children' },
        build: {
          status: 'built',
          programs: [
            {
              program: 'siblings',
              command: 'gcc -Wall -Wextra -g -o siblings siblings.c',
              missing: [],
              log: '',
              diagnostics: [
                {
                  file: 'siblings.c',
                  line: 21,
                  column: 5,
                  level: 'warning',
                  message: 'implicit declaration of function ‘wait’',
                  option: '-Wimplicit-function-declaration',
                },
                {
                  file: 'siblings.c',
                  line: 9,
                  column: 9,
                  level: 'warning',
                  message: 'unused variable ‘status’',
                  option: '-Wunused-variable',
                },
              ],
            },
          ],
        },
        limits: [
          {
            limit: 'wall-time',
            at: 5000,
            what: {
              zh: '程序 5 秒后仍未结束，已被终止。',
              en: 'The program had not ended after 5 s and was stopped.',
            },
          },
        ],
      },
    ),
  ],
  { title: { zh: 'fork 循环', en: 'Fork loops' } },
);

// ---- lab-08: no setsid, and fd 1 is still on the terminal -----------------------------------------------------

const header = '    PID    PPID    PGID     SID TT       STAT     TIME COMMAND';
const tickerLine =
  '     19       1      18       7 pts/0    S    00:00:00 ./ticker --directory /home/student/ticks --every 3';

const tickerTree: readonly TreeNode[] = [
  { pid: 1, ppid: 0, sid: 1, tty: '?', stat: 'Ss', name: 'init', role: 'init' },
  { pid: 7, ppid: 1, sid: 7, tty: 'pts/0', stat: 'Ss+', name: 'sh', role: 'shell' },
  { pid: 19, ppid: 1, sid: 7, tty: 'pts/0', stat: 'S', name: 'ticker', role: 'submission' },
];

const detached = { run: 'natural', schedule: 'natural', moment: 'detached', ms: 3214, stuck: false } as const;
const setsid = {
  zh: '在父进程结束之后，由子进程调用 setsid，并检查它的返回值。',
  en: 'Let the child call setsid once its parent has ended, and look at what it returns.',
};
const forkLine = { file: 'ticker.c', line: 23, column: 11, text: '    pid = fork();', callee: 'fork' };

export const ticker: Verdict = verdict(
  'lab-08',
  [
    exercise(
      'ticker',
      [
        check('prompt-back', 4, {
          expected: {
            zh: '父进程结束，shell 重新显示提示符。',
            en: 'The parent ends and the shell gets its prompt back.',
          },
        }),
        check('orphan', 4, {
          expected: { zh: '守护进程的 PPID 是 1。', en: 'The PPID of the daemon is 1.' },
        }),
        check('own-session', 5, {
          status: 'fail',
          expected: {
            zh: '守护进程在自己的会话中：终端还开着的时候，它的 SID 就与 shell 的不同。',
            en: 'The daemon is in a session of its own: its SID differs from that of the shell while the terminal is still open.',
          },
          seen: {
            zh: 'ticker（19）的 SID 是 7，正是 shell 的会话。',
            en: 'The SID of ticker (19) is 7, the session of the shell.',
          },
          exhibits: [{ kind: 'ps', lines: [header, tickerLine], marked: [24, 31] }],
          at: detached,
          source: forkLine,
          hint: setsid,
          see: 'ps -o pid,ppid,pgid,sid,tty,stat,time,args -C ticker',
          tree: tickerTree,
        }),
        check('no-terminal', 5, {
          status: 'fail',
          expected: {
            zh: '守护进程没有控制终端：TTY 是 ?。',
            en: 'The daemon has no controlling terminal: its TTY is ?.',
          },
          seen: { zh: 'ticker（19）的 TTY 是 pts/0。', en: 'The TTY of ticker (19) is pts/0.' },
          exhibits: [{ kind: 'ps', lines: [header, tickerLine], marked: [32, 40] }],
          at: detached,
          source: forkLine,
          hint: setsid,
          see: 'ps -o pid,ppid,pgid,sid,tty,stat,time,args -C ticker',
          tree: tickerTree,
        }),
        check('no-terminal-descriptors', 5, {
          status: 'fail',
          expected: { zh: '没有描述符还连着终端。', en: 'No descriptor is open on the terminal.' },
          seen: { zh: '描述符 1 和 2 连着 /dev/pts/0。', en: 'Descriptors 1 and 2 are open on /dev/pts/0.' },
          exhibits: [
            {
              kind: 'descriptors',
              lines: ['0 -> /dev/null', '1 -> /dev/pts/0', '2 -> /dev/pts/0'],
              marked: [5, 15],
            },
          ],
          at: detached,
          hint: {
            zh: '把 0、1、2 都用 dup2 指向 /dev/null。',
            en: 'Point 0, 1 and 2 at /dev/null with dup2.',
          },
          see: 'ls -l /proc/$(pgrep ticker)/fd',
          tree: tickerTree,
        }),
        check('umask-set', 4, {
          expected: { zh: '守护进程设置了自己的 umask。', en: 'The daemon sets a umask of its own.' },
        }),
        check('survives-hang-up', 5, {
          status: 'not-checked',
          expected: {
            zh: '终端关闭后守护进程继续运行。',
            en: 'The daemon lives on after its terminal is closed.',
          },
          seen: {
            zh: 'ticker 仍在 shell 的会话中，它是否收到 SIGHUP 取决于 shell。',
            en: 'ticker is still in the session of the shell, and whether it gets SIGHUP is up to the shell.',
          },
        }),
        check('idle', 4, {
          status: 'error',
          expected: { zh: '等待时不占用 CPU。', en: 'It uses no CPU while it waits.' },
          seen: { zh: '读不到这个进程的 CPU 时间。', en: 'The CPU time of the process could not be read.' },
        }),
        check('files-spaced', 4, {
          expected: {
            zh: '每隔约 3 秒出现一个新文件，文件名各不相同。',
            en: 'A new file appears about every 3 s, each under a new name.',
          },
        }),
      ],
      {
        title: { zh: '每 3 秒创建一个文件的守护进程', en: 'A daemon that makes a file every 3 seconds' },
        faults: [
          {
            code: 'PROC_UNREADABLE',
            what: { zh: '评分程序无法读取 /proc/19/stat。', en: 'The grader could not read /proc/19/stat.' },
            remedy: {
              zh: '运行 npm run doctor，它会说明这台机器缺少什么。',
              en: 'Run npm run doctor: it says what this machine lacks.',
            },
          },
        ],
      },
    ),
    exercise(
      'watcher',
      [
        check('compiles', 5, {
          status: 'not-checked',
          seen: { zh: '程序没有编译成功。', en: 'The program did not compile.' },
        }),
        check('log-appended', 5, {
          status: 'not-checked',
          seen: { zh: '程序没有编译成功。', en: 'The program did not compile.' },
        }),
      ],
      {
        title: { zh: '目录监视', en: 'Watching a directory' },
        build: {
          status: 'failed',
          programs: [
            {
              program: 'watcher',
              command: 'gcc -Wall -Wextra -g -o watcher watcher.c',
              missing: [],
              diagnostics: [],
              log: [
                'watcher.c: In function ‘main’:',
                'watcher.c:31:5: warning: implicit declaration of function ‘cloese’; did you mean ‘close’? [-Wimplicit-function-declaration]',
                '   31 |     cloese(0);',
                '      |     ^~~~~~',
                '      |     close',
                'watcher.c:40:16: error: too few arguments to function ‘fgets’',
                '   40 |         while (fgets()) {',
                '      |                ^~~~~',
                '',
              ].join('\n'),
            },
          ],
        },
      },
    ),
  ],
  { title: { zh: '守护进程', en: 'Daemons' } },
);
