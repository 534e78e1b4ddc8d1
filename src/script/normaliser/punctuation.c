/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/handlers.h"
#include "script/normaliser/numbers/handlers.h"

#include <string.h>
#include <unicode/uchar.h>

/* Between two letters or digits, a dropped mark is replaced by a blank. */
static void drop_or_separate(struct normaliser *s, struct norm_token mark)
{
    if (rune_is_alnum(rune_ending(s->text, mark.start)) &&
        rune_is_alnum(rune_at(s->text, mark.end)))
        norm_gap(s);
    norm_drop(s, mark.end);
}

/* "'tis" keeps its apostrophe; "'n'" is replaced as a whole, by the data file. */
static void say_elision(struct normaliser *s, struct norm_token mark, struct norm_token word)
{
    const char *spoken = norm_find_folded(s->rules, "elisions", token_view(s->text, word));
    struct norm_token after = token_at(s->text, word.end);
    if (*spoken == '\0') {
        norm_put_str(s, mark.end, "'");
        return;
    }
    bool apostrophe = after.rune == '\'' || after.rune == 0x2019;
    norm_put_str(s, apostrophe ? after.end : word.end, spoken);
}

/* An apostrophe that stands for letters is kept; a quotation mark is dropped. */
static void say_single_quote(struct normaliser *s, struct norm_token mark)
{
    bool after_letter = rune_is_alnum(rune_ending(s->text, mark.start));
    struct norm_token word = token_at(s->text, mark.end);
    bool elision = !after_letter && word.kind == TOKEN_WORD && mark.rune != 0x2039 &&
                   norm_find_folded(s->rules, "elisions", token_view(s->text, word)) != NULL;
    if (elision) {
        say_elision(s, mark, word);
        return;
    }
    if (after_letter && !s->quote_open && (mark.rune == '\'' || mark.rune == 0x2019)) {
        norm_keep(s, mark.end);
        return;
    }
    if (!after_letter && word.kind == TOKEN_DIGITS) { /* '60s, ’76 */
        norm_drop(s, mark.end);
        return;
    }
    s->quote_open = !after_letter && word.kind != TOKEN_END && word.kind != TOKEN_BLANK;
    drop_or_separate(s, mark);
}

/* Dots with blanks between them count as one mark: ". . ." */
static size_t dots_end(const struct normaliser *s, struct norm_token mark, int *count)
{
    size_t end = mark.start;
    *count = 0;
    for (struct norm_token next = mark; end - mark.start < TOKEN_MAX_BYTES;) {
        if (next.kind != TOKEN_MARK || (next.rune != '.' && next.rune != 0x2026))
            break;
        *count += next.rune == '.' ? 1 : 3;
        end = next.end;
        next = token_at(s->text, end);
        if (next.kind == TOKEN_BLANK && next.end - next.start <= 3)
            next = token_at(s->text, next.end);
    }
    return end;
}

static bool is_stop(uint32_t rune)
{
    return rune == ',' || rune == ';' || rune == ':' || rune == '.' || rune == '!' || rune == '?';
}

static void say_dots(struct normaliser *s, struct norm_token mark)
{
    int count = 0;
    size_t end = dots_end(s, mark, &count);
    struct norm_token next = token_after(s->text, (struct norm_token){.end = end});
    if (next.kind == TOKEN_END && norm_last(s) != '\0' && !is_stop((unsigned char)norm_last(s)))
        norm_put_str(s, end, count == 4 ? "." : "…");
    else if (next.kind == TOKEN_MARK && is_stop(next.rune))
        norm_drop(s, end);
    else
        norm_pause(s, end, count == 4 ? '.' : ';');
}

/* A comma, full stop and so on: written directly after the last word, and only once. */
static void say_stop(struct normaliser *s, struct norm_token mark)
{
    char last = norm_last(s);
    if (last == '\0' || last == (char)mark.rune ||
        (is_stop((unsigned char)last) && is_stop(mark.rune) && strchr("!?", last) == NULL)) {
        norm_drop(s, mark.end);
        return;
    }
    struct norm_token next = token_at(s->text, mark.end);
    if (mark.rune == ':' && next.rune == '\\') { /* of a drive */
        norm_drop(s, mark.end);
        return;
    }
    if (mark.rune == '.' && next.kind == TOKEN_MARK && next.rune < 0x80 &&
        strchr(",;:", (int)next.rune) != NULL) { /* "etc.," */
        norm_drop(s, mark.end);
        return;
    }
    if (next.kind == TOKEN_BLANK || next.kind == TOKEN_END)
        s->blank_start = s->blank_end;
    s->gap = false;
    norm_keep(s, mark.end);
}

/* [1], [12], [*], {287}: a note mark or a page number, not part of the text. Its end, or 0. */
static size_t note_end(struct view text, struct norm_token mark)
{
    char close = mark.rune == '[' ? ']' : '}';
    struct norm_token inner = token_at(text, mark.end);
    bool note = (inner.kind == TOKEN_DIGITS && inner.end - inner.start <= 4) ||
                (inner.kind == TOKEN_MARK && strchr("*+", text.at[inner.start]) != NULL) ||
                (inner.kind == TOKEN_WORD && inner.letters == 1 &&
                 (!inner.upper_first ||
                  !(mark.start == 0 || rune_is_space(rune_ending(text, mark.start)))));
    struct norm_token last = token_at(text, inner.end);
    return note && token_is(text, last, close) ? last.end : 0;
}

static void say_bracket(struct normaliser *s, struct norm_token mark)
{
    size_t end = mark.rune == '[' || mark.rune == '{' ? note_end(s->text, mark) : 0;
    struct norm_token letter = token_at(s->text, mark.end);
    if (mark.rune == '[' && letter.letters == 1 && byte_at(s->text, letter.end) == ']' &&
        rune_is_letter(rune_at(s->text, letter.end + 1)))
        norm_put(s, letter.end + 1, token_view(s->text, letter)); /* "[I]t" */
    else if (end != 0)
        norm_drop(s, end);
    else if (s->out->bytes > 0 && s->out->at[s->out->bytes - 1] == (char)mark.rune)
        norm_drop(s, mark.end);
    else
        norm_keep(s, mark.end);
}

static bool is_unsayable(uint32_t rune)
{
    return rune == RUNE_BAD || (U_GET_GC_MASK((UChar32)rune) &
                                (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK | U_GC_CS_MASK |
                                 U_GC_CN_MASK | U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

/* "y=x", "2 + 2 = 4": a term on both sides, with a blank on both sides or on neither. */
static bool is_equation(const struct normaliser *s, struct norm_token mark)
{
    struct norm_token before = token_before(s->text, mark.start),
                      after = token_after(s->text, mark);
    bool apart = before.end < mark.start;
    bool left = before.kind == TOKEN_WORD || before.kind == TOKEN_DIGITS ||
                token_is(s->text, before, ')') || token_is(s->text, before, '%') ||
                is_raised(before.rune) || is_lowered(before.rune);
    bool right = after.kind == TOKEN_WORD || after.kind == TOKEN_DIGITS ||
                 (after.kind == TOKEN_MARK && (is_dash(after.rune) || after.rune == '(' ||
                                               after.rune == '+' || after.rune == 0x221A)) ||
                 norm_find(s->rules, "currency", token_view(s->text, after)) != NULL;
    return left && right && apart == (after.start > mark.end);
}

/* "10 ÷ 2", "±5" */
static bool is_between_numbers(const struct normaliser *s, struct norm_token mark)
{
    struct norm_token before = token_before(s->text, mark.start),
                      after = token_after(s->text, mark);
    return after.kind == TOKEN_DIGITS &&
           (before.kind == TOKEN_DIGITS || before.end < mark.start || before.kind != TOKEN_WORD);
}

/* Signs that are spoken only between or before numbers or terms: #5, 2*8, y=x. "" for others. */
static const char *symbol_in_context(const struct normaliser *s, struct norm_token mark)
{
    uint32_t before = rune_ending(s->text, mark.start), after = rune_at(s->text, mark.end);
    bool digit_before = before >= '0' && before <= '9', digit_after = after >= '0' && after <= '9';
    if (mark.rune == '#' && digit_after && !rune_is_alnum(before))
        return norm_option(s->rules, "number sign");
    if (mark.rune == '#' && rune_is_letter(after) && !s->input->heading &&
        (before == 0 || rune_is_space(before)))
        return norm_option(s->rules, "hashtag");
    if (mark.rune == '*' && digit_before && digit_after)
        return norm_option(s->rules, "times");
    if (mark.rune == '^' && rune_is_alnum(before) && digit_after)
        return norm_option(s->rules, "power");
    if ((mark.rune == '*' || mark.rune == 0xD7) && is_between_numbers(s, mark) &&
        token_before(s->text, mark.start).kind == TOKEN_DIGITS)
        return norm_option(s->rules, "times");
    if (mark.rune >= 0x80 && is_between_numbers(s, mark)) {
        const char *sign = norm_find(s->rules, "between numbers", token_view(s->text, mark));
        return sign == NULL ? "" : sign;
    }
    if (mark.rune == '=' && is_equation(s, mark))
        return norm_option(s->rules, "equals");
    return "";
}

/* "<System Message>": brackets around words, not signs between terms. */
static bool is_angle_bracket(const struct normaliser *s, struct norm_token mark)
{
    uint32_t before = rune_ending(s->text, mark.start), after = rune_at(s->text, mark.end);
    if (mark.rune == '<')
        return !rune_is_alnum(before) && (rune_is_alnum(after) || after == '/' || after == '<');
    return mark.rune == '>' && !rune_is_space(before) && !rune_is_alnum(after);
}

/* "C:\\Users" */
static bool say_backslash(struct normaliser *s, struct norm_token mark)
{
    uint32_t before = rune_ending(s->text, mark.start), after = rune_at(s->text, mark.end);
    const char *name = norm_find(s->rules, "net signs", view_of("\\"));
    if (mark.rune != '\\' || name == NULL || !rune_is_alnum(after) ||
        !(before == ':' || rune_is_alnum(before)))
        return false;
    norm_gap(s);
    norm_put_str(s, mark.end, name);
    norm_gap(s);
    return true;
}

/* "fell.¹", "/very/", "## IV": note marks, and markup of emphasis and of headings. */
static bool is_markup(const struct normaliser *s, struct norm_token mark)
{
    uint32_t before = rune_ending(s->text, mark.start), after = rune_at(s->text, mark.end);
    if (is_raised(mark.rune))
        return before != 0 && !rune_is_space(before);
    if (mark.rune == '#')
        return !rune_is_alnum(before);
    if (mark.rune == '/' && (before == '*' || after == '*'))
        return true;
    return mark.rune == '/' && (rune_is_letter(before) != rune_is_letter(after)) &&
           !(before >= '0' && before <= '9') && !(after >= '0' && after <= '9') && after != '/' &&
           before != '/' && before != ':';
}

/* "_un_moral", "munifi_cence_": emphasis that begins or ends inside the word. */
static bool is_emphasis_inside_word(const struct normaliser *s, struct norm_token mark)
{
    size_t start = mark.start, end = mark.end;
    if ((mark.rune != '_' && mark.rune != '*') ||
        !rune_is_letter(rune_ending(s->text, mark.start)) ||
        !rune_is_letter(rune_at(s->text, mark.end)))
        return false;
    while (end - mark.end < TOKEN_MAX_BYTES && rune_is_letter(rune_at(s->text, end)))
        rune_next(s->text, &end);
    while (mark.start - start < TOKEN_MAX_BYTES && rune_is_letter(rune_ending(s->text, start)))
        rune_before(s->text, &start);
    bool after = rune_at(s->text, end) == mark.rune && !rune_is_alnum(rune_at(s->text, end + 1));
    bool before =
        rune_ending(s->text, start) == mark.rune && !rune_is_alnum(rune_ending(s->text, start - 1));
    return after || before;
}

static void say_symbol(struct normaliser *s, struct norm_token mark)
{
    const char *meant = symbol_in_context(s, mark);
    if (say_backslash(s, mark))
        return;
    if (is_emphasis_inside_word(s, mark)) {
        norm_drop(s, mark.end);
        return;
    }
    if (*meant == '\0' && (is_markup(s, mark) || is_angle_bracket(s, mark))) {
        drop_or_separate(s, mark);
        return;
    }
    const char *spoken = norm_find(s->rules, "symbols", token_view(s->text, mark));
    if (*meant != '\0')
        spoken = meant;
    if (spoken == NULL) {
        norm_keep(s, mark.end);
        return;
    }
    if (*spoken == '\0') {
        drop_or_separate(s, mark);
        return;
    }
    norm_gap(s);
    norm_put_str(s, mark.end, spoken);
    norm_gap(s);
}

/* "+1 (123) 456-7890" or "(123) 456-7890" */
static bool say_signed_telephone(struct normaliser *s, struct norm_token mark)
{
    bool plus = mark.rune == '+';
    size_t at = mark.end + (plus && byte_at(s->text, mark.end) == '(');
    struct norm_token area = token_at(s->text, at);
    if (*norm_option(s->rules, "decimal") == '\0' || area.kind != TOKEN_DIGITS ||
        (!plus && byte_at(s->text, area.end) != ')'))
        return false;
    return say_telephone_at(s, at, plus);
}

/* "½", even directly after a word or number */
static bool say_fraction_sign(struct normaliser *s)
{
    bool gap = s->gap;
    s->gap = true;
    if (say_measure(s))
        return true;
    s->gap = gap;
    return false;
}

/* "&c." */
static bool say_and_so_on(struct normaliser *s, struct norm_token mark)
{
    struct norm_token word = token_at(s->text, mark.end);
    const char *spoken =
        word.kind != TOKEN_WORD
            ? NULL
            : norm_find(s->rules, "abbreviations", view_part(s->text, mark.start, word.end));
    if (spoken != NULL) {
        norm_gap(s);
        norm_put_abbreviation(s, word.end, spoken);
    }
    return spoken != NULL;
}

/* "into flight / The stars before him": the end of a line of verse. */
static bool is_line_end(const struct normaliser *s, struct norm_token mark)
{
    struct norm_token next = token_after(s->text, mark);
    return mark.rune == '/' && mark.start > 0 && rune_is_space(rune_ending(s->text, mark.start)) &&
           next.kind == TOKEN_WORD && next.start > mark.end && next.upper_first;
}

void say_mark(struct normaliser *s, struct norm_token mark)
{
    if (is_single_quote(mark.rune))
        say_single_quote(s, mark);
    else if (is_double_quote(mark.rune))
        drop_or_separate(s, mark);
    else if (is_dash(mark.rune))
        say_dash(s, mark);
    else if (mark.rune == 0x2026 ||
             (mark.rune == '.' && strchr(". ", byte_at(s->text, mark.end)) != NULL &&
              token_is(s->text, token_after(s->text, mark), '.')))
        say_dots(s, mark);
    else if (mark.rune == '.' && token_at(s->text, mark.end).kind == TOKEN_DIGITS &&
             !rune_is_alnum(rune_ending(s->text, mark.start)) && say_decimal(s))
        return;
    else if (is_stop(mark.rune))
        say_stop(s, mark);
    else if (is_line_end(s, mark))
        norm_pause(s, mark.end, ',');
    else if (mark.rune == '[' || mark.rune == ']' || mark.rune == '{' || mark.rune == '}')
        say_bracket(s, mark);
    else if ((mark.rune == '+' || mark.rune == '(') && say_signed_telephone(s, mark))
        return;
    else if (mark.rune == '&' && say_and_so_on(s, mark))
        return;
    else if (mark.rune >= 0x203C && say_emoji(s, mark))
        return;
    else if (is_raised(mark.rune) && say_power(s, mark))
        return;
    else if (is_lowered(mark.rune))
        say_lowered(s, mark);
    else if (say_money(s, mark) || (mark.rune >= 0x80 && say_fraction_sign(s)))
        return;
    else if (is_unsayable(mark.rune))
        norm_drop(s, mark.end);
    else
        say_symbol(s, mark);
}
