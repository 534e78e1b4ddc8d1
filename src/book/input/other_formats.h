/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that are no book this program reads, known by their content: what each is, and what its
 * owner can do. Private to book/.
 */
#ifndef BOOK_INPUT_OTHER_FORMATS_H
#define BOOK_INPUT_OTHER_FORMATS_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct zip;

/*
 * False with ERR_INPUT for a file of another kind: PDF, Kindle, office document, picture, sound,
 * archive, licence, XML of another vocabulary. `path` is for the message. True says nothing.
 */
bool other_formats_check(const char *path, struct view bytes, struct err *err);

/* The same for a file that no reader but that of plain text takes: XML of an unknown vocabulary. */
bool other_formats_check_text(const char *path, struct view bytes, struct err *err);

/* The same for a folder: an unpacked EPUB is told apart. `err` is as reading it left it. */
bool other_formats_check_folder(const char *path, struct err *err);

/*
 * For a zip without the package document of an EPUB: sets ERR_INPUT to what it is by the names of
 * its members, and returns false.
 */
bool other_formats_check_zip(const struct zip *zip, struct err *err);

#endif
