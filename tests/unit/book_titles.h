/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chapters of a book as one line for a test of a reader. */
#ifndef TESTS_BOOK_TITLES_H
#define TESTS_BOOK_TITLES_H

#include "book/book.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* "One/Two", or "1 One/2 Two" with their levels; "" for NULL. Good until the next call. */
static const char *chapter_titles(const struct book *book, bool levels)
{
    static char line[400];
    line[0] = '\0';
    for (size_t i = 0; book != NULL && i < book->chapter_count; i++) {
        char level[16] = "";
        if (levels)
            snprintf(level, sizeof level, "%d ", book->chapters[i].level);
        size_t used = strlen(line);
        snprintf(line + used, sizeof line - used, "%s%s%s", i > 0 ? "/" : "", level,
                 book->chapters[i].title);
    }
    return line;
}

#endif
