/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/outline.h"

#include "base/table.h"
#include "book/layout/contents.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/wording/shape.h"

#include <stdlib.h>

void outline_release(struct outline *outline)
{
    free(outline->items);
    table_release(&outline->names);
    *outline = (struct outline){0};
}

static struct outline_numbered measure_numbered(const struct outline *outline)
{
    struct outline_numbered numbered = {0};
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

/* PREFACE and the like. Between numbered headings they need as many blank lines as those. */
static void accept_named(struct outline *outline, const struct layout *layout,
                         const struct outline_numbered *numbered)
{
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        if (item->heading.kind != HEADING_NAMED ||
            (outline_is_title_below(outline, i) && item->blanks <= 2))
            continue;
        bool inside = numbered->count > 0 && i > numbered->first && i < numbered->last;
        unsigned wanted = inside ? 3 : item->upper || item->heading.whole ? 1 : 2;
        if (inside && numbered->blanks < wanted)
            wanted = numbered->blanks;
        item->accepted =
            item->listed || layout->gap == 0 || item->blanks >= wanted || layout->unwrapped;
    }
}

/*
 * Removes the candidates on the title page: those before the contents list with no running text
 * between, and those that repeat the book's title.
 */
static void reject_title_page(struct outline *outline, const struct layout *layout,
                              const struct surroundings *surroundings,
                              const struct contents *contents)
{
    struct text scratch = {0};
    uint64_t title = fold_key(surroundings->title, &scratch);
    size_t from = contents->first_run;
    while (from > surroundings->first_run && !heading_is_prose(layout_run(layout, from - 1)))
        from--;
    size_t kept = 0;
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_item *item = &outline->items[i];
        bool before_list =
            contents->end_run > 0 && item->run >= from && item->run < contents->first_run;
        bool listed = item->listed && item->run >= contents->end_run;
        bool is_book = item->heading.kind == HEADING_TITLE && !listed && title != 0 &&
                       fold_key(layout_run(layout, item->run), &scratch) == title;
        if (!before_list && !is_book)
            outline->items[kept++] = *item;
    }
    outline->count = kept;
    text_release(&scratch);
}

/* A listed title is a heading once: where it has the most blank lines before it. */
static void accept_listed(struct outline *outline, const struct layout *layout,
                          const struct outline_numbered *numbered)
{
    unsigned wanted = numbered->count < 3 ? 0 : numbered->blanks < 2 ? 2 : numbered->blanks;
    struct text scratch = {0};
    struct table accepted = {0};
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        bool inside = i > numbered->first && i < numbered->last;
        unsigned least = inside || numbered->blanks > 1 ? wanted : numbered->blanks;
        if (item->heading.kind != HEADING_TITLE || !item->listed || !item->isolated ||
            item->blanks < least || outline_is_title_below(outline, i))
            continue;
        struct table_key key = table_number(fold_key(layout_run(layout, item->run), &scratch));
        size_t other = table_find(&accepted, key, i);
        if (other != i && outline->items[other].blanks >= item->blanks)
            continue;
        outline->items[other].accepted = false;
        table_set(&accepted, key, i);
        item->accepted = true;
    }
    text_release(&scratch);
    table_release(&accepted);
}

/* A number that was not accepted may be a title: "I Go to Bristol", "Louis XIV". */
static void numbers_to_titles(struct outline *outline, const struct layout *layout)
{
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        if (item->accepted || !item->title_like ||
            !(item->heading.loose || item->heading.kind == HEADING_STRANGE))
            continue;
        item->heading = (struct heading){.kind = HEADING_TITLE,
                                         .title_end = layout_run(layout, item->run).bytes};
        item->lines = layout->runs[item->run].lines;
        item->family = HEADING_TITLE;
    }
}

/* A name that comes again with no other heading between ("EXTRACTS." twice) continues the first. */
static bool repeats_name(const struct outline *outline, const struct layout *layout, size_t i,
                         const struct outline_item *last)
{
    const struct outline_item *item = &outline->items[i];
    if (last == NULL || last->heading.kind != HEADING_NAMED || item->heading.kind != HEADING_NAMED)
        return false;
    struct text first = {0}, second = {0};
    fold_words(layout_run(layout, last->run), &first);
    fold_words(layout_run(layout, item->run), &second);
    bool same = second.bytes > 0 && first.bytes >= second.bytes &&
                view_starts(text_view(&first), second.at);
    text_release(&first);
    text_release(&second);
    return same;
}

void outline_apply_rules(struct outline *outline, struct layout *layout,
                         const struct wording *wording, const struct surroundings *surroundings,
                         const struct contents *contents)
{
    *outline = (struct outline){0};
    outline_find_candidates(outline, layout, wording, surroundings, contents, false);
    reject_title_page(outline, layout, surroundings, contents);
    outline_accept_numbered(outline, layout);
    numbers_to_titles(outline, layout);
    struct outline_numbered numbered = measure_numbered(outline);
    accept_named(outline, layout, &numbered);
    accept_listed(outline, layout, &numbered);
    outline_accept_spaced(outline, layout, surroundings, &numbered);
    for (size_t i = 0; i < outline->count; i++)
        if (outline->items[i].heading.kind == HEADING_MARKED)
            outline->items[i].accepted = true;
    size_t kept = 0;
    for (size_t i = 0; i < outline->count; i++)
        if (outline->items[i].accepted &&
            !repeats_name(outline, layout, i, kept > 0 ? &outline->items[kept - 1] : NULL))
            outline->items[kept++] = outline->items[i];
    outline->count = kept;
    outline_accept_lines(outline, layout, surroundings);
}

/* What stands before the unit, when it is not a larger unit ("Volume 1, "). */
static struct view name_before(const struct outline_item *item, const struct layout *layout,
                               const struct wording *wording)
{
    struct view line = layout_line(layout, item->line);
    struct heading larger;
    struct view name = view_trim(view_part(line, 0, item->heading.unit_start));
    bool none = item->heading.head_end == 0 || item->heading.number_first ||
                (heading_parse(wording, name, &larger) && larger.kind == HEADING_UNIT);
    return none ? (struct view){"", 0} : name;
}

/* "Ember Step - Chapter 4": a name before several headings is that of the book, and not part of
 * their titles. */
static void drop_book_names(struct outline *outline, const struct layout *layout,
                            const struct wording *wording)
{
    struct table names = {0};
    struct text scratch = {0};
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < outline->count; i++) {
            uint64_t key = fold_key(name_before(&outline->items[i], layout, wording), &scratch);
            size_t count = key == 0 ? 0 : table_find(&names, table_number(key), 0);
            if (key != 0 && pass == 0)
                table_set(&names, table_number(key), count + 1);
            else if (count > 1)
                outline->items[i].heading.head_end = 0;
        }
    text_release(&scratch);
    table_release(&names);
}

void outline_make(struct outline *outline, struct layout *layout, const struct wording *wording,
                  const struct surroundings *surroundings, const struct contents *contents)
{
    outline_apply_rules(outline, layout, wording, surroundings, contents);
    outline_judge(outline, layout, wording, surroundings, contents);
    outline_join_titles(outline, layout, wording, contents);
    outline_skip_contents(outline, layout, wording, surroundings);
    drop_book_names(outline, layout, wording);
    outline_set_levels(outline);
    outline_find_names(outline, layout, wording);
}
