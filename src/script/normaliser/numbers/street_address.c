/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

#include <string.h>

/* Street addresses: "123 Smith St.", "1211 E Arques Ave", "Santa Clara, CA 95051". */

static bool is_street_word(const struct normaliser *s, struct norm_token word)
{
    return norm_find(s->rules, "streets", token_view(s->text, word)) != NULL ||
           norm_find_folded(s->rules, "street words", token_view(s->text, word)) != NULL;
}

/* Capitalised words or ordinals, and then a word for a street. */
static bool street_follows(const struct normaliser *s, size_t at)
{
    struct norm_token word = token_at(s->text, at);
    if (word.kind != TOKEN_BLANK)
        return false;
    word = token_at(s->text, word.end);
    for (int i = 0; i < 5; i++) {
        if (word.kind == TOKEN_DIGITS)
            word = token_at(s->text, word.end); /* the suffix of "5th" */
        else if (word.kind == TOKEN_WORD && i > 0 && is_street_word(s, word))
            return true;
        else if (word.kind != TOKEN_WORD || !word.upper_first)
            return false;
        word = token_after(s->text, word);
    }
    return false;
}

bool say_house_number(struct normaliser *s, const struct number *number)
{
    bool pairs = (number->digits == 3 || number->digits == 4) && !number->grouped &&
                 number_is_whole(number) && !number->leading_zero && number->value % 100 != 0;
    if (!pairs || *norm_option(s->rules, "house numbers") == '\0' ||
        !street_follows(s, number->end))
        return false;
    add_in_pairs(s, number->value);
    norm_put_scratch(s, number->end);
    return true;
}

bool say_postal_code(struct normaliser *s, const struct number *number)
{
    struct norm_token state = token_before(s->text, number->start);
    if (number->digits != 5 || number->grouped || state.kind != TOKEN_WORD || state.letters != 2 ||
        !state.upper_all || norm_find(s->rules, "states", token_view(s->text, state)) == NULL)
        return false;
    add_single_digits(s, view_part(s->text, number->start, number->end));
    norm_put_scratch(s, number->end);
    return true;
}

/* "in Tulsa, OK", but "Right, OK, let's go", "John Smith, MD": the names of a place come before,
 * and a word such as "in" before them. */
static bool follows_place(const struct normaliser *s, struct norm_token comma)
{
    struct norm_token word = token_before(s->text, comma.start);
    for (int names = 0; names < 4 && word.kind == TOKEN_WORD; names++) {
        if (norm_find_folded(s->rules, "before places", token_view(s->text, word)) != NULL)
            return names > 0;
        if (!word.upper_first)
            return false;
        word = token_before(s->text, word.start);
    }
    return false;
}

bool say_state(struct normaliser *s, struct norm_token word)
{
    struct norm_token before = token_before(s->text, word.start),
                      after = token_after(s->text, word);
    const char *name = norm_find(s->rules, "states", token_view(s->text, word));
    struct norm_token following = token_after(s->text, after);
    bool goes_on = token_is(s->text, following, ',') || token_is(s->text, following, ')') ||
                   token_is(s->text, following, ';') || following.kind == TOKEN_DIGITS;
    if (name != NULL && token_is(s->text, before, ',') && token_is(s->text, after, '.') &&
        (word.letters > 2 || (goes_on && !word.upper_all))) { /* "Boston, Mass." */
        norm_put_abbreviation(s, word.end, name);
        return true;
    }
    bool code = after.kind == TOKEN_DIGITS && after.end - after.start == 5;
    if (name == NULL || !word.upper_all || !token_is(s->text, before, ',') ||
        !(after.kind == TOKEN_END || token_is(s->text, after, ',') ||
          token_is(s->text, after, '.') || code))
        return false;
    if (!code && norm_find(s->rules, "states or words", token_view(s->text, word)) != NULL &&
        !follows_place(s, before))
        return false;
    norm_put_str(s, word.end, name);
    return true;
}

/* "a little N. of it", "in the S.W. corner", but not "Belgrave Square, S.W." */
bool say_compass_point(struct normaliser *s, struct norm_token word)
{
    struct norm_token dot = token_at(s->text, word.end), second = token_at(s->text, dot.end);
    const char *first = norm_find(s->rules, "compass", token_view(s->text, word));
    if (first == NULL || !token_is(s->text, dot, '.'))
        return false;
    bool two = second.kind == TOKEN_WORD && second.letters == 1 &&
               byte_at(s->text, second.end) == '.' && strchr("NS", (int)word.rune) != NULL &&
               strchr("EW", (int)second.rune) != NULL;
    struct norm_token last = two ? token_at(s->text, second.end) : dot;
    struct norm_token next = token_after(s->text, last), before = token_before(s->text, word.start);
    if (next.kind != TOKEN_WORD || next.start == last.end || next.upper_first ||
        before.kind == TOKEN_MARK ||
        (!two && norm_find(s->rules, "after compass", token_view(s->text, next)) == NULL))
        return false;
    text_add_str(&s->spoken, first);
    if (two)
        text_add_str(&s->spoken, norm_find(s->rules, "compass", token_view(s->text, second)));
    norm_put_scratch(s, last.end);
    return true;
}

bool say_compass_letter(struct normaliser *s, struct norm_token word)
{
    const char *name = norm_find(s->rules, "compass", token_view(s->text, word));
    struct norm_token before = token_before(s->text, word.start),
                      after = token_after(s->text, word);
    bool street = (after.kind == TOKEN_WORD && after.upper_first && after.letters > 1) ||
                  after.kind == TOKEN_DIGITS;
    if (name == NULL || before.kind != TOKEN_DIGITS || before.end == word.start || !street ||
        *norm_option(s->rules, "house numbers") == '\0')
        return false;
    norm_put_str(s, word.end, name);
    return true;
}
