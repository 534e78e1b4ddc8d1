/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/handlers.h"

/*
 * Verbs whose past is written like their present: English "read". The words before it decide, by
 * lists in the data file.
 */

/* How many words are looked at, at most. Chosen: a clause of common length; an auxiliary with its
 * subject, "not" and an adverb. */
enum { CLAUSE_WORDS = 12, PERFECT_WORDS = 4 };

static bool is_in(const struct normaliser *s, const char *section, struct norm_token word)
{
    return word.kind == TOKEN_WORD &&
           norm_find_folded(s->rules, section, token_view(s->text, word)) != NULL;
}

/* "have you ever read", "he had not read": an auxiliary, and only listed words after it. */
static bool is_perfect(const struct normaliser *s, struct norm_token word)
{
    for (int i = 0; i < PERFECT_WORDS; i++) {
        word = token_before(s->text, word.start);
        if (is_in(s, "perfect", word))
            return true;
        if (!is_in(s, "inside perfect", word))
            return false;
    }
    return false;
}

static bool is_past_word(const struct normaliser *s, struct norm_token word)
{
    const char *ending = norm_option(s->rules, "past ending");
    return is_in(s, "past words", word) ||
           (word.kind == TOKEN_WORD && !word.upper_first && word.letters > 3 && *ending != '\0' &&
            view_ends(token_view(s->text, word), ending));
}

/* "He opened the letter and read it", but "he wanted to sit and read". */
static bool joins_past(const struct normaliser *s, struct norm_token word)
{
    word = token_before(s->text, word.start);
    if (!is_in(s, "past joins", word))
        return false;
    for (int i = 0; i < CLAUSE_WORDS; i++) {
        word = token_before(s->text, word.start);
        if (word.kind == TOKEN_END || is_in(s, "before infinitives", word) ||
            token_is(s->text, word, '.') || token_is(s->text, word, ';') ||
            token_is(s->text, word, '?') || token_is(s->text, word, '!'))
            return false;
        if (is_past_word(s, word))
            return true;
    }
    return false;
}

/* "I'll", "who'd" */
static bool has_apostrophe(const struct normaliser *s, struct norm_token word)
{
    struct view name = token_view(s->text, word);
    return view_find(name, "'", 0) < name.bytes || view_find(name, "\u2019", 0) < name.bytes;
}

/* "Mary read it", but "let Mary read it". In the present tense it would be "reads". */
static bool follows_name(const struct normaliser *s, struct norm_token word)
{
    struct norm_token name = token_before(s->text, word.start);
    struct norm_token earlier = token_before(s->text, name.start);
    return name.kind == TOKEN_WORD && name.end < word.start && name.upper_first &&
           !word.upper_any && name.letters > 1 && !has_apostrophe(s, name) &&
           norm_find(s->rules, "sentence starters", token_view(s->text, name)) == NULL &&
           !is_in(s, "before infinitives", earlier) && !is_in(s, "before infinitives", name) &&
           !s->input->heading;
}

bool is_past_form(const struct normaliser *s, struct norm_token word)
{
    return is_perfect(s, word) || joins_past(s, word) || follows_name(s, word);
}
