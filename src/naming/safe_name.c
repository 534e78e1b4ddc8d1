/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "naming/safe_name.h"

#include "base/mem.h"
#include "naming/name_template.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Longer names are cut before ICU sees them: its lengths are int32_t, and nobody has one. */
enum { SOURCE_MAX_BYTES = 1024 * 1024 };

/* UTF-16 as ICU wants it. */
struct units {
    UChar *at;
    int32_t count;
};

static struct units units_of(struct view v)
{
    UErrorCode status = U_ZERO_ERROR;
    struct units units = {0};
    if (v.bytes > SOURCE_MAX_BYTES)
        v.bytes = SOURCE_MAX_BYTES;
    /* Never more units than bytes. */
    units.at = mem_alloc((v.bytes + 1) * sizeof *units.at);
    u_strFromUTF8WithSub(units.at, (int32_t)v.bytes + 1, &units.count, v.at, (int32_t)v.bytes,
                         RUNE_BAD, NULL, &status);
    if (U_FAILURE(status))
        units.count = 0;
    return units;
}

static void add_units(struct units units, struct text *out)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t bytes = 0;
    size_t most = (size_t)units.count * 3 + 1; /* a unit is at most three bytes */
    char *utf8 = mem_alloc(most);
    u_strToUTF8WithSub(utf8, (int32_t)most, &bytes, units.at, units.count, RUNE_BAD, NULL, &status);
    if (U_SUCCESS(status))
        text_add(out, utf8, (size_t)bytes);
    free(utf8);
}

/* Replaces `units` by the result of `work`. ICU says how much room it needs, then does it. */
static void change(struct units *units,
                   int32_t (*work)(struct units from, UChar *to, int32_t room, UErrorCode *status))
{
    UErrorCode status = U_ZERO_ERROR;
    struct units changed = {0};
    changed.count = work(*units, NULL, 0, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR)
        return;
    status = U_ZERO_ERROR;
    changed.at = mem_alloc((size_t)changed.count * sizeof *changed.at);
    work(*units, changed.at, changed.count, &status);
    if (U_SUCCESS(status)) {
        free(units->at);
        *units = changed;
    } else {
        free(changed.at);
    }
}

static int32_t to_nfc(struct units from, UChar *to, int32_t room, UErrorCode *status)
{
    UErrorCode own = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&own);
    return U_FAILURE(own) ? 0 : unorm2_normalize(nfc, from.at, from.count, to, room, status);
}

static int32_t to_folded(struct units from, UChar *to, int32_t room, UErrorCode *status)
{
    return u_strFoldCase(to, room, from.at, from.count, U_FOLD_CASE_DEFAULT, status);
}

static int32_t to_nfkd(struct units from, UChar *to, int32_t room, UErrorCode *status)
{
    UErrorCode own = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&own);
    return U_FAILURE(own) ? 0 : unorm2_normalize(nfkd, from.at, from.count, to, room, status);
}

void safe_name_add_plain(struct view v, struct text *out)
{
    struct units units = units_of(v);
    change(&units, to_nfkd);
    change(&units, to_folded); /* "\xC3\x9F" becomes "ss" */
    for (int32_t i = 0; i < units.count; i++) {
        UChar unit = units.at[i];
        if ((unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9'))
            text_add_char(out, (char)unit);
    }
    free(units.at);
}

void safe_name_add_nfc(struct view v, struct text *out)
{
    struct units units = units_of(v);
    change(&units, to_nfc);
    add_units(units, out);
    free(units.at);
}

void safe_name_add_folded(struct view v, struct text *out)
{
    struct units units = units_of(v);
    change(&units, to_nfc);
    change(&units, to_folded);
    change(&units, to_nfc);
    add_units(units, out);
    free(units.at);
}

static bool is_invisible(uint32_t rune)
{
    int8_t type = u_charType((UChar32)rune);
    bool joiner = rune == 0x200C || rune == 0x200D;
    return type == U_CONTROL_CHAR || type == U_SURROGATE || (type == U_FORMAT_CHAR && !joiner);
}

/* The text that a code point becomes; NULL: itself. `next` is the one after it. */
static const char *replacement(uint32_t rune, uint32_t next)
{
    if (rune == RUNE_BAD)
        return "_";
    if (rune_is_space(rune) || rune == '\t' || rune == '\n' || rune == '\r')
        return " ";
    if (rune == ':')
        return next == 0 ? "" : rune_is_space(next) ? " -" : "-";
    if (rune == '/' || rune == '\\' || rune == '|')
        return "-";
    if (rune == '"')
        return "'";
    if (rune == '*' || rune == '?' || rune == '<' || rune == '>' || is_invisible(rune))
        return "";
    return NULL;
}

/* Appends bytes without two blanks in a row, and without what a name must not begin with. */
static void add_bytes(struct text *name, size_t start, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool first = name->bytes == start;
        if (first && strchr(" .-", bytes[i]) != NULL)
            continue;
        if (bytes[i] == ' ' && name->at[name->bytes - 1] == ' ')
            continue;
        text_add_char(name, bytes[i]);
    }
}

/* Without blanks, dots and a lone hyphen at the end. */
static void trim_end(struct text *name, size_t start)
{
    while (name->bytes > start) {
        char last = name->at[name->bytes - 1];
        bool lone = last == '-' && name->bytes > start + 1 && name->at[name->bytes - 2] == ' ';
        if (last != ' ' && last != '.' && !lone)
            break;
        text_cut(name, name->bytes - 1);
    }
}

static bool belongs_to_last(uint32_t rune)
{
    int8_t type = u_charType((UChar32)rune);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
           type == U_COMBINING_SPACING_MARK || rune == 0x200C || rune == 0x200D ||
           (rune >= 0x1F3FB && rune <= 0x1F3FF); /* skin tones */
}

static void cut_to(struct text *name, size_t start, size_t most_bytes)
{
    if (name->bytes - start <= most_bytes)
        return;
    struct view v = view_part(text_view(name), start, name->bytes);
    size_t at = most_bytes;
    while (at > 0 && ((unsigned char)v.at[at] & 0xC0) == 0x80)
        at--;
    /* A whole name of marks is cut all the same. */
    size_t mark = at;
    while (mark > 0 && belongs_to_last(rune_at(v, mark)))
        rune_before(v, &mark);
    text_cut(name, start + (mark > 0 ? mark : at));
    trim_end(name, start);
}

static bool is_device(struct view name)
{
    static const char *const devices[] = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"};
    for (size_t i = 0; i < sizeof devices / sizeof devices[0]; i++)
        if (view_is_nocase(name, devices[i]))
            return true;
    struct view digit = view_part(name, 3, name.bytes);
    bool port = view_is_nocase(view_part(name, 0, 3), "COM") ||
                view_is_nocase(view_part(name, 0, 3), "LPT");
    return port &&
           ((digit.bytes == 1 && digit.at[0] >= '0' && digit.at[0] <= '9') ||
            view_is(digit, "\xC2\xB9") || view_is(digit, "\xC2\xB2") || view_is(digit, "\xC2\xB3"));
}

/* "NUL" and "nul.x" become "NUL_" and "nul_.x". */
static void defuse_device(struct text *name, size_t start)
{
    struct view v = view_part(text_view(name), start, name->bytes);
    size_t dot = view_find(v, ".", 0);
    if (!is_device(view_trim(view_part(v, 0, dot))))
        return;
    struct text rest = {0};
    text_add_view(&rest, view_part(v, dot, v.bytes));
    text_cut(name, start + dot);
    text_add_char(name, '_');
    text_add_view(name, text_view(&rest));
    text_release(&rest);
}

void safe_name_add(struct view v, struct text *name)
{
    struct text whole = {0};
    size_t start = name->bytes;
    safe_name_add_nfc(v, &whole);
    struct view source = text_view(&whole);
    for (size_t at = 0; at < source.bytes;) {
        size_t before = at;
        uint32_t rune = rune_next(source, &at);
        const char *other = replacement(rune, rune_at(source, at));
        if (other != NULL)
            add_bytes(name, start, other, strlen(other));
        else
            add_bytes(name, start, source.at + before, at - before);
    }
    text_release(&whole);
    trim_end(name, start);
    cut_to(name, start, NAME_MAX_BYTES - 1); /* a device's name gets a byte more */
    defuse_device(name, start);
}
