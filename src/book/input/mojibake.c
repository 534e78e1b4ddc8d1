/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/input/mojibake.h"

#include "book/input/in_place.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>

/* Chosen. */
enum {
    MOST_TIMES = 3,     /* how often a text may have been misread */
    FEWEST_SURE = 3,    /* so many long sequences show it in a text with other characters, too */
    SEQUENCE_BYTES = 4, /* UTF-8 has no more */
};

struct mapping {
    uint32_t rune;
    unsigned char byte;
};

/* The upper half of an encoding, sorted by character. */
struct misreading {
    struct mapping bytes[UPPER_BYTES];
    bool c1; /* U+0080 to U+009F stand for themselves, as where ISO-8859-1 was meant */
};

static int by_rune(const void *a, const void *b)
{
    const struct mapping *x = a, *y = b;
    return (x->rune > y->rune) - (x->rune < y->rune);
}

void encoding_upper_half(const char *encoding, uint32_t runes[UPPER_BYTES])
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    for (int i = 0; i < UPPER_BYTES; i++) {
        char byte = (char)(0x80 + i);
        const char *source = &byte;
        status = U_ZERO_ERROR;
        UChar32 rune = ucnv_getNextUChar(converter, &source, source + 1, &status);
        runes[i] = U_FAILURE(status) ? RUNE_BAD : (uint32_t)rune;
    }
    ucnv_close(converter);
}

static void load(struct misreading *misreading, const char *encoding)
{
    uint32_t runes[UPPER_BYTES];
    encoding_upper_half(encoding, runes);
    for (int i = 0; i < UPPER_BYTES; i++)
        misreading->bytes[i] = (struct mapping){runes[i], (unsigned char)(0x80 + i)};
    qsort(misreading->bytes, UPPER_BYTES, sizeof *misreading->bytes, by_rune);
    misreading->c1 = strcmp(encoding, "windows-1252") == 0;
}

/* The byte that was read as `rune`; 0: none beyond ASCII. */
static unsigned char byte_of(const struct misreading *misreading, uint32_t rune)
{
    const struct mapping key = {rune, 0};
    if (rune < 0x80)
        return 0;
    if (misreading->c1 && rune < 0xA0)
        return (unsigned char)rune;
    const struct mapping *found =
        bsearch(&key, misreading->bytes, UPPER_BYTES, sizeof key, by_rune);
    return found != NULL && rune != RUNE_BAD ? found->byte : 0;
}

struct misread {
    uint32_t rune; /* the character that was meant */
    size_t end;    /* of its misread bytes */
    size_t bytes;  /* how many those are; 1: no evidence */
    bool latin;    /* U+0080 to U+00FF: "Ã©", "Â£" */
    bool doubtful; /* also a letter and a quotation mark, as in “CAFÉ” */
};

/* The byte 0x9D, which windows-1252 lacks, is often lost: "â€" is the end of a quotation. So is the
 * hard blank of "Ã ", which became a blank. */
static bool read_damaged(struct view text, const char *sequence, size_t count, struct misread *out)
{
    if (count == 2 && memcmp(sequence, "\xE2\x80", 2) == 0) {
        out->rune = 0x201D;
        out->bytes = 3;
        return true;
    }
    if (count != 1 || sequence[0] != '\xC3' || out->end >= text.bytes || text.at[out->end] != ' ')
        return false;
    out->rune = 0xE0;
    out->end++;
    out->bytes = 1;
    return true;
}

/* Reads the character whose UTF-8 was misread at `at`; false when there is none. */
static bool misread_at(const struct misreading *misreading, struct view text, size_t at,
                       struct misread *out)
{
    char sequence[SEQUENCE_BYTES];
    size_t count = 0, next = at;
    *out = (struct misread){.end = at};
    while (count < SEQUENCE_BYTES) {
        uint32_t last = rune_next(text, &next);
        unsigned char byte = byte_of(misreading, last);
        if (byte == 0 || (count == 0 ? byte < 0xC2 || byte > 0xF4 : byte >= 0xC0))
            break;
        sequence[count++] = (char)byte;
        out->end = next;
        out->bytes = count;
        out->latin = (unsigned char)sequence[0] < 0xC4;
        out->doubtful = count == 2 && last >= 0x2013 && last <= 0x203A;
        size_t used = 0;
        out->rune = rune_next((struct view){sequence, count}, &used);
        if (count > 1 && used == count && out->rune != RUNE_BAD)
            return out->rune < 0xE000 || out->rune > 0xF8FF; /* nobody writes private characters */
    }
    return misreading->c1 && read_damaged(text, sequence, count, out);
}

struct counts {
    size_t short_ones; /* of two bytes */
    size_t sure;       /* of more */
    size_t others;     /* characters beyond ASCII that were not misread */
    bool scripts;      /* Cyrillic, Greek, Polish: letters that are not doubtful */
};

static struct counts count_all(const struct misreading *misreading, struct view text)
{
    struct counts counts = {0};
    struct misread misread;
    for (size_t at = view_skip_ascii(text, 0); at < text.bytes; at = view_skip_ascii(text, at)) {
        if ((unsigned char)text.at[at] < 0x80)
            continue;
        if (!misread_at(misreading, text, at, &misread)) {
            rune_next(text, &at);
            counts.others++;
            continue;
        }
        at = misread.end;
        counts.sure += misread.bytes > 2;
        counts.short_ones += misread.bytes == 2 && !misread.doubtful;
        counts.scripts |= misread.bytes == 2 && !misread.doubtful && !misread.latin;
    }
    return counts;
}

static size_t mend(const struct misreading *misreading, bool scripts, struct text *text)
{
    struct view all = text_view(text);
    struct in_place place = {.text = text};
    struct misread misread;
    size_t mended = 0;
    for (size_t at = view_skip_ascii(all, 0); at < all.bytes; at = view_skip_ascii(all, at)) {
        if ((unsigned char)all.at[at] < 0x80)
            continue;
        if (!misread_at(misreading, all, at, &misread) ||
            !(misread.latin || scripts || !misread.doubtful)) {
            rune_next(all, &at);
            continue;
        }
        char made[4];
        in_place_keep(&place, at);
        in_place_put(&place, misread.end, made, rune_encode(misread.rune, made));
        at = misread.end;
        mended++;
    }
    in_place_finish(&place);
    return mended;
}

static bool is_misread(const struct misreading *misreading, const struct counts *counts)
{
    size_t all = counts->short_ones + counts->sure;
    bool most = all * 2 > counts->others && (misreading->c1 || counts->sure > 0 || all > 1);
    return all > 0 && (most || counts->sure >= FEWEST_SURE);
}

size_t mojibake_mend(struct text *text)
{
    static const char *const encodings[] = {"windows-1252", "macintosh", "cp850", "cp437"};
    enum { COUNT = sizeof encodings / sizeof encodings[0] };
    struct misreading misreadings[COUNT];
    size_t mended = 0;
    if (view_skip_ascii(text_view(text), 0) == text->bytes)
        return 0;
    for (size_t i = 0; i < COUNT; i++)
        load(&misreadings[i], encodings[i]);
    for (int times = 0; times < MOST_TIMES; times++) {
        const struct misreading *best = NULL;
        struct counts least = {0};
        for (size_t i = 0; i < COUNT; i++) {
            struct counts counts = count_all(&misreadings[i], text_view(text));
            if (is_misread(&misreadings[i], &counts) &&
                (best == NULL || counts.others < least.others)) {
                best = &misreadings[i];
                least = counts;
            }
        }
        if (best == NULL)
            break;
        mended += mend(best, least.scripts, text);
    }
    return mended;
}
