/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single lines of Markdown: what they are without their neighbours. */
#include "book/markdown/passes.h"

#include <ctype.h>
#include <string.h>

/* Chosen, but for MAX_DIGITS: what is longer is a sentence, and the time stays linear. */
enum {
    TITLE_BYTES = 80,       /* one line of a printed page */
    LONG_TITLE_BYTES = 240, /* of a chapter whose title begins with its number */
    NAME_BYTES = 40,        /* of a speaker, in a label */
    NAME_WORDS = 4,
    DIRECTION_BYTES = 200,   /* between the label and its mark */
    NUMBER_NAME_BYTES = 100, /* of "(@name) " */
    MAX_DIGITS = 9,          /* of a list item: CommonMark 5.2 */
};

size_t markdown_indent(struct view line)
{
    size_t columns = 0;
    for (size_t i = 0; i < line.bytes && (line.at[i] == ' ' || line.at[i] == '\t'); i++)
        columns += line.at[i] == '\t' ? 4 - columns % 4 : 1;
    return columns;
}

size_t markdown_heading_bytes(struct view line)
{
    size_t level = 0;
    while (level < line.bytes && level < 7 && line.at[level] == '#')
        level++;
    size_t text = level;
    while (text < line.bytes && (line.at[text] == ' ' || line.at[text] == '\t'))
        text++;
    return level >= 1 && level <= 6 && text > level && text < line.bytes ? text : 0;
}

size_t markdown_glued_heading(struct view line)
{
    size_t level = 0;
    while (level < line.bytes && line.at[level] == '#')
        level++;
    return level <= 6 && level < line.bytes && rune_is_alnum(rune_at(line, level)) &&
                   (level > 1 || rune_is_upper(rune_at(line, level)))
               ? level
               : 0;
}

struct view markdown_bold_line(struct view line)
{
    line = view_trim(line);
    bool marked = (view_starts(line, "**") && view_ends(line, "**")) ||
                  (view_starts(line, "__") && view_ends(line, "__"));
    struct view inside =
        marked && line.bytes > 4 ? view_part(line, 2, line.bytes - 2) : (struct view){"", 0};
    bool one =
        inside.bytes > 0 && inside.at[0] != ' ' && !view_starts(inside, "* ") &&
        view_find(inside, line.bytes > 0 && line.at[0] == '*' ? "**" : "__", 0) == inside.bytes;
    return one ? inside : (struct view){"", 0};
}

bool markdown_is_title(struct view bold)
{
    size_t number = 0;
    while (number < bold.bytes && strchr("0123456789IVXLC", bold.at[number]) != NULL)
        number++;
    bool numbered = number > 0 && number + 1 < bold.bytes &&
                    strchr(".:)", bold.at[number]) != NULL && bold.at[number + 1] == ' ';
    return bold.bytes > 0 && bold.bytes <= (numbered ? LONG_TITLE_BYTES : TITLE_BYTES);
}

bool markdown_is_name(struct view line)
{
    size_t words = 0, letters = 0;
    bool inside = false;
    if (line.bytes > NAME_BYTES)
        return false;
    for (size_t at = 0; at < line.bytes;) {
        uint32_t rune = rune_next(line, &at);
        if (rune_is_lower(rune) || rune_is_digit(rune))
            return false;
        words += rune_is_letter(rune) && !inside;
        letters += rune_is_letter(rune);
        inside = rune != ' ';
        if (!rune_is_letter(rune) && (rune >= 0x80 || strchr(" .'-&", (int)rune) == NULL) &&
            rune != 0x2019)
            return false;
    }
    return letters >= 2 && words <= NAME_WORDS && !view_ends(line, "-");
}

/* "Anna", "Old Tom": one or two words that begin with a capital. */
static bool is_plain_name(struct view v)
{
    size_t words = 0;
    bool inside = false;
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        if ((!inside && !rune_is_upper(rune)) || (!rune_is_letter(rune) && rune != ' '))
            return false;
        words += !inside;
        inside = rune != ' ';
    }
    return words >= 1 && words <= 2 && inside;
}

size_t markdown_label(struct view line)
{
    size_t end = view_find(view_part(line, 0, NAME_BYTES), " (", 0);
    end = end < NAME_BYTES && end < line.bytes ? end : view_find(line, " [", 0);
    /* `after` is the end of "(aside)". */
    struct view rest = view_part(line, end, end + DIRECTION_BYTES);
    size_t close = view_starts(rest, " (")   ? view_find(rest, ")", 0)
                   : view_starts(rest, " [") ? view_find(rest, "]", 0)
                                             : rest.bytes;
    size_t after = close < rest.bytes ? end + close + 1 : end;
    if (after > end && after + 1 < line.bytes && strchr(":.", line.at[after]) != NULL &&
        markdown_is_name(view_part(line, 0, end)))
        return end;
    for (size_t at = 0; at < line.bytes && at <= NAME_BYTES; at++) {
        bool mark = line.at[at] == ':' || line.at[at] == '.';
        bool is_separated = at + 1 < line.bytes && line.at[at + 1] == ' ';
        struct view name = view_part(line, 0, at);
        if (mark && is_separated && at >= 2 &&
            (markdown_is_name(name) || (line.at[at] == ':' && is_plain_name(name))))
            return at;
    }
    return 0;
}

bool markdown_ends_sentence(struct view line)
{
    static const char *const ends[] = {".", "?", "!", "\"", "”", "’", "»", "…", ":"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (view_ends(line, ends[i]))
            return true;
    return false;
}

size_t markdown_own_number(struct view line)
{
    size_t close = view_starts(line, "(@") ? view_find(line, ") ", 0) : line.bytes;
    if (view_starts(line, "#. "))
        return 3;
    return close < line.bytes && close < NUMBER_NAME_BYTES ? close + 2 : 0;
}

bool markdown_starts_upper(struct view line)
{
    for (size_t at = 0; at < line.bytes;) {
        uint32_t rune = rune_next(line, &at);
        if (rune_is_alnum(rune))
            return rune_is_upper(rune) || rune_is_digit(rune);
    }
    return false;
}

bool markdown_is_item(struct view line)
{
    struct view mark = view_trim(line);
    size_t digits = 0;
    while (digits < mark.bytes && digits < MAX_DIGITS && isdigit((unsigned char)mark.at[digits]))
        digits++;
    bool number = digits > 0 && digits < mark.bytes && strchr(".)", mark.at[digits]) != NULL &&
                  (digits + 1 == mark.bytes || mark.at[digits + 1] == ' ');
    number = number || markdown_own_number(mark) > 0;
    bool bullet = mark.bytes > 1 && strchr("-*+", mark.at[0]) != NULL &&
                  (mark.at[1] == ' ' || mark.at[1] == '\t');
    return number || bullet;
}

bool markdown_is_number_item(struct view line)
{
    return markdown_is_item(line) && strchr("-*+", view_trim(line).at[0]) == NULL;
}

bool markdown_has_small_word(struct view line)
{
    bool inside = false;
    for (size_t at = 0; at < line.bytes;) {
        uint32_t rune = rune_next(line, &at);
        if (!inside && rune_is_lower(rune))
            return true;
        inside = rune_is_alnum(rune) || (inside && (rune == '\'' || rune == 0x2019));
    }
    return false;
}

bool markdown_is_braces(struct view line)
{
    line = view_trim(line);
    if (!view_starts(line, "{") || !view_ends(line, "}") || view_starts(line, "{{") ||
        view_find(line, "}", 0) < line.bytes - 1)
        return false;
    struct view inside = view_trim(view_part(line, 1, line.bytes - 1));
    struct view first = view_part(inside, 0, view_find(inside, " ", 0));
    return first.bytes == inside.bytes || strchr("#.:-%", first.at[0]) != NULL ||
           view_ends(first, ":") || view_find(first, "=", 0) < first.bytes;
}
