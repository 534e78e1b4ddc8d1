/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: which books a shelf has: files, the files of folders, and files that another
 * file names.
 */
#ifndef COMMAND_BOOK_LIST_H
#define COMMAND_BOOK_LIST_H

#include "base/err.h"
#include "base/table.h"

#include <stdbool.h>
#include <stddef.h>

struct options;

struct listed_book {
    const char *path;
    const char *folder; /* between the folder that was searched and the file, "a/b"; "": none */
};

struct book_list {
    struct listed_book *items;
    size_t count, capacity;
    struct arena *arena;
    struct table seen; /* files and folders, by device and number */
};

/*
 * The words in their order, then what --files-from names. With --recursive a folder means the files
 * in it and in its folders whose names end like those of books (.epub, .html, .md, .txt, .script
 * and so on), sorted by name, without hidden ones; a folder is searched once, so links in a circle
 * do no harm. BOOK.script takes the place of the other files called BOOK beside it. A file that is
 * given twice is listed once.
 *
 * Files are not opened: what is wrong with one shows when it is read. Errors: ERR_INPUT (a folder
 * without --recursive, the file of --files-from, an empty list). Call book_list_release on failure,
 * too.
 */
bool book_list_make(struct book_list *list, const struct options *options, char **words, int count,
                    struct err *err);
void book_list_release(struct book_list *list);

/* A folder, but not an unpacked EPUB: as a book, that is reported in its own words. */
bool book_list_is_folder(const char *path);

#endif
