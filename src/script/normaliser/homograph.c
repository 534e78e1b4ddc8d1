/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/handlers.h"

/* Words that are written alike and said differently: a neighbour decides, by lists in the data
 * file. */

enum { NEAR_WORDS = 12 }; /* how far [near ...] looks to each side; chosen: a sentence or so */

/* The value of the neighbour in the section [where "word"], or NULL. */
static const char *find_neighbour(const struct normaliser *s, struct view word, const char *where,
                                  struct norm_token neighbour)
{
    if (neighbour.kind != TOKEN_WORD)
        return NULL;
    struct text section = {0};
    text_addf(&section, "%s \"", where);
    text_add_lower(&section, word);
    text_add_char(&section, '"');
    const char *value = norm_find_folded(s->rules, section.at, token_view(s->text, neighbour));
    text_release(&section);
    return value;
}

static bool is_listed(const struct normaliser *s, struct view word, const char *where,
                      struct norm_token neighbour)
{
    return find_neighbour(s, word, where, neighbour) != NULL;
}

/* The last word but one is listed, with the words that may come between: "made = a | his". */
static bool is_listed_two_before(const struct normaliser *s, struct view word, const char *where,
                                 struct norm_token before, struct norm_token earlier)
{
    const char *between = find_neighbour(s, word, where, earlier);
    if (between == NULL || *between == '\0')
        return between != NULL;
    struct text name = {0};
    text_add_lower(&name, token_view(s->text, before));
    struct view rest = view_of(between);
    bool found = false;
    while (!found && rest.bytes > 0) {
        size_t bar = view_find(rest, "|", 0);
        found = view_is(view_trim(view_part(rest, 0, bar)), text_view(&name).at);
        rest = view_part(rest, bar + 1, rest.bytes);
    }
    text_release(&name);
    return found;
}

/* A word of [near ...] is within reach, in the same sentence or not. */
static bool has_near(const struct normaliser *s, struct view name, struct norm_token word)
{
    struct norm_token before = word, after = word;
    for (int i = 0; i < NEAR_WORDS; i++) {
        before = token_before(s->text, before.start);
        after = token_after(s->text, after);
        if (is_listed(s, name, "near", before) || is_listed(s, name, "near", after))
            return true;
    }
    return false;
}

/* "th' old": a word with its end cut off. The apostrophe does not close a quotation. */
static bool say_clipped(struct normaliser *s, struct norm_token word)
{
    char next = byte_at(s->text, word.end);
    if (word.letters > 4 || s->quote_open || (next != '\'' && next != '\xE2'))
        return false;
    struct norm_token mark = token_at(s->text, word.end);
    const char *spoken =
        (mark.rune != '\'' && mark.rune != 0x2019) || rune_is_alnum(rune_at(s->text, mark.end))
            ? NULL
            : norm_find_folded(s->rules, "clipped", token_view(s->text, word));
    if (spoken != NULL && byte_at(s->text, mark.end) == '-') {
        /* "will-o'-the-wisp": the hyphen is kept, the apostrophe before it is dropped. */
        text_add_view(&s->spoken, token_view(s->text, word));
        text_add_char(&s->spoken, '-');
        norm_put_scratch(s, mark.end + 1);
    } else if (spoken != NULL) {
        norm_put_str(s, mark.end, spoken);
    }
    return spoken != NULL;
}

/* Whether the neighbours of a word of [homographs] ask for its second pronunciation. */
static bool has_second_pronunciation(const struct normaliser *s, struct norm_token word)
{
    struct view name = token_view(s->text, word);
    struct norm_token before = token_before(s->text, word.start),
                      after = token_after(s->text, word);
    struct norm_token earlier = token_before(s->text, before.start);
    if (is_listed(s, name, "usual before", before) || is_listed(s, name, "usual after", after) ||
        is_listed_two_before(s, name, "usual two before", before, earlier))
        return false;
    if (norm_find_folded(s->rules, "homographs by context", name) != NULL)
        return !has_near(s, name, word);
    if (norm_find_folded(s->rules, "past forms", name) != NULL && is_past_form(s, word))
        return true;
    return is_listed(s, name, "before", before) || is_listed(s, name, "after", after) ||
           is_listed_two_before(s, name, "two before", before, earlier);
}

bool say_homograph(struct normaliser *s, struct norm_token word)
{
    if (word.letters > 16)
        return false;
    if (say_clipped(s, word))
        return true;
    struct view name = token_view(s->text, word);
    const char *spoken = norm_find(s->rules, "words", name);
    if (spoken == NULL) {
        spoken = norm_find_folded(s->rules, "homographs", name);
        if (spoken != NULL && !has_second_pronunciation(s, word))
            spoken = NULL;
    }
    if (spoken != NULL)
        norm_put_str(s, word.end, spoken);
    return spoken != NULL;
}
