/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

#include <string.h>

/* Quantities and their units: "10 km", "6 ft. 2 in.", "98.6°F", "40° N.", "5'10\"". */

size_t add_scale_at(struct normaliser *s, size_t at, bool short_too)
{
    struct norm_token word = token_after(s->text, (struct norm_token){.end = at});
    if (word.kind != TOKEN_WORD || word.letters > 12)
        return 0;
    struct view key = token_view(s->text, word);
    const char *spoken = norm_find_folded(s->rules, "scales", key);
    if (spoken == NULL && short_too)
        spoken = norm_find(s->rules, "short scales", key);
    if (spoken == NULL)
        return 0;
    add_word(s, *spoken == '\0' ? "" : spoken);
    if (*spoken == '\0') {
        text_add_char(&s->spoken, ' ');
        text_add_view(&s->spoken, key);
    }
    return word.end;
}

/* Adds the quantity at `at` to s->spoken. False, and nothing is added, when there is not one. */
static bool add_quantity(struct normaliser *s, size_t at, bool with_scale,
                         struct quantity *quantity)
{
    struct number number;
    *quantity = (struct quantity){0};
    size_t before = s->spoken.bytes;
    size_t end = add_fraction_at(s, at, false);
    if (end != 0) {
        *quantity = (struct quantity){.end = end, .one = true, .fraction = true};
        return true;
    }
    if (!number_at(s->rules, s->text, at, &number))
        return false;
    quantity->end = add_mixed_number(s, &number);
    quantity->fraction = quantity->end != 0;
    if (!quantity->fraction) {
        text_cut(&s->spoken, before);
        quantity->number = number;
        add_number(s, &number);
        quantity->end = number.end;
        quantity->one = number_is_one(&number);
    }
    end = with_scale ? add_scale_at(s, quantity->end, false) : 0;
    quantity->scaled = end != 0;
    if (end != 0) {
        quantity->end = end;
        quantity->one = false;
    }
    return true;
}

struct unit {
    const char *names; /* "foot | feet" */
    size_t end;        /* after the word, before a dot */
    int power;         /* 1, 2 or 3 */
};

static const char *find_dotted_unit(const struct normaliser *s, struct view word)
{
    return norm_find(s->rules, "units", (struct view){word.at, word.bytes + 1});
}

/* The entry of the word. Inside a sentence, the one with a dot ("in.", "m.") comes first. */
static const char *find_unit(const struct normaliser *s, struct view word, bool dot)
{
    size_t end = (size_t)(word.at - s->text.at) + word.bytes;
    bool inside = dot && !dot_ends_sentence(s, token_at(s->text, end));
    const char *names = inside ? find_dotted_unit(s, word) : NULL;
    if (names == NULL)
        names = norm_find(s->rules, "units", word);
    if (names == NULL && dot && !inside)
        names = find_dotted_unit(s, word);
    return names == NULL && word.bytes > 1 ? norm_find_folded(s->rules, "units", word) : names;
}

/* After a unit: "²", "³", or a 2 or 3 without a blank. */
static size_t power_end(const struct normaliser *s, size_t at, int *power)
{
    struct norm_token mark = token_at(s->text, at);
    *power = mark.rune == 0xB2 || mark.rune == '2'   ? 2
             : mark.rune == 0xB3 || mark.rune == '3' ? 3
                                                     : 1;
    if (*power == 1 || mark.end != at + (mark.rune < 0x80 ? 1 : 2) ||
        rune_is_alnum(rune_at(s->text, mark.end))) {
        *power = 1;
        return at;
    }
    return mark.end;
}

/* "°C", "° F", "°" */
static bool degrees_at(const struct normaliser *s, struct norm_token sign, struct unit *unit)
{
    struct norm_token letter = token_after(s->text, sign);
    unit->names = norm_find(s->rules, "units", token_view(s->text, sign));
    unit->end = sign.end;
    if (letter.kind == TOKEN_WORD && letter.letters == 1) {
        struct text key = {0};
        text_add_view(&key, token_view(s->text, sign));
        text_add_view(&key, token_view(s->text, letter));
        const char *names = norm_find(s->rules, "units", text_view(&key));
        text_release(&key);
        if (names != NULL)
            *unit = (struct unit){names, letter.end, 1};
    }
    return unit->names != NULL;
}

/* "sq. ft.", "cu m": the power comes before the unit. */
static struct norm_token skip_power_word(const struct normaliser *s, struct norm_token word,
                                         int *power)
{
    const char *value = word.kind == TOKEN_WORD && word.letters <= 3
                            ? norm_find(s->rules, "power words", token_view(s->text, word))
                            : NULL;
    *power = value == NULL ? 1 : value[0] - '0';
    if (value == NULL)
        return word;
    struct norm_token next = token_at(s->text, word.end);
    return token_is(s->text, next, '.') ? token_after(s->text, next) : token_after(s->text, word);
}

/* "m.p.h.", "h.p.": single letters with dots. True when it has this form; names may be NULL. */
static bool dotted_unit(const struct normaliser *s, struct norm_token word, struct unit *unit)
{
    size_t end = word.end;
    for (int parts = 0; parts < 3 && byte_at(s->text, end) == '.'; parts++) {
        bool hyphen = byte_at(s->text, end + 1) == '-'; /* "h.-p." */
        struct norm_token next = token_at(s->text, end + 1 + hyphen);
        if (next.kind != TOKEN_WORD || next.letters != 1)
            break;
        end = next.end;
    }
    if (end == word.end)
        return false;
    unit->names = norm_find_folded(s->rules, "units", view_part(s->text, word.start, end));
    unit->end = end;
    return true;
}

static bool unit_at(const struct normaliser *s, size_t at, struct unit *unit)
{
    struct norm_token word = token_after(s->text, (struct norm_token){.end = at});
    int power_before = 1;
    word = skip_power_word(s, word, &power_before);
    *unit = (struct unit){.power = 1};
    bool degrees = word.rune == 0xB0 && token_at(s->text, word.end).kind == TOKEN_WORD;
    if (word.kind == TOKEN_MARK && word.rune >= 0x80 && (word.start == at || degrees))
        return degrees_at(s, word, unit);
    if (word.kind != TOKEN_WORD || word.letters > 20)
        return false;
    struct norm_token slash = token_at(s->text, word.end), second = token_at(s->text, slash.end);
    if (token_is(s->text, slash, '/') && second.kind == TOKEN_WORD) {
        int power = 1;
        unit->end = power_end(s, second.end, &power);
        unit->names = find_unit(s, view_part(s->text, word.start, unit->end), false);
    }
    if (unit->names == NULL && word.letters == 1 && dotted_unit(s, word, unit))
        return unit->names != NULL;
    if (unit->names == NULL) {
        unit->names = find_unit(s, token_view(s->text, word), byte_at(s->text, word.end) == '.');
        unit->end = power_end(s, word.end, &unit->power);
        if (power_before > 1)
            unit->power = power_before;
    }
    return unit->names != NULL && *unit->names != '\0' &&
           !rune_is_letter(rune_at(s->text, unit->end));
}

/* Adds the name of the unit. The pattern for squares has a * in place of the name. */
static void add_unit(struct normaliser *s, const struct unit *unit, bool one)
{
    struct view name = norm_choice(unit->names, one ? 0 : 1);
    const char *pattern = unit->power == 2   ? norm_option(s->rules, one ? "square one" : "square")
                          : unit->power == 3 ? norm_option(s->rules, one ? "cubic one" : "cubic")
                                             : "*";
    struct view rest = view_of(*pattern == '\0' ? "*" : pattern);
    size_t star = view_find(rest, "*", 0);
    text_add_char(&s->spoken, ' ');
    text_add_view(&s->spoken, view_part(rest, 0, star));
    text_add_view(&s->spoken, name);
    text_add_view(&s->spoken, view_part(rest, star + 1, rest.bytes));
}

void say_per(struct normaliser *s)
{
    struct norm_token slash = token_at(s->text, s->at), word = token_at(s->text, slash.end);
    const char *per = norm_option(s->rules, "per");
    if (!token_is(s->text, slash, '/') || word.kind != TOKEN_WORD || *per == '\0')
        return;
    const char *names = norm_find(s->rules, "units", token_view(s->text, word));
    if (names == NULL)
        names = norm_find(s->rules, "per units", token_view(s->text, word));
    if (names == NULL)
        return;
    add_word(s, per);
    text_add_char(&s->spoken, ' ');
    text_add_view(&s->spoken, norm_choice(names, 0));
    norm_gap(s);
    norm_put_scratch(s, word.end);
}

/* 5'10" and 5′10″ */
static bool say_feet_and_inches(struct normaliser *s)
{
    struct norm_token feet = token_at(s->text, s->at), prime = token_at(s->text, feet.end);
    struct norm_token inches = token_at(s->text, prime.end), second = token_at(s->text, inches.end);
    const char *foot = norm_find(s->rules, "units", view_of("ft"));
    bool first_prime = prime.rune == '\'' || prime.rune == 0x2032 || prime.rune == 0x2019;
    bool second_prime = second.rune == '"' || second.rune == 0x2033 || second.rune == 0x201D;
    if (foot == NULL || feet.kind != TOKEN_DIGITS || prime.kind != TOKEN_MARK || !first_prime ||
        inches.kind != TOKEN_DIGITS || second.kind != TOKEN_MARK || !second_prime)
        return false;
    text_add_view(&s->spoken, token_view(s->text, feet));
    text_add_char(&s->spoken, ' ');
    text_add_view(&s->spoken, norm_choice(foot, 0));
    text_add_char(&s->spoken, ' ');
    text_add_view(&s->spoken, token_view(s->text, inches));
    norm_put_scratch(s, second.end);
    return true;
}

/* "40° N.": the point of the compass after degrees. */
static void say_compass(struct normaliser *s)
{
    struct norm_token letter = token_after(s->text, (struct norm_token){.end = s->at});
    if (letter.kind != TOKEN_WORD || letter.letters != 1)
        return;
    const char *name = norm_find(s->rules, "compass", token_view(s->text, letter));
    if (name == NULL)
        return;
    norm_gap(s);
    norm_put_abbreviation(s, letter.end, name);
}

static bool say_currency_after(struct normaliser *s, const struct quantity *quantity)
{
    struct norm_token sign = token_after(s->text, (struct norm_token){.end = quantity->end});
    bool code = sign.kind == TOKEN_WORD && sign.letters == 3;
    if ((sign.kind != TOKEN_MARK && !code) || quantity->scaled || quantity->fraction)
        return false;
    const char *names = norm_find_folded(s->rules, "currency", token_view(s->text, sign));
    if (names == NULL || token_at(s->text, sign.end).kind == TOKEN_DIGITS) /* "in 1906 $5" */
        return false;
    text_clear(&s->spoken);
    add_amount(s, s->at, names);
    norm_put_scratch(s, sign.end);
    norm_gap(s);
    return true;
}

/* "a 6-ft. wall", "a 10-m drop", but not "F-16 h" or "2-s" in a chain. */
static bool has_hyphened_unit(const struct normaliser *s, const struct quantity *quantity)
{
    struct norm_token hyphen = token_at(s->text, quantity->end),
                      word = token_at(s->text, hyphen.end);
    uint32_t before = rune_ending(s->text, s->at);
    return token_is(s->text, hyphen, '-') && word.kind == TOKEN_WORD && !word.upper_first &&
           byte_at(s->text, word.end) != '-' && before != '-' && !rune_is_alnum(before) &&
           *norm_option(s->rules, "decimal") != '\0';
}

/* "1960s", "the 21st.": the letters are the ending of the number, not a unit. */
static bool is_suffix(const struct normaliser *s, const struct quantity *quantity, size_t unit_end)
{
    return (unit_end == quantity->end + 1 && quantity->number.digits >= 4) ||
           (!quantity->fraction && norm_option_is(s->rules, "ordinal suffix agrees", "yes") &&
            ordinal_suffix_end(s, &quantity->number, NULL) == unit_end);
}

/* "2h30m": the letter after the minutes is no unit of length. */
static void say_minutes_after_hours(struct normaliser *s, const struct unit *unit)
{
    struct norm_token digits = token_at(s->text, unit->end), letter = token_at(s->text, digits.end);
    const char *minutes = norm_option(s->rules, "minutes");
    struct view hours = norm_choice(norm_option(s->rules, "hours"), 1),
                unit_name = norm_choice(unit->names, 1);
    bool hour = hours.bytes > 0 && hours.bytes == unit_name.bytes &&
                memcmp(hours.at, unit_name.at, hours.bytes) == 0;
    if (!hour || s->at != unit->end || digits.kind != TOKEN_DIGITS || *minutes == '\0' ||
        letter.kind != TOKEN_WORD || s->text.at[letter.start] != 'm' || letter.letters > 3)
        return;
    norm_gap(s);
    text_add_view(&s->spoken, token_view(s->text, digits));
    text_add_char(&s->spoken, ' ');
    text_add_view(&s->spoken, norm_choice(minutes, 1));
    norm_put_scratch(s, letter.end);
}

bool say_measure(struct normaliser *s)
{
    struct quantity quantity;
    struct unit unit;
    if (say_feet_and_inches(s))
        return true;
    if (!add_quantity(s, s->at, true, &quantity)) {
        text_clear(&s->spoken);
        return false;
    }
    if (say_currency_after(s, &quantity))
        return true;
    bool hyphen = has_hyphened_unit(s, &quantity);
    bool found = unit_at(s, quantity.end + hyphen, &unit);
    if (found && !hyphen && is_suffix(s, &quantity, unit.end))
        found = false;
    if (!found) {
        if (quantity.fraction)
            norm_put_scratch(s, quantity.end);
        text_clear(&s->spoken);
        return quantity.fraction;
    }
    size_t unit_end = unit.end + (byte_at(s->text, unit.end) == '.');
    if (is_attribute(s, unit_end) || (hyphen && is_before_noun(s, unit_end)))
        quantity.one = true;
    if (!quantity.fraction && !quantity.scaled &&
        (number_is_one(&quantity.number) || is_feminine(s, norm_choice(unit.names, 0)))) {
        text_clear(&s->spoken);
        add_count(s, &quantity.number, norm_choice(unit.names, 0));
    }
    add_unit(s, &unit, quantity.one);
    bool degrees = (unsigned char)s->text.at[unit.end - 1] >= 0x80;
    norm_put_abbreviation_scratch(s, unit.end);
    say_minutes_after_hours(s, &unit);
    if (rune_is_alnum(rune_at(s->text, s->at)))
        norm_gap(s);
    if (degrees)
        say_compass(s);
    say_per(s);
    return true;
}
