/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/title.h"

#include "base/table.h"
#include "book/wording/bracket_mark.h"
#include "book/wording/line_words.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <string.h>
#include <strings.h>

enum {
    MAX_TITLE_BYTES = 600, /* chosen: more than any display shows */
    LEADER_DOTS = 4,       /* to a page number; an ellipsis has three, and needs no number */
};

static bool is_markup(uint32_t rune)
{
    return rune == '_' || rune == '*' || rune == '=' || rune == '#' || rune == '~' || rune == 0xAD;
}

/* A number in brackets: the mark of a note, or the year of a poem. Returns its end, or `at`. */
static size_t skip_bracketed_number(struct view text, size_t at)
{
    if (text.at[at] != '[' && text.at[at] != '{')
        return at;
    size_t end = at + 1;
    while (end < text.bytes && text.at[end] >= '0' && text.at[end] <= '9')
        end++;
    bool closed = end > at + 1 && end < text.bytes && (text.at[end] == ']' || text.at[end] == '}');
    return closed ? end + 1 : at;
}

void title_add_plain(struct text *out, struct view text)
{
    struct text closed = {0};
    bool blank = false;
    if (close_up(text, &closed))
        text = text_view(&closed);
    for (size_t at = 0; at < text.bytes && out->bytes < MAX_TITLE_BYTES;) {
        unsigned number;
        size_t noted = skip_bracketed_number(text, at);
        noted = noted > at || text.at[at] != '(' ? noted : bracket_mark_end_wide(text, at, &number);
        if (noted > at) {
            at = noted;
            while (out->bytes == 0 && at < text.bytes && strchr(" -", text.at[at]) != NULL)
                at++;
            continue;
        }
        uint32_t rune = rune_next(text, &at);
        if (rune_is_space(rune) || rune < 0x20) {
            blank = out->bytes > 0;
        } else if (!is_markup(rune)) {
            if (blank)
                text_add_char(out, ' ');
            blank = false;
            text_add_rune(out, rune);
        }
    }
    text_release(&closed);
}

/* Drops marks at the end, but not an ellipsis and not the end of a bracket. */
static void cut_end_marks(struct text *out)
{
    while (out->bytes > 1 && strchr(" .:;,-|)]", out->at[out->bytes - 1]) != NULL) {
        struct view all = text_view(out);
        char last = out->at[out->bytes - 1];
        if (view_ends(all, "..") || (last == ')' && memchr(all.at, '(', all.bytes) != NULL) ||
            (last == ']' && memchr(all.at, '[', all.bytes) != NULL))
            return;
        text_cut(out, out->bytes - 1);
    }
}

static bool is_small_word(const char *small, struct view word)
{
    struct text key = {0};
    fold_words(word, &key);
    size_t at = 0;
    bool found = false;
    struct view list = view_of(small);
    while (!found && at < list.bytes && key.bytes > 0) {
        size_t end = view_find(list, " ", at);
        found = view_equal(view_part(list, at, end), text_view(&key));
        at = end + 1;
    }
    text_release(&key);
    return found;
}

/* II, XIV: a numeral inside a title in capitals. */
static bool is_numeral(struct view word)
{
    for (size_t i = 0; i < word.bytes; i++)
        if (strchr("IVX", word.at[i]) == NULL)
            return false;
    return word.bytes >= 2 && line_words_roman(word) > 0;
}

static void add_word(struct text *out, struct view word, bool capital)
{
    size_t at = 0;
    uint32_t first = rune_next(word, &at);
    if (is_numeral(word) || (at == word.bytes && capital)) {
        text_add_view(out, word);
        return;
    }
    text_add_rune(out, capital ? first : rune_to_lower(first));
    text_add_lower(out, view_part(word, at, word.bytes));
}

static bool is_name(const struct table *names, struct view word)
{
    struct text key = {0};
    bool found = names != NULL && table_has(names, table_number(fold_key(word, &key)));
    text_release(&key);
    return found;
}

/* Adds a title in capitals in mixed case. `small` lists the words that stay small inside a title;
 * NULL: the title is written like a sentence with `names`. */
static void add_folded(struct text *out, const char *small, const struct table *names,
                       struct view text)
{
    bool start = true;
    for (size_t at = 0; at < text.bytes;) {
        size_t end = at;
        while (end < text.bytes) {
            size_t next = end;
            uint32_t rune = rune_next(text, &next);
            bool apostrophe = rune == '\'' || rune == 0x2019; /* but "d'Irlande" is two words */
            if (!rune_is_alnum(rune) && !(apostrophe && small != NULL))
                break;
            end = next;
        }
        if (end == at) {
            uint32_t rune = rune_next(text, &at);
            text_add_rune(out, rune);
            start = start || rune == ':' || rune == '.' || rune == '!' || rune == '?' ||
                    rune == 0x2014 || (rune == '-' && at < text.bytes && text.at[at] == '-');
            continue;
        }
        struct view word = view_part(text, at, end);
        bool initial = end < text.bytes && text.at[end] == '.' && word.bytes == 1;
        bool capital = start || initial ||
                       (small != NULL ? !is_small_word(small, word) : is_name(names, word));
        add_word(out, word, capital);
        start = false;
        at = end;
    }
}

void title_add(struct text *title, const struct wording *wording, const struct table *names,
               struct view text)
{
    struct text plain = {0};
    title_add_plain(&plain, text);
    cut_end_marks(&plain);
    struct view v = view_trim(text_view(&plain));
    const char *small = wording_find(wording, "words", view_of("small"));
    if (shape_of_text(v).all_upper)
        add_folded(title, small != NULL && small[0] != '\0' ? small : NULL, names, v);
    else
        text_add_view(title, v);
    text_release(&plain);
}

/* Where dots that lead to a page number begin; the end of `v` when there are none. */
static size_t leader_start(struct view v)
{
    size_t at = v.bytes, dots = 0;
    while (at > 0 && (v.at[at - 1] == ' ' || (v.at[at - 1] >= '0' && v.at[at - 1] <= '9')))
        at--;
    for (size_t from = at; from > 0;) {
        uint32_t rune = rune_before(v, &from);
        bool dot = rune == '.' || rune == 0xB7 || rune == '_' || rune == 0x2024;
        if (!dot && rune != 0x2026 && !rune_is_space(rune))
            break;
        dots += dot ? 1 : rune == 0x2026 ? 3 : 0;
        at = from;
    }
    bool number = v.bytes > 0 && v.at[v.bytes - 1] >= '0' && v.at[v.bytes - 1] <= '9';
    return dots >= (number ? LEADER_DOTS : 2 * LEADER_DOTS) && at > 0 ? at : v.bytes;
}

/* "Chapter 1", when all of it stands again after the mark at `at`. */
static bool is_said_again(struct view first, struct view rest)
{
    bool number = false;
    for (size_t i = 0; i < first.bytes; i++)
        number = number || (first.at[i] >= '0' && first.at[i] <= '9');
    struct view again = view_part(rest, 0, first.bytes);
    char next = rest.bytes > first.bytes ? rest.at[first.bytes] : ' ';
    return first.bytes > 0 && again.bytes == first.bytes &&
           strncasecmp(first.at, again.at, first.bytes) == 0 &&
           (rest.bytes == first.bytes || (number && strchr(" :.-,", next) != NULL));
}

struct view title_clean(struct view title)
{
    static const char *const marks[] = {" - ", ": ", " – ", " — ", " | "};
    title = view_trim(view_part(title, 0, leader_start(title)));
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t at = view_find(view_part(title, 0, MAX_TITLE_BYTES), marks[i], 0);
        struct view rest = view_part(title, at + strlen(marks[i]), title.bytes);
        if (rest.bytes > 0 && is_said_again(view_part(title, 0, at), rest))
            return rest;
    }
    return title;
}
