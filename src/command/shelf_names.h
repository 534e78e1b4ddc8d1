/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: the files of a shelf's books: below which folder, called what, told apart.
 */
#ifndef COMMAND_SHELF_NAMES_H
#define COMMAND_SHELF_NAMES_H

#include "base/err.h"
#include "base/str.h"
#include "base/table.h"
#include "command/book_list.h"

#include <stdbool.h>
#include <stddef.h>

struct metadata;
struct options;

struct shelf_names {
    const char *folder; /* below which the files are; NULL: each next to its book */
    struct view template;
    bool as_the_book;   /* named like the book, next to it */
    const char *ending; /* ".mp3" or that of the template; "/" with --split */
    struct arena *arena;
    struct table taken; /* keys of the names that were given */
    const char **made;  /* folders that did not exist */
    size_t made_count, made_capacity;
};

/* Reads --output-dir, -o and --name. Errors: ERR_USAGE. Call shelf_names_release on failure, too.
 */
bool shelf_names_make(struct shelf_names *names, const struct options *options, struct err *err);
/* With --split, once the number of books is known: whether the files of a book are in a folder of
 * their own. Errors: ERR_USAGE when several books would have one folder. */
bool shelf_names_divide(struct shelf_names *names, const struct options *options, size_t books,
                        struct err *err);
/* Removes the folders that it made and in which there is nothing. */
void shelf_names_release(struct shelf_names *names);

/* Whether a name depends on what is in the book. */
bool shelf_names_need_book(const struct shelf_names *names);

/* The path that a book would like to have, without its ending; `metadata` may be NULL if it is not
 * needed. free() it. The names are not changed: a book's process may call it. */
char *shelf_names_wish(const struct shelf_names *names, const struct listed_book *book,
                       const struct metadata *metadata);

/*
 * The path that the next book gets, with --split its folder with a slash at the end, for its wish:
 * with a number if another one has it already, so ask in the order of the books. Makes its folders
 * if `make_folders`. free() it. Errors: ERR_OUTPUT; NULL then.
 */
char *shelf_names_give(struct shelf_names *names, const char *wish, bool make_folders,
                       struct err *err);

#endif
