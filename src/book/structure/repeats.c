/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/repeats.h"

#include "base/mem.h"
#include "base/table.h"
#include "book/structure/blocks.h"
#include "book/structure/headings.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <stdlib.h>
#include <string.h>

enum {
    CLASS_NAMES = 256,   /* values of block_facts.class_name */
    FEWEST_OF_CLASS = 3, /* blocks, before their order says anything */
    BAR_BYTES = 160,     /* a navigation bar, or an entry of a contents list */
    TITLE_BYTES = 200,
    /* Two of a kind may be chance. */
    FEWEST_BARS = 3,
    FEWEST_ENTRIES = 3,
    /* What a web site adds to each chapter is a paragraph or two at its start or end. */
    FURNITURE_BYTES = 600,
    EDGE_BLOCKS = 3,
};

static bool is_read(const struct block *block)
{
    return block->kind != BLOCK_SKIP && block->kind != BLOCK_BREAK;
}

void headings_demote(struct book *book, const struct block_facts *facts)
{
    size_t all[CLASS_NAMES] = {0}, following[CLASS_NAMES] = {0};
    uint8_t last = 0;
    for (size_t i = 0; i < book->block_count; i++) {
        if (!is_read(&book->blocks[i]))
            continue;
        uint8_t name = facts[i].class_name;
        all[name]++;
        following[name] += name == last;
        last = name;
    }
    for (size_t i = 0; i < book->block_count; i++) {
        uint8_t name = facts[i].class_name;
        if (name == 0 || book->blocks[i].kind != BLOCK_HEADING || all[name] < FEWEST_OF_CLASS ||
            following[name] * 5 <= all[name] * 3)
            continue;
        book->blocks[i].kind = BLOCK_PARAGRAPH;
        book->blocks[i].level = 0;
    }
}

struct repeats {
    struct book *book;
    const struct block_facts *facts;
    const struct wording *wording;
    const struct chapter_start *starts;
    size_t start_count;
    struct table titles; /* keys of the names of chapters */
    struct text scratch;
};

static struct view text_of(const struct repeats *repeats, size_t i)
{
    return block_text(repeats->book, &repeats->book->blocks[i]);
}

static struct table_key key_of(struct repeats *repeats, size_t i)
{
    return table_number(fold_key(text_of(repeats, i), &repeats->scratch));
}

static size_t next_read(const struct repeats *repeats, size_t i)
{
    while (i < repeats->book->block_count && !is_read(&repeats->book->blocks[i]))
        i++;
    return i;
}

static bool is_short(const struct repeats *repeats, size_t i, size_t max_bytes)
{
    const struct block *block = &repeats->book->blocks[i];
    return is_read(block) && block->end - block->start <= max_bytes;
}

/* Links with only marks between them. */
static bool is_bar(const struct repeats *repeats, size_t i)
{
    return repeats->facts[i].linked > 0 && repeats->facts[i].unlinked == 0 &&
           repeats->book->blocks[i].kind != BLOCK_HEADING && is_short(repeats, i, BAR_BYTES);
}

static bool is_number(struct repeats *repeats, size_t i)
{
    struct heading heading;
    return repeats->wording != NULL &&
           heading_parse(repeats->wording, text_of(repeats, i), &heading) &&
           heading.kind != HEADING_NAMED && heading.kind != HEADING_STRANGE;
}

/* The first text of its file may be the title, unless a heading follows. */
static bool may_be_title(const struct repeats *repeats, size_t i)
{
    const struct book *book = repeats->book;
    size_t before = i, next = next_read(repeats, i + 1);
    while (before > 0 && !is_read(&book->blocks[before - 1]))
        before--;
    bool first = before == 0 || book->blocks[before - 1].source != book->blocks[i].source ||
                 book->blocks[i].source == NULL;
    return first && (next == book->block_count || book->blocks[next].kind != BLOCK_HEADING);
}

/* "<<< Previous | Table of Contents | Next >>>", "Next Chapter": without links, as they are copied
 * from a web page. */
static bool is_copied_bar(struct repeats *repeats, size_t i)
{
    size_t names = 0, turns = 0;
    bool sure = false;
    if (repeats->wording == NULL || repeats->book->blocks[i].kind == BLOCK_HEADING ||
        !is_short(repeats, i, BAR_BYTES))
        return false;
    text_clear(&repeats->scratch);
    fold_words(text_of(repeats, i), &repeats->scratch);
    struct view key = text_view(&repeats->scratch);
    while (key.bytes > 0) {
        size_t bytes = wording_prefix(repeats->wording, "navigation", key);
        if (bytes == 0)
            return false;
        const char *value = wording_find(repeats->wording, "navigation", view_part(key, 0, bytes));
        turns += strcmp(value, "turn") == 0;
        sure = sure || strcmp(value, "sure") == 0;
        names++;
        key = view_trim(view_part(key, bytes, key.bytes));
    }
    return sure || (turns > 0 && names > 1);
}

/* Is one of the next blocks that are read, `step` being 1 or -1, the start or end of a section? */
static bool is_near_edge(const struct repeats *repeats, size_t i, int step)
{
    const struct book *book = repeats->book;
    int left = EDGE_BLOCKS;
    for (size_t at = i;; at += (size_t)step) {
        const struct block *block = &book->blocks[at];
        if (at != i && (block->kind == BLOCK_HEADING || block->source != book->blocks[i].source))
            return true;
        if (is_read(block) && left-- == 0)
            return false;
        if (at == (step > 0 ? book->block_count - 1 : 0))
            return true;
    }
}

/* Does it say what no book says: "please vote", a link, an address? A link that opens a page may be
 * a title that leads back to the contents. */
static bool is_furniture(struct repeats *repeats, size_t i)
{
    const struct block *blocks = repeats->book->blocks;
    bool opens = i == 0 || blocks[i - 1].source != blocks[i].source;
    struct view text = text_of(repeats, i);
    text_clear(&repeats->scratch);
    fold_words(text, &repeats->scratch);
    return (repeats->facts[i].linked > 0 && !opens) || view_find(text, "http", 0) < text.bytes ||
           wording_inside(repeats->wording, "furniture", text_view(&repeats->scratch)) ||
           wording_inside(repeats->wording, "chapter furniture", text_view(&repeats->scratch));
}

/* What stands word for word at the start or end of half of the sections, and is not the book's. */
static void skip_furniture(struct repeats *repeats)
{
    const struct book *book = repeats->book;
    struct table edges = {0}; /* how many say the same */
    size_t sections = 1;
    bool *at_edge = mem_zero(book->block_count, sizeof *at_edge);
    for (size_t i = 0; i < book->block_count && repeats->wording != NULL; i++) {
        sections += i > 0 && (book->blocks[i].kind == BLOCK_HEADING ||
                              book->blocks[i].source != book->blocks[i - 1].source);
        at_edge[i] = book->blocks[i].kind == BLOCK_PARAGRAPH &&
                     is_short(repeats, i, FURNITURE_BYTES) &&
                     (is_near_edge(repeats, i, 1) || is_near_edge(repeats, i, -1));
        if (!at_edge[i])
            continue;
        struct table_key key = key_of(repeats, i);
        table_set(&edges, key, table_find(&edges, key, 0) + 1);
    }
    for (size_t i = 0; i < book->block_count; i++) {
        size_t times = at_edge[i] ? table_find(&edges, key_of(repeats, i), 0) : 0;
        if (times >= FEWEST_BARS && times * 2 >= sections && is_furniture(repeats, i))
            block_skip(&repeats->book->blocks[i], SKIP_HIDDEN);
    }
    free(at_edge);
    table_release(&edges);
}

static void skip_navigation_bars(struct repeats *repeats)
{
    const struct book *book = repeats->book;
    struct table bars = {0}; /* how many say the same */
    for (size_t i = 0; i < book->block_count; i++)
        if (is_bar(repeats, i)) {
            struct table_key key = key_of(repeats, i);
            table_set(&bars, key, table_find(&bars, key, 0) + 1);
        }
    for (size_t i = 0; i < book->block_count; i++)
        if (is_copied_bar(repeats, i))
            block_skip(&repeats->book->blocks[i], SKIP_CONTENTS);
    for (size_t i = 0; i < book->block_count && bars.count > 0; i++)
        if (is_bar(repeats, i) && table_find(&bars, key_of(repeats, i), 0) >= FEWEST_BARS &&
            !is_number(repeats, i) && !may_be_title(repeats, i))
            block_skip(&repeats->book->blocks[i], SKIP_CONTENTS);
    table_release(&bars);
}

static void add_title(struct repeats *repeats, struct view title)
{
    table_add(&repeats->titles, table_number(fold_key(title, &repeats->scratch)), 0);
}

static void find_titles(struct repeats *repeats)
{
    const struct book *book = repeats->book;
    for (size_t i = 0; i < repeats->start_count; i++)
        add_title(repeats, view_of(repeats->starts[i].title));
    for (size_t i = 0; i < book->block_count; i++)
        if (book->blocks[i].kind == BLOCK_HEADING && is_short(repeats, i, TITLE_BYTES))
            add_title(repeats, text_of(repeats, i));
}

static bool is_called_so(struct repeats *repeats, size_t i)
{
    return table_has(&repeats->titles, key_of(repeats, i));
}

static bool is_contents_title(struct repeats *repeats, size_t i)
{
    if (!is_short(repeats, i, TITLE_BYTES) || repeats->wording == NULL)
        return false;
    text_clear(&repeats->scratch);
    fold_words(text_of(repeats, i), &repeats->scratch);
    return wording_find(repeats->wording, "contents", text_view(&repeats->scratch)) != NULL;
}

/* Mostly a link: "12. The Sea", "The Sea 40". */
static bool is_entry(const struct repeats *repeats, size_t i)
{
    return repeats->facts[i].linked > repeats->facts[i].unlinked * 2 &&
           repeats->book->blocks[i].kind != BLOCK_HEADING && is_short(repeats, i, BAR_BYTES);
}

/* The run of entries from `from` on: returns its end; how many there are, and how many have the
 * name of a chapter. */
static size_t measure_run(struct repeats *repeats, size_t from, size_t *entries, size_t *called)
{
    size_t end = from, i = from;
    *entries = *called = 0;
    while (i < repeats->book->block_count) {
        if (is_entry(repeats, i)) {
            *called += is_called_so(repeats, i);
            ++*entries;
            end = i + 1;
        } else if (is_read(&repeats->book->blocks[i])) {
            size_t next = next_read(repeats, i + 1); /* "Part One" between entries */
            if (next == repeats->book->block_count || !is_entry(repeats, next) ||
                !is_short(repeats, i, BAR_BYTES) || !is_called_so(repeats, i))
                break;
        }
        i++;
    }
    return end;
}

static void skip_lists(struct repeats *repeats)
{
    struct book *book = repeats->book;
    for (size_t i = 0, last = book->block_count; i < book->block_count; i++) {
        if (!is_entry(repeats, i)) {
            last = is_read(&book->blocks[i]) ? i : last;
            continue;
        }
        size_t entries, called, end = measure_run(repeats, i, &entries, &called);
        bool titled = last < book->block_count && is_contents_title(repeats, last);
        if (entries >= FEWEST_ENTRIES && (titled || called * 2 >= entries)) {
            blocks_skip(book, i, end, SKIP_CONTENTS);
            if (titled)
                block_skip(&repeats->book->blocks[last], SKIP_CONTENTS);
        }
        last = end - 1;
        i = end - 1;
    }
}

/* Does the paragraph say no more than the heading before it, or only its number? */
static bool is_double(struct repeats *repeats, size_t i)
{
    struct heading heading, again;
    if (repeats->wording == NULL || !is_number(repeats, i) ||
        !heading_parse(repeats->wording, text_of(repeats, i), &heading))
        return false;
    bool number = strspn(text_of(repeats, i + 1).at, "0123456789") == text_of(repeats, i + 1).bytes;
    if (number && heading_parse(repeats->wording, text_of(repeats, i + 1), &again))
        return heading.number > 0 && heading.number == again.number;
    return fold_key(text_of(repeats, i), &repeats->scratch) ==
           fold_key(text_of(repeats, i + 1), &repeats->scratch);
}

/* "Chapter 4", and then a paragraph "Chapter 4" or "4". */
static void skip_doubles(struct repeats *repeats)
{
    const struct book *book = repeats->book;
    for (size_t i = 0; i + 1 < book->block_count; i++) {
        const struct block *heading = &book->blocks[i], *block = &book->blocks[i + 1];
        if (heading->kind == BLOCK_HEADING && block->kind == BLOCK_PARAGRAPH &&
            is_short(repeats, i, TITLE_BYTES) && is_short(repeats, i + 1, TITLE_BYTES) &&
            is_double(repeats, i))
            block_skip(&repeats->book->blocks[i + 1], SKIP_MARKUP);
    }
}

void repeats_skip(struct book *book, const struct block_facts *facts, const struct wording *wording,
                  const struct chapter_start *starts, size_t start_count,
                  const struct book_options *options)
{
    struct repeats repeats = {.book = book,
                              .facts = facts,
                              .wording = wording,
                              .starts = starts,
                              .start_count = start_count};
    uint32_t wanted = options != NULL ? options->read_reasons : 0;
    if ((wanted & 1u << SKIP_CONTENTS) == 0) {
        find_titles(&repeats);
        skip_navigation_bars(&repeats);
        skip_lists(&repeats);
        table_release(&repeats.titles);
    }
    if ((wanted & 1u << SKIP_HIDDEN) == 0)
        skip_furniture(&repeats);
    if ((wanted & 1u << SKIP_MARKUP) == 0)
        skip_doubles(&repeats);
    text_release(&repeats.scratch);
}
