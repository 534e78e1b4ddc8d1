/*
 * The bytes of a markup file made harmless before a parser sees them.
 *
 *   - any encoding becomes UTF-8: byte order mark, zero bytes at every second place, valid UTF-8,
 * the label of the XML declaration or <meta>, windows-1252, in this order (a label cannot make
 * valid UTF-8 anything else, and UTF-7 is never honoured);
 *   - the XML declaration, the document type with all it declares, comments, processing
 * instructions and the contents of <script> are left out, so no entity, no DTD and no file can be
 * named;
 *   - HTML's named characters become characters, unknown ones and control characters vanish, a bare
 * & or < is escaped.
 */
#ifndef BOOK_XML_SOURCE_H
#define BOOK_XML_SOURCE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* An element with more attributes has its file refused: parsers compare them pairwise. */
enum { XML_MAX_ATTRIBUTES = 512 };

struct xml_source {
    struct text text;     /* UTF-8 without NUL; the caller frees it with text_release */
    const char *encoding; /* a constant */
    size_t bad_bytes;
    bool guessed;  /* neither UTF-8 nor labelled as something else */
    bool says_xml; /* began with an XML declaration */
    bool too_many_attributes;
};

void xml_source_read(struct view bytes, struct xml_source *out);

#endif
