/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/language.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

/*
 * Replaces a code by the one that BCP 47 wants: "fre" (bibliographic) and "fra" by "fr", "iw"
 * (withdrawn) by "he", "cmn" by "zh". The table is Unicode's, which ICU has among its data. What it
 * has no row for stays as it is.
 */
static void replace_code(char code[LANGUAGE_CODE_BYTES])
{
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle *table = ures_openDirect(NULL, "metadata", &status);
    ures_getByKey(table, "alias", table, &status);
    ures_getByKey(table, "language", table, &status);
    ures_getByKey(table, code, table, &status);
    int32_t length = 0;
    const UChar *wanted = ures_getStringByKey(table, "replacement", &length, &status);
    if (U_SUCCESS(status) && length > 0 && length < LANGUAGE_CODE_BYTES) {
        u_UCharsToChars(wanted, code, length);
        code[length] = '\0';
        code[strcspn(code, "_-")] = '\0'; /* Serbo-Croatian would be "sr_Latn" */
    }
    ures_close(table);
}

const char *language_primary(const char *tag, char code[LANGUAGE_CODE_BYTES])
{
    UErrorCode status = U_ZERO_ERROR;
    uloc_getLanguage(tag != NULL ? tag : "", code, LANGUAGE_CODE_BYTES, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
        code[strspn(code, "abcdefghijklmnopqrstuvwxyz")] != '\0')
        code[0] = '\0';
    replace_code(code);
    if (strcmp(code, "no") == 0 || strcmp(code, "nn") == 0)
        memcpy(code, "nb", 3);
    return code;
}

bool language_same(const char *a, const char *b)
{
    char code_a[LANGUAGE_CODE_BYTES], code_b[LANGUAGE_CODE_BYTES];
    if (a == NULL || b == NULL)
        return false;
    size_t bytes = strcspn(a, "-_"); /* most tags are spelled the same way */
    if (bytes == strcspn(b, "-_") && strncasecmp(a, b, bytes) == 0)
        return true;
    return language_primary(a, code_a)[0] != '\0' &&
           strcmp(code_a, language_primary(b, code_b)) == 0;
}

const char *language_canonical(const char *given, char tag[LANGUAGE_TAG_BYTES])
{
    char locale[ULOC_FULLNAME_CAPACITY], code[LANGUAGE_CODE_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    int32_t parsed = 0;
    size_t bytes = strlen(given);
    tag[0] = '\0';
    if (bytes < 2 || bytes >= LANGUAGE_TAG_BYTES)
        return tag;
    for (size_t i = 0; i <= bytes; i++)
        tag[i] = given[i] == '_' ? '-' : given[i];
    uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &status);
    /* Repairs the case, and takes "zh-yue" for "yue". */
    int32_t length = uloc_toLanguageTag(locale, tag, LANGUAGE_TAG_BYTES, false, &status);
    bool good = U_SUCCESS(status) && parsed > 0 && length > 0 && length < LANGUAGE_TAG_BYTES;
    size_t primary = good ? strcspn(tag, "-") : 0;
    tag[good ? length : 0] = '\0';
    if (primary < 2 || primary >= LANGUAGE_CODE_BYTES)
        return tag[0] = '\0', tag;
    snprintf(code, sizeof code, "%.*s", (int)primary, tag);
    replace_code(code);
    /* "und" and "mul" name no language, and neither does what ICU does not know, such as "xx". */
    static const char *const none[] = {"und", "zxx", "mul", "mis"};
    bool known = uloc_getISO3Language(code)[0] != '\0';
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        known = known && strcmp(code, none[i]) != 0;
    snprintf(locale, sizeof locale, "%s%s", code, tag + primary);
    if (!known || strlen(locale) >= LANGUAGE_TAG_BYTES)
        return tag[0] = '\0', tag;
    return memcpy(tag, locale, strlen(locale) + 1);
}

/* The language's name in English: "" when ICU has none. */
static void english_name(const char *tag, char *english, size_t bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[48];
    english[0] = '\0';
    int32_t length = uloc_getDisplayLanguage(tag, "en", wide, 48, &status);
    u_strToUTF8(english, (int32_t)bytes, NULL, wide, U_SUCCESS(status) ? length : 0, &status);
    if (U_FAILURE(status) || strcmp(english, tag) == 0)
        english[0] = '\0';
}

const char *language_of_name(const char *name)
{
    char english[96];
    for (const char *const *code = uloc_getISOLanguages(); *code != NULL; code++) {
        english_name(*code, english, sizeof english);
        if (english[0] != '\0' && strcasecmp(english, name) == 0)
            return *code;
    }
    return NULL;
}

const char *language_name(const char *tag, char *name, size_t bytes)
{
    char english[96];
    english_name(tag, english, sizeof english);
    bool named = english[0] != '\0';
    snprintf(name, bytes, named ? "%s (\"%s\")" : "%sthe language \"%s\"", named ? english : "",
             tag);
    return name;
}
