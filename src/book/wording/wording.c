/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/wording.h"

#include "base/mem.h"
#include "base/table.h"
#include "book/wording/shape.h"
#include "data/data.h"
#include "data/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unum.h>

enum {
    LARGEST_NUMBER = 150, /* chosen: no book of fiction that we know counts further in words */
    MAX_NUMERAL = 9999,   /* chosen: web novels count to thousands */
    MAX_PHRASE_WORDS = 8, /* the longest entry of structure.txt has seven */
};

struct wording {
    char code[LANGUAGE_CODE_BYTES];
    struct language_files files; /* the language, English */
    struct table
        spelled; /* numbers by the fold_key of how they are written out; the first counts */
};

static void add_spelled(struct wording *wording, struct view text, int number, struct text *scratch)
{
    uint64_t key = fold_key(text, scratch);
    if (key != 0)
        table_add(&wording->spelled, table_number(key), (size_t)number);
}

static void add_utf16(struct text *text, const UChar *from, int32_t count)
{
    for (int32_t i = 0; i < count;) {
        UChar32 rune;
        U16_NEXT(from, i, count, rune);
        text_add_rune(text, (uint32_t)rune);
    }
}

static bool is_wanted_rule_set(const UChar *name, int32_t length)
{
    struct text text = {0};
    add_utf16(&text, name, length);
    bool wanted = view_find(text_view(&text), "spellout", 0) < text.bytes &&
                  view_find(text_view(&text), "year", 0) == text.bytes &&
                  view_find(text_view(&text), "verbose", 0) == text.bytes;
    text_release(&text);
    return wanted;
}

static void add_spelled_numbers(struct wording *wording, const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, language, NULL, &status);
    UChar names[2048];
    int32_t length = U_SUCCESS(status)
                         ? unum_getTextAttribute(format, UNUM_PUBLIC_RULESETS, names, 2048, &status)
                         : 0;
    if (U_FAILURE(status) || length > 2048)
        length = 0;
    for (int32_t from = 0, to; from < length; from = to + 1) {
        for (to = from; to < length && names[to] != ';'; to++)
            ;
        if (is_wanted_rule_set(names + from, to - from)) {
            /* All numbers as this set of ICU's spelling rules writes them. */
            status = U_ZERO_ERROR;
            struct text spelled = {0}, scratch = {0};
            unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, names + from, to - from, &status);
            for (int number = 1; number <= LARGEST_NUMBER && U_SUCCESS(status); number++) {
                UChar buffer[128];
                int32_t count = unum_format(format, number, buffer, 128, NULL, &status);
                if (U_FAILURE(status) || count > 128)
                    break;
                text_clear(&spelled);
                add_utf16(&spelled, buffer, count);
                add_spelled(wording, text_view(&spelled), number, &scratch);
            }
            text_release(&spelled);
            text_release(&scratch);
        }
    }
    if (format != NULL)
        unum_close(format);
}

struct wording *wording_load(struct languages *languages, const char *language, struct err *err)
{
    struct wording *wording = mem_zero(1, sizeof *wording);
    language_primary(language != NULL ? language : "en", wording->code);
    if (!language_files(languages, wording->code, "structure", "en", &wording->files, err)) {
        wording_free(wording);
        return NULL;
    }
    add_spelled_numbers(wording, wording->code);
    if (strcmp(wording->code, "en") != 0)
        add_spelled_numbers(wording, "en");
    for (size_t i = 0; i < wording->files.count; i++) {
        const struct data_file *file = wording->files.files[i];
        struct text scratch = {0};
        for (size_t k = data_next(file, "numbers", 0); k < file->count;
             k = data_next(file, "numbers", k + 1))
            add_spelled(wording, view_of(file->entries[k].key), atoi(file->entries[k].value),
                        &scratch);
        text_release(&scratch);
    }
    return wording;
}

bool wording_follow(struct wording **wording, struct languages *languages, const char *language,
                    struct err *err)
{
    char code[LANGUAGE_CODE_BYTES];
    if (*wording != NULL &&
        strcmp(language_primary(language != NULL ? language : "en", code), (*wording)->code) == 0)
        return true;
    wording_free(*wording);
    *wording = wording_load(languages, language, err);
    return *wording != NULL;
}

void wording_free(struct wording *wording)
{
    if (wording == NULL)
        return;
    table_release(&wording->spelled);
    free(wording);
}

const char *wording_find(const struct wording *wording, const char *section, struct view key)
{
    return language_find(&wording->files, section, key);
}

/* Where each of the first words of the key ends; returns how many. */
static size_t word_ends(struct view key, size_t ends[MAX_PHRASE_WORDS])
{
    size_t count = 0;
    for (size_t at = 0; at < key.bytes && count < MAX_PHRASE_WORDS; at = ends[count - 1] + 1)
        ends[count++] = view_find(key, " ", at);
    return count;
}

size_t wording_prefix(const struct wording *wording, const char *section, struct view key)
{
    size_t ends[MAX_PHRASE_WORDS];
    for (size_t count = word_ends(key, ends); count > 0; count--)
        if (wording_find(wording, section, view_part(key, 0, ends[count - 1])) != NULL)
            return ends[count - 1];
    return 0;
}

bool wording_inside(const struct wording *wording, const char *section, struct view key)
{
    for (size_t at = 0; at < key.bytes; at = view_find(key, " ", at) + 1)
        if (wording_prefix(wording, section, view_part(key, at, key.bytes)) > 0)
            return true;
    return false;
}

size_t wording_count_inside(const struct wording *wording, const char *section, struct view key)
{
    size_t count = 0;
    for (size_t i = 0; i < wording->files.count; i++) {
        const struct data_file *file = wording->files.files[i];
        for (size_t k = data_next(file, section, 0); k < file->count;
             k = data_next(file, section, k + 1)) {
            size_t at = view_find(key, file->entries[k].key, 0);
            count += at < key.bytes && (at == 0 || key.at[at - 1] == ' ');
        }
    }
    return count;
}

bool language_named(struct languages *languages, struct view name, char code[16], struct err *err)
{
    struct text key = {0};
    const struct data_file *english;
    code[0] = '\0';
    if (!language_file(languages, "en", "structure", &english, err))
        return false;
    fold_words(name, &key);
    size_t bytes = view_find(text_view(&key), " ", 0);
    const char *found =
        english == NULL || key.bytes == 0 ? NULL : data_find(english, "languages", key.at, bytes);
    if (found != NULL)
        snprintf(code, 16, "%s", found);
    text_release(&key);
    return true;
}

int wording_number(const struct wording *wording, struct view key, size_t *bytes)
{
    size_t ends[MAX_PHRASE_WORDS], count = word_ends(key, ends);
    struct text scratch = {0};
    int number = 0;
    for (count = count > 4 ? 4 : count; count > 0 && number == 0; count--) {
        *bytes = ends[count - 1];
        uint64_t written = fold_key(view_part(key, 0, *bytes), &scratch);
        number = (int)table_find(&wording->spelled, table_number(written), 0);
    }
    text_release(&scratch);
    return number;
}

/* The value of one sign of a number, or -1. */
static int numeral_sign(const struct wording *wording, struct view sign, uint32_t rune)
{
    if (rune_is_digit(rune))
        return u_charDigitValue((UChar32)rune);
    const char *value = rune < 0x80 ? NULL : wording_find(wording, "numerals", sign);
    return value != NULL ? atoi(value) : -1;
}

int wording_numeral(const struct wording *wording, struct view text, size_t at, size_t *end)
{
    int sum = 0, digits = 0;
    *end = at;
    for (size_t next = at; next < text.bytes && sum + digits <= MAX_NUMERAL; *end = next) {
        uint32_t rune = rune_next(text, &next);
        int value = numeral_sign(wording, view_part(text, *end, next), rune);
        if (value < 0)
            break;
        /* Signs from ten on multiply the digits before them; digits alone are a number as it is. */
        if (value >= 10) {
            sum += (digits > 0 ? digits : 1) * value;
            digits = 0;
        } else {
            digits = digits * 10 + value;
        }
    }
    return sum + digits <= MAX_NUMERAL ? sum + digits : 0;
}
