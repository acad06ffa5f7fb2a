import { describe, expect, it } from 'vitest';
import { statuses, verdictOf } from './support.ts';

/** Traps of observation: programs that a careless grader would judge wrongly, by the trap. */

const DAEMON = (before: string, body: string) => `
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void tick(void)
{
    static int count;
    char name[64];
    for (;;) {
        snprintf(name, sizeof name, "tick %d", ++count);
        close(open(name, O_CREAT | O_WRONLY, 0644));
        sleep(3);
    }
}
${before}
int main(void)
{
${body}
    tick();
}
`;

const DETACH =
  'if (fork() > 0) exit(0); setsid(); if (chdir("/tmp")) return 1; umask(0); close(0); close(1); close(2);';

describe.concurrent('daemons', () => {
  it('whose main thread has ended look like zombies (Zl) and are none', async () => {
    const source = DAEMON(
      'static void *work(void *unused) { tick(); return unused; }',
      `${DETACH} pthread_t thread; pthread_create(&thread, NULL, work, NULL); pthread_exit(NULL);`,
    );
    expect(new Set(Object.values(statuses(await verdictOf('lab-08/ticker', 'ticker.c', source))))).toEqual(
      new Set(['pass']),
    );
  });

  it('whose parent ends with a status that is not 0 are no worse', async () => {
    const source = DAEMON('', DETACH.replace('exit(0)', 'exit(1)'));
    expect(new Set(Object.values(statuses(await verdictOf('lab-08/ticker', 'ticker.c', source))))).toEqual(
      new Set(['pass']),
    );
  });

  it('without a session of their own survive when SIGHUP is ignored, and TTY ? afterwards proves nothing', async () => {
    const source = DAEMON('', DETACH.replace('setsid();', 'signal(SIGHUP, SIG_IGN);'));
    expect(statuses(await verdictOf('lab-08/ticker', 'ticker.c', source))).toMatchObject({
      'own-session': 'fail',
      'no-terminal': 'fail',
      'survives-hang-up': 'pass',
    });
  });

  it('that are no session leaders (no s in STAT) are right', async () => {
    const source = DAEMON('', `${DETACH} if (fork() > 0) _exit(0);`);
    expect(new Set(Object.values(statuses(await verdictOf('lab-08/ticker', 'ticker.c', source))))).toEqual(
      new Set(['pass']),
    );
  });

  it('with TTY ? may still hold descriptors of the terminal', async () => {
    const source = DAEMON('', DETACH.replace('close(2);', ''));
    expect(statuses(await verdictOf('lab-08/ticker', 'ticker.c', source))).toMatchObject({
      'no-terminal': 'pass',
      'descriptors-closed': 'fail',
    });
  });

  it('that change their name are still the submission’s', async () => {
    const source = DAEMON(
      '#include <sys/prctl.h>',
      `prctl(PR_SET_NAME, "init"); ${DETACH.replace('setsid();', '')}`,
    );
    expect(statuses(await verdictOf('lab-08/ticker', 'ticker.c', source))).toMatchObject({
      'own-session': 'fail',
    });
  });
});

const SIBLINGS = (headers: string, child: string, end: string) => `${headers}
int main(void)
{
    for (int i = 0; i < 3; i++)
        if (fork() == 0) {
            ${child}
        }
    printf("parent %d\\n", (int)getpid());
    ${end}
}
`;
const HEADERS = '#include <stdio.h>\n#include <stdlib.h>\n#include <sys/wait.h>\n#include <unistd.h>\n';

describe.concurrent('children', () => {
  it('that live for less than a millisecond are seen as surely as others', async () => {
    const source = SIBLINGS(
      HEADERS,
      'dprintf(1, "child %d %d\\n", i + 1, (int)getpid()); _exit(0);',
      'while (wait(NULL) > 0);',
    );
    expect(
      new Set(Object.values(statuses(await verdictOf('lab-01/siblings', 'siblings.c', source)))),
    ).toEqual(new Set(['pass']));
  });

  it('that leave without writing their buffers out print on a terminal all the same: it is line-buffered', async () => {
    const source = SIBLINGS(
      HEADERS,
      'printf("%d %d\\n", i + 1, (int)getpid()); _exit(0);',
      'while (wait(NULL) > 0);',
    );
    const verdict = await verdictOf('lab-01/siblings', 'siblings.c', source);
    expect(new Set(Object.values(statuses(verdict)))).toEqual(new Set(['pass']));
  });

  it('may write in any language, and the parent may end with any status', async () => {
    const source = SIBLINGS(
      HEADERS,
      'printf("第 %d 个孩子，进程号 %d\\n", i + 1, (int)getpid()); exit(7);',
      'while (wait(NULL) > 0); return 3;',
    );
    expect(
      new Set(Object.values(statuses(await verdictOf('lab-01/siblings', 'siblings.c', source)))),
    ).toEqual(new Set(['pass']));
  });

  it('that compute for a while are not taken for children that wait for a processor', async () => {
    const compute = 'for (volatile long n = 0; n < 200000000; n++);';
    const child = `${compute} printf("%d %d\\n", i + 1, (int)getpid()); exit(0);`;
    const source = SIBLINGS(HEADERS, child, 'while (wait(NULL) > 0);');
    const verdict = await verdictOf('lab-01/siblings', 'siblings.c', source);
    expect(new Set(Object.values(statuses(verdict)))).toEqual(new Set(['pass']));
  });

  it('that are left as zombies while the parent lives are found', async () => {
    const source = SIBLINGS(HEADERS, 'printf("%d %d\\n", i + 1, (int)getpid()); exit(0);', 'sleep(1);');
    expect(statuses(await verdictOf('lab-01/siblings', 'siblings.c', source))).toMatchObject({
      reaped: 'fail',
      'three-children': 'pass',
    });
  });

  it('that a text pretends to have are none', async () => {
    const source = `#include <stdio.h>\n#include <unistd.h>\nint main(void) { for (int i = 1; i <= 3; i++) printf("child %d: pid %d\\n", i, (int)getpid() + i); printf("parent %d\\n", (int)getpid()); }\n`;
    expect(
      new Set(Object.values(statuses(await verdictOf('lab-01/siblings', 'siblings.c', source)))),
    ).toEqual(new Set(['fail']));
  });

  it('of a program with implicit declarations are judged, not its warnings, where the compiler lets it pass', async () => {
    const source = SIBLINGS(
      '#include <stdio.h>\n#include <unistd.h>\n',
      'printf("%d %d\\n", i + 1, (int)getpid()); return 0;',
      'while (wait(0) > 0);',
    );
    const verdict = await verdictOf('lab-01/siblings', 'siblings.c', source);
    const diagnostics = verdict.exercises[0]?.build.programs[0]?.diagnostics ?? [];
    expect(diagnostics[0]?.option).toMatch(/^-W(error=)?implicit-function-declaration$/);
    // gcc ≥ 14 refuses the program; older ones warn.
    const expected = diagnostics[0]?.level === 'error' ? 'not-checked' : 'pass';
    expect(new Set(Object.values(statuses(verdict)))).toEqual(new Set([expected]));
  });
});
