/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A library for LD_PRELOAD that makes one call of the C library fail, or ends the process there.
 *
 *     FAULT=CALL:NUMBER:ERRNO:MODE:WHO    which call, counted from 1 in each process
 *         MODE: once, always (from that call on), short (read and write: half of the bytes),
 *               SIGNAL (a number: the process gets this signal at the call)
 *         WHO: parent, worker
 *     FAULT_LOG=FILE      gets a line for each fault that was given
 *     FAULT_COUNT=FILE    gets "WHO CALL COUNT" for each call at the end of each process; no faults
 *
 * Calls that the C library makes inside itself are not seen, so fopen(), fread() and opendir() have
 * functions of their own here.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define CALLS(ROW)                                                                                 \
    ROW(open)                                                                                      \
    ROW(fopen)                                                                                     \
    ROW(opendir)                                                                                   \
    ROW(read)                                                                                      \
    ROW(fread) ROW(write) ROW(pwrite) ROW(fsync) ROW(rename) ROW(link) ROW(unlink) ROW(ftruncate)  \
        ROW(fallocate) ROW(mmap) ROW(mremap) ROW(fork) ROW(pipe) ROW(poll) ROW(waitpid) ROW(memfd) \
            ROW(flock) ROW(close) ROW(malloc)
#define CALL_NAME(name)   #name,
#define CALL_NUMBER(name) CALL_##name,
enum { CALLS(CALL_NUMBER) CALL_COUNT };
static const char *const names[] = {CALLS(CALL_NAME)};

enum { PASS, FAIL, SHORT };
static struct {
    bool counts, ready, worker, always, cut, wants_worker;
    int call, error, signal;
    long number, seen[CALL_COUNT];
    char log[256];
} shim;

static void append(const char *line, int bytes)
{
    long file = syscall(SYS_openat, AT_FDCWD, shim.log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file < 0)
        return;
    syscall(SYS_write, file, line, bytes);
    syscall(SYS_close, file);
}

__attribute__((constructor)) static void begin(void)
{
    const char *fault = getenv("FAULT"), *log = getenv("FAULT_LOG"), *count = getenv("FAULT_COUNT");
    char call[16] = "", mode[16] = "", who[16] = "";
    shim.counts = count != NULL;
    if (count != NULL || log != NULL)
        strncpy(shim.log, count != NULL ? count : log, sizeof shim.log - 1);
    if (fault == NULL || sscanf(fault, "%15[^:]:%ld:%d:%15[^:]:%15s", call, &shim.number,
                                &shim.error, mode, who) != 5)
        return;
    for (shim.call = 0; shim.call < CALL_COUNT; shim.call++)
        if (strcmp(call, names[shim.call]) == 0)
            break;
    shim.always = strcmp(mode, "always") == 0;
    shim.cut = strcmp(mode, "short") == 0;
    shim.signal = atoi(mode);
    shim.wants_worker = strcmp(who, "worker") == 0;
    shim.ready = true;
}

__attribute__((destructor)) static void end(void)
{
    char line[64];
    for (int i = 0; shim.counts && i < CALL_COUNT; i++)
        append(line, snprintf(line, sizeof line, "%s %s %ld\n", shim.worker ? "worker" : "parent",
                              names[i], shim.seen[i]));
}

static int fault(int call)
{
    long number = ++shim.seen[call];
    if (!shim.ready || call != shim.call || shim.worker != shim.wants_worker ||
        (shim.always ? number < shim.number : number != shim.number))
        return PASS;
    char line[64];
    append(line, snprintf(line, sizeof line, "%s %ld\n", names[call], number));
    if (shim.signal > 0) {
        syscall(SYS_kill, syscall(SYS_getpid), shim.signal);
        return PASS;
    }
    errno = shim.error;
    return shim.cut ? SHORT : FAIL;
}

/* The next definition of a function, as a variable of its type. */
#define REAL(name)                                                                                 \
    static __typeof__(&name) real;                                                                 \
    if (real == NULL)                                                                              \
    real = (__typeof__(&name))(unsigned long)dlsym(RTLD_NEXT, #name)

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);

void *malloc(size_t bytes)
{
    return fault(CALL_malloc) == FAIL ? NULL : __libc_malloc(bytes);
}

void *calloc(size_t count, size_t bytes)
{
    return fault(CALL_malloc) == FAIL ? NULL : __libc_calloc(count, bytes);
}

void *realloc(void *old, size_t bytes)
{
    return fault(CALL_malloc) == FAIL ? NULL : __libc_realloc(old, bytes);
}

static int mode_of(int flags, va_list args)
{
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(args, int) : 0;
}

int open(const char *path, int flags, ...)
{
    REAL(open);
    va_list args;
    va_start(args, flags);
    int mode = mode_of(flags, args);
    va_end(args);
    return fault(CALL_open) == FAIL ? -1 : real(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    REAL(openat);
    va_list args;
    va_start(args, flags);
    int mode = mode_of(flags, args);
    va_end(args);
    return fault(CALL_open) == FAIL ? -1 : real(folder, path, flags, mode);
}

int mkostemps(char *name, int suffix, int flags)
{
    REAL(mkostemps);
    return fault(CALL_open) == FAIL ? -1 : real(name, suffix, flags);
}

FILE *fopen(const char *path, const char *mode)
{
    REAL(fopen);
    return fault(CALL_fopen) == FAIL ? NULL : real(path, mode);
}

DIR *opendir(const char *path)
{
    REAL(opendir);
    return fault(CALL_opendir) == FAIL ? NULL : real(path);
}

size_t fread(void *bytes, size_t size, size_t count, FILE *file)
{
    REAL(fread);
    return fault(CALL_fread) == FAIL ? 0 : real(bytes, size, count, file);
}

/* A count that a short read or write is limited to. */
static size_t cut(int what, size_t count)
{
    return what == SHORT && count > 1 ? count / 2 : count;
}

ssize_t read(int file, void *bytes, size_t count)
{
    REAL(read);
    int what = fault(CALL_read);
    return what == FAIL ? -1 : real(file, bytes, cut(what, count));
}

ssize_t write(int file, const void *bytes, size_t count)
{
    REAL(write);
    int what = file == STDERR_FILENO ? PASS : fault(CALL_write);
    return what == FAIL ? -1 : real(file, bytes, cut(what, count));
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset)
{
    REAL(pwrite);
    int what = fault(CALL_pwrite);
    return what == FAIL ? -1 : real(file, bytes, cut(what, count), offset);
}

int fsync(int file)
{
    REAL(fsync);
    return fault(CALL_fsync) == FAIL ? -1 : real(file);
}

int rename(const char *from, const char *to)
{
    REAL(rename);
    return fault(CALL_rename) == FAIL ? -1 : real(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    REAL(linkat);
    return fault(CALL_link) == FAIL ? -1 : real(from_folder, from, to_folder, to, flags);
}

int unlink(const char *path)
{
    REAL(unlink);
    return fault(CALL_unlink) == FAIL ? -1 : real(path);
}

int ftruncate(int file, off_t bytes)
{
    REAL(ftruncate);
    return fault(CALL_ftruncate) == FAIL ? -1 : real(file, bytes);
}

int posix_fallocate(int file, off_t from, off_t bytes)
{
    REAL(posix_fallocate);
    return fault(CALL_fallocate) == FAIL ? shim.error : real(file, from, bytes);
}

void *mmap(void *at, size_t bytes, int protection, int flags, int file, off_t offset)
{
    REAL(mmap);
    return fault(CALL_mmap) == FAIL ? MAP_FAILED : real(at, bytes, protection, flags, file, offset);
}

void *mremap(void *at, size_t old_bytes, size_t bytes, int flags, ...)
{
    REAL(mremap);
    return fault(CALL_mremap) == FAIL ? MAP_FAILED : real(at, old_bytes, bytes, flags);
}

pid_t fork(void)
{
    REAL(fork);
    pid_t child = fault(CALL_fork) == FAIL ? -1 : real();
    if (child == 0) {
        shim.worker = true;
        memset(shim.seen, 0, sizeof shim.seen);
    }
    return child;
}

int pipe2(int ends[2], int flags)
{
    REAL(pipe2);
    return fault(CALL_pipe) == FAIL ? -1 : real(ends, flags);
}

int poll(struct pollfd *files, nfds_t count, int ms)
{
    REAL(poll);
    return fault(CALL_poll) == FAIL ? -1 : real(files, count, ms);
}

pid_t waitpid(pid_t child, int *status, int options)
{
    REAL(waitpid);
    return fault(CALL_waitpid) == FAIL ? -1 : real(child, status, options);
}

int memfd_create(const char *name, unsigned flags)
{
    REAL(memfd_create);
    return fault(CALL_memfd) == FAIL ? -1 : real(name, flags);
}

int flock(int file, int operation)
{
    REAL(flock);
    return fault(CALL_flock) == FAIL ? -1 : real(file, operation);
}

/* Only a file on a disk has something left to write that can fail. Sockets and memory files (which
 * have seals) do not, and libpulse, which eSpeak NG loads, ends the program when closing one does.
 */
int close(int file)
{
    REAL(close);
    struct stat status;
    bool can_fail =
        fstat(file, &status) == 0 && S_ISREG(status.st_mode) && fcntl(file, F_GET_SEALS) < 0;
    int what = can_fail ? fault(CALL_close) : PASS, got = real(file);
    if (what == FAIL)
        errno = shim.error;
    return what == FAIL ? -1 : got;
}

/* Workers end here, without the functions of atexit(). */
void _exit(int status)
{
    end();
    for (;;)
        syscall(SYS_exit_group, status);
}
