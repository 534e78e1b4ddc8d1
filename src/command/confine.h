/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: what a command leaves itself before it reads a book, in the terms of
 * sandbox/sandbox.h: the files of the options, the book and what stands beside it to read, the
 * folder of the result and the cache to write.
 */
#ifndef COMMAND_CONFINE_H
#define COMMAND_CONFINE_H

#include <stdbool.h>

struct options;

struct confinement {
    const char *book;   /* NULL: none; "-": standard input, which is open already */
    const char *below;  /* the file to be written, or the folder below which it will be, with a
                           slash at its end; NULL: none */
    const char *tidies; /* the folder below which empty ones are removed again; NULL: none */
    const char *cache;  /* its folder; NULL: none */
    bool only_looks;    /* nothing is written: what is there is read, to say what would be */
};

/* The folder of a path or, where that is still to be made, the nearest above it. free() it. */
char *confine_nearest_folder(const char *path);

/* Once in the life of a process. Nothing with --no-sandbox. */
void confine(const struct options *options, const struct confinement *left);

#endif
