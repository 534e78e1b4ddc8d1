/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/book_list.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "command/options.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    LIST_MAX_BYTES = 64 * 1024 * 1024, /* chosen: of --files-from; a million long names */
    DEPTH_MAX = 64,                    /* chosen: of folders; deeper ones are not made by hand */
};

static const char *const endings[] = {".epub", ".htm",  ".html", ".xhtml", ".md",    ".markdown",
                                      ".txt",  ".text", ".srt",  ".vtt",   ".script"};

enum { ENDING_COUNT = sizeof endings / sizeof endings[0] };

/* Whether this is the first time that the file is seen. One that cannot be looked at is. */
static bool is_new(struct book_list *list, const struct stat *status)
{
    char number[64];
    int bytes = snprintf(number, sizeof number, "%ju:%ju", (uintmax_t)status->st_dev,
                         (uintmax_t)status->st_ino);
    const char *key = arena_copy_text(list->arena, number, (size_t)bytes);
    return table_add(&list->seen, table_text(view_of(key)), 1);
}

static void add_book(struct book_list *list, const char *path, const char *folder)
{
    list->items = mem_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (struct listed_book){
        arena_copy_text(list->arena, path, strlen(path)),
        arena_copy_text(list->arena, folder, strlen(folder)),
    };
}

static bool has_ending(const char *name, const char *ending)
{
    struct view v = view_of(name);
    return v.bytes > strlen(ending) && view_ends_nocase(v, ending);
}

/* The name without the ending of a book; all of it when it has none. */
static struct view stem_of(const char *name)
{
    struct view v = view_of(name);
    for (size_t i = 0; i < ENDING_COUNT; i++)
        if (has_ending(name, endings[i]))
            return view_part(v, 0, v.bytes - strlen(endings[i]));
    return v;
}

/* A book, or a folder that may have some. Hidden ones are neither. */
static int may_be_listed(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Whether there is a script file of the same stem in the folder. */
static bool has_script(struct dirent **entries, int count, const char *name)
{
    if (has_ending(name, ".script"))
        return false;
    for (int i = 0; i < count; i++)
        if (has_ending(entries[i]->d_name, ".script") &&
            view_equal(stem_of(entries[i]->d_name), stem_of(name)))
            return true;
    return false;
}

static void search(struct book_list *list, const char *path, const char *folder, int depth);

static void add_entry(struct book_list *list, const char *path, const char *folder, int depth,
                      struct dirent **entries, int count, const char *name)
{
    struct text whole = {0}, below = {0};
    struct stat status;
    text_addf(&whole, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", name);
    text_addf(&below, "%s%s%s", folder, folder[0] != '\0' ? "/" : "", name);
    if (stat(whole.at, &status) == 0) { /* else a link that leads nowhere */
        if (S_ISDIR(status.st_mode))
            search(list, whole.at, below.at, depth + 1);
        else if (S_ISREG(status.st_mode) && stem_of(name).bytes < strlen(name) &&
                 !has_script(entries, count, name) && is_new(list, &status))
            add_book(list, whole.at, folder);
    }
    text_release(&whole);
    text_release(&below);
}

bool book_list_is_folder(const char *path)
{
    struct stat status;
    struct text inside = {0};
    text_addf(&inside, "%s/META-INF/container.xml", path);
    bool is_folder =
        stat(path, &status) == 0 && S_ISDIR(status.st_mode) && stat(inside.at, &status) != 0;
    text_release(&inside);
    return is_folder;
}

/* A folder that cannot be read is listed like a book; reading it will say why. So is an EPUB that
 * is unpacked. */
static void search(struct book_list *list, const char *path, const char *folder, int depth)
{
    struct dirent **entries;
    struct stat status;
    if (stat(path, &status) == 0 && (!is_new(list, &status) || depth > DEPTH_MAX))
        return;
    int count = book_list_is_folder(path) ? scandir(path, &entries, may_be_listed, by_name) : -1;
    if (count < 0) {
        add_book(list, path, folder);
        return;
    }
    for (int i = 0; i < count; i++)
        add_entry(list, path, folder, depth, entries, count, entries[i]->d_name);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
}

/* A name that the user gave. */
static bool add_given(struct book_list *list, const struct options *options, const char *path,
                      struct err *err)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        add_book(list, path, "");
        return true;
    }
    if (!book_list_is_folder(path)) {
        if (is_new(list, &status))
            add_book(list, path, "");
        return true;
    }
    if (!options->recursive)
        return err_set(err, ERR_INPUT,
                       "%s: is a directory; give the name of a book in it, or --recursive for all "
                       "of them",
                       path);
    search(list, path, "", 0);
    return true;
}

static bool next_name(struct view *rest, bool nul_separated, struct view *name)
{
    if (!nul_separated)
        return view_next_line(rest, name);
    if (rest->bytes == 0)
        return false;
    const char *nul = memchr(rest->at, '\0', rest->bytes);
    size_t end = nul != NULL ? (size_t)(nul - rest->at) : rest->bytes;
    *name = view_part(*rest, 0, end);
    *rest = view_part(*rest, end + 1, rest->bytes);
    return true;
}

static bool add_names_from(struct book_list *list, const struct options *options, struct err *err)
{
    struct text names = {0};
    const char *path = options->files_from;
    struct view name;
    bool good = file_read(path, LIST_MAX_BYTES, &names, err);
    struct view rest = text_view(&names);
    if (good && !options->nul_separated && rest.bytes > 0 &&
        memchr(rest.at, '\0', rest.bytes) != NULL)
        good = err_set(err, ERR_INPUT,
                       "%s: has NUL bytes; if names end with a NUL, add --null to --files-from",
                       strcmp(path, "-") == 0 ? "standard input" : path);
    while (good && next_name(&rest, options->nul_separated, &name))
        if (name.bytes > 0) {
            const char *copy = arena_copy_text(list->arena, name.at, name.bytes);
            good = add_given(list, options, copy, err);
        }
    text_release(&names);
    return good;
}

bool book_list_make(struct book_list *list, const struct options *options, char **words, int count,
                    struct err *err)
{
    *list = (struct book_list){.arena = arena_new()};
    bool good = true;
    for (int i = 0; good && i < count; i++)
        good = add_given(list, options, words[i], err);
    if (good && options->files_from != NULL)
        good = add_names_from(list, options, err);
    if (good && list->count == 0)
        good = err_set(err, ERR_INPUT,
                       "there is no book to render: no file has a name that ends like that of a "
                       "book (.epub, .html, .md, .txt)");
    return good;
}

void book_list_release(struct book_list *list)
{
    table_release(&list->seen);
    arena_free(list->arena);
    free(list->items);
    *list = (struct book_list){0};
}
