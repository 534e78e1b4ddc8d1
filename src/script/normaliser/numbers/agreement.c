/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

#include <string.h>

/* Numbers that agree with the noun after them: "veintiún años", "eine Stunde", "media hora". */

enum { ENDING_MAX_BYTES = 6 }; /* the longest ending in the data files (German "schaft") */

bool is_feminine(const struct normaliser *s, struct view noun)
{
    if (norm_find_folded(s->rules, "feminine nouns", noun) != NULL)
        return true;
    if (norm_find_folded(s->rules, "masculine nouns", noun) != NULL)
        return false;
    for (size_t bytes = 1; bytes <= ENDING_MAX_BYTES && bytes < noun.bytes; bytes++) {
        struct view ending = view_part(noun, noun.bytes - bytes, noun.bytes);
        if (norm_find(s->rules, "feminine endings", ending) != NULL)
            return true;
    }
    return false;
}

/* The noun that is counted. Some languages capitalise nouns; in others a capital is a name. */
static bool noun_at(const struct normaliser *s, size_t at, struct view *noun)
{
    struct norm_token word = token_after(s->text, (struct norm_token){.end = at});
    bool capitals = norm_option_is(s->rules, "nouns", "capitalised");
    *noun = token_view(s->text, word);
    return word.kind == TOKEN_WORD && word.start > at && word.upper_first == capitals &&
           word.letters >= 3;
}

bool add_agreeing(struct normaliser *s, const struct number *number)
{
    struct view noun;
    const char *agreement = norm_option(s->rules, "agreement");
    bool ends_in_one = number->value % 10 == 1 && number->value % 100 != 11;
    if (*agreement == '\0' || !number_is_whole(number) || number->digits > 15 ||
        number->leading_zero || !noun_at(s, number->end, &noun))
        return false;
    bool feminine = is_feminine(s, noun);
    if (number_is_one(number)) {
        add_word(s, norm_option(s->rules, feminine ? "one feminine" : "one before noun"));
        return true;
    }
    if (strcmp(agreement, "yes") != 0 || !(ends_in_one || (feminine && number->value >= 200)))
        return false;
    spell(s->rules->spellout, feminine ? SPELL_FEMININE : SPELL_MASCULINE, number->value,
          &s->spoken);
    return true;
}

void add_count(struct normaliser *s, const struct number *number, struct view noun)
{
    bool feminine = norm_find(s->rules, "feminine nouns", noun) != NULL;
    const char *one = norm_option(s->rules, feminine ? "one feminine" : "one before noun");
    if (number_is_one(number) && *one != '\0')
        add_word(s, one);
    else if (feminine && number_is_whole(number) && number->digits <= 15 &&
             norm_option_is(s->rules, "agreement", "yes"))
        spell(s->rules->spellout, SPELL_FEMININE, number->value, &s->spoken);
    else if (number->end == number->start) /* it is not in the text: the cents of "1.01" */
        add_cardinal(s, number->value);
    else
        add_number(s, number);
}

bool add_half_of(struct normaliser *s, size_t at)
{
    const char *halves = norm_option(s->rules, "half before noun");
    struct view noun;
    struct norm_token word = token_after(s->text, (struct norm_token){.end = at});
    if (*halves == '\0' || word.kind != TOKEN_WORD)
        return false;
    const char *unit = norm_find(s->rules, "units", token_view(s->text, word));
    if (unit != NULL)
        noun = norm_choice(unit, 0);
    else if (!noun_at(s, at, &noun))
        return false;
    bool masculine = norm_find_folded(s->rules, "masculine nouns", noun) != NULL;
    struct view half = norm_choice(halves, is_feminine(s, noun) ? 1 : masculine ? 2 : 0);
    if (s->spoken.bytes > 0)
        text_add_char(&s->spoken, ' ');
    text_add_view(&s->spoken, half);
    return true;
}
