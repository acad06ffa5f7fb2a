/* The files of the sandbox, on the grader's behalf. Nothing here follows a link out or blocks on a FIFO. */
#ifndef PROCLAB_FILES_H
#define PROCLAB_FILES_H

#include "wire.h"

/* Writes a file and the folders above it. Returns 0 or an errno. */
int write_file(const char *path, mode_t mode, const char *content, size_t length);
/* Appends size and up to `most` bytes of a regular file to the reply. Returns 0 or an errno. */
int read_file(const char *path, size_t most, struct bytes *reply);
/* Appends every file of the writable file systems: type, mode, uid, size, inode, birth, change, path. */
void list_files(struct bytes *reply);

#endif
