/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of split/ (see split.h): a book as one file or several, all of them or none.
 *
 *     file_set_open, { file_set_chapter | file_set_piece | file_set_frames | file_set_samples |
 *     file_set_silence }*, file_set_finish, file_set_commit, file_set_abandon
 *
 * No file has a name before file_set_commit, so whatever happens before leaves nothing, and old
 * files stay as they are. Then the names are given one after the other; only a failure of the file
 * system itself can leave some without. All files are open until then, so the limit of open files
 * is raised as far as the system allows.
 *
 * Errors are those of track/track.h.
 */
#ifndef SPLIT_FILE_SET_H
#define SPLIT_FILE_SET_H

#include "base/err.h"
#include "split/split.h"
#include "track/track.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct file_part {
    const char *path;
    const char *title; /* of a file among several; NULL: that of the book */
    struct split_part content;
};

/* Borrowed until file_set_finish. */
struct file_set_plan {
    struct track_plan book; /* as if it were one file: all chapters */
    const struct file_part *parts;
    size_t part_count;
};

struct file_set;

/* NULL on failure. */
struct file_set *file_set_open(const struct file_set_plan *plan, struct err *err);

/* As the functions of track.h, with the chapters of the whole book. Where the plan says so, a
 * chapter begins a new file. */
bool file_set_chapter(struct file_set *set, size_t index, struct err *err);
bool file_set_frames(struct file_set *set, const void *mp3, size_t bytes, uint32_t frames,
                     struct err *err);
bool file_set_more_frames(struct file_set *set, const void *mp3, size_t bytes, uint32_t frames,
                          struct err *err);
bool file_set_samples(struct file_set *set, const int16_t *samples, size_t count, struct err *err);
bool file_set_silence(struct file_set *set, uint32_t frames, struct err *err);
/* Piece `index` of split_make begins here: when a file is to begin with it inside a chapter, it
 * does. */
bool file_set_piece(struct file_set *set, size_t index, struct err *err);
/* Whether it does, without doing it. */
bool file_set_is_cut_at(const struct file_set *set, size_t index);

/* Samples since the start of the book, without the silence at the end of each file but the last. */
uint64_t file_set_now_samples(const struct file_set *set);
/* Where a part or a chapter that has begun starts on this clock. */
uint64_t file_set_part_samples(const struct file_set *set, size_t part);
uint64_t file_set_chapter_samples(const struct file_set *set, size_t chapter);

/* Completes the last file. `report`: the sums over all files. */
bool file_set_finish(struct file_set *set, struct track_report *report, struct err *err);
bool file_set_commit(struct file_set *set, struct err *err);
void file_set_abandon(struct file_set *set); /* NULL is fine; frees */

#endif
