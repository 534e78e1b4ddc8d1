/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/language.h"

#include "book/wording/wording.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <unicode/uloc.h>

/* How many letters the primary subtag has, two or three; 0 when this is not a tag. */
static size_t primary_letters(const char *tag)
{
    size_t letters = 0;
    while (isalpha((unsigned char)tag[letters]))
        letters++;
    for (const char *c = tag + letters; *c != '\0'; c++)
        if (!isalnum((unsigned char)*c) && *c != '-')
            return 0;
    bool fits = letters == 2 || letters == 3;
    return fits && (tag[letters] == '\0' || tag[letters] == '-') ? letters : 0;
}

static bool says_nothing(const char *tag)
{
    static const char *const codes[] = {"und", "zxx", "mul", "mis"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (strncasecmp(tag, codes[i], 3) == 0)
            return true;
    return false;
}

bool language_tag(struct languages *languages, struct view name, char tag[LANGUAGE_TAG_BYTES],
                  struct err *err)
{
    name = view_trim(name);
    tag[0] = '\0';
    if (name.bytes < 2 || name.bytes >= LANGUAGE_TAG_BYTES)
        return true;
    memcpy(tag, name.at, name.bytes);
    tag[name.bytes] = '\0';
    for (char *c = tag; *c != '\0'; c++)
        *c = *c == '_' ? '-' : *c;
    size_t letters = primary_letters(tag);
    if (letters == 0)
        return language_named(languages, name, tag, err);
    if (letters == 3 && says_nothing(tag))
        tag[0] = '\0';
    else if (letters == 3) {
        /* "eng" becomes "en": BCP 47 wants the shorter code of ISO 639-1 where there is one. */
        char locale[ULOC_FULLNAME_CAPACITY], made[LANGUAGE_TAG_BYTES];
        UErrorCode status = U_ZERO_ERROR;
        uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
        int32_t bytes = uloc_toLanguageTag(locale, made, sizeof made, false, &status);
        if (U_SUCCESS(status) && bytes > 0 && bytes < LANGUAGE_TAG_BYTES)
            memcpy(tag, made, (size_t)bytes + 1);
    }
    return true;
}
