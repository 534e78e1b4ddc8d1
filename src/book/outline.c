#include "book/outline.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/contents.h"
#include "book/frame.h"
#include "book/page.h"

#include <stdlib.h>

enum {
    LINE_BYTES = 24,
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
        unsigned wanted = inside ? 3 : item->upper || item->heading.whole ? 1 : 2;
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
    size_t *at = mem_zero(slots, sizeof *at);
    uint64_t *keys = mem_zero(slots, sizeof *keys);
    for (size_t i = 0; i < outline->count; i++) {
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

/* Text stands below: more than a line of a title page has. */
static bool has_text_below(const struct outline_item *item, const struct page *page)
{
    size_t below = item->run + 1;
    while (below < page->run_count &&
           (page->runs[below].marks || page->runs[below].reason != SKIP_NONE))
        below++;
    return below < page->run_count &&
           (page_run(page, below).bytes >= LINE_BYTES || page->runs[below].lines >= 2);
}

static bool is_apart(const struct outline *outline, const struct page *page, size_t i,
                     unsigned blanks)
{
    const struct outline_item *item = &outline->items[i];
    return item->heading.kind == HEADING_TITLE && item->blanks >= blanks && item->isolated &&
           !is_title_below(outline, i) && has_text_below(item, page);
}

/* The indentation that four fifths of the titles share; -1 when they are centred or mixed. */
static int common_indent(const struct outline *outline, const struct page *page, unsigned blanks)
{
    size_t counts[80] = {0}, all = 0;
    for (size_t i = 0; i < outline->count; i++)
        if (is_apart(outline, page, i, blanks)) {
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
        if (is_apart(outline, page, i, blanks) &&
            (indent < 0 || page->lines[outline->items[i].line].indent == indent))
            outline->items[i].accepted = true;
}

/* The titles stand in three tenths of the text at least, not on a title page only. */
static bool are_spread(const struct outline *outline, const struct page *page, unsigned blanks)
{
    bool tenths[10] = {false};
    int count = 0;
    for (size_t i = 0; i < outline->count; i++)
        if (is_apart(outline, page, i, blanks))
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
        if (edge && !item->accepted && item->upper && is_apart(outline, page, i, blanks) &&
            below < page->run_count && page->runs[below].reason == SKIP_NONE &&
            page_run(page, below).bytes >= TEXT_BYTES &&
            (i + 1 == outline->count || outline->items[i + 1].run > below)) {
            item->heading.kind = HEADING_NAMED;
            item->accepted = true;
        }
    }
}

/* What is no number after all may be a title: "I Go to Bristol", "Louis XIV". */
static void numbers_to_titles(struct outline *outline, const struct page *page)
{
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        if (item->accepted || !item->title_like ||
            !(item->heading.loose || item->heading.kind == HEADING_STRANGE))
            continue;
        item->heading =
            (struct heading){.kind = HEADING_TITLE, .title_end = page_run(page, item->run).bytes};
        item->lines = page->runs[item->run].lines;
        item->family = HEADING_TITLE;
    }
}

/* Behind the last chapter, titles that the contents list are no sections of it (NOTES). */
static void name_edges(struct outline *outline, const struct numbered *numbered)
{
    size_t titles = 0;
    for (size_t i = 0; i < outline->count; i++) {
        bool title = outline->items[i].accepted && outline->items[i].heading.kind == HEADING_TITLE;
        titles += title;
        if (title && i > numbered->first && i < numbered->last)
            return;
    }
    for (size_t i = 0; i < outline->count && titles * 2 <= numbered->count; i++) {
        struct outline_item *item = &outline->items[i];
        if ((i < numbered->first || i > numbered->last) && item->accepted &&
            item->heading.kind == HEADING_TITLE && item->blanks >= numbered->blanks)
            item->heading.kind = HEADING_NAMED;
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

void outline_make(struct outline *outline, struct page *page, const struct words *words,
                  const struct frame *frame, const struct contents *contents)
{
    *outline = (struct outline){0};
    outline_find_candidates(outline, page, words, frame, contents);
    reject_title_page(outline, page, frame, contents);
    outline_accept_numbered(outline, page);
    numbers_to_titles(outline, page);
    struct numbered numbered = look_at_numbered(outline);
    accept_named(outline, page, &numbered);
    accept_listed(outline, page, &numbered);
    accept_layout(outline, page, frame, &numbered);
    accept_edges(outline, page, &numbered);
    name_edges(outline, &numbered);
    accept_marked(outline);
    keep_accepted(outline, page);
    outline_join_titles(outline, page, words, contents);
    outline_set_levels(outline);
}
