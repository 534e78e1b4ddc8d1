/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

#include <string.h>

/* What begins at a digit: each handler in turn, then the plain number. */

void say_to(struct normaliser *s)
{
    struct norm_token dash = token_at(s->text, s->at), next = token_at(s->text, dash.end);
    const char *to = norm_option(s->rules, "to");
    bool amount = next.kind == TOKEN_DIGITS ||
                  (next.kind == TOKEN_MARK &&
                   norm_find(s->rules, "currency", token_view(s->text, next)) != NULL);
    if (dash.kind != TOKEN_MARK || (dash.rune != '-' && dash.rune != 0x2013) || !amount ||
        *to == '\0')
        return;
    norm_gap(s);
    norm_put_str(s, dash.end, to);
    norm_gap(s);
}

/* "1914-1918", "60–62": a dash that is said as "to". Its end, or 0. */
static size_t range_dash_end(const struct normaliser *s, const struct number *first)
{
    struct norm_token dash = token_at(s->text, first->end);
    struct number second;
    if (dash.kind != TOKEN_MARK || (dash.rune != '-' && dash.rune != 0x2013) ||
        *norm_option(s->rules, "to") == '\0' || !number_at(s->rules, s->text, dash.end, &second) ||
        second.digits == 0)
        return 0;
    uint64_t power = 1;
    for (int i = 0; i < second.digits && i < 18; i++)
        power *= 10;
    uint64_t floor = second.digits < first->digits ? first->value % power : first->value;
    char after = byte_at(s->text, second.end);
    char before = first->start > 0 ? s->text.at[first->start - 1] : '\0';
    struct norm_token word = token_before(s->text, first->start);
    const char *from = norm_option(s->rules, "from");
    bool chain = after == '-' || after == '/' || before == '-' || before == '/';
    bool unit = rune_is_letter(rune_at(s->text, second.end));
    bool fall = second.digits == first->digits && second.digits >= 3; /* "482-473 B.C." */
    /* "9–5", "from 9-5": a dash between numbers is no hyphen; in "3-1" a hyphen is a score */
    bool falls = dash.rune == 0x2013 || (from[0] != '\0' && word.kind == TOKEN_WORD &&
                                         view_is_nocase(token_view(s->text, word), from));
    return (second.value > floor || fall || falls || (unit && second.digits > 1)) && after != '=' &&
                   !chain && !second.leading_zero
               ? dash.end
               : 0;
}

/* "1-2=5", "5 - 2 = 3": the dash after the number is a minus sign. Its end, or 0. */
static size_t minus_end(const struct normaliser *s, const struct number *first)
{
    struct norm_token dash = token_after(s->text, (struct norm_token){.end = first->end});
    struct norm_token second = token_after(s->text, dash);
    bool sign =
        dash.kind == TOKEN_MARK && (dash.rune == '-' || dash.rune == 0x2013 || dash.rune == 0x2212);
    bool even = (dash.start > first->end) == (second.start > dash.end);
    if (!sign || !even || second.kind != TOKEN_DIGITS || *norm_option(s->rules, "minus") == '\0')
        return 0;
    struct norm_token equals = token_after(s->text, second);
    return dash.rune == 0x2212 || token_is(s->text, equals, '=') ? dash.end : 0;
}

/* Writes the number in s->spoken, and then "minus" or, in a range, "to". */
static void finish_number(struct normaliser *s, const struct number *number)
{
    size_t dash = range_dash_end(s, number), minus = minus_end(s, number);
    norm_put_scratch(s, number->end);
    if (minus != 0) {
        norm_gap(s);
        norm_put_str(s, minus, norm_option(s->rules, "minus"));
        norm_gap(s);
    } else if (dash != 0) {
        say_to(s);
    }
}

/* "1914/15": the slash before the next year is not said. */
static void say_next_year(struct normaliser *s, const struct number *year)
{
    struct norm_token slash = token_at(s->text, s->at), next = token_at(s->text, slash.end);
    if (!token_is(s->text, slash, '/') || next.kind != TOKEN_DIGITS || next.end - next.start != 2 ||
        (uint64_t)((s->text.at[next.start] - '0') * 10 + s->text.at[next.start + 1] - '0') !=
            (year->value + 1) % 100)
        return;
    norm_drop(s, slash.end);
    norm_gap(s);
}

/* "2x8", "25 x 7 m.": the x between two numbers. */
static bool say_by(struct normaliser *s, const struct number *number)
{
    struct norm_token x = token_after(s->text, (struct norm_token){.end = number->end});
    struct norm_token second = token_after(s->text, x);
    const char *by = norm_option(s->rules, "by");
    bool sign = (x.kind == TOKEN_WORD && view_is(token_view(s->text, x), "x")) || x.rune == 0xD7;
    if (!sign || second.kind != TOKEN_DIGITS || *by == '\0')
        return false;
    add_number(s, number);
    norm_put_scratch(s, number->end);
    norm_gap(s);
    norm_put_str(s, x.end, by);
    norm_gap(s);
    return true;
}

/* "Genesis 2:8", "odds of 7:2": not a time. The synthesiser would say "colon". */
static bool say_ratio(struct normaliser *s, const struct number *number)
{
    struct norm_token colon = token_at(s->text, number->end), second = token_at(s->text, colon.end);
    struct norm_token before = token_before(s->text, number->start);
    const char *ratio = norm_option(s->rules, "ratio");
    if (!token_is(s->text, colon, ':') || second.kind != TOKEN_DIGITS || *ratio == '\0' ||
        number->digits > 3 || second.end - second.start > 3)
        return false;
    add_number(s, number);
    norm_put_scratch(s, number->end);
    norm_gap(s);
    bool opens = before.kind == TOKEN_END && second.end < s->text.bytes;
    if (opens || (before.kind == TOKEN_WORD && before.upper_first)) /* chapter and verse */
        norm_put_str(s, colon.end, opens ? "," : "");
    else
        norm_put_str(s, colon.end, ratio);
    norm_gap(s);
    return true;
}

/* A whole number that no other sign touches, so that it may be said in words. */
static bool is_lone(const struct normaliser *s, struct norm_token digits, size_t end)
{
    uint32_t after = rune_at(s->text, end), before = rune_ending(s->text, digits.start);
    return end == digits.end && end - digits.start <= 15 && !rune_is_letter(before) &&
           (after == 0 || rune_is_space(after) ||
            (after < 0x80 && strchr(",;:!?)].", (int)after) != NULL &&
             !rune_is_alnum(rune_at(s->text, end + 1)) &&
             (after != '.' || end + 1 == s->text.bytes)));
}

/* A language without rules: the number and what is joined to it are kept, but a whole number alone
 * is said in ICU's words where the language asks for them. */
static void say_number_without_rules(struct normaliser *s, struct norm_token digits)
{
    size_t end = digits.end;
    while (end - digits.start < TOKEN_MAX_BYTES) {
        struct norm_token mark = token_at(s->text, end), more = token_at(s->text, mark.end);
        bool one_blank = mark.kind == TOKEN_BLANK &&
                         rune_encode(mark.rune, (char[4]){0}) == mark.end - mark.start;
        bool glued =
            mark.kind == TOKEN_MARK || (one_blank && (mark.rune == ' ' || mark.rune == 0xA0 ||
                                                      mark.rune == 0x2009 || mark.rune == 0x202F));
        if (!glued || more.kind != TOKEN_DIGITS || strchr("(){}[]\"", (int)mark.rune) != NULL)
            break;
        end = more.end;
    }
    struct number number;
    if (!is_lone(s, digits, end) || !wants_words(s) ||
        !number_at(s->rules, s->text, digits.start, &number) || number.leading_zero) {
        norm_keep(s, end);
        return;
    }
    spell(s->rules->spellout, SPELL_CARDINAL, number.value, &s->spoken);
    norm_put_scratch(s, end);
}

/* The first handler that accepts the number wins: numbers of a certain form (telephone numbers,
 * dates, times) before those that a neighbouring word decides (measures, ordinals, codes), then
 * years, and last the plain number. */
bool say_digits(struct normaliser *s, struct norm_token digits)
{
    struct number number;
    if (*norm_option(s->rules, "decimal") == '\0') {
        say_number_without_rules(s, digits);
        return true;
    }
    if (!number_at(s->rules, s->text, digits.start, &number))
        return false;
    if (say_omitted_year(s, digits))
        return true;
    uint32_t before = rune_ending(s->text, digits.start);
    bool fraction = (before >= 0xBC && before <= 0xBE) || (before >= 0x2150 && before <= 0x215E);
    if (wants_words(s) && (rune_is_letter(before) || fraction))
        norm_gap(s);
    if (say_numbered_scripture(s, &number) || say_telephone(s, &number) ||
        say_numeric_date(s, &number) || say_weekday_date(s, &number) || say_time(s, &number) ||
        say_leading_zero(s, &number) || say_dice(s, &number) || say_day_of_month(s, &number) ||
        say_coins(s, &number) || say_fixed_number(s, &number) || say_measure(s) ||
        say_ordinal(s, &number))
        return true;
    if (say_house_number(s, &number) || say_postal_code(s, &number) ||
        say_paragraph_of_law(s, &number) || say_quarter(s, &number))
        return true;
    if (say_code(s, &number))
        return true;
    if (say_year(s, &number)) {
        if (rune_is_letter(before))
            norm_gap(s);
        finish_number(s, &number);
        say_next_year(s, &number);
        return true;
    }
    if (say_ratio(s, &number) || say_by(s, &number) || say_serial(s, &number))
        return true;
    struct norm_token mark = token_at(s->text, number.end);
    if (wants_words(s) && mark.kind == TOKEN_MARK && strchr(".,:/", (int)mark.rune) != NULL &&
        token_at(s->text, mark.end).kind == TOKEN_DIGITS) {
        say_number_without_rules(s, digits); /* "17.06" where the comma is the decimal mark */
        return true;
    }
    if (!add_agreeing(s, &number))
        add_number(s, &number);
    finish_number(s, &number);
    say_per(s);
    return true;
}

bool say_decimal(struct normaliser *s)
{
    struct number number;
    if (say_measure(s))
        return true;
    if (!number_at(s->rules, s->text, s->at, &number))
        return false;
    add_number(s, &number);
    norm_put_scratch(s, number.end);
    return true;
}
