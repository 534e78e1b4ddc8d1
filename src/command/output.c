/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/output.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/tty.h"
#include "command/options.h"
#include "command/project.h"
#include "command/render.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_split(const struct output *output)
{
    return output->options->split.kind != SPLIT_NONE;
}

/* The formats of the text files, one bit each. */
static uint32_t formats_of(const struct output *output)
{
    uint32_t always = is_split(output) ? 1u << SIDECAR_CUE | 1u << SIDECAR_M3U8 : 0;
    return output->options->chapter_files | always;
}

static char *text_path(const char *stem, enum sidecar_format format)
{
    struct text path = {0};
    text_addf(&path, "%s%s", stem, sidecar_ending(format));
    return path.at;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* Whether the text files beside a single file are there. */
static bool texts_are_there(const struct output *output)
{
    const char *ending = render_ending(view_of(output->target));
    bool all = true;
    struct text stem = {0};
    text_add(&stem, output->target, strlen(output->target) - (ending ? strlen(ending) : 0));
    for (int i = 0; all && i < SIDECAR_FORMAT_COUNT; i++) {
        if ((formats_of(output) >> i & 1) == 0)
            continue;
        char *path = text_path(stem.at, (enum sidecar_format)i);
        all = access(path, F_OK) == 0;
        free(path);
    }
    text_release(&stem);
    return all;
}

enum target_state output_examine(struct output *output, const struct cache_key *recipe)
{
    if (is_split(output)) {
        output->made = made_set_find(output->cache, output->target, output->book_path);
        return made_set_is_up_to_date(output->made, recipe) ? TARGET_UP_TO_DATE : TARGET_ABSENT;
    }
    enum target_state state = recipe_examine(output->cache, recipe, output->target);
    return state == TARGET_UP_TO_DATE && !texts_are_there(output) ? TARGET_OWN : state;
}

void output_plan(struct output *output, struct parts_request *request)
{
    request->target = output->target;
    parts_make(&output->parts, request);
}

static bool check_file(const struct output *output, const char *path, struct err *err)
{
    if (!project_check_target(output->options, output->book_path, path, false, err))
        return false;
    enum target_state state = output->made != NULL ? made_set_examine(output->made, name_of(path))
                                                   : recipe_examine(output->cache, NULL, path);
    return output->options->force || state != TARGET_FOREIGN ||
           err_set(
               err, ERR_OUTPUT,
               "%s: exists, and lectern did not make it or it was changed since; use --force to "
               "replace it, or -o for another name",
               path);
}

bool output_check(const struct output *output, struct err *err)
{
    const struct parts *parts = &output->parts;
    bool good = true;
    for (size_t i = 0; good && is_split(output) && i < parts->count; i++)
        good = check_file(output, parts->items[i].path, err);
    for (int i = 0; good && i < SIDECAR_FORMAT_COUNT; i++) {
        if ((formats_of(output) >> i & 1) == 0)
            continue;
        char *path = text_path(parts->stem, (enum sidecar_format)i);
        good = check_file(output, path, err);
        free(path);
    }
    return good;
}

bool output_open(struct output *output, const struct track_plan *book, struct err *err)
{
    output->book = *book;
    output->plan = (struct file_set_plan){*book, output->parts.items, output->parts.count};
    output->set = file_set_open(&output->plan, err);
    return output->set != NULL;
}

/* ---- The text files ---- */

static uint64_t ms_of(const struct output *output, uint64_t samples)
{
    uint64_t rate_hz = (uint64_t)output->book.rate_hz;
    return (samples * 1000 + rate_hz / 2) / rate_hz;
}

static void list_files(const struct output *output, struct sidecar_file *files)
{
    const struct parts *parts = &output->parts;
    for (size_t i = 0; i < parts->count; i++) {
        const struct file_part *part = &parts->items[i];
        files[i] = (struct sidecar_file){
            .name = name_of(part->path),
            .title = part->title != NULL ? part->title : output->book.metadata.title,
            .start_ms = ms_of(output, file_set_part_samples(output->set, i)),
            .is_mp3 = output->book.format == TRACK_MP3,
        };
    }
}

static void list_chapters(const struct output *output, const struct sidecar_file *files,
                          struct sidecar_chapter *chapters)
{
    size_t file = 0;
    for (size_t i = 0; i < output->book.chapter_count; i++) {
        uint64_t ms = ms_of(output, file_set_chapter_samples(output->set, i));
        while (file + 1 < output->parts.count && files[file + 1].start_ms <= ms)
            file++;
        chapters[i] = (struct sidecar_chapter){output->book.chapters[i].title, ms, file};
    }
}

static bool write_text(struct output *output, enum sidecar_format format,
                       const struct sidecar_book *book, struct err *err)
{
    struct text text = {0};
    char *path = text_path(output->parts.stem, format);
    sidecar_write(format, book, &text);
    bool good = file_create(&output->texts[format], path, err);
    if (good) {
        output->texts_open |= 1u << format;
        good = file_write(&output->texts[format], text.at, text.bytes, err);
    }
    text_release(&text);
    free(path);
    return good;
}

/* Writes them, still without names. */
static bool write_texts(struct output *output, struct err *err)
{
    const struct track_plan *plan = &output->book;
    uint32_t formats = formats_of(output);
    struct sidecar_file *files = mem_zero(output->parts.count, sizeof *files);
    struct sidecar_chapter *chapters = mem_zero(plan->chapter_count, sizeof *chapters);
    list_files(output, files);
    list_chapters(output, files, chapters);
    struct sidecar_book book = {
        .metadata = &plan->metadata,
        .files = files,
        .file_count = output->parts.count,
        .chapters = chapters,
        .chapter_count = plan->chapter_count,
        .end_ms = ms_of(output, output->samples),
    };
    bool good = true;
    for (int i = 0; good && i < SIDECAR_FORMAT_COUNT; i++)
        if ((formats >> i & 1) != 0)
            good = write_text(output, (enum sidecar_format)i, &book, err);
    free(files);
    free(chapters);
    return good;
}

static bool commit_texts(struct output *output, struct err *err)
{
    bool good = true;
    for (int i = 0; good && i < SIDECAR_FORMAT_COUNT; i++)
        if ((output->texts_open >> i & 1) != 0)
            good = file_commit(&output->texts[i], err);
    return good;
}

bool output_close(struct output *output, struct track_report *report, struct err *err)
{
    if (!file_set_finish(output->set, report, err))
        return false;
    output->samples = report->samples;
    return write_texts(output, err) && file_set_commit(output->set, err) &&
           commit_texts(output, err);
}

/* ---- */

/* Each text file beside a single file is known by itself. */
static void remember_texts(const struct output *output)
{
    for (int i = 0; i < SIDECAR_FORMAT_COUNT; i++) {
        if ((formats_of(output) >> i & 1) == 0)
            continue;
        char *path = text_path(output->parts.stem, (enum sidecar_format)i);
        recipe_remember(output->cache, NULL, path, NULL);
        free(path);
    }
}

static void remember_set(struct output *output, const struct cache_key *recipe,
                         const char *also_read)
{
    const struct parts *parts = &output->parts;
    const char **names = mem_zero(parts->count + SIDECAR_FORMAT_COUNT, sizeof *names);
    char *paths[SIDECAR_FORMAT_COUNT] = {NULL};
    size_t count = 0;
    for (size_t i = 0; i < parts->count; i++)
        names[count++] = name_of(parts->items[i].path);
    for (int i = 0; i < SIDECAR_FORMAT_COUNT; i++)
        if ((formats_of(output) >> i & 1) != 0) {
            paths[i] = text_path(parts->stem, (enum sidecar_format)i);
            names[count++] = name_of(paths[i]);
        }
    made_set_remove_others(output->made, names, count);
    made_set_remember(output->made, recipe, names, count, also_read);
    for (int i = 0; i < SIDECAR_FORMAT_COUNT; i++)
        free(paths[i]);
    free(names);
}

void output_remember(struct output *output, const struct cache_key *recipe, const char *also_read)
{
    if (is_split(output)) {
        remember_set(output, recipe, also_read);
        return;
    }
    recipe_remember(output->cache, recipe, output->target, also_read);
    remember_texts(output);
}

void output_print(const struct output *output, FILE *out)
{
    const struct parts *parts = &output->parts;
    if (!is_split(output))
        return;
    fputs("\nFiles:\n", out);
    for (size_t i = 0; i < parts->count; i++) {
        char about[64];
        const struct file_part *part = &parts->items[i];
        if (output->options->split.kind == SPLIT_SIZE)
            snprintf(about, sizeof about, "%.1f MB", (double)parts->estimated[i] / 1e6);
        else
            tty_format_seconds((double)parts->estimated[i] / 1e3, about, sizeof about);
        fputs("  ", out);
        tty_write_masked(out, view_of(part->path));
        fprintf(out, " (about %s", about);
        if (part->content.chapter_count > 1)
            fprintf(out, ", %zu chapters", part->content.chapter_count);
        fputs(")\n", out);
    }
}

void output_release(struct output *output)
{
    file_set_abandon(output->set);
    for (int i = 0; i < SIDECAR_FORMAT_COUNT; i++)
        if ((output->texts_open >> i & 1) != 0)
            file_discard(&output->texts[i]);
    made_set_free(output->made);
    parts_release(&output->parts);
    output->set = NULL;
    output->made = NULL;
    output->texts_open = 0;
}
