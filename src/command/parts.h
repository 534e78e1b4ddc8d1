/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: the files that a book becomes with --split, and what they are called.
 *
 * They are in one folder, the target. Its name comes from --name, up to the component that names
 * the files.
 */
#ifndef COMMAND_PARTS_H
#define COMMAND_PARTS_H

#include "base/str.h"
#include "split/file_set.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct options;
struct script;
struct speech_settings;

/* --name in two, with what stands for a half that is missing. */
struct part_naming {
    struct view folder; /* "": no folder of its own */
    struct view file;   /* without its ending */
    const char *ending; /* ".mp3" or that of --name */
};
struct part_naming part_naming_of(const struct options *options);

/* What the files are made from. Without --split it is one, `target` itself. */
struct parts_request {
    const struct options *options;
    const struct script *script;
    const struct speech_settings *settings;
    const struct track_plan *track; /* metadata, chapters, cover */
    const size_t *track_index;      /* per chapter of the book: its index in the track */
    const char *target;             /* with --split a folder, with a slash at the end */
    const char *book_path;
};

struct parts {
    struct file_part *items;
    size_t count;
    size_t *piece_of_take; /* for file_set_piece; NULL: files begin with chapters only */
    uint64_t *estimated;   /* per file: ms, with SPLIT_SIZE bytes; NULL without --split */
    char *stem; /* of the playlist and the like: the target without its ending, or with --split a
                   name in it */
    struct arena *arena; /* private */
};

void parts_make(struct parts *parts, const struct parts_request *request);
void parts_release(struct parts *parts); /* fine on {0} */

#endif
