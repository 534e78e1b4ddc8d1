/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/xml: the encoding of a markup file, and its text as UTF-8. source.h has the order
 * of evidence.
 */
#ifndef BOOK_XML_ENCODING_H
#define BOOK_XML_ENCODING_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct xml_encoded {
    struct view text;     /* valid UTF-8, may hold NULs: the bytes themselves, or `made` */
    struct text made;     /* the converted text; the caller frees it with text_release */
    const char *encoding; /* a constant */
    size_t bad_bytes;     /* how many became U+FFFD */
    bool guessed;         /* it is not UTF-8 and has no label of another encoding */
};

/* Never fails. `bytes` must outlive `out`. */
void xml_encoding_read(struct view bytes, struct xml_encoded *out);

#endif
