/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dot after abbreviations, initials and single letters, and the names of letters. */
#include "script/normaliser/core/state.h"

bool dot_ends_sentence(const struct normaliser *s, struct norm_token dot)
{
    struct norm_token next = token_after(s->text, dot);
    if (next.kind == TOKEN_END) /* of the piece, not only of what precedes a lexicon entry */
        return s->text.bytes == s->input->end || s->text.bytes == s->input->text.bytes;
    return next.kind == TOKEN_WORD && next.upper_first && next.start > dot.end &&
           norm_find(s->rules, "sentence starters", token_view(s->text, next)) != NULL;
}

void norm_put_abbreviation(struct normaliser *s, size_t dot, const char *spoken)
{
    if (byte_at(s->text, dot) != '.') {
        norm_put_str(s, dot, spoken);
        return;
    }
    struct norm_token mark = token_at(s->text, dot);
    bool ends = dot_ends_sentence(s, mark);
    norm_put_str(s, ends ? dot : mark.end, spoken);
    struct norm_token apostrophe = token_at(s->text, mark.end),
                      letter = token_at(s->text, apostrophe.end);
    if (!ends && (apostrophe.rune == '\'' || apostrophe.rune == 0x2019) &&
        view_is(token_view(s->text, letter), "s"))
        norm_put_str(s, letter.end, "'s"); /* "Louis XVI.'s" */
}

void norm_put_abbreviation_scratch(struct normaliser *s, size_t dot)
{
    struct text spoken = s->spoken;
    s->spoken = (struct text){0};
    norm_put_abbreviation(s, dot, text_view(&spoken).at);
    text_release(&spoken);
}

/* The name of a letter where the synthesiser would not say it: "A" is an article to it. */
void add_letter(struct normaliser *s, struct view letter)
{
    const char *name = norm_find(s->rules, "letters", letter);
    if (s->spoken.bytes > 0)
        text_add_char(&s->spoken, ' ');
    if (name != NULL)
        text_add_str(&s->spoken, name);
    else
        text_add_view(&s->spoken, letter);
}
