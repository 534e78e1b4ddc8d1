/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/heading_parts.h"

#include "book/wording/line_words.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* Chosen: the longest titles of the books with known chapters have five lines (Tom Jones). */
    MAX_TITLE_BYTES = 700,
    MAX_TITLE_LINES = 7,
    MAX_NAME_WORDS = 8, /* chosen: of a book's name before the unit of its chapters */
    /* The ranks of "book" and "chapter" in [units] of structure.txt. */
    RANK_BOOK = 25,
    RANK_CHAPTER = 50,
};

static bool unit_at(const struct wording *wording, const struct line_words *line_words, size_t i,
                    struct heading *out)
{
    if (i >= line_words->count)
        return false;
    struct text key = {0};
    out->unit = (uint32_t)fold_key(line_words_at(line_words, i), &key);
    const char *rank = key.bytes == 0 ? NULL : wording_find(wording, "units", text_view(&key));
    text_release(&key);
    if (rank == NULL)
        return false;
    out->rank = atoi(rank);
    out->unit_start = line_words->start[i];
    out->unit_end = line_words->end[i];
    return true;
}

static bool article_at(const struct wording *wording, const struct line_words *line_words, size_t i)
{
    if (i >= line_words->count)
        return false;
    struct text key = {0};
    fold_words(line_words_at(line_words, i), &key);
    bool found = wording_find(wording, "articles", text_view(&key)) != NULL;
    text_release(&key);
    return found;
}

static bool title_could_follow(const struct line_words *line_words, const struct heading *out,
                               bool wide)
{
    struct view title = view_part(line_words->text, out->title_start, out->title_end);
    if (title.bytes == 0)
        return true;
    struct shape shape = shape_of_text(title);
    if (shape.lines > MAX_TITLE_LINES || shape.bytes > MAX_TITLE_BYTES)
        return false;
    if (rune_is_lower(shape.first))
        return out->separated && !out->number_first &&
               view_find(line_words->text, "-", out->number_end) <= out->title_start;
    if (out->separated || wide)
        return true;
    return shape.all_upper || !shape.ends_sentence || shape.capital_words >= shape.small_words;
}

/* "Second part of the ingenious gentleman": one or two lines, not a sentence, and the unit is a
 * large one, not a day or a night. */
static bool flows_as_title(struct view text, struct heading *out)
{
    struct shape shape = shape_of_text(text);
    out->kind = HEADING_UNIT;
    return out->rank <= RANK_BOOK && out->style == NUMBER_WORD && shape.lines <= 2 &&
           (!shape.ends_sentence || shape.all_upper) && !shape.ends_open &&
           rune_is_upper(shape.first);
}

/* BOOKXXXV, Chapter12: the blank between word and numeral was lost. */
static bool split_glued_unit(const struct wording *wording, struct line_words *line_words,
                             struct heading *out)
{
    struct view word = line_words_at(line_words, 0);
    struct shape shape = shape_of_text(word);
    if (word.bytes < 5 || word.bytes > 20 || line_words->count == LINE_WORDS_MOST ||
        !(shape.all_upper || shape.digits > 0))
        return false;
    for (size_t cut = word.bytes - 1; cut >= 3; cut--) {
        struct line_words parts = {.text = line_words->text, .count = 2};
        parts.start[0] = line_words->start[0];
        parts.end[0] = parts.start[1] = line_words->start[0] + cut;
        parts.end[1] = line_words->end[0];
        struct view number = line_words_at(&parts, 1);
        if (line_words_roman(number) == 0 && line_words_arabic(number) == 0)
            return false;
        /* One letter may belong to the word: TABLEAUX. */
        if (number.bytes == 1 && strchr("CDLMX", number.at[0]) != NULL)
            continue;
        if (unit_at(wording, &parts, 0, out)) {
            *line_words = parts;
            return true;
        }
    }
    return false;
}

bool heading_parse_misread(const struct wording *wording, const struct line_words *line_words,
                           struct heading *out)
{
    if (line_words->count != 2 || !unit_at(wording, line_words, 0, out) ||
        out->rank > RANK_CHAPTER || line_words->end[1] != line_words->text.bytes)
        return false;
    struct view numeral = line_words_at(line_words, 1);
    for (size_t i = 0; i < numeral.bytes; i++)
        if (strchr("IVXLCTYHUil1", numeral.at[i]) == NULL)
            return false;
    out->kind = HEADING_UNIT;
    out->style = NUMBER_WORD;
    out->number_start = line_words->start[1];
    out->number_end = line_words->end[1];
    out->title_start = out->title_end = line_words->end[1];
    return numeral.bytes <= 8;
}

bool heading_parse_unread(const struct wording *wording, const struct line_words *line_words,
                          struct heading *out)
{
    if (line_words->count != 2 || !unit_at(wording, line_words, 1, out) ||
        out->rank > RANK_CHAPTER || line_words->end[0] - line_words->start[0] < 4 ||
        !rune_is_upper(rune_at(line_words->text, line_words->start[0])))
        return false;
    out->kind = HEADING_UNIT;
    out->style = NUMBER_WORD;
    out->number_first = out->flowing = true;
    out->number_start = line_words->start[0];
    out->number_end = line_words->end[0];
    out->title_start = out->title_end = line_words->end[1];
    return true;
}

/* The number that a single letter means: 2 for the B of "Appendix B"; else 0. */
static int letter_at(const struct line_words *line_words, size_t i)
{
    struct view word = i < line_words->count ? line_words_at(line_words, i) : (struct view){"", 0};
    return word.bytes == 1 && word.at[0] >= 'A' && word.at[0] <= 'Z' ? word.at[0] - 'A' + 1 : 0;
}

/* The C of "Appendix C" does not mean a hundred. */
static bool is_lettered(const struct wording *wording, const struct line_words *line_words)
{
    struct text key = {0};
    fold_words(line_words_at(line_words, 0), &key);
    bool found = wording_find(wording, "lettered", text_view(&key)) != NULL;
    text_release(&key);
    return found;
}

/*
 * "Volume 1, Chapter 3 - Title", "Book Two - Chapter Two": the smaller unit counts, the larger one
 * stays before it. Word `i` is the first after the larger one.
 */
static void read_inner_unit(const struct wording *wording, const struct line_words *line_words,
                            size_t i, struct heading *out)
{
    struct heading inner = {.bracketed = out->bracketed};
    size_t count = 0;
    bool wide;
    if (!unit_at(wording, line_words, i, &inner) || inner.rank <= out->rank)
        return;
    inner.number = line_words_ordinal(wording, line_words, i + 1, &count, &inner.style);
    if (inner.number == 0)
        return;
    inner.kind = HEADING_UNIT;
    inner.number_start = line_words->start[i + 1];
    inner.number_end = inner.head_end = line_words->end[i + count];
    heading_set_title(line_words->text, inner.number_end, &inner, &wide);
    if (title_could_follow(line_words, &inner, wide))
        *out = inner;
}

bool heading_parse_unit(const struct wording *wording, struct line_words *line_words,
                        struct heading *out)
{
    size_t i = 0, count = 0;
    bool wide;
    if (unit_at(wording, line_words, 0, out) || split_glued_unit(wording, line_words, out)) {
        for (i = 1; i < 3 && article_at(wording, line_words, i) && i + 1 < line_words->count; i++)
            ;
        out->number = line_words_ordinal(wording, line_words, i, &count, &out->style);
        if ((out->number == 0 || (out->number >= 50 && is_lettered(wording, line_words))) &&
            letter_at(line_words, i) > 0) {
            out->number = letter_at(line_words, i);
            out->style = NUMBER_LETTER;
            count = 1;
        }
        if (out->number == 0)
            return false;
        out->number_start = line_words->start[i];
        out->number_end = line_words->end[i + count - 1];
        heading_read_decimals(line_words, i + 1, out);
        heading_set_title(line_words->text, out->number_end, out, &wide);
        if (out->style == NUMBER_LETTER && !out->separated && out->title_start < out->title_end)
            return false;
        read_inner_unit(wording, line_words, i + count, out);
    } else {
        i = article_at(wording, line_words, 0) ? 1 : 0;
        out->number = line_words_ordinal(wording, line_words, i, &count, &out->style);
        if (out->number == 0 || !unit_at(wording, line_words, i + count, out))
            return false;
        out->number_first = true;
        out->number_start = line_words->start[i];
        out->number_end = line_words->end[i + count - 1];
        heading_set_title(line_words->text, out->unit_end, out, &wide);
        out->flowing = out->title_start < out->title_end && !out->separated && !wide;
        if (out->flowing)
            return flows_as_title(line_words->text, out);
    }
    out->kind = HEADING_UNIT;
    return title_could_follow(line_words, out, wide);
}

/* What stands between a name and the unit after it: a colon, a comma, a full stop, or a dash with
 * blanks around it; 0 else. */
static uint32_t mark_before(const struct line_words *line_words, size_t i)
{
    struct view between =
        view_trim(view_part(line_words->text, line_words->end[i - 1], line_words->start[i]));
    size_t at = 0;
    uint32_t mark = between.bytes == 0 ? 0 : rune_next(between, &at);
    bool dash = mark == '-' || mark == 0x2013 || mark == 0x2014 || mark == '|';
    bool blank = line_words->text.at[line_words->end[i - 1]] == ' ';
    return (dash && blank) || mark == ':' || mark == ',' || mark == '.' ? mark : 0;
}

bool heading_parse_unit_last(const struct wording *wording, const struct line_words *line_words,
                             struct heading *out)
{
    size_t count = 0;
    bool wide;
    for (size_t i = 1; i < MAX_NAME_WORDS && i < line_words->count; i++) {
        uint32_t mark = mark_before(line_words, i);
        if (mark == 0 || !unit_at(wording, line_words, i, out) ||
            (out->number = line_words_ordinal(wording, line_words, i + 1, &count, &out->style)) ==
                0 ||
            !rune_is_upper(rune_at(line_words->text, line_words->start[0])))
            continue;
        out->kind = HEADING_UNIT;
        out->number_start = line_words->start[i + 1];
        out->number_end = out->head_end = line_words->end[i + count];
        heading_set_title(line_words->text, out->number_end, out, &wide);
        if (out->title_start == out->title_end)
            return true;
        if (mark != ',' && mark != '.' && (out->separated || wide))
            return title_could_follow(line_words, out, wide);
    }
    return false;
}

/* True for a word that could be a unit: letters with a capital, and neither the word of a caption
 * nor an article. */
static bool is_strange_unit(const struct wording *wording, const struct line_words *line_words,
                            size_t i, struct heading *out)
{
    struct text key = {0};
    struct view word = line_words_at(line_words, i);
    struct shape shape = shape_of_text(word);
    out->unit = (uint32_t)fold_key(word, &key);
    bool caption = wording_find(wording, "captions", text_view(&key)) != NULL;
    text_release(&key);
    out->unit_start = line_words->start[i];
    out->unit_end = line_words->end[i];
    return !caption && shape.letters >= 3 && shape.digits == 0 && !rune_is_lower(shape.first) &&
           !article_at(wording, line_words, i);
}

bool heading_parse_strange(const struct wording *wording, const struct line_words *line_words,
                           struct heading *out)
{
    size_t count = 0, first = article_at(wording, line_words, 0) ? 1 : 0, i = first + 1;
    bool wide;
    if (line_words->count < 2)
        return false;
    out->kind = HEADING_STRANGE;
    out->rank = RANK_CHAPTER;
    out->number = line_words_ordinal(wording, line_words, first, &count, &out->style);
    if (out->number > 0 && out->style == NUMBER_WORD) {
        out->number_first = true;
        i = first + count;
        if (i + 1 != line_words->count || !is_strange_unit(wording, line_words, i, out))
            return false;
        out->number_start = line_words->start[first];
        out->number_end = line_words->end[i - 1];
        heading_set_title(line_words->text, out->unit_end, out, &wide);
        return out->title_start == out->title_end;
    }
    while (i + 1 < line_words->count && i < 3 && article_at(wording, line_words, i))
        i++;
    out->number = line_words_ordinal(wording, line_words, i, &count, &out->style);
    if (first > 0 || out->number == 0 || out->style == NUMBER_ROMAN_SMALL ||
        i + count != line_words->count || !is_strange_unit(wording, line_words, 0, out))
        return false;
    out->number_start = line_words->start[i];
    out->number_end = line_words->end[i + count - 1];
    heading_set_title(line_words->text, out->number_end, out, &wide);
    return out->title_start == out->title_end;
}
