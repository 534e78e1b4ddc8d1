/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/foreign_runs.h"

#include "book/wording/recognition.h"
#include "data/data.h"
#include "data/language.h"
#include "script/script.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum {
    FIRST_FOREIGN_BYTE = 0xCD, /* of U+0340: all letters before it are Latin */
    /* Chosen: so many function words, and one of few languages more than the usual one has. */
    FEWEST_WORDS = 2,
    MARGIN = 40,
};

bool script_reader_open(struct script_reader *reader, struct languages *languages, struct err *err)
{
    reader->languages = languages;
    return language_file(languages, "mul", "voices", &reader->voices, err) &&
           language_file(languages, "mul", "recognition", &reader->recognition, err);
}

static const char *find(const struct data_file *data, const char *section, const char *key)
{
    return data != NULL ? data_find(data, section, key, strlen(key)) : NULL;
}

/* The script of a letter; kana are one with Han, as Japanese mixes them. USCRIPT_COMMON: no letter,
 * or a mark that goes with any. */
static UScriptCode script_of(uint32_t rune)
{
    UErrorCode status = U_ZERO_ERROR;
    if (rune < 0x340)
        return rune_is_letter(rune) ? USCRIPT_LATIN : USCRIPT_COMMON;
    if (!rune_is_letter(rune))
        return USCRIPT_COMMON;
    UScriptCode script = uscript_getScript((UChar32)rune, &status);
    return script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN ? USCRIPT_COMMON : script;
}

static bool is_east_asian(UScriptCode script)
{
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_BOPOMOFO;
}

static bool same_run(UScriptCode a, UScriptCode b)
{
    return a == b || (is_east_asian(a) && is_east_asian(b));
}

static bool is_unreadable(const struct script_reader *reader, const char *primary,
                          UScriptCode script)
{
    const char *scripts = find(reader->voices, "unreadable", primary);
    return scripts != NULL && strstr(scripts, uscript_getShortName(script)) != NULL;
}

/* Whether letters of a script in a text of `language` are for another voice. */
static bool is_foreign(const struct script_reader *reader, const char *language, UScriptCode script)
{
    char primary[LANGUAGE_CODE_BYTES];
    if (script == USCRIPT_LATIN)
        return is_unreadable(reader, language_primary(language, primary), script);
    return !language_is_written(language, script);
}

/* The language of a run: that of the script, unless a letter or two words tell another one. NULL
 * when there is none. */
static const char *language_of(const struct script_reader *reader, struct view text,
                               UScriptCode script, struct language_evidence *evidence)
{
    struct err ignored = {0}; /* the data have been read */
    const char *usual = find(reader->recognition, "scripts", uscript_getShortName(script));
    for (size_t at = 0; at < text.bytes;) {
        char letter[5] = "";
        uint32_t rune = rune_next(text, &at);
        UScriptCode own = script_of(rune);
        if (own == USCRIPT_HIRAGANA || own == USCRIPT_KATAKANA)
            return find(reader->recognition, "scripts", "Kana");
        letter[rune_encode(rune_to_lower(rune), letter)] = '\0';
        const char *told = find(reader->recognition, "telling letters", letter);
        usual = told != NULL ? told : usual;
    }
    if (is_east_asian(script) || script == USCRIPT_LATIN ||
        !language_weigh(reader->languages, text, usual, evidence, &ignored) ||
        evidence->found < FEWEST_WORDS || evidence->score < evidence->told_score + MARGIN ||
        !language_is_written(evidence->code, script))
        return usual;
    return evidence->code;
}

/* Marks that end a run with what they follow. */
static bool is_closing(uint32_t rune)
{
    return rune == '.' || rune == ',' || rune == '!' || rune == '?' || rune == ':' || rune == ';' ||
           rune == 0x2026 || rune == 0x3002 || rune == 0xFF01 || rune == 0xFF1F || rune == 0xFF0C ||
           rune == 0x60C || rune == 0x61F || rune == 0x964 || rune == 0x387;
}

/* Where a run of one script ends that begins at `start`, and how many letters it has. Blanks and
 * marks belong to it between its letters. */
static size_t end_of_run(struct view text, size_t start, UScriptCode script, size_t *letters)
{
    size_t end = start;
    *letters = 0;
    for (size_t at = start; at < text.bytes;) {
        uint32_t rune = rune_next(text, &at);
        UScriptCode own = script_of(rune);
        if (own == USCRIPT_COMMON && (U_GET_GC_MASK((UChar32)rune) & U_GC_M_MASK) == 0)
            continue;
        if (own != USCRIPT_COMMON && !same_run(own, script))
            break;
        *letters += own != USCRIPT_COMMON;
        end = at;
    }
    for (size_t at = end; at < text.bytes && is_closing(rune_next(text, &at));)
        end = at;
    return end;
}

bool foreign_run_next(const struct script_reader *reader, struct view text, const char *language,
                      size_t from, struct foreign_run *run)
{
    char primary[LANGUAGE_CODE_BYTES];
    bool latin = is_unreadable(reader, language_primary(language, primary), USCRIPT_LATIN);
    for (size_t at = from; at < text.bytes;) {
        if ((unsigned char)text.at[at] < 0x80 && !latin) {
            at = view_skip_ascii(text, at);
            continue;
        }
        if ((unsigned char)text.at[at] < FIRST_FOREIGN_BYTE && !latin) {
            at++;
            continue;
        }
        size_t start = at, letters;
        UScriptCode script = script_of(rune_next(text, &at));
        if (script == USCRIPT_COMMON || !is_foreign(reader, language, script))
            continue;
        size_t end = end_of_run(text, start, script, &letters);
        bool blankless = is_east_asian(script) || script == USCRIPT_HANGUL ||
                         script == USCRIPT_THAI || script == USCRIPT_MYANMAR;
        size_t before = start;
        bool word =
            blankless ||
            (letters > 1 && (start == 0 || !rune_is_alnum(rune_before(text, &before)) || latin) &&
             (end == text.bytes || !rune_is_alnum(rune_at(text, end)) || latin));
        struct language_evidence evidence;
        const char *found =
            word ? language_of(reader, view_part(text, start, end), script, &evidence) : NULL;
        at = end > at ? end : at;
        if (found == NULL || find(reader->voices, "voiceless", found) != NULL)
            continue;
        run->start = start;
        run->end = end;
        snprintf(run->language, sizeof run->language, "%s", found);
        return true;
    }
    return false;
}

/* Letters that would be named one by one. */
static bool is_mute(const struct script_reader *reader, const char *language, UScriptCode script)
{
    char primary[LANGUAGE_CODE_BYTES];
    if (script == USCRIPT_COMMON || script == USCRIPT_LATIN)
        return false;
    if (language_is_written(language, script))
        return is_unreadable(reader, language_primary(language, primary), script);
    const char *usual = find(reader->recognition, "scripts", uscript_getShortName(script));
    return usual == NULL || find(reader->voices, "voiceless", usual) != NULL;
}

void unread_remove(const struct script_reader *reader, const char *language, const char *own,
                   struct text *spoken, size_t from, struct unread_letters *unread)
{
    char primary[LANGUAGE_CODE_BYTES];
    struct view text = text_view(spoken);
    size_t at = from, kept = from, letters = 0, mute = 0;
    while (at < text.bytes && (unsigned char)text.at[at] < FIRST_FOREIGN_BYTE)
        at++;
    if (at >= text.bytes)
        return;
    if (find(reader->voices, "voiceless", language_primary(language, primary)) != NULL)
        language = own;
    bool gone = false; /* the letter before, so that its marks go with it */
    for (at = from; at < text.bytes;) {
        size_t start = at;
        uint32_t rune = rune_next(text, &at);
        UScriptCode script = script_of(rune);
        letters += script != USCRIPT_COMMON;
        if (gone && rune >= 0x300 && (U_GET_GC_MASK((UChar32)rune) & U_GC_M_MASK) != 0)
            continue;
        gone = is_mute(reader, language, script);
        if (gone) {
            unread->script = unread->count + mute++ == 0 ? script : unread->script;
            continue;
        }
        memmove(spoken->at + kept, spoken->at + start, at - start);
        kept += at - start;
    }
    spoken->bytes = kept;
    spoken->at[kept] = '\0';
    unread->count += mute;
    unread->of += letters;
}
