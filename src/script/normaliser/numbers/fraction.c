/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

#include <stdlib.h>
#include <string.h>

/* Fractions: "1/2", "2 1/2", "3½". */

struct fraction {
    uint64_t above, below;
    size_t end;
};

/* A fraction in one character. The data file has its two numbers. */
static bool sign_at(const struct normaliser *s, size_t at, struct fraction *fraction)
{
    struct norm_token sign = token_at(s->text, at);
    if (sign.kind != TOKEN_MARK || sign.rune < 0x80)
        return false;
    const char *parts = norm_find(s->rules, "fractions", token_view(s->text, sign));
    if (parts == NULL)
        return false;
    char *slash = NULL;
    fraction->above = strtoul(parts, &slash, 10);
    fraction->below = *slash == '/' ? strtoul(slash + 1, NULL, 10) : 1;
    fraction->end = sign.end;
    return true;
}

static bool is_slash(struct norm_token mark)
{
    return mark.kind == TOKEN_MARK && (mark.rune == '/' || mark.rune == 0x2044);
}

static bool slashed_at(const struct normaliser *s, size_t at, struct fraction *fraction)
{
    struct number above, below;
    if (!number_at(s->rules, s->text, at, &above) || !number_is_whole(&above))
        return false;
    struct norm_token slash = token_at(s->text, above.end);
    if (!is_slash(slash) || !number_at(s->rules, s->text, slash.end, &below) ||
        !number_is_whole(&below) || above.digits > 4 || below.digits > 4 || above.digits == 0 ||
        below.digits == 0 || below.value < 2 || above.leading_zero || below.leading_zero)
        return false;
    if (is_slash(token_before(s->text, at)))
        return false;
    size_t suffix = ordinal_suffix_end(s, &below, NULL);
    struct norm_token plural = token_at(s->text, below.end);
    if (plural.kind == TOKEN_WORD &&
        norm_find(s->rules, "fraction suffixes", token_view(s->text, plural)) != NULL)
        suffix = plural.end; /* "2/3rds" */
    *fraction = (struct fraction){above.value, below.value, suffix != 0 ? suffix : below.end};
    return !is_slash(token_at(s->text, fraction->end)) && above.value > 0;
}

bool say_fixed_number(struct normaliser *s, const struct number *number)
{
    struct norm_token first = token_at(s->text, number->start),
                      slash = token_at(s->text, first.end);
    struct norm_token second = token_at(s->text, slash.end);
    struct view above = token_view(s->text, first), below = token_view(s->text, second);
    if (!is_slash(slash) || second.kind != TOKEN_DIGITS || first.end - first.start > 3 ||
        is_slash(token_before(s->text, first.start)) || is_slash(token_at(s->text, second.end)) ||
        *norm_option(s->rules, "one part") == '\0')
        return false;
    const char *fixed =
        norm_find(s->rules, "fixed numbers", view_part(s->text, first.start, second.end));
    bool even = above.bytes == below.bytes && above.bytes > 1 &&
                memcmp(above.at, below.at, above.bytes) == 0;
    if (fixed == NULL && !even)
        return false;
    if (fixed != NULL) {
        norm_put_str(s, second.end, fixed);
        return true;
    }
    add_cardinal(s, number->value);
    add_cardinal(s, number->value);
    norm_put_scratch(s, second.end);
    return true;
}

/* "a ½ inch", "½ an hour": the text has an article. */
static bool has_article(const struct normaliser *s, const struct fraction *fraction)
{
    struct norm_token before = token_before(s->text, s->at);
    struct norm_token after = token_after(s->text, (struct norm_token){.end = fraction->end});
    return (before.kind == TOKEN_WORD &&
            norm_find(s->rules, "articles", token_view(s->text, before)) != NULL) ||
           (after.kind == TOKEN_WORD && fraction->below == 2 &&
            norm_find(s->rules, "articles", token_view(s->text, after)) != NULL);
}

/* "120/150", "9/10 on the test": so many of so many. A denominator that is no measure's is not
 * said as one. */
static const char *score_word(const struct normaliser *s, const struct fraction *fraction)
{
    struct norm_token next = token_after(s->text, (struct norm_token){.end = fraction->end});
    struct text digits = {0};
    text_addf(&digits, "%u", (unsigned)fraction->below);
    bool usual = fraction->below <= 20 || fraction->below > 999 ||
                 norm_find(s->rules, "usual denominators", text_view(&digits)) != NULL;
    text_release(&digits);
    struct norm_token before = token_before(s->text, s->at);
    bool scored = fraction->below >= 5 &&
                  ((next.kind == TOKEN_WORD &&
                    norm_find_folded(s->rules, "after scores", token_view(s->text, next))) ||
                   (before.kind == TOKEN_WORD &&
                    norm_find_folded(s->rules, "before scores", token_view(s->text, before))));
    if (scored)
        return norm_option(s->rules, "out of");
    bool of_one = fraction->above == 1 || view_is(token_view(s->text, next), "of");
    return usual || of_one ? "" : norm_option(s->rules, "of so many");
}

static bool add_score(struct normaliser *s, const struct fraction *fraction)
{
    const char *word = score_word(s, fraction);
    if (*word == '\0')
        return false;
    add_cardinal(s, fraction->above);
    add_word(s, word);
    add_cardinal(s, fraction->below);
    return true;
}

static void add_fraction(struct normaliser *s, const struct fraction *fraction, bool mixed)
{
    if (mixed)
        add_word(s, norm_option(s->rules, "and part"));
    const char *half = norm_option(s->rules, "half more");
    if (mixed && fraction->above == 1 && fraction->below == 2 && *half != '\0') {
        add_word(s, half);
        return;
    }
    if (!mixed && fraction->above == 1 && fraction->below == 2 && add_half_of(s, fraction->end))
        return;
    if (fraction->above != 1)
        add_cardinal(s, fraction->above);
    else if (mixed || !has_article(s, fraction))
        add_word(s, norm_option(s->rules, mixed ? "one more part" : "one part"));
    /* The name of 1/below, from the data file or else the ordinal. */
    struct text digits = {0};
    text_addf(&digits, "%u", (unsigned)fraction->below);
    const char *names = norm_find(s->rules, "denominators", text_view(&digits));
    text_release(&digits);
    if (s->spoken.bytes > 0)
        text_add_char(&s->spoken, ' ');
    if (names != NULL) {
        text_add_view(&s->spoken, norm_choice(names, fraction->above == 1 ? 0 : 1));
        return;
    }
    const char *suffix = norm_option(s->rules, "denominator suffix");
    spell(s->rules->spellout, *suffix != '\0' ? SPELL_CARDINAL : SPELL_ORDINAL, fraction->below,
          &s->spoken);
    char last = s->spoken.at[s->spoken.bytes - 1];
    if (suffix[0] == 'a' && (last == 'a' || last == 'o')) /* treinta: treintavo */
        text_cut(&s->spoken, s->spoken.bytes - 1);
    if (*norm_option(s->rules, "denominator apart") != '\0')
        text_add_char(&s->spoken, ' ');
    text_add_str(&s->spoken, suffix);
    if (fraction->above != 1)
        text_add_str(&s->spoken, norm_option(s->rules, "denominator plural"));
}

/* "uno sobre ciento uno": where the language has no single word for the denominator. */
static bool add_over(struct normaliser *s, const struct fraction *fraction)
{
    const char *over = norm_option(s->rules, "over");
    struct text digits = {0};
    text_addf(&digits, "%u", (unsigned)fraction->below);
    bool named = norm_find(s->rules, "denominators", text_view(&digits)) != NULL;
    text_release(&digits);
    if (named || *over == '\0' || fraction->below < 30 ||
        (fraction->below < 100 && fraction->below % 10 == 0))
        return false;
    add_cardinal(s, fraction->above);
    add_word(s, over);
    add_cardinal(s, fraction->below);
    return true;
}

/* Adds the fraction at `at`; its end, or 0 when there is none. */
size_t add_fraction_at(struct normaliser *s, size_t at, bool mixed)
{
    struct fraction fraction;
    if (*norm_option(s->rules, "one part") == '\0' ||
        (!sign_at(s, at, &fraction) && !slashed_at(s, at, &fraction)))
        return 0;
    if (!mixed && fraction.above > fraction.below)
        return 0;
    if (add_over(s, &fraction) || (!mixed && add_score(s, &fraction)))
        return fraction.end;
    add_fraction(s, &fraction, mixed);
    return fraction.end;
}

/* Adds a whole number with the fraction after it. Its end, or 0 when there is no fraction. */
size_t add_mixed_number(struct normaliser *s, const struct number *number)
{
    struct norm_token next = token_at(s->text, number->end);
    if (!number_is_whole(number) || number->digits > 9)
        return 0;
    bool apart = (next.kind == TOKEN_BLANK && next.end - next.start == 1) ||
                 (next.kind == TOKEN_MARK && next.rune == '-'); /* "3-1/2" */
    size_t at = apart ? next.end : number->end;
    struct fraction fraction;
    bool sign = sign_at(s, at, &fraction);
    if (!sign && (at == number->end || !slashed_at(s, at, &fraction)))
        return 0;
    if (*norm_option(s->rules, "one part") == '\0')
        return 0;
    const char *glued = norm_option(s->rules, "half glued");
    bool half = fraction.above == 1 && fraction.below == 2 && *glued != '\0';
    if (half && number->value == 1)
        text_add_str(&s->spoken, norm_option(s->rules, "one before noun"));
    else
        add_cardinal(s, number->value);
    if (half)
        text_add_str(&s->spoken, glued); /* "zweieinhalb" */
    else
        add_fraction(s, &fraction, true);
    return fraction.end;
}
