#include "book/outline.h"

#include "book/book.h"
#include "book/contents.h"
#include "book/frame.h"
#include "book/page.h"

#include <stdlib.h>

enum {
    RANK_CHAPTER = 500,
    RANK_NUMBER = 550, /* below chapters (500), above scenes (600) */
    RANK_TITLE_UPPER = 680,
    RANK_TITLE = 700,
    RANK_MARKED = 720,
    RANK_BELOW_TITLES = 740,
    NEAR_RUNS = 3,     /* with its title between: one heading right below another */
    TEXT_BYTES = 60,   /* what is shorter may be part of a title page */
    LAYOUT_TITLES = 3, /* so many must agree before blank lines alone make headings */
};

void outline_release(struct outline *outline)
{
    free(outline->items);
    *outline = (struct outline){0};
}

/* Where numbered headings begin and end, and how much space they have. */
struct numbered {
    size_t count, first, last; /* indices of items */
    unsigned blanks;           /* the fewest blank lines before any two thirds of them */
};

static struct numbered look_at_numbered(const struct outline *outline)
{
    struct numbered numbered = {0};
    size_t with_blanks[6] = {0};
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_item *item = &outline->items[i];
        if (!item->accepted)
            continue;
        if (numbered.count == 0)
            numbered.first = i;
        numbered.last = i;
        numbered.count++;
        with_blanks[item->blanks > 5 ? 5 : item->blanks]++;
    }
    size_t more = numbered.count;
    for (unsigned blanks = 0; blanks < 6 && more * 3 >= numbered.count * 2; blanks++) {
        numbered.blanks = blanks;
        more -= with_blanks[blanks];
    }
    return numbered;
}

/* A title right below a numbered heading that has none is that heading's. */
static bool is_title_below(const struct outline *outline, size_t i)
{
    const struct outline_item *item = &outline->items[i], *above = item - 1;
    return i > 0 && above->accepted && above->run + 1 == item->run && above->heading.number > 0 &&
           above->heading.title_start == above->heading.title_end && above->isolated;
}

static void accept_named(struct outline *outline, const struct page *page,
                         const struct numbered *numbered)
{
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        if (item->heading.kind != HEADING_NAMED ||
            (is_title_below(outline, i) && item->blanks <= 2))
            continue;
        bool inside = numbered->count > 0 && i > numbered->first && i < numbered->last;
        unsigned wanted = inside ? 3 : item->upper ? 1 : 2;
        if (inside && numbered->blanks < wanted)
            wanted = numbered->blanks;
        item->accepted =
            item->listed || page->gap == 0 || item->blanks >= wanted || page->unwrapped;
    }
}

/*
 * What stands before the contents list with no running text between is the title page. So is
 * whatever repeats the book's title.
 */
static void reject_title_page(struct outline *outline, const struct page *page,
                              const struct frame *frame, const struct contents *contents)
{
    struct text scratch = {0};
    uint64_t title = page_key(frame->title, &scratch);
    size_t from = contents->first_run;
    while (from > frame->first_run && !heading_is_prose(page_run(page, from - 1)))
        from--;
    size_t kept = 0;
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_item *item = &outline->items[i];
        bool before_list =
            contents->end_run > 0 && item->run >= from && item->run < contents->first_run;
        bool listed = item->listed && item->run >= contents->end_run;
        bool is_book = item->heading.kind == HEADING_TITLE && !listed && title != 0 &&
                       page_key(page_run(page, item->run), &scratch) == title;
        if (!before_list && !is_book)
            outline->items[kept++] = *item;
    }
    outline->count = kept;
    text_release(&scratch);
}

/* A listed title is a heading once: where the most blank lines stand before it. */
static void accept_listed(struct outline *outline, const struct page *page,
                          const struct numbered *numbered)
{
    unsigned wanted = numbered->count < 3 ? 0 : numbered->blanks < 2 ? 2 : numbered->blanks;
    size_t slots = 64;
    while (slots < outline->count * 2)
        slots *= 2;
    struct text scratch = {0};
    size_t *at = calloc(slots, sizeof *at);
    uint64_t *keys = calloc(slots, sizeof *keys);
    for (size_t i = 0; i < outline->count && at != NULL && keys != NULL; i++) {
        struct outline_item *item = &outline->items[i];
        if (item->heading.kind != HEADING_TITLE || !item->listed || !item->isolated ||
            item->blanks < wanted || is_title_below(outline, i))
            continue;
        uint64_t key = page_key(page_run(page, item->run), &scratch);
        size_t slot = (size_t)key & (slots - 1);
        while (at[slot] != 0 && keys[slot] != key)
            slot = (slot + 1) & (slots - 1);
        if (at[slot] != 0 && outline->items[at[slot] - 1].blanks >= item->blanks)
            continue;
        if (at[slot] != 0)
            outline->items[at[slot] - 1].accepted = false;
        at[slot] = i + 1;
        keys[slot] = key;
        item->accepted = true;
    }
    text_release(&scratch);
    free(at);
    free(keys);
}

/* Of the runs with `blanks` blank lines before them that nothing explains: titles, and others. */
static void count_apart(const struct outline *outline, const struct page *page,
                        const struct frame *frame, unsigned blanks, size_t *titles, size_t *others)
{
    size_t next = 0;
    *titles = *others = 0;
    for (size_t i = frame->first_run + 1; i < frame->end_run; i++) {
        const struct run *run = &page->runs[i];
        while (next < outline->count && outline->items[next].run < i)
            next++;
        bool candidate = next < outline->count && outline->items[next].run == i;
        bool after_heading = next > 0 && outline->items[next - 1].run == i - 1 &&
                             (outline->items[next - 1].accepted ||
                              outline->items[next - 1].heading.kind == HEADING_TITLE);
        if (run->blanks < blanks || run->reason != SKIP_NONE || run->marks || after_heading ||
            page->runs[i - 1].reason != SKIP_NONE || page->runs[i - 1].marks ||
            (candidate && outline->items[next].accepted))
            continue;
        if (candidate && outline->items[next].heading.kind == HEADING_TITLE)
            ++*titles;
        else
            ++*others;
    }
}

static bool is_apart(const struct outline *outline, size_t i, unsigned blanks)
{
    const struct outline_item *item = &outline->items[i];
    return item->heading.kind == HEADING_TITLE && item->blanks >= blanks && item->isolated &&
           !is_title_below(outline, i);
}

/* The indentation that four fifths of the titles share; -1 when they are centred or mixed. */
static int common_indent(const struct outline *outline, const struct page *page, unsigned blanks)
{
    size_t counts[80] = {0}, all = 0;
    for (size_t i = 0; i < outline->count; i++)
        if (is_apart(outline, i, blanks)) {
            unsigned indent = page->lines[outline->items[i].line].indent;
            counts[indent < 80 ? indent : 79]++;
            all++;
        }
    for (int indent = 0; indent < 80; indent++)
        if (counts[indent] * 5 >= all * 4)
            return indent;
    return -1;
}

static void accept_titles(struct outline *outline, const struct page *page, unsigned blanks)
{
    int indent = common_indent(outline, page, blanks);
    for (size_t i = 0; i < outline->count; i++)
        if (is_apart(outline, i, blanks) &&
            (indent < 0 || page->lines[outline->items[i].line].indent == indent))
            outline->items[i].accepted = true;
}

/* The titles stand in three tenths of the text at least, not on a title page only. */
static bool are_spread(const struct outline *outline, const struct page *page, unsigned blanks)
{
    bool tenths[10] = {false};
    int count = 0;
    for (size_t i = 0; i < outline->count; i++)
        if (is_apart(outline, i, blanks))
            tenths[page->runs[outline->items[i].run].start * 10 / (page->text.bytes + 1)] = true;
    for (int i = 0; i < 10; i++)
        count += tenths[i];
    return count >= 3;
}

/* Titles by layout alone. */
static void accept_layout(struct outline *outline, const struct page *page,
                          const struct frame *frame, const struct numbered *numbered)
{
    for (unsigned blanks = 2; blanks <= 5; blanks++) {
        size_t titles, others;
        count_apart(outline, page, frame, blanks, &titles, &others);
        if (titles < LAYOUT_TITLES || others * 4 > titles || !are_spread(outline, page, blanks))
            continue;
        if (numbered->count < 3 || titles > numbered->count)
            accept_titles(outline, page, blanks);
        return;
    }
}

/*
 * Capitals that stand apart as the numbered headings do, before the first of them or behind the
 * last, with text below: a preface or a note without a name we know.
 */
static void accept_edges(struct outline *outline, const struct page *page,
                         const struct numbered *numbered)
{
    unsigned blanks = numbered->blanks < 3 ? 3 : numbered->blanks;
    for (size_t i = 0; i < outline->count && numbered->count >= 3; i++) {
        struct outline_item *item = &outline->items[i];
        size_t below = item->run + 1;
        bool edge = i < numbered->first || i > numbered->last;
        if (edge && !item->accepted && item->upper && is_apart(outline, i, blanks) &&
            below < page->run_count && page->runs[below].reason == SKIP_NONE &&
            page_run(page, below).bytes >= TEXT_BYTES &&
            (i + 1 == outline->count || outline->items[i + 1].run > below)) {
            item->heading.kind = HEADING_NAMED;
            item->accepted = true;
        }
    }
}

static void accept_marked(struct outline *outline)
{
    for (size_t i = 0; i < outline->count; i++)
        if (outline->items[i].heading.kind == HEADING_MARKED)
            outline->items[i].accepted = true;
}

/* A name that comes again with no other heading between ("EXTRACTS." twice) goes on with the first.
 */
static bool repeats_name(const struct outline *outline, const struct page *page, size_t i,
                         const struct outline_item *last)
{
    const struct outline_item *item = &outline->items[i];
    if (last == NULL || last->heading.kind != HEADING_NAMED || item->heading.kind != HEADING_NAMED)
        return false;
    struct text first = {0}, second = {0};
    page_fold(page_run(page, last->run), &first);
    page_fold(page_run(page, item->run), &second);
    bool same = second.bytes > 0 && first.bytes >= second.bytes &&
                view_starts(text_view(&first), second.at);
    text_release(&first);
    text_release(&second);
    return same;
}

static void keep_accepted(struct outline *outline, const struct page *page)
{
    size_t kept = 0;
    for (size_t i = 0; i < outline->count; i++)
        if (outline->items[i].accepted &&
            !repeats_name(outline, page, i, kept > 0 ? &outline->items[kept - 1] : NULL))
            outline->items[kept++] = outline->items[i];
    outline->count = kept;
}

/* --- Nesting
 * ------------------------------------------------------------------------------------------- */

/* How often each family begins anew with 1, by order of appearance. */
struct family {
    uint32_t id;
    int rank;
    uint32_t like;
    size_t restarts, count, first; /* first: index of its first item */
};

static struct family *family_of(struct family families[], size_t *count,
                                const struct outline_item *item)
{
    size_t i = 0;
    while (i < *count && families[i].id != item->family)
        i++;
    if (i == *count && i < 63)
        families[(*count)++] = (struct family){.id = item->family};
    return &families[i < 63 ? i : 62];
}

static int rank_of(const struct outline_item *item, size_t order, int before_rank)
{
    switch (item->heading.kind) {
    case HEADING_UNIT:
        return item->heading.rank * 10;
    case HEADING_NUMBER:
    case HEADING_NUMTITLE:
        return before_rank > 0 ? before_rank : RANK_NUMBER + (int)order;
    case HEADING_MARKED:
        return item->heading.rank == 7 ? RANK_MARKED : item->heading.rank;
    case HEADING_TITLE:
        return item->upper ? RANK_TITLE_UPPER : RANK_TITLE;
    default:
        return 0;
    }
}

/* A chain of numbers that goes on where unit headings stopped has their rank. */
static void find_ranks(struct outline *outline, struct family families[], size_t *count)
{
    size_t unit = 0; /* index + 1 of the last unit heading */
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        struct family *family = family_of(families, count, item);
        bool first = family->count++ == 0;
        family->first = first ? i : family->first;
        family->restarts += item->heading.number == 1;
        if (item->heading.kind == HEADING_UNIT)
            unit = i + 1;
        bool weak = item->heading.kind == HEADING_NUMBER || item->heading.kind == HEADING_NUMTITLE;
        if (first && weak) {
            bool goes_on = unit > 0 && item->heading.number > 1 &&
                           outline->items[unit - 1].heading.number == item->heading.number - 1;
            family->like = goes_on ? (uint32_t)unit : 0;
            family->rank = rank_of(item, (size_t)(family - families),
                                   goes_on ? outline->items[unit - 1].rank : 0);
        }
        outline->has_chapters =
            outline->has_chapters || (!weak && rank_of(item, 0, 0) == RANK_CHAPTER);
        item->rank = weak ? family->rank : rank_of(item, 0, 0);
        item->like = family->like;
        if (item->heading.kind == HEADING_NUMBER && item->rank > outline->lowest_rank)
            outline->lowest_rank = item->rank;
    }
}

/*
 * Titles in capitals stand above other titles only where one stands right above another; and a name
 * among titles that look like it ("Conclusion", the last essay) is a title.
 */
static void order_capitals(struct outline *outline)
{
    bool above = false;
    for (size_t i = 1; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i], *before = item - 1;
        bool titles =
            before->heading.kind == HEADING_TITLE || before->heading.kind == HEADING_MARKED;
        if (item->heading.kind == HEADING_NAMED && titles && item->upper == before->upper &&
            item->rank == 0 && (item->listed || before->heading.kind == HEADING_MARKED)) {
            item->heading.kind = before->heading.kind;
            item->heading.rank = before->heading.rank;
            item->rank = before->rank;
        }
        above = above || (before->rank == RANK_TITLE_UPPER && item->rank == RANK_TITLE &&
                          item->run <= before->run + NEAR_RUNS - 1);
    }
    for (size_t i = 0; i < outline->count && !above; i++)
        if (outline->items[i].rank == RANK_TITLE_UPPER)
            outline->items[i].rank = RANK_TITLE;
}

/* Numbers that count up between two titles, with no title among them, stand below titles. */
static void order_titles(struct outline *outline, struct family families[], size_t *count)
{
    size_t titles = 0, last_titles[64] = {0}, inside[64] = {0};
    int last_number[64] = {0};
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_item *item = &outline->items[i];
        titles += item->heading.kind == HEADING_TITLE;
        if (item->heading.number == 0)
            continue;
        size_t f = (size_t)(family_of(families, count, item) - families);
        if (item->heading.number == last_number[f] + 1 && last_number[f] > 0)
            inside[f] += titles - last_titles[f];
        last_number[f] = item->heading.number;
        last_titles[f] = titles;
    }
    for (size_t i = 0; i < outline->count && titles >= LAYOUT_TITLES; i++) {
        struct outline_item *item = &outline->items[i];
        size_t f = (size_t)(family_of(families, count, item) - families);
        if (item->heading.number > 0 && item->heading.kind != HEADING_UNIT && inside[f] == 0)
            item->rank = RANK_BELOW_TITLES;
    }
}

/* Of two families of words, the one whose numbers begin anew stands below the one whose numbers do
 * not. */
static void order_families(struct outline *outline, struct family families[], size_t *count)
{
    for (size_t i = 0; i < outline->count; i++) {
        struct family *family = family_of(families, count, &outline->items[i]);
        if (outline->items[i].heading.kind == HEADING_UNIT)
            family->rank = outline->items[i].rank;
    }
    for (size_t a = 0; a < *count; a++)
        for (size_t b = 0; b < *count; b++)
            if (families[a].rank > 0 && families[b].rank > families[a].rank &&
                families[a].restarts >= 2 && families[b].restarts == 1 && families[b].count >= 2 &&
                families[b].first < families[a].first)
                families[a].rank = families[b].rank + 1;
    for (size_t i = 0; i < outline->count; i++)
        if (outline->items[i].heading.kind == HEADING_UNIT)
            outline->items[i].rank = family_of(families, count, &outline->items[i])->rank;
}

struct open_heading {
    int rank;
    bool named;
    uint32_t adopted; /* for a named part: the family whose numbers begin anew inside it */
};

static bool is_weak(const struct outline_item *item)
{
    return item->heading.kind == HEADING_NUMBER || item->heading.kind == HEADING_NUMTITLE;
}

static bool is_titled(const struct outline_item *item)
{
    return item->heading.kind == HEADING_TITLE || item->heading.kind == HEADING_MARKED;
}

/*
 * A named part stands where its neighbours stand when the numbers run on around it (an INTERLUDE
 * between chapters 5 and 6) or when it opens a part (BOOK II, INTRODUCTION, CHAPTER I). Else it is
 * at the top.
 */
static void rank_named(struct outline *outline)
{
    const struct outline_item *next = NULL;
    for (size_t i = outline->count; i-- > 1;) {
        struct outline_item *item = &outline->items[i];
        const struct outline_item *before = item - 1;
        if (item->heading.number > 0)
            next = item;
        if (item->heading.kind != HEADING_NAMED || next == NULL || before->heading.number == 0)
            continue;
        bool runs_on =
            next->family == before->family && next->heading.number == before->heading.number + 1;
        bool opens = next->heading.number == 1 && before->rank < next->rank &&
                     item->run <= before->run + NEAR_RUNS;
        item->rank = runs_on || opens ? next->rank : 0;
    }
}

/* Whether `item` stands below the named part that is open. */
static bool is_below_named(struct open_heading *open, const struct outline_item *item,
                           const struct family *family, size_t seen_restarts, size_t numbered)
{
    if (is_titled(item))
        return numbered >= LAYOUT_TITLES;
    if (is_weak(item) && family->restarts >= 2)
        return true;
    if (item->heading.number == 1 && seen_restarts > 0)
        open->adopted = item->family;
    return item->heading.number > 0 && open->adopted == item->family;
}

/* A named part (PREFACE) is a chapter of the top; only what begins anew inside it stands below it.
 */
static void set_levels(struct outline *outline, struct family families[], size_t *count)
{
    struct open_heading open[32];
    size_t depth = 0, numbered = 0, seen[64] = {0};
    for (size_t i = 0; i < outline->count; i++)
        numbered += outline->items[i].heading.number > 0;
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        struct family *family = family_of(families, count, item);
        size_t *restarts = &seen[family - families];
        bool named = item->heading.kind == HEADING_NAMED && item->rank == 0;
        while (depth > 0 &&
               (named || open[depth - 1].rank >= item->rank ||
                (open[depth - 1].named &&
                 !is_below_named(&open[depth - 1], item, family, *restarts, numbered))))
            depth--;
        *restarts += item->heading.number == 1;
        item->level = (int)depth + 1;
        if (depth < 32)
            open[depth++] = (struct open_heading){item->rank, named, 0};
    }
}

void outline_make(struct outline *outline, struct page *page, const struct words *words,
                  const struct frame *frame, const struct contents *contents)
{
    *outline = (struct outline){0};
    outline_find_candidates(outline, page, words, frame, contents);
    reject_title_page(outline, page, frame, contents);
    outline_accept_numbered(outline, page);
    struct numbered numbered = look_at_numbered(outline);
    accept_named(outline, page, &numbered);
    accept_listed(outline, page, &numbered);
    accept_layout(outline, page, frame, &numbered);
    accept_edges(outline, page, &numbered);
    accept_marked(outline);
    keep_accepted(outline, page);
    outline_join_titles(outline, page, words, contents);
    struct family families[64] = {0};
    size_t count = 0;
    find_ranks(outline, families, &count);
    order_families(outline, families, &count);
    order_capitals(outline);
    order_titles(outline, families, &count);
    rank_named(outline);
    set_levels(outline, families, &count);
}
