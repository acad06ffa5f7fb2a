/* Looks for the keys of whoever runs the grader, in the keyrings that sessions and users share: keyctl(2). */
#define _GNU_SOURCE
#include "attempt.h"
#include <sys/syscall.h>
#include <unistd.h>

enum { GET_KEYRING_ID = 0, JOIN_SESSION = 1, SEARCH = 10, SESSION = -3, USER = -4 };

int main(void)
{
    REFUSED("session-keyring", syscall(SYS_keyctl, GET_KEYRING_ID, SESSION, 0));
    REFUSED("join-session", syscall(SYS_keyctl, JOIN_SESSION, "_ses"));
    REFUSED("search", syscall(SYS_keyctl, SEARCH, USER, "user", "secret", 0));
    REFUSED("add-key", syscall(SYS_add_key, "user", "mine", "y", 1, USER));
    REFUSED("request-key", syscall(SYS_request_key, "user", "secret", "x", USER));
    return 0;
}
