/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/input: the zip archive of an EPUB, held in memory and read by libarchive. Members
 * are unpacked into memory; nothing is ever written to disk, no link is followed, no archive inside
 * is opened.
 *
 * The sizes in its headers are never trusted: the limits hold for what is really unpacked.
 *
 * Order of calls: zip_open; zip_want for each member that is needed, then zip_load once for all of
 * them (libarchive reads from the start to the end, so one pass must do); zip_bytes; zip_drop as
 * soon as the bytes of a member are not needed any more; zip_free.
 */
#ifndef BOOK_INPUT_ZIP_H
#define BOOK_INPUT_ZIP_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    /* Chosen: each is far above any book, and bounds the memory that a hostile file can take. */
    ZIP_MAX_MEMBERS = 1 << 20,               /* OCF allows Zip64, so more than 65,535 */
    ZIP_MAX_MEMBER_BYTES = 64 * 1024 * 1024, /* one member, unpacked */
    ZIP_MAX_TOTAL_BYTES = 256 * 1024 * 1024, /* all members that are held at a time */
    ZIP_MAX_NAME_BYTES = 1024,               /* members with longer names cannot be found */
};

struct zip;

/* True for bytes that begin like a zip archive. */
bool zip_matches(struct view bytes);

/*
 * Lists the members of the archive `bytes`, which must outlive the result, and loads at once those
 * for whose name `at_once` is true. The caller frees the result with zip_free. NULL with ERR_INPUT:
 * not a zip archive, no member, too many members, one part of an archive that was split into
 * several files, or as zip_load.
 */
struct zip *zip_open(struct view bytes, bool (*at_once)(const char *name), struct err *err);
void zip_free(struct zip *zip); /* NULL is fine */

/*
 * True when the end of the archive is missing: it was cut off, and only the members before the cut
 * are listed.
 */
bool zip_is_cut(const struct zip *zip);

size_t zip_count(const struct zip *zip);
/* Name of a member: UTF-8 with forward slashes, without "." and "..". Valid as long as the zip. */
const char *zip_name(const struct zip *zip, size_t member);

/*
 * The member with exactly that name, else the only one whose name differs in case alone, else
 * zip_count. Of several members with one name the first counts.
 */
size_t zip_find(const struct zip *zip, struct view name);

/* Asks for a member's bytes, which the next zip_load reads. */
void zip_want(struct zip *zip, size_t member);
/*
 * Reads all members that were asked for and are not loaded yet. False with ERR_INPUT when a member
 * or all together are larger than the limits above, or look like a zip bomb. A member that is
 * damaged, encrypted or compressed by another method than Deflate is not an error here: see
 * zip_problem.
 */
bool zip_load(struct zip *zip, struct err *err);
/* The bytes of a member; empty before zip_load. Valid until zip_drop or zip_free. */
struct view zip_bytes(const struct zip *zip, size_t member);
/* Why a member is missing or incomplete, as a part of a sentence; NULL when it is whole. */
const char *zip_problem(const struct zip *zip, size_t member);
/* Frees the bytes of a member. It may be asked for again. */
void zip_drop(struct zip *zip, size_t member);

#endif
