/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to sandbox/: the system calls that remain, by seccomp(2). The only file that knows
 * libseccomp, which knows the numbers and the calling conventions of each architecture.
 */
#ifndef SANDBOX_FILTER_H
#define SANDBOX_FILTER_H

#include <stdbool.h>
#include <stddef.h>

enum filter_kind {
    FILTER_SUPERVISOR, /* as FILTER_PARENT, but pairs of sockets can be made */
    FILTER_PARENT,     /* everything but what no part of the program needs */
    FILTER_WORKER,     /* only what speaking and encoding need */
};

/* A filter as the kernel takes it; the memory is owned. Empty when it could not be made. */
struct filter {
    void *program;
    size_t bytes;
};

/* `signals`: a worker may send signals, because something else limits to whom. */
struct filter filter_make(enum filter_kind kind, bool signals);
void filter_release(struct filter *filter);
/* Puts it in force on this process and its children. False when the kernel cannot, or it is empty.
 * The process must have given up new privileges. */
bool filter_enter(const struct filter *filter);

#endif
