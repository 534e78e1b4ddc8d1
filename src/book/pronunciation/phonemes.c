/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/pronunciation/phonemes.h"

#include "base/mem.h"
#include "data/language.h"

#include <stdlib.h>

enum { SYMBOL_MAX_BYTES = 12 }; /* the longest keys of the tables have 8 */

struct phonemes {
    struct language_files tables; /* of the language, which goes first; of all languages */
    struct language_files sampa;
};

/* The files of the language, if there are any, and those of all languages, which must exist. */
static bool load_tables(struct languages *languages, const char *language, const char *topic,
                        struct language_files *files, struct err *err)
{
    const struct data_file *all;
    if (!language_file(languages, "mul", topic, &all, err))
        return false;
    if (all == NULL)
        return err_set(err, ERR_SETUP,
                       "no assets/lang/mul/%s.txt; reinstall, or set LECTERN_DATA to the folder "
                       "that has it",
                       topic);
    return language_files(languages, language, topic, "mul", files, err);
}

struct phonemes *phonemes_new(struct languages *languages, const char *language, struct err *err)
{
    struct phonemes *phonemes = mem_zero(1, sizeof *phonemes);
    if (language == NULL || (load_tables(languages, language, "phonemes", &phonemes->tables, err) &&
                             load_tables(languages, "mul", "x-sampa", &phonemes->sampa, err)))
        return phonemes;
    phonemes_free(phonemes);
    return NULL;
}

void phonemes_free(struct phonemes *phonemes)
{
    free(phonemes);
}

/* The longest key of the section at `at` of the text: its value, and its end. NULL when there is
 * none. */
static const char *longest(const struct language_files *files, const char *section,
                           struct view text, size_t at, size_t *end)
{
    size_t bytes = text.bytes - at < SYMBOL_MAX_BYTES ? text.bytes - at : SYMBOL_MAX_BYTES;
    for (; bytes > 0; bytes--) {
        const char *value = language_find(files, section, view_part(text, at, at + bytes));
        if (value != NULL) {
            *end = at + bytes;
            return value;
        }
    }
    return NULL;
}

static void add_unknown(struct text *unknown, struct view text, size_t *at)
{
    uint32_t rune = rune_next(text, at);
    if (unknown->bytes > 0)
        text_add_char(unknown, ' ');
    text_add_rune(unknown, rune);
    text_addf(unknown, " (U+%04X)", (unsigned)rune);
}

/* A transcription while it is mapped. */
struct mapping {
    const struct phonemes *phonemes;
    struct view ipa;
    const char *stress; /* the mark that waits for its vowel; "": none */
    struct text *mnemonics, *unknown;
};

static const char *symbol_at(const struct mapping *m, const char *section, size_t at, size_t *end)
{
    return longest(&m->phonemes->tables, section, m->ipa, at, end);
}

/* Does a vowel come next, apart from marks? */
static bool vowel_follows(const struct mapping *m, size_t at)
{
    size_t end = at;
    while (at < m->ipa.bytes && symbol_at(m, "marks", at, &end) != NULL)
        at = end;
    return at < m->ipa.bytes && symbol_at(m, "vowels", at, &end) != NULL;
}

/* A vowel, or one with an r or l after it that belongs to the same syllable. */
static const char *vowel_at(const struct mapping *m, size_t at, size_t *end)
{
    size_t vowel_end = at, closed_end = at;
    const char *vowel = symbol_at(m, "vowels", at, &vowel_end);
    const char *closed = symbol_at(m, "closed", at, &closed_end);
    if (closed == NULL || closed_end <= vowel_end || vowel_follows(m, closed_end)) {
        *end = vowel_end;
        return vowel;
    }
    *end = closed_end;
    return closed;
}

static void map_ipa(const struct phonemes *phonemes, struct view ipa, struct text *mnemonics,
                    struct text *unknown)
{
    struct mapping m = {phonemes, ipa, "", mnemonics, unknown};
    for (size_t at = 0; at < ipa.bytes;) {
        /* IPA writes the stress before the syllable, eSpeak NG before the vowel. */
        size_t end = at;
        const char *value = vowel_at(&m, at, &end);
        if (value != NULL) {
            text_add_str(m.mnemonics, m.stress);
            text_add_str(m.mnemonics, value);
            m.stress = "";
        } else if ((value = symbol_at(&m, "consonants", at, &end)) != NULL) {
            text_add_str(m.mnemonics, value);
        } else if ((value = symbol_at(&m, "marks", at, &end)) != NULL) {
            m.stress = *value != '\0' ? value : m.stress;
        } else if (m.ipa.at[at] == ' ') {
            text_add_char(m.mnemonics, ' ');
            end++;
        } else {
            add_unknown(m.unknown, m.ipa, &end);
        }
        at = end;
    }
}

static void map_sampa(const struct phonemes *phonemes, struct view sampa, struct text *mnemonics,
                      struct text *unknown)
{
    struct text ipa = {0};
    for (size_t at = 0, end = 0; at < sampa.bytes; at = end) {
        const char *value = longest(&phonemes->sampa, "symbols", sampa, at, &end);
        if (value != NULL) {
            text_add_str(&ipa, value);
        } else if (sampa.at[at] == ' ') {
            text_add_char(&ipa, ' ');
            end = at + 1;
        } else {
            end = at;
            add_unknown(unknown, sampa, &end);
        }
    }
    map_ipa(phonemes, text_view(&ipa), mnemonics, unknown);
    text_release(&ipa);
}

/* Mnemonics go to eSpeak NG unchanged, so they must not contain [[ or ]]. */
static bool are_mnemonics(struct view value)
{
    for (size_t i = 0; i < value.bytes; i++)
        if ((unsigned char)value.at[i] < ' ')
            return false;
    return view_find(value, "]]", 0) == value.bytes && view_find(value, "[[", 0) == value.bytes &&
           !view_ends(value, "]");
}

static bool is_alphabet(const char *alphabet, const char *name, const char *other)
{
    struct view v = view_of(alphabet);
    return view_is_nocase(v, name) || view_is_nocase(v, other);
}

static void explain(struct text *problem, const char *before, const char *what, const char *after)
{
    if (problem != NULL)
        text_addf(problem, "%s%s%s", before, what, after);
}

static enum phonemes_result map_transcription(const struct phonemes *phonemes, const char *alphabet,
                                              struct view value, struct text *mnemonics,
                                              struct text *unknown, struct text *problem)
{
    if (is_alphabet(alphabet, "ipa", "")) {
        map_ipa(phonemes, value, mnemonics, unknown);
    } else if (is_alphabet(alphabet, "x-sampa", "xsampa")) {
        map_sampa(phonemes, value, mnemonics, unknown);
    } else if (!is_alphabet(alphabet, "espeak", "x-espeak")) {
        explain(problem, "alphabet \"", alphabet,
                "\"; the alphabet must be ipa, x-sampa or espeak");
        return PHONEMES_WRONG;
    } else if (!are_mnemonics(value)) {
        explain(problem, "[[ or ]] in alphabet \"", alphabet, "\"");
        return PHONEMES_WRONG;
    } else {
        text_add_view(mnemonics, value);
    }
    if (unknown->bytes > 0)
        explain(problem, "no phoneme for ", unknown->at, "");
    return unknown->bytes > 0 ? PHONEMES_LACKING : PHONEMES_MAPPED;
}

enum phonemes_result phonemes_map(const struct phonemes *phonemes, const char *alphabet,
                                  struct view value, struct text *mnemonics, struct text *problem)
{
    value = view_trim(value);
    if (value.bytes > PHONEMES_MAX_BYTES || phonemes == NULL || phonemes->tables.count == 0) {
        explain(problem, "",
                value.bytes > PHONEMES_MAX_BYTES ? "a pronunciation that is too long"
                                                 : "a pronunciation in no language",
                "");
        return PHONEMES_LACKING;
    }
    struct text unknown = {0};
    size_t before = mnemonics->bytes;
    enum phonemes_result result = map_transcription(phonemes, alphabet != NULL ? alphabet : "",
                                                    value, mnemonics, &unknown, problem);
    text_release(&unknown);
    if (result == PHONEMES_MAPPED && mnemonics->bytes == before) {
        explain(problem, "", "an empty pronunciation", "");
        result = PHONEMES_LACKING;
    }
    if (result != PHONEMES_MAPPED && mnemonics->at != NULL)
        text_cut(mnemonics, before);
    return result;
}
