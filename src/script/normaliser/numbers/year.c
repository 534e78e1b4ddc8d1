/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

#include <string.h>

/* Ordinals written with digits, years and decades. */

/* English suffixes agree with the number: 1st, 22nd (or 22d), 3rd, 11th. */
static bool suffix_agrees(const struct number *number, struct view suffix)
{
    int last = (int)(number->value % 10), teens = (int)(number->value / 10 % 10);
    const char *proper = teens == 1 || last == 0 || last > 3 ? "th"
                         : last == 1                         ? "st"
                         : last == 2                         ? "nd"
                                                             : "rd";
    return view_is_nocase(suffix, proper) ||
           (view_is(suffix, "d") && strchr("nr", proper[0]) != NULL);
}

/* "24. Juli", "im 19. Jahrhundert": a dot, in languages that mark ordinals by it. */
static size_t ordinal_dot_end(const struct normaliser *s, const struct number *number,
                              const char **form)
{
    struct norm_token dot = token_at(s->text, number->end), next = token_at(s->text, dot.end);
    if (!token_is(s->text, dot, '.') || next.kind != TOKEN_BLANK || number->digits > 4)
        return 0;
    struct norm_token before = token_before(s->text, number->start);
    struct norm_token word = token_at(s->text, next.end);
    size_t end = 0;
    *form = before.kind != TOKEN_WORD
                ? NULL
                : norm_find_folded(s->rules, "dot ordinals", token_view(s->text, before));
    if (*form == NULL && month_at(s, word, &end) != 0)
        *form = "r";
    if (*form == NULL && before.kind != TOKEN_WORD) /* "1. Kapitel" */
        *form = norm_find_folded(s->rules, "ordinal nouns", token_view(s->text, word));
    return *form != NULL && word.kind == TOKEN_WORD ? dot.end : 0;
}

size_t ordinal_suffix_end(const struct normaliser *s, const struct number *number,
                          const char **form)
{
    const char *found = NULL;
    struct norm_token suffix = token_at(s->text, number->end);
    if (form == NULL)
        form = &found;
    if (!number_is_whole(number))
        return 0;
    if (*norm_option(s->rules, "dot ordinals") != '\0') {
        size_t end = ordinal_dot_end(s, number, form);
        if (end != 0 || *norm_option(s->rules, "dotted suffixes") == '\0')
            return end;
    }
    const char *dotted = norm_option(s->rules, "dotted suffixes");
    if (*dotted != '\0' && token_is(s->text, suffix, *dotted == ':' ? ':' : '.'))
        suffix = token_at(s->text, suffix.end);
    if ((suffix.kind != TOKEN_WORD && suffix.rune < 0x80) || suffix.letters > 4)
        return 0;
    struct view letters = token_view(s->text, suffix);
    *form = norm_find_folded(s->rules, "ordinal suffixes", letters);
    if (*form == NULL)
        return 0;
    bool english = norm_option_is(s->rules, "ordinal suffix agrees", "yes");
    return !english || suffix_agrees(number, letters) ? suffix.end : 0;
}

/* "2dly" is "secondly". */
static bool say_ordinal_adverb(struct normaliser *s, const struct number *number)
{
    struct norm_token suffix = token_at(s->text, number->end);
    const char *ending = norm_option(s->rules, "ordinal adverb");
    struct view letters = token_view(s->text, suffix);
    if (*ending == '\0' || suffix.kind != TOKEN_WORD || !view_ends(letters, ending) ||
        number->digits > 2 || !number_is_whole(number) ||
        !suffix_agrees(number, view_part(letters, 0, letters.bytes - strlen(ending))))
        return false;
    add_ordinal(s, number->value, "");
    text_add_str(&s->spoken, ending);
    norm_put_scratch(s, suffix.end);
    return true;
}

bool say_ordinal(struct normaliser *s, const struct number *number)
{
    const char *form = NULL;
    size_t end = ordinal_suffix_end(s, number, &form);
    uint32_t before = rune_ending(s->text, number->start);
    if (before < 0x80 && rune_is_letter(before))
        return false; /* "r2d2" */
    if (end == 0)
        return say_ordinal_adverb(s, number);
    if (number->digits > 18)
        return false;
    add_ordinal(s, number->value, form);
    norm_put_scratch(s, end);
    return true;
}

/* Where the s of "1960s" or "1960's" ends, or 0. */
static bool is_listed(const struct normaliser *s, const char *section, struct norm_token token)
{
    return token.kind == TOKEN_WORD &&
           norm_find_folded(s->rules, section, token_view(s->text, token)) != NULL;
}

bool is_after_decade_word(const struct normaliser *s, const struct number *number)
{
    struct norm_token before = token_before(s->text, number->start);
    if (token_is(s->text, before, '-'))
        before = token_before(s->text, before.start);
    return is_listed(s, "before decades", before);
}

static size_t decade_end(const struct normaliser *s, const struct number *number)
{
    const char *suffix = norm_option(s->rules, "decade");
    uint32_t before = rune_ending(s->text, number->start);
    bool short_form =
        number->digits == 2 && (before == '\'' || before == 0x2019 || before == 0x2018);
    struct norm_token mark = token_at(s->text, number->end), word = mark;
    if (*suffix == '\0' || number->value % 10 != 0 ||
        !(number->digits == 4 || number->digits == 2) || !number_is_whole(number))
        return 0;
    if (mark.kind == TOKEN_MARK && (mark.rune == '\'' || mark.rune == 0x2019 ||
                                    (mark.rune == '-' && strlen(suffix) > 1))) /* "1800-talet" */
        word = token_at(s->text, mark.end);
    /* "80s music"; "20s." may be shillings */
    bool plain = number->value >= 20 && word.kind == TOKEN_WORD && word.start == mark.start &&
                 byte_at(s->text, word.end) != '.';
    if (number->digits == 2 && !short_form && strlen(suffix) == 1 && !plain &&
        !is_after_decade_word(s, number))
        return 0;
    return word.kind == TOKEN_WORD && view_is(token_view(s->text, word), suffix) ? word.end : 0;
}

static bool add_decade(struct normaliser *s, struct number *number)
{
    size_t end = decade_end(s, number);
    if (end == 0)
        return false;
    bool year = number->digits == 4 && number->value % 1000 != 0;
    spell(s->rules->spellout, year ? SPELL_YEAR : SPELL_CARDINAL, number->value, &s->spoken);
    const char *suffix = norm_option(s->rules, "decade");
    if (strcmp(suffix, "s") == 0) {
        /* "sixty" becomes "sixties", "hundred" becomes "hundreds". */
        bool y = s->spoken.bytes > 0 && s->spoken.at[s->spoken.bytes - 1] == 'y';
        if (y)
            text_cut(&s->spoken, s->spoken.bytes - 1);
        text_add_str(&s->spoken, y ? "ies" : "s");
    } else {
        text_add_str(&s->spoken, suffix); /* "neunzehnhundertzwanziger" */
    }
    number->end = end;
    return true;
}

/* "1234 men": a lower-case plural follows. */
static bool counts_things(const struct normaliser *s, struct norm_token word)
{
    if (word.kind != TOKEN_WORD || word.upper_first || word.letters < 3)
        return false;
    return is_listed(s, "things", word) || (word.letters > 4 && s->text.at[word.end - 1] == 's' &&
                                            !is_listed(s, "not things", word));
}

/* "1234-1500kg": a unit directly follows the other end of the range. */
static bool is_end_of_measure(const struct normaliser *s, const struct number *number)
{
    struct norm_token dash = token_at(s->text, number->end), other = token_at(s->text, dash.end);
    struct norm_token unit = token_at(s->text, other.end);
    return dash.kind == TOKEN_MARK && (dash.rune == '-' || dash.rune == 0x2013) &&
           other.kind == TOKEN_DIGITS && unit.kind == TOKEN_WORD && unit.letters > 1 &&
           norm_find(s->rules, "units", token_view(s->text, unit)) != NULL;
}

static bool is_year(const struct normaliser *s, const struct number *number)
{
    if (number->digits != 4 || number->grouped || !number_is_whole(number) ||
        number->value > 2099 || number->leading_zero || *norm_option(s->rules, "years") == '\0')
        return false;
    struct norm_token before = token_before(s->text, number->start);
    struct norm_token after = token_after(s->text, (struct norm_token){.end = number->end});
    size_t end = 0;
    if (after.kind == TOKEN_WORD && after.start == number->end)
        return false;
    if (is_listed(s, "before year", before) || month_at(s, before, &end) != 0)
        return true;
    if (token_is(s->text, before, '.') &&
        is_listed(s, "before year", token_before(s->text, before.start)))
        return true;
    bool counted =
        counts_things(s, after) || is_end_of_measure(s, number) || is_listed(s, "numbered", before);
    if (token_is(s->text, before, '.'))
        counted |= is_listed(s, "before number", token_before(s->text, before.start));
    return !counted &&
           (number->value >= 1100 || number->value % 100 >= 10 || token_is(s->text, before, '('));
}

/* "340 A.D." is "three forty". */
static bool add_early_year(struct normaliser *s, const struct number *number)
{
    struct norm_token era = token_after(s->text, (struct norm_token){.end = number->end});
    struct norm_token dot = token_at(s->text, era.end), second = token_at(s->text, dot.end);
    if (number->digits != 3 || number->value % 100 == 0 || !number_is_whole(number) ||
        era.kind != TOKEN_WORD || *norm_option(s->rules, "years") == '\0')
        return false;
    bool dotted = era.letters == 1 && token_is(s->text, dot, '.') && second.kind == TOKEN_WORD;
    struct text letters = {0};
    text_add_lower(&letters, token_view(s->text, era));
    if (dotted)
        text_add_lower(&letters, token_view(s->text, second));
    bool known = norm_find(s->rules, "eras", text_view(&letters)) != NULL;
    text_release(&letters);
    if (!known)
        return false;
    add_in_pairs(s, number->value);
    return true;
}

bool say_year(struct normaliser *s, struct number *number)
{
    if (add_early_year(s, number))
        return true;
    if (add_decade(s, number))
        return true;
    if (!is_year(s, number))
        return false;
    add_year(s, number->value);
    return true;
}

bool say_omitted_year(struct normaliser *s, struct norm_token digits)
{
    bool omits = false;
    size_t end = dashes_end(s->text, digits.end, &omits);
    struct norm_token before = token_before(s->text, digits.start);
    const char *omitted = norm_option(s->rules, "omitted");
    if (!omits || digits.end - digits.start != 2 || s->text.at[digits.start] != '1' ||
        rune_is_alnum(rune_at(s->text, end)) || before.kind != TOKEN_WORD || *omitted == '\0' ||
        norm_find_folded(s->rules, "before year", token_view(s->text, before)) == NULL)
        return false;
    norm_keep(s, digits.end);
    norm_gap(s);
    norm_put_str(s, end, omitted);
    return true;
}
