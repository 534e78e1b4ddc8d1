/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/label.h"

#include "base/mem.h"

#include <string.h>

/* Chosen: "THE EARL OF KENT." */
enum {
    MARKED_BYTES = 40, /* of a label with a full stop or colon, which running text has too */
    MARKED_WORDS = 4,
    NAME_WORDS = 5,
};

/* MRS, Dr: the word before `end` has no vowel, so its full stop does not end a name. */
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

/* "ALGERNON. Did you hear", "Lane: Yes, sir" */
static size_t marked_label(struct view text, size_t *end, bool *upper)
{
    size_t words = 0, letters = 0, small = 0, at = 0;
    bool inside = false;
    for (size_t before = 0; before < text.bytes && before <= MARKED_BYTES; before = at) {
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
            if (!inside && (rune_is_lower(rune) || ++words > MARKED_WORDS))
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

bool label_is_name(struct view v)
{
    size_t words = 0, letters = 0;
    bool inside = false;
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        if (letters == 0 && rune_is_lower(rune))
            return false;
        if (rune_is_alnum(rune)) {
            words += !inside;
            letters += rune_is_letter(rune);
            inside = true;
        } else if (rune == ' ' || rune == 0xA0) {
            inside = false;
        } else if (rune != '.' && rune != '\'' && rune != 0x2019 && rune != '-' && rune != '&') {
            return false;
        }
    }
    return letters >= 2 && words <= NAME_WORDS && v.bytes <= LABEL_MAX_BYTES;
}

bool label_in_capitals(struct view v)
{
    for (size_t at = 0; at < v.bytes;)
        if (rune_is_lower(rune_next(v, &at)))
            return false;
    return true;
}

size_t label_without_marks(struct view v)
{
    while (v.bytes > 0 && strchr(".:- ", v.at[v.bytes - 1]) != NULL)
        v.bytes--;
    return v.bytes;
}

/* "MARTEN (aside). Well?", "MARTEN [laughs]: Well?" */
static size_t directed_label(struct view text, size_t *end)
{
    static const char *const brackets[] = {" (", ")", " [", "]"};
    for (int i = 0; i < 4; i += 2) {
        struct view head = view_part(text, 0, LABEL_MAX_BYTES);
        size_t bytes = view_find(head, brackets[i], 0);
        size_t close =
            view_find(view_part(text, 0, LABEL_DIRECTION_BYTES), brackets[i + 1], bytes) + 1;
        bool marked = bytes > 0 && bytes < head.bytes && close < text.bytes &&
                      strchr(".:", text.at[close]) != NULL;
        *end = bytes;
        if (marked && label_is_name(view_part(text, 0, bytes)) &&
            label_in_capitals(view_part(text, 0, bytes)))
            return bytes;
    }
    return 0;
}

/* "MARTEN.—Well?", "MARTEN—Well?" */
static size_t dashed_label(struct view text, size_t *end)
{
    struct view head = view_part(text, 0, LABEL_MAX_BYTES);
    size_t dash = view_find(head, "—", 0);
    size_t bytes = dash < head.bytes ? label_without_marks(view_part(head, 0, dash)) : 0;
    struct view name = view_part(text, 0, bytes);
    if (bytes == 0 || !label_is_name(name) || !label_in_capitals(name))
        return 0;
    *end = dash + strlen("—");
    return bytes;
}

bool label_read(struct view text, struct label *label)
{
    *label = (struct label){0};
    label->bytes = marked_label(text, &label->end, &label->upper);
    if (label->bytes > 0)
        return true;
    label->upper = true;
    label->bytes = directed_label(text, &label->end);
    if (label->bytes == 0)
        label->bytes = dashed_label(text, &label->end);
    return label->bytes > 0;
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
