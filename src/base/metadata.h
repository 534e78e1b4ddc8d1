/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Metadata, what is known about a book apart from its text: as the book gives it, as the user
 * overrides it, and as it goes into the ID3 tag.
 *
 * A new field is a line here, a row in metadata.c, and the code that reads or writes it.
 */
#ifndef BASE_METADATA_H
#define BASE_METADATA_H

#include "base/str.h"

#include <stddef.h>

/* UTF-8, borrowed. NULL: not known; "": known to be empty. */
struct metadata {
    const char *title, *author;
    const char *language; /* BCP 47, at least two letters: "en", "fr", "pt-BR" */
    const char *subtitle, *translator, *illustrator, *narrator;
    const char *title_sort, *author_sort; /* "Wilde, Oscar" */
    const char *series, *series_part;
    const char *series2, *series2_part; /* another series it is part of */
    const char *subjects, *copyright;   /* subjects: separated by "; " */
    const char *date;                   /* as in the book; begins with the year if it is a date */
    const char *publisher, *genre;
    const char *description;       /* with U+2029 between paragraphs */
    const char *identifier, *isbn; /* as in the book; only the digits */
};

/* Replaces each field that is not NULL in `stronger`. */
void metadata_override(struct metadata *metadata, const struct metadata *stronger);

/* The fields that are written to a script file, by number, in their order there. */
size_t metadata_field_count(void);
const char *metadata_field_name(size_t field);
const char *metadata_field(const struct metadata *metadata, size_t field);
/* Where the field of this name is stored; NULL when there is no such field. */
const char **metadata_field_named(struct metadata *metadata, struct view name);

#endif
