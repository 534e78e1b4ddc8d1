/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/parts.h"

#include "base/mem.h"
#include "base/table.h"
#include "command/options.h"
#include "command/project.h"
#include "command/render.h"
#include "naming/name_template.h"
#include "script/script.h"
#include "speech/speech.h"

#include <stdlib.h>
#include <string.h>

/* Chosen: the tag besides cover and titles, and frames of silence at the ends, rounded up. */
enum { OVERHEAD_BYTES = 8192 };

/* The estimate was within 5 % (speech.c) in books; a limit of bytes is kept where it is not. */
enum { SIZE_PERCENT = 92 };

/* Chosen for SPLIT_SIZE, where the sound is not MP3: 16 bits a sample, or Opus at 64 kbit/s. */
enum { SAMPLE_BYTES = 2, OPUS_BYTES_PER_S = 8000 };

struct part_naming part_naming_of(const struct options *options)
{
    static const char folders[] = "{folder}/{stem}", files[] = "{number} - {chapter}";
    struct view template = view_of(options->name != NULL ? options->name : folders);
    struct part_naming naming = {.ending = ".mp3"};
    const char *ending = render_ending(template);
    if (ending != NULL) {
        template.bytes -= strlen(ending);
        naming.ending = ending;
    }
    size_t cut = name_template_part(template);
    naming.folder = view_part(template, 0, cut);
    naming.file = cut < template.bytes ? view_part(template, cut, template.bytes) : view_of(files);
    if (view_ends(naming.folder, "/"))
        naming.folder.bytes--;
    return naming;
}

/* ---- Which file each chapter goes into ---- */

struct piece_list {
    struct split_piece *items;
    size_t count, capacity;
};

static void add_piece(struct piece_list *list, size_t chapter, uint64_t size,
                      const struct parts_request *request)
{
    list->items = mem_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] =
        (struct split_piece){chapter, request->track->chapters[chapter].level, size};
}

static uint64_t size_of(const struct parts_request *request, uint64_t ms)
{
    const struct speech_settings *settings = request->settings;
    uint64_t rate = (uint64_t)settings->rate_hz * SAMPLE_BYTES;
    if (request->options->split.kind != SPLIT_SIZE)
        return ms;
    if (request->track->format == TRACK_MP3)
        rate = (uint64_t)settings->bitrate_kbps * 125;
    else if (request->track->format == TRACK_OPUS)
        rate = OPUS_BYTES_PER_S;
    return ms * rate / 1000;
}

/* One for each take, and one for each chapter without any. */
static void list_pieces(struct parts *parts, const struct parts_request *request,
                        struct piece_list *list)
{
    const struct script *script = request->script;
    size_t take_count, *takes = speech_take_starts(script, &take_count), next_chapter = 0;
    parts->piece_of_take = mem_zero(take_count, sizeof *parts->piece_of_take);
    for (size_t i = 0; i < take_count; i++) {
        size_t end = i + 1 < take_count ? takes[i + 1] : script->utterance_count;
        size_t chapter = request->track_index[script->utterances[takes[i]].chapter];
        for (; next_chapter < chapter; next_chapter++)
            add_piece(list, next_chapter, 0, request);
        next_chapter = chapter + 1;
        parts->piece_of_take[i] = list->count;
        uint64_t ms = speech_estimate_ms(script, request->settings, takes[i], end - takes[i]);
        add_piece(list, chapter, size_of(request, ms), request);
    }
    for (; next_chapter < request->track->chapter_count; next_chapter++)
        add_piece(list, next_chapter, 0, request);
    free(takes);
}

/* Where chapters are never cut, one piece for each: the first one gets the size of all. */
static void join_pieces(struct piece_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (kept > 0 && list->items[kept - 1].chapter == list->items[i].chapter)
            list->items[kept - 1].size += list->items[i].size;
        else
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

/* ---- What the files are called ---- */

static const char *title_of(const struct parts *parts, size_t part,
                            const struct parts_request *request)
{
    const struct track_chapter *chapters = request->track->chapters;
    struct split_part content = parts->items[part].content;
    const char *first = chapters[content.first_chapter].title;
    const char *last = chapters[content.first_chapter + content.chapter_count - 1].title;
    struct text title = {0};
    bool cut =
        content.continues || (part + 1 < parts->count && parts->items[part + 1].content.continues);
    if (request->options->split.kind == SPLIT_PARTS || content.chapter_count == 1)
        text_add_str(&title, first);
    else if (request->options->split.kind == SPLIT_CHAPTERS)
        text_add_str(&title, last);
    else
        text_addf(&title, "%s \xE2\x80\x93 %s", first, last);
    if (cut && content.chapter_count == 1) {
        size_t number = 1;
        for (size_t i = part; i > 0 && parts->items[i].content.continues; i--)
            number++;
        text_addf(&title, " (%zu)", number);
    }
    const char *copy = arena_copy_text(parts->arena, title.at != NULL ? title.at : "", title.bytes);
    text_release(&title);
    return copy;
}

static int width_of(size_t count)
{
    int width = 2;
    for (size_t most = 99; most < count; most = most * 10 + 9)
        width++;
    return width;
}

/* Once the names are made, which may have the number themselves. */
static void number_titles(struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        struct text title = {0};
        text_addf(&title, "%0*zu - %s", width_of(parts->count), i + 1, parts->items[i].title);
        parts->items[i].title = arena_copy_text(parts->arena, title.at, title.bytes);
        text_release(&title);
    }
}

/* The path of a file, which nobody has yet. */
static const char *path_of(struct parts *parts, size_t part, const struct parts_request *request,
                           const struct part_naming *naming, struct table *taken)
{
    struct text path = {0}, key = {0}, number = {0};
    text_addf(&number, "%0*zu", width_of(parts->count), part + 1);
    struct name_source source = {&request->track->metadata, parts->stem, "", number.at,
                                 parts->items[part].title};
    text_add_str(&path, request->target);
    name_template_fill(naming->file, &source, &path);
    size_t wish = path.bytes;
    for (size_t again = 2;; again++) {
        text_clear(&key);
        name_key(text_view(&path), &key);
        const char *copy = arena_copy_text(parts->arena, key.at, key.bytes);
        if (table_add(taken, table_text((struct view){copy, key.bytes}), 1))
            break;
        text_cut(&path, wish);
        name_add_number(&path, again);
    }
    text_add_str(&path, naming->ending);
    const char *copy = arena_copy_text(parts->arena, path.at, path.bytes);
    text_release(&path);
    text_release(&key);
    text_release(&number);
    return copy;
}

/* The name of the book's file without folder and ending. */
static char *stem_of(const char *book_path)
{
    char *beside = project_beside(strcmp(book_path, "-") == 0 ? "book" : book_path, "");
    const char *slash = strrchr(beside, '/');
    char *stem = mem_copy_text(slash != NULL ? slash + 1 : beside,
                               strlen(slash != NULL ? slash + 1 : beside));
    free(beside);
    return stem;
}

static void name_parts(struct parts *parts, const struct parts_request *request)
{
    struct part_naming naming = part_naming_of(request->options);
    struct table taken = {0};
    parts->stem = stem_of(request->book_path);
    for (size_t i = 0; i < parts->count; i++)
        parts->items[i].title = title_of(parts, i, request);
    for (size_t i = 0; i < parts->count; i++)
        parts->items[i].path = path_of(parts, i, request, &naming, &taken);
    table_release(&taken);
    if (request->options->number_titles)
        number_titles(parts);
    struct text stem = {0};
    struct name_source source = {.stem = parts->stem};
    text_add_str(&stem, request->target);
    name_template_fill(view_of("{stem}"), &source, &stem);
    free(parts->stem);
    parts->stem = stem.at;
}

/* ---- */

static void make_one(struct parts *parts, const struct parts_request *request)
{
    const char *ending = render_ending(view_of(request->target));
    size_t bytes = strlen(request->target) - (ending != NULL ? strlen(ending) : 0);
    parts->items = mem_zero(1, sizeof *parts->items);
    parts->count = 1;
    parts->items[0].path = request->target;
    parts->items[0].content.chapter_count = request->track->chapter_count;
    parts->stem = mem_copy_text(request->target, bytes);
}

void parts_make(struct parts *parts, const struct parts_request *request)
{
    *parts = (struct parts){.arena = arena_new()};
    struct split_rule rule = request->options->split;
    if (rule.kind == SPLIT_NONE) {
        make_one(parts, request);
        return;
    }
    struct piece_list pieces = {0};
    list_pieces(parts, request, &pieces);
    if (rule.most == 0) {
        join_pieces(&pieces);
        free(parts->piece_of_take);
        parts->piece_of_take = NULL;
    }
    size_t overhead = request->track->cover_bytes + OVERHEAD_BYTES;
    if (rule.kind == SPLIT_SIZE)
        rule.most = rule.most > overhead ? (rule.most - overhead) / 100 * SIZE_PERCENT : 1;
    struct split_part *content = split_make(&rule, pieces.items, pieces.count, &parts->count);
    parts->items = mem_zero(parts->count, sizeof *parts->items);
    parts->estimated = mem_zero(parts->count, sizeof *parts->estimated);
    for (size_t i = 0; i < parts->count; i++) {
        size_t end = i + 1 < parts->count ? content[i + 1].first_piece : pieces.count;
        parts->items[i].content = content[i];
        for (size_t piece = content[i].first_piece; piece < end; piece++)
            parts->estimated[i] += pieces.items[piece].size;
    }
    name_parts(parts, request);
    free(content);
    free(pieces.items);
}

void parts_release(struct parts *parts)
{
    free(parts->items);
    free(parts->piece_of_take);
    free(parts->estimated);
    free(parts->stem);
    arena_free(parts->arena);
    *parts = (struct parts){0};
}
