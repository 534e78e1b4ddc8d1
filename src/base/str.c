/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

#include "base/mem.h"
#include "base/spill.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>

/* How much is looked at between two calls of spill_touched: less than SPILL_RESIDENT_BYTES, and
 * enough to cost nothing. */
enum { FIND_BYTES = 1024 * 1024, PIECE_BYTES = 16 * 1024 };

/* Memory apart grows by so much at least: pages that are not written cost nothing. Chosen. */
enum { APART_BYTES = 64 * 1024 };

struct view view_of(const char *text)
{
    return (struct view){text, strlen(text)};
}

struct view view_part(struct view v, size_t start, size_t end)
{
    if (end > v.bytes)
        end = v.bytes;
    if (start > end)
        start = end;
    return (struct view){start == 0 ? v.at : v.at + start, end - start}; /* NULL + 0 is undefined */
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct view view_trim(struct view v)
{
    while (v.bytes > 0 && is_blank(v.at[0])) {
        v.at++;
        v.bytes--;
    }
    while (v.bytes > 0 && is_blank(v.at[v.bytes - 1]))
        v.bytes--;
    return v;
}

bool view_equal(struct view a, struct view b)
{
    return a.bytes == b.bytes && (a.bytes == 0 || memcmp(a.at, b.at, a.bytes) == 0);
}

bool view_is(struct view v, const char *text)
{
    return view_equal(v, view_of(text));
}

bool view_is_nocase(struct view v, const char *text)
{
    return v.bytes == strlen(text) && strncasecmp(v.at, text, v.bytes) == 0;
}

bool view_starts(struct view v, const char *prefix)
{
    size_t bytes = strlen(prefix);
    return v.bytes >= bytes && memcmp(v.at, prefix, bytes) == 0;
}

bool view_ends(struct view v, const char *suffix)
{
    size_t bytes = strlen(suffix);
    return v.bytes >= bytes && memcmp(v.at + v.bytes - bytes, suffix, bytes) == 0;
}

bool view_ends_nocase(struct view v, const char *suffix)
{
    size_t bytes = strlen(suffix);
    return v.bytes >= bytes && view_is_nocase(view_part(v, v.bytes - bytes, v.bytes), suffix);
}

size_t view_find(struct view v, const char *needle, size_t from)
{
    size_t bytes = strlen(needle);
    if (bytes == 0)
        return v.bytes;
    for (; from < v.bytes; from += FIND_BYTES) {
        struct view piece = view_part(v, from, from + FIND_BYTES + bytes - 1);
        const char *found = memmem(piece.at, piece.bytes, needle, bytes);
        if (found != NULL)
            return (size_t)(found - v.at);
        spill_touched(piece.bytes);
    }
    return v.bytes;
}

bool view_next_piece(struct view *rest, struct view *piece)
{
    *piece = view_part(*rest, 0, PIECE_BYTES);
    *rest = view_part(*rest, PIECE_BYTES, rest->bytes);
    spill_touched(piece->bytes);
    return piece->bytes > 0;
}

size_t view_find_either(struct view v, char one, char other, size_t from)
{
    while (from < v.bytes) {
        size_t end = v.bytes - from > PIECE_BYTES ? from + PIECE_BYTES : v.bytes, at = from;
        while (at < end && v.at[at] != one && v.at[at] != other)
            at++;
        if (at < end)
            return at;
        spill_touched(end - from);
        from = end;
    }
    return v.bytes;
}

size_t view_skip_ascii(struct view v, size_t from)
{
    struct view run = view_part(v, from, from + PIECE_BYTES);
    size_t bytes = 0;
    while (bytes < run.bytes && (unsigned char)run.at[bytes] < 0x80)
        bytes++;
    spill_touched(bytes);
    return from + bytes;
}

bool view_number(struct view v, double least, double most, double *number)
{
    char copy[64], *end;
    if (v.bytes == 0 || v.bytes >= sizeof copy)
        return false;
    memcpy(copy, v.at, v.bytes);
    copy[v.bytes] = '\0';
    if (strspn(copy, "+-.0123456789eE") != v.bytes)
        return false;
    errno = 0;
    *number = strtod(copy, &end);
    return errno == 0 && *end == '\0' && *number >= least && *number <= most;
}

bool view_next_line(struct view *rest, struct view *line)
{
    if (rest->bytes == 0)
        return false;
    size_t bytes = view_find(*rest, "\n", 0);
    *line = (struct view){rest->at, bytes};
    if (line->bytes > 0 && line->at[line->bytes - 1] == '\r')
        line->bytes--;
    if (bytes < rest->bytes)
        bytes++;
    rest->at += bytes;
    rest->bytes -= bytes;
    return true;
}

void text_reserve(struct text *text, size_t more_bytes)
{
    size_t needed = text->bytes + more_bytes + 1;
    if (needed <= text->capacity_bytes)
        return;
    size_t wanted = text->capacity_bytes + text->capacity_bytes / 2;
    if (wanted < needed)
        wanted = needed < 64 ? 64 : needed;
    if (text->apart)
        wanted = (wanted / APART_BYTES + 1) * APART_BYTES;
    text->at = text->apart ? mem_resize_apart(text->at, text->capacity_bytes, wanted)
                           : spill_resize(text->at, text->at != NULL ? text->bytes + 1 : 0, wanted);
    text->capacity_bytes = wanted;
}

void text_add(struct text *text, const char *bytes, size_t count)
{
    text_reserve(text, count);
    if (count > 0)
        memcpy(text->at + text->bytes, bytes, count);
    text->bytes += count;
    text->at[text->bytes] = '\0';
    if (text->capacity_bytes >= SPILL_FROM_BYTES)
        spill_touched(count);
}

void text_add_view(struct text *text, struct view v)
{
    text_add(text, v.at, v.bytes);
}

void text_add_str(struct text *text, const char *string)
{
    text_add(text, string, strlen(string));
}

void text_add_char(struct text *text, char c)
{
    text_add(text, &c, 1);
}

void text_add_rune(struct text *text, uint32_t rune)
{
    char bytes[4];
    text_add(text, bytes, rune_encode(rune, bytes));
}

void text_addf(struct text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int bytes = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (bytes > 0) {
        text_reserve(text, (size_t)bytes);
        vsnprintf(text->at + text->bytes, (size_t)bytes + 1, format, again);
        text->bytes += (size_t)bytes;
    }
    va_end(again);
}

struct view text_view(const struct text *text)
{
    return (struct view){text->at == NULL ? "" : text->at, text->bytes};
}

void text_cut(struct text *text, size_t bytes)
{
    if (bytes >= text->bytes)
        return;
    text->bytes = bytes;
    text->at[bytes] = '\0';
}

void text_clear(struct text *text)
{
    text_cut(text, 0);
}

void text_release(struct text *text)
{
    if (text->apart)
        mem_free_apart(text->at, text->capacity_bytes);
    else
        spill_free(text->at);
    *text = (struct text){0};
}

/* How many bytes a sequence that starts with `lead` has, and the smallest value it may hold. */
static int sequence_bytes(unsigned char lead, uint32_t *smallest)
{
    if (lead >= 0xC2 && lead <= 0xDF)
        return *smallest = 0x80, 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return *smallest = 0x800, 3;
    if (lead >= 0xF0 && lead <= 0xF4)
        return *smallest = 0x10000, 4;
    return 1;
}

uint32_t rune_next(struct view v, size_t *at)
{
    if (*at >= v.bytes)
        return 0;
    const unsigned char *p = (const unsigned char *)v.at + *at;
    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    uint32_t smallest = 0;
    int bytes = sequence_bytes(p[0], &smallest);
    if (bytes == 1 || v.bytes - *at < (size_t)bytes) {
        *at += 1;
        return RUNE_BAD;
    }
    uint32_t rune = p[0] & (0x7Fu >> bytes);
    for (int i = 1; i < bytes; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            *at += 1;
            return RUNE_BAD;
        }
        rune = rune << 6 | (p[i] & 0x3Fu);
    }
    if (rune < smallest || rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF)) {
        *at += 1;
        return RUNE_BAD;
    }
    *at += (size_t)bytes;
    return rune;
}

uint32_t rune_before(struct view v, size_t *at)
{
    if (*at == 0 || *at > v.bytes)
        return 0;
    size_t start = *at - 1;
    while (start > 0 && *at - start < 4 && ((unsigned char)v.at[start] & 0xC0) == 0x80)
        start--;
    size_t end = start;
    uint32_t rune = rune_next(v, &end);
    if (end != *at) { /* no valid sequence ends here: only the last byte is bad */
        *at -= 1;
        return RUNE_BAD;
    }
    *at = start;
    return rune;
}

uint32_t rune_at(struct view v, size_t at)
{
    return rune_next(v, &at);
}

uint32_t rune_ending(struct view v, size_t at)
{
    return rune_before(v, &at);
}

size_t rune_encode(uint32_t rune, char out[4])
{
    if (rune < 0x80) {
        out[0] = (char)rune;
        return 1;
    }
    if (rune < 0x800) {
        out[0] = (char)(0xC0 | rune >> 6);
        out[1] = (char)(0x80 | (rune & 0x3F));
        return 2;
    }
    if (rune < 0x10000) {
        out[0] = (char)(0xE0 | rune >> 12);
        out[1] = (char)(0x80 | (rune >> 6 & 0x3F));
        out[2] = (char)(0x80 | (rune & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | rune >> 18);
    out[1] = (char)(0x80 | (rune >> 12 & 0x3F));
    out[2] = (char)(0x80 | (rune >> 6 & 0x3F));
    out[3] = (char)(0x80 | (rune & 0x3F));
    return 4;
}

bool rune_is_letter(uint32_t rune)
{
    if (rune < 0x80)
        return (rune | 0x20) >= 'a' && (rune | 0x20) <= 'z';
    return u_isalpha((UChar32)rune);
}

bool rune_is_upper(uint32_t rune)
{
    if (rune < 0x80)
        return rune >= 'A' && rune <= 'Z';
    return u_isupper((UChar32)rune) || u_istitle((UChar32)rune);
}

bool rune_is_lower(uint32_t rune)
{
    if (rune < 0x80)
        return rune >= 'a' && rune <= 'z';
    return u_islower((UChar32)rune);
}

bool rune_is_digit(uint32_t rune)
{
    if (rune < 0x80)
        return rune >= '0' && rune <= '9';
    return u_isdigit((UChar32)rune);
}

bool rune_is_alnum(uint32_t rune)
{
    return rune_is_letter(rune) || rune_is_digit(rune);
}

bool rune_is_space(uint32_t rune)
{
    if (rune < 0x80)
        return rune == ' ' || (rune >= '\t' && rune <= '\r');
    return u_isUWhiteSpace((UChar32)rune);
}

uint32_t rune_to_lower(uint32_t rune)
{
    return (uint32_t)u_tolower((UChar32)rune);
}

uint32_t rune_to_upper(uint32_t rune)
{
    return (uint32_t)u_toupper((UChar32)rune);
}

void text_add_lower(struct text *text, struct view v)
{
    for (size_t at = 0; at < v.bytes;)
        text_add_rune(text, rune_to_lower(rune_next(v, &at)));
}

void text_add_upper(struct text *text, struct view v)
{
    for (size_t at = 0; at < v.bytes;)
        text_add_rune(text, rune_to_upper(rune_next(v, &at)));
}
