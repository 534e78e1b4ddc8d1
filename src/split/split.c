/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "split/split.h"

#include "base/mem.h"

#include <limits.h>

/* Chosen: a heading alone is spoken in less; the shortest real chapters (a dedication, a poem of
 * four lines) take longer. */
enum { HEADING_MOST_MS = 6000 };

/* Chosen: bounds that only a slip of the pen exceeds. */
static const double MINUTES_LEAST = 1, HOURS_MOST = 596, BYTES_LEAST = 1e5, BYTES_MOST = 1e12;

static bool parse_size(struct view text, uint64_t *bytes)
{
    static const struct {
        char letter;
        double factor;
    } units[] = {{'k', 1e3}, {'M', 1e6}, {'G', 1e9}};
    double number, factor = 1;
    if (view_ends(text, "B"))
        text.bytes--;
    for (size_t i = 0; text.bytes > 0 && i < sizeof units / sizeof units[0]; i++)
        if ((text.at[text.bytes - 1] | 0x20) == (units[i].letter | 0x20))
            factor = units[i].factor;
    if (factor > 1)
        text.bytes--;
    if (!view_number(text, BYTES_LEAST / factor, BYTES_MOST / factor, &number))
        return false;
    *bytes = (uint64_t)(number * factor);
    return true;
}

bool split_parse(struct view text, struct split_rule *rule, struct err *err)
{
    double number;
    size_t sign = view_find(text, "=", 0);
    struct view name = view_part(text, 0, sign), value = view_part(text, sign + 1, text.bytes);
    const char limited[] = "chapters,minutes";
    if (view_is(text, "chapters"))
        *rule = (struct split_rule){SPLIT_CHAPTERS, 0};
    else if (view_is(name, limited) && view_number(value, MINUTES_LEAST, HOURS_MOST * 60, &number))
        *rule = (struct split_rule){SPLIT_CHAPTERS, (uint64_t)(number * 60e3)};
    else if (view_is(text, "parts"))
        *rule = (struct split_rule){SPLIT_PARTS, 0};
    else if (view_is(name, "hours") && view_number(value, MINUTES_LEAST / 60, HOURS_MOST, &number))
        *rule = (struct split_rule){SPLIT_LENGTH, (uint64_t)(number * 3600e3)};
    else if (view_is(name, "minutes") &&
             view_number(value, MINUTES_LEAST, HOURS_MOST * 60, &number))
        *rule = (struct split_rule){SPLIT_LENGTH, (uint64_t)(number * 60e3)};
    else if (view_is(name, "size") && parse_size(value, &rule->most))
        rule->kind = SPLIT_SIZE;
    else
        return err_set(err, ERR_USAGE,
                       "--split takes chapters, chapters,minutes=N, parts, hours=N, minutes=N (at "
                       "least 1) or size=N (such as 700M, at least 100k), not \"%.*s\"",
                       VIEW_ARGS(text));
    return true;
}

/* The level at which SPLIT_PARTS cuts: the highest that more than one chapter reaches, so that the
 * title of the book above all others does not count. */
static int level_of_parts(const struct split_piece *pieces, size_t count)
{
    int highest = INT_MAX, second = INT_MAX;
    for (size_t i = 0; i < count; i++) {
        int level = pieces[i].level;
        if (level < highest) {
            second = highest;
            highest = level;
        } else if (level < second) {
            second = level;
        }
    }
    return second;
}

struct splitter {
    const struct split_rule *rule;
    const struct split_piece *pieces;
    size_t piece_count;
    int level;
    struct split_part *parts;
    size_t count, capacity;
    uint64_t size; /* of the last part so far */
};

static uint64_t chapter_size(const struct splitter *splitter, size_t piece)
{
    uint64_t size = 0;
    size_t chapter = splitter->pieces[piece].chapter;
    for (; piece < splitter->piece_count && splitter->pieces[piece].chapter == chapter; piece++)
        size += splitter->pieces[piece].size;
    return size;
}

/* All that came since the start of the last part are headings over this chapter. */
static bool only_headings_before(const struct splitter *splitter, size_t piece)
{
    size_t first = splitter->parts[splitter->count - 1].first_piece;
    for (size_t i = first; i < piece; i++)
        if (splitter->pieces[i].size > HEADING_MOST_MS ||
            splitter->pieces[i].level >= splitter->pieces[i + 1].level)
            return false;
    return true;
}

static bool cuts_before_chapter(const struct splitter *splitter, size_t piece)
{
    switch (splitter->rule->kind) {
    case SPLIT_CHAPTERS:
        return !only_headings_before(splitter, piece);
    case SPLIT_PARTS:
        return splitter->pieces[piece].level <= splitter->level;
    case SPLIT_LENGTH:
    case SPLIT_SIZE:
        return splitter->size + chapter_size(splitter, piece) > splitter->rule->most;
    case SPLIT_NONE:
        break;
    }
    return false;
}

static bool cuts_inside(const struct splitter *splitter, size_t piece)
{
    bool by_size = splitter->rule->most > 0;
    return by_size && splitter->size + splitter->pieces[piece].size > splitter->rule->most;
}

static void begin_part(struct splitter *splitter, size_t piece, bool continues)
{
    splitter->parts =
        mem_grow(splitter->parts, splitter->count, &splitter->capacity, sizeof *splitter->parts);
    splitter->parts[splitter->count++] =
        (struct split_part){piece, splitter->pieces[piece].chapter, 0, continues};
    splitter->size = 0;
}

struct split_part *split_make(const struct split_rule *rule, const struct split_piece *pieces,
                              size_t piece_count, size_t *count)
{
    struct splitter splitter = {.rule = rule,
                                .pieces = pieces,
                                .piece_count = piece_count,
                                .level = level_of_parts(pieces, piece_count)};
    for (size_t i = 0; i < piece_count; i++) {
        bool starts = i == 0 || pieces[i].chapter != pieces[i - 1].chapter;
        if (i == 0 || (starts && cuts_before_chapter(&splitter, i)))
            begin_part(&splitter, i, false);
        else if (!starts && cuts_inside(&splitter, i))
            begin_part(&splitter, i, true);
        struct split_part *part = &splitter.parts[splitter.count - 1];
        part->chapter_count = pieces[i].chapter - part->first_chapter + 1;
        splitter.size += pieces[i].size;
    }
    *count = splitter.count;
    return splitter.parts;
}
