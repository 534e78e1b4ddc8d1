/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/quotes/quotes.h"

#include "base/mem.h"
#include "base/spill.h"
#include "script/quotes/announced.h"
#include "script/quotes/dash_book.h"
#include "script/quotes/openings.h"
#include "script/quotes/reporting_clauses.h"

#include <stdlib.h>

/* Chosen: words quoted in single marks, in a book that has double ones, are a phrase or a sentence;
 * what closes further on is an apostrophe. The limit also keeps the time linear. */
enum { MINOR_MAX_BYTES = 400 };

struct scan {
    const struct book *book;
    struct vocabulary *vocabulary;
    struct quotes *quotes;
    struct openings counts;
    struct dash_book dashes;
    struct dash_found dash;
    uint32_t block;
};

enum side { SIDE_NONE, SIDE_OPEN, SIDE_CLOSE, SIDE_EITHER };

bool block_holds_speech(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_VERSE ||
           block->kind == BLOCK_LETTER || block->kind == BLOCK_LIST;
}

static bool is_dash(uint32_t rune)
{
    return rune == '-' || (rune >= 0x2010 && rune <= 0x2015);
}

static bool opens_before(uint32_t rune)
{
    return rune == 0 || rune_is_space(rune) || rune == '(' || rune == '[' || rune == '_' ||
           rune == '*';
}

static bool ends_clause(uint32_t rune)
{
    return rune == ',' || rune == '.' || rune == '!' || rune == '?' || rune == ';' || rune == ':' ||
           rune == 0x2026 || is_dash(rune) || rune == ')' ||
           quote_mark_of(rune) == QUOTE_MARK_DOUBLE || rune == '_';
}

/* Which way a mark points, by its neighbours; 0 is the edge of the block. */
static enum side side_of(uint32_t before, uint32_t after)
{
    bool blank_before = opens_before(before) || quote_mark_of(before) != QUOTE_MARK_NONE;
    bool blank_after = after == 0 || rune_is_space(after);
    if (blank_before && !blank_after && rune_is_alnum(after))
        return SIDE_OPEN;
    if (!blank_before && blank_after)
        return is_dash(before) ? SIDE_EITHER : SIDE_CLOSE;
    if (opens_before(before) && !blank_after)
        return SIDE_OPEN;
    if ((rune_is_alnum(before) && !rune_is_alnum(after)) || (!blank_before && ends_clause(after)))
        return SIDE_CLOSE;
    if (is_dash(before) && rune_is_alnum(after))
        return SIDE_EITHER;
    return SIDE_EITHER;
}

/* Does the mark open? A typographic mark itself shows it, unless its neighbours contradict. */
static bool mark_opens(uint32_t rune, enum side side, bool inside)
{
    if (rune == 0x201C || rune == 0x201E || rune == 0x201F || rune == 0x300C || rune == 0x300E)
        return side != SIDE_CLOSE || (!inside && rune != 0x201C);
    if (rune == 0x201D || rune == 0x300D || rune == 0x300F)
        return side == SIDE_OPEN && !inside;
    if (side == SIDE_EITHER)
        return !inside;
    return side == SIDE_OPEN;
}

static void add_quote(struct scan *scan, size_t start, size_t end, uint32_t flags)
{
    struct quotes *quotes = scan->quotes;
    quotes->items =
        mem_grow(quotes->items, quotes->count, &quotes->capacity, sizeof *quotes->items);
    quotes->items[quotes->count++] = (struct quote){start, end, scan->block, flags};
}

static uint32_t rune_within(struct view text, size_t at)
{
    return at < text.bytes ? rune_at(text, at) : 0;
}

/* Does the double mark that ends at `at` open? Guillemets point the same way throughout a book. */
static bool double_opens(const struct scan *scan, struct view text, size_t at, bool inside)
{
    size_t mark_at = at;
    uint32_t rune = rune_before(text, &mark_at);
    if (mark_at == 0 && !inside) /* at the start of a block, even if it points the wrong way */
        return at < text.bytes;
    if (rune == 0xAB || rune == 0xBB)
        return (rune == 0xAB) != scan->counts.reversed;
    return mark_opens(rune, side_of(rune_ending(text, mark_at), rune_within(text, at)), inside);
}

/* The end of the quotation whose mark ends at `at`, just after its closing mark, or SIZE_MAX. */
static size_t close_double(const struct scan *scan, struct view text, size_t at)
{
    while (at < text.bytes) {
        uint32_t rune = rune_next(text, &at);
        if (quote_mark_of(rune) == QUOTE_MARK_DOUBLE && !double_opens(scan, text, at, true))
            return at;
    }
    return SIZE_MAX;
}

static bool word_is_elision(struct scan *scan, struct view text, size_t at)
{
    size_t end = at;
    rune_next(text, &end);
    while (end < text.bytes && rune_is_letter(rune_at(text, end)))
        rune_next(text, &end);
    uint32_t word = vocabulary_find(scan->vocabulary, view_part(text, at, end));
    return word != 0 && (scan->vocabulary->words[word].classes & WORD_ELISION) != 0;
}

static bool single_opens(struct scan *scan, struct view text, size_t at, uint32_t rune,
                         size_t after)
{
    uint32_t before = rune_ending(text, at);
    uint32_t next = rune_within(text, after);
    if (rune == 0x203A || rune == 0x2039)
        return side_of(before, next) == SIDE_OPEN;
    if (!(opens_before(before) || is_dash(before) || quote_mark_of(before) == QUOTE_MARK_DOUBLE) ||
        rune_is_space(next) || next == 0)
        return false;
    if (at == 0 || rune == 0x201A || rune == 0x201B)
        return true;
    if (rune == 0x2018)
        return rune_is_upper(next) || !word_is_elision(scan, text, at);
    return !rune_is_digit(next) && !word_is_elision(scan, text, at);
}

/*
 * The end of the closing single mark: the first mark after punctuation; else the last one after a
 * letter, before the next opening mark, that is not an apostrophe. SIZE_MAX when there is none.
 * `*stop` is where the search ended.
 */
static size_t close_single(struct scan *scan, struct view text, size_t at, size_t *stop)
{
    size_t after_letter = SIZE_MAX, depth = 0;
    while (at < text.bytes) {
        size_t mark_at = at;
        uint32_t rune = rune_next(text, &at);
        if (quote_mark_of(rune) != QUOTE_MARK_SINGLE)
            continue;
        uint32_t before = rune_ending(text, mark_at), after = rune_within(text, at);
        if (single_opens(scan, text, mark_at, rune, at)) {
            if (after_letter == SIZE_MAX) { /* nested */
                depth++;
                continue;
            }
            *stop = mark_at;
            return after_letter;
        }
        if (rune_is_alnum(after) || rune == 0x2018)
            continue;
        if (depth > 0) {
            depth--;
            continue;
        }
        if (ends_clause(before) || quote_mark_of(before) == QUOTE_MARK_SINGLE) {
            *stop = at;
            return at;
        }
        after_letter = at;
    }
    *stop = text.bytes;
    return after_letter;
}

/* Adds a short quotation in single marks, in a book with double ones; returns its end, or `at`. */
static size_t scan_minor(struct scan *scan, struct view text, size_t mark_at, size_t at,
                         size_t base)
{
    size_t stop;
    struct view near =
        view_part(text, 0, at + MINOR_MAX_BYTES < text.bytes ? at + MINOR_MAX_BYTES : text.bytes);
    size_t end = close_single(scan, near, at, &stop);
    if (end == SIZE_MAX)
        return at;
    for (size_t i = at; i < end;) /* double marks inside: it was an apostrophe */
        if (quote_mark_of(rune_next(text, &i)) == QUOTE_MARK_DOUBLE)
            return at;
    add_quote(scan, base + mark_at, base + end, QUOTE_MINOR);
    return end;
}

static void scan_double(struct scan *scan, struct view text, size_t base)
{
    for (size_t at = 0; at < text.bytes;) {
        size_t mark_at = at;
        uint32_t rune = rune_next(text, &at);
        enum quote_mark mark = quote_mark_of(rune);
        spill_touched(at - mark_at);
        if (mark == QUOTE_MARK_SINGLE && rune != '`' && single_opens(scan, text, mark_at, rune, at))
            at = scan_minor(scan, text, mark_at, at, base);
        if (mark != QUOTE_MARK_DOUBLE || !double_opens(scan, text, at, false))
            continue;
        size_t end = close_double(scan, text, at);
        uint32_t flags = end == SIZE_MAX ? QUOTE_UNCLOSED : 0;
        end = end == SIZE_MAX ? text.bytes : end;
        /* Adds what is between marks, without its reporting clauses: «Oui, dit Anna, demain.» */
        bool guillemets = rune_at(text, mark_at) == 0xAB;
        reporting_clauses_find(view_part(text, mark_at, end), scan->vocabulary, !guillemets,
                               &scan->dash);
        if (scan->dash.count == 0)
            add_quote(scan, base + mark_at, base + end, flags);
        for (size_t i = 0; i < scan->dash.count; i++)
            add_quote(scan, base + mark_at + scan->dash.items[i].start,
                      base + mark_at + scan->dash.items[i].end,
                      i + 1 == scan->dash.count ? flags : 0);
        at = end;
    }
}

static void scan_single(struct scan *scan, struct view text, size_t base)
{
    bool doubles_close = true;
    for (size_t at = 0; at < text.bytes;) {
        size_t mark_at = at, stop = 0, end = SIZE_MAX;
        uint32_t rune = rune_next(text, &at);
        enum quote_mark mark = quote_mark_of(rune);
        spill_touched(at - mark_at);
        if (mark == QUOTE_MARK_SINGLE && single_opens(scan, text, mark_at, rune, at)) {
            end = close_single(scan, text, at, &stop);
            add_quote(scan, base + mark_at, base + (end == SIZE_MAX ? text.bytes : end),
                      end == SIZE_MAX ? QUOTE_UNCLOSED : 0);
            at = end == SIZE_MAX ? text.bytes : end;
        } else if (mark == QUOTE_MARK_DOUBLE && doubles_close &&
                   double_opens(scan, text, at, false)) {
            end = close_double(scan, text, at);
            doubles_close = end != SIZE_MAX;
            if (!doubles_close)
                continue;
            add_quote(scan, base + mark_at, base + end, QUOTE_MINOR);
            at = end;
        }
    }
}

static bool has_mark(struct view text)
{
    for (size_t at = 0; at < text.bytes;)
        if (quote_mark_of(rune_next(text, &at)) == QUOTE_MARK_DOUBLE)
            return true;
    return false;
}

static void scan_block(struct scan *scan, const struct block *block)
{
    struct view text = book_view(scan->book, block->start, block->end);
    bool by_dashes = scan->quotes->style == QUOTE_DASH;
    bool list = block->kind == BLOCK_LIST && !scan->counts.lists_speak;
    bool dash = scan->counts.dashes_count && !list &&
                (by_dashes ? starts_with_dash(text) : starts_as_remark(text));
    if (dash || (by_dashes && !list && !has_mark(text))) {
        uint32_t flags = dash_book_block(&scan->dashes, scan->book, scan->block);
        dash_find(text, scan->vocabulary, &scan->dashes.small, flags, &scan->dash);
        for (size_t i = 0; i < scan->dash.count; i++)
            add_quote(scan, block->start + scan->dash.items[i].start,
                      block->start + scan->dash.items[i].end, QUOTE_BY_DASH);
    } else if (scan->quotes->style == QUOTE_SINGLE)
        scan_single(scan, text, block->start);
    else
        scan_double(scan, text, block->start);
}

/* A quotation that is not closed, and a mark that opens the next paragraph, are one speech. Assumes
 * that all quotations are found. */
static void mark_continued(const struct book *book, struct quotes *quotes)
{
    for (size_t q = 1; q < quotes->count; q++) {
        const struct quote *before = &quotes->items[q - 1];
        struct quote *quote = &quotes->items[q];
        if ((before->flags & QUOTE_UNCLOSED) != 0 && quote->block == before->block + 1 &&
            quote->start == book->blocks[quote->block].start && (quote->flags & QUOTE_BY_DASH) == 0)
            quote->flags |= QUOTE_CONTINUES;
    }
}

struct quotes quotes_find(const struct book *book, struct vocabulary *vocabulary)
{
    struct quotes quotes = {0};
    struct scan scan = {.book = book, .vocabulary = vocabulary, .quotes = &quotes};
    scan.counts = openings_count(book);
    quotes.style = scan.counts.style;
    if (scan.counts.dashes_count)
        scan.dashes = dash_book_read(book, vocabulary);
    for (size_t i = 0, announced = 0, first = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        scan.block = (uint32_t)i;
        if (!block_holds_speech(block))
            continue;
        if (block->speaker != NULL)
            add_quote(&scan, block->start, block->end, QUOTE_LABELLED);
        else if (i < announced)
            add_quote(&scan, block->start, block->end,
                      QUOTE_BLOCK | (i > first ? QUOTE_CONTINUES : 0));
        else
            scan_block(&scan, block);
        if (i + 1 >= announced) {
            announced = announced_end(book, i, vocabulary);
            first = i + 1;
        }
    }
    free(scan.dash.items);
    dash_book_release(&scan.dashes);
    mark_continued(book, &quotes);
    return quotes;
}

void quotes_release(struct quotes *quotes)
{
    free(quotes->items);
    *quotes = (struct quotes){0};
}
