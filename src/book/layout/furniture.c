/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/layout/furniture.h"

#include "base/mem.h"
#include "base/table.h"
#include "book/book.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <stdlib.h>

/* All chosen. */
enum {
    LINKS_BYTES = 200,       /* a longer line is no row of links */
    REMARK_BYTES = 400,      /* a longer paragraph is no remark of a site */
    FEWEST_REMARKS = 2,      /* one may be the book's own */
    CHAPTER_END_RUNS = 5,    /* where a remark at the end of a chapter is looked for */
    FEWEST_CHAPTERS = 3,     /* that end in the same remark */
    REPEATED_BYTES = 30,     /* a shorter one may be a refrain */
    ADVERTISEMENT_HITS = 2,  /* paragraphs after the end that sell something */
    ADVERTISEMENT_SHARE = 8, /* of so many paragraphs one does */
    FRONT_RUNS = 40,         /* how far a list of other books is from the start */
    FRONT_LIST_RUNS = 15,    /* and how long it is */
    LIST_GAP = 3,            /* blank lines after it */
};

static void fold_run(const struct layout *layout, size_t run, size_t most, struct text *key)
{
    text_clear(key);
    fold_words(view_part(layout_run(layout, run), 0, most), key);
}

/* "<<< Previous | Table of Contents | Next >>>": nothing but names of links, two at least or one
 * with an arrow. */
static bool is_links(const struct layout *layout, const struct wording *wording, size_t run,
                     struct text *key)
{
    struct view text = layout_run(layout, run);
    if (text.bytes > LINKS_BYTES || layout->runs[run].lines > 3)
        return false;
    fold_run(layout, run, LINKS_BYTES, key);
    struct view rest = text_view(key);
    size_t links = 0;
    while (rest.bytes > 0) {
        size_t bytes = wording_prefix(wording, "web links", rest);
        if (bytes == 0)
            return false;
        rest = view_part(rest, bytes + 1, rest.bytes);
        links++;
    }
    static const char *const arrows[] = {
        "<<", ">>", "\xC2\xAB", "\xC2\xBB", "\xE2\x86\x90", "\xE2\x86\x92", "< ", " >", " | "};
    for (size_t i = 0; i < sizeof arrows / sizeof arrows[0]; i++)
        if (links > 0 && view_find(text, arrows[i], 0) < text.bytes)
            return true;
    return false;
}

/* "If you find this story on another site, report it." */
static bool is_remark(const struct layout *layout, const struct wording *wording, size_t run,
                      struct text *key)
{
    struct view text = layout_run(layout, run);
    if (text.bytes > REMARK_BYTES || text.bytes < REPEATED_BYTES)
        return false;
    fold_run(layout, run, REMARK_BYTES, key);
    return wording_prefix(wording, "web furniture", text_view(key)) > 0 &&
           wording_inside(wording, "web furniture words", text_view(key)) &&
           !shape_of_text(text).quoted;
}

static void skip_site(struct layout *layout, const struct wording *wording, size_t first,
                      size_t end)
{
    struct text key = {0};
    size_t *remarks = NULL, count = 0, capacity = 0;
    bool links = false;
    for (size_t i = first; i < end; i++) {
        struct run *run = &layout->runs[i];
        if (run->reason != SKIP_NONE || run->marks)
            continue;
        if (is_links(layout, wording, i, &key)) {
            run->reason = SKIP_HIDDEN;
            links = true;
        } else if (is_remark(layout, wording, i, &key)) {
            remarks = mem_grow(remarks, count, &capacity, sizeof *remarks);
            remarks[count++] = i;
        }
    }
    for (size_t i = 0; i < count && (links || count >= FEWEST_REMARKS); i++)
        layout->runs[remarks[i]].reason = SKIP_HIDDEN;
    free(remarks);
    text_release(&key);
}

/* A price, as in "3s. 6d.", "$1.50", "L. 5--", "2 fr. 50". */
static bool has_price(struct view text)
{
    static const char *const money[] = {"s.",   "d.",   "/-",   "/6",  " cents",
                                        " cts", " fr.", " net", " M.", " Mk"};
    for (size_t at = 0; at < text.bytes; at++) {
        if (text.at[at] == '$')
            return true;
        if (text.at[at] < '0' || text.at[at] > '9')
            continue;
        while (at < text.bytes && text.at[at] >= '0' && text.at[at] <= '9')
            at++;
        for (size_t i = 0; i < sizeof money / sizeof money[0]; i++)
            if (view_starts(view_part(text, at, text.bytes), money[i]))
                return true;
    }
    return false;
}

/* The whole run is an entry. */
static bool run_is(const struct layout *layout, const struct wording *wording, size_t run,
                   const char *section, struct text *key)
{
    if (layout_run(layout, run).bytes > 100)
        return false;
    fold_run(layout, run, 100, key);
    return key->bytes > 0 && wording_find(wording, section, text_view(key)) != NULL;
}

static bool is_unit(const struct layout *layout, const struct wording *wording, size_t run)
{
    struct heading heading;
    struct view text = layout_run(layout, run);
    return text.bytes < 200 && layout->runs[run].blanks >= 2 &&
           heading_parse(wording, text, &heading) &&
           (heading.kind == HEADING_UNIT || heading.kind == HEADING_NAMED);
}

/* What follows "THE END" and sells books, if no chapter is among it. */
static void skip_back(struct layout *layout, const struct wording *wording, size_t first,
                      size_t end)
{
    struct text key = {0};
    size_t last = end, hits = 0, runs = 0;
    size_t book_end = end < layout->run_count ? layout->runs[end].start : layout->text.bytes;
    for (size_t i = end; i-- > first && layout->runs[i].start > book_end / 2;)
        if (layout->runs[i].reason == SKIP_NONE && run_is(layout, wording, i, "end marks", &key)) {
            last = i + 1;
            break;
        }
    for (size_t i = last; i < end; i++) {
        if (layout->runs[i].reason != SKIP_NONE || layout->runs[i].marks)
            continue;
        if (is_unit(layout, wording, i))
            hits = runs = 0;
        fold_run(layout, i, 2000, &key);
        runs++;
        hits += has_price(layout_run(layout, i)) ||
                wording_inside(wording, "advertisements", text_view(&key));
    }
    text_release(&key);
    if (hits < ADVERTISEMENT_HITS || hits * ADVERTISEMENT_SHARE < runs)
        return;
    for (size_t i = last; i < end; i++)
        if (layout->runs[i].reason == SKIP_NONE)
            layout->runs[i].reason = SKIP_BACK_MATTER;
}

/* A list of the author's other books before the title. */
static void skip_front(struct layout *layout, const struct wording *wording, size_t first,
                       size_t end)
{
    struct text key = {0};
    for (size_t i = first; i < end && i < first + FRONT_RUNS; i++) {
        if (is_unit(layout, wording, i))
            break;
        if (layout->runs[i].reason != SKIP_NONE ||
            !run_is(layout, wording, i, "front advertisements", &key))
            continue;
        size_t stop = i + 1;
        while (stop < end && stop < i + FRONT_LIST_RUNS && layout->runs[stop].blanks < LIST_GAP &&
               !heading_is_prose(layout_run(layout, stop)) && !is_unit(layout, wording, stop))
            stop++;
        if (stop == i + FRONT_LIST_RUNS)
            stop = i + 1; /* a list without an end that can be found */
        for (size_t j = i; j < stop; j++)
            layout->runs[j].reason = SKIP_FRONT_MATTER;
        break;
    }
    text_release(&key);
}

void furniture_skip(struct layout *layout, const struct wording *wording,
                    const struct surroundings *surroundings)
{
    skip_site(layout, wording, surroundings->first_run, surroundings->end_run);
    skip_front(layout, wording, surroundings->first_run, surroundings->end_run);
    skip_back(layout, wording, surroundings->first_run, surroundings->end_run);
}

static bool speaks_of_site(const struct layout *layout, const struct wording *wording, size_t run,
                           struct text *key)
{
    fold_run(layout, run, REMARK_BYTES, key);
    return wording_inside(wording, "web furniture words", text_view(key)) ||
           wording_prefix(wording, "web furniture", text_view(key)) > 0;
}

/* How the last runs of chapters are looked at: their words are counted, then they are skipped if
 * they are those of so many chapters. */
struct repeats {
    struct table times;
    size_t least; /* 0: count */
    struct text key;
};

static void at_chapter_end(struct layout *layout, const struct wording *wording, size_t start,
                           size_t end, struct repeats *repeats)
{
    size_t left = CHAPTER_END_RUNS;
    for (size_t i = end; i-- > start && left > 0;) {
        struct run *run = &layout->runs[i];
        struct view text = layout_run(layout, i);
        if (run->reason != SKIP_NONE || run->marks)
            continue;
        left--;
        if (text.bytes < REPEATED_BYTES || text.bytes > REMARK_BYTES)
            continue;
        struct table_key words = table_number(fold_key(text, &repeats->key));
        size_t times = table_find(&repeats->times, words, 0);
        if (repeats->least == 0)
            table_set(&repeats->times, words, times + 1);
        else if (times >= repeats->least && speaks_of_site(layout, wording, i, &repeats->key))
            run->reason = SKIP_HIDDEN;
    }
}

void furniture_skip_repeated(struct layout *layout, const struct wording *wording,
                             const size_t *starts, size_t count, size_t end_run)
{
    struct repeats repeats = {0};
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++)
            at_chapter_end(layout, wording, starts[i] + 1, i + 1 < count ? starts[i + 1] : end_run,
                           &repeats);
        repeats.least = count / 2 < FEWEST_CHAPTERS ? FEWEST_CHAPTERS : count / 2;
    }
    table_release(&repeats.times);
    text_release(&repeats.key);
}
