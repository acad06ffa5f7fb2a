import {
  c,
  type Call,
  type Check,
  descriptorOf,
  exercise,
  fail,
  familyOf,
  fifosMade,
  type Finding,
  linesOf,
  nameOf,
  natural,
  notChecked,
  numbersIn,
  pass,
  printedAfter,
  printedExhibit,
  type ProcessLife,
  psExhibit,
  type Run,
  type Stage,
  traced,
  secondsWaited,
} from '@proclab/lab-kit';
import { absolute, exhibitOf } from '../shared/judging.ts';

const LSEEK = './lseek';
/** What the program is given, one after the other: a file, nothing yet, and a FIFO that is there already. */
const PATHS = { file: '/tmp/geese.txt', fresh: 'channel', existing: '/tmp/conduit' } as const;
type Given = keyof typeof PATHS;
const GIVEN: readonly Given[] = ['file', 'fresh', 'existing'];
const FIFOS: readonly Given[] = ['fresh', 'existing'];
const CONTENT = 'wild geese carry letters across the lake\n'.repeat(67);

async function threePaths(stage: Stage): Promise<void> {
  await stage.write(PATHS.file, CONTENT);
  for (const given of GIVEN) {
    if (given === 'existing') {
      const mkfifo = await stage.terminal.run('mkfifo', PATHS.existing);
      await stage.moment(
        'made',
        { zh: 'shell 里的 mkfifo 已结束', en: 'mkfifo, run by the shell, has ended' },
        (now) => now.ended(mkfifo) !== null,
        { within: '10s' },
      );
    }
    const lseek = await stage.terminal.run(LSEEK, PATHS[given]);
    const over = await stage.moment(
      given,
      { zh: `./lseek ${PATHS[given]} 已结束`, en: `./lseek ${PATHS[given]} has ended` },
      (now) => now.ended(lseek) !== null && now.processes.length === 0,
      { within: '10s' },
    );
    if (!over) return;
  }
}

/** What was seen of one start of the program in a traced run. */
interface Start {
  readonly run: Run;
  readonly path: string;
  readonly lives: readonly ProcessLife[];
  /** Its calls of lseek(2) on what is at the path. */
  readonly seeks: readonly Call[];
}

/** Null where the program was not started so, because it did not come to an end before. */
function startOf(run: Run, given: Given): Start | null {
  const family = familyOf(run, LSEEK, PATHS[given]);
  if (family === null) return null;
  const lives = [family.program, ...family.made];
  const path = absolute(run, PATHS[given]);
  const seeks = (run.trace?.calls ?? []).filter(
    (call) =>
      call.name === 'lseek' &&
      lives.some(({ pid }) => pid === call.pid) &&
      nameOf(descriptorOf(call)?.target ?? '') === path,
  );
  return { run, path, lives, seeks };
}

/** What a start printed, by whichever of its processes, once it had the answer of an lseek: a title is no answer. */
function printedSince({ run, lives }: Start, seek: Call): string {
  return lives.map(({ pid }) => printedAfter(run, { ...seek, pid })).join('\n');
}

/** The calls by which a start made a FIFO at its path. */
function madeBy({ run, path, lives }: Start): readonly Call[] {
  return fifosMade(run).flatMap((one) =>
    one.path === path && lives.some(({ pid }) => pid === one.call.pid) ? [one.call] : [],
  );
}

/** A judge of each start of the program with one of these paths; the first that is not right decides. */
function ofStarts(which: readonly Given[], judge: (start: Start) => Finding): Check['judge'] {
  return (run) => {
    const findings = which.map((given) => {
      const start = startOf(run, given);
      return start === null
        ? notChecked(
            {
              zh: `上一次启动没有结束，没有再运行 ./lseek ${PATHS[given]}`,
              en: `./lseek ${PATHS[given]} was not started, as the start before did not end`,
            },
            { ms: run.duration },
          )
        : judge(start);
    });
    return findings.find(({ status }) => status !== 'pass') ?? findings[0]!;
  };
}

/** How people name the error of an lseek on a FIFO, errno(3): by text, constant or number. */
function tellsEspipe(text: string): boolean {
  return /illegal seek|ESPIPE|(?<!\d)29(?!\d)/i.test(linesOf(text).join('\n'));
}

const fifo: Check = {
  id: 'fifo',
  points: 20,
  must: {
    zh: 'PATH 还不存在时，程序在那里建立一个 FIFO',
    en: 'Where there is nothing at PATH yet, the program makes a FIFO there',
  },
  hint: {
    zh: 'mkfifo(argv[1], 0600) 建立 FIFO；已经有了同名文件时它得到 EEXIST，这不是错误。open 加 O_CREAT 建出来的是普通文件。',
    en: 'mkfifo(argv[1], 0600) makes it; where something is there already it gets EEXIST, which is no error. With O_CREAT, open makes a regular file.',
  },
  see: './lseek channel; ls -l channel',
  blame: ['mkfifo', 'mknod', 'open'],
  on: 'traced',
  judge: (run, evidence) =>
    ofStarts(['fresh'], (start) => {
      const { path, lives } = start;
      const [made] = madeBy(start);
      return made === undefined
        ? fail({ zh: `没有建立 FIFO ${path}`, en: `no FIFO ${path} was made` }, { ms: lives[0]?.bornAt })
        : pass(
            { zh: `建立了 FIFO ${path}`, en: `the FIFO ${path} was made` },
            { ms: made.at, exhibits: exhibitOf([made]) },
          );
    })(run, evidence),
};

const doesNotBlock: Check = {
  id: 'does-not-block',
  points: 20,
  must: {
    zh: '没有别的程序打开 FIFO，它也会结束，不留下进程',
    en: 'It ends although no other program opens the FIFO, and leaves no process',
  },
  hint: {
    zh: 'open(path, O_RDONLY) 会一直等到有人来写。加 O_NONBLOCK，或用 O_RDWR，或者用子进程打开另一端。',
    en: 'open(path, O_RDONLY) waits until somebody writes. Add O_NONBLOCK, or use O_RDWR, or let a child open the other end.',
  },
  see: './lseek channel & ps -o pid,stat,wchan:20,args',
  blame: ['open', 'fopen', 'fork', 'pthread_create'],
  on: 'natural',
  judge: (run, evidence) => {
    const stuck = run.moments.find(({ name, reached }) => !reached && name !== 'made');
    const tried = evidence.runs.some((each) =>
      GIVEN.some((given) => (startOf(each, given)?.seeks.length ?? 0) > 0),
    );
    const last = run.moments.at(-1);
    if (stuck !== undefined) {
      const left = stuck.processes.filter(({ role }) => role === 'submission').map(({ pid }) => pid);
      return fail(
        {
          zh: `等了 ${secondsWaited(stuck)} 秒，./lseek ${PATHS[stuck.name as Given]} 没有结束`,
          en: `after ${secondsWaited(stuck)} s ./lseek ${PATHS[stuck.name as Given]} had not ended`,
        },
        { moment: stuck, exhibits: [psExhibit(stuck, left.slice(0, 8), 'stat')] },
      );
    }
    if (!tried)
      return fail({ zh: '程序从未调用 lseek', en: 'the program never called lseek' }, { moment: last });
    return pass({ zh: '三次都自己结束了', en: 'it ended by itself all three times' }, { moment: last });
  },
};

const seeks: Check = {
  id: 'lseek-on-fifo',
  points: 20,
  must: {
    zh: '对 FIFO 调用 lseek，得到 ESPIPE：新建的和早已存在的都是',
    en: 'lseek on the FIFO fails with ESPIPE, on a new one and on one that was there',
  },
  hint: {
    zh: '打开 FIFO，对得到的描述符调用 lseek(fd, 0, SEEK_END)。只看文件类型就下结论，不是 lseek 告诉你的。mkfifo 得到 EEXIST 时照样打开。',
    en: 'Open the FIFO and call lseek(fd, 0, SEEK_END) on the descriptor. To look at the file type is not to ask lseek. And when mkfifo gets EEXIST, open what is there.',
  },
  see: 'strace -f -y -e trace=mknodat,openat,lseek ./lseek channel',
  blame: ['lseek', 'fseek', 'mkfifo', 'open'],
  on: 'traced',
  judge: ofStarts(FIFOS, (start) => {
    const { path, lives, seeks: calls } = start;
    const sight = { ms: calls[0]?.at ?? lives[0]?.bornAt, exhibits: exhibitOf(calls) };
    const [made] = madeBy(start);
    if (path === PATHS.existing && made !== undefined)
      return fail(
        {
          zh: `${path} 早已存在，程序没有用它，而是另建了一个`,
          en: `${path} was there already; the program did not take it but made another`,
        },
        { ms: made.at, exhibits: exhibitOf([made]) },
      );
    return calls.some(({ error }) => error === 'ESPIPE')
      ? pass({ zh: `${path}：lseek 得到 ESPIPE`, en: `${path}: lseek got ESPIPE` }, sight)
      : fail(
          { zh: `没有在 ${path} 上得到 ESPIPE 的 lseek`, en: `no lseek on ${path} that got ESPIPE` },
          sight,
        );
  }),
};

const told: Check = {
  id: 'error-told',
  points: 20,
  must: {
    zh: 'lseek 失败时打印原因：Illegal seek、ESPIPE 或 29',
    en: 'When lseek fails it prints why: Illegal seek, ESPIPE or 29',
  },
  hint: {
    zh: 'lseek 返回 -1 不是长度：这时用 perror 或 strerror(errno)，并且要在别的调用改动 errno 之前。',
    en: 'The -1 that lseek returns is no size: use perror or strerror(errno) then, before another call changes errno.',
  },
  see: './lseek channel',
  blame: ['perror', 'strerror', 'lseek', 'printf'],
  on: 'traced',
  judge: ofStarts(FIFOS, (start) => {
    const { path, lives } = start;
    const failed = start.seeks.find(({ error }) => error === 'ESPIPE');
    const sight = { ms: lives[0]?.printedAt ?? lives[0]?.bornAt, exhibits: [printedExhibit(lives)] };
    if (failed === undefined)
      return fail({ zh: `lseek 没有在 ${path} 上失败过`, en: `lseek has not failed on ${path}` }, sight);
    return tellsEspipe(printedSince(start, failed))
      ? pass({ zh: `${path}：打印了 lseek 的错误`, en: `${path}: it printed the error of lseek` }, sight)
      : fail(
          {
            zh: `${path}：lseek 失败之后没有打印它的错误`,
            en: `${path}: after lseek had failed, its error was not printed`,
          },
          sight,
        );
  }),
};

const regular: Check = {
  id: 'regular-file',
  points: 20,
  must: {
    zh: '对普通文件，同一个 lseek 给出长度，程序把它打印出来',
    en: 'On a regular file the same lseek gives its size, and the program prints it',
  },
  hint: {
    zh: 'lseek(fd, 0, SEEK_END) 返回文件末尾的偏移量，也就是长度。普通文件已经存在，mkfifo 得到 EEXIST，继续往下做；errno 只在失败之后才有意义。',
    en: 'lseek(fd, 0, SEEK_END) returns the offset of the end, which is the size. With a regular file there mkfifo gets EEXIST: go on. And errno means something only after a failure.',
  },
  see: './lseek lseek.c; wc -c lseek.c',
  blame: ['lseek', 'fseek', 'mkfifo', 'perror', 'printf'],
  on: 'traced',
  judge: ofStarts(['file'], (start) => {
    const { path, lives, seeks: calls } = start;
    const size = CONTENT.length;
    const right = calls.find(({ result }) => result === size);
    const sight = {
      ms: calls[0]?.at ?? lives[0]?.bornAt,
      exhibits: [...exhibitOf(calls), printedExhibit(lives)],
    };
    if (right === undefined)
      return fail(
        { zh: `${path}：没有返回 ${size} 的 lseek`, en: `${path}: no lseek that returned ${size}` },
        sight,
      );
    const printed = printedSince(start, right);
    if (!numbersIn(printed).includes(size))
      return fail(
        {
          zh: `${path}：lseek 返回之后没有打印长度 ${size}`,
          en: `${path}: after lseek had returned, the size ${size} was not printed`,
        },
        sight,
      );
    if (tellsEspipe(printed))
      return fail(
        {
          zh: `${path}：lseek 成功了，却打印了错误`,
          en: `${path}: lseek succeeded, yet an error was printed`,
        },
        sight,
      );
    return pass(
      {
        zh: `${path}：lseek 返回 ${size}，并打印出来`,
        en: `${path}: lseek returned ${size}, and it was printed`,
      },
      sight,
    );
  }),
};

export default exercise('lseek', {
  title: { zh: 'FIFO 不能 lseek', en: 'No lseek on a FIFO' },
  programs: [c('lseek.c')],
  runs: [natural(threePaths), ...traced(threePaths, 'slow-parent', 'slow-child')],
  checks: [fifo, doesNotBlock, seeks, told, regular],
});
