#include "script/say_parts.h"

#include "script/say_spell.h"

#include <string.h>

static int roman_digit(char c) {
    switch (c & ~0x20) {
    case 'I':
        return 1;
    case 'V':
        return 5;
    case 'X':
        return 10;
    case 'L':
        return 50;
    case 'C':
        return 100;
    case 'D':
        return 500;
    case 'M':
        return 1000;
    default:
        return 0;
    }
}

/* How a number below 4000 is written in canonical form. */
static size_t write_roman(int value, char out[16]) {
    static const struct {
        int value;
        const char *letters;
    } steps[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
                 {90, "XC"},  {50, "L"},   {40, "XL"}, {10, "X"},   {9, "IX"},
                 {5, "V"},    {4, "IV"},   {1, "I"}};
    size_t bytes = 0;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        for (; value >= steps[i].value; value -= steps[i].value) {
            memcpy(out + bytes, steps[i].letters, strlen(steps[i].letters));
            bytes += strlen(steps[i].letters);
        }
    return bytes;
}

int roman_value(struct view numeral) {
    if (numeral.bytes == 0 || numeral.bytes > 15)
        return 0;
    int value = 0, before = 0;
    for (size_t i = numeral.bytes; i-- > 0;) {
        int digit = roman_digit(numeral.at[i]);
        if (digit == 0 || (numeral.at[i] & 0x20) != (numeral.at[0] & 0x20))
            return 0;
        value += digit < before ? -digit : digit;
        before = digit > before ? digit : before;
    }
    char written[16];
    if (value <= 0 || value >= 4000 || write_roman(value, written) != numeral.bytes)
        return 0;
    for (size_t i = 0; i < numeral.bytes; i++)
        if ((numeral.at[i] & ~0x20) != written[i])
            return 0;
    return value;
}

/* "Chapter IV", "Vol. III", "World War II": the word before counts things. */
static bool follows_numbered(const struct sayer *s, struct token before) {
    if (token_is(s->text, before, '.'))
        before = token_before(s->text, before.start);
    return before.kind == TOKEN_WORD &&
           say_find_folded(s->rules, "numbered", token_view(s->text, before)) != NULL;
}

/* A heading that is or begins with the numeral. */
static bool opens_heading(const struct sayer *s, struct token word) {
    if (!s->input->heading || s->out->bytes != s->base)
        return false;
    struct token next = token_at(s->text, word.end);
    return next.kind == TOKEN_END || next.kind == TOKEN_MARK ||
           (next.kind == TOKEN_BLANK &&
            memchr(s->text.at + next.start, '\n', next.end - next.start));
}

bool say_roman(struct sayer *s, struct token word) {
    int value = word.letters > 15 || roman_digit(s->text.at[word.start]) == 0
                    ? 0
                    : roman_value(token_view(s->text, word));
    if (value == 0)
        return false;
    struct token before = token_before(s->text, word.start);
    if (follows_numbered(s, before) || opens_heading(s, word)) {
        text_addf(&s->spoken, "%d", value);
        say_put_scratch(s, word.end);
        return true;
    }
    return false;
}
