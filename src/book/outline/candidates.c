/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/outline.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/layout/contents.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <string.h>

/* All chosen, on the books with known chapters. */
enum {
    MAX_RUN_LINES = 7, /* of a heading with its title; five in Tom Jones */
    MAX_RUN_BYTES = 800,
    MAX_LISTED_BYTES = 300, /* as in contents lists */
    TITLE_BLANKS = 2,       /* Gutenberg has four before a chapter, some books one or two */
    RULE_BLANKS = 3,        /* a rule before a heading counts for so many */
};

/* A rule or a skipped stretch separates like a blank line. */
static bool separates(const struct layout *layout, size_t run)
{
    return layout->runs[run].marks || layout->runs[run].reason != SKIP_NONE;
}

static bool open_before(const struct layout *layout, size_t run)
{
    return run == 0 || layout->gap == 0 || layout->runs[run].blanks > 0 ||
           separates(layout, run - 1);
}

/* Blank lines before a run; a rule before it counts as some, and the lines before a skipped run
 * before it count. */
static uint16_t blanks_before(const struct layout *layout, size_t run)
{
    unsigned blanks = layout->runs[run].blanks;
    if (run > 0 && layout->runs[run - 1].marks && blanks < RULE_BLANKS &&
        strchr("-=_", layout->text.at[layout->runs[run - 1].start]) != NULL)
        blanks = RULE_BLANKS;
    if (run > 0 && layout->runs[run - 1].reason != SKIP_NONE &&
        blanks < layout->runs[run - 1].blanks)
        blanks = layout->runs[run - 1].blanks;
    return (uint16_t)blanks;
}

static struct view first_lines(const struct layout *layout, size_t run, size_t lines)
{
    const struct run *r = &layout->runs[run];
    return view_part(layout->text, r->start, layout->lines[r->line + lines - 1].end);
}

/* The lines after the first are running text, not a title. */
static bool goes_on_as_text(const struct layout *layout, size_t run)
{
    const struct run *r = &layout->runs[run];
    struct view rest = view_part(layout->text, layout->lines[r->line + 1].start, r->end);
    struct shape head = shape_of_text(first_lines(layout, run, 1)), tail = shape_of_text(rest);
    if (tail.all_upper)
        return false;
    if (heading_is_prose(rest) || tail.quoted)
        return true;
    bool sentence = tail.ends_sentence && tail.small_words > tail.capital_words;
    return sentence && (head.all_upper || tail.lines >= 3);
}

/* The first line is clearly shorter than the second: it was meant to end there. */
static bool first_ends_early(const struct layout *layout, size_t run)
{
    const struct line *line = &layout->lines[layout->runs[run].line];
    return (line[0].end - line[0].start) * 4 < (line[1].end - line[1].start) * 3;
}

/* Parses the whole run when it is short, else its first line. Sets how many lines the heading has.
 */
static bool parse_run(const struct layout *layout, const struct wording *wording, size_t run,
                      struct outline_item *item)
{
    const struct run *r = &layout->runs[run];
    bool small = r->lines <= MAX_RUN_LINES && r->end - r->start <= MAX_RUN_BYTES;
    item->lines = r->lines;
    if (small && (r->lines == 1 || !goes_on_as_text(layout, run))) {
        /* Only the lines in capitals, if there are two, when others follow: "LETTER I / LADY HOWARD
         * TO MR. VILLARS / Howard Grove, Kent." */
        uint32_t count = 0;
        while (count < r->lines && shape_of_text(layout_line(layout, r->line + count)).all_upper)
            count++;
        item->lines = count >= 2 ? count : r->lines;
        if (heading_parse(wording, first_lines(layout, run, item->lines), &item->heading))
            return true;
    }
    item->lines = 1;
    if (r->lines == 1 || layout->lines[r->line].end - layout->lines[r->line].start > 100 ||
        !heading_parse(wording, first_lines(layout, run, 1), &item->heading))
        return false;
    const struct heading *heading = &item->heading;
    return heading->kind == HEADING_MARKED || heading->kind == HEADING_NAMED ||
           (heading->kind == HEADING_UNIT &&
            (heading->title_start == heading->title_end ||
             shape_of_text(first_lines(layout, run, 1)).all_upper ||
             first_ends_early(layout, run)));
}

static bool is_underlined(const struct layout *layout, size_t run)
{
    return run + 1 < layout->run_count && layout->runs[run + 1].marks &&
           layout->runs[run + 1].blanks == 0 && layout->runs[run].lines == 1 &&
           layout->runs[run].end - layout->runs[run].start < 100 &&
           layout->runs[run + 1].end - layout->runs[run + 1].start >= 3;
}

/* THE END, END OF VOLUME I. */
static bool is_end_mark(const struct layout *layout, const struct wording *wording, size_t run)
{
    struct text key = {0};
    struct view text = layout_run(layout, run);
    if (text.bytes < 100)
        fold_words(text, &key);
    size_t bytes = key.bytes == 0 ? 0 : wording_prefix(wording, "end marks", text_view(&key));
    bool whole = bytes == key.bytes, phrase = view_find(text_view(&key), " ", 0) < bytes;
    text_release(&key);
    return bytes > 0 && (whole || phrase);
}

/* "Figure 3", "Table IV. Boats" */
static bool is_caption(const struct wording *wording, struct view text)
{
    struct text key = {0};
    fold_words(view_part(text, 0, 80), &key);
    size_t word = view_find(text_view(&key), " ", 0);
    struct heading heading;
    bool found = word < key.bytes &&
                 wording_find(wording, "captions", view_part(text_view(&key), 0, word)) != NULL &&
                 heading_parse(wording, view_part(text, view_find(text, " ", 0) + 1, text.bytes),
                               &heading) &&
                 heading.number > 0;
    text_release(&key);
    return found;
}

/* Headings may look like these. */
static bool could_be_skipped_wrongly(const struct run *run)
{
    return run->reason == SKIP_PAGE_NUMBER || run->reason == SKIP_CONTENTS ||
           run->reason == SKIP_FOOTNOTE;
}

/* Whether the run is short enough for a title, whatever else it looks like. */
static bool could_be_title(const struct layout *layout, size_t run)
{
    const struct run *r = &layout->runs[run];
    if (r->lines > MAX_RUN_LINES || r->end - r->start > MAX_LISTED_BYTES)
        return false;
    struct shape shape = shape_of_text(layout_run(layout, run));
    bool speech =
        shape.quoted && shape.ends_sentence && !shape.all_upper && r->blanks <= layout->gap;
    bool sentence = shape.ends_sentence && shape.small_words > shape.capital_words &&
                    r->blanks <= layout->gap && (shape.words > 8 || r->lines > 1);
    return shape.letters + shape.digits > 0 && !rune_is_lower(shape.first) && !speech &&
           !sentence && !(shape.ends_open && r->blanks <= layout->gap) &&
           (shape.lines < 4 || !heading_is_prose(layout_run(layout, run)));
}

/* Whether the run looks like a title without a number; fills `item`. */
static bool parse_title(const struct layout *layout, const struct wording *wording, size_t run,
                        struct outline_item *item)
{
    struct view text = layout_run(layout, run);
    item->lines = layout->runs[run].lines;
    item->heading = (struct heading){.kind = HEADING_TITLE, .title_end = text.bytes};
    if (is_underlined(layout, run) && heading_is_title(text)) {
        item->heading.kind = HEADING_MARKED;
        item->heading.rank = 7;
        return true;
    }
    if (item->listed)
        return item->lines <= 4;
    if (is_end_mark(layout, wording, run) || is_caption(wording, text))
        return false;
    return item->blanks >= TITLE_BLANKS && item->lines <= 3 && heading_is_title(text);
}

/* A number that headings of one kind share: that of their unit, or their look in bits. */
static uint32_t family_of(const struct layout *layout, const struct outline_item *item)
{
    const struct heading *heading = &item->heading;
    if (heading->kind == HEADING_UNIT || heading->kind == HEADING_STRANGE)
        return heading->unit;
    size_t start = layout->lines[item->line].start;
    struct view title =
        view_part(layout->text, start + heading->title_start, start + heading->title_end);
    bool slanted =
        heading->title_start > 0 && layout->text.at[start + heading->title_start - 1] == '_';
    uint32_t look = slanted ? 2 : shape_of_text(title).all_upper;
    if (heading->kind == HEADING_NUMBER)
        look = 0;
    return (uint32_t)heading->kind | (uint32_t)heading->style << 4 | look << 8 |
           (uint32_t)heading->bracketed << 10 | (uint32_t)heading->loose << 11 |
           (uint32_t)heading->depth << 12;
}

void outline_find_candidates(struct outline *outline, const struct layout *layout,
                             const struct wording *wording, const struct surroundings *surroundings,
                             const struct contents *contents, bool wide)
{
    struct text scratch = {0};
    for (size_t i = surroundings->first_run; i < surroundings->end_run; i++) {
        const struct run *run = &layout->runs[i];
        bool skipped = run->reason != SKIP_NONE && !(wide && could_be_skipped_wrongly(run));
        if (skipped || run->marks || !open_before(layout, i))
            continue;
        struct outline_item item = {
            .run = (uint32_t)i, .line = run->line, .blanks = blanks_before(layout, i)};
        size_t bytes = run->end - run->start;
        item.isolated = i + 1 >= layout->run_count || layout->gap == 0 ||
                        layout->runs[i + 1].blanks > 0 || separates(layout, i + 1);
        item.listed = bytes <= MAX_LISTED_BYTES && contents->keys.count > 0 &&
                      contents_has(contents, fold_key(layout_run(layout, i), &scratch));
        struct outline_item plain = item;
        bool parsed = parse_run(layout, wording, i, &item);
        if (!parsed || item.heading.loose || item.heading.kind == HEADING_STRANGE)
            item.title_like = parse_title(layout, wording, i, &plain);
        if (!parsed && !item.title_like && !(wide && could_be_title(layout, i)))
            continue;
        if (!parsed) {
            item.heading = plain.heading;
            item.lines = plain.lines;
        }
        item.isolated = item.isolated && item.lines == run->lines;
        struct view text =
            view_part(layout->text, run->start, layout->lines[run->line + item.lines - 1].end);
        struct view title = view_part(text, item.heading.title_start, item.heading.title_end);
        item.listed = item.listed || (title.bytes > 0 && title.bytes <= MAX_LISTED_BYTES &&
                                      contents_has(contents, fold_key(title, &scratch)));
        item.upper = shape_of_text(text).all_upper;
        item.family = family_of(layout, &item);
        outline->items =
            mem_grow(outline->items, outline->count, &outline->capacity, sizeof *outline->items);
        outline->items[outline->count++] = item;
    }
    text_release(&scratch);
}
