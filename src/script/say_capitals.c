#include "script/say_parts.h"

/* A neighbour that is in capitals too: then capitals are emphasis or a heading, not an acronym. */
static bool shouts(struct token token) {
    return token.kind == TOKEN_WORD && token.upper_all && token.letters > 1;
}

static bool say_lower(struct sayer *s, struct token word) {
    text_add_lower(&s->spoken, token_view(s->text, word));
    say_put_scratch(s, word.end);
    return true;
}

bool say_capitals(struct sayer *s, struct token word) {
    if (!word.upper_all || word.letters < 2)
        return false;
    struct token before = token_before(s->text, word.start);
    struct token after = token_after(s->text, word);
    if (s->input->heading || shouts(before) || shouts(after))
        return say_lower(s, word);
    return false;
}
