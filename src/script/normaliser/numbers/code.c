/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

/* Numbers that identify a thing rather than count: "ab9453", "MIG-25/235212", "401(k)", "2Q22". */

static bool put_single_digits(struct normaliser *s, const struct number *number)
{
    add_single_digits(s, view_part(s->text, number->start, number->end));
    norm_put_scratch(s, number->end);
    return true;
}

/* What precedes `at`, joined to it by hyphens or slashes, has letters in it. */
static bool has_letters_before(struct view text, size_t at)
{
    for (size_t steps = 0; at > 0 && steps < TOKEN_MAX_BYTES; steps++) {
        char c = text.at[--at];
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            return true;
        if (!(c >= '0' && c <= '9') && c != '-' && c != '/')
            return false;
    }
    return false;
}

/* "AB-12345", "25/235212-X": a long number in a chain that has letters; not "20000-man army". */
static bool is_in_chain(const struct normaliser *s, const struct number *number)
{
    char before = number->start > 0 ? s->text.at[number->start - 1] : '\0';
    struct norm_token mark = token_at(s->text, number->end), next = token_at(s->text, mark.end);
    bool linked = token_is(s->text, mark, '-') || token_is(s->text, mark, '/');
    return ((before == '-' || before == '/') && has_letters_before(s->text, number->start - 1)) ||
           (linked && next.kind == TOKEN_WORD && next.upper_all);
}

/* "ending in 8876", "extension 445". In the data file, the value of a word ("in") is the word that
 * must precede it ("ending"). */
static bool follows_code_word(const struct normaliser *s, const struct number *number)
{
    struct norm_token word = token_before(s->text, number->start);
    const char *earlier = word.kind != TOKEN_WORD ? NULL
                                                  : norm_find_folded(s->rules, "before codes",
                                                                     token_view(s->text, word));
    return earlier != NULL &&
           (*earlier == '\0' ||
            view_is_nocase(token_view(s->text, token_before(s->text, word.start)), earlier));
}

bool say_code(struct normaliser *s, const struct number *number)
{
    bool plain = !number->grouped && number_is_whole(number);
    bool year = number->digits == 4 && number->value >= 1000 && number->value <= 2099;
    uint32_t before = rune_ending(s->text, number->start);
    if (number->digits >= 4 && !year && before < 0x80 && rune_is_letter(before)) {
        norm_gap(s);
        return put_single_digits(s, number);
    }
    if (plain && ((number->digits >= 5 && is_in_chain(s, number)) ||
                  (number->digits >= 3 && !year && follows_code_word(s, number))))
        return put_single_digits(s, number);
    return false;
}

/* "Chapter 01": a number like any other, which a zero only fills up. */
static bool counts_in_order(const struct normaliser *s, const struct number *number)
{
    struct norm_token word = token_before(s->text, number->start);
    if (token_is(s->text, word, '.'))
        return norm_find_folded(s->rules, "before number",
                                token_view(s->text, token_before(s->text, word.start))) != NULL;
    bool alone = number->start == 0 && number->end == s->input->text.bytes;
    return (s->input->heading && (alone || word.kind == TOKEN_END)) ||
           (word.kind == TOKEN_WORD &&
            norm_find_folded(s->rules, "numbered", token_view(s->text, word)) != NULL);
}

/* "0600 hours", "0630 hrs" */
static bool say_military_time(struct normaliser *s, const struct number *number)
{
    struct norm_token word = token_after(s->text, (struct norm_token){.end = number->end});
    const char *zero = norm_option(s->rules, "hour zero"),
               *hundred = norm_option(s->rules, "hundred hours");
    if (*zero == '\0' || number->digits != 4 || number->value >= 2400 || number->value % 100 > 59 ||
        word.kind != TOKEN_WORD ||
        norm_find_folded(s->rules, "clock hours", token_view(s->text, word)) == NULL)
        return false;
    if (number->value < 1000)
        add_word(s, zero);
    if (number->value >= 100)
        add_cardinal(s, number->value / 100);
    else
        add_word(s, zero);
    if (number->value % 100 == 0)
        add_word(s, hundred);
    else
        add_cardinal(s, number->value % 100);
    if (number->value % 100 != 0)
        add_word(s, norm_find_folded(s->rules, "clock hours", token_view(s->text, word)));
    norm_put_abbreviation_scratch(s, word.end);
    return true;
}

bool say_leading_zero(struct normaliser *s, const struct number *number)
{
    if (number->grouped || !number_is_whole(number))
        return false;
    if (say_military_time(s, number))
        return true;
    const char *known =
        number->leading_zero
            ? norm_find(s->rules, "zero numbers", view_part(s->text, number->start, number->end))
            : NULL;
    if (known != NULL) {
        norm_put_str(s, number->end, known);
        return true;
    }
    if (!number->leading_zero || number->value == 0 || number->digits > 4 ||
        !counts_in_order(s, number))
        return false;
    add_cardinal(s, number->value);
    norm_put_scratch(s, number->end);
    return true;
}

/* "2d6", "d20": dice. Says the letter too. */
bool say_dice(struct normaliser *s, const struct number *number)
{
    struct norm_token letter = token_at(s->text, number->end),
                      sides = token_at(s->text, letter.end);
    const char *dice = norm_option(s->rules, "dice");
    if (*dice == '\0' || number->digits > 2 || !number_is_whole(number) || letter.letters != 1 ||
        (letter.rune | 0x20) != 'd' || rune_is_letter(rune_ending(s->text, number->start)) ||
        sides.kind != TOKEN_DIGITS || sides.end - sides.start > 3 ||
        rune_is_letter(rune_at(s->text, sides.end)))
        return false;
    add_cardinal(s, number->value);
    add_word(s, dice);
    norm_put_scratch(s, letter.end);
    norm_gap(s);
    return true;
}

bool say_serial(struct normaliser *s, const struct number *number)
{
    struct norm_token word = token_at(s->text, number->end);
    if (word.kind != TOKEN_WORD || word.letters > 3 || !number_is_whole(number) ||
        word.end - word.start != (size_t)word.letters)
        return false;
    add_number(s, number);
    norm_put_scratch(s, number->end);
    norm_gap(s);
    return true;
}

void add_in_pairs(struct normaliser *s, uint64_t value)
{
    uint64_t rest = value % 100;
    add_cardinal(s, value / 100);
    if (rest < 10)
        add_word(s, norm_option(s->rules, "minute zero"));
    add_cardinal(s, rest);
}

/* "401(k)", "501(c)(3)": the paragraph of a law. */
bool say_paragraph_of_law(struct normaliser *s, const struct number *number)
{
    struct norm_token open = token_at(s->text, number->end), letter = token_at(s->text, open.end);
    if (!token_is(s->text, open, '(') || letter.kind != TOKEN_WORD || letter.letters != 1 ||
        byte_at(s->text, letter.end) != ')' || number->digits != 3 || number->value % 100 == 0 ||
        !number_is_whole(number) || *norm_option(s->rules, "law paragraphs") == '\0')
        return false;
    add_in_pairs(s, number->value);
    norm_put_scratch(s, number->end);
    return true;
}

/* "2Q22". Of "3Q 2015" nothing is said here. */
bool say_quarter(struct normaliser *s, const struct number *number)
{
    struct norm_token letter = token_at(s->text, number->end), year = token_at(s->text, letter.end);
    const char *pattern = norm_option(s->rules, "quarter");
    struct norm_token before = token_before(s->text, s->at);
    size_t digits = year.end - year.start;
    if (*pattern == '\0' || number->digits != 1 || number->value < 1 || number->value > 4 ||
        letter.kind != TOKEN_WORD || !view_is(token_view(s->text, letter), "Q") ||
        year.kind != TOKEN_DIGITS || (digits != 2 && digits != 4) ||
        rune_is_alnum(rune_at(s->text, year.end)))
        return false;
    const char *article = norm_option(s->rules, "article");
    if (!view_is_nocase(token_view(s->text, before), article))
        add_word(s, article);
    add_ordinal(s, number->value, "");
    add_word(s, pattern);
    struct number year_number;
    number_at(s->rules, s->text, year.start, &year_number);
    if (digits == 4)
        add_year(s, year_number.value);
    else
        add_cardinal(s, year_number.value);
    norm_put_scratch(s, year.end);
    return true;
}
