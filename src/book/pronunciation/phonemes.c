#include "book/pronunciation/phonemes.h"

#include "base/data.h"
#include "base/mem.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_SOUND_BYTES = 12 };

struct epub_phonemes {
    struct data_file *table;
};

/* Longest first where one begins another. */
static const struct {
    const char *sampa, *ipa;
} sampa_table[] = {
    {"r\\`", "ɻ"}, {"r\\", "ɹ"}, {"@`", "ɚ"}, {"3`", "ɝ"}, {"l=", "l̩"}, {"n=", "n̩"}, {"m=", "m̩"},
    {"A", "ɑ"},    {"Q", "ɒ"},   {"{", "æ"},  {"V", "ʌ"},  {"@", "ə"},  {"3", "ɜ"},  {"E", "ɛ"},
    {"I", "ɪ"},    {"O", "ɔ"},   {"U", "ʊ"},  {"1", "ɨ"},  {"2", "ø"},  {"9", "œ"},  {"Y", "ʏ"},
    {"7", "ɤ"},    {"M", "ɯ"},   {"4", "ɾ"},  {"?", "ʔ"},  {"N", "ŋ"},  {"T", "θ"},  {"D", "ð"},
    {"S", "ʃ"},    {"Z", "ʒ"},   {"C", "ç"},  {"G", "ɣ"},  {"R", "ʁ"},  {"J", "ɲ"},  {"L", "ʎ"},
    {"H", "ɥ"},    {"\"", "ˈ"},  {"%", "ˌ"},  {":", "ː"},  {"_", ""},   {"-", ""},
};

struct epub_phonemes *epub_phonemes_new(const char *language)
{
    struct epub_phonemes *phonemes = mem_zero(1, sizeof *phonemes);
    size_t letters = 0;
    char name[64];
    struct err ignored = {0};
    while (language != NULL && letters < 3 && isalpha((unsigned char)language[letters]))
        letters++;
    snprintf(name, sizeof name, "lang/%.*s/phonemes.txt", (int)letters,
             letters > 0 ? language : "");
    char *path = letters >= 2 ? data_path("assets", name, &ignored) : NULL;
    phonemes->table = path != NULL ? data_read(path, &ignored) : NULL;
    free(path);
    return phonemes;
}

void epub_phonemes_free(struct epub_phonemes *phonemes)
{
    if (phonemes == NULL)
        return;
    data_free(phonemes->table);
    free(phonemes);
}

static void to_ipa(struct view value, struct text *out)
{
    for (size_t at = 0; at < value.bytes;) {
        struct view rest = view_part(value, at, value.bytes);
        size_t i = 0, count = sizeof sampa_table / sizeof sampa_table[0];
        while (i < count && !view_starts(rest, sampa_table[i].sampa))
            i++;
        if (i < count) {
            text_add_str(out, sampa_table[i].ipa);
            at += strlen(sampa_table[i].sampa);
        } else {
            text_add_char(out, value.at[at++]);
        }
    }
}

/* The longest sound of the table at the start of `rest`; its size in bytes, or 0. */
static size_t longest(const struct data_file *table, struct view rest, const char **mnemonic)
{
    size_t bytes = rest.bytes < LONGEST_SOUND_BYTES ? rest.bytes : LONGEST_SOUND_BYTES;
    for (; bytes > 0; bytes--) {
        *mnemonic = data_find(table, "ipa", rest.at, bytes);
        if (*mnemonic != NULL)
            return bytes;
    }
    return 0;
}

static bool map_ipa(const struct data_file *table, struct view value, struct text *out)
{
    size_t before = out->bytes;
    for (size_t at = 0; at < value.bytes;) {
        struct view rest = view_part(value, at, value.bytes);
        const char *mnemonic;
        size_t bytes = longest(table, rest, &mnemonic);
        if (bytes == 0 && rest.at[0] == ' ') {
            mnemonic = " ";
            bytes = 1;
        }
        if (bytes == 0) {
            text_cut(out, before);
            return false;
        }
        text_add_str(out, mnemonic);
        at += bytes;
    }
    return out->bytes > before;
}

bool epub_phonemes_map(const struct epub_phonemes *phonemes, const char *alphabet,
                       struct view value, struct text *out)
{
    value = view_trim(value);
    bool sampa = alphabet != NULL && strcasecmp(alphabet, "x-sampa") == 0;
    bool ipa = alphabet == NULL || alphabet[0] == '\0' || strcasecmp(alphabet, "ipa") == 0;
    if (phonemes == NULL || phonemes->table == NULL || (!sampa && !ipa) || value.bytes == 0 ||
        value.bytes > EPUB_MAX_PHONEME_BYTES)
        return false;
    struct text converted = {0};
    if (out->at == NULL)
        text_clear(out);
    if (sampa)
        to_ipa(value, &converted);
    bool fine = map_ipa(phonemes->table, sampa ? text_view(&converted) : value, out);
    text_release(&converted);
    return fine;
}
