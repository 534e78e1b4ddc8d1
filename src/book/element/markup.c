/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/element/markup.h"

#include "data/data.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 64 }; /* longer than any entry */

static struct data_file *lists;

bool markup_load(struct err *err)
{
    if (lists != NULL)
        return true;
    char *path = data_path("assets", "markup.txt", err);
    lists = path != NULL ? data_read(path, err) : NULL;
    free(path);
    return lists != NULL;
}

const char *markup_find(const char *section, struct view word)
{
    char lower[WORD_BYTES];
    if (lists == NULL || word.bytes > sizeof lower)
        return NULL;
    for (size_t i = 0; i < word.bytes; i++)
        lower[i] = (char)(word.at[i] >= 'A' && word.at[i] <= 'Z' ? word.at[i] + 32 : word.at[i]);
    return data_find(lists, section, lower, word.bytes);
}

size_t markup_position(const char *section, struct view word)
{
    size_t position = 0;
    for (size_t i = lists == NULL ? 0 : data_next(lists, section, 0);
         lists != NULL && i < lists->count; i = data_next(lists, section, i + 1)) {
        position++;
        if (view_is_nocase(word, lists->entries[i].key))
            return position;
    }
    return 0;
}

bool markup_inside(const char *section, const char *text)
{
    for (size_t i = lists == NULL || text == NULL ? 0 : data_next(lists, section, 0);
         lists != NULL && text != NULL && i < lists->count; i = data_next(lists, section, i + 1))
        if (strcasestr(text, lists->entries[i].key) != NULL)
            return true;
    return false;
}
