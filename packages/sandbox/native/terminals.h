/* Terminals that are born in the sandbox, each with the shell that leads its session. */
#ifndef PROCLAB_TERMINALS_H
#define PROCLAB_TERMINALS_H

#include "wire.h"

#define MOST_TERMINALS 1024

struct terminal {
    int master, channel;
    pid_t shell;
    long long shown;
    /* The request to start a program that the shell has not answered yet, or 0. */
    long long starting;
};

extern struct terminal terminals[MOST_TERMINALS];
extern int terminal_count;
/* Bytes that one terminal may show; who shows more is ended, and everybody with it. */
extern long long most_output;

struct terminal *terminal_at(long long index);

/* Each of these answers its request by itself. */
void open_terminal(long long request, struct fields *fields);
void start_program(long long request, struct fields *fields, int deny_system_v);
void release_program(long long request, struct terminal *terminal);
void resume_program(long long request, struct terminal *terminal);
void type_text(long long request, struct terminal *terminal, const char *text, size_t length);

/* Returns 0 when the terminal has nothing more to say. */
int take_output(struct terminal *terminal);
void hear_shell(struct terminal *terminal);
/* Tells what was shown until now, then closes the terminal. */
void hang_up(struct terminal *terminal);
/* Its shell has ended. */
void lose_shell(struct terminal *terminal);

#endif
