/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/heading_title.h"

#include "book/layout/layout.h"
#include "book/outline/outline.h"
#include "book/wording/shape.h"
#include "book/wording/title.h"
#include "book/wording/wording.h"

enum { TITLE_WORDS = 3 }; /* chosen: fewer in capitals may be a name inside a title */

/* Offsets start..end of an item's heading. */
static struct view heading_part(const struct layout *layout, const struct outline_item *item,
                                size_t start, size_t end)
{
    size_t from = layout->lines[item->line].start;
    return view_part(layout->text, from + start, from + end);
}

/* "Chapter 4", "Appendix B". `number`: 0 takes the item's own. */
static void add_unit(struct text *title, const struct wording *wording, const struct layout *layout,
                     const struct outline *outline, const struct outline_item *item, int number)
{
    const struct heading *heading = &item->heading;
    size_t start = heading->number_first ? heading->number_start : heading->unit_start;
    size_t end = heading->number_first ? heading->unit_end : heading->number_end;
    if (number == 0 && heading->style == NUMBER_WORD) {
        title_add(title, wording, &outline->names, heading_part(layout, item, start, end));
        return;
    }
    struct text unit = {0};
    title_add_plain(&unit, heading_part(layout, item, heading->unit_start, heading->unit_end));
    size_t at = 0;
    uint32_t first = rune_next(text_view(&unit), &at);
    text_add_rune(title, rune_to_upper(first));
    text_add_lower(title, view_part(text_view(&unit), at, unit.bytes));
    text_release(&unit);
    if (number == 0 && (heading->depth > 1 || heading->style == NUMBER_LETTER)) {
        text_add_char(title, ' ');
        text_add_view(title,
                      heading_part(layout, item, heading->number_start, heading->number_end));
    } else {
        text_addf(title, " %d", number > 0 ? number : heading->number);
    }
}

/* `separator` comes between what the title has and `text`. */
static void add_title_text(struct text *title, const struct wording *wording,
                           const struct table *names, struct view text, const char *separator)
{
    struct text piece = {0};
    title_add(&piece, wording, names, text);
    if (piece.bytes > 0 && title->bytes > 0)
        text_add_str(title, separator);
    text_add_view(title, text_view(&piece));
    text_release(&piece);
}

/* "LADY HOWARD TO MR. VILLARS Howard Grove, March 26": the capitals are the title, the rest is the
 * place and date of a letter. */
static struct view without_dateline(struct view text)
{
    size_t words = 0, end = 0;
    for (size_t at = 0; at < text.bytes;) {
        size_t word = at, stop;
        while (word < text.bytes && rune_is_space((unsigned char)text.at[word]))
            word++;
        for (stop = word; stop < text.bytes && !rune_is_space((unsigned char)text.at[stop]);)
            stop++;
        struct shape shape = shape_of_text(view_part(text, word, stop));
        if (shape.lower > 0)
            return words >= TITLE_WORDS && rune_is_upper(shape.first) && shape.upper == 1
                       ? view_part(text, 0, end)
                       : text;
        words += shape.letters >= 2;
        end = at = stop;
    }
    return text;
}

/* The title in the lines below the heading. */
static void add_lines_below(struct text *title, const struct layout *layout,
                            const struct wording *wording, const struct outline *outline,
                            const struct outline_item *item, const char *separator)
{
    if (item->title_lines == 0)
        return;
    size_t last = item->title_line + item->title_lines - 1;
    struct view lines =
        view_part(layout->text, layout->lines[item->title_line].start, layout->lines[last].end);
    add_title_text(title, wording, &outline->names, without_dateline(lines), separator);
}

void heading_title(struct text *title, const struct layout *layout, const struct wording *wording,
                   const struct outline *outline, size_t i)
{
    const struct outline_item *item = &outline->items[i];
    const char *separator = ": ";
    if (item->heading.flowing) {
        title_add(title, wording, &outline->names,
                  heading_part(layout, item, 0, item->heading.title_end));
        add_lines_below(title, layout, wording, outline, item, ": ");
        return;
    }
    if (item->heading.head_end > 0) {
        title_add(title, wording, &outline->names,
                  heading_part(layout, item, 0, item->heading.head_end));
        separator = item->heading.number_first ? " " : separator;
    } else if (item->heading.kind == HEADING_UNIT) {
        add_unit(title, wording, layout, outline, item, 0);
    } else if (item->heading.number > 0 && item->like > 0) {
        add_unit(title, wording, layout, outline, &outline->items[item->like - 1],
                 item->heading.number);
    } else if (item->heading.number > 0) {
        bool bare = item->heading.kind == HEADING_NUMBER && item->title_lines == 0;
        const char *name = item->rank < outline->lowest_rank ? "part" : "chapter";
        const char *word = wording_find(wording, "words", view_of(name));
        if (bare && word != NULL && !outline->has_chapters)
            text_addf(title, "%s ", word);
        if (item->heading.depth > 1)
            text_add_view(title, heading_part(layout, item, item->heading.number_start,
                                              item->heading.number_end));
        else
            text_addf(title, "%d", item->heading.number);
        separator = item->heading.depth > 1 ? " " : ". ";
    }
    add_title_text(title, wording, &outline->names,
                   heading_part(layout, item, item->heading.title_start, item->heading.title_end),
                   separator);
    add_lines_below(title, layout, wording, outline, item, separator);
}
