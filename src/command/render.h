/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: one book becomes one file. The same code renders a single book and, in a
 * process of its own, each book of a shelf (shelf.h).
 */
#ifndef COMMAND_RENDER_H
#define COMMAND_RENDER_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct metadata;
struct options;
struct permit_holder;
struct text;

struct render_report {
    double sound_seconds; /* estimated with --dry-run */
    uint64_t file_bytes;
    bool up_to_date;   /* nothing was to be done */
    struct text *plan; /* --dry-run: NULL prints everything on standard output; else one line about
                          the book is appended */
};

struct render_request {
    const char *path;         /* of the book; "-": standard input */
    const struct text *given; /* a script file in memory instead; NULL: none */
    /*
     * The file to be written; free() it. NULL: `err` says why there is none. Called once: before
     * the book is read or, if `target_needs_book`, just after, and before anything expensive. A
     * request without this function writes options->output or, if that is NULL, next to the book.
     */
    char *(*target)(void *context, const struct metadata *metadata, struct err *err);
    void *context;
    bool target_needs_book; /* else `metadata` is NULL */
    const char *below;      /* if so: the folder below which it will be; NULL: next to the book */
    const char *tidies;     /* see confine.h */
    const struct permit_holder *permits; /* NULL: nobody else is rendering */
    struct render_report *report;        /* may be NULL; filled also on failure */
};

/* The ending of a name that has the one of a format that can be written, such as ".mp3"; else
 * NULL. */
const char *render_ending(struct view name);
/* The number of workers: as the options say, or as many as processors. */
int render_jobs(const struct options *options);

/* Renders, or with --dry-run shows, one book. Errors: those of all rooms. */
bool render_book(const struct options *options, const struct render_request *request,
                 struct err *err);

#endif
