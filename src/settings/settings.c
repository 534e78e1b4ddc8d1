/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/settings.h"

#include "base/mem.h"
#include "base/str.h"
#include "data/data.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The variables count only if they are absolute (XDG Base Directory Specification 0.8). */
static char *user_path(const char *name)
{
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    struct text path = {0};
    if (folder != NULL && folder[0] == '/')
        text_addf(&path, "%s/lectern/%s", folder, name);
    else if (home != NULL && home[0] == '/')
        text_addf(&path, "%s/.config/lectern/%s", home, name);
    return path.at;
}

/* The folder that a path stands in, with its slash: "" for a bare name. */
static struct view folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (struct view){path, slash != NULL ? (size_t)(slash - path) + 1 : 0};
}

static char *books_path(const char *book)
{
    struct stat status;
    if (book == NULL || strcmp(book, "-") == 0)
        return NULL;
    struct text path = {0};
    if (stat(book, &status) == 0 && S_ISDIR(status.st_mode))
        text_addf(&path, "%s/", book);
    else
        text_addf(&path, "%.*s", VIEW_ARGS(folder_of(book)));
    text_add_str(&path, "lectern.conf");
    return path.at;
}

static char *user_voices(void)
{
    struct stat status;
    char *path = user_path("voices");
    if (path != NULL && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return path;
    free(path);
    return NULL;
}

static bool read_file(struct settings *settings, enum settings_origin origin, struct err *err)
{
    const char *path = settings->paths[origin];
    if (path == NULL || (origin != SETTINGS_PROGRAM && access(path, F_OK) != 0))
        return true;
    settings->files[origin] = data_read(path, err);
    if (settings->files[origin] != NULL)
        return true;
    if (origin != SETTINGS_PROGRAM && err->kind == ERR_SETUP)
        err->kind = ERR_USAGE;
    return false;
}

struct settings *settings_read(const char *book, bool own, bool profiles, struct err *err)
{
    struct settings *settings = mem_zero(1, sizeof *settings);
    settings->arena = arena_new();
    if (profiles)
        settings->paths[SETTINGS_PROGRAM] = data_path("assets", "profiles.txt", err);
    bool good = !profiles || settings->paths[SETTINGS_PROGRAM] != NULL;
    if (own) {
        settings->paths[SETTINGS_USER] = user_path("config");
        settings->voices = user_voices();
        settings->paths[SETTINGS_BOOKS] = books_path(book);
    }
    for (int origin = 0; good && origin < SETTINGS_ORIGINS; origin++)
        good = read_file(settings, (enum settings_origin)origin, err);
    if (good)
        return settings;
    settings_free(settings);
    return NULL;
}

void settings_free(struct settings *settings)
{
    if (settings == NULL)
        return;
    for (int origin = 0; origin < SETTINGS_ORIGINS; origin++) {
        data_free(settings->files[origin]);
        free(settings->paths[origin]);
    }
    free(settings->voices);
    arena_free(settings->arena);
    free(settings);
}

/* Whether one of the names between the slashes is "..". */
static bool leaves_folder(const char *name)
{
    for (const char *at = name; at != NULL;
         at = strchr(at, '/') != NULL ? strchr(at, '/') + 1 : NULL)
        if (strncmp(at, "..", 2) == 0 && (at[2] == '/' || at[2] == '\0'))
            return true;
    return false;
}

const char *settings_path(struct settings *settings, enum settings_origin origin, const char *name,
                          struct err *err)
{
    const char *home = getenv("HOME");
    struct text path = {0};
    if (strcmp(name, "none") == 0 || name[0] == '\0' || origin == SETTINGS_PROGRAM)
        return name;
    if (origin == SETTINGS_BOOKS && (name[0] == '/' || name[0] == '~' || leaves_folder(name))) {
        err_set(err, ERR_USAGE,
                "\"%s\" is not below the folder of this file; only the user's own "
                "config may name such a file",
                name);
        return NULL;
    }
    if (name[0] == '~' && name[1] == '/' && home != NULL)
        text_addf(&path, "%s%s", home, name + 1);
    else if (name[0] == '/')
        return name;
    else
        text_addf(&path, "%.*s%s", VIEW_ARGS(folder_of(settings->paths[origin])), name);
    const char *copy = arena_copy_text(settings->arena, path.at, path.bytes);
    text_release(&path);
    return copy;
}
