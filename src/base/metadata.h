/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known about a book beside its text: what the book says about itself, what the user says
 * instead, and what the tag of the result tells players.
 *
 * A new field is a line here, a row in metadata.c, and what reads or writes it.
 */
#ifndef BASE_METADATA_H
#define BASE_METADATA_H

#include "base/str.h"

#include <stddef.h>

/* UTF-8. NULL: not known; "" is a field that is known to be empty. */
struct metadata {
    const char *title, *author;
    const char *language; /* BCP 47, at least two letters: "en", "fr", "pt-BR" */
    const char *subtitle, *translator, *narrator;
    const char *title_sort, *author_sort; /* "Wilde, Oscar" */
    const char *series, *series_part;
    const char *date; /* as it stands; begins with the year when it is a date */
    const char *publisher, *description, *genre;
    const char *identifier, *isbn; /* as it stands; digits alone */
};

/* Takes over each field that is not NULL in `stronger`. */
void metadata_override(struct metadata *metadata, const struct metadata *stronger);

/* The fields that a script file has, one by one in the order in which they are written. */
size_t metadata_field_count(void);
const char *metadata_field_name(size_t field);
const char *metadata_field(const struct metadata *metadata, size_t field);
/* Where the field of that name is kept; NULL when there is none. */
const char **metadata_field_named(struct metadata *metadata, struct view name);

#endif
