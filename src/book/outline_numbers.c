#include "book/outline.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/page.h"

#include <stdlib.h>

enum {
    MAX_NUMBER = 10000,
    LIST_BYTES = 160, /* headings closer than this have nothing between them */
    LIST_ITEMS = 3,
    MAX_INSERTED = 8,
    INSERTED_SHARE = 8, /* chapters are so many times more */
    MAX_GROUPS = 1000,  /* bounds the work */
    UNREAD_NEAR = 12,   /* candidates looked at on both sides of a number that cannot be read */
    CHAIN_BYTES = 300,  /* numbered headings closer than this on average are a list */
    TITLED_CHAIN_BYTES = 700,
    SERIES_MEMBERS = 3, /* so many make a series of a word that we do not know */
};

static size_t start_of(const struct page *page, const struct outline_item *item)
{
    return page->lines[item->line].start;
}

static size_t end_of(const struct page *page, const struct outline_item *item)
{
    return page->lines[item->line + item->lines - 1].end;
}

/* --- Words of a kind with a number.
 * ------------------------------------------------------------------ */

static uint32_t slot_of(const struct outline_item *item, size_t slots)
{
    return (item->family * 31 + (uint32_t)item->heading.number * 2654435761u) &
           (uint32_t)(slots - 1);
}

/* For each unit heading, whether one of the same word and number comes later: later[i] is its index
 * or 0. */
static void find_later(const struct outline *outline, size_t *later)
{
    size_t slots = 64;
    while (slots < outline->count * 2)
        slots *= 2;
    size_t *last = mem_zero(slots, sizeof *last);
    for (size_t i = outline->count; i-- > 0;) {
        const struct outline_item *item = &outline->items[i];
        if (item->heading.kind != HEADING_UNIT)
            continue;
        uint32_t slot = slot_of(item, slots);
        while (last[slot] != 0 &&
               (outline->items[last[slot] - 1].family != item->family ||
                outline->items[last[slot] - 1].heading.number != item->heading.number))
            slot = (slot + 1) & (uint32_t)(slots - 1);
        later[i] = last[slot];
        last[slot] = i + 1;
    }
    free(last);
}

/* Index behind a stretch of unit headings, from `i` on, that count up with nothing between them. */
static size_t list_end(const struct outline *outline, const struct page *page, size_t i)
{
    size_t end = i + 1;
    while (end < outline->count) {
        const struct outline_item *item = &outline->items[end], *before = item - 1;
        if (item->heading.kind != HEADING_UNIT || item->family != before->family ||
            item->heading.number != before->heading.number + 1 ||
            start_of(page, item) - end_of(page, before) > LIST_BYTES)
            break;
        end++;
    }
    return end;
}

/* Headings whose number cannot be read, among three and more of their family that can. */
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
    }
}

/* The same heading over and over stands at the head of pages. */
static void reject_page_heads(struct outline *outline, struct page *page)
{
    struct text scratch = {0};
    uint64_t last_key = 0;
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        if (item->heading.kind != HEADING_UNIT || !item->accepted)
            continue;
        uint64_t key = page_key(page_run(page, item->run), &scratch);
        if (key == last_key) {
            item->accepted = false;
            page->runs[item->run].reason = SKIP_PAGE_NUMBER;
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
 * A few letters inside a chapter are no chapters: headings i..end of one family and rank with the
 * chapters around them, whose numbers run on.
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

/*
 * "VOLUME I" on the title page and again where it begins: of the same two with no other number
 * between, the first heads nothing.
 */
static void reject_title_page_units(struct outline *outline, const size_t *later)
{
    for (size_t i = 0; i < outline->count; i++) {
        size_t j = i + 1;
        if (outline->items[i].heading.kind != HEADING_UNIT || later[i] == 0)
            continue;
        while (j < outline->count && outline->items[j].heading.number == 0)
            j++;
        if (j + 1 == later[i])
            outline->items[i].accepted = false;
    }
}

static void accept_units(struct outline *outline, struct page *page)
{
    size_t *later = mem_zero(outline->count + 1, sizeof *later);
    find_later(outline, later);
    for (size_t i = 0; i < outline->count;) {
        size_t end = i + 1;
        if (outline->items[i].heading.kind == HEADING_UNIT) {
            end = list_end(outline, page, i);
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
    reject_title_page_units(outline, later);
    free(later);
    accept_unread(outline);
    reject_page_heads(outline, page);
    reject_inserted_units(outline);
}

/* --- Numbers alone, and numbers with a title.
 * --------------------------------------------------------- */

struct chains {
    const struct outline *outline;
    size_t *previous; /* index + 1 of the item before in its chain, 0 for the first */
    size_t *length;
    size_t last_at[MAX_NUMBER]; /* index + 1 of the item that ends the chain at a number */
};

static bool is_weak(const struct outline_item *item)
{
    enum heading_kind kind = item->heading.kind;
    return (kind == HEADING_NUMBER || kind == HEADING_NUMTITLE || kind == HEADING_STRANGE) &&
           (item->isolated || item->listed) && item->heading.number < MAX_NUMBER - 1;
}

static void link_chain(struct chains *chains, size_t i, int unit_number)
{
    const struct outline_item *items = chains->outline->items;
    int number = items[i].heading.number;
    size_t before = chains->last_at[number - 1];
    if (number > 2 && before == 0)
        before = chains->last_at[number - 2];
    chains->previous[i] = number == 1 ? 0 : before;
    chains->length[i] = 1;
    if (number > 1 && before > 0)
        chains->length[i] = chains->length[before - 1] + 1;
    else if (number > 1 && unit_number != number - 1)
        chains->length[i] = 0; /* begins with neither 1 nor where the unit headings stopped */
    size_t old = chains->last_at[number];
    if (old == 0 || chains->length[i] > chains->length[old - 1] ||
        (chains->length[i] == chains->length[old - 1] &&
         items[i].blanks >= items[old - 1].blanks) ||
        (number > 1 && before > old))
        chains->last_at[number] = i + 1;
}

/* Builds the chains of one family; unit_number is the last accepted number of a unit heading before
 * each. */
static void link_family(struct chains *chains, uint32_t family)
{
    int unit_number = 0;
    for (size_t i = 0; i < chains->outline->count; i++) {
        const struct outline_item *item = &chains->outline->items[i];
        if (item->accepted && item->heading.kind == HEADING_UNIT)
            unit_number = item->heading.number;
        if (is_weak(item) && item->family == family)
            link_chain(chains, i, unit_number);
    }
    for (size_t i = 0; i < chains->outline->count; i++)
        if (is_weak(&chains->outline->items[i]))
            chains->last_at[chains->outline->items[i].heading.number] = 0;
}

static bool sentence_before(const struct page *page, size_t run)
{
    if (run == 0 || page->runs[run - 1].marks || page->runs[run - 1].reason != SKIP_NONE)
        return true;
    struct view text = page_run(page, run - 1);
    struct shape shape =
        page_shape(view_part(text, text.bytes > 300 ? text.bytes - 300 : 0, text.bytes));
    return shape.ends_sentence || shape.last == ':' || shape.bytes < 40;
}

/* What a chain is like, all members together. */
struct chain_facts {
    size_t members, first, last; /* indices of the ends */
    size_t sentences;            /* members that end as a sentence does */
    size_t cut_sentences;        /* members that stand where a sentence goes on */
    size_t listed, wide; /* members in a contents list; with two blank lines and more before */
};

static struct chain_facts look_at_chain(const struct chains *chains, const struct page *page,
                                        size_t tail)
{
    struct chain_facts facts = {.last = tail};
    for (size_t i = tail + 1; i > 0; i = chains->previous[i - 1]) {
        const struct outline_item *item = &chains->outline->items[i - 1];
        facts.members++;
        facts.first = i - 1;
        facts.listed += item->listed;
        facts.sentences += page_shape(page_run(page, item->run)).ends_sentence;
        facts.wide += item->blanks >= 2 || item->blanks > page->gap;
        facts.cut_sentences += !sentence_before(page, item->run);
    }
    return facts;
}

static bool is_chapter_chain(const struct outline *outline, const struct page *page,
                             const struct chain_facts *facts)
{
    const struct outline_item *first = &outline->items[facts->first],
                              *last = &outline->items[facts->last];
    size_t spread = start_of(page, last) - start_of(page, first);
    bool titled = first->heading.kind == HEADING_NUMTITLE;
    size_t least = titled ? TITLED_CHAIN_BYTES : CHAIN_BYTES;
    if ((first->heading.kind == HEADING_STRANGE || first->heading.loose) &&
        (facts->members < SERIES_MEMBERS || first->heading.number != 1 ||
         (facts->wide * 2 <= facts->members && facts->listed * 2 <= facts->members)))
        return false;
    if (facts->listed * 2 >= facts->members)
        return true;
    if (facts->members > 1 && spread / (facts->members - 1) < least)
        return false;
    if (facts->members < 3)
        return facts->members == 2 && facts->wide == 2;
    return !titled || first->upper || facts->wide * 2 > facts->members || page->gap == 0 ||
           facts->sentences * 4 <= facts->members;
}

/* Takes the chain that ends at `tail`; false when part of it is taken already. */
static bool take_chain(struct chains *chains, struct outline *outline, struct page *page,
                       size_t tail, bool *used)
{
    for (size_t i = tail + 1; i > 0; i = chains->previous[i - 1])
        if (used[i - 1])
            return false;
    struct chain_facts facts = look_at_chain(chains, page, tail);
    bool page_numbers = facts.members >= 5 && facts.cut_sentences * 4 > facts.members &&
                        outline->items[tail].heading.kind == HEADING_NUMBER;
    bool chapters = !page_numbers && is_chapter_chain(outline, page, &facts);
    for (size_t i = tail + 1; i > 0; i = chains->previous[i - 1]) {
        used[i - 1] = true;
        outline->items[i - 1].accepted = chapters;
        if (chapters && outline->items[i - 1].heading.kind == HEADING_STRANGE)
            outline->items[i - 1].heading.kind = HEADING_UNIT;
        if (page_numbers)
            page->runs[outline->items[i - 1].run].reason = SKIP_PAGE_NUMBER;
    }
    return true;
}

/* A number left out of a chain, where its neighbours miss one, is a misprint ("VI." for "IV."). */
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

static void accept_chains(struct outline *outline, struct page *page)
{
    struct chains *chains = mem_zero(1, sizeof *chains);
    chains->outline = outline;
    chains->previous = mem_zero(outline->count + 1, sizeof *chains->previous);
    chains->length = mem_zero(outline->count + 1, sizeof *chains->length);
    uint32_t done[64];
    size_t done_count = 0;
    for (size_t i = 0; i < outline->count; i++) {
        size_t j = 0;
        while (j < done_count && done[j] != outline->items[i].family)
            j++;
        if (j < done_count || done_count == 64 || !is_weak(&outline->items[i]))
            continue;
        done[done_count++] = outline->items[i].family;
        link_family(chains, outline->items[i].family);
    }
    struct tail *tails = mem_zero(outline->count + 1, sizeof *tails);
    bool *used = mem_zero(outline->count + 1, sizeof *used);
    for (size_t i = 0; i < outline->count; i++)
        tails[i] = (struct tail){i, chains->length[i]};
    qsort(tails, outline->count, sizeof *tails, compare_tails);
    for (size_t i = 0; i < outline->count && tails[i].length > 0; i++)
        if (take_chain(chains, outline, page, tails[i].index, used))
            accept_misprints(chains, outline, tails[i].index);
    free(used);
    free(tails);
    free(chains->previous);
    free(chains->length);
    free(chains);
}

void outline_accept_numbered(struct outline *outline, struct page *page)
{
    accept_units(outline, page);
    accept_chains(outline, page);
}
