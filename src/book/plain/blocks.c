/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/plain/blocks.h"

#include "base/mem.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/outline/heading_title.h"
#include "book/outline/outline.h"
#include "book/plain/labels.h"
#include "book/wording/shape.h"

#include <string.h>

/* All chosen. */
enum {
    POEM_LINE_BYTES = 60, /* of a poem whose lines are paragraphs; longer ones are prose */
    POEM_LINES = 4,
    TABLE_ROWS = 3,
    DIRECTION_BYTES = 600, /* a longer bracket is not a stage direction */
    SPARE_COLUMNS = 3,     /* wrapping at a column leaves lines uneven by so much */
};

struct block_maker {
    struct book *book;
    const struct layout *layout;
    const struct wording *wording;
    const struct outline *outline;
    const struct labels *labels;
    uint32_t read_reasons;
    size_t width;
    size_t block_capacity, chapter_capacity;
    bool chapter_wanted; /* the next block that is read begins a chapter without heading */
};

/* The kind of a run. */

/* The line ends before it is full: the next word had room, and some to spare. */
static bool ends_early(const struct layout *layout, size_t line, size_t width)
{
    struct view next = layout_line(layout, line + 1);
    size_t word = layout_columns(view_part(next, 0, view_find(next, " ", 0)));
    return layout->lines[line].indent + layout_columns(layout_line(layout, line)) + 1 + word +
               SPARE_COLUMNS <=
           width;
}

/* The line begins like verse: with a capital, a quotation mark, or further in. */
static bool begins_verse(const struct layout *layout, size_t line)
{
    struct shape shape = shape_of_text(view_part(layout_line(layout, line), 0, 40));
    return shape.quoted || rune_is_upper(shape.first) ||
           layout->lines[line].indent > layout->lines[line - 1].indent + 1;
}

static bool is_bullet(struct view line)
{
    if (line.bytes < 3)
        return false;
    if (strchr("-*+o", line.at[0]) != NULL && line.at[1] == ' ' && line.at[0] != 'o')
        return line.at[0] != '-' || rune_is_alnum(rune_at(line, 2));
    return view_starts(line, "\xE2\x80\xA2");
}

static bool is_indented(const struct layout *layout, size_t first, size_t count, unsigned columns)
{
    for (size_t i = first; i < first + count; i++)
        if (layout->lines[i].indent < columns)
            return false;
    return true;
}

/* The kind of block that the lines first..first+count look like; `width` is the layout's, 0 when
 * lines are not wrapped. */
static enum block_kind blocks_kind(const struct layout *layout, size_t first, size_t count,
                                   size_t width)
{
    if (is_bullet(layout_line(layout, first)))
        return BLOCK_LIST;
    if (count < 2 || width == 0)
        return BLOCK_PARAGRAPH;
    size_t early = 0, rows = 0, verse = 0;
    for (size_t i = first; i < first + count; i++) {
        early += i + 1 < first + count && ends_early(layout, i, width);
        /* A row of a table: a gap of two blanks that does not follow a sentence, a tab, or a |. */
        struct view line = layout_line(layout, i);
        size_t gaps = 0;
        for (size_t k = 1; k + 1 < line.bytes; k++)
            gaps += line.at[k] == '\t' ||
                    (line.at[k] == ' ' && line.at[k + 1] == ' ' && line.at[k - 1] != ' ' &&
                     strchr(".!?\"':;", line.at[k - 1]) == NULL);
        rows += gaps >= 1 || (line.bytes > 2 && line.at[0] == '|');
        verse += i > first && begins_verse(layout, i);
    }
    if (count >= TABLE_ROWS && rows * 4 >= count * 3)
        return BLOCK_LIST;
    bool free_lines = count > 2 || is_indented(layout, first, count, 1);
    if (free_lines && early * 5 >= (count - 1) * 3 && verse * 5 >= (count - 1) * 3)
        return BLOCK_VERSE;
    if (count >= 2 && is_indented(layout, first, count, 4))
        return BLOCK_LETTER;
    return BLOCK_PARAGRAPH;
}

/* Blocks and chapters. */

static void begin_chapter(struct block_maker *m, size_t start, const char *title, int level,
                          bool heading)
{
    struct book *book = m->book;
    book->chapters =
        mem_grow(book->chapters, book->chapter_count, &m->chapter_capacity, sizeof *book->chapters);
    if (book->chapter_count > 0)
        book->chapters[book->chapter_count - 1].end = start;
    book->chapters[book->chapter_count++] = (struct chapter){
        .start = start, .end = start, .level = level, .title = title, .has_heading = heading};
    m->chapter_wanted = false;
}

static struct block *push(struct block_maker *m, enum block_kind kind, size_t start, size_t end)
{
    struct book *book = m->book;
    if (kind != BLOCK_SKIP && m->chapter_wanted)
        begin_chapter(m, start, NULL, 1, false);
    book->blocks =
        mem_grow(book->blocks, book->block_count, &m->block_capacity, sizeof *book->blocks);
    struct block *block = &book->blocks[book->block_count++];
    *block = (struct block){.kind = kind, .start = start, .end = end};
    if (kind != BLOCK_SKIP) {
        block->chapter = (uint32_t)(book->chapter_count - 1);
        book->chapters[block->chapter].end = end;
    }
    return block;
}

/* Neighbours that are skipped for the same reason become one block. */
static void push_skip(struct block_maker *m, enum skip_reason reason, size_t start, size_t end)
{
    struct book *book = m->book;
    struct block *last = book->block_count == 0 ? NULL : &book->blocks[book->block_count - 1];
    if (last != NULL && last->kind == BLOCK_SKIP && last->reason == reason)
        last->end = end;
    else
        push(m, BLOCK_SKIP, start, end)->reason = reason;
}

static bool is_read(const struct block_maker *m, int reason)
{
    return reason == SKIP_NONE || (m->read_reasons >> reason & 1) != 0;
}

static size_t skip_blanks(struct view text, size_t at)
{
    while (at < text.bytes && rune_is_space(rune_at(text, at)))
        rune_next(text, &at);
    return at;
}

/* Skips a remark or a speaker's label at the start of a run; the rest begins at the result. */
static size_t skip_start(struct block_maker *m, size_t start, size_t end, const char **speaker)
{
    struct view text = view_part(m->layout->text, 0, end);
    int reason = SKIP_NONE;
    size_t bytes = surroundings_remark(m->wording, view_part(text, start, end), &reason);
    if (bytes > 0 && !is_read(m, reason)) {
        push_skip(m, (enum skip_reason)reason, start, start + bytes);
        return skip_blanks(text, start + bytes);
    }
    *speaker = labels_speaker(m->labels, view_part(text, start, end), &bytes);
    if (*speaker == NULL)
        return start;
    size_t rest = skip_blanks(text, start + bytes);
    if (rest == end || is_read(m, SKIP_SPEAKER_LABEL))
        return start;
    push(m, BLOCK_SKIP, start, start + bytes)->reason = SKIP_SPEAKER_LABEL;
    return rest;
}

/* The end of a stage direction at `at`, "[He goes.]" or "(_aside_)"; `at` when there is none. */
static size_t direction_end(struct view text, size_t at)
{
    bool square = text.at[at] == '[';
    if (!square && !(text.at[at] == '(' && at + 1 < text.bytes && text.at[at + 1] == '_'))
        return at;
    for (size_t i = at + 1; i < text.bytes && i < at + DIRECTION_BYTES; i++)
        if (text.at[i] == (square ? ']' : ')'))
            return i + 1;
    return at;
}

/* Trims the range; adds nothing when it is blank. */
static void push_trimmed(struct block_maker *m, enum block_kind kind, size_t start, size_t end,
                         const char *speaker)
{
    struct view part = view_trim(view_part(m->layout->text, start, end));
    if (part.bytes == 0)
        return;
    start = (size_t)(part.at - m->layout->text.at);
    push(m, kind, start, start + part.bytes)->speaker = speaker;
}

static void push_lines(struct block_maker *m, size_t first, size_t count)
{
    const struct layout *layout = m->layout;
    size_t start = layout->lines[first].start, end = layout->lines[first + count - 1].end;
    const char *speaker = NULL;
    start = skip_start(m, start, end, &speaker);
    if (start == end)
        return;
    while (count > 1 && layout->lines[first].end <= start) {
        first++;
        count--;
    }
    enum block_kind kind = blocks_kind(layout, first, count, m->width);
    struct view text = view_part(m->layout->text, 0, end);
    size_t from = start;
    for (size_t at = start; at < end && speaker != NULL; at++) {
        size_t stop = direction_end(text, at);
        if (stop == at)
            continue;
        push_trimmed(m, kind, from, at, speaker);
        push_trimmed(m, BLOCK_PARAGRAPH, at, stop, NULL);
        from = stop;
        at = stop - 1;
    }
    push_trimmed(m, kind, from, end, speaker);
}

/* How many runs from `run` on are a poem whose lines are paragraphs; 0: none. */
static size_t poem_runs(const struct block_maker *m, size_t run, size_t next_heading)
{
    size_t end = run;
    while (m->layout->unwrapped && end < m->layout->run_count && end < next_heading) {
        const struct run *r = &m->layout->runs[end];
        struct view text = layout_run(m->layout, end);
        if (r->reason != SKIP_NONE || r->marks || text.bytes > POEM_LINE_BYTES)
            break;
        struct shape shape = shape_of_text(text);
        if (shape.quoted || shape.words < 2 || rune_is_digit(shape.first) || shape.last == ':')
            break;
        end++;
    }
    return end - run >= POEM_LINES ? end - run : 0;
}

/* *next: the run that comes next. */
static void push_run(struct block_maker *m, size_t run, size_t *next, size_t next_heading)
{
    const struct run *r = &m->layout->runs[run];
    *next = run + 1;
    if (r->marks && r->reason == SKIP_NONE) {
        bool silent = m->book->chapter_count == 0 || m->chapter_wanted ||
                      m->book->blocks[m->book->block_count - 1].kind == BLOCK_HEADING;
        if (silent)
            push_skip(m, SKIP_MARKUP, r->start, r->end);
        else
            push(m, BLOCK_BREAK, r->start, r->end)->reason = SKIP_MARKUP;
    } else if (!is_read(m, r->reason)) {
        push_skip(m, (enum skip_reason)r->reason, r->start, r->end);
    } else {
        if (run + 1 == m->outline->title_run) {
            push(m, BLOCK_HEADING, r->start, r->end)->level = 1;
            return;
        }
        size_t poem = poem_runs(m, run, next_heading);
        if (poem > 0) {
            push(m, BLOCK_VERSE, r->start, m->layout->runs[run + poem - 1].end);
            *next = run + poem;
        } else {
            push_lines(m, r->line, r->lines);
        }
    }
}

/* A heading with its title lines; the rest of its run is text. Returns the run that comes next. */
static size_t push_heading(struct block_maker *m, size_t item, struct text *scratch)
{
    const struct layout *layout = m->layout;
    const struct outline_item *heading = &m->outline->items[item];
    size_t start = layout->lines[heading->line].start, line = heading->line + heading->lines;
    text_clear(scratch);
    heading_title(scratch, layout, m->wording, m->outline, item);
    const char *title =
        scratch->bytes == 0 ? NULL : arena_copy_text(m->book->arena, scratch->at, scratch->bytes);
    begin_chapter(m, start, title, heading->level, true);
    if (heading->title_lines > 0)
        line = heading->title_line + heading->title_lines;
    push(m, BLOCK_HEADING, start, layout->lines[line - 1].end)->level = heading->level;
    size_t run = heading->run;
    while (run < layout->run_count && layout->runs[run].line + layout->runs[run].lines <= line)
        run++;
    if (run < layout->run_count && layout->runs[run].line < line) {
        push_lines(m, line, layout->runs[run].line + layout->runs[run].lines - line);
        run++;
    }
    return run;
}

static size_t indent_of(const struct book *book, const struct block *block)
{
    size_t at = block->start;
    while (at > 0 && book->text[at - 1] == ' ')
        at--;
    return block->start - at;
}

/* Last pass: a line or two beside a stanza, indented like it, is verse too. */
static void join_verse(struct book *book)
{
    for (size_t i = 1; i + 1 < book->block_count; i++) {
        struct block *block = &book->blocks[i];
        struct view text = book_view(book, block->start, block->end);
        if (block->kind != BLOCK_PARAGRAPH || text.bytes > 200 || shape_of_text(text).lines > 2)
            continue;
        const struct block *before = block - 1, *after = block + 1;
        size_t indent = indent_of(book, block);
        bool like = (before->kind == BLOCK_VERSE && indent_of(book, before) == indent) ||
                    (after->kind == BLOCK_VERSE && indent_of(book, after) == indent);
        if (indent >= 2 && like)
            block->kind = BLOCK_VERSE;
    }
}

void blocks_make(struct book *book, const struct layout *layout, const struct wording *wording,
                 const struct outline *outline, const struct labels *labels, uint32_t read_reasons)
{
    struct block_maker m = {.book = book,
                            .layout = layout,
                            .wording = wording,
                            .outline = outline,
                            .labels = labels,
                            .read_reasons = read_reasons,
                            .width = layout->unwrapped ? 0 : layout->width,
                            .chapter_wanted = true};
    struct text scratch = {0};
    size_t item = 0;
    for (size_t run = 0; run < layout->run_count;) {
        size_t next_heading = item < outline->count ? outline->items[item].run : layout->run_count;
        if (run == next_heading)
            run = push_heading(&m, item++, &scratch);
        else
            push_run(&m, run, &run, next_heading);
    }
    text_release(&scratch);
    join_verse(book);
}
