/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base64.h"

static int sextet(char c)
{
    return c >= 'A' && c <= 'Z'   ? c - 'A'
           : c >= 'a' && c <= 'z' ? c - 'a' + 26
           : c >= '0' && c <= '9' ? c - '0' + 52
           : c == '+' || c == '-' ? 62
           : c == '/' || c == '_' ? 63
                                  : -1;
}

void base64_decode(struct view digits, struct text *out)
{
    unsigned bits = 0, count = 0;
    for (size_t i = 0; i < digits.bytes && digits.at[i] != '='; i++) {
        int value = sextet(digits.at[i]);
        if (value < 0)
            continue;
        bits = (bits << 6 | (unsigned)value) & 0xFFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            text_add_char(out, (char)(bits >> count & 0xFF));
        }
    }
}
