/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of sandbox/: takes from this process, and later from its workers, what they do not need, so
 * that a hostile book that takes one over gains little. Landlock limits the files, seccomp the
 * system calls, both for good and for all processes started later.
 *
 *     parent: sandbox_new, sandbox_allow_... for each path, sandbox_enter; then the book is read
 *     child:  sandbox_enter_worker, before the work
 *
 * After sandbox_enter there is no network, no other program can be started, no process be traced,
 * no privilege gained, and only the allowed paths can be opened; what is open already stays open.
 * A worker reads only what sandbox_allow_workers names (and memory files), writes only to what is
 * open, and may make only the system calls of a short list; its memory is limited.
 *
 * A call that is not allowed fails: EPERM for those on the list of what is forbidden, EACCES for a
 * path, ENOSYS, as on an old kernel, for those that a worker's list does not know. Nothing is
 * killed for it. That is chosen: libraries try things that they can do without (eSpeak NG looks for
 * a sound server), and a call that fails gives an attacker no more than one that kills.
 *
 * What the kernel does not have is left out without an error. In builds with a sanitizer, whose
 * runtime needs what is forbidden here, nothing happens at all.
 *
 * May use: base. landlock.h and filter.h are private. Tests: test_sandbox; tests/cli/sandbox.sh.
 */
#ifndef SANDBOX_SANDBOX_H
#define SANDBOX_SANDBOX_H

#include <stdbool.h>

/* What will be allowed; so far only an idea, which changes nothing. */
struct sandbox;

struct sandbox *sandbox_new(void);

/* Reading a file, or a folder and all that is below it. A path that does not exist is no error. */
void sandbox_allow_read(struct sandbox *sandbox, const char *path);
/* The same, for this process and for workers. */
void sandbox_allow_workers(struct sandbox *sandbox, const char *path);
/* Making, overwriting, renaming and removing files and folders in a folder and below it. Reading
 * them takes sandbox_allow_read, too. */
void sandbox_allow_write(struct sandbox *sandbox, const char *folder);
/* Removing empty folders below a folder. */
void sandbox_allow_tidying(struct sandbox *sandbox, const char *folder);
/* Reading and writing a file that exists, such as a device. */
void sandbox_allow_use(struct sandbox *sandbox, const char *path);

/* What is in force. */
struct sandbox_report {
    int landlock;   /* version of its interface; 0: not there, files are not confined */
    bool filter;    /* system calls are */
    bool sanitizer; /* nothing is, because the program was built with a sanitizer */
};

/* Confines this process and frees `sandbox`. Once in the life of a process. */
struct sandbox_report sandbox_enter(struct sandbox *sandbox);

/*
 * For a process that reads no book and starts others that do, each of which calls sandbox_enter:
 * its system calls are confined as theirs, but that it can make pairs of connected sockets. Its
 * files are not: they would have to be all that any of the others needs. False when the kernel has
 * no filters.
 */
bool sandbox_enter_supervisor(void);

/*
 * What a worker may allocate beyond what it inherits. Measured: 6 MiB for an MP3, 71 MiB for
 * samples at 48 kHz, with takes as long as they get (--rate 80). Chosen: more than ten times that.
 * A worker that wants more is out of memory.
 */
enum { SANDBOX_WORKER_MIB = 1024 };

/* In a child that has only its work left to do. Nothing happens unless the parent is confined, or
 * when a parent of ours is a worker already. */
void sandbox_enter_worker(void);

#endif
