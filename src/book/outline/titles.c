/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/outline.h"

#include "base/table.h"
#include "book/book.h"
#include "book/layout/contents.h"
#include "book/layout/layout.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <stdlib.h>

/* All chosen, on the books with known chapters, except for RANK_SCENE, the rank of "scene" in
 * [units] of structure.txt. */
enum {
    MAX_TITLE_LINES = 8, /* five in Tom Jones */
    MAX_TITLE_BYTES = 600,
    MAX_CAPITAL_RUNS = 3, /* of one title in capitals */
    RANK_SCENE = 60,
    RANK_CHAPTER = 50, /* likewise */
    MAX_SKIPPED = 40,  /* runs that are looked at for text below a title */
    LINE_BYTES = 100,  /* of a title on one line */
    VOTES = 4,         /* fewer headings of a kind prove nothing */
    PHRASE_LINES = 3,  /* of a title without a full stop */
    DATE_LINES = 2,    /* of place and date below the title of a letter */
    NAME_BYTES = 60,   /* of a speaker's name */
    SPEECHES = 3,      /* a line in capitals that comes so often is a speaker's name */
    MAX_FAMILIES = 64, /* the rest has no votes */
};

/* Whether a run below a heading looks like its title. */
enum title_look { LOOK_NOT, LOOK_MAYBE, LOOK_CAPITALS };

/* Two dashes after full stops: the points of a synopsis. */
static bool is_synopsis(struct view text)
{
    static const char *const joints[] = {".\xE2\x80\x94", "!\xE2\x80\x94", "?\xE2\x80\x94",
                                         ".--",           "!--",           "?--"};
    size_t points = 0;
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
        for (size_t at = view_find(text, joints[i], 0); at < text.bytes;
             at = view_find(text, joints[i], at + 1))
            points++;
    return points >= 2;
}

/* Three sentences and more say what happens; few titles do. */
static bool has_sentences(struct view text)
{
    size_t ends = 0;
    for (size_t i = 1; i + 2 < text.bytes; i++)
        ends += (text.at[i] == '.' || text.at[i] == '!' || text.at[i] == '?') &&
                rune_is_space((unsigned char)text.at[i + 1]) && rune_is_lower(rune_ending(text, i));
    return ends >= 2;
}

/* SCENE alone begins a scene; it is not the title of the act. */
static bool is_unit_word(const struct wording *wording, struct view text)
{
    struct text key = {0};
    fold_words(text, &key);
    const char *rank = wording_find(wording, "units", text_view(&key));
    text_release(&key);
    return rank != NULL && atoi(rank) >= RANK_SCENE;
}

/* LONDON / 1860 */
static bool is_imprint(const struct wording *wording, struct view text)
{
    struct text key = {0};
    fold_words(text, &key);
    bool found = wording_prefix(wording, "imprint", text_view(&key)) > 0;
    text_release(&key);
    return found;
}

/* "Go, Woman!": one short line, all of it in quotation marks. */
static bool is_cited(struct view text, const struct shape *shape)
{
    struct view inside = view_part(text, 1, text.bytes > 4 ? text.bytes - 4 : 0);
    return shape->lines == 1 && text.bytes < LINE_BYTES && !rune_is_alnum(shape->last) &&
           shape->last != '.' && view_find(inside, "\"", 0) == inside.bytes &&
           view_find(inside, "\xE2\x80\x9D", 0) == inside.bytes &&
           view_find(inside, "\xC2\xBB", 0) == inside.bytes;
}

/*
 * The lines at the start of a run that are in capitals, when a line or two follow that are not: the
 * place and date of a letter after its title. 0 when all lines or none are, or when a sentence goes
 * on in small letters.
 */
static uint32_t capital_lines(const struct layout *layout, const struct run *run)
{
    uint32_t lines = 0;
    while (lines < run->lines && shape_of_text(layout_line(layout, run->line + lines)).all_upper)
        lines++;
    if (lines == 0 || lines == run->lines || lines + DATE_LINES < run->lines)
        return 0;
    struct view rest = view_part(layout->text, layout->lines[run->line + lines].start, run->end);
    struct shape next = shape_of_text(rest);
    bool place_or_date = next.digits > 0 || view_find(rest, ",", 0) < rest.bytes;
    return next.lower > 0 && !rune_is_lower(next.first) && place_or_date ? lines : 0;
}

static enum title_look look_of(const struct layout *layout, const struct wording *wording,
                               size_t run)
{
    const struct run *r = &layout->runs[run];
    struct view text = layout_run(layout, run);
    if (r->reason != SKIP_NONE || r->marks || r->lines > MAX_TITLE_LINES ||
        text.bytes > MAX_TITLE_BYTES)
        return LOOK_NOT;
    struct shape shape = shape_of_text(text);
    bool slanted = text.bytes > 2 && text.at[0] == '_' && view_find(text, "_", 1) + 1 == text.bytes;
    if (shape.letters < 2 || (rune_is_lower(shape.first) && !slanted) || shape.first == '(' ||
        shape.first == '[' || shape.ends_open || is_synopsis(text) || is_unit_word(wording, text) ||
        (shape.digits >= 4 && shape.all_upper && r->lines > 1 && is_imprint(wording, text)))
        return LOOK_NOT;
    if (shape.all_upper || capital_lines(layout, r) > 0 ||
        (shape.upper > shape.lower && r->lines <= 2))
        return shape.quoted ? LOOK_MAYBE : LOOK_CAPITALS;
    if ((shape.quoted && !is_cited(text, &shape)) ||
        (r->lines > 1 && layout->lines[r->line].indent >= 2 &&
         layout->lines[r->line + 1].indent > layout->lines[r->line].indent))
        return LOOK_NOT;
    return LOOK_MAYBE;
}

struct vote {
    uint32_t family;
    size_t headings;
    size_t titled;   /* with a run below that looks like a title */
    size_t one_line; /* with one short line below */
    size_t synopses; /* with sentences below that are set apart */
};

static struct vote *vote_of(struct vote votes[], size_t *count, uint32_t family)
{
    size_t i = 0;
    while (i < *count && votes[i].family != family)
        i++;
    if (i == *count && i < MAX_FAMILIES)
        votes[(*count)++] = (struct vote){.family = family};
    return i < MAX_FAMILIES ? &votes[i] : NULL;
}

static bool wants_title(const struct outline_item *item)
{
    return (item->heading.kind == HEADING_UNIT || item->heading.kind == HEADING_NUMBER) &&
           item->heading.title_start == item->heading.title_end && item->isolated;
}

/* No other heading begins before or at `run`. */
static bool is_free(const struct outline *outline, const struct layout *layout, size_t i,
                    size_t run)
{
    return run < layout->run_count && (i + 1 == outline->count || outline->items[i + 1].run > run);
}

/* A title has text below it before the next heading. */
static bool has_text_after(const struct outline *outline, const struct layout *layout, size_t i,
                           size_t run)
{
    size_t next = i + 1 < outline->count ? outline->items[i + 1].run : layout->run_count;
    for (size_t j = run + 1; j < next && j < run + MAX_SKIPPED; j++)
        if (layout->runs[j].reason == SKIP_NONE && !layout->runs[j].marks)
            return true;
    return false;
}

static bool is_one_line(const struct layout *layout, size_t run)
{
    return layout->runs[run].lines == 1 && layout_run(layout, run).bytes < LINE_BYTES;
}

/* A few lines without a full stop. */
static bool is_phrase(const struct layout *layout, size_t run)
{
    struct shape shape = shape_of_text(layout_run(layout, run));
    return layout->runs[run].lines <= PHRASE_LINES && !shape.ends_sentence && shape.last != ':';
}

static bool stands_apart(const struct layout *layout, size_t run)
{
    unsigned after = layout_blanks_after(layout, run);
    struct shape shape = shape_of_text(layout_run(layout, run));
    return after > layout->gap || after >= 2 ||
           (!shape.ends_sentence && shape.lines == 1 && shape.bytes < LINE_BYTES);
}

/* A contents list has this heading without the line below it. */
static bool listed_alone(const struct outline_item *item, const struct layout *layout,
                         const struct contents *contents, size_t run, struct text *scratch)
{
    if (!contents_has(contents, fold_key(layout_run(layout, item->run), scratch)))
        return false;
    return !contents_has(contents, fold_key(layout_run(layout, run), scratch));
}

/* The title of the item goes on to the end of `run`, or to the end of its capitals. */
static void add_title_run(struct outline_item *item, const struct layout *layout, size_t run)
{
    const struct run *r = &layout->runs[run];
    uint32_t capitals = capital_lines(layout, r);
    if (item->title_lines == 0)
        item->title_line = r->line;
    item->title_lines = r->line + (capitals > 0 ? capitals : r->lines) - item->title_line;
}

/* For each family, what is below its headings that have no title. */
static void count_votes(const struct outline *outline, const struct layout *layout,
                        const struct wording *wording, struct vote votes[], size_t *count)
{
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_item *item = &outline->items[i];
        struct vote *vote = wants_title(item) ? vote_of(votes, count, item->family) : NULL;
        size_t run = item->run + 1;
        if (vote == NULL || !is_free(outline, layout, i, run))
            continue;
        enum title_look look = look_of(layout, wording, run);
        bool maybe = look == LOOK_MAYBE && has_text_after(outline, layout, i, run);
        vote->headings++;
        vote->titled += look == LOOK_CAPITALS ||
                        (maybe && (stands_apart(layout, run) || is_phrase(layout, run)));
        vote->one_line += maybe && is_one_line(layout, run);
        vote->synopses +=
            maybe && stands_apart(layout, run) && has_sentences(layout_run(layout, run));
    }
}

/* Counts the keys of the short lines in capitals that are not right below a heading. */
static void find_capital_lines(struct table *lines, const struct outline *outline,
                               const struct layout *layout, struct text *scratch)
{
    size_t item = 0;
    for (size_t run = 0; run < layout->run_count; run++) {
        while (item < outline->count && outline->items[item].run < run)
            item++;
        bool below = item > 0 && outline->items[item - 1].run + 1 == run;
        struct view line = layout_line(layout, layout->runs[run].line);
        if (below || layout->runs[run].reason != SKIP_NONE || line.bytes > NAME_BYTES ||
            !shape_of_text(line).all_upper)
            continue;
        struct table_key key = table_number(fold_key(line, scratch));
        table_set(lines, key, table_find(lines, key, 0) + 1);
    }
}

/* A line in capitals that comes again and again is a speaker's name in a play, not a title. */
static bool is_speaker(const struct table *lines, const struct layout *layout, size_t run,
                       struct text *scratch)
{
    struct view text = layout_line(layout, layout->runs[run].line);
    uint64_t key = text.bytes > NAME_BYTES ? 0 : fold_key(text, scratch);
    return key != 0 && table_find(lines, table_number(key), 0) >= SPEECHES;
}

static bool join_capitals(struct outline *outline, size_t i, const struct layout *layout,
                          const struct wording *wording, const struct table *lines,
                          struct text *scratch)
{
    struct outline_item *item = &outline->items[i];
    size_t run = item->run + 1;
    bool whole = true;
    while (whole && run <= item->run + MAX_CAPITAL_RUNS && is_free(outline, layout, i, run) &&
           look_of(layout, wording, run) == LOOK_CAPITALS &&
           !is_speaker(lines, layout, run, scratch)) {
        whole = capital_lines(layout, &layout->runs[run]) == 0;
        add_title_run(item, layout, run++);
    }
    return item->title_lines > 0;
}

/* Most headings of the kind have a title below that looks like this run. */
static bool is_usual(const struct vote *vote, const struct layout *layout, size_t run)
{
    if (vote == NULL || vote->synopses * 2 >= vote->headings)
        return false;
    bool line = is_one_line(layout, run) && vote->headings >= VOTES &&
                vote->one_line * 5 >= vote->headings * 4;
    return line ||
           (vote->titled * 5 >= vote->headings * 3 &&
            (stands_apart(layout, run) || (is_phrase(layout, run) && vote->headings >= VOTES - 1)));
}

/* The line after the heading in the same run could be its title: short, and not a sentence. */
static bool has_title_line(const struct outline_item *item, const struct layout *layout)
{
    const struct run *r = &layout->runs[item->run];
    size_t line = item->line + item->lines;
    if (item->heading.kind != HEADING_UNIT || item->heading.flowing ||
        item->heading.title_start != item->heading.title_end || line + 1 >= r->line + r->lines)
        return false;
    struct view text = layout_line(layout, line);
    struct shape shape = shape_of_text(text), below = shape_of_text(layout_line(layout, line + 1));
    return layout_columns(text) * 4 < layout->width * 3 && shape.letters >= 2 && !shape.quoted &&
           !shape.ends_open && !rune_is_lower(shape.first) && !rune_is_lower(below.first) &&
           shape.capital_words >= shape.small_words;
}

/* Titles between heading and text without blank lines, when most headings of the kind have one. */
static void join_title_lines(struct outline *outline, const struct layout *layout)
{
    struct vote votes[MAX_FAMILIES];
    size_t count = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < outline->count; i++) {
            struct outline_item *item = &outline->items[i];
            struct vote *vote = vote_of(votes, &count, item->family);
            if (vote == NULL)
                continue;
            bool titled = has_title_line(item, layout);
            vote->headings += pass == 0;
            vote->titled += pass == 0 && titled;
            if (pass == 1 && titled && vote->titled * 5 >= vote->headings * 3) {
                item->title_line = item->line + item->lines;
                item->title_lines = 1;
            }
        }
}

/* A bare number, or a chapter without a title; not a part or an act, whose first title below may be
 * that of a chapter. */
static bool may_stand_above(const struct outline_item *item)
{
    const struct heading *heading = &item->heading;
    bool bare = heading->title_start == heading->title_end && !heading->flowing;
    return bare && (heading->kind == HEADING_NUMBER ||
                    (heading->kind == HEADING_UNIT && heading->rank >= RANK_CHAPTER));
}

static bool is_titled(const struct outline_item *item)
{
    return item->heading.kind == HEADING_TITLE || item->heading.kind == HEADING_NAMED;
}

/* How many headings of the family there are, and how many are right below a title. */
static void count_below_titles(const struct outline *outline, uint32_t family, size_t *all,
                               size_t *below)
{
    *all = *below = 0;
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_item *item = &outline->items[i];
        if (item->family != family || item->heading.number == 0)
            continue;
        ++*all;
        *below += i > 0 && is_titled(item - 1) && item[-1].run + 1 == item->run;
    }
}

/* Number and title in two runs are one heading, whichever comes first. */
static void join_stacked(struct outline *outline)
{
    struct vote votes[MAX_FAMILIES]; /* headings; titled: below a title */
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item item = outline->items[i];
        struct outline_item *above = kept == 0 ? NULL : &outline->items[kept - 1];
        bool next = above != NULL && above->run + 1 == item.run;
        if (next && is_titled(&item) && above->title_lines == 0 && may_stand_above(above)) {
            above->title_line = item.line;
            above->title_lines = item.lines;
            continue;
        }
        struct vote *vote = may_stand_above(&item) ? vote_of(votes, &count, item.family) : NULL;
        if (vote != NULL && vote->headings == 0)
            count_below_titles(outline, item.family, &vote->headings, &vote->titled);
        if (next && vote != NULL && is_titled(above) && vote->headings >= VOTES - 1 &&
            vote->titled * 4 >= vote->headings * 3)
            continue;
        outline->items[kept++] = item;
    }
    outline->count = kept;
}

void outline_join_titles(struct outline *outline, const struct layout *layout,
                         const struct wording *wording, const struct contents *contents)
{
    struct vote votes[MAX_FAMILIES];
    size_t count = 0;
    struct text scratch = {0};
    struct table lines = {0};
    join_stacked(outline);
    join_title_lines(outline, layout);
    find_capital_lines(&lines, outline, layout, &scratch);
    count_votes(outline, layout, wording, votes, &count);
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_item *item = &outline->items[i];
        size_t run = item->run + 1;
        bool named = item->heading.kind == HEADING_NAMED && item->isolated && item->upper;
        if (item->title_lines > 0 || (!wants_title(item) && !named) ||
            join_capitals(outline, i, layout, wording, &lines, &scratch) || named)
            continue;
        if (!is_free(outline, layout, i, run) || look_of(layout, wording, run) != LOOK_MAYBE ||
            !has_text_after(outline, layout, i, run))
            continue;
        bool usual = is_usual(vote_of(votes, &count, item->family), layout, run) &&
                     !listed_alone(item, layout, contents, run, &scratch);
        if (usual || contents_has(contents, fold_key(layout_run(layout, run), &scratch)))
            add_title_run(item, layout, run);
    }
    table_release(&lines);
    text_release(&scratch);
}
