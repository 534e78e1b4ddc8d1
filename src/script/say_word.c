#include "script/say_parts.h"

#include <string.h>

/* Abbreviations, initials and single letters, hyphenated words. */

/* The dot of an abbreviation also ends the sentence. */
static bool dot_ends_sentence(const struct sayer *s, struct token dot) {
    struct token next = token_after(s->text, dot);
    if (next.kind == TOKEN_END)
        return true;
    return next.kind == TOKEN_WORD && next.upper_first && next.start > dot.end &&
           say_find(s->rules, "sentence starters", token_view(s->text, next)) != NULL;
}

/* Says `spoken` for the abbreviation; its dot at `dot` stays when it ends the sentence. */
static void put_abbreviation(struct sayer *s, size_t dot, const char *spoken) {
    if (byte_at(s->text, dot) != '.') {
        say_put_str(s, dot, spoken);
        return;
    }
    struct token mark = token_at(s->text, dot);
    bool ends = dot_ends_sentence(s, mark);
    say_put_str(s, ends ? dot : mark.end, spoken);
}

/* "i.e", "U.S.A", "Ph.D": where letters parted by dots end; 0 when there is no dot inside. */
static size_t dotted_end(struct view text, struct token word) {
    size_t end = word.end;
    struct token part = word;
    bool dotted = false;
    while (byte_at(text, end) == '.' && end - word.start < TOKEN_MAX_BYTES) {
        part = token_at(text, end + 1);
        if (part.kind != TOKEN_WORD || part.letters > 2)
            break;
        end = part.end;
        dotted = true;
    }
    return dotted ? end : 0;
}

static bool say_dotted(struct sayer *s, struct token word) {
    size_t end = dotted_end(s->text, word);
    if (end == 0)
        return false;
    const char *spoken = say_find_folded(s->rules, "dotted", view_part(s->text, word.start, end));
    if (spoken == NULL)
        return false;
    put_abbreviation(s, end, spoken);
    return true;
}

static bool say_title(struct sayer *s, struct token word, bool dot) {
    const char *spoken = say_find(s->rules, "titles", token_view(s->text, word));
    if (spoken == NULL)
        return false;
    struct token next = token_at(s->text, word.end + dot);
    if (next.kind == TOKEN_BLANK)
        next = token_after(s->text, next);
    if (!dot && !(next.kind == TOKEN_WORD && next.upper_first))
        return false;
    put_abbreviation(s, word.end, spoken);
    return true;
}

bool say_abbreviation(struct sayer *s, struct token word) {
    bool dot = byte_at(s->text, word.end) == '.';
    if (word.letters > 12)
        return false;
    if (dot && say_dotted(s, word))
        return true;
    if (say_title(s, word, dot))
        return true;
    const char *spoken =
        dot ? say_find_folded(s->rules, "abbreviations", token_view(s->text, word)) : NULL;
    if (spoken == NULL)
        return false;
    put_abbreviation(s, word.end, spoken);
    return true;
}

/* The name of a letter where the synthesiser would not say it: "A" is an article to it. */
static void add_letter(struct sayer *s, struct view letter) {
    const char *name = say_find(s->rules, "letters", letter);
    if (s->spoken.bytes > 0)
        text_add_char(&s->spoken, ' ');
    if (name != NULL)
        text_add_str(&s->spoken, name);
    else
        text_add_view(&s->spoken, letter);
}

/* Initials: capital letters with a dot each, "J. R. R." or "U.S.A.". */
static bool say_initials(struct sayer *s, struct token word) {
    struct token dot = {0};
    size_t end = s->at;
    while (word.kind == TOKEN_WORD && word.letters == 1 && word.upper_first &&
           end - s->at < TOKEN_MAX_BYTES) {
        dot = token_at(s->text, word.end);
        if (!token_is(s->text, dot, '.'))
            break;
        add_letter(s, token_view(s->text, word));
        end = dot.end;
        word = token_after(s->text, dot);
    }
    if (s->spoken.bytes == 0)
        return false;
    dot = token_at(s->text, end - 1);
    say_put_scratch(s, dot_ends_sentence(s, dot) ? dot.start : dot.end);
    return true;
}

bool say_letters(struct sayer *s, struct token word) {
    return word.letters == 1 && say_initials(s, word);
}

bool say_plain(struct sayer *s, struct token word) {
    if (byte_at(s->text, word.end) != '-')
        return false;
    struct token second = token_at(s->text, word.end + 1);
    if (second.kind != TOKEN_WORD)
        return false;
    const char *spoken =
        say_find_folded(s->rules, "hyphenated", view_part(s->text, word.start, second.end));
    if (spoken != NULL)
        say_put_str(s, second.end, spoken);
    return spoken != NULL;
}
