/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/xml: makes the bytes of a markup file harmless before a parser sees them.
 *
 *   - Any encoding becomes UTF-8. The evidence, in this order: byte order mark, zero bytes at every
 *     second place, valid UTF-8, the label in the XML declaration or <meta>, windows-1252. (A label
 *     cannot make valid UTF-8 anything else, and UTF-7 is never honoured.)
 *   - The XML declaration, the document type with all it declares, comments, processing
 *     instructions and the contents of <script> are dropped, so that no entity, no DTD and no file
 *     can be named.
 *   - HTML's named characters become characters, unknown ones and control characters are dropped, a
 *     bare & or < is escaped.
 */
#ifndef BOOK_XML_SOURCE_H
#define BOOK_XML_SOURCE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* A file with an element of more attributes is refused, since parsers compare them pairwise.
 * Chosen: far more than any markup needs. */
enum { XML_MAX_ATTRIBUTES = 512 };

/* Chosen: what books declare for themselves is a few names of characters; the product bounds the
 * memory. */
enum { XML_MAX_ENTITIES = 128, XML_ENTITY_NAME_BYTES = 16, XML_ENTITY_VALUE_BYTES = 64 };

/* A short entity of plain characters that the file itself declares. */
struct xml_declared {
    char name[XML_ENTITY_NAME_BYTES], value[XML_ENTITY_VALUE_BYTES];
};

/* A markup file that is read piece by piece, so that memory never holds it twice. */
struct xml_source {
    const char *encoding; /* a constant */
    size_t bad_bytes;
    bool guessed;             /* it is not UTF-8 and has no label of another encoding */
    bool says_xml;            /* begins with an XML declaration */
    bool too_many_attributes; /* xml_source_next stops there */

    /* private */
    struct view in;
    struct text made;
    size_t start, at;
    size_t cdata_end;  /* nothing is markup before this offset */
    size_t owed_lines; /* line ends in dropped text: added to the next tag, so that the parser's
                          line numbers are right */
    struct xml_declared entities[XML_MAX_ENTITIES];
    size_t entity_count;
    bool no_comment_end, no_cdata_end, no_script_end, no_instruction_end, no_doctype_end,
        no_double_quote,
        no_single_quote; /* the rest of the file has none: searching again would be quadratic */
};

/* Never fails. `bytes` must outlive the source. Close it with xml_source_close. */
void xml_source_open(struct view bytes, struct xml_source *source);
/* Appends the next piece to `out`: UTF-8 without NUL, a tag or up to some kilobytes of text,
 * possibly nothing. False at the end. */
bool xml_source_next(struct xml_source *source, struct text *out);
/* Back to the start. */
void xml_source_rewind(struct xml_source *source);
void xml_source_close(struct xml_source *source);

#endif
