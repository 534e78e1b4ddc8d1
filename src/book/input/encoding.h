/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/input: the bytes of a file before a reader sees them: their encoding (this header),
 * the members of a zip archive (zip.h), files that are not books (other_formats.h).
 * Uses base/ only. Tests: unit/test_encoding, cli/formats, fuzzers encoding and container.
 *
 * This header: from the bytes of a text file to UTF-8. Order of evidence: a byte order mark; zero
 * bytes at every second or fourth place (UTF-16, UTF-32); UTF-8; what Project Gutenberg's header
 * says, if it is ISO-8859-1 and no byte contradicts; ICU's charset detector, which knows the
 * encodings of other scripts; how well the bytes beyond ASCII fit between their neighbours in each
 * of the Western encodings.
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
    size_t bad_bytes;     /* how many characters became U+FFFD */
    size_t mended;        /* how many had been misread before the file was saved ("CafÃ©") */
};

/*
 * Decodes `bytes` and takes over its memory (it is {0} afterwards, also on failure).
 *
 * A text that was misread once and saved like that ("CafÃ©") is mended; its lines start where they
 * did. Line ends stay as they are. The byte order mark of a UTF-8 file becomes three blanks, so
 * that offsets in the text are offsets in the file. A mark at the start of a later line, as in
 * files that were joined, becomes blanks too. The first mark of a UTF-16 or UTF-32 file is dropped.
 * A NUL, a C1 control that the encoding does not define and, except in UTF-8, a C0 control without
 * a meaning become U+FFFD.
 *
 * False with ERR_INPUT when the bytes are not text (too many control characters), or when ICU does
 * not support the encoding. `path` is for the message.
 */
bool encoding_decode(const char *path, struct text *bytes, struct decoded *out, struct err *err);

#endif
