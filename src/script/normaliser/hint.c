/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the markup of a book says for sure about a word: enum norm_hint_kind. */
#include "script/normaliser/handlers.h"
#include "script/normaliser/numbers/handlers.h"

#include <ctype.h>

enum { MAX_LETTERS = 8 }; /* chosen: longer ones are rather words */

/* The hint that contains the whole word, or NULL. */
static const struct norm_hint *hint_around(struct normaliser *s, struct norm_token word)
{
    const struct norm_hints *hints = s->input->hints;
    while (hints != NULL && s->hint < hints->count && hints->items[s->hint].end <= word.start)
        s->hint++;
    if (hints == NULL || s->hint == hints->count)
        return NULL;
    const struct norm_hint *hint = &hints->items[s->hint];
    return hint->start <= word.start && word.end <= hint->end ? hint : NULL;
}

/* "IT", "rpm", the letter "a". What has dots is left to say_initials, and "MPs" is not spelt. */
static bool say_as_letters(struct normaliser *s, struct norm_token word)
{
    struct view letters = token_view(s->text, word);
    bool one_case = word.upper_all || !word.upper_any;
    if (!one_case || letters.bytes != (size_t)word.letters || word.letters > MAX_LETTERS ||
        byte_at(s->text, word.end) == '.')
        return false;
    for (size_t i = 0; i < letters.bytes; i++) {
        char letter = (char)toupper((unsigned char)letters.at[i]);
        add_letter(s, (struct view){&letter, 1});
    }
    norm_put_scratch(s, word.end);
    return true;
}

/* "N.N.W.", "SE", "S. by E.": north-north-west, south-east, south by east. */
static bool say_as_compass(struct normaliser *s, const struct norm_hint *hint)
{
    size_t end = s->at;
    bool in_word = false;
    for (size_t at = s->at; at < hint->end && at < s->text.bytes; at++) {
        char letter = s->text.at[at];
        const char *name = norm_find(s->rules, "compass", view_part(s->text, at, at + 1));
        bool lower = islower((unsigned char)letter);
        if (name != NULL) {
            text_addf(&s->spoken, "%s%s", s->spoken.bytes == 0 ? "" : in_word ? " " : "-", name);
            end = at + 1;
        } else if (lower && s->spoken.bytes > 0) {
            text_addf(&s->spoken, "%s%c", in_word ? "" : " ", letter);
        } else if (letter != '.' && letter != ' ') {
            text_clear(&s->spoken);
            return false;
        }
        in_word = lower || (in_word && name == NULL);
    }
    if (s->spoken.bytes > 0)
        norm_put_abbreviation_scratch(s, end);
    return end > hint->start;
}

bool say_hinted(struct normaliser *s, struct norm_token word)
{
    const struct norm_hint *hint = hint_around(s, word);
    if (hint == NULL)
        return false;
    if (hint->kind == NORM_HINT_COMPASS)
        return hint->start == word.start && say_as_compass(s, hint);
    return hint->kind == NORM_HINT_LETTERS && say_as_letters(s, word);
}

bool say_hinted_numeral(struct normaliser *s, struct norm_token word)
{
    const struct norm_hint *hint = hint_around(s, word);
    int value = hint != NULL && hint->kind == NORM_HINT_ROMAN && hint->start == word.start
                    ? roman_value(token_view(s->text, word))
                    : 0;
    if (value == 0)
        return false;
    add_cardinal(s, (uint64_t)value);
    norm_put_scratch(s, word.end);
    return true;
}
