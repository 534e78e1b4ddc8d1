/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/outline.h"

#include "base/table.h"
#include "book/book.h"
#include "book/layout/contents.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"

/* All chosen. */
enum {
    LEAST_ENTRIES = 3,
    MAX_BYTES = 120000, /* the longest list of the books with known chapters has 107,000 */
    MAX_LISTS = 8,      /* bounds the work */
    ENTRY_LINES = 6,    /* lines of one entry */
    SYNOPSIS_BYTES = 2500, /* between two entries */
};

struct entries {
    struct table keys; /* of all headings */
    struct table last; /* by sameness: index of the last heading */
    size_t headings;
};

static void add_key(struct entries *entries, struct view text, struct text *scratch)
{
    uint64_t key = fold_key(text, scratch);
    if (key != 0)
        table_add(&entries->keys, table_number(key), 0);
}

/* What two headings have in common when one is the entry of the other: number and unit, or the
 * words. */
static struct table_key sameness(const struct outline *outline, const struct layout *layout,
                                 size_t i, struct text *scratch)
{
    const struct outline_item *item = &outline->items[i];
    bool numbered = item->heading.kind == HEADING_UNIT && item->heading.number > 0;
    return table_number(numbered ? (uint64_t)item->family << 32 | (uint32_t)item->heading.number
                                 : fold_key(layout_run(layout, item->run), scratch));
}

static void find_entries(struct entries *entries, const struct outline *outline,
                         const struct layout *layout, struct text *scratch)
{
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_item *item = &outline->items[i];
        size_t start = layout->lines[item->line].start;
        table_set(&entries->last, sameness(outline, layout, i, scratch), i);
        add_key(entries, layout_run(layout, item->run), scratch);
        add_key(entries,
                view_part(layout->text, start + item->heading.title_start,
                          start + item->heading.title_end),
                scratch);
        if (item->title_lines > 0)
            add_key(entries,
                    view_part(layout->text, layout->lines[item->title_line].start,
                              layout->lines[item->title_line + item->title_lines - 1].end),
                    scratch);
    }
    entries->headings = outline->count;
}

/* Whether the lines `first` to before `end` are an entry that is a heading of the book. */
static bool is_entry(const struct entries *entries, const struct layout *layout,
                     const struct wording *wording, size_t first, size_t end, struct text *scratch)
{
    struct view text = contents_entry(view_trim(
        view_part(layout->text, layout->lines[first].start, layout->lines[end - 1].end)));
    if (text.bytes > 300)
        return false;
    if (table_has(&entries->keys, table_number(fold_key(text, scratch))))
        return true;
    size_t title = heading_entry_title(wording, text);
    return title > 0 && table_has(&entries->keys, table_number(fold_key(
                                                     view_part(text, title, text.bytes), scratch)));
}

/* How many entries of a list are in the lines: headings of the book, or numbers that count up. */
static size_t count_entries(const struct entries *entries, const struct layout *layout,
                            const struct wording *wording, size_t first, size_t end)
{
    struct text scratch = {0};
    size_t count = 0;
    int last = 0;
    for (size_t line = first; line < end; line++) {
        struct heading heading;
        bool known = false;
        for (size_t lines = 1; lines <= ENTRY_LINES && line + lines <= end && !known; lines++) {
            known = is_entry(entries, layout, wording, line, line + lines, &scratch);
            if (line + lines < end && layout->lines[line + lines].blanks > 0)
                break;
        }
        bool numbered = !known && layout_line(layout, line).bytes < 100 &&
                        heading_parse(wording, layout_line(layout, line), &heading) &&
                        (heading.number == last + 1 || heading.number == 1);
        if (numbered)
            last = heading.number;
        count += known || numbered;
    }
    text_release(&scratch);
    return count;
}

/* Index of the first heading after run `run` that is not an entry: those that come again in the
 * book, with no more than a synopsis between, are entries. */
static size_t skip_entries(const struct outline *outline, const struct layout *layout,
                           const struct table *last, size_t run, struct text *scratch)
{
    size_t i = 0, end = layout->runs[run].end;
    while (i < outline->count && outline->items[i].run <= run)
        i++;
    while (i < outline->count &&
           layout->runs[outline->items[i].run].start - end <= SYNOPSIS_BYTES &&
           table_find(last, sameness(outline, layout, i, scratch), i) > i) {
        end = layout->runs[outline->items[i].run].end;
        i++;
    }
    return i;
}

static void remove_items(struct outline *outline, size_t first_run, size_t end_run)
{
    size_t kept = 0;
    for (size_t i = 0; i < outline->count; i++)
        if (outline->items[i].run < first_run || outline->items[i].run >= end_run)
            outline->items[kept++] = outline->items[i];
    outline->count = kept;
}

/* Skips the list whose title is run `run`. Returns one past its last run, or run + 1 when it is
 * none. */
static size_t skip_list(struct outline *outline, struct layout *layout,
                        const struct wording *wording, const struct surroundings *surroundings,
                        const struct entries *entries, size_t run)
{
    struct text scratch = {0};
    size_t next = skip_entries(outline, layout, &entries->last, run, &scratch);
    text_release(&scratch);
    size_t end = next < outline->count ? outline->items[next].run : surroundings->end_run;
    size_t bytes = layout->runs[end - 1].end - layout->runs[run].start;
    if (bytes > MAX_BYTES || bytes > layout->text.bytes / 4 || end == run + 1)
        return run + 1;
    size_t found = count_entries(entries, layout, wording, layout->runs[run].line,
                                 layout->runs[end - 1].line + layout->runs[end - 1].lines);
    size_t all = entries->headings - next;
    if (found < LEAST_ENTRIES || found * 2 < (next < outline->count ? all : entries->headings))
        return run + 1;
    for (size_t i = run; i < end; i++)
        if (layout->runs[i].reason == SKIP_NONE && !layout->runs[i].marks)
            layout->runs[i].reason = SKIP_CONTENTS;
    remove_items(outline, run, end);
    return end;
}

void outline_skip_contents(struct outline *outline, struct layout *layout,
                           const struct wording *wording, const struct surroundings *surroundings)
{
    struct entries entries = {0};
    struct text scratch = {0};
    find_entries(&entries, outline, layout, &scratch);
    size_t lists = 0;
    for (size_t run = surroundings->first_run; run < surroundings->end_run && lists < MAX_LISTS;) {
        uint8_t reason = layout->runs[run].reason;
        if ((reason != SKIP_NONE && reason != SKIP_CONTENTS) || layout->runs[run].marks ||
            !contents_is_title(layout, wording, run)) {
            run++;
            continue;
        }
        lists++;
        run = skip_list(outline, layout, wording, surroundings, &entries, run);
    }
    table_release(&entries.keys);
    table_release(&entries.last);
    text_release(&scratch);
}
