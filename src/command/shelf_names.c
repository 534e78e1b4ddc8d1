/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/shelf_names.h"

#include "base/mem.h"
#include "command/options.h"
#include "command/parts.h"
#include "command/project.h"
#include "command/render.h"
#include "naming/name_template.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool shelf_names_make(struct shelf_names *names, const struct options *options, struct err *err)
{
    *names = (struct shelf_names){
        .folder = options->output_dir != NULL ? options->output_dir : options->output,
        .template = view_of(options->name != NULL ? options->name : "{folder}/{stem}"),
        .ending = ".mp3",
        .arena = arena_new(),
    };
    names->as_the_book = names->folder == NULL && options->name == NULL;
    const char *ending = render_ending(names->template);
    if (ending != NULL) {
        names->template.bytes -= strlen(ending);
        names->ending = ending;
    }
    bool split = options->split.kind != SPLIT_NONE;
    if (!name_template_check(names->template, split, err))
        return false;
    if (split) {
        names->template = part_naming_of(options).folder;
        names->ending = "/";
    }
    return true;
}

bool shelf_names_divide(struct shelf_names *names, const struct options *options, size_t books,
                        struct err *err)
{
    if (options->split.kind == SPLIT_NONE)
        return true;
    bool searched = options->recursive || options->files_from != NULL;
    if (books == 1 && names->folder != NULL && options->name == NULL && !searched)
        names->template = view_of("");
    if (books > 1 && name_template_is_fixed(names->template))
        return err_set(err, ERR_USAGE,
                       "--name \"%s\" gives all books one folder; write, for example, --name "
                       "'{title}/{number} - {chapter}'",
                       options->name);
    return true;
}

void shelf_names_release(struct shelf_names *names)
{
    for (size_t i = names->made_count; i > 0; i--)
        rmdir(names->made[i - 1]); /* fails unless it is empty */
    free(names->made);
    table_release(&names->taken);
    arena_free(names->arena);
    *names = (struct shelf_names){0};
}

bool shelf_names_need_book(const struct shelf_names *names)
{
    return !names->as_the_book && name_template_needs_book(names->template);
}

char *shelf_names_wish(const struct shelf_names *names, const struct listed_book *book,
                       const struct metadata *metadata)
{
    char *beside = project_beside(strcmp(book->path, "-") == 0 ? "book" : book->path, "");
    if (names->as_the_book)
        return beside;
    const char *slash = strrchr(beside, '/');
    struct name_source source = {
        .metadata = metadata, .stem = slash != NULL ? slash + 1 : beside, .folder = book->folder};
    struct text path = {0};
    if (names->folder != NULL)
        text_addf(&path, "%s%s", names->folder, view_ends(view_of(names->folder), "/") ? "" : "/");
    else if (slash != NULL)
        text_add(&path, beside, (size_t)(slash - beside) + 1);
    if (names->template.bytes > 0)
        name_template_fill(names->template, &source, &path);
    else if (path.bytes == 0)
        text_add_char(&path, '.');
    else if (path.bytes > 1)
        text_cut(&path, path.bytes - 1); /* the slash, which is the ending */
    free(beside);
    return path.at;
}

/* Whether nobody has this path yet. It is taken now. */
static bool take(struct shelf_names *names, struct view path)
{
    struct text key = {0};
    name_key(path, &key);
    const char *copy = arena_copy_text(names->arena, text_view(&key).at, key.bytes);
    bool is_new = table_add(&names->taken, table_text((struct view){copy, key.bytes}), 1);
    text_release(&key);
    return is_new;
}

/* Makes the folders of the path that do not exist. */
static bool make_folders_of(struct shelf_names *names, const char *path, struct err *err)
{
    for (const char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        const char *folder = arena_copy_text(names->arena, path, (size_t)(slash - path));
        struct stat status;
        if (stat(folder, &status) == 0 && S_ISDIR(status.st_mode))
            continue;
        if (mkdir(folder, 0777) != 0)
            return err_set(err, ERR_OUTPUT, "%s: the folder cannot be created: %s", folder,
                           strerror(errno));
        names->made =
            mem_grow(names->made, names->made_count, &names->made_capacity, sizeof *names->made);
        names->made[names->made_count++] = folder;
    }
    return true;
}

char *shelf_names_give(struct shelf_names *names, const char *wish, bool make_folders,
                       struct err *err)
{
    struct text path = {0};
    text_add_str(&path, wish);
    for (size_t number = 2; !take(names, text_view(&path)); number++) {
        text_cut(&path, strlen(wish));
        name_add_number(&path, number);
    }
    text_add_str(&path, names->ending);
    if (!make_folders || make_folders_of(names, path.at, err))
        return path.at;
    text_release(&path);
    return NULL;
}
