/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/line_words.h"

#include "base/roman.h"
#include "book/wording/characters.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <string.h>

/* A vowel sign of an Indic script, an accent: part of a word. */
static bool is_mark(uint32_t rune)
{
    return is_combining_mark(rune) || is_spacing_mark(rune);
}

void line_words_find(struct view text, struct line_words *line_words)
{
    *line_words = (struct line_words){.text = text};
    bool inside = false;
    for (size_t at = 0; at < text.bytes;) {
        size_t before = at;
        uint32_t rune = rune_next(text, &at);
        bool part = rune_is_alnum(rune) ||
                    (inside && (rune == '\'' || rune == 0x2019 || rune == 0xAD || is_mark(rune)));
        if (part && !inside) {
            if (line_words->count == LINE_WORDS_MOST)
                return;
            line_words->start[line_words->count] = before;
            line_words->end[line_words->count++] = at;
        } else if (part && (rune_is_alnum(rune) || is_mark(rune))) {
            line_words->end[line_words->count - 1] = at;
        }
        inside = part;
    }
}

struct view line_words_at(const struct line_words *line_words, size_t i)
{
    return view_part(line_words->text, line_words->start[i], line_words->end[i]);
}

struct view line_words_folded(const struct line_words *line_words, size_t i, struct text *key)
{
    text_clear(key);
    size_t last = i + 5 < line_words->count ? i + 5 : line_words->count;
    if (i < last)
        fold_words(view_part(line_words->text, line_words->start[i], line_words->end[last - 1]),
                   key);
    return text_view(key);
}

size_t line_words_in_key(struct view key)
{
    size_t count = key.bytes > 0;
    for (size_t i = 0; i < key.bytes; i++)
        count += key.at[i] == ' ';
    return count;
}

int line_words_roman(struct view text)
{
    static const struct {
        const char *letters;
        int value, most;
    } parts[] = {{"M", 1000, 3}, {"CM", 900, 1}, {"D", 500, 1}, {"CD", 400, 1}, {"C", 100, 4},
                 {"XC", 90, 1},  {"L", 50, 1},   {"XL", 40, 1}, {"X", 10, 4},   {"IX", 9, 1},
                 {"V", 5, 1},    {"IV", 4, 1},   {"I", 1, 4}};
    int value = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        for (int times = 0; times < parts[i].most && view_starts(text, parts[i].letters); times++) {
            value += parts[i].value;
            text = view_part(text, strlen(parts[i].letters), text.bytes);
        }
    return text.bytes == 0 ? value : 0;
}

static int roman_number(struct view word, enum number_style *style)
{
    char upper[16];
    if (word.bytes == 0 || word.bytes >= sizeof upper)
        return 0;
    bool small = word.at[0] >= 'a' && word.at[0] <= 'z';
    for (size_t i = 0; i < word.bytes; i++) {
        char c = word.at[i];
        upper[i] = small && c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
        if (roman_digit(upper[i]) == 0 || (small && (upper[i] == c || strchr("md", c) != NULL)))
            return 0; /* "di" and "mi" are words; no book has 500 chapters in small numerals */
    }
    *style = small ? NUMBER_ROMAN_SMALL : NUMBER_ROMAN;
    return line_words_roman((struct view){upper, word.bytes});
}

int line_words_arabic(struct view word)
{
    int value = 0;
    size_t i = 0;
    while (i < word.bytes && i < 4 && word.at[i] >= '0' && word.at[i] <= '9')
        value = value * 10 + (word.at[i++] - '0');
    if (i == 0 || (i < word.bytes && word.at[i] >= '0' && word.at[i] <= '9'))
        return 0;
    return word.bytes - i <= 3 ? value : 0;
}

/* Ier, Ire, XIVe: a French ordinal. Letters beyond X would make numbers out of "Le" and "De". */
static int roman_ordinal(struct view word)
{
    size_t end = 0;
    while (end < word.bytes && strchr("IVX", word.at[end]) != NULL)
        end++;
    struct view suffix = view_part(word, end, word.bytes);
    bool ordinal = view_is(suffix, "e") || view_is(suffix, "er") || view_is(suffix, "re");
    return ordinal ? line_words_roman(view_part(word, 0, end)) : 0;
}

int line_words_number(const struct wording *wording, const struct line_words *line_words, size_t i,
                      size_t *count, enum number_style *style)
{
    if (i >= line_words->count)
        return 0;
    *count = 1;
    int number = roman_number(line_words_at(line_words, i), style);
    if (number > 0)
        return number;
    *style = NUMBER_ARABIC;
    number = line_words_arabic(line_words_at(line_words, i));
    if (number > 0)
        return number;
    size_t end = 0;
    number = wording_numeral(wording, line_words->text, line_words->start[i], &end);
    if (number > 0 && end == line_words->end[i])
        return number;
    struct text key = {0};
    size_t bytes = 0;
    *style = NUMBER_WORD;
    number = wording_number(wording, line_words_folded(line_words, i, &key), &bytes);
    *count = number > 0 ? line_words_in_key(view_part(text_view(&key), 0, bytes)) : 0;
    text_release(&key);
    return number;
}

int line_words_ordinal(const struct wording *wording, const struct line_words *line_words, size_t i,
                       size_t *count, enum number_style *style)
{
    int number = line_words_number(wording, line_words, i, count, style);
    if (number > 0 || i >= line_words->count)
        return number;
    *count = 1;
    *style = NUMBER_ROMAN;
    return roman_ordinal(line_words_at(line_words, i));
}
