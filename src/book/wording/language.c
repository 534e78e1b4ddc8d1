/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/language.h"

#include "book/wording/wording.h"

#include <ctype.h>
#include <stdio.h>

/* How many letters the primary subtag has, two or three; 0 when this is not a tag. */
static size_t primary_letters(const char *tag)
{
    size_t letters = 0;
    while (isalpha((unsigned char)tag[letters]))
        letters++;
    for (const char *c = tag + letters; *c != '\0'; c++)
        if (!isalnum((unsigned char)*c) && *c != '-' && *c != '_')
            return 0;
    bool fits = letters == 2 || letters == 3;
    return fits && (tag[letters] == '\0' || tag[letters] == '-' || tag[letters] == '_') ? letters
                                                                                        : 0;
}

bool language_tag(struct languages *languages, struct view name, char tag[LANGUAGE_TAG_BYTES],
                  struct err *err)
{
    char given[LANGUAGE_TAG_BYTES];
    name = view_trim(name);
    tag[0] = '\0';
    if (name.bytes < 2 || name.bytes >= LANGUAGE_TAG_BYTES)
        return true;
    snprintf(given, sizeof given, "%.*s", VIEW_ARGS(name));
    size_t letters = primary_letters(given);
    if (letters > 0)
        language_canonical(given, tag);
    /* A name, or the code of a country that many take for the language's: "jp", "cz". */
    return tag[0] != '\0' || letters == 3 || language_named(languages, name, tag, err);
}
