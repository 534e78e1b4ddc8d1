/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/shape.h"

#include "base/hash.h"
#include "book/wording/characters.h"

enum {
    SHAPE_BYTES = 2000, /* chosen: more than any title, bounds the time for a long paragraph */
    SPACED_BYTES = 200, /* chosen: a spaced heading is short */
    SPACED_LETTERS = 4, /* chosen: "A. B. C." is not spaced, "B O O K" is */
};

static bool is_decoration(uint32_t rune)
{
    return rune_is_space(rune) || rune == '*' || rune == '_' || rune == '=' || rune == '#' ||
           rune == '~';
}

static bool is_opening_quote(uint32_t rune)
{
    return rune == '"' || rune == '\'' || rune == 0x201C || rune == 0x2018 || rune == 0xAB ||
           rune == 0x201E || rune == 0x201A || rune == 0xBB || rune == 0x2014 || rune == 0x2015 ||
           rune == 0x2013;
}

static bool is_closing(uint32_t rune)
{
    return rune == '"' || rune == '\'' || rune == 0x201D || rune == 0x2019 || rune == 0xBB ||
           rune == 0xAB || rune == ')' || rune == ']' || rune == 0x201C;
}

static void end_word(struct shape *shape, size_t letters, bool capital)
{
    if (letters == 0)
        return;
    shape->words++;
    if (letters >= 4 && capital)
        shape->capital_words++;
    if (letters >= 4 && !capital)
        shape->small_words++;
}

static void find_ends(struct shape *shape, struct view text)
{
    size_t at = 0;
    do
        shape->first = rune_next(text, &at);
    while (at < text.bytes && is_decoration(shape->first));
    shape->quoted =
        is_opening_quote(shape->first) || (shape->first == '-' && rune_at(text, at) == '-');
    at = text.bytes;
    do
        shape->last = rune_before(text, &at);
    while (at > 0 && is_decoration(shape->last));
    uint32_t mark = shape->last;
    while (at > 0 && (is_closing(mark) || is_decoration(mark)))
        mark = rune_before(text, &at);
    shape->ends_sentence = mark == '.' || mark == '!' || mark == '?' || mark == 0x2026;
    shape->ends_open = shape->last == ',' || shape->last == ';' || shape->last == 0x2014 ||
                       (shape->last == '-' && at > 0);
}

struct shape shape_of_text(struct view text)
{
    struct shape shape = {.bytes = text.bytes, .lines = 1};
    struct view head = view_part(text, 0, SHAPE_BYTES);
    size_t letters = 0;
    bool capital = false;
    for (size_t at = 0; at < head.bytes;) {
        uint32_t rune = rune_next(head, &at);
        bool letter = rune_is_letter(rune);
        if (letter && letters == 0)
            capital = !rune_is_lower(rune);
        if (letter) {
            letters++;
            shape.letters++;
            shape.lower += rune_is_lower(rune);
            shape.upper += rune_is_upper(rune);
            continue;
        }
        shape.digits += rune_is_digit(rune);
        shape.lines += rune == '\n';
        if (letters > 0 && (rune == '\'' || rune == 0x2019))
            continue;
        end_word(&shape, letters, capital);
        letters = 0;
    }
    end_word(&shape, letters, capital);
    shape.all_upper = shape.lower == 0 && shape.upper >= 2;
    find_ends(&shape, text);
    return shape;
}

bool close_up(struct view text, struct text *out)
{
    size_t letters = 0, blanks = 0, marks = 0;
    text_clear(out);
    for (size_t at = 0; at < text.bytes && text.bytes < SPACED_BYTES;) {
        uint32_t rune = rune_next(text, &at);
        if (rune_is_space(rune)) {
            blanks++;
            continue;
        }
        if (out->bytes > 0 && blanks == 0 && rune_is_alnum(rune) && letters > 0)
            return false;
        if (blanks > 1 && out->bytes > 0)
            text_add_char(out, ' ');
        blanks = 0;
        letters += rune_is_alnum(rune);
        marks += !rune_is_alnum(rune);
        text_add_rune(out, rune);
    }
    return letters >= SPACED_LETTERS && marks * 3 <= letters;
}

void fold_words(struct view text, struct text *key)
{
    bool blank = false;
    size_t start = key->bytes;
    for (size_t at = 0; at < text.bytes;) {
        uint32_t rune = rune_next(text, &at);
        if (rune_is_alnum(rune)) {
            if (blank && key->bytes > start)
                text_add_char(key, ' ');
            blank = false;
            if (rune < 0x80)
                text_add_char(key, (char)(rune >= 'A' && rune <= 'Z' ? rune + 32 : rune));
            else
                text_add_rune(key, rune_to_lower(rune));
        } else if (is_spacing_mark(rune) || (rune >= 0x900 && is_combining_mark(rune))) {
            text_add_rune(key, rune); /* they are letters of Indic scripts */
        } else if (rune != '\'' && rune != 0x2019 && rune != 0xAD && !is_combining_mark(rune)) {
            blank = true;
        }
    }
}

uint64_t fold_key(struct view text, struct text *scratch)
{
    text_clear(scratch);
    fold_words(text, scratch);
    if (scratch->bytes == 0)
        return 0;
    return hash_of(text_view(scratch));
}
