/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of naming/: what the file of a book is called, by a template such as
 * "{author}/{series}/{series_part} - {title}".
 *
 * What a field says comes from a book, so nothing of it is believed: whatever a book claims, the
 * result is a relative path without "..", whose components every usual file system takes
 * (safe_name.h says how). "/" in a field is not a separator, but for {folder}.
 *
 * Empty fields take their surroundings along. A template is cut at "/" into components, and these
 * at " - " into parts. A part that has fields, all of them empty, is left out with its " - "; so is
 * a component of which nothing is left. Where only some fields of a part are empty, empty brackets
 * and punctuation at its ends go. When the last component is left out, the stem of the book is the
 * name. "{{" and "}}" are braces. "{title:plain}", likewise for the others, has only the letters a
 * to z and digits of it.
 *
 * Where a book becomes several files, the component that says {number} or {chapter} is the name of
 * each, and those before it are the folder of the book.
 *
 * Uses base/ only. Tests: test_name_template, fuzzer `name`, tests/cli/shelf.sh.
 */
#ifndef NAMING_NAME_TEMPLATE_H
#define NAMING_NAME_TEMPLATE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct metadata;

/* A component of a result has at most so many bytes. Most file systems take 255; this leaves room
 * for what name_add_number adds and for an ending such as ".flac". */
enum { NAME_MAX_BYTES = 240 };

/* What the fields are filled with. */
struct name_source {
    const struct metadata *metadata; /* NULL: only {stem} and {folder} are known */
    const char *stem;                /* name of the book's file without its ending */
    const char *folder; /* below the folder that was searched, such as "a/b"; "": none */
    /* Of one file among several: its number, and the title of its chapter. NULL: none. */
    const char *number, *chapter;
};

/* ERR_USAGE when the template has an unknown field, a brace without its pair, or no field.
 * `parts`: it may have fields of one file among several, in its last component. */
bool name_template_check(struct view template, bool parts, struct err *err);
/* Where the component with such a field begins; template.bytes when there is none. */
size_t name_template_part(struct view template);
/* Whether it has no field, or is empty: then the name is the same for all books. */
bool name_template_is_fixed(struct view template);
/* Whether it has a field that only the book itself can fill. */
bool name_template_needs_book(struct view template);

/* Appends the path, without an ending; never empty. The template has been checked. */
void name_template_fill(struct view template, const struct name_source *source, struct text *path);

/* Appends " (2)" or another number to a path without an ending. */
void name_add_number(struct text *path, size_t number);
/* Appends what two paths have in common that some file system takes for the same: NFC, without
 * regard to case. */
void name_key(struct view path, struct text *key);

#endif
