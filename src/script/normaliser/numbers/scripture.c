/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

/* Chapter and verse: "Gen. 1:1", "1 Cor. 13:4-7", "Luke 2:1". */

struct scripture {
    const char *name; /* "": as it is written */
    struct norm_token book;
    size_t number_start; /* of the chapter */
};

/* A book of the Bible at `word`, with a chapter and a verse after it. */
static bool scripture_at(const struct normaliser *s, struct norm_token word,
                         struct scripture *found)
{
    if (word.kind != TOKEN_WORD || !word.upper_first || word.letters > 14)
        return false;
    const char *name = norm_find(s->rules, "books of the bible", token_view(s->text, word));
    struct norm_token dot = token_at(s->text, word.end);
    struct norm_token chapter = token_after(s->text, token_is(s->text, dot, '.') ? dot : word);
    struct norm_token colon = token_at(s->text, chapter.end);
    if (name == NULL || chapter.kind != TOKEN_DIGITS || chapter.end - chapter.start > 3 ||
        !token_is(s->text, colon, ':') || token_at(s->text, colon.end).kind != TOKEN_DIGITS)
        return false;
    *found = (struct scripture){name, word, chapter.start};
    return true;
}

/* Says "23:1-6" at s->at as "23, 1 to 6", and after a comma or semicolon more of the kind. */
static void say_chapter_and_verse(struct normaliser *s)
{
    struct norm_token chapter = token_at(s->text, s->at), colon = token_at(s->text, chapter.end),
                      verse = token_at(s->text, colon.end);
    norm_keep(s, chapter.end);
    norm_put_str(s, colon.end, ",");
    norm_gap(s);
    norm_keep(s, verse.end);
    say_to(s);
}

static void say_book(struct normaliser *s, const struct scripture *scripture)
{
    norm_gap(s);
    if (*scripture->name == '\0')
        norm_keep(s, scripture->book.end);
    else
        norm_put_str(s, scripture->book.end, scripture->name);
    norm_drop(s, scripture->number_start);
    norm_gap(s);
    say_chapter_and_verse(s);
}

bool say_scripture(struct normaliser *s, struct norm_token word)
{
    struct scripture scripture;
    if (!scripture_at(s, word, &scripture))
        return false;
    say_book(s, &scripture);
    return true;
}

bool say_numbered_scripture(struct normaliser *s, const struct number *number)
{
    struct norm_token word = token_after(s->text, (struct norm_token){.end = number->end});
    struct scripture scripture;
    if (number->digits != 1 || number->value < 1 || number->value > 4 || !number_is_whole(number) ||
        !scripture_at(s, word, &scripture))
        return false;
    add_ordinal(s, number->value, "");
    norm_put_scratch(s, word.start);
    say_book(s, &scripture);
    return true;
}
