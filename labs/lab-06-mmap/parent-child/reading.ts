import { callsBy, type Check, fail, type Finding, pass, printedBefore, type Text } from '@proclab/lab-kit';
import { longestBeginning } from '../shared/starts.ts';
import { LINE } from './scenario.ts';
import { interleavingExhibit, ofStory, type Story, timeOf } from './story.ts';

/** So many characters of the line in a row are there by no chance. */
const TELLING = 8;

/** The heart of it: whoever is slow, the child prints the line that its parent got after the fork. */
export function readsWhatWasWritten(points: number, program: string): Check {
  return {
    id: 'reads-what-was-written',
    points,
    must: {
      zh: '不论谁慢，子进程打印的都是父进程写进映射区的那一行',
      en: 'Whoever is slow, the child prints the line that its parent wrote into the mapping',
    },
    hint: {
      zh: '读共享内存从不等待：那里有什么就读到什么。让子进程先等到父进程写完，用信号量（sem_wait）、管道（read）、信号（sigsuspend）等都行；在读之前等，不是在读之后。',
      en: 'Reading shared memory never waits: you get what is there. Let the child wait until its parent has written: by a semaphore (sem_wait), a pipe (read), a signal (sigsuspend). It must wait before it reads, not after.',
    },
    see: `strace -f -r -e inject=clone,clone3,fork:delay_exit=30000 -e trace=clone,clone3,fork,read,write ${program}`,
    blame: ['printf', 'puts', 'write', 'sem_wait', 'read', 'fork'],
    on: 'traced',
    judge: ofStory(judgeReading),
  };
}

function judgeReading(story: Story): Finding {
  const { child, writes, gotLine } = story;
  const sight = { ms: writes[0]?.at ?? child.bornAt, exhibits: [interleavingExhibit(story)] };
  const got = gotLine === undefined ? Infinity : timeOf(gotLine);
  if (!child.printed.includes(LINE)) return fail(whatItDid(story, (writes[0]?.at ?? Infinity) < got), sight);
  if (
    gotLine === undefined ||
    printedBefore(story.run, { ...gotLine, pid: child.pid, at: got }).includes(LINE)
  )
    return fail(
      {
        zh: '父进程还没有读到那一行，子进程就已经把它打印出来了：它不是从映射区读来的',
        en: 'the child printed the line before its parent had got it: it can’t have read it in the mapping',
      },
      sight,
    );
  return pass(
    {
      zh: `父进程读到那一行之后，子进程 ${child.pid} 打印了它`,
      en: `the child ${child.pid} printed the line, after its parent had got it`,
    },
    sight,
  );
}

function whatItDid(story: Story, early: boolean): Text {
  const { run, parent, child, fork, gotLine } = story;
  const text = JSON.stringify(child.printed.replace(/\r?\n$/, '').slice(0, 60));
  if (child.printed === '') {
    const end = whereItEnded(story);
    return {
      zh: `子进程 ${child.pid} 什么也没有打印${end.zh}`,
      en: `the child ${child.pid} printed nothing${end.en}`,
    };
  }
  if (gotLine !== undefined && early)
    return {
      zh: `子进程打印 ${text} 时，父进程还没有读到那一行，更没有写进映射区`,
      en: `when the child printed ${text} its parent had not even got the line, let alone written it`,
    };
  const length = longestBeginning(LINE, child.printed);
  if (gotLine !== undefined && length >= TELLING)
    return {
      zh: `父进程读到的那一行有 ${LINE.length} 个字符，子进程只打印了前 ${length} 个`,
      en: `of the ${LINE.length} characters of the line that its parent got, the child printed only the first ${length}`,
    };
  if (gotLine !== undefined)
    return {
      zh: `子进程打印的是 ${text}，不是父进程读到的那一行`,
      en: `the child printed ${text}, not the line that its parent got`,
    };
  const next = callsBy(run, parent.pid).find(({ at }) => at > (fork?.at ?? 0));
  return (child.printedAt ?? Infinity) < (next?.at ?? Infinity)
    ? {
        zh: `子进程打印 ${text} 时，父进程还没有从 fork 走到下一步，不可能已经写进映射区；那一行它始终没有读`,
        en: `when the child printed ${text} its parent had not got on from fork, so it can’t have written yet; nor did it ever read the line`,
      }
    : {
        zh: `子进程打印的是 ${text}；父进程从未读终端上的那一行`,
        en: `the child printed ${text}; its parent never read the line from the terminal`,
      };
}

/** A child that hangs is killed with everything else when the time is up. */
function whereItEnded({ run, child }: Story): Text {
  const status = child.ended?.status;
  if (status?.kind === 'signaled' && status.signal !== 'SIGKILL')
    return { zh: `，被 ${status.signal} 终止`, en: `: it was ended by ${status.signal}` };
  const last = callsBy(run, child.pid).at(-1);
  return status?.kind === 'exited' || last === undefined || last.result !== null
    ? { zh: '', en: '' }
    : { zh: `，到最后还停在 ${last.name} 里`, en: `: it was still waiting in ${last.name} in the end` };
}

/** What makes it sharing: what is known before the fork every child has anyway. */
export function afterTheFork(points: number, program: string): Check {
  return {
    id: 'after-the-fork',
    points,
    must: {
      zh: '父进程在 fork 之后才读终端上的那一行',
      en: 'The parent reads the line from its terminal after the fork',
    },
    hint: {
      zh: 'fork 之前就知道的东西，子进程的那一份里本来就有，什么也不用共享。把 fgets 放到 fork 之后、父进程的分支里。',
      en: 'Of what was known before the fork the child has a copy anyway, with nothing shared. Put the fgets behind the fork, into the parent’s branch.',
    },
    see: `strace -f -e trace=read,clone,clone3,fork ${program}`,
    blame: ['fgets', 'getline', 'read', 'scanf', 'getchar', 'fork'],
    on: 'traced',
    judge: ofStory((story) => {
      const { fork, firstRead, child, parent } = story;
      const exhibits = [interleavingExhibit(story)];
      if (firstRead === undefined)
        return fail(
          {
            zh: `父进程 ${parent.pid} 从未读终端`,
            en: `the parent, ${parent.pid}, never read its terminal`,
          },
          { ms: child.bornAt, exhibits },
        );
      const sight = { ms: firstRead.at, exhibits };
      return timeOf(firstRead) > (fork?.at ?? child.bornAt)
        ? pass(
            { zh: '父进程先 fork，再读那一行', en: 'the parent forked first and then read the line' },
            sight,
          )
        : fail(
            {
              zh: '父进程先读了那一行，后来才 fork',
              en: 'the parent read the line first and forked only then',
            },
            sight,
          );
    }),
  };
}
