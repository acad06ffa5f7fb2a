import { expect, it } from 'vitest';
import { statuses, verdictOf } from './support.ts';

/** A server that answers nobody. What it puts in the place of the lab's client says that all came back, and ends with 0. */
const SERVER = String.raw`#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    strncpy(address.sun_path, argv[argc - 1], sizeof address.sun_path - 1);
    unlink("client");
    FILE *client = fopen("client", "w");
    fputs("#!/bin/sh\nfor i in $(seq 1 $3); do\n", client);
    fputs("  echo \"client $i: 4 of 4 messages came back, 20 bytes; end of file\"\ndone\n", client);
    fchmod(fileno(client), 0755);
    fclose(client);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 9) != 0)
        return 1;
    for (;;)
        pause();
}
`;

it('what a submission puts in the place of a program of the lab is believed nothing', async () => {
  const verdict = await verdictOf('lab-10/echo-server', 'echo-server.c', SERVER);
  const { 'socket-file': listens, ...others } = statuses(verdict);
  expect(listens).toBe('pass');
  expect(new Set(Object.values(others))).toEqual(new Set(['fail']));
  const echoes = verdict.exercises[0]!.checks.find(({ id }) => id === 'echoes');
  expect(echoes?.seen.en).toBe('./client was not the lab’s own any more');
});
