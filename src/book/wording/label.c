/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/label.h"

#include "base/mem.h"

#include <string.h>

enum { MAX_LABEL_BYTES = 40, MAX_LABEL_WORDS = 4 };

/* MRS, Dr: the word that ends at `end` has no vowel, so its full stop does not end a name. */
static bool is_abbreviation(struct view text, size_t end)
{
    size_t letters = 0;
    for (size_t at = end; at > 0; letters++) {
        uint32_t rune = rune_before(text, &at);
        if (!rune_is_letter(rune))
            break;
        if (rune >= 0x80 || strchr("aeiouyAEIOUY", (int)rune) != NULL)
            return false;
    }
    return letters >= 2 && letters <= 4;
}

size_t label_read(struct view text, size_t *end, bool *upper)
{
    size_t words = 0, letters = 0, small = 0, at = 0;
    bool inside = false;
    for (size_t before = 0; before < text.bytes && before <= MAX_LABEL_BYTES; before = at) {
        uint32_t rune = rune_next(text, &at);
        if (rune == '.' && view_starts(view_part(text, at, text.bytes), " ") &&
            is_abbreviation(text, before)) {
            inside = false;
        } else if ((rune == '.' || rune == ':') && letters > 0) {
            struct view rest = view_part(text, at, text.bytes);
            bool wide = rune == ':' || view_starts(rest, "  ") || view_starts(rest, "\n") ||
                        view_starts(rest, "\r") || view_starts(rest, " [") ||
                        view_starts(rest, " (");
            *upper = small == 0 && (letters >= 2 || rune == ':'); /* Q: A: */
            *end = at;
            if (*upper && (view_starts(rest, " ") || wide))
                return before;
            return wide && words <= 2 && letters >= 2 ? before : 0;
        } else if (rune_is_letter(rune)) {
            if (!inside && (rune_is_lower(rune) || ++words > MAX_LABEL_WORDS))
                return 0;
            inside = true;
            letters++;
            small += rune_is_lower(rune);
        } else if (rune == ' ') {
            inside = false;
        } else if (rune != '\'' && rune != 0x2019 && rune != '-' && !rune_is_digit(rune)) {
            return 0;
        }
    }
    return 0;
}

const char *label_name(struct arena *arena, struct view label)
{
    struct text name = {0};
    bool inside = false;
    for (size_t at = 0; at < label.bytes;) {
        uint32_t rune = rune_next(label, &at);
        text_add_rune(&name, inside ? rune_to_lower(rune) : rune);
        inside = rune_is_letter(rune) || rune == '\'' || rune == 0x2019;
    }
    const char *copy = arena_copy_text(arena, name.at, name.bytes);
    text_release(&name);
    return copy;
}
