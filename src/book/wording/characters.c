/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/characters.h"

#include <string.h>
#include <unicode/uchar.h>

bool is_silent_character(uint32_t rune)
{
    return rune == 0xAD || (rune >= 0x80 && rune < 0xA0) || rune == 0x200B ||
           (rune >= 0x200E && rune <= 0x200F) || (rune >= 0x202A && rune <= 0x202E) ||
           (rune >= 0x2060 && rune <= 0x206F) || (rune >= 0xE000 && rune <= 0xF8FF) ||
           (rune >= 0xFE00 && rune <= 0xFE0F) || rune == 0xFEFF || rune == 0xFFFC ||
           rune >= 0xE0000;
}

bool is_combining_mark(uint32_t rune)
{
    return rune >= 0x300 && u_charType((UChar32)rune) == U_NON_SPACING_MARK;
}

bool is_spacing_mark(uint32_t rune)
{
    return rune >= 0x300 && u_charType((UChar32)rune) == U_COMBINING_SPACING_MARK;
}

/* Signs that mark a scene break, alone or in a row. */
static bool is_sign(uint32_t rune)
{
    static const char marks[] = "*#~_=+-|^";
    return (rune < 0x80 && strchr(marks, (int)rune) != NULL) || rune == 0xB7 || rune == 0xA7 ||
           rune == 0xA4 || rune == 0x2022 || rune == 0x2042 || rune == 0x204E || rune == 0x2051 ||
           rune == 0x203B || (rune >= 0x2010 && rune <= 0x2015) || rune == 0x2217 ||
           (rune >= 0x2500 && rune <= 0x27BF) || rune == 0x2E3A || rune == 0x2E3B ||
           rune == 0x301C || rune == 0xFE61 || rune == 0xFF03 || rune == 0xFF0A || rune == 0xFF5E;
}

/* "oOo", "xXx", "o0O0o", "-x-x-": the same from both ends, with small and large letters or with
 * signs between them, so that "XXX" and "o" remain numbers and words. */
static bool is_typed_ornament(struct view v)
{
    char kept[24]; /* chosen: longer than any ornament */
    size_t count = 0, letters = 0, small = 0;
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        if (rune_is_space(rune))
            continue;
        bool letter = rune < 0x80 && strchr("oOxX0", (int)rune) != NULL;
        if (count == sizeof kept || (!letter && (rune >= 0x80 || !is_sign(rune))))
            return false;
        letters += letter;
        small += rune == 'o' || rune == 'x';
        kept[count++] = (char)rune;
    }
    for (size_t i = 0; i < count / 2; i++)
        if (kept[i] != kept[count - 1 - i])
            return false;
    return count >= 3 && small > 0 && (small < letters || letters < count);
}

bool is_ornament(struct view v)
{
    size_t at = 0;
    while (at < v.bytes) {
        uint32_t rune = rune_next(v, &at);
        if (!rune_is_space(rune) && !is_sign(rune))
            return is_typed_ornament(v);
    }
    return true;
}
