/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of the lexicon share: entries, the reader of lists, regular expressions.
 */
#ifndef SCRIPT_LEXICON_PARTS_H
#define SCRIPT_LEXICON_PARTS_H

#include "base/table.h"
#include "script/lexicon/lexicon.h"

#include <stdint.h>

struct arena;
struct languages;
struct pattern;

struct lexicon_item {
    struct lexicon_entry entry;
    struct pattern *pattern; /* regular expressions only */
    size_t next;             /* index + 1 of the next item with the same first word; 0 is the end */
    bool exact_case;
};

struct pattern_match {
    size_t start, end;
    size_t item;
};

struct lexicon {
    struct languages *languages; /* borrowed */
    char *language;
    struct arena *arena; /* owns the strings */
    struct lexicon_item *items;
    size_t count, capacity;
    struct table last; /* by first word, folded: index + 1 of its last item */
    struct text folded;
    size_t pattern_count;
    struct view text; /* of lexicon_begin */
    size_t end;
    struct pattern_match
        *matches; /* of the regular expressions in the piece, in order, not overlapping */
    size_t match_count, match_capacity;
};

/* Adds an entry; `spoken` is taken as it is. One with a problem is only listed. False when the
 * pattern of a regular one is wrong. */
bool lexicon_add(struct lexicon *lexicon, const struct lexicon_entry *entry, bool ignore_case,
                 struct err *err);

/* True when entries for `language` ("" is all, "en" also means "en-GB") are wanted. */
bool lexicon_wants(const struct lexicon *lexicon, struct view language);

bool lexicon_read_list(struct lexicon *lexicon, const char *path, struct view bytes,
                       struct err *err);

/*
 * A regular expression of ICU's. Matching is bounded: about a tenth of a second in one piece, a few
 * megabytes of stack; a pattern that goes over it is not asked again.
 */
struct pattern *pattern_open(const char *expression, bool ignore_case, char *problem, size_t size);
void pattern_close(struct pattern *pattern);
/* Appends the matches in text[start, end) that are not empty. False when the bound was passed. */
bool pattern_find(struct pattern *pattern, struct view text, size_t start, size_t end, size_t item,
                  struct lexicon *lexicon);
/* Appends `spoken` with $1 to $9 filled in from the match. */
void pattern_fill(struct pattern *pattern, struct view text, const struct pattern_match *match,
                  const char *spoken, struct text *out);

#endif
