/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/builder/builder.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/builder/spans.h"
#include "book/builder/state.h"
#include "book/wording/characters.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Chosen. */
enum {
    MAX_COMBINING = 4,        /* no language needs more; more is decoration ("Zalgo") */
    NAME_BYTES = 40,          /* of a speaker in capitals */
    WARNING_BYTES = 400,      /* a sentence with one path in it */
    MAX_ORNAMENT_BYTES = 300, /* longer blocks are not tested: a row of dashes across a page fits */
};

struct aside {
    enum skip_reason reason;
    size_t start, end; /* in aside_text */
    const char *note;  /* the note that it is part of */
};

struct builder *builder_new(void)
{
    struct builder *builder = mem_zero(1, sizeof *builder);
    builder->book = book_new();
    builder->style.kind = BLOCK_PARAGRAPH;
    return builder;
}

void builder_free(struct builder *builder)
{
    if (builder == NULL)
        return;
    text_release(&builder->text);
    text_release(&builder->aside_text);
    free(builder->asides);
    free(builder->markup.starts);
    free(builder->markup.notes);
    free(builder->markup.aliases);
    free(builder->markup.set_off);
    free(builder->markup.facts);
    free(builder->markup.references);
    book_free(builder->book);
    free(builder);
}

const char *builder_keep(struct builder *builder, struct view v)
{
    if (builder->kept == NULL || !view_is(v, builder->kept))
        builder->kept = arena_copy_text(builder->book->arena, v.at, v.bytes);
    return builder->kept;
}

struct book *builder_book(struct builder *builder)
{
    return builder->book;
}

bool builder_is_open(const struct builder *builder)
{
    return builder->open;
}

uint32_t builder_last_rune(const struct builder *builder)
{
    return builder->open ? rune_ending(text_view(&builder->text), builder->text.bytes) : 0;
}

bool builder_drop_last(struct builder *builder, char rune)
{
    bool last = builder->open && builder->pending == 0 &&
                builder->text.bytes > builder->start + 1 &&
                builder->text.at[builder->text.bytes - 1] == rune;
    for (size_t i = 0; last && i < builder->started_spans; i++)
        last = builder->book->spans[builder->open_spans[i].index].start + 1 < builder->text.bytes;
    if (last)
        text_cut(&builder->text, builder->text.bytes - 1);
    if (last && builder->text.at[builder->text.bytes - 1] == ' ') {
        text_cut(&builder->text, builder->text.bytes - 1);
        builder->pending = ' ';
    }
    return last;
}

static struct block *add_block(struct builder *builder, size_t start,
                               const struct builder_style *style)
{
    struct book *book = builder->book;
    struct markup_facts *markup = &builder->markup;
    size_t i = book->block_count;
    book->blocks = mem_grow(book->blocks, i, &builder->block_capacity, sizeof *book->blocks);
    markup->notes = mem_grow(markup->notes, i, &builder->note_capacity, sizeof *markup->notes);
    markup->set_off =
        mem_grow(markup->set_off, i, &builder->set_off_capacity, sizeof *markup->set_off);
    markup->facts = mem_grow(markup->facts, i, &builder->facts_capacity, sizeof *markup->facts);
    markup->notes[i] = style->note;
    markup->facts[i] = builder->open_facts;
    markup->facts[i].class_name = style->class_name;
    builder->open_facts = (struct block_facts){0};
    markup->set_off[i] = (uint8_t)builder->set_off_bytes;
    builder->set_off_bytes = 0;
    struct block *block = &book->blocks[book->block_count++];
    bool skip = style->reason != SKIP_NONE;
    *block = (struct block){.kind = skip ? BLOCK_SKIP : style->kind,
                            .reason = style->reason,
                            .start = start,
                            .end = builder->text.bytes,
                            .level = style->kind == BLOCK_HEADING ? style->level : 0,
                            .speaker = style->speaker,
                            .language = style->language,
                            .line = (uint32_t)builder->open_line,
                            .source = builder->source};
    return block;
}

/* Adds a block whose text is complete. */
static void add_whole_block(struct builder *builder, struct view v,
                            const struct builder_style *style)
{
    if (builder->text.bytes > 0)
        text_add_str(&builder->text, "\n\n");
    size_t start = builder->text.bytes;
    text_add_view(&builder->text, v);
    add_block(builder, start, style);
}

static void flush_break(struct builder *builder)
{
    if (!builder->break_owed)
        return;
    builder->break_owed = false;
    const struct book *book = builder->book;
    const struct block *last = book->block_count > 0 ? &book->blocks[book->block_count - 1] : NULL;
    if (last == NULL || last->kind == BLOCK_BREAK || last->kind == BLOCK_HEADING ||
        builder->style.kind == BLOCK_HEADING || builder->style.reason != SKIP_NONE)
        return;
    add_whole_block(builder, view_of("* * *"), &(struct builder_style){.kind = BLOCK_BREAK});
    builder->book->blocks[book->block_count - 1].reason = SKIP_MARKUP;
    builder->book->blocks[book->block_count - 1].line = 0;
}

/* Open spans start at the first character after they were opened. */
static void start_spans(struct builder *builder)
{
    struct book *book = builder->book;
    for (size_t i = builder->started_spans; i < builder->open_span_count; i++) {
        struct builder_open_span *open = &builder->open_spans[i];
        book->spans =
            mem_grow(book->spans, book->span_count, &builder->span_capacity, sizeof *book->spans);
        open->index = book->span_count++;
        book->spans[open->index] = (struct span){open->kind, builder->text.bytes, 0, open->value};
    }
    builder->started_spans = builder->open_span_count;
}

static void add_rune(struct builder *builder, uint32_t rune)
{
    if (rune_is_space(rune)) {
        bool no_break = rune == 0xA0 || rune == 0x202F;
        if (builder->pending == 0)
            builder->pending = no_break ? 0xA0 : ' ';
        else if (builder->pending != '\n')
            builder->pending = ' ';
        return;
    }
    if (rune >= 0x80 && is_silent_character(rune))
        return;
    bool combining = is_combining_mark(rune);
    builder->combining = combining ? builder->combining + 1 : 0;
    if (builder->combining > MAX_COMBINING)
        return;
    if (!builder->open) {
        flush_break(builder);
        if (builder->text.bytes > 0)
            text_add_str(&builder->text, "\n\n");
        builder->start = builder->text.bytes;
        builder->open = true;
        builder->open_line = builder->line;
        builder->set_off_bytes = 0;
        builder->open_facts = (struct block_facts){0};
        builder->pending = 0;
        builder->combining = 0;
    }
    if (builder->pending != 0)
        text_add_rune(&builder->text, builder->pending);
    builder->pending = 0;
    if (builder->started_spans < builder->open_span_count)
        start_spans(builder);
    text_add_rune(&builder->text, rune);
}

void builder_link(struct builder *builder, bool opens)
{
    builder->links += opens ? 1 : -1;
}

void builder_text(struct builder *builder, struct view v)
{
    if (builder->text.bytes + v.bytes > BUILDER_MAX_TEXT_BYTES) {
        if (!builder->full)
            builder_warn(builder, "the book has more than %d MiB of text; the rest is skipped",
                         BUILDER_MAX_TEXT_BYTES >> 20);
        builder->full = true;
        return;
    }
    for (size_t at = 0; at < v.bytes;) {
        size_t run = at;
        while (run < v.bytes && v.at[run] > ' ')
            run++;
        if (run == at) {
            add_rune(builder, rune_next(v, &at));
            continue;
        }
        add_rune(builder, (uint32_t)v.at[at]); /* opens a block, spans or a word if needed */
        text_add(&builder->text, v.at + at + 1, run - at - 1);
        at = run;
    }
    if (builder->open) {
        /* Counts letters and digits, linked or not; bytes of other scripts count too. */
        uint8_t *count =
            builder->links > 0 ? &builder->open_facts.linked : &builder->open_facts.unlinked;
        for (size_t i = 0; i < v.bytes && *count < UINT8_MAX; i++)
            *count += isalnum((unsigned char)v.at[i]) || (unsigned char)v.at[i] >= 0xC4;
    }
}

void builder_line_break(struct builder *builder)
{
    if (builder->open)
        builder->pending = '\n';
}

static void flush_asides(struct builder *builder)
{
    for (size_t i = 0; i < builder->aside_count; i++) {
        struct aside aside = builder->asides[i];
        add_whole_block(builder, view_part(text_view(&builder->aside_text), aside.start, aside.end),
                        &(struct builder_style){
                            .kind = BLOCK_SKIP, .reason = aside.reason, .note = aside.note});
    }
    builder->aside_count = 0;
    text_clear(&builder->aside_text);
}

void builder_end_block(struct builder *builder)
{
    builder->pending = 0;
    if (!builder->open)
        return;
    builder->open = false;
    for (size_t i = 0; i < builder->started_spans; i++)
        builder->book->spans[builder->open_spans[i].index].end = builder->text.bytes;
    builder->started_spans = 0;
    struct view v = view_part(text_view(&builder->text), builder->start, builder->text.bytes);
    if (v.bytes < MAX_ORNAMENT_BYTES && builder->style.reason == SKIP_NONE && is_ornament(v)) {
        while (builder->book->span_count > 0 &&
               builder->book->spans[builder->book->span_count - 1].start >= builder->start)
            builder->book->span_count--;
        text_cut(&builder->text, builder->start >= 2 ? builder->start - 2 : 0);
        builder->break_owed = true;
    } else {
        add_block(builder, builder->start, &builder->style);
    }
    flush_asides(builder);
}

void builder_style(struct builder *builder, const struct builder_style *style)
{
    builder_end_block(builder);
    builder->style = *style;
}

void builder_source(struct builder *builder, const char *source)
{
    builder_end_block(builder);
    builder->source = source;
    builder->line = 0;
}

void builder_at_line(struct builder *builder, int line)
{
    builder->line = line;
}

void builder_set_off(struct builder *builder)
{
    size_t bytes = builder->text.bytes - builder->start;
    if (builder->open && bytes < UINT8_MAX)
        builder->set_off_bytes = bytes;
}

bool builder_is_capitals(const struct builder *builder)
{
    struct view v = view_part(text_view(&builder->text), builder->start, builder->text.bytes);
    size_t letters = 0;
    if (!builder->open || v.bytes > NAME_BYTES)
        return false;
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        if (rune_is_letter(rune) && !rune_is_upper(rune))
            return false;
        letters += rune_is_upper(rune);
    }
    return letters >= 2;
}

bool builder_is_set_off(const struct builder *builder)
{
    return builder->open && builder->set_off_bytes > 0 &&
           builder->set_off_bytes == builder->text.bytes - builder->start;
}

void builder_scene_break(struct builder *builder)
{
    builder_end_block(builder);
    builder->break_owed = true;
}

void builder_skip_text(struct builder *builder, enum skip_reason reason, struct view v)
{
    struct text clean = {0};
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        if (!rune_is_space(rune))
            text_add_rune(&clean, rune);
        else if (clean.bytes > 0 && clean.at[clean.bytes - 1] != ' ')
            text_add_char(&clean, ' ');
    }
    struct view kept = view_trim(text_view(&clean));
    if (kept.bytes > 0 &&
        builder->text.bytes + builder->aside_text.bytes + kept.bytes <= BUILDER_MAX_TEXT_BYTES) {
        builder->asides = mem_grow(builder->asides, builder->aside_count, &builder->aside_capacity,
                                   sizeof *builder->asides);
        size_t start = builder->aside_text.bytes;
        text_add_view(&builder->aside_text, kept);
        builder->asides[builder->aside_count++] =
            (struct aside){reason, start, builder->aside_text.bytes, builder->style.note};
    }
    text_release(&clean);
    if (!builder->open)
        flush_asides(builder);
}

void builder_span_open(struct builder *builder, enum span_kind kind, const char *value)
{
    if (builder->open_span_count == BUILDER_MAX_OPEN_SPANS) {
        builder->extra_spans++;
        return;
    }
    builder->open_spans[builder->open_span_count++] =
        (struct builder_open_span){kind, value, SIZE_MAX};
}

void builder_span_close(struct builder *builder)
{
    if (builder->extra_spans > 0) {
        builder->extra_spans--;
        return;
    }
    size_t last = --builder->open_span_count;
    if (last < builder->started_spans) {
        builder->book->spans[builder->open_spans[last].index].end = builder->text.bytes;
        builder->started_spans = last;
    }
}

struct view builder_block_text(const struct builder *builder, const struct block *block)
{
    return view_part(text_view(&builder->text), block->start, block->end);
}

void builder_add_span(struct builder *builder, const struct span *span)
{
    struct book *book = builder->book;
    book->spans =
        mem_grow(book->spans, book->span_count, &builder->span_capacity, sizeof *book->spans);
    book->spans[book->span_count++] = *span;
}

void builder_settle_spans(struct builder *builder, size_t from)
{
    builder_end_block(builder);
    spans_settle(builder->book, from);
}

void builder_warn(struct builder *builder, const char *format, ...)
{
    struct book *book = builder->book;
    char line[WARNING_BYTES];
    if (book->warning_count == BUILDER_MAX_WARNINGS)
        return;
    va_list list;
    va_start(list, format);
    vsnprintf(line, sizeof line, format, list);
    va_end(list);
    if (book->warning_count == BUILDER_MAX_WARNINGS - 1)
        snprintf(line, sizeof line, "and more warnings like these");
    for (char *c = line; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            *c = ' ';
    book_warn(book, "%s", line);
}
