/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of data/: the program's own data files, how they are read, and where they are found. The
 * second door, language.h, finds those of a language.
 *
 * May use: base. Tests: test_data, test_language; tests/spec/data-files.sh,
 * tests/cli/data.sh.
 *
 * Format of every data file, UTF-8, one entry a line:
 *     # a comment, also after an entry if there is a blank before the #
 *     [section]
 *     key = value          (the value may be empty; blanks around both are removed)
 *     key                  (the same as "key =")
 * Sections may be repeated and are joined. When a key is repeated, its last value is found. Keys
 * are compared byte for byte. Entries before the first [section] belong to the section "".
 */
#ifndef DATA_DATA_H
#define DATA_DATA_H

#include "base/err.h"
#include "base/table.h"

#include <stddef.h>

struct data_entry {
    const char *section, *key, *value; /* NUL-terminated; value is "" when there is none */
    int line;                          /* of the file, from 1 */
};

/* All entries in the order of the file. data_find looks up a key, data_next walks a section. */
struct data_file {
    char *path; /* for messages */
    struct data_entry *entries;
    size_t count;
    /* private */
    struct arena *arena;
    struct table table; /* by section and key: index of the entry */
};

/*
 * Reads the data file at `path`; free it with data_free. Errors (ERR_SETUP): unreadable, larger
 * than 4 MiB, a [section] line without ]. NULL on failure.
 */
struct data_file *data_read(const char *path, struct err *err);
void data_free(struct data_file *file);

/* The value of `key` (`key_bytes` long) in `section`, or NULL. Constant time. */
const char *data_find(const struct data_file *file, const char *section, const char *key,
                      size_t key_bytes);
/* Index of the next entry of `section` at or after `from`, or file->count. */
size_t data_next(const struct data_file *file, const char *section, size_t from);

/*
 * The path of a data file or folder: `folder` is "voices" or "assets", `name` may be "". It is
 * searched in these folders, in this order:
 *   1. that of the running program, for a source tree;
 *   2. where the data is installed relative to the program, which also finds a tree that was moved;
 *   3. the one given when the program was built.
 * If LECTERN_DATA is set in the environment, only that folder is searched. Returns a path that
 * exists, which the caller frees with free(); or NULL with ERR_SETUP, which says where it looked.
 */
char *data_path(const char *folder, const char *name, struct err *err);

#endif
