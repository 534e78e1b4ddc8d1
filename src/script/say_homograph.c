#include "script/say_parts.h"

/* Words that are written alike and said differently: a neighbour decides, by lists in the data
 * file. */

static bool is_listed(const struct sayer *s, struct view word, const char *where,
                      struct token neighbour)
{
    if (neighbour.kind != TOKEN_WORD)
        return false;
    struct text section = {0};
    text_add_lower(&section, word);
    text_addf(&section, " %s", where);
    bool listed = say_find_folded(s->rules, section.at, token_view(s->text, neighbour)) != NULL;
    text_release(&section);
    return listed;
}

/* "th' old": a word with its end cut off; the apostrophe is not that of a quotation. */
static bool say_clipped(struct sayer *s, struct token word)
{
    char next = byte_at(s->text, word.end);
    if (word.letters > 4 || s->quote_open || (next != '\'' && next != '\xE2'))
        return false;
    struct token mark = token_at(s->text, word.end);
    const char *spoken =
        (mark.rune != '\'' && mark.rune != 0x2019) || rune_is_alnum(rune_at(s->text, mark.end))
            ? NULL
            : say_find_folded(s->rules, "clipped", token_view(s->text, word));
    if (spoken != NULL)
        say_put_str(s, mark.end, spoken);
    return spoken != NULL;
}

/* What the neighbours say about the word that has an entry in [homographs]. */
static bool is_other_reading(const struct sayer *s, struct token word)
{
    struct view name = token_view(s->text, word);
    struct token before = token_before(s->text, word.start), after = token_after(s->text, word);
    struct token earlier = token_before(s->text, before.start);
    if (is_listed(s, name, "not behind", before) || is_listed(s, name, "not before", after) ||
        is_listed(s, name, "not two behind", earlier))
        return false;
    return is_listed(s, name, "behind", before) || is_listed(s, name, "before", after) ||
           is_listed(s, name, "two behind", earlier);
}

bool say_homograph(struct sayer *s, struct token word)
{
    if (word.letters > 16)
        return false;
    if (say_clipped(s, word))
        return true;
    struct view name = token_view(s->text, word);
    const char *spoken = say_find(s->rules, "words", name);
    if (spoken == NULL) {
        spoken = say_find_folded(s->rules, "homographs", name);
        if (spoken != NULL && !is_other_reading(s, word))
            spoken = NULL;
    }
    if (spoken != NULL)
        say_put_str(s, word.end, spoken);
    return spoken != NULL;
}
