/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to sandbox/: Landlock (landlock(7)), without a library, because Debian 12 has neither a
 * library for it nor a wrapper in libc. A rule set is a descriptor; -1 stands for a kernel without
 * Landlock, and every function accepts it and does nothing.
 */
#ifndef SANDBOX_LANDLOCK_H
#define SANDBOX_LANDLOCK_H

#include <stdbool.h>

/* Version of the kernel's interface; 0: none. */
int landlock_version(void);

enum landlock_use {
    LANDLOCK_READ = 1,  /* a file, or all below a folder */
    LANDLOCK_WRITE = 2, /* a file that exists, or make and remove files and folders below one */
    LANDLOCK_TIDY = 4,  /* remove empty folders below a folder */
};

/* Forbids all that this kernel's Landlock can forbid: use of files, TCP, signals to processes
 * outside. */
int landlock_new(void);
/* Allows `uses` of what is at `path`. A path that cannot be opened is no error. */
void landlock_allow(int rules, const char *path, unsigned uses);
/* Puts the rules in force, on this process and its children. The process must have given up new
 * privileges. */
bool landlock_enter(int rules);

#endif
