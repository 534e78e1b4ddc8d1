/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: what a file was made of, and whether it is up to date.
 *
 * A recipe is the key of everything that shapes the file: this program and its libraries, its data
 * and that of eSpeak NG, the options, the book and the files beside it. The cache has, for each
 * file that was written, its recipe and its identity on the disk. So whether a book must be
 * rendered is known without reading it as a book.
 */
#ifndef COMMAND_RECIPE_H
#define COMMAND_RECIPE_H

#include "base/err.h"
#include "cache/key.h"

#include <stdbool.h>

struct cache;
struct options;
struct text;

/*
 * The recipe of rendering the book at `path`, or the script `given` (NULL: none) under this path,
 * as `target`. Only the ending of the target counts. Errors: ERR_INPUT, ERR_SETUP when something
 * cannot be read.
 */
bool recipe_make(struct cache *cache, const struct options *options, const char *path,
                 const struct text *given, const char *target, struct cache_key *recipe,
                 struct err *err);

enum target_state {
    TARGET_ABSENT,     /* there is no such file */
    TARGET_UP_TO_DATE, /* made by this recipe, and not changed since */
    TARGET_OWN,        /* made by lectern, and not changed since */
    TARGET_FOREIGN,    /* anything else: not to be replaced without being asked */
};

/* `recipe` may be NULL: then no file is up to date. */
enum target_state recipe_examine(struct cache *cache, const struct cache_key *recipe,
                                 const char *target);

/*
 * Remembers that the file at `target` was made by this recipe (NULL: an unknown one). `also_read`:
 * a file that the book asked for, such as its cover, and that the recipe does not know; NULL when
 * there is none.
 */
void recipe_remember(struct cache *cache, const struct cache_key *recipe, const char *target,
                     const char *also_read);

#endif
