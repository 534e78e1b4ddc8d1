/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/layout/surroundings.h"

#include "base/search.h"
#include "book/book.h"
#include "book/layout/furniture.h"
#include "book/layout/layout.h"
#include "book/wording/gutenberg.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

/* Chosen, on the texts of Project Gutenberg with known chapters. */
enum {
    HEADER_BYTES = 65536, /* the longest small print of 2004 has 20,000 bytes */
    HEADER_RUNS = 12,     /* how far a header without an end mark may go */
    CREDIT_RUNS = 60,     /* how far after the header the credits may be */
    ESSAY_RUNS = 12,      /* the most paragraphs of an essay about the edition */
    NOTE_GAP = 3,         /* blank lines that end a transcriber's note */
    MAX_NOTES = 200,      /* bounds the work */
    NOTE_BYTES = 12000,   /* the end of a longer note cannot be found */
    REMARK_BYTES = 4000,  /* a longer bracket is not a remark */
};

/* The line that holds byte `at`. */
static size_t line_of(const struct layout *layout, size_t at)
{
    size_t after = lower_bound_u32(layout->lines, offsetof(struct line, start), layout->line_count,
                                   sizeof *layout->lines, at + 1);
    return after > 0 ? after - 1 : 0;
}

/* The first line from byte `from` to `to` that has a marker of the section; line_count when there
 * is none. */
static size_t find_marker(const struct layout *layout, const struct wording *wording,
                          const char *section, size_t from, size_t to)
{
    struct gutenberg_marker marker;
    struct view text = view_part(layout->text, 0, to);
    return gutenberg_marker_find(wording, section, text, from, &marker)
               ? line_of(layout, marker.name)
               : layout->line_count;
}

static void skip_runs(struct layout *layout, size_t from, size_t to, enum skip_reason reason)
{
    for (size_t i = from; i < to && i < layout->run_count; i++)
        if (layout->runs[i].reason == SKIP_NONE)
            layout->runs[i].reason = (uint8_t)reason;
}

/* The run that begins with `line`, split from the lines before it if need be. */
static size_t run_from_line(struct layout *layout, size_t line)
{
    if (line >= layout->line_count)
        return layout->run_count;
    size_t after = lower_bound_u32(layout->runs, offsetof(struct run, line), layout->run_count,
                                   sizeof *layout->runs, line + 1);
    size_t run = after > 0 ? after - 1 : 0;
    size_t inside = line - layout->runs[run].line;
    layout_split_run(layout, run, inside);
    return inside > 0 ? run + 1 : run;
}

/* Finds where the book begins and ends. */
static void skip_licence(struct layout *layout, const struct wording *wording,
                         struct surroundings *surroundings)
{
    size_t start = layout->line_count, from = 0;
    /* In files of 2003 and 2004 the small print is at the end, after the book. */
    size_t first_end = find_marker(layout, wording, "licence end", 0, layout->text.bytes);
    for (size_t line;
         (line = find_marker(layout, wording, "licence start", from, HEADER_BYTES)) < first_end;
         from = layout->lines[line].end)
        start = line;
    if (start < layout->line_count) {
        /* The line may name the book; a long title continues in the next lines. */
        size_t next = start + 1;
        while (next < layout->line_count && layout->lines[next].blanks == 0 && !layout->unwrapped &&
               next < start + 3 && !view_ends(layout_line(layout, next - 1), "***"))
            next++;
        surroundings->first_run = run_from_line(layout, next);
        skip_runs(layout, 0, surroundings->first_run, SKIP_LICENCE);
    }
    size_t after = start < layout->line_count ? layout->lines[start].end : 0;
    size_t end = find_marker(layout, wording, "licence end", after, layout->text.bytes);
    surroundings->end_run = layout->run_count;
    if (end < layout->line_count) {
        surroundings->end_run = run_from_line(layout, end);
        skip_runs(layout, surroundings->end_run, layout->run_count, SKIP_LICENCE);
    }
}

static bool run_begins(const struct layout *layout, const struct wording *wording, size_t run,
                       const char *section)
{
    struct text key = {0};
    fold_words(view_part(layout_line(layout, layout->runs[run].line), 0, 200), &key);
    bool found = wording_prefix(wording, section, text_view(&key)) > 0;
    text_release(&key);
    return found;
}

static bool run_holds(const struct layout *layout, const struct wording *wording, size_t run,
                      const char *section)
{
    struct text key = {0};
    fold_words(view_part(layout_run(layout, run), 0, 2000), &key);
    bool found = wording_inside(wording, section, text_view(&key));
    text_release(&key);
    return found;
}

/* The whole first line of the run is an entry. */
static bool run_is(const struct layout *layout, const struct wording *wording, size_t run,
                   const char *section)
{
    struct view line = layout_line(layout, layout->runs[run].line);
    if (layout->runs[run].lines > 1 || line.bytes > 100)
        return false;
    struct text key = {0};
    fold_words(line, &key);
    bool found = key.bytes > 0 && wording_find(wording, section, text_view(&key)) != NULL;
    text_release(&key);
    return found;
}

static bool is_heading(const struct layout *layout, const struct wording *wording, size_t run)
{
    struct heading heading;
    struct view text = layout_run(layout, run);
    return text.bytes < 400 && heading_parse(wording, text, &heading) &&
           (heading.kind == HEADING_UNIT || heading.kind == HEADING_NAMED);
}

static bool is_unit(const struct layout *layout, const struct wording *wording, size_t run)
{
    struct heading heading;
    struct view text = layout_run(layout, run);
    return text.bytes < 400 && heading_parse(wording, text, &heading) &&
           heading.kind == HEADING_UNIT;
}

/* Credits follow the header, and text about Project Gutenberg is not far after it. Moves first_run
 * past them. */
static void skip_credits(struct layout *layout, const struct wording *wording,
                         struct surroundings *surroundings)
{
    if (surroundings->first_run == 0)
        return;
    size_t end = surroundings->first_run;
    for (size_t i = end; i < surroundings->end_run && i < surroundings->first_run + CREDIT_RUNS;
         i++) {
        bool credit = i == end && run_holds(layout, wording, i, "credits");
        if (credit || run_holds(layout, wording, i, "licence words"))
            end = i + 1;
        else if (is_unit(layout, wording, i) || run_is(layout, wording, i, "contents") ||
                 run_begins(layout, wording, i, "transcriber"))
            break;
    }
    if (end > surroundings->first_run && heading_is_prose(layout_run(layout, end - 1))) {
        /* An essay about the edition continues after the last paragraph that names Project
         * Gutenberg. */
        size_t i = end;
        while (i < surroundings->end_run && i < end + ESSAY_RUNS &&
               layout->runs[i].blanks <= layout->gap && layout->gap > 0 && !layout->runs[i].marks &&
               !is_heading(layout, wording, i) && !run_is(layout, wording, i, "contents"))
            i++;
        end = i < end + ESSAY_RUNS ? i : end;
    }
    skip_runs(layout, surroundings->first_run, end, SKIP_LICENCE);
    surroundings->first_run = end;
}

/* The last run before `end` that is a heading with blank lines before it; 0 when there is none. */
static size_t last_heading(const struct layout *layout, const struct wording *wording, size_t end)
{
    while (end > 1 && !(layout->runs[end - 1].blanks >= 2 && is_heading(layout, wording, end - 1)))
        end--;
    return end > 0 ? end - 1 : 0;
}

static bool is_near_end(const struct layout *layout, size_t run, size_t end_run)
{
    size_t end = end_run < layout->run_count ? layout->runs[end_run].start : layout->text.bytes;
    return layout->runs[run].start > end - end / 8;
}

/* Skips the note that begins with run `i`: all the rest of the book (`end`) when no heading
 * (`last`) follows; up to its end under a heading; up to its bracket; or one paragraph. */
static void skip_note(struct layout *layout, const struct wording *wording, size_t i, size_t end,
                      size_t last, enum skip_reason reason)
{
    struct view text = layout_run(layout, i);
    bool bracket = text.at[0] == '[';
    size_t colon = view_find(text, ":", 0) + 1;
    bool titled = layout->runs[i].lines == 1 && text.bytes < 80 && !bracket && colon >= text.bytes;
    size_t to = i + 1;
    if (titled && layout->runs[i].blanks >= 2 && is_near_end(layout, i, end) && last <= i) {
        to = end;
    } else if (titled) {
        /* A note without an end that can be found has one paragraph. */
        size_t j = i + 1;
        bool endless = false;
        while (j < end && !endless && (j == i + 1 || layout->runs[j].blanks < NOTE_GAP) &&
               !is_heading(layout, wording, j) && !run_is(layout, wording, j, "contents"))
            endless = layout->runs[j++].end - layout->runs[i].start > NOTE_BYTES;
        to = endless && i + 2 < end ? i + 2 : j;
    } else if (bracket) {
        while (!view_ends(layout_run(layout, to - 1), "]") && to < end && to < i + 40)
            to++;
    }
    if (bracket && !view_ends(layout_run(layout, to - 1), "]"))
        to = i + 1;
    skip_runs(layout, i, to, reason);
}

/* Transcriber's notes and errata. */
static void skip_notes(struct layout *layout, const struct wording *wording,
                       const struct surroundings *surroundings)
{
    size_t last = last_heading(layout, wording, surroundings->end_run), notes = 0;
    for (size_t i = surroundings->first_run; i < surroundings->end_run; i++) {
        if (layout->runs[i].reason != SKIP_NONE || layout->runs[i].marks)
            continue;
        bool bracket = layout->text.at[layout->runs[i].start] == '[' &&
                       run_begins(layout, wording, i, "bracketed notes");
        if ((bracket || run_begins(layout, wording, i, "transcriber")) && notes++ < MAX_NOTES)
            skip_note(layout, wording, i, surroundings->end_run, last, SKIP_TRANSCRIBER);
        else if (run_is(layout, wording, i, "errata") && layout->runs[i].blanks >= 2)
            skip_note(layout, wording, i, surroundings->end_run, last, SKIP_TRANSCRIBER);
    }
}

static bool has_page_number(struct view line)
{
    return line.bytes > 2 && line.at[line.bytes - 1] >= '0' && line.at[line.bytes - 1] <= '9';
}

/* An index is in the last third of the book, and a third of its first 60 lines end in a page number
 * or in a mark that may follow one. */
static void skip_index(struct layout *layout, const struct wording *wording,
                       const struct surroundings *surroundings)
{
    for (size_t i = surroundings->first_run; i < surroundings->end_run; i++) {
        if (layout->runs[i].reason != SKIP_NONE ||
            layout->runs[i].start < layout->text.bytes / 3 * 2 ||
            !run_is(layout, wording, i, "index"))
            continue;
        size_t line = layout->runs[i].line, looked = 0, numbered = 0, j = i + 1;
        for (size_t k = line + 1; k < layout->line_count && looked < 60; k++, looked++)
            numbered += has_page_number(view_trim(layout_line(layout, k))) ||
                        view_ends(layout_line(layout, k), ".") ||
                        view_ends(layout_line(layout, k), ",");
        if (looked == 0 || numbered * 3 < looked)
            continue;
        while (j < surroundings->end_run && layout->runs[j].reason == SKIP_NONE &&
               !(layout->runs[j].blanks >= NOTE_GAP && is_heading(layout, wording, j) &&
                 !has_page_number(layout_run(layout, j))))
            j++;
        skip_runs(layout, i, j, SKIP_INDEX);
    }
}

size_t surroundings_remark(const struct wording *wording, struct view text, int *reason)
{
    if (text.bytes < 3 || text.at[0] != '[')
        return 0;
    struct text key = {0};
    fold_words(view_part(text, 0, 80), &key);
    *reason = wording_prefix(wording, "illustration", text_view(&key)) > 0  ? SKIP_ILLUSTRATION
              : wording_prefix(wording, "footnotes", text_view(&key)) > 0   ? SKIP_FOOTNOTE
              : wording_prefix(wording, "transcriber", text_view(&key)) > 0 ? SKIP_TRANSCRIBER
                                                                            : SKIP_NONE;
    text_release(&key);
    if (*reason == SKIP_NONE)
        return 0;
    int depth = 0;
    for (size_t i = 0; i < text.bytes && i < REMARK_BYTES; i++) {
        depth += text.at[i] == '[' ? 1 : text.at[i] == ']' ? -1 : 0;
        if (depth == 0)
            return i + 1;
    }
    return 0;
}

/* Remarks that fill whole runs. A chapter heading at the end of one, as in the caption of a drawn
 * title, remains a heading. */
static void skip_remarks(struct layout *layout, const struct wording *wording,
                         const struct surroundings *surroundings)
{
    for (size_t i = surroundings->first_run; i < surroundings->end_run; i++) {
        int reason;
        size_t start = layout->runs[i].start;
        if (layout->runs[i].reason != SKIP_NONE || layout->text.at[start] != '[')
            continue;
        size_t bytes = surroundings_remark(
            wording, view_part(layout->text, start, layout->text.bytes), &reason);
        size_t j = i;
        while (bytes > 0 && j < surroundings->end_run && layout->runs[j].end < start + bytes)
            j++;
        if (bytes == 0 || layout->runs[j].end != start + bytes)
            continue;
        bool heading = j > i && is_heading(layout, wording, j);
        skip_runs(layout, i, heading ? j : j + 1, (enum skip_reason)reason);
    }
}

/* Menus and the like of a web page, at the start and the end of the text. */
static void skip_furniture(struct layout *layout, const struct wording *wording,
                           const struct surroundings *surroundings)
{
    size_t edge = layout->text.bytes / 20 + 1000;
    for (size_t i = surroundings->first_run; i < surroundings->end_run; i++) {
        const struct run *run = &layout->runs[i];
        bool near = run->start < edge || run->end + edge > layout->text.bytes;
        if (near && run->reason == SKIP_NONE && run->end - run->start < 200 &&
            run_begins(layout, wording, i, "furniture"))
            skip_runs(layout, i, i + 1, SKIP_BACK_MATTER);
    }
}

void surroundings_skip(struct layout *layout, const struct wording *wording,
                       struct surroundings *surroundings)
{
    *surroundings = (struct surroundings){0};
    skip_licence(layout, wording, surroundings);
    surroundings->title = gutenberg_header_value(layout->text, "Title:");
    surroundings->author = gutenberg_header_value(layout->text, "Author:");
    if (surroundings->first_run == 0) {
        /* Lines of a header without an end mark: "The Project Gutenberg EBook of", "Title: ". */
        for (size_t i = 0; i < surroundings->end_run && i < HEADER_RUNS; i++) {
            struct view text = layout_run(layout, i);
            bool value = view_starts(text, "Title:") || view_starts(text, "Author:") ||
                         view_starts(text, "Language:") || view_starts(text, "Release Date:");
            if (text.bytes < 400 && (value || run_begins(layout, wording, i, "licence line")))
                skip_runs(layout, i, i + 1, SKIP_LICENCE);
        }
    }
    skip_credits(layout, wording, surroundings);
    skip_notes(layout, wording, surroundings);
    skip_remarks(layout, wording, surroundings);
    skip_index(layout, wording, surroundings);
    skip_furniture(layout, wording, surroundings);
    furniture_skip(layout, wording, surroundings);
}
