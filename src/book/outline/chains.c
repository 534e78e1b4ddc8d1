/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/outline.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/layout/layout.h"
#include "book/wording/shape.h"

#include <stdlib.h>

/* All chosen, on the books with known chapters, except for RANK_CHAPTER, the rank of "chapter" in
 * [units] of structure.txt. */
enum {
    MAX_NUMBER = 10000,
    MAX_FAMILIES = 64,        /* of one book; the rest is ignored */
    CHAIN_BYTES = 300,        /* numbered headings closer than this on average are a list */
    TITLED_CHAIN_BYTES = 700, /* the same with titles: paragraphs are numbered too */
    LOOSE_CHAIN_BYTES = 1200, /* so far apart they need no blank lines */
    TITLE_BYTES = 60,         /* of a title below a number that is not in capitals */
    PAIR_BYTES = 3000,        /* two numbers so far apart are chapters */
    PAGES = 5,                /* so many numbers may be those of pages */
    PAGE_BYTES = 4000,        /* a printed page has fewer */
    RANK_CHAPTER = 50,
    SERIES_MEMBERS = 3, /* so many make a series of an unknown unit */
};

static size_t start_of(const struct layout *layout, const struct outline_item *item)
{
    return layout->lines[item->line].start;
}

/*
 * Chains are items of one family whose numbers count up; one number may be missing. The longest
 * chains are judged first, and an item belongs to one chain.
 */
struct chains {
    const struct outline *outline;
    size_t *previous; /* index + 1 of the item before in its chain, 0 for the first */
    size_t *length;
    size_t last_at[MAX_NUMBER]; /* index + 1 of the item that ends the chain at a number */
    size_t *chapters;           /* how many chapters with a unit come before each item */
    uint32_t families[MAX_FAMILIES], accepted[MAX_FAMILIES];
    size_t family_count, accepted_count;
};

/* A number without a known unit: only a chain makes it a heading. */
static bool is_weak(const struct outline_item *item)
{
    enum heading_kind kind = item->heading.kind;
    return (kind == HEADING_NUMBER || kind == HEADING_NUMTITLE || kind == HEADING_STRANGE) &&
           (item->isolated || item->listed) && item->heading.number < MAX_NUMBER - 1;
}

/* Builds the chains of one family; unit_number is the last accepted number of a unit heading before
 * each. */
static void link_family(struct chains *chains, uint32_t family)
{
    int unit_number = 0;
    size_t restart = 0; /* index + 1 of the last number 1 */
    for (size_t i = 0; i < chains->outline->count; i++) {
        const struct outline_item *item = &chains->outline->items[i];
        if (item->accepted && item->heading.kind == HEADING_UNIT)
            unit_number = item->heading.number;
        if (is_weak(item) && item->family == family) {
            const struct outline_item *items = chains->outline->items;
            int number = items[i].heading.number;
            size_t before = chains->last_at[number - 1];
            restart = number == 1 ? i + 1 : restart;
            /* A number may be missing, rather than that a chain goes on across another's start. */
            if (number > 2 &&
                (before == 0 || (before < restart && chains->last_at[number - 2] >= restart)))
                before = chains->last_at[number - 2];
            chains->previous[i] = number == 1 ? 0 : before;
            chains->length[i] = 1;
            if (number > 1 && before > 0)
                chains->length[i] = chains->length[before - 1] + 1;
            else if (number > 1 && unit_number != number - 1)
                chains->length[i] = 0; /* begins neither with 1 nor where unit headings stopped */
            size_t old = chains->last_at[number];
            if (old == 0 || chains->length[i] > chains->length[old - 1] ||
                (chains->length[i] == chains->length[old - 1] &&
                 items[i].blanks >= items[old - 1].blanks) ||
                (number > 1 && before > old) ||
                (number == 1 && items[i].blanks >= 2 && chains->last_at[2] > old))
                chains->last_at[number] = i + 1;
        }
    }
    for (size_t i = 0; i < chains->outline->count; i++)
        if (is_weak(&chains->outline->items[i]))
            chains->last_at[chains->outline->items[i].heading.number] = 0;
}

static bool sentence_before(const struct layout *layout, size_t run)
{
    if (run == 0 || layout->runs[run - 1].marks || layout->runs[run - 1].reason != SKIP_NONE)
        return true;
    struct view text = layout_run(layout, run - 1);
    struct shape shape =
        shape_of_text(view_part(text, text.bytes > 300 ? text.bytes - 300 : 0, text.bytes));
    return shape.ends_sentence || shape.last == ':' || shape.bytes < 40;
}

/* Right below a bare number there is a line of a title, and text below that. */
static bool has_title_below(const struct layout *layout, const struct outline_item *item)
{
    size_t run = item->run + 1;
    if (item->heading.kind != HEADING_NUMBER || !item->isolated || run >= layout->run_count ||
        layout->runs[run].reason != SKIP_NONE || layout->runs[run].marks)
        return false;
    struct shape shape = shape_of_text(layout_run(layout, run));
    return shape.all_upper || (shape.lines == 1 && shape.bytes <= TITLE_BYTES && !shape.quoted &&
                               !shape.ends_open && rune_is_upper(shape.first));
}

/* What a chain is like, all members together. */
struct chain_facts {
    size_t members, first, last; /* indices of the ends */
    size_t sentences;            /* members that end like a sentence */
    size_t cut_sentences;        /* members in the middle of a sentence */
    size_t listed, wide;         /* members in a contents list; with a gap before them */
    size_t titled;               /* bare numbers with a title right below */
    size_t apart;                /* with a sentence between them and the one before */
};

static struct chain_facts measure_chain(const struct chains *chains, const struct layout *layout,
                                        size_t tail)
{
    struct chain_facts facts = {.last = tail};
    for (size_t i = tail + 1; i > 0; i = chains->previous[i - 1]) {
        const struct outline_item *item = &chains->outline->items[i - 1];
        facts.members++;
        facts.first = i - 1;
        facts.listed += item->listed;
        facts.sentences += shape_of_text(layout_run(layout, item->run)).ends_sentence;
        facts.wide += item->blanks >= 2 || item->blanks > layout->gap;
        facts.cut_sentences += !sentence_before(layout, item->run);
        facts.titled += has_title_below(layout, item);
        size_t before = chains->previous[i - 1];
        facts.apart += before > 0 && outline_has_sentence_between(
                                         layout, &chains->outline->items[before - 1], item);
    }
    return facts;
}

static bool has_family(const uint32_t families[], size_t count, uint32_t family)
{
    for (size_t i = 0; i < count; i++)
        if (families[i] == family)
            return true;
    return false;
}

/*
 * Page numbers are figures without a full stop. They are in the middle of sentences, or continue
 * through chapters, or do not begin with 1 and follow each other page by page.
 */
static bool are_page_numbers(const struct chains *chains, const struct layout *layout,
                             const struct chain_facts *facts)
{
    const struct outline *outline = chains->outline;
    const struct outline_item *first = &outline->items[facts->first],
                              *last = &outline->items[facts->last];
    if (facts->members < PAGES || last->heading.kind != HEADING_NUMBER ||
        facts->titled * 2 > facts->members)
        return false;
    if (facts->cut_sentences * 4 > facts->members)
        return true;
    if (last->heading.style != NUMBER_ARABIC || view_ends(layout_run(layout, last->run), ".") ||
        facts->listed > 0)
        return false;
    size_t chapters = chains->chapters[facts->last] - chains->chapters[facts->first];
    size_t spread = start_of(layout, last) - start_of(layout, first);
    return chapters > 0 ||
           (first->heading.number > 1 && spread / (facts->members - 1) < PAGE_BYTES);
}

static bool is_chapter_chain(const struct chains *chains, const struct layout *layout,
                             const struct chain_facts *facts)
{
    const struct outline *outline = chains->outline;
    const struct outline_item *first = &outline->items[facts->first],
                              *last = &outline->items[facts->last];
    size_t spread = start_of(layout, last) - start_of(layout, first);
    bool titled = first->heading.kind == HEADING_NUMTITLE;
    size_t least = titled ? TITLED_CHAIN_BYTES : CHAIN_BYTES;
    bool apart = facts->wide * 2 > facts->members || facts->listed * 2 > facts->members ||
                 (first->heading.kind == HEADING_NUMTITLE &&
                  spread >= (facts->members - 1) * LOOSE_CHAIN_BYTES);
    if ((first->heading.kind == HEADING_STRANGE || first->heading.loose) &&
        (facts->members < SERIES_MEMBERS || first->heading.number != 1 || !apart))
        return false;
    if (facts->listed * 2 >= facts->members)
        return true;
    bool is_told = facts->titled * 2 > facts->members && facts->apart + 1 >= facts->members;
    if (facts->members > 1 && spread / (facts->members - 1) < least && !is_told)
        return false;
    if (facts->members < 3)
        return facts->members == 2 &&
               (facts->wide == 2 || first->heading.depth > 1 || (!titled && spread >= PAIR_BYTES) ||
                (facts->first < facts->last &&
                 has_family(chains->accepted, chains->accepted_count, first->family)));
    return !titled || first->upper || facts->wide * 2 > facts->members || layout->gap == 0 ||
           facts->sentences * 4 <= facts->members;
}

/* Judges the chain that ends at `tail`: chapters, page numbers or neither. False when a longer
 * chain has some of it. */
static bool judge_chain(struct chains *chains, struct outline *outline, struct layout *layout,
                        size_t tail, bool *used)
{
    for (size_t i = tail + 1; i > 0; i = chains->previous[i - 1])
        if (used[i - 1])
            return false;
    struct chain_facts facts = measure_chain(chains, layout, tail);
    bool page_numbers = are_page_numbers(chains, layout, &facts);
    bool chapters = !page_numbers && is_chapter_chain(chains, layout, &facts);
    uint32_t family = outline->items[tail].family;
    if (chapters && !has_family(chains->accepted, chains->accepted_count, family))
        chains->accepted[chains->accepted_count++] = family;
    for (size_t i = tail + 1; i > 0; i = chains->previous[i - 1]) {
        used[i - 1] = true;
        outline->items[i - 1].accepted = chapters;
        if (chapters && outline->items[i - 1].heading.kind == HEADING_STRANGE)
            outline->items[i - 1].heading.kind = HEADING_UNIT;
        if (page_numbers)
            layout->runs[outline->items[i - 1].run].reason = SKIP_PAGE_NUMBER;
    }
    return true;
}

/* When a chain misses a number, a heading with another number in that place is a misprint ("VI."
 * for "IV."). */
static void accept_misprints(const struct chains *chains, struct outline *outline, size_t tail)
{
    for (size_t i = tail + 1; i > 0 && chains->previous[i - 1] > 0; i = chains->previous[i - 1]) {
        size_t before = chains->previous[i - 1] - 1;
        struct outline_item *items = outline->items;
        if (!items[i - 1].accepted ||
            items[i - 1].heading.number != items[before].heading.number + 2)
            continue;
        struct outline_item *best = NULL;
        for (size_t j = before + 1; j < i - 1; j++)
            if (is_weak(&items[j]) && items[j].family == items[before].family &&
                !items[j].accepted && (best == NULL || items[j].blanks > best->blanks))
                best = &items[j];
        if (best != NULL && best->blanks >= items[before].blanks) {
            best->accepted = true;
            best->heading.number = items[before].heading.number + 1;
        }
    }
}

struct tail {
    size_t index, length;
};

static int compare_tails(const void *a, const void *b)
{
    const struct tail *left = a, *right = b;
    if (left->length != right->length)
        return left->length > right->length ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

/* Unknown units (`strange`) come last: there may be many. */
static void link_families(struct chains *chains, bool strange)
{
    for (size_t i = 0; i < chains->outline->count; i++) {
        const struct outline_item *item = &chains->outline->items[i];
        if (!is_weak(item) || (item->heading.kind == HEADING_STRANGE) != strange ||
            chains->family_count == MAX_FAMILIES ||
            has_family(chains->families, chains->family_count, item->family))
            continue;
        chains->families[chains->family_count++] = item->family;
        link_family(chains, item->family);
    }
}

void outline_accept_chains(struct outline *outline, struct layout *layout)
{
    struct chains *chains = mem_zero(1, sizeof *chains);
    chains->outline = outline;
    chains->previous = mem_zero(outline->count + 1, sizeof *chains->previous);
    chains->length = mem_zero(outline->count + 1, sizeof *chains->length);
    chains->chapters = mem_zero(outline->count + 1, sizeof *chains->chapters);
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_item *item = &outline->items[i];
        bool chapter = item->accepted && item->heading.kind == HEADING_UNIT &&
                       item->heading.rank >= RANK_CHAPTER;
        chains->chapters[i + 1] = chains->chapters[i] + chapter;
    }
    link_families(chains, false);
    link_families(chains, true);
    struct tail *tails = mem_zero(outline->count + 1, sizeof *tails);
    bool *used = mem_zero(outline->count + 1, sizeof *used);
    for (size_t i = 0; i < outline->count; i++)
        tails[i] = (struct tail){i, chains->length[i]};
    qsort(tails, outline->count, sizeof *tails, compare_tails);
    for (size_t i = 0; i < outline->count && tails[i].length > 0; i++)
        if (judge_chain(chains, outline, layout, tails[i].index, used))
            accept_misprints(chains, outline, tails[i].index);
    free(used);
    free(tails);
    free(chains->chapters);
    free(chains->previous);
    free(chains->length);
    free(chains);
}
