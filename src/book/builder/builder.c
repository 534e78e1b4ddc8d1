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

enum { MAX_COMBINING = 4, NAME_BYTES = 40, WARNING_BYTES = 400, MAX_ORNAMENT_BYTES = 300 };

struct aside {
    enum skip_reason reason;
    size_t start, end; /* in aside_text */
    const char *note;  /* that it is part of */
};

struct build *build_new(void)
{
    struct build *build = mem_zero(1, sizeof *build);
    build->book = book_new();
    build->style.kind = BLOCK_PARAGRAPH;
    return build;
}

void build_free(struct build *build)
{
    if (build == NULL)
        return;
    text_release(&build->text);
    text_release(&build->aside_text);
    free(build->asides);
    free(build->marks);
    free(build->notes);
    free(build->aliases);
    free(build->set_off);
    free(build->facts);
    free(build->references);
    book_free(build->book);
    free(build);
}

const char *build_keep(struct build *build, struct view v)
{
    if (build->kept == NULL || !view_is(v, build->kept))
        build->kept = arena_copy_text(build->book->arena, v.at, v.bytes);
    return build->kept;
}

struct book *build_book(struct build *build)
{
    return build->book;
}

bool build_is_open(const struct build *build)
{
    return build->open;
}

uint32_t build_last_rune(const struct build *build)
{
    return build->open ? rune_ending(text_view(&build->text), build->text.bytes) : 0;
}

bool build_take_back(struct build *build, char rune)
{
    bool last = build->open && build->pending == 0 && build->text.bytes > build->start + 1 &&
                build->text.at[build->text.bytes - 1] == rune;
    for (size_t i = 0; last && i < build->started_spans; i++)
        last = build->book->spans[build->open_spans[i].index].start + 1 < build->text.bytes;
    if (last)
        text_cut(&build->text, build->text.bytes - 1);
    if (last && build->text.at[build->text.bytes - 1] == ' ') {
        text_cut(&build->text, build->text.bytes - 1);
        build->pending = ' ';
    }
    return last;
}

static struct block *add_block(struct build *build, size_t start, const struct build_style *style)
{
    struct book *book = build->book;
    book->blocks =
        mem_grow(book->blocks, book->block_count, &build->block_capacity, sizeof *book->blocks);
    build->notes =
        mem_grow(build->notes, book->block_count, &build->note_capacity, sizeof *build->notes);
    build->set_off = mem_grow(build->set_off, book->block_count, &build->set_off_capacity,
                              sizeof *build->set_off);
    build->notes[book->block_count] = style->note;
    build->facts =
        mem_grow(build->facts, book->block_count, &build->facts_capacity, sizeof *build->facts);
    build->facts[book->block_count] = build->open_facts;
    build->facts[book->block_count].class_name = style->class_name;
    build->open_facts = (struct block_facts){0};
    build->set_off[book->block_count] = (uint8_t)build->set_off_bytes;
    build->set_off_bytes = 0;
    struct block *block = &book->blocks[book->block_count++];
    bool skip = style->reason != SKIP_NONE;
    *block = (struct block){.kind = skip ? BLOCK_SKIP : style->kind,
                            .reason = style->reason,
                            .start = start,
                            .end = build->text.bytes,
                            .level = style->kind == BLOCK_HEADING ? style->level : 0,
                            .speaker = style->speaker,
                            .language = style->language,
                            .line = (uint32_t)build->open_line,
                            .source = build->source};
    return block;
}

/* A block of its own from text that is ready. */
static void add_whole_block(struct build *build, struct view v, const struct build_style *style)
{
    if (build->text.bytes > 0)
        text_add_str(&build->text, "\n\n");
    size_t start = build->text.bytes;
    text_add_view(&build->text, v);
    add_block(build, start, style);
}

static void flush_break(struct build *build)
{
    if (!build->break_owed)
        return;
    build->break_owed = false;
    const struct book *book = build->book;
    const struct block *last = book->block_count > 0 ? &book->blocks[book->block_count - 1] : NULL;
    if (last == NULL || last->kind == BLOCK_BREAK || last->kind == BLOCK_HEADING ||
        build->style.kind == BLOCK_HEADING || build->style.reason != SKIP_NONE)
        return;
    add_whole_block(build, view_of("* * *"), &(struct build_style){.kind = BLOCK_BREAK});
    build->book->blocks[book->block_count - 1].reason = SKIP_MARKUP;
    build->book->blocks[book->block_count - 1].line = 0;
}

static void open_block(struct build *build)
{
    flush_break(build);
    if (build->text.bytes > 0)
        text_add_str(&build->text, "\n\n");
    build->start = build->text.bytes;
    build->open = true;
    build->open_line = build->line;
    build->set_off_bytes = 0;
    build->open_facts = (struct block_facts){0};
    build->pending = 0;
    build->combining = 0;
}

/* Open spans begin where the first character after their opening stands. */
static void start_spans(struct build *build)
{
    struct book *book = build->book;
    for (size_t i = build->started_spans; i < build->open_span_count; i++) {
        struct build_open_span *open = &build->open_spans[i];
        book->spans =
            mem_grow(book->spans, book->span_count, &build->span_capacity, sizeof *book->spans);
        open->index = book->span_count++;
        book->spans[open->index] = (struct span){open->kind, build->text.bytes, 0, open->value};
    }
    build->started_spans = build->open_span_count;
}

static void put(struct build *build, uint32_t rune)
{
    if (!build->open)
        open_block(build);
    if (build->pending != 0)
        text_add_rune(&build->text, build->pending);
    build->pending = 0;
    if (build->started_spans < build->open_span_count)
        start_spans(build);
    text_add_rune(&build->text, rune);
}

static void add_rune(struct build *build, uint32_t rune)
{
    if (rune_is_space(rune)) {
        bool no_break = rune == 0xA0 || rune == 0x202F;
        if (build->pending == 0)
            build->pending = no_break ? 0xA0 : ' ';
        else if (build->pending != '\n')
            build->pending = ' ';
        return;
    }
    if (rune >= 0x80 && build_is_silent(rune))
        return;
    bool combining = build_is_combining(rune);
    build->combining = combining ? build->combining + 1 : 0;
    if (build->combining <= MAX_COMBINING)
        put(build, rune);
}

void build_link(struct build *build, bool opens)
{
    build->links += opens ? 1 : -1;
}

/* Letters and digits, for what is linked and what is not; bytes of other scripts count too. */
static void count_letters(struct build *build, struct view v)
{
    uint8_t *count = build->links > 0 ? &build->open_facts.linked : &build->open_facts.unlinked;
    for (size_t i = 0; i < v.bytes && *count < UINT8_MAX; i++)
        *count += isalnum((unsigned char)v.at[i]) || (unsigned char)v.at[i] >= 0xC4;
}

void build_text(struct build *build, struct view v)
{
    if (build->text.bytes + v.bytes > BUILD_MAX_TEXT_BYTES) {
        if (!build->full)
            build_warn(build, "the book is longer than %d MiB of text; the rest is left out",
                       BUILD_MAX_TEXT_BYTES >> 20);
        build->full = true;
        return;
    }
    for (size_t at = 0; at < v.bytes;) {
        size_t run = at;
        while (run < v.bytes && v.at[run] > ' ')
            run++;
        if (run == at) {
            add_rune(build, rune_next(v, &at));
            continue;
        }
        add_rune(build, (uint32_t)v.at[at]); /* does what a new block, span or word needs */
        text_add(&build->text, v.at + at + 1, run - at - 1);
        at = run;
    }
    if (build->open)
        count_letters(build, v);
}

void build_line(struct build *build)
{
    if (build->open)
        build->pending = '\n';
}

static void end_spans(struct build *build)
{
    for (size_t i = 0; i < build->started_spans; i++)
        build->book->spans[build->open_spans[i].index].end = build->text.bytes;
    build->started_spans = 0;
}

static void flush_asides(struct build *build)
{
    for (size_t i = 0; i < build->aside_count; i++) {
        struct aside aside = build->asides[i];
        add_whole_block(
            build, view_part(text_view(&build->aside_text), aside.start, aside.end),
            &(struct build_style){.kind = BLOCK_SKIP, .reason = aside.reason, .note = aside.note});
    }
    build->aside_count = 0;
    text_clear(&build->aside_text);
}

void build_end(struct build *build)
{
    build->pending = 0;
    if (!build->open)
        return;
    build->open = false;
    end_spans(build);
    struct view v = view_part(text_view(&build->text), build->start, build->text.bytes);
    if (v.bytes < MAX_ORNAMENT_BYTES && build->style.reason == SKIP_NONE && build_is_ornament(v)) {
        while (build->book->span_count > 0 &&
               build->book->spans[build->book->span_count - 1].start >= build->start)
            build->book->span_count--;
        text_cut(&build->text, build->start >= 2 ? build->start - 2 : 0);
        build->break_owed = true;
    } else {
        add_block(build, build->start, &build->style);
    }
    flush_asides(build);
}

void build_style(struct build *build, const struct build_style *style)
{
    build_end(build);
    build->style = *style;
}

void build_source(struct build *build, const char *source)
{
    build_end(build);
    build->source = source;
    build->line = 0;
}

void build_at_line(struct build *build, int line)
{
    build->line = line;
}

void build_set_off(struct build *build)
{
    size_t bytes = build->text.bytes - build->start;
    if (build->open && bytes < UINT8_MAX)
        build->set_off_bytes = bytes;
}

bool build_is_capitals(const struct build *build)
{
    struct view v = view_part(text_view(&build->text), build->start, build->text.bytes);
    size_t letters = 0;
    if (!build->open || v.bytes > NAME_BYTES)
        return false;
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        if (rune_is_letter(rune) && !rune_is_upper(rune))
            return false;
        letters += rune_is_upper(rune);
    }
    return letters >= 2;
}

bool build_is_set_off(const struct build *build)
{
    return build->open && build->set_off_bytes > 0 &&
           build->set_off_bytes == build->text.bytes - build->start;
}

void build_break(struct build *build)
{
    build_end(build);
    build->break_owed = true;
}

void build_aside(struct build *build, enum skip_reason reason, struct view v)
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
        build->text.bytes + build->aside_text.bytes + kept.bytes <= BUILD_MAX_TEXT_BYTES) {
        build->asides = mem_grow(build->asides, build->aside_count, &build->aside_capacity,
                                 sizeof *build->asides);
        size_t start = build->aside_text.bytes;
        text_add_view(&build->aside_text, kept);
        build->asides[build->aside_count++] =
            (struct aside){reason, start, build->aside_text.bytes, build->style.note};
    }
    text_release(&clean);
    if (!build->open)
        flush_asides(build);
}

void build_span_open(struct build *build, enum span_kind kind, const char *value)
{
    if (build->open_span_count == BUILD_MAX_OPEN_SPANS) {
        build->extra_spans++;
        return;
    }
    build->open_spans[build->open_span_count++] = (struct build_open_span){kind, value, SIZE_MAX};
}

void build_span_close(struct build *build)
{
    if (build->extra_spans > 0) {
        build->extra_spans--;
        return;
    }
    size_t last = --build->open_span_count;
    if (last < build->started_spans) {
        build->book->spans[build->open_spans[last].index].end = build->text.bytes;
        build->started_spans = last;
    }
}

struct view build_block_text(const struct build *build, const struct block *block)
{
    return view_part(text_view(&build->text), block->start, block->end);
}

void build_add_span(struct build *build, const struct span *span)
{
    struct book *book = build->book;
    book->spans =
        mem_grow(book->spans, book->span_count, &build->span_capacity, sizeof *book->spans);
    book->spans[book->span_count++] = *span;
}

void build_settle_spans(struct build *build, size_t from)
{
    build_end(build);
    build_spans_settle(build->book, from);
}

void build_warn(struct build *build, const char *format, ...)
{
    struct book *book = build->book;
    char line[WARNING_BYTES];
    if (book->warning_count == BUILD_MAX_WARNINGS)
        return;
    va_list list;
    va_start(list, format);
    vsnprintf(line, sizeof line, format, list);
    va_end(list);
    if (book->warning_count == BUILD_MAX_WARNINGS - 1)
        snprintf(line, sizeof line, "and more of the same");
    for (char *c = line; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            *c = ' ';
    book->warnings = mem_grow(book->warnings, book->warning_count, &build->warning_capacity,
                              sizeof *book->warnings);
    book->warnings[book->warning_count++] = arena_copy_text(book->arena, line, strlen(line));
}
