/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/outline.h"

enum {
    /* Ranks are ten times those of [units] in structure.txt, to leave room between them: a chapter
     * has 50 there, a scene 60. */
    RANK_CHAPTER = 500,
    RANK_NUMBER = 550,      /* chosen: below chapters, above scenes */
    RANK_TITLE_UPPER = 680, /* chosen: below all units, capitals first */
    RANK_TITLE = 700,
    RANK_MARKED = 720, /* a title that only a mark shows */
    RANK_BELOW_TITLES = 740,
    /* Chosen. */
    NEAR_RUNS = 3,     /* one heading right below another, with a title between */
    FEW_TITLES = 3,    /* fewer do not make a level of their own */
    MAX_FAMILIES = 64, /* all the others count as one */
    MAX_DEPTH = 32,    /* deeper headings are not nested further */
};

/* How often the numbers of a family begin again with 1. Families are in order of appearance. */
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
    if (i == *count && i < MAX_FAMILIES - 1)
        families[(*count)++] = (struct family){.id = item->family};
    return &families[i < MAX_FAMILIES - 1 ? i : MAX_FAMILIES - 2];
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

/* First pass: the rank of each kind. A chain of numbers that continues headings of another kind has
 * their rank, and when they have a unit, their unit. */
static void find_ranks(struct outline *outline, struct family families[], size_t *count)
{
    size_t unit = 0, numbered = 0; /* index + 1 of the last heading with a unit, with a number */
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
            bool follows = numbered > 0 && item->heading.number > 1 &&
                           outline->items[numbered - 1].heading.number == item->heading.number - 1;
            size_t before = goes_on ? unit : follows ? numbered : 0;
            family->like = goes_on ? (uint32_t)unit : 0;
            family->rank = rank_of(item, (size_t)(family - families),
                                   before > 0 ? outline->items[before - 1].rank : 0);
        }
        outline->has_chapters =
            outline->has_chapters || (!weak && rank_of(item, 0, 0) == RANK_CHAPTER);
        item->rank = weak ? family->rank : rank_of(item, 0, 0);
        item->like = family->like;
        numbered = item->heading.number > 0 ? i + 1 : numbered;
        if (item->heading.kind == HEADING_NUMBER && item->rank > outline->lowest_rank)
            outline->lowest_rank = item->rank;
    }
}

/*
 * Titles in capitals are above other titles only when one is right above another somewhere in the
 * book; and a name among titles that look like it ("Conclusion", the last essay) is a title.
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

/* Numbers that count up from one title to the next, never across a title, are below titles. */
static void order_titles(struct outline *outline, struct family families[], size_t *count)
{
    size_t titles = 0, last_titles[MAX_FAMILIES] = {0}, inside[MAX_FAMILIES] = {0};
    int last_number[MAX_FAMILIES] = {0};
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
    for (size_t i = 0; i < outline->count && titles >= FEW_TITLES; i++) {
        struct outline_item *item = &outline->items[i];
        size_t f = (size_t)(family_of(families, count, item) - families);
        if (item->heading.number > 0 && item->heading.kind != HEADING_UNIT && inside[f] == 0)
            item->rank = RANK_BELOW_TITLES;
    }
}

/* Of two families of units, the one whose numbers begin again is below the one whose numbers do
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

/* A heading that others may be below. */
struct open_heading {
    int rank;
    bool named;
    uint32_t adopted; /* for a named part: the family whose numbers begin again inside it */
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
 * A named part has the rank of its neighbours when the numbers count on around it (an INTERLUDE
 * between chapters 5 and 6) or when it opens a part (BOOK II, INTRODUCTION, CHAPTER I). Otherwise
 * it is at the top.
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

/* Whether `item` is below the open named part. */
static bool is_below_named(struct open_heading *open, const struct outline_item *item,
                           const struct family *family, size_t seen_restarts, size_t numbered)
{
    if (is_titled(item))
        return numbered >= FEW_TITLES;
    if (is_weak(item) && family->restarts >= 2)
        return true;
    if (item->heading.number == 1 && seen_restarts > 0)
        open->adopted = item->family;
    return item->heading.number > 0 && open->adopted == item->family;
}

/* Last pass: levels by the final ranks. A named part (PREFACE) is a chapter at the top; only
 * numbers that begin again inside it are below it. */
static void set_levels(struct outline *outline, struct family families[], size_t *count)
{
    struct open_heading open[MAX_DEPTH];
    size_t depth = 0, numbered = 0, seen[MAX_FAMILIES] = {0};
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
        if (depth < MAX_DEPTH)
            open[depth++] = (struct open_heading){item->rank, named, 0};
    }
}

void outline_set_levels(struct outline *outline)
{
    struct family families[MAX_FAMILIES] = {0};
    size_t count = 0;
    find_ranks(outline, families, &count);
    order_families(outline, families, &count);
    order_capitals(outline);
    order_titles(outline, families, &count);
    rank_named(outline);
    set_levels(outline, families, &count);
}
