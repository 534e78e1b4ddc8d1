/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/handlers.h"

#include <string.h>

/* Raised and lowered figures: "x²", "10⁻³", "CO₂". A raised figure after a word or a full stop is
 * the mark of a note. */

/* The digit that a superscript stands for; 'n', '-' and '+' for those signs; 0 for other runes. */
static char raised_char(uint32_t rune)
{
    switch (rune) {
    case 0xB9:
        return '1';
    case 0xB2:
        return '2';
    case 0xB3:
        return '3';
    case 0x207A:
        return '+';
    case 0x207B:
        return '-';
    case 0x207F:
        return 'n';
    default:
        return rune == 0x2070 || (rune >= 0x2074 && rune <= 0x2079) ? (char)('0' + rune - 0x2070)
                                                                    : '\0';
    }
}

bool is_raised(uint32_t rune)
{
    return raised_char(rune) != '\0';
}

bool is_lowered(uint32_t rune)
{
    return rune >= 0x2080 && rune <= 0x2089;
}

static bool is_ascii_digit(uint32_t rune)
{
    return rune >= '0' && rune <= '9';
}

/* "mc", "kg": what a formula has as a term, and no word of the language. */
static bool is_term(struct view letters)
{
    if (letters.bytes == 1)
        return letters.at[0] != 'I';
    for (size_t i = 0; i < letters.bytes; i++)
        if (strchr("aeiouyAEIOUY", letters.at[i]) != NULL)
            return false;
    return letters.bytes <= 2;
}

/* "in 1999²" */
static bool is_likely_year(struct view digits)
{
    return digits.bytes == 4 && (digits.at[0] == '1' || digits.at[0] == '2');
}

/* What ends at `at` can be raised to a power. */
static bool is_base(const struct normaliser *s, size_t at)
{
    uint32_t last = rune_ending(s->text, at);
    struct norm_token before = token_before(s->text, at);
    if (before.end != at)
        return false;
    if (is_ascii_digit(last))
        return !is_likely_year(token_view(s->text, before));
    if (last == ')') /* "(a + b)²", but "(see above)²" */
        return rune_ending(s->text, before.start) < 0x80 &&
               token_before(s->text, before.start).letters <= 1;
    return before.kind == TOKEN_WORD && is_term(token_view(s->text, before));
}

bool say_power(struct normaliser *s, struct norm_token mark)
{
    char power[8];
    size_t count = 0, end = mark.start;
    for (size_t next = end; count < sizeof power - 1; end = next, count++) {
        power[count] = raised_char(rune_next(s->text, &next));
        if (power[count] == '\0')
            break;
    }
    power[count] = '\0';
    if (count == 0 || *norm_option(s->rules, "power") == '\0' || !is_base(s, mark.start))
        return false;
    const char *known = norm_find(s->rules, "powers", view_of(power));
    if (known != NULL) {
        text_add_str(&s->spoken, known);
    } else {
        bool minus = power[0] == '-';
        text_addf(&s->spoken, "%s %s", norm_option(s->rules, minus ? "power minus" : "power"),
                  power + (minus || power[0] == '+'));
    }
    norm_gap(s);
    norm_put_scratch(s, end);
    norm_gap(s);
    return true;
}

bool say_lowered(struct normaliser *s, struct norm_token mark)
{
    size_t end = mark.start;
    for (size_t next = end; s->spoken.bytes < TOKEN_MAX_BYTES; end = next) {
        uint32_t rune = rune_next(s->text, &next);
        if (!is_lowered(rune))
            break;
        text_add_char(&s->spoken, (char)('0' + rune - 0x2080));
    }
    norm_gap(s);
    norm_put_scratch(s, end);
    norm_gap(s);
    return true;
}
