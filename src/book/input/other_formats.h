/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/input: files that this program cannot read, recognised by their content. The error
 * says what the file is and what its owner can do.
 *
 * read/ calls other_formats_check when no reader is sure of the file, other_formats_check_text when
 * only the reader of plain text is left, other_formats_check_folder when the path is a folder;
 * epub/ calls other_formats_check_zip when a zip archive has no package document.
 */
#ifndef BOOK_INPUT_OTHER_FORMATS_H
#define BOOK_INPUT_OTHER_FORMATS_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct zip;

/*
 * False with ERR_INPUT for a file that is known to be something else: PDF, Kindle book, office
 * document, picture, sound, archive, licence, XML of another vocabulary. `path` is for the message.
 * True does not mean that it is a book.
 */
bool other_formats_check(const char *path, struct view bytes, struct err *err);

/* The same for a file that all readers but that of plain text have refused: false for XML of an
 * unknown vocabulary. */
bool other_formats_check_text(const char *path, struct view bytes, struct err *err);

/* Always false. `err` holds the error of reading the folder; it is replaced when the folder is an
 * unpacked EPUB. */
bool other_formats_check_folder(const char *path, struct err *err);

/*
 * Always false: for a zip archive without the package document of an EPUB. ERR_INPUT says what the
 * archive is, by the names of its members.
 */
bool other_formats_check_zip(const struct zip *zip, struct err *err);

#endif
