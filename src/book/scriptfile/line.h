/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line of a text with tags: tags become cues, the rest becomes text. Private to tagged*.c.
 */
#ifndef BOOK_SCRIPTFILE_LINE_H
#define BOOK_SCRIPTFILE_LINE_H

#include "book/book.h"

/* Names that are looked up by any case, in order. */
struct name_list {
    const char **names; /* malloc'ed */
    size_t count;
};

/* `name` (NUL-terminated) must outlive the list; call name_list_sort before name_list_find. */
void name_list_add(struct name_list *list, size_t *capacity, const char *name);
void name_list_sort(struct name_list *list);
bool name_list_has(const struct name_list *list, struct view name);

enum { SCRIPTFILE_OPEN_SPANS_MOST = 16 }; /* open at one place; more are left out */

/* The text and cues as far as they are read. */
struct scriptfile_reader {
    const char *path;
    struct book *book;
    struct text text;
    size_t cue_capacity;
    uint32_t line;             /* number of the current one; 1 is the first */
    bool strict;               /* has [script]: every bracket is a tag */
    struct name_list speakers; /* names for "NAME:" */
    const char *lasting;       /* who speaks until further notice; NULL: the narrator */
    size_t span_capacity;
    size_t open_spans[SCRIPTFILE_OPEN_SPANS_MOST]; /* indices into the book's spans, the innermost
                                                      last */
    size_t open_count;
    size_t block_start; /* where the current paragraph begins in the text */
};

/* Appends a line's text and cues. ERR_INPUT as in tagged.h. *hard: it ends in a backslash. */
bool scriptfile_add_line(struct scriptfile_reader *reader, struct view line, bool *hard,
                         struct err *err);

void scriptfile_add_cue(struct scriptfile_reader *reader, enum cue_kind kind,
                        enum cue_manner manner, struct view value, uint32_t ms);

/* The name at the start of the line when it is one of the list and a colon and blank follow; *bytes
 * is what label and blank take. {NULL, 0} when there is none. */
struct view scriptfile_label(const struct name_list *speakers, struct view line, size_t *bytes);

/* Ends every span that is open: at the end of a block. */
void scriptfile_close_spans(struct scriptfile_reader *reader, size_t end);

/* The title of a chapter's line, or what stands in a tag: backslashes are taken away. */
const char *scriptfile_unescape(struct arena *arena, struct view raw);

#endif
