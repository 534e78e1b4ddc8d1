/* SPDX-License-Identifier: GPL-3.0-or-later */
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

enum { XML_MAX_ENTITIES = 128, XML_ENTITY_NAME_BYTES = 16, XML_ENTITY_VALUE_BYTES = 64 };

/* A short entity of plain characters that a file declares for itself. */
struct xml_declared {
    char name[XML_ENTITY_NAME_BYTES], value[XML_ENTITY_VALUE_BYTES];
};

/* A markup file that is read piece by piece, so that it is never held twice. */
struct xml_source {
    const char *encoding; /* a constant */
    size_t bad_bytes;
    bool guessed;             /* neither UTF-8 nor labelled as something else */
    bool says_xml;            /* begins with an XML declaration */
    bool too_many_attributes; /* nothing comes any more */

    /* private */
    struct view in;
    struct text made;
    size_t start, at, cdata_end; /* characters as they are up to there */
    size_t owed_lines; /* ends of lines in what was left out: the next tag holds them, so that lines
                          are counted rightly */
    struct xml_declared entities[XML_MAX_ENTITIES];
    size_t entity_count;
    bool no_comment_end, no_cdata_end, no_script_end, no_instruction_end,
        no_doctype_end; /* looked for in vain */
};

/* `bytes` must live as long as the source. Close it with xml_source_close. */
void xml_source_open(struct view bytes, struct xml_source *source);
/* Appends the next piece to `out`: UTF-8 without NUL; at most a tag or some kilobytes, perhaps
 * nothing. False at the end. */
bool xml_source_next(struct xml_source *source, struct text *out);
/* Back to the start. */
void xml_source_rewind(struct xml_source *source);
void xml_source_close(struct xml_source *source);

#endif
