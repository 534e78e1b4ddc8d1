/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of settings/: files of settings, in the order in which they count, the last one most: the
 * profiles of the program, the user's own config, lectern.conf beside the books. What an entry
 * means is up to the caller; here is where they are and what they may name. May use: data.
 *
 * A file is a data file (data/data.h): entries before the first section always hold, a section is a
 * profile. Tests: test_settings; tests/cli/settings.sh.
 */
#ifndef SETTINGS_SETTINGS_H
#define SETTINGS_SETTINGS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum settings_origin {
    SETTINGS_PROGRAM, /* assets/profiles.txt */
    SETTINGS_USER,    /* $XDG_CONFIG_HOME/lectern/config, else ~/.config/lectern/config */
    SETTINGS_BOOKS,   /* lectern.conf, which may have come with the books: it is not trusted */
    SETTINGS_ORIGINS
};

struct settings {
    struct data_file *files[SETTINGS_ORIGINS]; /* NULL: there is none */
    char *paths[SETTINGS_ORIGINS];             /* where it is or would be; NULL: nowhere */
    char *voices; /* the folder of the user's voices, beside their config; NULL: there is none */
    struct arena *arena;
};

/*
 * Reads the files: with `profiles` that of the program, with `own` the others. `book` is a book or
 * a folder of books; NULL: no lectern.conf. NULL on failure: ERR_SETUP for the program's file,
 * ERR_USAGE for the others (unreadable, too large, a line that is wrong). Free with settings_free.
 */
struct settings *settings_read(const char *book, bool own, bool profiles, struct err *err);
void settings_free(struct settings *settings); /* NULL is fine */

/*
 * The file that an entry names: beside the file of settings, unless the name is absolute or begins
 * with "~/". A lectern.conf can only name what stands beside it or in folders there. "none" stays
 * as it is. NULL with ERR_USAGE; else valid until settings_free.
 */
const char *settings_path(struct settings *settings, enum settings_origin origin, const char *name,
                          struct err *err);

#endif
