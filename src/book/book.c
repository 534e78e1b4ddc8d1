/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/book.h"

#include "base/mem.h"
#include "base/search.h"
#include "base/spill.h"
#include "data/language.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const block_kind_names[] = {
    "heading", "paragraph", "verse", "letter", "list", "break", "skip",
};

static const char *const skip_reason_names[SKIP_REASON_COUNT] = {
    "none",        "licence",  "contents",      "transcriber", "index",   "illustration",
    "page-number", "footnote", "speaker-label", "markup",      "imprint", "front-matter",
    "back-matter", "hidden",   "note-mark",     "code",        "table",   "auxiliary",
};

const char *block_kind_name(enum block_kind kind)
{
    return block_kind_names[kind];
}

const char *skip_reason_name(enum skip_reason reason)
{
    return skip_reason_names[reason];
}

enum skip_reason skip_reason_named(const char *name)
{
    for (int reason = 1; reason < SKIP_REASON_COUNT; reason++)
        if (strcmp(name, skip_reason_names[reason]) == 0)
            return (enum skip_reason)reason;
    return SKIP_NONE;
}

struct view book_view(const struct book *book, size_t start, size_t end)
{
    return view_part((struct view){book->text, book->text_bytes}, start, end);
}

struct view block_text(const struct book *book, const struct block *block)
{
    return book_view(book, block->start, block->end);
}

size_t book_chapter_at(const struct book *book, size_t at)
{
    size_t after = lower_bound_size(book->chapters, offsetof(struct chapter, start),
                                    book->chapter_count, sizeof *book->chapters, at + 1);
    return after > 0 ? after - 1 : 0;
}

size_t book_span_from(const struct book *book, size_t start)
{
    return lower_bound_size(book->spans, offsetof(struct span, start), book->span_count,
                            sizeof *book->spans, start);
}

struct book *book_new(void)
{
    struct book *book = mem_zero(1, sizeof *book);
    book->arena = arena_new();
    book->languages = languages_new();
    return book;
}

void book_warn(struct book *book, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int bytes = vsnprintf(NULL, 0, format, args);
    char *line = arena_alloc(book->arena, (size_t)(bytes > 0 ? bytes : 0) + 1);
    vsnprintf(line, (size_t)(bytes > 0 ? bytes : 0) + 1, format, again);
    va_end(again);
    va_end(args);
    book->warnings = mem_resize(book->warnings, (book->warning_count + 1) * sizeof *book->warnings);
    book->warnings[book->warning_count++] = line;
}

void book_warn_mended(struct book *book, size_t characters)
{
    if (characters > 0)
        book_warn(book,
                  "%zu character%s had been read in a wrong encoding before the file was saved, "
                  "like \"caf\xC3\x83\xC2\xA9\"; mended",
                  characters, characters == 1 ? "" : "s");
}

void book_free(struct book *book)
{
    if (book == NULL)
        return;
    arena_free(book->arena);
    languages_free(book->languages);
    spill_free((char *)book->text);
    free(book->blocks);
    free(book->chapters);
    free(book->spans);
    free(book->cues);
    free(book->warnings);
    free(book);
}

static bool is_blank(const struct book *book, size_t start, size_t end)
{
    struct view gap = book_view(book, start, end);
    for (size_t at = 0; at < gap.bytes;)
        if (!rune_is_space(rune_next(gap, &at)))
            return false;
    return true;
}

static bool broken(struct err *err, const char *what, size_t at)
{
    return err_set(err, ERR_SYSTEM, "internal error: %s at byte %zu of the text; please report it",
                   what, at);
}

/* `end`: where the block before it ends. */
static bool check_block(const struct book *book, const struct block *block, size_t end,
                        struct err *err)
{
    struct view whole = book_view(book, 0, book->text_bytes);
    if (block->start < end || block->end <= block->start || block->end > book->text_bytes)
        return broken(err, "blocks overlap, are empty or out of order", block->start);
    if (!is_blank(book, end, block->start))
        return broken(err, "text outside any block", end);
    if (rune_is_space(rune_at(whole, block->start)) ||
        rune_is_space(rune_ending(whole, block->end)))
        return broken(err, "white space at the end of a block", block->start);
    if ((block->kind == BLOCK_SKIP) && block->reason == SKIP_NONE)
        return broken(err, "a skipped block without a reason", block->start);
    if (block->kind == BLOCK_SKIP)
        return true;
    if (block->reason != SKIP_NONE && block->kind != BLOCK_BREAK)
        return broken(err, "a block that is read has a reason not to be", block->start);
    if (block->chapter >= book->chapter_count)
        return broken(err, "a block outside any chapter", block->start);
    const struct chapter *chapter = &book->chapters[block->chapter];
    if (block->start < chapter->start || block->end > chapter->end)
        return broken(err, "a block outside its chapter", block->start);
    return true;
}

static bool check_chapters(const struct book *book, struct err *err)
{
    for (size_t i = 0; i < book->chapter_count; i++) {
        const struct chapter *chapter = &book->chapters[i];
        if (chapter->title == NULL || chapter->title[0] == '\0' || chapter->level < 1)
            return broken(err, "a chapter without title or level", chapter->start);
        if (chapter->start >= chapter->end || (i > 0 && chapter->start != chapter[-1].end))
            return broken(err, "chapters overlap or leave a gap", chapter->start);
    }
    return true;
}

/* The block, or the speaker's label before it. */
static bool starts_chapter_0(const struct book *book, size_t index)
{
    const struct block *block = &book->blocks[index];
    size_t start = book->chapters[0].start;
    return block->start == start ||
           (index > 0 && block[-1].reason == SKIP_SPEAKER_LABEL && block[-1].start == start);
}

bool book_check(const struct book *book, struct err *err)
{
    size_t end = 0;
    bool any_read = false;
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if (!check_block(book, block, end, err))
            return false;
        if (!any_read && block->kind != BLOCK_SKIP && !starts_chapter_0(book, i))
            return broken(err, "chapter 0 does not begin with the first block read", block->start);
        any_read = any_read || block->kind != BLOCK_SKIP;
        end = block->end;
    }
    if (!is_blank(book, end, book->text_bytes))
        return broken(err, "text outside any block", end);
    return check_chapters(book, err);
}
