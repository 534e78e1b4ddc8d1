/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The container of an EPUB: a zip file in memory, read by libarchive. Members are read by name into
 * memory; nothing is ever written to disk, no link followed, no archive inside opened.
 *
 * Sizes in headers are never trusted: bounds hold for what is really unpacked. Asking and reading
 * are two steps, since a zip is read in one go: zip_want as often as needed, zip_load
 * once.
 */
#ifndef BOOK_INPUT_ZIP_H
#define BOOK_INPUT_ZIP_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    ZIP_MAX_MEMBERS = 1 << 20,               /* OCF allows Zip64, so more than 65,535 */
    ZIP_MAX_MEMBER_BYTES = 64 * 1024 * 1024, /* one member, unpacked */
    ZIP_MAX_TOTAL_BYTES = 256 * 1024 * 1024, /* all that is held at a time */
    ZIP_MAX_NAME_BYTES = 1024,               /* longer names are passed over */
};

struct zip;

/* True for bytes that begin like a zip file. */
bool zip_matches(struct view bytes);

/*
 * Lists the members of `bytes`, which must live as long as the container, and loads those at once
 * of whose names `at_once` approves. Errors (ERR_INPUT): no zip, none of its members listed, too
 * many members, one part of a zip in several files, or as zip_load. NULL on failure.
 */
struct zip *zip_open(struct view bytes, bool (*at_once)(const char *name), struct err *err);
void zip_free(struct zip *zip); /* NULL is fine */

/*
 * True when the zip's end is missing: it was cut off, and only what stands before the cut is
 * listed.
 */
bool zip_is_cut(const struct zip *zip);

size_t zip_count(const struct zip *zip);
/* Name of a member: UTF-8, forward slashes, without "." and "..", NUL-terminated. */
const char *zip_name(const struct zip *zip, size_t member);

/*
 * The member of that name; zip_count when there is none. Exactly that name first, else the
 * only one that differs by case alone. Of several members with one name the first counts.
 */
size_t zip_find(const struct zip *zip, struct view name);

/* Asks for a member's bytes; zip_load reads all that were asked for and are not yet there. */
void zip_want(struct zip *zip, size_t member);
/*
 * Errors (ERR_INPUT): a member or all together larger than the bounds above. A member that is
 * damaged, encrypted or packed by another method than Deflate is no error here: see
 * zip_problem.
 */
bool zip_load(struct zip *zip, struct err *err);
/* What was read; {NULL, 0} before zip_load. Valid until zip_drop. */
struct view zip_bytes(const struct zip *zip, size_t member);
/* Why a member is missing or incomplete, as a part of a sentence; NULL when it is whole. */
const char *zip_problem(const struct zip *zip, size_t member);
void zip_drop(struct zip *zip, size_t member);

#endif
