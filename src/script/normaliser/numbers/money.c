/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

/* Money: "$3.50", "£3 billion", "£3 10s. 6d.", "50¢". */

/* The first two decimals as a number. False when there are more that are not 0. */
static bool hundredths(const struct normaliser *s, const struct number *number, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < 2 || number->decimals_start + i < number->decimals_end; i++) {
        size_t at = number->decimals_start + i;
        int digit = at < number->decimals_end ? s->text.at[at] - '0' : 0;
        if (i >= 2 && digit != 0)
            return false;
        if (i < 2)
            *value = *value * 10 + (uint64_t)digit;
    }
    return true;
}

static void add_name(struct normaliser *s, const char *names, int index)
{
    text_add_char(&s->spoken, ' ');
    text_add_view(&s->spoken, norm_choice(names, index));
}

bool is_before_noun(const struct normaliser *s, size_t end)
{
    struct norm_token noun = token_after(s->text, (struct norm_token){.end = end});
    return noun.kind == TOKEN_WORD && noun.start > end && !noun.upper_first && noun.letters > 2 &&
           norm_find(s->rules, "not attributes", token_view(s->text, noun)) == NULL;
}

bool is_attribute(const struct normaliser *s, size_t end)
{
    struct norm_token article = token_before(s->text, s->at);
    return article.kind == TOKEN_WORD && is_before_noun(s, end) &&
           norm_find(s->rules, "before attributes", token_view(s->text, article)) != NULL;
}

/* "3 dollars 50 cents"; only cents when the whole part is zero. */
static void add_coins(struct normaliser *s, const struct number *number, uint64_t cents,
                      struct view part, const char *names)
{
    struct number whole = *number;
    whole.decimals_start = whole.decimals_end = 0;
    if (number->decimals_end > number->decimals_start)
        whole.end = number->decimals_start - 1;
    if (number->value > 0 || cents == 0) {
        add_count(s, &whole, norm_choice(names, 0));
        bool one = number_is_one(&whole) || (number->value < 1000 && is_attribute(s, number->end));
        if (number->value >= 1000000 && number->value % 1000000 == 0)
            add_word(s, norm_option(s->rules, "of money"));
        add_name(s, names, one ? 0 : 1);
    }
    if (cents == 0)
        return;
    if (number->value > 0)
        add_word(s, norm_option(s->rules, "and cents"));
    struct number coins = {.value = cents, .digits = 2};
    bool one = cents == 1 && part.bytes == 0;
    add_count(s, &coins, norm_choice(names, one ? 2 : 3));
    add_word(s, part.bytes > 0 ? part.at : "");
    add_name(s, names, one ? 2 : 3);
}

/* "$8.71-1/2", "$8.71½": the fraction of a cent is added to `part`. Its end, or 0. */
static size_t fraction_of_coin(struct normaliser *s, const struct number *number, struct text *part)
{
    if (number->decimals_end - number->decimals_start != 2)
        return 0;
    struct text outer = s->spoken;
    s->spoken = *part;
    size_t end = add_fraction_at(s, number->end + (byte_at(s->text, number->end) == '-'), true);
    *part = s->spoken;
    s->spoken = outer;
    return end;
}

size_t add_amount(struct normaliser *s, size_t at, const char *names)
{
    struct number number;
    uint64_t cents = 0;
    if (!number_at(s->rules, s->text, at, &number))
        return 0;
    struct text scale = {0}, outer = s->spoken;
    s->spoken = scale;
    size_t scale_end = add_scale_at(s, number.end, true);
    scale = s->spoken;
    s->spoken = outer;
    bool plain = scale_end == 0 && number.digits <= 18 && hundredths(s, &number, &cents);
    size_t part_end = plain && cents > 0 ? fraction_of_coin(s, &number, &scale) : 0;
    if (plain) {
        add_coins(s, &number, cents, text_view(&scale), names);
    } else {
        add_number(s, &number);
        if (scale_end != 0) {
            add_word(s, view_trim(text_view(&scale)).at);
            add_word(s, norm_option(s->rules, "of money"));
        }
        add_name(s, names, scale_end != 0 && is_attribute(s, scale_end) ? 0 : 1);
    }
    text_release(&scale);
    if (part_end != 0)
        return part_end;
    return scale_end != 0 ? scale_end : number.end;
}

static bool is_slash_or_dash(char c)
{
    return c == '/' || c == '-';
}

/* "L150" is pounds, but before a blank or a small number a single letter is not a sign: "plan L 5".
 */
static bool is_letter_sign(const struct normaliser *s, struct norm_token sign)
{
    struct norm_token digits = token_at(s->text, sign.end);
    struct norm_token after = token_at(s->text, digits.end);
    return digits.kind == TOKEN_DIGITS && digits.end - digits.start >= 3 &&
           after.kind != TOKEN_WORD && rune_ending(s->text, sign.start) != '-';
}

/* "$20-30", "£5–10 million": the unit is said once, at the end. False, and nothing is added, when
 * it is not a range. */
static bool say_money_range(struct normaliser *s, size_t at, const char *names)
{
    struct number low, high;
    if (!number_at(s->rules, s->text, at, &low) || !number_is_whole(&low))
        return false;
    struct norm_token dash = token_at(s->text, low.end);
    const char *to = norm_option(s->rules, "to");
    if (dash.kind != TOKEN_MARK || (dash.rune != '-' && dash.rune != 0x2013) || *to == '\0' ||
        !number_at(s->rules, s->text, dash.end, &high) || !number_is_whole(&high) ||
        high.value <= low.value || is_slash_or_dash(byte_at(s->text, high.end)))
        return false;
    add_number(s, &low);
    add_word(s, to);
    add_number(s, &high);
    size_t scale_end = add_scale_at(s, high.end, true);
    if (scale_end != 0)
        add_word(s, norm_option(s->rules, "of money"));
    add_name(s, names, 1);
    norm_gap(s);
    norm_put_scratch(s, scale_end != 0 ? scale_end : high.end);
    return true;
}

bool say_money(struct normaliser *s, struct norm_token sign)
{
    const char *names = sign.letters == 3
                            ? norm_find_folded(s->rules, "currency", token_view(s->text, sign))
                            : norm_find(s->rules, "currency", token_view(s->text, sign));
    struct norm_token next = token_at(s->text, sign.end);
    if (sign.kind == TOKEN_WORD && next.kind == TOKEN_MARK) { /* "R$", "US$" */
        const char *joined =
            norm_find_folded(s->rules, "currency", view_part(s->text, sign.start, next.end));
        if (joined != NULL) {
            names = joined;
            sign = next;
            next = token_at(s->text, sign.end);
        }
    }
    if (names == NULL || (sign.kind == TOKEN_WORD && sign.letters == 1 && !is_letter_sign(s, sign)))
        return false;
    if (sign.kind == TOKEN_WORD && token_is(s->text, next, '.'))
        next = token_at(s->text, next.end); /* "Rs. 50" */
    if (next.kind == TOKEN_BLANK)
        next = token_at(s->text, next.end);
    bool fraction =
        token_is(s->text, next, '.') && token_at(s->text, next.end).kind == TOKEN_DIGITS;
    if (next.kind != TOKEN_DIGITS && !fraction)
        return false;
    if (say_money_range(s, next.start, names))
        return true;
    size_t end = add_amount(s, next.start, names);
    if (end == 0)
        return false;
    norm_gap(s);
    norm_put_scratch(s, end);
    say_per(s);
    say_to(s);
    return true;
}

/* The letter of a coin directly after digits at `at`: s or d. */
static const char *coin_at(const struct normaliser *s, struct norm_token letter)
{
    return letter.kind == TOKEN_WORD && letter.letters == 1
               ? norm_find(s->rules, "coins", token_view(s->text, letter))
               : NULL;
}

/* Another coin comes just before: "10s. 6d." */
static bool follows_coin(const struct normaliser *s)
{
    struct norm_token dot = token_before(s->text, s->at);
    struct norm_token letter = token_is(s->text, dot, '.') ? token_before(s->text, dot.start) : dot;
    return coin_at(s, letter) != NULL && letter.start > 0 &&
           token_before(s->text, letter.start).kind == TOKEN_DIGITS;
}

/* "the 1820s", "'60s", "in his 20s.": decades, not shillings. */
static bool is_decade(const struct normaliser *s, const struct number *number,
                      struct norm_token letter)
{
    if (!view_is(token_view(s->text, letter), norm_option(s->rules, "decade")))
        return false;
    struct norm_token before = token_before(s->text, s->at);
    struct norm_token after = token_after(s->text, token_at(s->text, letter.end));
    bool goes_on = byte_at(s->text, letter.end) == '.' &&
                   (after.kind == TOKEN_DIGITS || (after.kind == TOKEN_WORD && !after.upper_first));
    return number->digits > 2 || before.rune == '\'' || before.rune == 0x2019 ||
           (is_after_decade_word(s, number) && !goes_on);
}

bool say_coins(struct normaliser *s, const struct number *number)
{
    struct norm_token letter = token_at(s->text, number->end);
    const char *names = number->digits > 4 || number->digits == 0 ? NULL : coin_at(s, letter);
    if (names == NULL)
        return false;
    bool dot = byte_at(s->text, letter.end) == '.';
    struct norm_token next = token_after(s->text, dot ? token_at(s->text, letter.end) : letter);
    struct norm_token second = token_at(s->text, next.end);
    bool chain = next.kind == TOKEN_DIGITS && coin_at(s, second) != NULL;
    if (!chain && ((!dot && !follows_coin(s)) || is_decade(s, number, letter)))
        return false;
    if (follows_coin(s) && !chain)
        add_word(s, norm_option(s->rules, "and"));
    add_number(s, number);
    add_name(s, names, number_is_one(number) ? 0 : 1);
    norm_put_abbreviation_scratch(s, letter.end);
    return true;
}
