/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Speakers' labels of plays and transcripts: "ALGERNON. Did you hear", "Lane: Yes, sir". Private to
 * book/.
 */
#ifndef BOOK_PLAIN_PLAY_CAST_H
#define BOOK_PLAIN_PLAY_CAST_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct surroundings;
struct outline;
struct layout;
struct wording;

/* The labels that come again and again: few words, a capital, then a full stop or colon. */
struct play_cast {
    struct play_cast_name {
        uint64_t key;
        const char *name; /* as it is shown: "Lady Bracknell"; set for speakers only */
        uint32_t count;
    } * names; /* open addressing, key 0 is free */
    size_t slot_count, count;
};

/*
 * Collects the labels of the runs that are read. A label in capitals must come at least six times,
 * and others only count where a third of all paragraphs begin with a label. Names are kept in
 * `arena`. Release with play_cast_release.
 */
void play_cast_collect(struct play_cast *cast, const struct layout *layout,
                       const struct surroundings *surroundings, const struct outline *outline,
                       const struct wording *words, struct arena *arena);
/* Adds names that are known without counting (of a cast file): NULL-terminated; must outlive the
 * blocks. */
void play_cast_add(struct play_cast *cast, const char *const *speakers);
void play_cast_release(struct play_cast *cast);

/* When `text` begins with a speaker's label: his name, and in *bytes the label's length with its
 * mark. Else NULL. */
const char *play_cast_speaker(const struct play_cast *cast, struct view text, size_t *bytes);

#endif
