/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of data/ (see data.h): languages, their tags (BCP 47), and their data files,
 * assets/lang/CODE/TOPIC.txt.
 *
 * The code that reads a book makes one `struct languages` for it and passes it on. It reads each
 * file when it is first needed, and keeps it.
 */
#ifndef DATA_LANGUAGE_H
#define DATA_LANGUAGE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct data_file;

/* Chosen: a primary subtag has at most 8 letters; language_files adds at most 3 files. */
enum { LANGUAGE_CODE_BYTES = 16, LANGUAGE_MOST_FILES = 8 };
/* RFC 5646 4.4.1 asks for room for at least 35 characters. */
enum { LANGUAGE_TAG_BYTES = 36 };

/*
 * The primary subtag of a tag, which is the name of the language's folder: "en" for "en", "en-GB",
 * "en_GB", "EN" and "eng"; "fr" for "fre"; "nb" for Norwegian of either kind ("nn", "no"). "" when
 * the tag is NULL or is none. Returns `code`.
 */
const char *language_primary(const char *tag, char code[LANGUAGE_CODE_BYTES]);
/* True when both tags have the same primary subtag; false when one is NULL. */
bool language_same(const char *a, const char *b);
/*
 * The tag as BCP 47 writes it: "en-US" for "EN_us", "fr" for "fre", "he" for "iw", "zh-Hant" for
 * "cmn-hant". "" when it names no language that ICU knows. Returns `tag`.
 */
const char *language_canonical(const char *given, char tag[LANGUAGE_TAG_BYTES]);

/* The English name of a language with its tag, for messages: 'German ("de")'. Returns `name`, cut
 * to `bytes`. */
const char *language_name(const char *tag, char *name, size_t bytes);

/* The code of a language by its English name, "fr" for "French"; NULL when there is none. */
const char *language_of_name(const char *name);

struct languages;

struct languages *languages_new(void);
void languages_free(struct languages *languages); /* NULL is fine; frees the files as well */

/* The names of all language folders, sorted, with NULL at the end; valid until languages_free. NULL
 * with ERR_SETUP when assets/lang cannot be read. */
const char *const *languages_all(struct languages *languages, struct err *err);

/* Files that are searched in this order. They belong to the `struct languages`. */
struct language_files {
    const struct data_file *files[LANGUAGE_MOST_FILES];
    size_t count;
};

/*
 * Finds the files of a topic ("structure", "spoken") for a language. It is not an error when there
 * is no such file, unless assets/lang.files lists it; when it cannot be read or is broken, it is:
 * false with ERR_SETUP.
 *
 * language_file: the file of the primary subtag; *file is NULL when it does not exist.
 * language_files: appends the files of the language with its region ("en-GB"), of its primary
 * subtag, and of the language `last` ("en", "mul"; NULL: no other), each only once. What does not
 * fit into `found` is ignored.
 */
bool language_file(struct languages *languages, const char *tag, const char *topic,
                   const struct data_file **file, struct err *err);
bool language_files(struct languages *languages, const char *tag, const char *topic,
                    const char *last, struct language_files *found, struct err *err);

/* The value of `key` in the first file that has it; NULL when none has. */
const char *language_find(const struct language_files *files, const char *section, struct view key);

#endif
