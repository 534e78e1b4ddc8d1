/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes of a text file to UTF-8: what the encoding is, and the text in it.
 *
 * Order of evidence: a byte order mark; zero bytes at every second or fourth place (UTF-16,
 * UTF-32); well-formed UTF-8; the encoding that a Project Gutenberg header names; ICU's charset
 * detector.
 */
#ifndef BOOK_INPUT_ENCODING_H
#define BOOK_INPUT_ENCODING_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct decoded {
    struct text text;     /* valid UTF-8 without NUL; the caller owns it */
    const char *encoding; /* a constant: IANA name as Python's codecs know it, e.g. "UTF-8" */
    size_t bad_bytes;     /* how many bytes became U+FFFD */
};

/*
 * Decodes `bytes`, whose memory is taken over (it is {0} afterwards, also on failure).
 *
 * Line ends stay as they are. The byte order mark of a UTF-8 file becomes three blanks, so that
 * offsets in the text are offsets in the file, and so does one at the start of a line, which joined
 * files have; the first of a UTF-16 or UTF-32 file is dropped. A NUL, a C1 control that the
 * encoding does not define and, but for UTF-8, a C0 control without a meaning become U+FFFD. Fails
 * with ERR_INPUT when the bytes are no text: too many control characters.
 * `path` is for the message.
 */
bool encoding_decode(const char *path, struct text *bytes, struct decoded *out, struct err *err);

#endif
