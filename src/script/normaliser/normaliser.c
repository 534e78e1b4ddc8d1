/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/normaliser.h"

#include "script/lexicon/lexicon.h"
#include "script/normaliser/core/state.h"
#include "script/normaliser/handlers.h"
#include "script/normaliser/numbers/handlers.h"

#include <string.h>

/* "don`t", "Ts`ao": a backtick as an apostrophe. It is dropped in a foreign name. */
static bool say_backtick(struct normaliser *s, struct norm_token word)
{
    struct view letters = token_view(s->text, word);
    const char *found = memchr(letters.at, '`', letters.bytes);
    if (found == NULL)
        return false;
    size_t tick = (size_t)(found - letters.at);
    struct view ending = view_part(letters, tick + 1, letters.bytes);
    bool contraction = norm_find_folded(s->rules, "contractions", ending) != NULL;
    for (size_t i = 0; i < letters.bytes; i++)
        if (letters.at[i] != '`' || contraction)
            text_add_char(&s->spoken, letters.at[i] == '`' ? '\'' : letters.at[i]);
    if (word.upper_all) {
        struct text capitals = s->spoken;
        s->spoken = (struct text){0};
        text_add_lower(&s->spoken, text_view(&capitals));
        text_release(&capitals);
    }
    norm_put_scratch(s, word.end);
    return true;
}

/* "n.º 5", "n° 5": an abbreviation of "number" with a sign in it. */
static bool say_number_sign(struct normaliser *s, struct norm_token word)
{
    if (word.letters > 2)
        return false;
    size_t end = word.end;
    while (end < s->text.bytes && end - word.start < 8 && !rune_is_space(rune_at(s->text, end)) &&
           !(s->text.at[end] >= '0' && s->text.at[end] <= '9'))
        rune_next(s->text, &end);
    if (token_after(s->text, (struct norm_token){.end = end}).kind != TOKEN_DIGITS)
        return false;
    const char *spoken =
        norm_find_folded(s->rules, "number signs", view_part(s->text, word.start, end));
    if (spoken == NULL)
        return false;
    norm_put_str(s, end, spoken);
    norm_gap(s);
    return true;
}

/* The first handler that accepts the word wins. What the markup says comes first, and handlers of
 * several tokens (dashes, addresses) come before those of single words. */
static void say_word(struct normaliser *s, struct norm_token word)
{
    bool dot = byte_at(s->text, word.end) == '.';
    if (say_backtick(s, word) || say_number_sign(s, word))
        return;
    if (say_hinted(s, word) || say_dashed(s, word) || say_web(s, word) || say_sound(s, word) ||
        say_roman(s, word) || say_hinted_numeral(s, word) || say_month(s, word))
        return;
    if ((word.letters <= 4 && say_money(s, word)) || (word.upper_first && say_scripture(s, word)))
        return;
    if (word.upper_first && say_weekday(s, word))
        return;
    if ((dot || word.upper_first) && say_abbreviation(s, word))
        return;
    if (!dot && word.letters <= 4 && say_small_street(s, word))
        return;
    if (word.upper_first && say_letters(s, word))
        return;
    if (word.upper_any && say_capitals(s, word))
        return;
    if (!say_homograph(s, word))
        norm_keep(s, word.end);
}

static void say_token(struct normaliser *s)
{
    struct norm_token token = token_at(s->text, s->at);
    switch (token.kind) {
    case TOKEN_WORD:
        say_word(s, token);
        break;
    case TOKEN_DIGITS:
        if (!say_digits(s, token))
            norm_keep(s, token.end);
        break;
    case TOKEN_BLANK: {
        /* A line break in verse or in a heading is a pause. */
        bool line_ends = memchr(s->text.at + token.start, '\n', token.end - token.start) != NULL;
        if (line_ends && s->input->heading)
            norm_pause(s, token.end, '.');
        else if (line_ends && s->input->verse)
            norm_pause(s, token.end, ',');
        else
            norm_blank(s, token.end);
        break;
    }
    case TOKEN_MARK:
        say_mark(s, token);
        break;
    case TOKEN_END:
        norm_drop(s, s->text.bytes);
        break;
    }
}

/* Says s->spoken, separated from its neighbours, for what is written up to `end`. */
static void say_as_word(struct normaliser *s, size_t end)
{
    if (s->spoken.bytes > 0 && rune_is_alnum(rune_ending(text_view(s->out), s->out->bytes)) &&
        s->blank_start == s->blank_end && norm_last(s) != '\0')
        norm_gap(s);
    norm_put(s, end, view_trim(text_view(&s->spoken)));
    if (s->spoken.bytes > 0 && rune_is_alnum(rune_at(s->text, end)))
        norm_gap(s);
    text_clear(&s->spoken);
}

/* What the author or the markup gives as the spoken form comes before everything else. */
static bool say_from_span(struct normaliser *s)
{
    const struct norm_spans *spans = s->input->spans;
    if (spans == NULL)
        return false;
    while (s->span < spans->count && spans->items[s->span].end <= s->at)
        s->span++;
    if (s->span == spans->count || spans->items[s->span].start > s->at)
        return false;
    const struct norm_span *span = &spans->items[s->span];
    size_t end = span->end < s->text.bytes ? span->end : s->text.bytes;
    if (span->spoken[0] == '\0' || span->start < s->at) { /* its beginning has been said already */
        norm_drop(s, end);
        return true;
    }
    text_addf(&s->spoken, span->phonemes ? "[[%s]]" : "%s", span->spoken);
    say_as_word(s, end);
    return true;
}

/* Where the next span after `at` begins, at most `limit`. */
static size_t next_span(const struct normaliser *s, size_t at, size_t limit)
{
    const struct norm_spans *spans = s->input->spans;
    for (size_t i = s->span; spans != NULL && i < spans->count; i++)
        if (spans->items[i].start > at)
            return spans->items[i].start < limit ? spans->items[i].start : limit;
    return limit;
}

/* The lexicon comes next. */
static bool say_from_lexicon(struct normaliser *s)
{
    size_t end = 0;
    if (s->rules->lexicon == NULL || !lexicon_match(s->rules->lexicon, s->at, &s->spoken, &end))
        return false;
    say_as_word(s, end);
    return true;
}

/* The loop of normalise() with spans or a lexicon: the text is cut where the next one may begin, so
 * that no handler reads beyond it. */
static void say_with_given_words(struct normaliser *s)
{
    struct view whole = s->text;
    struct lexicon *lexicon = s->rules->lexicon;
    if (lexicon != NULL)
        lexicon_begin(lexicon, whole, s->at, whole.bytes);
    while (s->at < whole.bytes) {
        s->text = whole;
        if (say_from_span(s))
            continue;
        s->text = view_part(whole, 0, next_span(s, s->at, whole.bytes));
        if (say_from_lexicon(s))
            continue;
        size_t next = lexicon != NULL ? lexicon_next(lexicon, s->at + 1) : whole.bytes;
        s->text = view_part(s->text, 0, next);
        say_token(s);
    }
}

void normalise(const struct norm_rules *rules, const struct norm_input *input, struct text *spoken,
               struct norm_map *map)
{
    struct normaliser s = {
        .rules = rules,
        .input = input,
        .text = view_part(input->text, 0, input->end),
        .at = input->start,
        .out = spoken,
        .base = spoken->bytes,
        .map = map,
    };
    if (map != NULL)
        map->count = 0;
    if (rules->lexicon != NULL || (input->spans != NULL && input->spans->count > 0))
        say_with_given_words(&s);
    while (s.at < s.text.bytes)
        say_token(&s);
    text_release(&s.spoken);
}
