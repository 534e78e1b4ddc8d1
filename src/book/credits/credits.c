/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/credits/credits.h"

#include "base/mem.h"
#include "base/search.h"
#include "base/spill.h"
#include "base/str.h"
#include "book/book.h"
#include "data/data.h"
#include "data/language.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Where in the book something is said. */
enum moment { OPENING, CHAPTER_OPENING, CHAPTER_CLOSING, CLOSING, MOMENT_COUNT };

/* The sections of each style in credits.txt; where there is one with the title, what is said at
 * that moment is a chapter of its own. */
static const struct style {
    const char *name, *sections[MOMENT_COUNT], *titles[MOMENT_COUNT];
} styles[] = {
    {"book",
     {"book opening", NULL, NULL, "book closing"},
     {"book opening title", NULL, NULL, "book closing title"}},
    {"librivox",
     {"librivox opening", "librivox chapter opening", "librivox chapter closing",
      "librivox closing"},
     {NULL}},
};

/* The start of a chapter that has nothing yet. */
static const size_t NOT_YET = SIZE_MAX;

/* The book as it is rebuilt: its old text is copied up to `copied`, and its old blocks, spans and
 * cues up to `block`, `span` and `cue`. */
struct rebuilding {
    struct book *book;
    const struct metadata *metadata;
    const struct data_file *data;
    const struct style *style;
    struct text text;
    size_t copied, block, span, cue;
    struct block *blocks;
    size_t block_count, block_capacity;
    struct chapter *chapters;
    size_t chapter_count, chapter_capacity;
    size_t number; /* of the chapters that have text, the one that is being made */
};

static void add_value(const struct rebuilding *rebuilding, struct view name, struct text *out)
{
    const struct metadata *metadata = rebuilding->metadata;
    const struct {
        const char *name, *value;
    } fields[] = {
        {"title", metadata->title},
        {"subtitle", metadata->subtitle},
        {"author", metadata->author},
        {"translator", metadata->translator},
        {"publisher", metadata->publisher},
        {"series", metadata->series},
        {"series_part", metadata->series_part},
        {"narrator", metadata->narrator},
    };
    if (view_is(name, "number"))
        text_addf(out, "%zu", rebuilding->number);
    else if (view_is(name, "chapter"))
        text_add_str(out, rebuilding->chapters[rebuilding->chapter_count - 1].title);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (view_is(name, fields[i].name) && fields[i].value != NULL)
            text_add_str(out, fields[i].value);
}

/* Appends a sentence with its fields filled in; nothing if one of them is empty. A full stop after
 * a field that ends in a mark is left out. */
static void fill(const struct rebuilding *rebuilding, const char *template, struct text *out)
{
    size_t start = out->bytes;
    for (struct view rest = view_of(template); rest.bytes > 0;) {
        size_t open = view_find(rest, "{", 0), close = view_find(rest, "}", open);
        text_add_view(out, view_part(rest, 0, open));
        if (close >= rest.bytes)
            break;
        size_t before = out->bytes;
        add_value(rebuilding, view_part(rest, open + 1, close), out);
        if (out->bytes == before) {
            text_cut(out, start);
            return;
        }
        rest = view_part(rest, close + 1, rest.bytes);
        if (strchr(".!?", out->at[out->bytes - 1]) != NULL && view_starts(rest, "."))
            rest = view_part(rest, 1, rest.bytes);
    }
}

/* Copies the old text up to `end` with what lies in it. */
static void copy_to(struct rebuilding *rebuilding, size_t end)
{
    struct book *book = rebuilding->book;
    size_t shift = rebuilding->text.bytes - rebuilding->copied;
    for (; rebuilding->block < book->block_count && book->blocks[rebuilding->block].start < end;
         rebuilding->block++) {
        rebuilding->blocks = spill_grow(rebuilding->blocks, rebuilding->block_count,
                                        &rebuilding->block_capacity, sizeof *rebuilding->blocks);
        struct block *block = &rebuilding->blocks[rebuilding->block_count++];
        *block = book->blocks[rebuilding->block];
        block->start += shift;
        block->end += shift;
        block->chapter =
            rebuilding->chapter_count > 0 ? (uint32_t)rebuilding->chapter_count - 1 : 0;
    }
    for (; rebuilding->span < book->span_count && book->spans[rebuilding->span].start < end;
         rebuilding->span++) {
        book->spans[rebuilding->span].start += shift;
        book->spans[rebuilding->span].end += shift;
    }
    for (; rebuilding->cue < book->cue_count && book->cues[rebuilding->cue].at < end;
         rebuilding->cue++)
        book->cues[rebuilding->cue].at += shift;
    text_add_view(&rebuilding->text, book_view(book, rebuilding->copied, end));
    rebuilding->copied = end;
}

static void note_start(struct rebuilding *rebuilding, size_t start)
{
    struct chapter *chapter = &rebuilding->chapters[rebuilding->chapter_count - 1];
    if (chapter->start == NOT_YET)
        chapter->start = start;
}

/* Adds the sentences of a moment as paragraphs of the last chapter. */
static void say(struct rebuilding *rebuilding, enum moment moment)
{
    const struct data_file *data = rebuilding->data;
    const char *section = rebuilding->style->sections[moment];
    struct text *text = &rebuilding->text;
    for (size_t i = section != NULL ? data_next(data, section, 0) : data->count; i < data->count;
         i = data_next(data, section, i + 1)) {
        size_t before = text->bytes;
        text_add_str(text, "\n\n");
        size_t start = text->bytes;
        fill(rebuilding, data->entries[i].key, text);
        if (text->bytes == start) {
            text_cut(text, before);
            continue;
        }
        note_start(rebuilding, start);
        rebuilding->blocks = spill_grow(rebuilding->blocks, rebuilding->block_count,
                                        &rebuilding->block_capacity, sizeof *rebuilding->blocks);
        rebuilding->blocks[rebuilding->block_count++] = (struct block){
            .kind = BLOCK_PARAGRAPH,
            .start = start,
            .end = text->bytes,
            .chapter = (uint32_t)rebuilding->chapter_count - 1,
        };
    }
    if (section != NULL)
        text_add_str(text, "\n\n");
}

static struct chapter *begin_chapter(struct rebuilding *rebuilding, struct chapter chapter)
{
    rebuilding->chapters = mem_grow(rebuilding->chapters, rebuilding->chapter_count,
                                    &rebuilding->chapter_capacity, sizeof *rebuilding->chapters);
    rebuilding->chapters[rebuilding->chapter_count++] = chapter;
    return &rebuilding->chapters[rebuilding->chapter_count - 1];
}

/* A chapter of its own for the first or last words, if the data give it a title; else they belong
 * to the first or last chapter. */
static bool begin_own(struct rebuilding *rebuilding, enum moment moment)
{
    const char *section = rebuilding->style->titles[moment];
    size_t i = section != NULL ? data_next(rebuilding->data, section, 0) : rebuilding->data->count;
    if (i == rebuilding->data->count)
        return false;
    const char *title = rebuilding->data->entries[i].key;
    begin_chapter(rebuilding,
                  (struct chapter){
                      .start = NOT_YET,
                      .level = 1,
                      .title = arena_copy_text(rebuilding->book->arena, title, strlen(title)),
                  });
    return true;
}

/* A chapter that is more than a heading. */
static bool has_text(const struct book *book, size_t chapter)
{
    size_t i = lower_bound_size(book->blocks, offsetof(struct block, start), book->block_count,
                                sizeof *book->blocks, book->chapters[chapter].start);
    for (; i < book->block_count && book->blocks[i].start < book->chapters[chapter].end; i++)
        if (book->blocks[i].kind != BLOCK_HEADING && book->blocks[i].kind != BLOCK_SKIP &&
            book->blocks[i].kind != BLOCK_BREAK)
            return true;
    return false;
}

/* One of the book, with what is said at its start and its end. `opened`: the opening has been. */
static void add_chapter(struct rebuilding *rebuilding, size_t index, bool opened)
{
    const struct book *book = rebuilding->book;
    bool tells = has_text(book, index), opens = index == 0 && !opened;
    copy_to(rebuilding, book->chapters[index].start);
    begin_chapter(rebuilding, book->chapters[index])->start = NOT_YET;
    rebuilding->number += tells;
    if (opens)
        say(rebuilding, OPENING);
    if (tells && !(opens && rebuilding->style->sections[OPENING] != NULL))
        say(rebuilding, CHAPTER_OPENING);
    note_start(rebuilding, rebuilding->text.bytes);
    copy_to(rebuilding, index + 1 < book->chapter_count ? book->chapters[index + 1].start
                                                        : book->chapters[index].end);
    if (tells)
        say(rebuilding, CHAPTER_CLOSING);
}

static void rebuild(struct rebuilding *rebuilding)
{
    const struct book *book = rebuilding->book;
    copy_to(rebuilding, book->chapters[0].start);
    bool opened = begin_own(rebuilding, OPENING);
    if (opened)
        say(rebuilding, OPENING);
    for (size_t i = 0; i < book->chapter_count; i++)
        add_chapter(rebuilding, i, opened);
    begin_own(rebuilding, CLOSING);
    say(rebuilding, CLOSING);
    size_t end = rebuilding->blocks[rebuilding->block_count - 1].end;
    for (size_t i = rebuilding->chapter_count; i-- > 0; end = rebuilding->chapters[i].start)
        rebuilding->chapters[i].end = end;
    copy_to(rebuilding, book->text_bytes);
}

/* The new text, blocks and chapters become the book's. */
static void hand_over(struct rebuilding *rebuilding)
{
    struct book *book = rebuilding->book;
    spill_free((char *)book->text);
    spill_free(book->blocks);
    spill_free(book->chapters);
    book->text = rebuilding->text.at;
    book->text_bytes = rebuilding->text.bytes;
    book->blocks = rebuilding->blocks;
    book->block_count = rebuilding->block_count;
    book->chapters = rebuilding->chapters;
    book->chapter_count = rebuilding->chapter_count;
}

static const struct style *find_style(const char *name, struct err *err)
{
    struct text names = {0};
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        if (strcmp(styles[i].name, name) == 0) {
            text_release(&names);
            return &styles[i];
        }
        text_addf(&names, "%s%s", i > 0 ? ", " : "", styles[i].name);
    }
    err_set(err, ERR_USAGE, "--credits has no style \"%s\"; the styles are %s", name, names.at);
    text_release(&names);
    return NULL;
}

bool credits_add(struct book *book, const char *style, const struct metadata *metadata,
                 struct err *err)
{
    char language[64];
    struct metadata known = *metadata;
    struct rebuilding rebuilding = {
        .book = book, .metadata = &known, .style = find_style(style, err)};
    if (rebuilding.style == NULL ||
        !language_file(book->languages, book->metadata.language, "credits", &rebuilding.data, err))
        return false;
    const char *first = rebuilding.style->sections[OPENING];
    if (rebuilding.data == NULL || data_next(rebuilding.data, first, 0) == rebuilding.data->count)
        return err_set(
            err, ERR_USAGE,
            "--credits %s: there are no words for it in %s; assets/lang/README.md says how "
            "to add some",
            style, language_name(book->metadata.language, language, sizeof language));
    if (known.narrator == NULL)
        known.narrator = data_find(rebuilding.data, "words", "narrator", strlen("narrator"));
    if (book->chapter_count > 0) {
        rebuild(&rebuilding);
        hand_over(&rebuilding);
    }
    return true;
}
