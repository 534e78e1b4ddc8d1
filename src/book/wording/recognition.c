/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/recognition.h"

#include "base/mem.h"
#include "base/table.h"
#include "book/book.h"
#include "data/data.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum {
    /* Chosen: enough for some thousand words from all over a book, in constant time. */
    SAMPLE_PIECES = 8,
    SAMPLE_PIECE_BYTES = 4000,
    MOST_LANGUAGES = 96,  /* more than recognition.txt has; others are not counted */
    WORD_WEIGHT = 60,     /* of a word that only one language has; half of it: 5.7 languages */
    MOST_WORD_BYTES = 40, /* no function word has more */
    FEWEST_LETTERS = 20,  /* chosen: in a script, until it contradicts what was told */
    DETECT_MARGIN = WORD_WEIGHT / 2,
    OTHER_WORDS = 12,
    OTHER_TIMES = 3,
    OTHER_PERCENT = 15,
    DOUBT_WORDS = 8,
};

struct census {
    const struct data_file *data;
    struct table index;                /* of a code in `codes` */
    const char *codes[MOST_LANGUAGES]; /* not terminated: up to a blank */
    size_t scores[MOST_LANGUAGES], found[MOST_LANGUAGES];
    size_t words;
    size_t scripts[USCRIPT_CODE_LIMIT], letters;
};

/* What a word weighs that `count` languages have. */
static size_t weight_of(size_t count)
{
    double weight = WORD_WEIGHT - 12 * log2((double)count);
    return weight < 1 ? 1 : (size_t)lround(weight);
}

static void count_word(struct census *census, struct view word)
{
    const char *value = data_find(census->data, "function words", word.at, word.bytes);
    struct view codes = view_of(value != NULL ? value : "");
    size_t count = 1;
    census->words++;
    for (size_t i = 0; i < codes.bytes; i++)
        count += codes.at[i] == ' ';
    for (size_t at = 0; at < codes.bytes;) {
        size_t end = view_find(codes, " ", at);
        struct view code = view_part(codes, at, end);
        size_t index = table_find(&census->index, table_text(code), census->index.count);
        at = end + 1;
        if (index == MOST_LANGUAGES)
            continue;
        if (table_add(&census->index, table_text(code), index))
            census->codes[index] = code.at;
        census->scores[index] += weight_of(count);
        census->found[index]++;
    }
}

static void count_letter(struct census *census, uint32_t rune)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = rune < 0x250 ? USCRIPT_LATIN : uscript_getScript((UChar32)rune, &status);
    if (script < 0 || script >= USCRIPT_CODE_LIMIT)
        return;
    census->scripts[script]++;
    census->letters++;
}

/* Letters, and the marks that belong to them, such as the vowels of Devanagari. */
static bool is_of_word(uint32_t rune)
{
    return rune < 0x80 ? rune_is_alnum(rune)
                       : rune_is_alnum(rune) ||
                             (U_GET_GC_MASK((UChar32)rune) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0;
}

static void count_text(struct census *census, struct view text)
{
    char word[MOST_WORD_BYTES + 4];
    size_t bytes = 0;
    for (size_t at = 0; at < text.bytes || bytes > 0;) {
        uint32_t rune = at < text.bytes ? rune_next(text, &at) : ' ';
        if (rune == '\'' || rune == 0x2019 || rune == 0xAD)
            continue;
        if (!is_of_word(rune)) {
            if (bytes > 0)
                count_word(census, (struct view){word, bytes > MOST_WORD_BYTES ? 0 : bytes});
            bytes = 0;
            continue;
        }
        if (rune_is_letter(rune))
            count_letter(census, rune);
        if (bytes <= MOST_WORD_BYTES)
            bytes += rune_encode(rune_to_lower(rune), word + bytes);
    }
}

/* Pieces from all over a long text, or the whole of a short one. */
static void count_sample(struct census *census, struct view text)
{
    if (text.bytes < SAMPLE_PIECES * SAMPLE_PIECE_BYTES) {
        count_text(census, text);
        return;
    }
    for (size_t i = 0; i < SAMPLE_PIECES; i++) {
        size_t from = text.bytes / (SAMPLE_PIECES + 1) * (i + 1);
        while (((unsigned char)text.at[from] & 0xC0) == 0x80)
            from++;
        count_text(census, view_part(text, from, from + SAMPLE_PIECE_BYTES));
    }
}

/* Whether `codes`, parted by blanks, has a code. */
static bool lists(const char *codes, const char *code)
{
    size_t bytes = strlen(code);
    for (const char *at = strstr(codes, code); at != NULL; at = strstr(at + 1, code))
        if ((at == codes || at[-1] == ' ') && (at[bytes] == ' ' || at[bytes] == '\0'))
            return true;
    return false;
}

bool language_is_written(const char *tag, int script)
{
    UScriptCode scripts[8];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = uscript_getCode(tag, scripts, 8, &status);
    if (U_FAILURE(status) || count == 0)
        return true;
    for (int32_t i = 0; i < count; i++)
        if (scripts[i] == (UScriptCode)script ||
            (script == USCRIPT_HAN &&
             (scripts[i] == USCRIPT_SIMPLIFIED_HAN || scripts[i] == USCRIPT_TRADITIONAL_HAN)))
            return true;
    return false;
}

/* Whether a language may be written in a script: what ICU knows, and [other scripts]. */
static bool writes(const struct data_file *data, const char *tag, UScriptCode script)
{
    char primary[LANGUAGE_CODE_BYTES];
    if (language_is_written(tag, script))
        return true;
    language_primary(tag, primary);
    const char *others = data_find(data, "other scripts", primary, strlen(primary));
    return others != NULL && lists(others, uscript_getShortName(script));
}

/* The script with the most letters. Japanese and Korean mix theirs with Han: a fifth is enough. */
static UScriptCode main_script(const struct census *census)
{
    const size_t *count = census->scripts;
    if ((count[USCRIPT_HIRAGANA] + count[USCRIPT_KATAKANA]) * 5 > census->letters)
        return USCRIPT_HIRAGANA;
    if (count[USCRIPT_HANGUL] * 5 > census->letters)
        return USCRIPT_HANGUL;
    UScriptCode most = USCRIPT_LATIN;
    for (int i = 0; i < USCRIPT_CODE_LIMIT; i++)
        most = count[i] > count[most] ? (UScriptCode)i : most;
    return most;
}

/* The language with the greatest score among those that are written in the script. */
static void choose(const struct census *census, UScriptCode script,
                   struct language_evidence *evidence)
{
    for (size_t i = 0; i < census->index.count; i++) {
        char code[LANGUAGE_CODE_BYTES];
        struct view rest = view_of(census->codes[i]);
        snprintf(code, sizeof code, "%.*s", (int)view_find(rest, " ", 0), rest.at);
        bool better = census->scores[i] > evidence->score ||
                      (census->scores[i] == evidence->score && strcmp(code, evidence->code) < 0);
        if (!better || !writes(census->data, code, script))
            continue;
        memcpy(evidence->code, code, sizeof code);
        evidence->score = census->scores[i];
        evidence->found = census->found[i];
    }
}

static bool has_list(const struct data_file *data, const char *code)
{
    for (size_t i = data_next(data, "function words", 0); i < data->count;
         i = data_next(data, "function words", i + 1))
        if (lists(data->entries[i].value, code))
            return true;
    return false;
}

static size_t score_of(const struct census *census, const char *code)
{
    size_t index = table_find(&census->index, table_text(view_of(code)), MOST_LANGUAGES);
    return index < MOST_LANGUAGES ? census->scores[index] : 0;
}

static void compare(const struct census *census, const char *told, UScriptCode script,
                    struct language_evidence *evidence)
{
    char code[LANGUAGE_CODE_BYTES];
    language_primary(told, code);
    /* Serbian in Latin letters has the words of Croatian. */
    const char *like = data_find(census->data, "listed as", code, strlen(code));
    size_t score = score_of(census, code), like_score = like != NULL ? score_of(census, like) : 0;
    bool written = writes(census->data, told, script);
    evidence->told_score = score > like_score ? score : like_score;
    evidence->told_known =
        evidence->told_score > 0 || !written || has_list(census->data, like != NULL ? like : code);
    /* Latin letters may also be a transliteration: there the words decide. */
    evidence->script_differs = script != USCRIPT_LATIN && !written &&
                               census->letters >= FEWEST_LETTERS &&
                               census->scripts[USCRIPT_LATIN] * 5 < census->letters;
}

bool language_weigh(struct languages *languages, struct view text, const char *told,
                    struct language_evidence *evidence, struct err *err)
{
    struct census census = {0};
    *evidence = (struct language_evidence){.code = ""};
    if (!language_file(languages, "mul", "recognition", &census.data, err))
        return false;
    if (census.data == NULL)
        return true;
    count_sample(&census, text);
    UScriptCode script = main_script(&census);
    choose(&census, script, evidence);
    evidence->words = census.words;
    evidence->latin = script == USCRIPT_LATIN;
    if (evidence->code[0] == '\0' && census.letters > 0 && script != USCRIPT_LATIN) {
        const char *name = uscript_getShortName(script);
        const char *code = data_find(census.data, "scripts", name, strlen(name));
        snprintf(evidence->code, sizeof evidence->code, "%s", code != NULL ? code : "");
    }
    if (told != NULL)
        compare(&census, told, script, evidence);
    table_release(&census.index);
    return true;
}

bool language_detect(struct languages *languages, struct view text, char code[LANGUAGE_CODE_BYTES],
                     struct err *err)
{
    struct language_evidence evidence;
    if (!language_weigh(languages, text, "en", &evidence, err))
        return false;
    /* Languages share short words ("in", "had"): a few lines are not enough for another one. */
    bool clear = !evidence.latin || evidence.score >= evidence.told_score + DETECT_MARGIN;
    snprintf(code, LANGUAGE_CODE_BYTES, "%s",
             clear && evidence.code[0] != '\0' ? evidence.code : "en");
    return true;
}

enum language_verdict language_judge(const struct language_evidence *evidence)
{
    if (evidence->script_differs)
        return evidence->code[0] != '\0' ? LANGUAGE_OTHER : LANGUAGE_AS_TOLD;
    if (!evidence->told_known || evidence->score <= evidence->told_score)
        return LANGUAGE_AS_TOLD;
    if (evidence->found >= OTHER_WORDS && evidence->score >= OTHER_TIMES * evidence->told_score &&
        evidence->found * 100 >= evidence->words * OTHER_PERCENT)
        return LANGUAGE_OTHER;
    return evidence->found >= DOUBT_WORDS && evidence->score * 2 >= evidence->told_score * 3 &&
                   evidence->found * 100 >= evidence->words * OTHER_PERCENT
               ? LANGUAGE_DOUBTED
               : LANGUAGE_AS_TOLD;
}

bool language_confirm(struct book *book, struct view text, const char *told, const char **language,
                      struct err *err)
{
    char said[96], found[96], code[LANGUAGE_CODE_BYTES];
    struct language_evidence evidence;
    *language = told;
    if (told == NULL) {
        if (!language_detect(book->languages, text, code, err))
            return false;
        *language = arena_copy_text(book->arena, code, strlen(code));
        return true;
    }
    if (!language_weigh(book->languages, text, told, &evidence, err))
        return false;
    enum language_verdict verdict = language_judge(&evidence);
    if (verdict == LANGUAGE_AS_TOLD)
        return true;
    language_name(told, said, sizeof said);
    language_name(evidence.code, found, sizeof found);
    if (verdict == LANGUAGE_OTHER) {
        *language = arena_copy_text(book->arena, evidence.code, strlen(evidence.code));
        book_warn(book,
                  "the book says that its language is %s, but the text is %s, and is read so; "
                  "--language %s reads it as it says",
                  said, found, told);
    } else {
        book_warn(book,
                  "the book says that its language is %s, but the text looks like %s; "
                  "--language %s reads it so",
                  said, found, evidence.code);
    }
    return true;
}
