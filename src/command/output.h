/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: all files that a rendering writes. The sound is one file or, with --split,
 * several in a folder; beside it there may be text files (sidecar/sidecar.h), with --split always a
 * playlist and a cue sheet. All of them get their names at the end, together.
 *
 *     output_examine; output_plan, output_check; output_open, then what is spoken goes to
 *     output->set; output_close, output_remember; output_release
 */
#ifndef COMMAND_OUTPUT_H
#define COMMAND_OUTPUT_H

#include "base/err.h"
#include "base/file.h"
#include "command/parts.h"
#include "command/recipe.h"
#include "sidecar/sidecar.h"
#include "split/file_set.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct output {
    const struct options *options;
    struct cache *cache; /* NULL: none */
    const char *book_path;
    const char *target; /* the file, or the folder with a slash at its end */
    struct parts parts;
    struct file_set *set; /* NULL: not open */
    uint64_t samples;     /* of all, when it is closed */
    /* private */
    struct track_plan book;
    struct file_set_plan plan;
    struct made_set *made; /* with --split: what is known of the files that are there */
    struct file_out texts[SIDECAR_FORMAT_COUNT];
    uint32_t texts_open;
};

/* What is there now. `recipe` may be NULL. */
enum target_state output_examine(struct output *output, const struct cache_key *recipe);

/* Decides which files there will be. `request` without `target`, which output has. `request->track`
 * is kept and copied again by output_open: set there what is known only then. */
void output_plan(struct output *output, struct parts_request *request);

/* Errors: ERR_OUTPUT when a file would be replaced that lectern did not make, ERR_USAGE when it is
 * one that is read. */
bool output_check(const struct output *output, struct err *err);

bool output_open(struct output *output, const struct track_plan *book, struct err *err);
/* Completes all files and gives them their names. */
bool output_close(struct output *output, struct track_report *report, struct err *err);
/* See recipe_remember; with --split also removes the files that are no longer part of the book. */
void output_remember(struct output *output, const struct cache_key *recipe, const char *also_read);

/* With --split, prints the files and what goes into them. */
void output_print(const struct output *output, FILE *out);

void output_release(struct output *output); /* fine on {0} */

#endif
