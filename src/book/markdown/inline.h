/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to markdown: inline.c and tex.c. The state of rewriting a paragraph (markdown_inline in
 * passes.h).
 *
 * A function that rewrites what is at an offset appends the result to `out` and returns how many
 * bytes of the text that was; 0 when nothing that it knows begins there.
 */
#ifndef BOOK_MARKDOWN_INLINE_H
#define BOOK_MARKDOWN_INLINE_H

#include "base/str.h"

#include <stddef.h>

enum markdown_syntax {
    MARKDOWN_CODE,
    MARKDOWN_COMMENT,
    MARKDOWN_TAG,
    MARKDOWN_REMARK,
    MARKDOWN_WIKI,
    MARKDOWN_LINK,
    MARKDOWN_CITE,
    MARKDOWN_ATTRIBUTE,
    MARKDOWN_LIQUID,
    MARKDOWN_HIGHLIGHT,
    MARKDOWN_SYNTAX_COUNT
};

struct markdown_inliner {
    struct view text;
    struct text *out;
    size_t at;
    /* Where a search for each closing mark found nothing: it is not repeated before that
     * position. */
    size_t none[MARKDOWN_SYNTAX_COUNT], unbalanced;
    size_t bracket; /* position of the last [ in `out`, plus one; 0: none */
    size_t depth;   /* brackets that are open */
};

/* The byte at an offset; 0 after the end. */
char markdown_byte(const struct markdown_inliner *in, size_t at);
/* The bracket that closes the one at `open`; `open` when there is none. */
size_t markdown_balanced(struct markdown_inliner *in, size_t open, char left, char right);
/* Appends a range of the text, as it is or as a note inside the paragraph. */
void markdown_add(struct markdown_inliner *in, size_t from, size_t to);
void markdown_add_note(struct markdown_inliner *in, size_t from, size_t to);

/* Rewrites what a backslash begins: a TeX command, or a mark that is plain text. Never returns
 * 0. */
size_t markdown_tex(struct markdown_inliner *in, size_t at);

#endif
