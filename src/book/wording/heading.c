/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/heading_parts.h"

#include "book/wording/line_words.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <string.h>

/* All chosen. A title right after its number, "01 My Early Home", must be short, or a numbered
 * paragraph would be a heading. A line of more words that ends in "prologue" is a sentence. */
enum { LOOSE_BYTES = 80, MAX_NAMED_WORDS = 5 };

static bool is_separator(uint32_t rune)
{
    return rune == '.' || rune == ':' || rune == '-' || rune == 0x2013 || rune == 0x2014 ||
           rune == ')' || rune == ']' || rune == 0xBA || rune == 0xAA || rune == 0xB0 ||
           rune == 0x2015 || rune == '|' || rune == 0x3001 || rune == 0xFF0E || rune == 0xFF1A;
}

static bool is_between_number_and_title(uint32_t rune)
{
    return rune_is_space(rune) || rune == '*' || rune == '_' || rune == '=' || rune == '~' ||
           rune == ',' || rune == ';' || rune == '/';
}

void heading_set_title(struct view text, size_t from, struct heading *out, bool *wide)
{
    size_t at = from, blanks = 0;
    *wide = false;
    for (size_t before = at; at < text.bytes; before = at) {
        uint32_t rune = rune_next(text, &at);
        out->separated = out->separated || is_separator(rune);
        blanks = rune == ' ' ? blanks + 1 : 0;
        *wide = *wide || blanks >= 2 || rune == '\n' || rune == '\t';
        if (!is_separator(rune) && !is_between_number_and_title(rune)) {
            at = before;
            break;
        }
    }
    out->title_start = at;
    out->title_end = at < text.bytes ? text.bytes : at;
}

void heading_read_decimals(const struct line_words *line_words, size_t i, struct heading *out)
{
    size_t after = out->number_end;
    uint32_t fraction = rune_next(line_words->text, &after);
    out->depth = 1;
    if (fraction >= 0xBC && fraction <= 0xBE) {
        out->number_end = after;
        out->depth = 2;
    }
    for (; i < line_words->count && out->style == NUMBER_ARABIC; i++) {
        int number = line_words_arabic(line_words_at(line_words, i));
        bool glued = line_words->start[i] == out->number_end + 1 &&
                     line_words->text.at[out->number_end] == '.';
        int roman = glued ? line_words_roman(line_words_at(line_words, i)) : 0;
        if (roman > 0) { /* Scene 2.IV: the act comes first */
            out->number = roman;
            out->style = NUMBER_ROMAN;
            out->number_start = line_words->start[i];
            out->number_end = line_words->end[i];
            return;
        }
        if (number == 0 || !glued)
            return;
        out->number = number;
        out->number_end = line_words->end[i];
        out->depth++;
    }
}

/* True when only ornaments and brackets precede the first word. */
static bool has_clean_start(const struct line_words *line_words, bool *bracketed)
{
    for (size_t at = 0; at < line_words->start[0];) {
        uint32_t rune = rune_next(line_words->text, &at);
        *bracketed = *bracketed || rune == '(' || rune == '[';
        if (rune != '(' && rune != '[' && rune != '#' && rune != '-' && rune != '>' &&
            rune != 0xA7 && rune != 0x2014 && rune != '|' && !is_between_number_and_title(rune))
            return false;
    }
    return true;
}

static bool parse_number(const struct wording *wording, const struct line_words *line_words,
                         struct heading *out)
{
    size_t count = 0;
    bool wide;
    out->number = line_words_number(wording, line_words, 0, &count, &out->style);
    if (out->number == 0 || (out->style == NUMBER_ROMAN_SMALL && !out->bracketed))
        return false;
    out->number_start = line_words->start[0];
    out->number_end = line_words->end[count - 1];
    heading_read_decimals(line_words, 1, out);
    heading_set_title(line_words->text, out->number_end, out, &wide);
    wide = wide || out->depth > 1;
    struct view title = view_part(line_words->text, out->title_start, out->title_end);
    if (title.bytes == 0) {
        out->kind = HEADING_NUMBER;
        return rune_is_upper(rune_at(line_words->text, out->number_start)) ||
               out->style != NUMBER_WORD;
    }
    if (out->style == NUMBER_WORD && !out->separated)
        return false;
    struct shape shape = shape_of_text(title);
    out->kind = HEADING_NUMTITLE;
    out->loose = (!out->separated && !wide) || out->style == NUMBER_WORD;
    if (out->loose)
        return shape.lines == 1 && shape.capital_words > shape.small_words &&
               shape.bytes < LOOSE_BYTES && !shape.ends_sentence && !shape.ends_open;
    bool sentence = shape.ends_sentence && shape.small_words > shape.capital_words;
    return !sentence && !shape.ends_open && shape.lines <= 4 && shape.letters >= 2 &&
           shape.bytes <= 300 && !rune_is_lower(shape.first);
}

/* "ZARATHUSTRA'S PROLOGUE", "GENERAL INTRODUCTION": a name ends the line. */
static bool ends_named(const struct wording *wording, const struct line_words *line_words,
                       struct text *key)
{
    if (line_words->count < 2 || line_words->count > MAX_NAMED_WORDS)
        return false;
    text_clear(key);
    fold_words(line_words_at(line_words, line_words->count - 1), key);
    return wording_find(wording, "names", text_view(key)) != NULL;
}

static bool has_possessive(struct view text)
{
    return view_find(text, "'s ", 0) < text.bytes ||
           view_find(text, "\xE2\x80\x99s ", 0) < text.bytes;
}

static bool parse_named(const struct wording *wording, const struct line_words *line_words,
                        struct heading *out)
{
    struct text key = {0};
    struct shape shape = shape_of_text(line_words->text);
    bool named = false, whole = false;
    if (shape.lines <= 3 && shape.bytes <= 160 && !shape.ends_open && !rune_is_lower(shape.first)) {
        struct view words_key = line_words_folded(line_words, 0, &key);
        size_t bytes = wording_prefix(wording, "names", words_key);
        size_t count = line_words_in_key(view_part(words_key, 0, bytes));
        whole = count > 0 && count == line_words->count;
        named =
            whole || (bytes > 0 && (shape.all_upper || shape.capital_words > shape.small_words) &&
                      !(shape.ends_sentence && !shape.all_upper && shape.words > 8));
    }
    if (!named && shape.lines == 1 && ends_named(wording, line_words, &key))
        named = shape.all_upper || (has_possessive(line_words->text) && shape.small_words == 0);
    text_release(&key);
    out->kind = HEADING_NAMED;
    out->whole = whole;
    out->title_start = 0;
    out->title_end = line_words->text.bytes;
    return named;
}

/* "## Title" as in Markdown, "== Title ==" as in wikis. */
static bool parse_marked(struct view text, struct heading *out)
{
    size_t depth = 0, closing = text.bytes;
    char mark = text.bytes > 0 && text.at[0] == '=' ? '=' : '#';
    while (depth < text.bytes && text.at[depth] == mark)
        depth++;
    if (depth == 0 || depth > 6 || depth == text.bytes || text.at[depth] != ' ' ||
        text.bytes > 300 || memchr(text.at, '\n', text.bytes) != NULL)
        return false;
    while (closing > depth && text.at[closing - 1] == mark)
        closing--;
    if (mark == '=' && text.bytes - closing != depth)
        return false;
    struct view title = view_trim(view_part(text, depth, closing));
    out->kind = HEADING_MARKED;
    out->rank = (int)depth;
    out->title_start = (size_t)(title.at - text.at);
    out->title_end = out->title_start + title.bytes;
    return title.bytes > 0;
}

/* Tries the kinds from the surest to the least sure. */
static bool parse_unspaced(const struct wording *wording, struct view text, struct heading *out)
{
    struct line_words line_words;
    *out = (struct heading){0};
    if (parse_marked(text, out))
        return true;
    line_words_find(text, &line_words);
    bool bracketed = false;
    if (line_words.count == 0 || !has_clean_start(&line_words, &bracketed))
        return false;
    *out = (struct heading){.bracketed = bracketed};
    if (heading_parse_counter(wording, &line_words, out))
        return true;
    *out = (struct heading){.bracketed = bracketed};
    struct line_words parts = line_words;
    if (heading_parse_unit(wording, &parts, out))
        return true;
    *out = (struct heading){.bracketed = bracketed};
    if (parse_number(wording, &line_words, out))
        return true;
    *out = (struct heading){.bracketed = bracketed};
    if (heading_parse_unit_last(wording, &line_words, out))
        return true;
    *out = (struct heading){.bracketed = bracketed};
    if (parse_named(wording, &line_words, out))
        return true;
    *out = (struct heading){.bracketed = bracketed};
    if (heading_parse_unread(wording, &line_words, out))
        return true;
    *out = (struct heading){.bracketed = bracketed};
    if (heading_parse_misread(wording, &line_words, out))
        return true;
    *out = (struct heading){.bracketed = bracketed};
    return heading_parse_strange(wording, &line_words, out);
}

/* The offset in `text` with as many bytes before it, not counting blanks, as `offset` has in
 * `closed`. */
static size_t spaced_offset(struct view text, struct view closed, size_t offset)
{
    size_t wanted = 0, at = 0;
    for (size_t i = 0; i < offset; i++)
        wanted += closed.at[i] != ' ';
    while (at < text.bytes) {
        size_t next = at;
        bool blank = rune_is_space(rune_next(text, &next));
        if (wanted == 0 && !blank)
            break;
        wanted -= blank ? 0 : next - at;
        at = next;
    }
    return at;
}

/* C H A P T E R  I is read as CHAPTER I. */
static bool parse_spaced(const struct wording *wording, struct view text, struct heading *out)
{
    struct text closed = {0};
    bool found = close_up(text, &closed) && parse_unspaced(wording, text_view(&closed), out);
    size_t *offsets[] = {&out->unit_start,  &out->unit_end,  &out->number_start, &out->number_end,
                         &out->title_start, &out->title_end, &out->head_end};
    for (size_t i = 0; found && i < sizeof offsets / sizeof offsets[0]; i++)
        *offsets[i] = spaced_offset(text, text_view(&closed), *offsets[i]);
    text_release(&closed);
    return found;
}

bool heading_parse(const struct wording *wording, struct view text, struct heading *out)
{
    return parse_spaced(wording, text, out) || parse_unspaced(wording, text, out);
}

size_t heading_entry_title(const struct wording *wording, struct view entry)
{
    struct line_words line_words;
    struct heading heading = {0};
    bool bracketed = false;
    line_words_find(entry, &line_words);
    if (line_words.count == 0 || !has_clean_start(&line_words, &bracketed))
        return 0;
    struct line_words parts = line_words;
    if (!heading_parse_unit(wording, &parts, &heading) && heading.title_start == 0) {
        heading = (struct heading){0};
        parse_number(wording, &line_words, &heading);
    }
    return heading.style == NUMBER_WORD && heading.unit == 0 ? 0 : heading.title_start;
}

/* The limits are chosen: a title in capitals may have four lines, another two; prose has lines of
 * at least 45 bytes, unless there are 250 of it. Three dashes are a synopsis. */
bool heading_is_title(struct view text)
{
    if (text.bytes > 300)
        return false;
    struct shape shape = shape_of_text(text);
    /* "Going Somewhere": all of it in quotation marks, and not a sentence. */
    bool cited = shape.quoted && shape.lines == 1 && !rune_is_alnum(shape.last) &&
                 !shape.ends_sentence && shape.capital_words >= 2 && shape.small_words == 0;
    bool begins = cited || rune_is_alnum(shape.first) || shape.first == 0xBF ||
                  shape.first == 0xA1 || shape.first == '[' || shape.first == '(';
    if (shape.letters < 2 || shape.ends_open || !begins || rune_is_lower(shape.first))
        return false;
    if (shape.all_upper)
        return shape.lines <= 4;
    if (shape.lines > 2 || shape.last == ':' || shape.bytes > 120)
        return false;
    if (shape.ends_sentence && shape.last == '.' && shape.small_words > shape.capital_words)
        return false;
    return shape.capital_words >= shape.small_words || !shape.ends_sentence;
}

bool heading_is_prose(struct view text)
{
    struct shape shape = shape_of_text(text);
    if (shape.all_upper || shape.small_words <= shape.capital_words)
        return false;
    size_t dashes = 0;
    for (size_t at = view_find(text, "\xE2\x80\x94", 0); at < text.bytes && dashes < 3;
         at = view_find(text, "\xE2\x80\x94", at + 1))
        dashes++;
    if (dashes >= 3 && text.bytes < 1200)
        return false;
    return (shape.lines >= 3 && shape.bytes / shape.lines >= 45) || shape.bytes >= 250;
}
