/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The state of rewriting a paragraph of Markdown (markdown_inline in markdown_parts.h). Private to
 * markdown_inline.c and markdown_tex.c.
 *
 * What takes something at an offset adds to `out` what stands for it and returns how many bytes of
 * the text that was; 0: nothing that it knows begins there.
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
    /* Closing marks that were looked for in vain: not to be looked for again before that place. */
    size_t none[MARKDOWN_SYNTAX_COUNT], unbalanced;
    size_t bracket; /* where the last [ stands in `out`, plus one; 0: nowhere */
};

/* The byte at an offset; 0 behind the end. */
char markdown_byte(const struct markdown_inliner *in, size_t at);
/* The bracket that closes the one at `open`; `open` when there is none. */
size_t markdown_balanced(struct markdown_inliner *in, size_t open, char left, char right);
/* Adds the text of a range, as it is or as a note inside the paragraph. */
void markdown_add(struct markdown_inliner *in, size_t from, size_t to);
void markdown_add_note(struct markdown_inliner *in, size_t from, size_t to);

/* What a backslash begins: a command of TeX, or a mark that is plain text. Never 0. */
size_t markdown_tex(struct markdown_inliner *in, size_t at);

#endif
