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
    MAX_BYTES = 120000,    /* the longest list of the books with known chapters has 107,000 */
    MAX_LISTS = 8,         /* bounds the work */
    ENTRY_LINES = 6,       /* lines of one entry */
    SYNOPSIS_BYTES = 2500, /* between two entries */
    LAST_BYTES = 10000,    /* below the last: also what follows at the end of a book */
};

struct entries {
    struct table keys;        /* of all headings */
    struct table first, last; /* by sameness: index of the first and of the last heading */
};

static void add_key(struct entries *entries, struct view text, struct text *scratch)
{
    uint64_t key = fold_key(text, scratch);
    if (key != 0)
        table_add(&entries->keys, table_number(key), 0);
}

/* What two headings have in common when one is the entry of the other: number and unit, or the
 * words; and the words of the title. */
static void find_sameness(const struct outline *outline, const struct layout *layout, size_t i,
                          struct table_key same[2], struct text *scratch)
{
    const struct outline_item *item = &outline->items[i];
    bool numbered = item->heading.kind == HEADING_UNIT && item->heading.number > 0;
    struct view words = contents_entry(layout_run(layout, item->run));
    size_t start = layout->lines[item->line].start;
    struct view title =
        view_part(layout->text, start + item->heading.title_start, start + item->heading.title_end);
    same[0] = table_number(numbered ? (uint64_t)item->family << 32 | (uint32_t)item->heading.number
                                    : fold_key(words, scratch));
    same[1] = table_number(fold_key(contents_entry(title), scratch) + 1);
    if (scratch->bytes == 0 || item->heading.number == 0)
        same[1] = same[0];
}

static void find_entries(struct entries *entries, const struct outline *outline,
                         const struct layout *layout, struct text *scratch)
{
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_item *item = &outline->items[i];
        size_t start = layout->lines[item->line].start;
        struct table_key same[2];
        find_sameness(outline, layout, i, same, scratch);
        for (int k = 0; k < 2; k++) {
            table_add(&entries->first, same[k], i);
            table_set(&entries->last, same[k], i);
        }
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
}

/* Whether the lines `first` to before `end` are an entry that is a heading of the book. */
static bool is_entry(const struct entries *entries, const struct layout *layout,
                     const struct wording *wording, size_t first, size_t end, struct text *scratch)
{
    struct view text = contents_entry(
        view_trim(view_part(layout->text, layout->lines[first].start, layout->lines[end - 1].end)));
    if (text.bytes > 300)
        return false;
    if (table_has(&entries->keys, table_number(fold_key(text, scratch))))
        return true;
    size_t title = heading_entry_title(wording, text);
    return title > 0 &&
           table_has(&entries->keys,
                     table_number(fold_key(view_part(text, title, text.bytes), scratch)));
}

/* How many entries of a list are in the lines: headings of the book, or numbers that count up.
 * *last_entry: the line of the last one. */
static size_t count_entries(const struct entries *entries, const struct layout *layout,
                            const struct wording *wording, size_t first, size_t end,
                            size_t *last_entry)
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
        *last_entry = known || numbered ? line : *last_entry;
    }
    text_release(&scratch);
    return count;
}

/* No more than a synopsis comes before the next heading. */
static bool is_close(const struct outline *outline, const struct layout *layout,
                     const struct surroundings *surroundings, size_t i)
{
    bool last = i + 1 == outline->count;
    size_t next = last ? layout->runs[surroundings->end_run - 1].end
                       : layout->runs[outline->items[i + 1].run].start;
    return next <= layout->runs[outline->items[i].run].end + (last ? LAST_BYTES : SYNOPSIS_BYTES);
}

/* The same heading comes again in the book; for a list at the end, it has come before. */
static bool comes_again(const struct outline *outline, const struct layout *layout,
                        const struct entries *entries, size_t i, struct text *scratch)
{
    struct table_key keys[2];
    bool at_end = layout->runs[outline->items[i].run].start > layout->text.bytes / 2;
    find_sameness(outline, layout, i, keys, scratch);
    for (int k = 0; k < 2; k++)
        if (at_end ? table_find(&entries->first, keys[k], i) < i
                   : table_find(&entries->last, keys[k], i) > i)
            return true;
    return false;
}

/* Index of the first heading after run `run` that is not an entry of a list. Two entries in a row
 * may be worded otherwise than in the book. */
static size_t skip_entries(const struct outline *outline, const struct layout *layout,
                           const struct surroundings *surroundings, const struct entries *entries,
                           size_t run, struct text *scratch)
{
    size_t end = 0;
    while (end < outline->count && outline->items[end].run <= run)
        end++;
    for (size_t i = end; i < outline->count && i < end + 3; i++) {
        if (!is_close(outline, layout, surroundings, i))
            break;
        if (comes_again(outline, layout, entries, i, scratch))
            end = i + 1;
    }
    return end;
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
    size_t next = skip_entries(outline, layout, surroundings, entries, run, &scratch);
    text_release(&scratch);
    size_t end = next < outline->count ? outline->items[next].run : surroundings->end_run;
    size_t bytes = layout->runs[end - 1].end - layout->runs[run].start, inside = 0;
    for (size_t i = 0; i < next; i++)
        inside += outline->items[i].run >= run;
    if (bytes > MAX_BYTES || bytes > layout->text.bytes / 4 || end == run + 1)
        return run + 1;
    size_t last_entry = 0;
    size_t found =
        count_entries(entries, layout, wording, layout->runs[run].line,
                      layout->runs[end - 1].line + layout->runs[end - 1].lines, &last_entry);
    if (found < LEAST_ENTRIES || found * 3 < outline->count - inside)
        return run + 1;
    /* A preface that was not recognised may follow. */
    if (layout->runs[end - 1].end > layout->lines[last_entry].end + SYNOPSIS_BYTES)
        while (layout->runs[end - 1].line > last_entry)
            end--;
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
    table_release(&entries.first);
    table_release(&entries.last);
    text_release(&scratch);
}
