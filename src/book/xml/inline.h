/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/xml: tags and character references in a text that is no markup file: a plain text
 * with <b>, the captions of a film.
 */
#ifndef BOOK_XML_INLINE_H
#define BOOK_XML_INLINE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "<b>", "</i>", "<font color="red">", "<v.loud Anna>" */
struct xml_inline_tag {
    struct view name; /* "b", "v" */
    struct view rest; /* what follows the name, trimmed: "Anna" of "<v.loud Anna>" */
    bool closing;
    size_t end; /* after the > */
};

/* Reads the tag at `at`, of at most 200 bytes on one line; false when there is none. */
bool xml_inline_tag(struct view text, size_t at, struct xml_inline_tag *tag);

/* The character that the reference at `at` stands for ("&amp;", "&#8212;", "&#x2014;"), and where
 * it ends; 0 when there is none. */
uint32_t xml_inline_reference(struct view text, size_t at, size_t *end);

#endif
