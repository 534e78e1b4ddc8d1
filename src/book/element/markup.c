/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/element/markup.h"

#include "base/mem.h"
#include "data/data.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 64 }; /* longer than any entry */

struct markup_lists {
    struct data_file *file;
};

struct markup_lists *markup_load(struct err *err)
{
    char *path = data_path("assets", "markup.txt", err);
    struct data_file *file = path != NULL ? data_read(path, err) : NULL;
    free(path);
    if (file == NULL)
        return NULL;
    struct markup_lists *lists = mem_alloc(sizeof *lists);
    lists->file = file;
    return lists;
}

void markup_free(struct markup_lists *lists)
{
    if (lists == NULL)
        return;
    data_free(lists->file);
    free(lists);
}

const char *markup_find(const struct markup_lists *lists, const char *section, struct view word)
{
    char lower[WORD_BYTES];
    if (lists == NULL || word.bytes > sizeof lower)
        return NULL;
    for (size_t i = 0; i < word.bytes; i++)
        lower[i] = (char)(word.at[i] >= 'A' && word.at[i] <= 'Z' ? word.at[i] + 32 : word.at[i]);
    return data_find(lists->file, section, lower, word.bytes);
}

size_t markup_position(const struct markup_lists *lists, const char *section, struct view word)
{
    size_t position = 0;
    if (lists == NULL)
        return 0;
    const struct data_file *file = lists->file;
    for (size_t i = data_next(file, section, 0); i < file->count;
         i = data_next(file, section, i + 1)) {
        position++;
        if (view_is_nocase(word, file->entries[i].key))
            return position;
    }
    return 0;
}

bool markup_inside(const struct markup_lists *lists, const char *section, const char *text)
{
    if (lists == NULL || text == NULL)
        return false;
    const struct data_file *file = lists->file;
    for (size_t i = data_next(file, section, 0); i < file->count;
         i = data_next(file, section, i + 1))
        if (strcasestr(text, file->entries[i].key) != NULL)
            return true;
    return false;
}
