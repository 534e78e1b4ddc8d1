/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program's own data files (voices, words of a language) and where they are.
 *
 * Format of every data file, UTF-8, one entry a line:
 *     # a comment, also after an entry when a blank stands before the #
 *     [section]
 *     key = value          (value may be empty; blanks around both are cut)
 *     key                  (the same as "key =")
 * Sections may come again and are joined. Later entries win when a key is looked up.
 * Keys are compared byte for byte. Entries before the first [section] belong to the section "".
 */
#ifndef BASE_DATA_H
#define BASE_DATA_H

#include "base/err.h"
#include "base/table.h"

#include <stdbool.h>
#include <stddef.h>

struct data_entry {
    const char *section, *key, *value; /* NUL-terminated; value is "" when none was given */
    int line;                          /* 1 is the first */
};

/* Entries in the order of the file; those of one section are found by data_find and data_next. */
struct data_file {
    char *path; /* for messages */
    struct data_entry *entries;
    size_t count;
    /* private */
    struct arena *arena;
    struct table table; /* by section and key: index of the entry */
};

/*
 * Reads `path`. Errors (ERR_SETUP): unreadable, larger than 4 MiB, a [section] line that does not
 * close (named as path:line). NULL on failure; the caller frees with data_free.
 */
struct data_file *data_read(const char *path, struct err *err);
void data_free(struct data_file *file);

/* The value of `key` (`key_bytes` long) in `section`, or NULL. Constant time. */
const char *data_find(const struct data_file *file, const char *section, const char *key,
                      size_t key_bytes);
/* Index of the next entry of `section` at or after `from`, or file->count. */
size_t data_next(const struct data_file *file, const char *section, size_t from);

/*
 * Full path of a data file or folder: `folder` is "voices" or "assets", `name` may be "".
 * Looked for beside the running program (the source tree), then where it was installed with the
 * program, seen from the program (the tree may have been moved), then in the folder that was given
 * when it was built.
 * Environment LECTERN_DATA, if set, is the only place looked at. Returns a path that exists, to be
 * freed by the caller, or NULL with ERR_SETUP that says where it looked.
 */
char *data_path(const char *folder, const char *name, struct err *err);

#endif
