/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/chapters.h"

#include "base/mem.h"
#include "book/structure/headings.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"
#include "book/wording/title.h"
#include "book/wording/wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    /* About three hours. Books whose contents list only cover, title page and "Start" need this. */
    LONG_CHAPTER_WORDS = 30000,
    FEW_CHAPTERS = 2,
    FEW_CHAPTERS_WORDS = 3000, /* of a book whose contents have no more entries than that */
    HEADING_TITLE_BYTES = 300, /* more does not fit on a player's screen */
    JOINED_BYTES = 1000,       /* as long as a title of the contents may be */
    MAX_DEPTH = 16,            /* of headings within headings; HTML has six levels */
    EMPTY_PAGE_BLOCKS = 16,    /* a page with more pictures is not a title page */
    BARE_BYTES = 60,           /* "Chapter 4" in any language is shorter */
    OUTLINE_LEVELS = 3,        /* parts, chapters, sections */
};

struct chapter_maker {
    struct book *book;
    const struct wording *wording; /* may be NULL */
    size_t capacity;
    const size_t
        *next_read; /* for each block index and one more: the first block from it on that is read */
    const unsigned *ranks; /* of each block: see headings_rank */
    size_t last_text;      /* the last block that is read and is not a heading */
};

static bool is_read(const struct block *block)
{
    return block->kind != BLOCK_SKIP;
}

/* A chapter starts with text, not with the scene break before it. */
static bool can_begin(const struct block *block)
{
    return block->kind != BLOCK_SKIP && block->kind != BLOCK_BREAK;
}

/* The text of a heading on one line. */
static const char *heading_title(struct book *book, const struct block *block)
{
    struct view all = title_clean(book_view(book, block->start, block->end));
    struct view v = view_part(all, 0, HEADING_TITLE_BYTES);
    while (v.bytes > 0 && all.bytes > v.bytes && (all.at[v.bytes] & 0xC0) == 0x80)
        v.bytes--;
    char *title = arena_copy_text(book->arena, v.at, v.bytes);
    for (char *c = title; *c != '\0'; c++)
        if (*c == '\n')
            *c = ' ';
    return title;
}

/* Is it only "Chapter 4" or "IV"? *end: of that, without a full stop. */
static bool is_bare_number(const struct wording *wording, struct view text, size_t *end)
{
    struct heading heading;
    *end = text.bytes;
    while (*end > 0 && strchr(".:- ", text.at[*end - 1]) != NULL)
        --*end;
    return wording != NULL && text.bytes <= BARE_BYTES && heading_parse(wording, text, &heading) &&
           heading.number > 0 && heading.title_end <= heading.title_start &&
           (heading.kind == HEADING_UNIT || heading.kind == HEADING_NUMBER);
}

/* "Chapter 4: The Sea": the title of a chapter whose number is a line or a heading by itself. */
static const char *two_line_title(const struct chapter_maker *maker, size_t i)
{
    struct book *book = maker->book;
    const struct block *block = &book->blocks[i], *next = block + 1;
    struct view text = book_view(book, block->start, block->end), rest;
    size_t line = view_find(text, "\n", 0), end;
    bool below = line == text.bytes && i + 1 < book->block_count && next->kind == BLOCK_HEADING &&
                 maker->ranks[i + 1] == 0 && next->source == block->source;
    rest = below ? book_view(book, next->start, next->end) : view_part(text, line, text.bytes);
    rest = view_trim(view_part(rest, 0, HEADING_TITLE_BYTES));
    if (rest.bytes == 0 || rest.bytes == HEADING_TITLE_BYTES ||
        !is_bare_number(maker->wording, view_part(text, 0, line), &end))
        return heading_title(book, block);
    struct text title = {0};
    text_add_view(&title, view_part(text, 0, end));
    text_add_str(&title, ": ");
    text_add_view(&title, rest);
    for (size_t k = 0; k < title.bytes; k++)
        title.at[k] = title.at[k] == '\n' ? ' ' : title.at[k];
    const char *kept = arena_copy_text(book->arena, title.at, title.bytes);
    text_release(&title);
    return kept;
}

/* The number of the next chapter, when nothing else is known about it. */
static const char *number_title(struct book *book)
{
    char title[24];
    snprintf(title, sizeof title, "%zu", book->chapter_count + 1);
    return arena_copy_text(book->arena, title, strlen(title));
}

static void add_chapter(struct chapter_maker *maker, size_t block, int level, const char *title)
{
    struct book *book = maker->book;
    book->chapters =
        mem_grow(book->chapters, book->chapter_count, &maker->capacity, sizeof *book->chapters);
    book->chapters[book->chapter_count++] =
        (struct chapter){.start = block, .level = level > 0 ? level : 1, .title = title};
}

static const char *title_of_opening(struct book *book, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (book->blocks[i].kind == BLOCK_HEADING)
            return heading_title(book, &book->blocks[i]);
    return book->metadata.title;
}

static const char *join_titles(struct book *book, const char *first, const char *second)
{
    size_t bytes = strlen(first) + strlen(second);
    if (bytes + 4 > JOINED_BYTES)
        return second;
    char *title = arena_alloc(book->arena, bytes + 4);
    snprintf(title, bytes + 4, "%s - %s", first, second);
    return title;
}

/* The title of a start, after those of the starts above it that have no text of their own. */
static const char *full_title(struct book *book, const struct chapter_start *starts, int start)
{
    const char *title = starts[start].title;
    for (int up = starts[start].parent, steps = 0; up >= 0 && up < start && steps < 8;
         up = starts[up].parent, steps++) {
        if (starts[up].block != starts[start].block)
            break;
        if (book->metadata.title != NULL && strcasecmp(starts[up].title, book->metadata.title) == 0)
            continue;
        if (starts[up].title[0] != '\0' && strcmp(starts[up].title, title) != 0)
            title = join_titles(book, starts[up].title, title);
    }
    return title;
}

/* Only a few pictures and page numbers there. */
static bool is_empty(const struct book *book, size_t from, size_t to)
{
    if (to - from > EMPTY_PAGE_BLOCKS)
        return false;
    for (size_t i = from; i < to; i++)
        if (book->blocks[i].reason != SKIP_ILLUSTRATION &&
            book->blocks[i].reason != SKIP_PAGE_NUMBER)
            return false;
    return true;
}

/*
 * A start that no text follows in its file belongs to a cover or to a part that is skipped. But
 * after the first text of the book, on a page that has only pictures, it belongs to the text of the
 * next file: the title is a picture, or the file was split there.
 */
static bool is_alive(const struct chapter_maker *maker, const struct chapter_start *start)
{
    const struct book *book = maker->book;
    size_t read = maker->next_read[start->block];
    if (read == book->block_count)
        return false;
    if (read == start->block || book->blocks[read].source == book->blocks[start->block].source)
        return true;
    return maker->next_read[0] < start->block && is_empty(book, start->block, read);
}

/* One below the nearest start above it that has become a chapter. */
static int level_of(const struct chapter_start *starts, const int *levels, int start)
{
    int up = starts[start].parent;
    while (up >= 0 && up < start && levels[up] == 0)
        up = starts[up].parent < up ? starts[up].parent : -1;
    return up >= 0 && up < start ? levels[up] + 1 : 1;
}

/* The lines at the start of a chapter that repeat its title become headings. */
static void find_title_lines(struct book *book, size_t from, const char *title, int level)
{
    struct text key = {0};
    fold_words(view_of(title), &key);
    struct view rest = text_view(&key);
    for (size_t i = from, said; i < book->block_count && rest.bytes > 0; i++) {
        struct block *block = &book->blocks[i];
        said = headings_title_bytes(book, block, rest);
        if (said == 0)
            break;
        if (block->kind != BLOCK_HEADING)
            block->level = level > 6 ? 6 : level;
        block->kind = BLOCK_HEADING;
        rest = view_part(rest, said, rest.bytes);
    }
    text_release(&key);
}

static void chapters_of_starts(struct chapter_maker *maker, const struct chapter_start *starts,
                               size_t count)
{
    struct book *book = maker->book;
    int *levels =
        mem_zero(count, sizeof *levels); /* of the chapters that starts have become; 0: none */
    size_t first = maker->next_read[0], covered = first;
    for (size_t i = 0; i < count; i++) {
        if (!is_alive(maker, &starts[i]))
            continue;
        size_t read = maker->next_read[starts[i].block];
        bool last_here = true;
        for (size_t j = i + 1; last_here && j < count && maker->next_read[starts[j].block] == read;
             j++)
            last_here = !is_alive(maker, &starts[j]);
        if (!last_here)
            continue;
        if (book->chapter_count == 0 && read > covered)
            add_chapter(maker, first, 1, title_of_opening(book, first, read));
        const char *title = full_title(book, starts, (int)i);
        levels[i] = level_of(starts, levels, (int)i);
        find_title_lines(book, read, starts[i].title, levels[i]);
        if (title[0] == '\0')
            title = book->blocks[read].kind == BLOCK_HEADING
                        ? heading_title(book, &book->blocks[read])
                        : number_title(book);
        add_chapter(maker, read, levels[i], title);
    }
    free(levels);
    if (book->chapter_count == 0)
        add_chapter(maker, first, 1, title_of_opening(book, first, book->block_count));
}

static size_t words_between(const struct book *book, size_t from, size_t to)
{
    size_t bytes = 0;
    for (size_t i = from; i < to; i++)
        if (is_read(&book->blocks[i]))
            bytes += book->blocks[i].end - book->blocks[i].start;
    return bytes / 6; /* a word and its space: about right in all languages with spaces */
}

/* The highest level of which at least two headings among the blocks start chapters, or 0. */
static int cutting_level(const struct chapter_maker *maker, size_t from, size_t to)
{
    const struct book *book = maker->book;
    size_t counts[7] = {0};
    for (size_t i = from; i < to; i++)
        if (maker->ranks[i] != 0 && book->blocks[i].level < 7)
            counts[book->blocks[i].level]++;
    for (int level = 1; level <= 6; level++)
        if (counts[level] >= 2)
            return level;
    return 0;
}

/* "The End" as a small heading starts nothing. */
static bool begins_here(const struct chapter_maker *maker, size_t i, int level)
{
    int own = maker->book->blocks[i].level;
    return maker->ranks[i] != 0 && own <= level && (own < OUTLINE_LEVELS || i < maker->last_text);
}

/* Headings down to `level` become chapters, each below the last one that ranks higher; `base` is
 * the level of the chapter that they are all in. */
static void chapters_of_headings(struct chapter_maker *maker, size_t from, size_t to, int base,
                                 int level)
{
    unsigned open[MAX_DEPTH];
    int depth = 0;
    for (size_t i = from; i < to; i++) {
        if (!begins_here(maker, i, level))
            continue;
        while (depth > 0 && (depth == MAX_DEPTH || open[depth - 1] >= maker->ranks[i]))
            depth--;
        open[depth++] = maker->ranks[i];
        add_chapter(maker, i, base + depth, two_line_title(maker, i));
    }
}

/* Chapters that are too long to find one's place in are cut at their headings. */
static void split_long(struct chapter_maker *maker, bool by_starts)
{
    struct book *book = maker->book;
    struct chapter *old = book->chapters;
    size_t count = book->chapter_count;
    size_t limit = count <= FEW_CHAPTERS && by_starts ? FEW_CHAPTERS_WORDS : LONG_CHAPTER_WORDS;
    book->chapters = NULL;
    book->chapter_count = maker->capacity = 0;
    for (size_t i = 0; i < count; i++) {
        size_t from = old[i].start, to = i + 1 < count ? old[i + 1].start : book->block_count;
        add_chapter(maker, from, old[i].level, old[i].title);
        int level = words_between(book, from, to) > limit ? cutting_level(maker, from, to) : 0;
        if (level > 0 && level <= OUTLINE_LEVELS)
            chapters_of_headings(maker, from + 1, to, old[i].level, OUTLINE_LEVELS);
    }
    free(old);
}

/* Headings down to the cutting level, or to `outline`, where that is deeper. */
static void chapters_without_starts(struct chapter_maker *maker, int outline)
{
    struct book *book = maker->book;
    size_t first = maker->next_read[0];
    int level = cutting_level(maker, first, book->block_count);
    outline = outline > OUTLINE_LEVELS ? outline : OUTLINE_LEVELS;
    level = level > 0 && outline > level ? outline : level;
    size_t opening = first;
    while (opening < book->block_count && !(level > 0 && begins_here(maker, opening, level)))
        opening++;
    if (opening > first)
        add_chapter(maker, first, 1, title_of_opening(book, first, opening));
    if (level > 0)
        chapters_of_headings(maker, first, book->block_count, 0, level);
}

/* A speaker's label belongs to the speech after it. */
static size_t with_label(const struct book *book, size_t block)
{
    bool labelled = block > 0 && book->blocks[block - 1].reason == SKIP_SPEAKER_LABEL;
    return labelled ? block - 1 : block;
}

/* So far chapters hold indexes of blocks: turns them into byte ranges and sets the blocks'
 * chapter. */
static void settle_chapters(struct book *book)
{
    for (size_t i = 0; i < book->chapter_count; i++) {
        struct chapter *chapter = &book->chapters[i];
        size_t from = chapter->start;
        size_t to = i + 1 < book->chapter_count ? book->chapters[i + 1].start : book->block_count;
        size_t end = book->blocks[from].end;
        for (size_t j = from; j < to; j++) {
            book->blocks[j].chapter = (uint32_t)i;
            end = is_read(&book->blocks[j]) ? book->blocks[j].end : end;
        }
        chapter->start = book->blocks[with_label(book, from)].start;
        chapter->end = to < book->block_count ? book->blocks[with_label(book, to)].start : end;
        chapter->has_heading = book->blocks[from].kind == BLOCK_HEADING;
    }
}

void chapters_make(struct book *book, const struct wording *wording,
                   const struct chapter_start *starts, size_t count, int outline)
{
    size_t *next_read = mem_alloc((book->block_count + 1) * sizeof *next_read);
    next_read[book->block_count] = book->block_count;
    for (size_t i = book->block_count; i-- > 0;)
        next_read[i] = can_begin(&book->blocks[i]) ? i : next_read[i + 1];
    for (size_t i = 0; i < next_read[0]; i++) /* scene breaks before all text */
        if (book->blocks[i].kind == BLOCK_BREAK)
            book->blocks[i].kind = BLOCK_SKIP, book->blocks[i].reason = SKIP_MARKUP;
    unsigned *ranks = headings_rank(book, wording);
    struct chapter_maker maker = {
        .book = book, .wording = wording, .next_read = next_read, .ranks = ranks};
    for (size_t i = 0; i < book->block_count; i++)
        if (can_begin(&book->blocks[i]) && book->blocks[i].kind != BLOCK_HEADING)
            maker.last_text = i;
    if (count > 0)
        chapters_of_starts(&maker, starts, count);
    else
        chapters_without_starts(&maker, outline);
    split_long(&maker, count > 0);
    settle_chapters(book);
    free(ranks);
    free(next_read);
}
