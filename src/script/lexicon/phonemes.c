#include "script/lexicon/parts.h"

#include "base/data.h"

#include <stdlib.h>

/*
 * From IPA or X-SAMPA to eSpeak NG mnemonics, by the tables assets/lang/<code>/spoken_ipa.txt: the
 * longest symbol that a table has is taken. eSpeak NG wants a stress mark just before the vowel,
 * IPA has it before the syllable.
 */

enum { SYMBOL_MAX_BYTES = 12 };

static bool load_table(const char *language, const char *name, struct data_file **file,
                       bool required, struct err *err)
{
    if (*file != NULL)
        return true;
    struct text path_name = {0};
    text_addf(&path_name, "lang/%s/%s", language, name);
    struct err missing;
    char *path = data_path("assets", path_name.at, required ? err : &missing);
    text_release(&path_name);
    if (path == NULL)
        return !required;
    *file = data_read(path, err);
    free(path);
    return *file != NULL;
}

static bool load_tables(struct lexicon *lexicon, struct err *err)
{
    struct text code = {0};
    struct view language = view_of(lexicon->language);
    text_add_view(&code, view_part(language, 0, view_find(language, "-", 0)));
    bool plain = true;
    for (size_t i = 0; i < code.bytes; i++)
        plain = plain && rune_is_alnum((unsigned char)code.at[i]);
    bool good = (!plain || code.bytes == 0 ||
                 load_table(code.at, "spoken_ipa.txt", &lexicon->phonemes[0], false, err)) &&
                load_table("mul", "spoken_ipa.txt", &lexicon->phonemes[1], true, err);
    text_release(&code);
    return good;
}

/* The longest key of the section at `at`; its value, or NULL. */
static const char *find_longest(struct data_file *const files[], int count, const char *section,
                                struct view text, size_t at, size_t *end)
{
    size_t most = text.bytes - at < SYMBOL_MAX_BYTES ? text.bytes - at : SYMBOL_MAX_BYTES;
    for (size_t bytes = most; bytes > 0; bytes--)
        for (int i = 0; i < count; i++) {
            const char *value =
                files[i] == NULL ? NULL : data_find(files[i], section, text.at + at, bytes);
            if (value != NULL) {
                *end = at + bytes;
                return value;
            }
        }
    return NULL;
}

static void add_missing(struct text *missing, struct view text, size_t *at)
{
    uint32_t rune = rune_next(text, at);
    if (missing->bytes > 0)
        text_add_char(missing, ' ');
    text_add_rune(missing, rune);
    text_addf(missing, " (U+%04X)", (unsigned)rune);
}

bool phonemes_from_ipa(struct lexicon *lexicon, struct view ipa, struct text *mnemonics,
                       struct text *missing, struct err *err)
{
    if (!load_tables(lexicon, err))
        return false;
    const char *stress = "";
    for (size_t at = 0, end = 0; at < ipa.bytes; at = end) {
        const char *mark = find_longest(lexicon->phonemes, 2, "marks", ipa, at, &end);
        const char *value = find_longest(lexicon->phonemes, 2, "vowels", ipa, at, &end);
        bool vowel = value != NULL;
        if (!vowel)
            value = find_longest(lexicon->phonemes, 2, "consonants", ipa, at, &end);
        if (value == NULL && mark != NULL) {
            find_longest(lexicon->phonemes, 2, "marks", ipa, at, &end);
            stress = *mark != '\0' ? mark : stress;
        } else if (value == NULL && ipa.at[at] == ' ') {
            text_add_char(mnemonics, ' ');
            end = at + 1;
        } else if (value == NULL) {
            end = at;
            add_missing(missing, ipa, &end);
        } else {
            text_add_str(mnemonics, vowel ? stress : "");
            stress = vowel ? "" : stress;
            text_add_str(mnemonics, value);
        }
    }
    return true;
}

bool phonemes_from_sampa(struct lexicon *lexicon, struct view sampa, struct text *mnemonics,
                         struct text *missing, struct err *err)
{
    if (!load_table("mul", "spoken_xsampa.txt", &lexicon->sampa, true, err))
        return false;
    struct text ipa = {0};
    for (size_t at = 0, end = 0; at < sampa.bytes; at = end) {
        const char *value = find_longest(&lexicon->sampa, 1, "symbols", sampa, at, &end);
        if (value != NULL) {
            text_add_str(&ipa, value);
        } else {
            end = at;
            add_missing(missing, sampa, &end);
        }
    }
    bool good = phonemes_from_ipa(lexicon, text_view(&ipa), mnemonics, missing, err);
    text_release(&ipa);
    return good;
}
