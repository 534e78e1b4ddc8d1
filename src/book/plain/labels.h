/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/plain: the speakers' labels of plays and transcripts: "ALGERNON. Did you hear",
 * "Lane: Yes, sir". Order of calls: labels_collect, labels_add, labels_speaker, labels_release.
 */
#ifndef BOOK_PLAIN_LABELS_H
#define BOOK_PLAIN_LABELS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct surroundings;
struct outline;
struct layout;
struct wording;

/* The labels of a book, and how often each was seen. */
struct labels {
    struct label_count {
        uint64_t key;
        const char *name; /* as it is displayed, "Lady Bracknell"; NULL: not a speaker */
        uint32_t count;
    } * names; /* open addressing, key 0 is free */
    size_t slot_count, count;
};

/*
 * Collects the labels of the runs that are read. The book must have twelve, and a label in capitals
 * must come at least six times. Other labels count only when a third of all paragraphs begin with
 * one. The names are in `arena`. Assumes a complete outline, whose headings are not labels. Release
 * with labels_release.
 */
void labels_collect(struct labels *labels, const struct layout *layout,
                    const struct surroundings *surroundings, const struct outline *outline,
                    const struct wording *wording, struct arena *arena);
/* Adds names that are known without counting, those of a cast file: the list ends with NULL, may be
 * NULL, and must outlive the blocks. */
void labels_add(struct labels *labels, const char *const *speakers);
void labels_release(struct labels *labels);

/* When `text` begins with a speaker's label: the speaker's name, and in *bytes the length of the
 * label with its mark. Else NULL. */
const char *labels_speaker(const struct labels *labels, struct view text, size_t *bytes);

#endif
