#include "script/say_parts.h"

#include <stdio.h>

/* Words that are written alike and said differently: a neighbour decides, by lists in the data
 * file. */

static bool is_listed(const struct sayer *s, struct view word, const char *where,
                      struct token neighbour)
{
    char section[96];
    int bytes = snprintf(section, sizeof section, "%.*s %s", VIEW_ARGS(word), where);
    return bytes > 0 && bytes < (int)sizeof section && neighbour.kind == TOKEN_WORD &&
           say_find_folded(s->rules, section, token_view(s->text, neighbour)) != NULL;
}

bool say_homograph(struct sayer *s, struct token word)
{
    if (word.letters > 16)
        return false;
    struct view name = token_view(s->text, word);
    const char *always = say_find(s->rules, "words", name);
    if (always != NULL) {
        say_put_str(s, word.end, always);
        return true;
    }
    const char *spoken = say_find(s->rules, "homographs", name);
    if (spoken == NULL)
        return false;
    struct token before = token_before(s->text, word.start);
    struct token earlier = token_before(s->text, before.start);
    if (is_listed(s, name, "not two behind", earlier))
        return false;
    if (!is_listed(s, name, "behind", before) &&
        !is_listed(s, name, "before", token_after(s->text, word)))
        return false;
    say_put_str(s, word.end, spoken);
    return true;
}
