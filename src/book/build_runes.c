#include "book/build_runes.h"

#include <string.h>
#include <unicode/uchar.h>

bool build_is_silent(uint32_t rune)
{
    return rune == 0xAD || (rune >= 0x80 && rune < 0xA0) || rune == 0x200B ||
           (rune >= 0x200E && rune <= 0x200F) || (rune >= 0x202A && rune <= 0x202E) ||
           (rune >= 0x2060 && rune <= 0x206F) || (rune >= 0xE000 && rune <= 0xF8FF) ||
           (rune >= 0xFE00 && rune <= 0xFE0F) || rune == 0xFEFF || rune == 0xFFFC ||
           rune >= 0xE0000;
}

bool build_is_combining(uint32_t rune)
{
    return rune >= 0x300 && u_charType((UChar32)rune) == U_NON_SPACING_MARK;
}

bool build_is_ornament(struct view v)
{
    static const char marks[] = "*#~_=+-|^";
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        bool ornament = rune_is_space(rune) || (rune < 0x80 && strchr(marks, (int)rune) != NULL) ||
                        rune == 0xB7 || rune == 0xA7 || rune == 0xA4 || rune == 0x2022 ||
                        rune == 0x2042 || rune == 0x2051 || rune == 0x203B ||
                        (rune >= 0x2010 && rune <= 0x2015) || (rune >= 0x2500 && rune <= 0x27BF) ||
                        rune == 0x2E3A || rune == 0x2E3B;
        if (!ornament)
            return false;
    }
    return true;
}
