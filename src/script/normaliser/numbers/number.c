/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

#include <inttypes.h>
#include <string.h>

/*
 * Longer numbers are not left to eSpeak NG. Chosen with room to spare: tried on 1.51, it says ten
 * to thirteen digits correctly in English, but loses some of twenty or more, and the English "Dr."
 * and the like, directly followed by nine digits and a group, crash it.
 */
enum { SAFE_DIGITS = 9 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_end(struct view text, size_t at)
{
    size_t end = at;
    while (end < text.bytes && end - at < TOKEN_MAX_BYTES && is_digit(text.at[end]))
        end++;
    return end;
}

/* The mark between groups of three: the language's, or a narrow or no-break blank. Its length, or
 * 0. */
static size_t group_mark_bytes(const struct norm_rules *rules, struct view text, size_t at)
{
    struct view rest = view_part(text, at, text.bytes);
    const char *own = norm_option(rules, "group");
    size_t bytes = strlen(own);
    if (bytes > 0 && view_starts(rest, own))
        return bytes;
    if (view_starts(rest, "\u202F") || view_starts(rest, "\u2009"))
        return 3;
    if (view_starts(rest, "\u00A0"))
        return 2;
    return *norm_option(rules, "group blank") != '\0' && view_starts(rest, " ") ? 1 : 0;
}

static void add_group(struct view text, size_t start, size_t end, struct number *number)
{
    for (size_t i = start; i < end; i++)
        number->value = number->value * 10 + (uint64_t)(text.at[i] - '0');
    number->digits += (int)(end - start);
    number->end = end;
}

static void read_decimals(const struct norm_rules *rules, struct view text, struct number *number)
{
    const char *mark = norm_option(rules, "decimal");
    struct view rest = view_part(text, number->end, text.bytes);
    if (*mark == '\0' || !view_starts(rest, mark))
        return;
    size_t start = number->end + strlen(mark), end = digits_end(text, start);
    if (end == start)
        return;
    number->decimals_start = start;
    number->decimals_end = number->end = end;
}

bool number_at(const struct norm_rules *rules, struct view text, size_t at, struct number *number)
{
    *number = (struct number){.start = at, .end = at};
    size_t end = digits_end(text, at);
    add_group(text, at, end, number);
    number->leading_zero = number->digits > 1 && text.at[at] == '0';
    while (number->digits > 0 && (number->grouped || number->digits <= 3) && number->digits < 30) {
        size_t mark = group_mark_bytes(rules, text, number->end);
        size_t group = number->end + mark;
        if (mark == 0 || digits_end(text, group) != group + 3)
            break;
        add_group(text, group, group + 3, number);
        number->grouped = true;
    }
    read_decimals(rules, text, number);
    return number->digits > 0 || number->decimals_end > number->decimals_start;
}

bool number_is_whole(const struct number *number)
{
    return number->decimals_start == number->decimals_end;
}

bool number_is_one(const struct number *number)
{
    return number->value == 1 && number->digits < 18 && number_is_whole(number);
}

static void add_gap(struct normaliser *s)
{
    if (s->spoken.bytes > 0 && s->spoken.at[s->spoken.bytes - 1] != ' ')
        text_add_char(&s->spoken, ' ');
}

void add_word(struct normaliser *s, const char *word)
{
    if (*word == '\0')
        return;
    add_gap(s);
    text_add_str(&s->spoken, word);
}

void add_single_digits(struct normaliser *s, struct view digits)
{
    for (size_t i = 0; i < digits.bytes; i++)
        if (is_digit(digits.at[i])) {
            add_gap(s);
            text_add_char(&s->spoken, digits.at[i]);
        }
}

bool wants_words(const struct normaliser *s)
{
    return norm_option_is(s->rules, "numbers", "words");
}

void add_cardinal(struct normaliser *s, uint64_t value)
{
    add_gap(s);
    if (wants_words(s) || value >= 1000000000)
        spell(s->rules->spellout, SPELL_CARDINAL, value, &s->spoken);
    else
        text_addf(&s->spoken, "%" PRIu64, value);
}

/* "3,14" as "three point one four": all in words, where the synthesiser says decimals otherwise. */
static void add_decimals(struct normaliser *s, const struct number *number)
{
    add_gap(s);
    spell(s->rules->spellout, SPELL_CARDINAL, number->value, &s->spoken);
    add_word(s, norm_option(s->rules, "point"));
    for (size_t i = number->decimals_start; i < number->decimals_end; i++) {
        add_gap(s);
        spell(s->rules->spellout, SPELL_CARDINAL, (uint64_t)(s->text.at[i] - '0'), &s->spoken);
    }
}

void add_number(struct normaliser *s, const struct number *number)
{
    struct view digits = view_part(s->text, number->start, number->end);
    bool whole = number_is_whole(number);
    if (number->digits == 0) {
        add_word(s, norm_option(s->rules, "point"));
        add_single_digits(s, digits);
        return;
    }
    bool long_digits = number->digits > SAFE_DIGITS && !number->grouped &&
                       norm_option_is(s->rules, "long numbers", "digits");
    if (number->digits > 18 || long_digits || (number->leading_zero && whole)) {
        add_single_digits(s, digits);
        return;
    }
    if (!whole && norm_option_is(s->rules, "decimals", "digits")) {
        add_decimals(s, number);
        return;
    }
    add_gap(s);
    if (whole && (wants_words(s) || number->digits > SAFE_DIGITS))
        spell(s->rules->spellout, SPELL_CARDINAL, number->value, &s->spoken);
    else if (number->grouped && !norm_option_is(s->rules, "group", ",")) {
        /* The digits without the marks between groups. */
        for (size_t i = number->start; i < number->end; i++)
            if (i + 1 >= number->decimals_start && number->decimals_start < number->decimals_end)
                text_add_char(&s->spoken, s->text.at[i]);
            else if (is_digit(s->text.at[i]))
                text_add_char(&s->spoken, s->text.at[i]);
    } else {
        text_add_view(&s->spoken, digits);
    }
}

void add_ordinal(struct normaliser *s, uint64_t value, const char *form)
{
    static const struct {
        const char *name;
        enum spell_form form;
    } forms[] = {{"feminine", SPELL_ORDINAL_FEMININE},
                 {"n", SPELL_ORDINAL_N},
                 {"r", SPELL_ORDINAL_R},
                 {"s", SPELL_ORDINAL_S},
                 {"adjective", SPELL_ORDINAL_ADJECTIVE}};
    enum spell_form chosen = SPELL_ORDINAL;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (strcmp(form, forms[i].name) == 0)
            chosen = forms[i].form;
    add_gap(s);
    spell(s->rules->spellout, chosen, value, &s->spoken);
}

/* ICU's rules for years say "twenty oh-four"; usual is "two thousand four". */
void add_year(struct normaliser *s, uint64_t value)
{
    bool plain = !spell_knows(s->rules->spellout, SPELL_YEAR) || value < 1000 || value > 9999 ||
                 value % 1000 < 10;
    if (plain) {
        add_cardinal(s, value);
        return;
    }
    add_gap(s);
    spell(s->rules->spellout, SPELL_YEAR, value, &s->spoken);
}

struct view norm_choice(const char *choices, int index)
{
    struct view rest = view_of(choices);
    for (;;) {
        size_t bar = view_find(rest, "|", 0);
        if (index-- == 0 || bar == rest.bytes)
            return view_trim(view_part(rest, 0, bar));
        rest = view_part(rest, bar + 1, rest.bytes);
    }
}
