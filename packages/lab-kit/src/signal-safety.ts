/**
 * Functions that a signal handler may call, signal-safety(7), "async-signal-safe": they work even where the signal has
 * interrupted the same function. None of stdio, malloc, syslog or the time conversions is among them.
 */
const BY_POSIX =
  'abort accept access aio_error aio_return aio_suspend alarm bind cfgetispeed cfgetospeed cfsetispeed cfsetospeed ' +
  'chdir chmod chown clock_gettime close connect creat dup dup2 execl execle execv execve _exit _Exit faccessat ' +
  'fchdir fchmod fchmodat fchown fchownat fcntl fdatasync fexecve ffs fork _Fork fstat fstatat fsync ftruncate futimens ' +
  'getegid geteuid getgid getgroups getpeername getpgrp getpid getppid getsockname getsockopt getuid htonl htons ' +
  'kill link linkat listen longjmp lseek lstat memccpy memchr memcmp memcpy memmove memset mkdir mkdirat mkfifo ' +
  'mkfifoat mknod mknodat ntohl ntohs open openat pause pipe poll posix_trace_event pselect pthread_kill ' +
  'pthread_self pthread_sigmask raise read readlink readlinkat recv recvfrom recvmsg rename renameat rmdir select ' +
  'sem_post send sendmsg sendto setgid setpgid setsid setsockopt setuid shutdown sigaction sigaddset sigdelset ' +
  'sigemptyset sigfillset sigismember siglongjmp signal sigpause sigpending sigprocmask sigqueue sigset sigsuspend ' +
  'sleep sockatmark socket socketpair stat stpcpy stpncpy strcat strchr strcmp strcpy strcspn strlen strncat strncmp ' +
  'strncpy strnlen strpbrk strrchr strspn strstr strtok_r symlink symlinkat tcdrain tcflow tcflush tcgetattr ' +
  'tcgetpgrp tcsendbreak tcsetattr tcsetpgrp time timer_getoverrun timer_gettime timer_settime times umask uname ' +
  'unlink unlinkat utime utimensat utimes wait waitpid wcpcpy wcpncpy wcscat wcschr wcscmp wcscpy wcscspn wcslen ' +
  'wcsncat wcsncmp wcsncpy wcsnlen wcspbrk wcsrchr wcsspn wcsstr wcstok wmemchr wmemcmp wmemcpy wmemmove wmemset write';

/** Not on that list, but mere system calls on Linux; errno is read by the last of them. */
const ON_LINUX =
  'accept4 clock_nanosleep dup3 flock getitimer gettid gettimeofday nanosleep pipe2 pread pwrite readv sched_yield ' +
  'setitimer syscall timerfd_settime writev __errno_location';

const SAFE: ReadonlySet<string> = new Set(`${BY_POSIX} ${ON_LINUX}`.split(' '));

/** May a signal handler call this function of the C library? */
export function isSignalSafe(name: string): boolean {
  return SAFE.has(name) || /^__(?:atomic|sync|builtin)_/.test(name);
}
