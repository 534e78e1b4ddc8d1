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
#include <stddef.h>

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

/*
 * The same for a book in several files: what is known of them, all in one folder, whose path ends
 * with a slash. Of another book whose files are in the same folder it knows nothing.
 */
struct made_set;
/* `cache` may be NULL. Never NULL; made_set_free. */
struct made_set *made_set_find(struct cache *cache, const char *folder, const char *book_path);
void made_set_free(struct made_set *set);

/* Whether all files are there, unchanged and made by this recipe. */
bool made_set_is_up_to_date(const struct made_set *set, const struct cache_key *recipe);
/* What the file `name` in the folder is; never TARGET_UP_TO_DATE. */
enum target_state made_set_examine(const struct made_set *set, const char *name);
/* Removes the files of the set that are not among `names`, but none that was changed since. */
void made_set_remove_others(const struct made_set *set, const char *const *names, size_t count);
/* Remembers that the set now is these files in its folder. */
void made_set_remember(const struct made_set *set, const struct cache_key *recipe,
                       const char *const *names, size_t count, const char *also_read);

#endif
