/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/layout/contents.h"

#include "book/book.h"
#include "book/layout/contents_parts.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <string.h>

/* All chosen, on the books with known chapters. */
enum {
    MAX_LIST_BYTES = 80000, /* a longer list is not one */
    TAIL_RUNS = 8,          /* how far before the running text the book may begin */
    MAX_LOOKUPS = 100,      /* bounds the work */
    SYNOPSIS_BYTES = 400,   /* how far after its heading a synopsis begins */
    FIRST_ENTRIES = 3,      /* one of so many must come again in the book */
};

/* Adds `key` to the set, unless it is 0, the key of empty text. */
static void contents_add_key(struct contents *contents, uint64_t key)
{
    if (key != 0)
        table_add(&contents->keys, table_number(key), 0);
}

bool contents_has(const struct contents *contents, uint64_t key)
{
    return table_has(&contents->keys, table_number(key));
}

void contents_release(struct contents *contents)
{
    table_release(&contents->keys);
    *contents = (struct contents){0};
}

struct view contents_entry(struct view entry)
{
    size_t end = entry.bytes;
    while (end > 0 && entry.at[end - 1] != '\0' &&
           strchr("0123456789ivxl", entry.at[end - 1]) != NULL)
        end--;
    size_t number = end;
    while (end > 0 && (entry.at[end - 1] == ' ' || entry.at[end - 1] == '.' ||
                       entry.at[end - 1] == '\t' || entry.at[end - 1] == ','))
        end--;
    return number < entry.bytes && number - end >= 2 && end > 0 ? view_part(entry, 0, end) : entry;
}

static void add_entry(struct contents *contents, const struct wording *wording, struct view entry,
                      struct text *scratch)
{
    contents_add_key(contents, fold_key(entry, scratch));
    entry = contents_entry(view_trim(entry));
    contents_add_key(contents, fold_key(entry, scratch));
    size_t title = heading_entry_title(wording, entry);
    if (title > 0)
        contents_add_key(contents, fold_key(view_part(entry, title, entry.bytes), scratch));
}

void contents_add_run(struct contents *contents, const struct layout *layout,
                      const struct wording *wording, size_t run, struct text *scratch)
{
    const struct run *r = &layout->runs[run];
    add_entry(contents, wording, layout_run(layout, run), scratch);
    for (size_t i = r->line; r->lines > 1 && i < r->line + r->lines; i++) {
        size_t end = i + 1;
        while (end < r->line + r->lines &&
               (layout->lines[end].indent > layout->lines[i].indent + 1 ||
                rune_is_lower(rune_at(layout->text, layout->lines[end].start))))
            end++;
        add_entry(contents, wording,
                  view_part(layout->text, layout->lines[i].start, layout->lines[end - 1].end),
                  scratch);
        if (end > i + 1)
            add_entry(contents, wording, layout_line(layout, i), scratch);
    }
}

/* The whole first line is the title of a list: "CONTENTS". */
static bool run_is_contents(const struct layout *layout, const struct wording *wording, size_t run)
{
    struct text key = {0};
    fold_words(layout_line(layout, layout->runs[run].line), &key);
    bool found = key.bytes > 0 && wording_find(wording, "contents", text_view(&key)) != NULL;
    text_release(&key);
    return found;
}

bool contents_is_title(const struct layout *layout, const struct wording *wording, size_t run)
{
    struct view line = layout_line(layout, layout->runs[run].line);
    bool apart = layout->runs[run].blanks > 0 || layout->unwrapped || line.at[0] == '[';
    if (line.bytes > 100 || !apart)
        return false;
    struct text key = {0};
    fold_words(line, &key);
    struct view all = text_view(&key);
    bool found = all.bytes > 0 && wording_find(wording, "contents", all) != NULL;
    struct heading heading;
    if (!found && layout->runs[run].lines == 1 && heading_is_title(line) &&
        !(heading_parse(wording, line, &heading) && heading.number > 0))
        found = wording_inside(wording, "contents words", all);
    if (!found && line.at[0] == '[') {
        size_t bytes = wording_prefix(wording, "illustration", all);
        struct view rest = view_trim(view_part(all, bytes, all.bytes));
        found = bytes > 0 && rest.bytes > 0 && wording_find(wording, "contents", rest) != NULL;
    }
    text_release(&key);
    return found;
}

static bool same_heading(const struct wording *wording, struct view a, struct view b)
{
    struct heading first, second;
    if (!heading_parse(wording, a, &first) || !heading_parse(wording, b, &second))
        return false;
    return first.kind == HEADING_UNIT && second.kind == HEADING_UNIT && first.unit == second.unit &&
           first.number == second.number;
}

/* Lines of verse, a third of which end in commas and the like, are not entries. */
static bool is_verse(const struct layout *layout, size_t run)
{
    const struct run *r = &layout->runs[run];
    size_t open = 0;
    for (size_t i = r->line; i < r->line + r->lines; i++)
        open += shape_of_text(layout_line(layout, i)).ends_open;
    return r->lines >= 3 && open * 3 >= r->lines;
}

/* "Is it far?" she asked. */
static bool is_speech(struct view text)
{
    struct shape shape = shape_of_text(text);
    return shape.quoted && shape.ends_sentence && shape.small_words > 0 &&
           (shape.first == '"' || shape.first == 0x201C);
}

bool contents_is_body(const struct layout *layout, const struct wording *wording, size_t run)
{
    struct view text = layout_run(layout, run);
    struct heading heading;
    if (layout->runs[run].marks ||
        !(heading_is_prose(text) || is_verse(layout, run) || is_speech(text)))
        return false;
    bool listed = heading_parse(wording, layout_line(layout, layout->runs[run].line), &heading) &&
                  heading.number > 0;
    return !listed && !(text.at[text.bytes - 1] >= '0' && text.at[text.bytes - 1] <= '9');
}

/* The key of the first line of an entry, to recognise it when it comes again. */
static uint64_t entry_key(const struct layout *layout, size_t line, struct text *scratch)
{
    return fold_key(contents_entry(layout_line(layout, line)), scratch);
}

/* The last run before `end` where one of the first entries of the list at `run` comes again; else
 * `end`. */
static size_t find_again(const struct layout *layout, const struct wording *wording, size_t run,
                         size_t end, struct text *scratch)
{
    size_t line = layout->runs[run].line + (layout->runs[run].lines > 1);
    if (layout->runs[run].lines == 1 && run + 1 < layout->run_count)
        line = layout->runs[run + 1].line;
    for (int entry = 0; entry < FIRST_ENTRIES; entry++, line++) {
        if (line >= layout->line_count || line >= layout->runs[end - 1].line)
            return end;
        uint64_t key = entry_key(layout, line, scratch);
        for (size_t j = end; j-- > run + 2 && layout->runs[j].line > line;)
            if ((key != 0 && entry_key(layout, layout->runs[j].line, scratch) == key) ||
                same_heading(wording, layout_line(layout, line),
                             layout_line(layout, layout->runs[j].line)))
                return j;
    }
    return end;
}

/* The run shortly before `end` with the most blank lines before it. */
static size_t find_gap(const struct layout *layout, size_t run, size_t end)
{
    size_t best = end, from = end > run + TAIL_RUNS ? end - TAIL_RUNS : run + 1;
    unsigned blanks = end < layout->run_count ? layout->runs[end].blanks : LAYOUT_MAX_BLANKS;
    for (size_t j = end; j-- > from + 1;)
        if (layout->runs[j].blanks >= blanks && layout->runs[j].blanks >= 2) {
            blanks = layout->runs[j].blanks;
            best = j;
        }
    return best;
}

/*
 * Where a list without running text after it ends, as in a play: where its first entry comes again
 * after two blank lines, else at the next gap. In the last third of a book it is all the rest.
 */
static size_t end_without_body(const struct layout *layout, const struct wording *wording,
                               size_t run, size_t limit, struct text *scratch)
{
    size_t gap = limit, line = layout->runs[run].line + 1;
    if (layout->runs[run].start > layout->text.bytes / 3 * 2 || line >= layout->line_count)
        return limit;
    uint64_t key = entry_key(layout, line, scratch);
    for (size_t i = run + 1; i < limit; i++) {
        if (layout->runs[i].blanks < 2 || layout->runs[i].line <= line)
            continue;
        if ((key != 0 && entry_key(layout, layout->runs[i].line, scratch) == key) ||
            same_heading(wording, layout_line(layout, line),
                         layout_line(layout, layout->runs[i].line)))
            return i;
        if (gap == limit && layout->runs[i].blanks > layout->runs[run + 1].blanks)
            gap = i;
    }
    return gap;
}

/*
 * A synopsis is in the list and again in the book: its first line comes again word for word, not
 * far after the line that precedes it here.
 */
static bool comes_again(const struct layout *layout, size_t run)
{
    struct view line = layout_line(layout, layout->runs[run].line);
    struct view above = layout_line(layout, layout->runs[run].line - 1);
    if (line.bytes < 20 || line.bytes > 200)
        return false;
    struct view rest = view_part(layout->text, layout->runs[run].end, layout->text.bytes);
    const char *found = memmem(rest.at, rest.bytes, line.at, line.bytes);
    if (found == NULL)
        return false;
    size_t at = (size_t)(found - rest.at);
    struct view before = view_part(rest, at < SYNOPSIS_BYTES ? 0 : at - SYNOPSIS_BYTES, at);
    return memmem(before.at, before.bytes, above.at, above.bytes) != NULL;
}

/* A short paragraph at the start of the book. */
static bool is_sentence(struct view text)
{
    struct shape shape = shape_of_text(text);
    return shape.ends_sentence && shape.small_words > shape.capital_words;
}

/* One past the last run of the list whose title is `run`. */
static size_t list_end(const struct layout *layout, const struct wording *wording, size_t run,
                       size_t limit, struct text *scratch)
{
    size_t body = run + 1, lookups = 0;
    while (body < limit && body < run + CONTENTS_MAX_RUNS &&
           layout->runs[body].reason == SKIP_NONE &&
           layout->runs[body].start - layout->runs[run].start < MAX_LIST_BYTES &&
           (!contents_is_body(layout, wording, body) ||
            (lookups++ < MAX_LOOKUPS && comes_again(layout, body))))
        body++;
    if (body == limit)
        return end_without_body(layout, wording, run, limit, scratch);
    size_t again = find_again(layout, wording, run, body, scratch);
    size_t gap = again < body ? again : find_gap(layout, run, body);
    while (gap == body && gap > run + 2 && is_sentence(layout_run(layout, gap - 1)))
        body = --gap;
    return gap;
}

/* Four lines or more that count up by one, two thirds of all entries; or three that are all. */
static bool counts_up(const struct layout *layout, const struct wording *wording, size_t run)
{
    const struct run *r = &layout->runs[run];
    int last = 0;
    size_t steps = 0, entries = 0;
    if (r->lines < 3 || r->lines > 400)
        return false;
    for (size_t i = r->line; i < r->line + r->lines; i++) {
        struct heading heading;
        if (layout->lines[i].indent > layout->lines[r->line].indent + 6)
            continue;
        entries++;
        if (!heading_parse(wording, layout_line(layout, i), &heading) || heading.number == 0)
            continue;
        steps += heading.number == last + 1;
        last = heading.number;
    }
    return (steps >= 4 && steps * 3 >= entries * 2) || (steps == 3 && entries == 3);
}

void contents_find(struct layout *layout, const struct wording *wording,
                   const struct surroundings *surroundings, struct contents *contents)
{
    struct text scratch = {0};
    *contents = (struct contents){0};
    for (size_t i = surroundings->first_run; i < surroundings->end_run; i++) {
        if (layout->runs[i].reason != SKIP_NONE && layout->runs[i].reason != SKIP_ILLUSTRATION)
            continue;
        size_t end = i;
        if (contents_is_title(layout, wording, i))
            end = list_end(layout, wording, i, surroundings->end_run, &scratch);
        else if (counts_up(layout, wording, i))
            end = i + 1;
        if (end == i + 1 && layout->runs[i].lines == 1 && layout->runs[i].reason == SKIP_NONE &&
            !run_is_contents(layout, wording, i))
            end = i; /* a line that only mentions contents */
        for (size_t j = i; j < end; j++) {
            layout->runs[j].reason = SKIP_CONTENTS;
            if (j > i || end == i + 1)
                contents_add_run(contents, layout, wording, j, &scratch);
        }
        if (end > i + 1 && layout->runs[i].lines > 1)
            contents_add_run(contents, layout, wording, i, &scratch);
        if (end > i && layout->runs[i].start < layout->text.bytes / 4) {
            contents->first_run = contents->end_run == 0 ? i : contents->first_run;
            contents->end_run = end;
        }
        i = end > i ? end - 1 : i;
    }
    text_release(&scratch);
    if (contents->end_run == 0)
        contents_find_untitled(layout, wording, surroundings, contents);
}
