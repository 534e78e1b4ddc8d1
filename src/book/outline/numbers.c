/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/outline.h"

#include "base/mem.h"
#include "base/table.h"
#include "book/book.h"
#include "book/layout/layout.h"
#include "book/wording/shape.h"

#include <stdlib.h>

/* All chosen, on the books with known chapters, except for RANK_CHAPTER, the rank of "chapter" in
 * [units] of structure.txt. */
enum {
    LIST_BYTES = 160,   /* headings closer than this have nothing between them */
    LIST_ITEMS = 3,     /* so many headings without text between them are a list */
    MAX_INSERTED = 8,   /* so many letters may be inside a chapter */
    INSERTED_SHARE = 8, /* and there are so many times more chapters */
    MAX_GROUPS = 1000,  /* bounds the work */
    RANK_CHAPTER = 50,
    SENTENCE_WORDS = 6, /* small ones, of the shortest sentence that is no title */
    TIME_WORDS = 64,    /* different units of time; the rest counts as one */
    TIMES = 3,          /* so many of a kind are chapters */
    UNREAD_NEAR = 12,   /* candidates looked at on both sides of a number that cannot be read */
};

static size_t end_of(const struct layout *layout, const struct outline_item *item)
{
    return layout->lines[item->line + item->lines - 1].end;
}

bool outline_has_sentence_between(const struct layout *layout, const struct outline_item *first,
                                  const struct outline_item *second)
{
    for (size_t run = first->run + 1; run < second->run; run++) {
        if (layout->runs[run].reason != SKIP_NONE || layout->runs[run].marks)
            continue;
        struct shape shape = shape_of_text(layout_run(layout, run));
        if (shape.ends_sentence && shape.small_words >= SENTENCE_WORDS)
            return true;
    }
    return false;
}

/* For each unit heading, whether the same unit and number come later: later[i] is 1 + the index, or
 * 0. */
static void find_later(const struct outline *outline, size_t *later)
{
    struct table last = {0};
    for (size_t i = outline->count; i-- > 0;) {
        const struct outline_item *item = &outline->items[i];
        if (item->heading.kind != HEADING_UNIT)
            continue;
        struct table_key key =
            table_number((uint64_t)item->family << 32 | (uint32_t)item->heading.number);
        later[i] = table_find(&last, key, 0);
        table_set(&last, key, i + 1);
    }
    table_release(&last);
}

/* One past the unit headings from `i` on that count up with nothing between them. */
static size_t list_end(const struct outline *outline, const struct layout *layout, size_t i)
{
    size_t end = i + 1;
    while (end < outline->count) {
        const struct outline_item *item = &outline->items[end], *before = item - 1;
        if (item->heading.kind != HEADING_UNIT || item->family != before->family ||
            item->heading.number != before->heading.number + 1 ||
            layout->lines[item->line].start - end_of(layout, before) > LIST_BYTES ||
            outline_has_sentence_between(layout, before, item))
            break;
        end++;
    }
    return end;
}

/* Between 3 and 5 the number must be 4. */
static void guess_number(struct outline *outline, size_t i)
{
    struct outline_item *item = &outline->items[i];
    size_t before = i, after = i + 1;
    while (before > 0 && before + UNREAD_NEAR > i &&
           outline->items[before - 1].family != item->family)
        before--;
    while (after < outline->count && after < i + UNREAD_NEAR &&
           outline->items[after].family != item->family)
        after++;
    if (before == 0 || after == outline->count || item->heading.number_first ||
        outline->items[before - 1].family != item->family ||
        outline->items[after].family != item->family)
        return;
    int number = outline->items[before - 1].heading.number;
    if (number > 0 && outline->items[after].heading.number == number + 2) {
        item->heading.number = number + 1;
        item->heading.style = NUMBER_ROMAN;
    }
}

/* Headings whose number cannot be read, near at least three of their family whose number can. */
static void accept_unread(struct outline *outline)
{
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        if (item->heading.kind != HEADING_UNIT || item->heading.number > 0)
            continue;
        size_t like = 0, from = i > UNREAD_NEAR ? i - UNREAD_NEAR : 0;
        for (size_t j = from; j < outline->count && j < i + UNREAD_NEAR; j++)
            like += outline->items[j].accepted && outline->items[j].family == item->family &&
                    outline->items[j].heading.number > 0;
        item->accepted = like >= 3 && item->isolated && item->blanks >= 1;
        if (item->accepted)
            guess_number(outline, i);
    }
}

/* The same heading again and again is the head of pages. */
static void reject_page_heads(struct outline *outline, struct layout *layout)
{
    struct text scratch = {0};
    uint64_t last_key = 0;
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        if (item->heading.kind != HEADING_UNIT || !item->accepted)
            continue;
        uint64_t key = fold_key(layout_run(layout, item->run), &scratch);
        if (key == last_key) {
            item->accepted = false;
            layout->runs[item->run].reason = SKIP_PAGE_NUMBER;
        }
        last_key = key;
    }
    text_release(&scratch);
}

static size_t count_family(const struct outline *outline, uint32_t family)
{
    size_t count = 0;
    for (size_t i = 0; i < outline->count; i++)
        count += outline->items[i].accepted && outline->items[i].family == family;
    return count;
}

/*
 * A few letters inside a chapter are not chapters: headings i..end of one family, with the rank of
 * the chapters around them, whose numbers count on.
 */
static void reject_inserted(struct outline *outline, size_t before, size_t i, size_t end)
{
    struct outline_item *items = outline->items;
    const struct outline_item *first = &items[i], *above = &items[before], *below = &items[end];
    if (above->family != below->family || above->heading.rank != first->heading.rank ||
        below->heading.number != above->heading.number + 1 || end - i > MAX_INSERTED ||
        count_family(outline, first->family) * INSERTED_SHARE >
            count_family(outline, above->family))
        return;
    for (size_t j = i; j < end; j++)
        if (items[j].heading.kind == HEADING_UNIT)
            items[j].accepted = false;
}

static size_t next_unit(const struct outline *outline, size_t i)
{
    while (i < outline->count &&
           !(outline->items[i].accepted && outline->items[i].heading.kind == HEADING_UNIT))
        i++;
    return i;
}

/* Looks at each group of unit headings of one family between two of another. */
static void reject_inserted_units(struct outline *outline)
{
    size_t before = next_unit(outline, 0), looked = 0;
    for (size_t i = next_unit(outline, before + 1); i < outline->count && looked < MAX_GROUPS;) {
        size_t end = i;
        while (end < outline->count && outline->items[end].family == outline->items[i].family)
            end = next_unit(outline, end + 1);
        if (end < outline->count && outline->items[before].family != outline->items[i].family) {
            reject_inserted(outline, before, i, end);
            looked++;
        }
        before = end > 0 ? end - 1 : 0;
        while (before > i && !(outline->items[before].accepted &&
                               outline->items[before].heading.kind == HEADING_UNIT))
            before--;
        i = end;
    }
}

/* A chapter follows right below: "First part of the ingenious gentleman / Chapter I". */
static bool opens_chapter(const struct outline *outline, size_t i)
{
    const struct outline_item *item = &outline->items[i], *next = item + 1;
    return i + 1 < outline->count && next->heading.kind == HEADING_UNIT &&
           next->run == item->run + 1 && next->heading.rank > item->heading.rank;
}

/* "Chapter I: The Harbours.--Part I." and "Part II." have one number but different titles. */
static bool have_other_titles(const struct layout *layout, const struct outline_item *first,
                              const struct outline_item *second)
{
    struct text scratch = {0};
    uint64_t keys[2] = {0};
    const struct outline_item *items[2] = {first, second};
    for (int i = 0; i < 2; i++) {
        size_t start = layout->lines[items[i]->line].start;
        keys[i] = fold_key(view_part(layout->text, start + items[i]->heading.title_start,
                                     start + items[i]->heading.title_end),
                           &scratch);
    }
    text_release(&scratch);
    return keys[0] != 0 && keys[1] != 0 && keys[0] != keys[1];
}

/*
 * "VOLUME I" on the title page and again where the volume begins: of two equal headings with no
 * other number between, the first is not a heading.
 */
static void reject_title_page_units(struct outline *outline, const struct layout *layout,
                                    const size_t *later)
{
    for (size_t i = 0; i < outline->count; i++) {
        size_t j = i + 1;
        if (outline->items[i].heading.kind != HEADING_UNIT ||
            outline->items[i].heading.number == 0 || later[i] == 0)
            continue;
        while (j < outline->count && outline->items[j].heading.number == 0)
            j++;
        if (j + 1 == later[i] && !have_other_titles(layout, &outline->items[i], &outline->items[j]))
            outline->items[i].accepted = false;
    }
}

struct time_word {
    uint32_t family;
    size_t count;
};

static size_t time_word_at(struct time_word words[TIME_WORDS], uint32_t family)
{
    size_t i = 0;
    while (i < TIME_WORDS - 1 && words[i].count > 0 && words[i].family != family)
        i++;
    words[i].family = family;
    return i;
}

static bool is_time(const struct outline_item *item)
{
    return item->accepted && item->heading.kind == HEADING_UNIT && item->heading.number_first &&
           item->heading.rank >= RANK_CHAPTER;
}

/* "One night." between paragraphs is not a heading, nor is "Three days". */
static void reject_times(struct outline *outline)
{
    struct time_word words[TIME_WORDS] = {0};
    for (size_t i = 0; i < outline->count; i++)
        if (is_time(&outline->items[i]))
            words[time_word_at(words, outline->items[i].family)].count++;
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        if (is_time(item) && item->blanks < 2 && !item->upper &&
            words[time_word_at(words, item->family)].count < TIMES)
            item->accepted = false;
    }
}

/* Assumes candidates without those of the title page. Lists first, then what looks like a unit but
 * is not a heading. */
static void accept_units(struct outline *outline, struct layout *layout)
{
    size_t *later = mem_zero(outline->count + 1, sizeof *later);
    find_later(outline, later);
    for (size_t i = 0; i < outline->count;) {
        size_t end = i + 1;
        if (outline->items[i].heading.kind == HEADING_UNIT) {
            end = list_end(outline, layout, i);
            bool list = end - i >= LIST_ITEMS && later[i] != 0 && later[i] > end;
            for (size_t j = i; j < end; j++)
                outline->items[j].accepted =
                    !list && outline->items[j].heading.number > 0 &&
                    (!outline->items[j].heading.flowing ||
                     (outline->items[j].isolated &&
                      (outline->items[j].blanks >= 2 || opens_chapter(outline, j))));
        }
        i = end;
    }
    reject_title_page_units(outline, layout, later);
    reject_times(outline);
    free(later);
    accept_unread(outline);
    reject_page_heads(outline, layout);
    reject_inserted_units(outline);
}

void outline_accept_numbered(struct outline *outline, struct layout *layout)
{
    accept_units(outline, layout);
    outline_accept_chains(outline, layout);
}
