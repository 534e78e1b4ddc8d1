/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/confine.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/tty.h"
#include "command/command.h"
#include "command/options.h"
#include "command/project.h"
#include "data/data.h"
#include "sandbox/sandbox.h"
#include "speech/espeak.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void allow_data(struct sandbox *sandbox, const char *folder)
{
    struct err missing; /* reported by who needs it */
    char *path = data_path(folder, "", &missing);
    if (path != NULL)
        sandbox_allow_read(sandbox, path);
    free(path);
}

/* What the program and its libraries read on their own account. */
static void allow_own_files(struct sandbox *sandbox)
{
    allow_data(sandbox, "voices");
    allow_data(sandbox, "assets");
    sandbox_allow_workers(sandbox, espeak_data_folder());
    sandbox_allow_use(sandbox, "/dev/null");
    sandbox_allow_read(sandbox, "/sys/devices/system/cpu/online"); /* for -j's default */
    /* eSpeak NG asks for the locale C.UTF-8. */
    sandbox_allow_read(sandbox, "/usr/lib/locale");
    sandbox_allow_read(sandbox, "/usr/share/locale");
}

static void allow_option(struct sandbox *sandbox, const char *path)
{
    if (path != NULL)
        sandbox_allow_read(sandbox, path);
}

static void allow_beside(struct sandbox *sandbox, const char *book, const char *ending)
{
    char *path = project_beside(book, ending);
    sandbox_allow_read(sandbox, path);
    free(path);
}

/* A script file begins with a section in brackets, and may name a cover next to it. */
static bool is_script(const char *path)
{
    char bytes[256]; /* chosen: more blank lines than anybody begins a file with */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0)
        return false;
    ssize_t got = read(file, bytes, sizeof bytes);
    close(file);
    struct view start = {bytes, got > 0 ? (size_t)got : 0};
    if (view_starts(start, "\xEF\xBB\xBF"))
        start = view_part(start, 3, start.bytes);
    return view_starts(view_trim(start), "[");
}

static void allow_book(struct sandbox *sandbox, const char *path)
{
    if (strcmp(path, "-") == 0)
        return;
    sandbox_allow_read(sandbox, path);
    for (size_t i = 0; project_endings_beside[i] != NULL; i++)
        allow_beside(sandbox, path, project_endings_beside[i]);
    if (!is_script(path))
        return;
    char *folder = file_folder(path);
    sandbox_allow_read(sandbox, folder);
    free(folder);
}

char *confine_nearest_folder(const char *path)
{
    char *folder = file_folder(path);
    while (access(folder, F_OK) != 0 && strcmp(folder, ".") != 0) {
        folder[strlen(folder) - 1] = '\0'; /* the slash */
        char *above = file_folder(folder);
        free(folder);
        folder = above;
    }
    return folder;
}

/* The file that is there is read to find out whether it is one of ours, and unfinished ones to find
 * out whether they are stale. */
static void allow_target(struct sandbox *sandbox, const char *target, bool only_looks)
{
    char *path = file_follow_links(target), *folder = confine_nearest_folder(path);
    sandbox_allow_read(sandbox, folder);
    if (!only_looks)
        sandbox_allow_write(sandbox, folder);
    free(folder);
    free(path);
}

static void tell(struct sandbox_report report)
{
    if (report.sanitizer)
        return;
    if (report.landlock == 0)
        tty_verbose("this system has no Landlock: files are not confined");
    if (!report.filter)
        tty_verbose("this system has no seccomp filters: system calls are not confined");
}

/* Letters need fonts. */
static void allow_drawing(struct sandbox *sandbox, const struct options *options)
{
    static const char *const folders[] = {"/etc/fonts",
                                          "/usr/share/fonts",
                                          "/usr/share/fontconfig",
                                          "/usr/local/share/fonts",
                                          "/var/cache/fontconfig",
                                          "/usr/share/mime"};
    const char *cover = options->cover;
    bool draws = options->make_cover || options->picture != NULL ||
                 (cover != NULL && view_ends_nocase(view_of(cover), ".svg"));
    for (size_t i = 0; draws && i < sizeof folders / sizeof folders[0]; i++)
        if (access(folders[i], F_OK) == 0)
            sandbox_allow_read(sandbox, folders[i]);
}

static struct sandbox *begin(const struct options *options)
{
    struct sandbox *sandbox = sandbox_new();
    allow_own_files(sandbox);
    allow_option(sandbox, options->cast);
    allow_option(sandbox, options->cover);
    allow_drawing(sandbox, options);
    allow_option(sandbox, options_voices(options));
    const struct speech_settings *speech = &options->speech;
    const char *const sounds[] = {speech->chime, speech->intro, speech->outro};
    for (size_t i = 0; i < sizeof sounds / sizeof sounds[0]; i++)
        if (sounds[i] != NULL)
            sandbox_allow_workers(sandbox, sounds[i]); /* one of them decodes it */
    for (size_t i = 0; i < options->lexicons.count; i++)
        allow_option(sandbox, options->lexicons.items[i]);
    return sandbox;
}

void confine(const struct options *options, const struct confinement *left)
{
    if (options->no_sandbox)
        return;
    struct sandbox *sandbox = begin(options);
    if (left->book != NULL)
        allow_book(sandbox, left->book);
    if (left->below != NULL)
        allow_target(sandbox, left->below, left->only_looks);
    if (left->tidies != NULL)
        sandbox_allow_tidying(sandbox, left->tidies);
    if (left->cache != NULL) {
        sandbox_allow_read(sandbox, left->cache);
        if (!left->only_looks)
            sandbox_allow_write(sandbox, left->cache);
    }
    tell(sandbox_enter(sandbox));
}

void command_confine(const struct options *options, char **words, int count)
{
    if (options->no_sandbox)
        return;
    struct sandbox *sandbox = begin(options);
    for (int i = 0; i < count; i++)
        allow_book(sandbox, words[i]);
    if (options->output != NULL)
        allow_target(sandbox, options->output, false);
    if (options->picture != NULL)
        allow_target(sandbox, options->picture, false);
    tell(sandbox_enter(sandbox));
}
