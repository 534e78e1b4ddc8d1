/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Languages: their tags (BCP 47), and their data files, assets/lang/CODE/TOPIC.txt.
 *
 * Whoever reads a book makes one `struct languages` for it and hands it down. It reads each file
 * when it is first asked for, and keeps it.
 */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct data_file;

enum { LANGUAGE_CODE_BYTES = 16, LANGUAGE_MOST_FILES = 8 };

/*
 * The primary subtag of a tag, which is the name of the language's folder: "en" for "en", "en-GB",
 * "en_GB", "EN" and "eng"; "nb" for both kinds of Norwegian and for "no". "" when the tag is NULL
 * or names no language. Returns `code`.
 */
const char *language_primary(const char *tag, char code[LANGUAGE_CODE_BYTES]);
/* True when both tags have the same primary subtag; NULL is the same as nothing. */
bool language_same(const char *a, const char *b);

struct languages;

struct languages *languages_new(void);
void languages_free(struct languages *languages); /* NULL is fine; frees the files as well */

/* The folders there are, sorted by name, NULL at the end; as long as `languages`. NULL with
 * ERR_SETUP when there is no assets/lang. */
const char *const *languages_all(struct languages *languages, struct err *err);

/* Files that are asked one after the other. They belong to the `struct languages`. */
struct language_files {
    const struct data_file *files[LANGUAGE_MOST_FILES];
    size_t count;
};

/*
 * Finds what is known about a topic ("structure", "spoken") in a language. A file that does not
 * exist is no error; one that cannot be read or is broken is (ERR_SETUP, false).
 *
 * language_file: the file of the tag's primary subtag; *file is NULL when there is none.
 * language_files: appends those of the language with its region ("en-GB"), of its primary subtag,
 * and of the language `last` ("en", "mul"; NULL: none), each once.
 */
bool language_file(struct languages *languages, const char *tag, const char *topic,
                   const struct data_file **file, struct err *err);
bool language_files(struct languages *languages, const char *tag, const char *topic,
                    const char *last, struct language_files *found, struct err *err);

/* The value of `key` in the first of the files that has it, or NULL. */
const char *language_find(const struct language_files *files, const char *section, struct view key);

#endif
