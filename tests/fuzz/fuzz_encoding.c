/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes of a text file become UTF-8 without NUL. */
#include "fuzz.h"

#include "book/input/encoding.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct err err = {0};
    struct decoded decoded = {0};
    struct text text = {0};
    text_add(&text, (const char *)bytes, count);
    bool good = encoding_decode("-", &text, &decoded, &err);
    fuzz_need_or(good, ERR_INPUT, &err);
    struct err broken = {.text = "the text is no UTF-8, or has a NUL"};
    struct view out = text_view(&decoded.text);
    for (size_t at = 0, from = 0; good && at < out.bytes; from = at) {
        uint32_t rune = rune_next(out, &at);
        fuzz_need(rune != 0 && (rune != RUNE_BAD || at - from == 3), &broken);
    }
    text_release(&text);
    text_release(&decoded.text);
    return 0;
}
