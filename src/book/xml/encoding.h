/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The encoding of a markup file, and its text as UTF-8. The order of evidence stands in
 * xml_source.h.
 */
#ifndef BOOK_XML_ENCODING_H
#define BOOK_XML_ENCODING_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct xml_encoded {
    struct view text;     /* valid UTF-8, may hold NULs: the bytes themselves, or `made` */
    struct text made;     /* what was converted; the caller frees it with text_release */
    const char *encoding; /* a constant */
    size_t bad_bytes;     /* became U+FFFD */
    bool guessed;         /* neither UTF-8 nor labelled as something else */
};

/* `bytes` must live as long as `out`. */
void xml_encoding_read(struct view bytes, struct xml_encoded *out);

#endif
