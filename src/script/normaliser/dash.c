/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/handlers.h"

#include <string.h>

/* The end of a run of dashes; *count is its length in dashes. A two-em or three-em dash counts as
 * two or three. */
static size_t end_of_dashes(const struct normaliser *s, struct norm_token mark, int *count)
{
    size_t end = mark.end;
    *count = mark.rune == 0x2E3A ? 2 : mark.rune == 0x2E3B ? 3 : 1;
    for (; end - mark.start < TOKEN_MAX_BYTES; (*count)++) {
        struct norm_token next = token_at(s->text, end);
        if (next.kind != TOKEN_MARK || !is_dash(next.rune))
            break;
        end = next.end;
    }
    return end;
}

/* A hyphen inside a word, at the end of a line, or on one side of a word only. */
static void say_hyphen(struct normaliser *s, struct norm_token mark)
{
    struct norm_token next = token_at(s->text, mark.end);
    bool after_word = rune_is_alnum(rune_ending(s->text, mark.start));
    if (after_word && (next.rune == '_' || next.rune == '*') &&
        rune_is_letter(rune_at(s->text, next.end))) {
        norm_put_str(s, next.end, "-"); /* "phil-_anthropic_" */
        return;
    }
    if (next.kind == TOKEN_WORD || next.kind == TOKEN_DIGITS) {
        uint32_t before = rune_ending(s->text, mark.start);
        bool digits = next.kind == TOKEN_DIGITS || (before >= '0' && before <= '9');
        if (after_word && digits && *norm_option(s->rules, "decimal") != '\0') {
            norm_drop(s, mark.end); /* the synthesiser would say its name */
            norm_gap(s);
            return;
        }
        if (after_word || next.kind == TOKEN_DIGITS) {
            norm_put_str(s, mark.end, "-");
            return;
        }
        norm_gap(s); /* "Lt.-Col." */
        norm_drop(s, mark.end);
        return;
    }
    struct norm_token word = token_after(s->text, next);
    if (after_word && next.kind == TOKEN_BLANK && word.kind == TOKEN_WORD && !word.upper_first &&
        memchr(s->text.at + next.start, '\n', next.end - next.start) != NULL) {
        struct norm_token first = token_before(s->text, mark.start);
        bool join = norm_find_folded(s->rules, "joined", token_view(s->text, first)) != NULL;
        norm_put_str(s, next.end, join ? "" : "-");
        return;
    }
    if (after_word) {
        norm_drop(s, mark.end);
        norm_gap(s);
    } else {
        norm_pause(s, mark.end, ',');
    }
}

/* A minus sign: a dash before a number, with a blank, a bracket or a quotation mark to its left. */
static bool say_minus(struct normaliser *s, struct norm_token mark)
{
    struct norm_token next = token_at(s->text, mark.end);
    uint32_t before = rune_ending(s->text, mark.start);
    bool number = next.kind == TOKEN_DIGITS || (token_is(s->text, next, '.') &&
                                                token_at(s->text, next.end).kind == TOKEN_DIGITS);
    number |= token_at(s->text, next.end).kind == TOKEN_DIGITS &&
              norm_find(s->rules, "currency", token_view(s->text, next)) != NULL; /* "-$5" */
    const char *minus = norm_option(s->rules, "minus");
    if (!number || *minus == '\0' ||
        !(before == 0 || rune_is_space(before) || before == '(' || before == '[' ||
          is_double_quote(before) || is_single_quote(before)))
        return false;
    norm_gap(s);
    norm_put_str(s, mark.end, minus);
    norm_gap(s);
    return true;
}

/* "1914 – 1918": two whole numbers with equally many digits, the second being larger. */
static bool say_spaced_range(struct normaliser *s, struct norm_token mark)
{
    struct norm_token first = token_before(s->text, mark.start),
                      second = token_after(s->text, mark);
    size_t digits = first.end - first.start;
    const char *to = norm_option(s->rules, "to");
    uint32_t glued = rune_ending(s->text, first.start);
    struct norm_token after = token_after(s->text, second);
    if (first.kind != TOKEN_DIGITS || second.kind != TOKEN_DIGITS || digits > 4 ||
        first.end == mark.start || second.start == mark.end ||
        second.end - second.start != digits ||
        memcmp(s->text.at + first.start, s->text.at + second.start, digits) >= 0 || *to == '\0' ||
        !(glued == 0 || rune_is_space(glued) || glued == '(') || s->input->heading ||
        token_is(s->text, after, '='))
        return false;
    norm_gap(s);
    norm_put_str(s, mark.end, to);
    return true;
}

void say_dash(struct normaliser *s, struct norm_token mark)
{
    int count = 0;
    if ((mark.rune == '-' || mark.rune == 0x2212 || mark.rune == 0x2013) && say_minus(s, mark))
        return;
    size_t end = end_of_dashes(s, mark, &count);
    bool glued =
        rune_is_alnum(rune_ending(s->text, mark.start)) && rune_is_alnum(rune_at(s->text, end));
    if (count == 1 && say_spaced_range(s, mark))
        return;
    if (count == 1 && (mark.rune <= 0x2011 || (mark.rune < 0x2014 && glued))) {
        say_hyphen(s, mark);
        return;
    }
    bool doubled = mark.rune == '-' ? count >= 4 : count >= 2;
    if (!glued && say_omitted_name(s, mark, end, doubled))
        return;
    norm_pause(s, end, ',');
}
