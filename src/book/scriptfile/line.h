/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/scriptfile: one line: what is in brackets becomes cues and spans, the rest
 * becomes text.
 */
#ifndef BOOK_SCRIPTFILE_LINE_H
#define BOOK_SCRIPTFILE_LINE_H

#include "book/book.h"

/* Names, sorted and found whatever their case. */
struct name_list {
    const char **names; /* malloc'ed */
    size_t count;
};

/* `name` must outlive the list. Call name_list_sort after the last name, before name_list_has. */
void name_list_add(struct name_list *list, size_t *capacity, const char *name);
void name_list_sort(struct name_list *list);
bool name_list_has(const struct name_list *list, struct view name);

enum { SCRIPTFILE_OPEN_SPANS_MOST = 16 }; /* open at one place; more are ignored. Chosen */

/* What was read so far. */
struct scriptfile_reader {
    const char *path;
    struct book *book;
    struct text text;
    size_t cue_capacity;
    uint32_t line;             /* number of the current one; 1 is the first */
    bool strict;               /* has [script]: every bracket is a cue */
    struct name_list speakers; /* names for "NAME:" */
    const char *lasting;       /* the speaker set by [voice:...]; NULL: the narrator */
    size_t span_capacity;
    size_t open_spans[SCRIPTFILE_OPEN_SPANS_MOST]; /* indices into the book's spans, the innermost
                                                      last */
    size_t open_count;
    size_t block_start; /* offset of the current paragraph in the text */
};

/* Appends the text and cues of a line. *hard: it ends in a backslash. False with ERR_INPUT for what
 * scriptfile_read refuses. */
bool scriptfile_add_line(struct scriptfile_reader *reader, struct view line, bool *hard,
                         struct err *err);

/* Adds a cue at the end of the text so far. `value` is copied. */
void scriptfile_add_cue(struct scriptfile_reader *reader, enum cue_kind kind,
                        enum cue_manner manner, struct view value, uint32_t ms);

/* The name at the start of the line when it is in the list and a colon and a blank follow; *bytes
 * is the length of label and blank. {NULL, 0} when there is none. */
struct view scriptfile_label(const struct name_list *speakers, struct view line, size_t *bytes);

/* Ends all open spans at `end`, the end of a block. */
void scriptfile_close_spans(struct scriptfile_reader *reader, size_t end);

/* A copy of `raw`, a title or the value in a bracket, with its backslashes resolved. */
const char *scriptfile_unescape(struct arena *arena, struct view raw);

#endif
