/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/lexicon: entries, the reader of lists, regular expressions.
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
    size_t next; /* index + 1 of the previous item with the same first words; 0: the end */
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
    struct table last; /* by the first two words, folded, of an entry of one word by that: index + 1
                          of the last item */
    struct text folded;
    size_t pattern_count;
    struct view text; /* of lexicon_begin */
    size_t end;
    struct pattern_match
        *matches; /* of the regular expressions in the piece, in order, not overlapping */
    size_t match_count, match_capacity;
};

/* Adds an entry, whose strings must be the arena's. An entry with a problem is listed but not used.
 * False (ERR_INPUT) when its regular expression is not valid. */
bool lexicon_add(struct lexicon *lexicon, const struct lexicon_entry *entry, bool ignore_case,
                 struct err *err);

/* Whether entries for `language` are for this lexicon: "" is for all, "en" also for "en-GB". */
bool lexicon_wants(const struct lexicon *lexicon, struct view language);

/* Adds the entries of a plain list that are for this language. `path` is for messages. */
bool lexicon_read_list(struct lexicon *lexicon, const char *path, struct view bytes,
                       struct err *err);

/*
 * One of ICU's regular expressions. Steps and memory of a match are limited, and the steps of all
 * matches in proportion to the text (pattern.c); a pattern that exceeds a limit is not used again.
 * NULL, and the reason in `problem`, when it is not valid.
 */
struct pattern *pattern_open(const char *expression, bool ignore_case, char *problem, size_t size);
void pattern_close(struct pattern *pattern);
/* Appends the matches in text[start, end) that are not empty to lexicon->matches, as of `item`.
 * False when a limit was exceeded. */
bool pattern_find(struct pattern *pattern, struct view text, size_t start, size_t end, size_t item,
                  struct lexicon *lexicon);
/* Appends `spoken` with $1 to $9 filled in from the match. */
void pattern_fill(struct pattern *pattern, struct view text, const struct pattern_match *match,
                  const char *spoken, struct text *out);

#endif
