#include "script/say.h"

#include "script/lexicon.h"
#include "script/say_parts.h"

#include <string.h>

/* White space: a line break of verse or of a heading is heard. */
static void say_white_space(struct sayer *s, struct token blank)
{
    bool line_ends = memchr(s->text.at + blank.start, '\n', blank.end - blank.start) != NULL;
    if (line_ends && s->input->heading)
        say_pause(s, blank.end, '.');
    else if (line_ends && s->input->verse)
        say_pause(s, blank.end, ',');
    else
        say_blank(s, blank.end);
}

static void say_word(struct sayer *s, struct token word)
{
    bool dot = byte_at(s->text, word.end) == '.';
    if (say_dashed(s, word) || say_web(s, word) || say_roman(s, word) || say_month(s, word))
        return;
    if (word.letters <= 4 && say_money(s, word))
        return;
    if ((dot || word.upper_first) && say_abbreviation(s, word))
        return;
    if (word.upper_first && say_letters(s, word))
        return;
    if (word.upper_any && say_capitals(s, word))
        return;
    if (!say_homograph(s, word))
        say_keep(s, word.end);
}

static void say_token(struct sayer *s)
{
    struct token token = token_at(s->text, s->at);
    switch (token.kind) {
    case TOKEN_WORD:
        say_word(s, token);
        break;
    case TOKEN_DIGITS:
        if (!say_digits(s, token))
            say_keep(s, token.end);
        break;
    case TOKEN_BLANK:
        say_white_space(s, token);
        break;
    case TOKEN_MARK:
        say_mark(s, token);
        break;
    case TOKEN_END:
        say_drop(s, s->text.bytes);
        break;
    }
}

/* The user's own words come first. */
static bool say_from_lexicon(struct sayer *s)
{
    size_t end = 0;
    if (!lexicon_match(s->rules->lexicon, s->at, &s->spoken, &end))
        return false;
    if (s->spoken.bytes > 0 && rune_is_alnum(rune_ending(text_view(s->out), s->out->bytes)) &&
        s->blank_start == s->blank_end && say_last(s) != '\0')
        say_gap(s);
    say_put(s, end, view_trim(text_view(&s->spoken)));
    text_clear(&s->spoken);
    if (rune_is_alnum(rune_at(s->text, end)))
        say_gap(s);
    return true;
}

/* The same as the loop in say, but the text is cut where a regular expression of the lexicon
 * matches. */
static void say_with_lexicon(struct sayer *s)
{
    struct view whole = s->text;
    lexicon_begin(s->rules->lexicon, whole, s->at, whole.bytes);
    while (s->at < whole.bytes) {
        s->text = whole;
        if (say_from_lexicon(s))
            continue;
        size_t next = lexicon_next(s->rules->lexicon, s->at + 1);
        s->text = view_part(whole, 0, next);
        say_token(s);
    }
}

void say(const struct say_rules *rules, const struct say_input *input, struct text *spoken,
         struct say_map *map)
{
    struct sayer s = {
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
    if (rules->lexicon != NULL)
        say_with_lexicon(&s);
    while (s.at < s.text.bytes)
        say_token(&s);
    text_release(&s.spoken);
}
