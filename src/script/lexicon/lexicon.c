/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/lexicon/lexicon.h"

#include "script/lexicon/parts.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/search.h"
#include "book/pronunciation/pls.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_MAX_BYTES = PLS_MAX_BYTES };

struct lexicon *lexicon_new(struct languages *languages, const char *language)
{
    struct lexicon *lexicon = mem_zero(1, sizeof *lexicon);
    lexicon->arena = arena_new();
    lexicon->languages = languages;
    lexicon->language = mem_copy_text(language, strlen(language));
    return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    for (size_t i = 0; i < lexicon->count; i++)
        pattern_close(lexicon->items[i].pattern);
    arena_free(lexicon->arena);
    free(lexicon->items);
    table_release(&lexicon->last);
    text_release(&lexicon->folded);
    free(lexicon->matches);
    free(lexicon->language);
    free(lexicon);
}

size_t lexicon_count(const struct lexicon *lexicon)
{
    return lexicon->count;
}

const struct lexicon_entry *lexicon_at(const struct lexicon *lexicon, size_t index)
{
    return &lexicon->items[index].entry;
}

bool lexicon_wants(const struct lexicon *lexicon, struct view language)
{
    struct view own = view_of(lexicon->language);
    if (language.bytes == 0)
        return true;
    for (size_t i = 0; i < language.bytes; i++)
        if (i >= own.bytes ||
            rune_to_lower((unsigned char)own.at[i]) != rune_to_lower((unsigned char)language.at[i]))
            return false;
    return own.bytes == language.bytes || own.at[language.bytes] == '-';
}

static bool add_pls_entry(struct lexicon *lexicon, const char *file, const struct pls_entry *from,
                          struct err *err)
{
    if (from->wrong)
        return err_set(err, ERR_INPUT, "%s:%d: %s", file, from->line, from->problem);
    struct text spoken = {0};
    if (from->spoken != NULL)
        text_addf(&spoken, from->phonemes ? "[[%s]]" : "%s", from->spoken);
    const char *problem = from->problem;
    struct lexicon_entry entry = {
        .file = file,
        .line = from->line,
        .written = arena_copy_text(lexicon->arena, from->written, strlen(from->written)),
        .spoken = arena_copy_text(lexicon->arena, text_view(&spoken).at, spoken.bytes),
        .problem =
            problem != NULL ? arena_copy_text(lexicon->arena, problem, strlen(problem)) : NULL,
    };
    text_release(&spoken);
    return lexicon_add(lexicon, &entry, false, err);
}

static bool read_pls(struct lexicon *lexicon, const char *path, struct view bytes, struct err *err)
{
    struct pls *pls = pls_read(lexicon->languages, bytes, lexicon->language, err);
    if (pls == NULL)
        return err->kind == ERR_INPUT ? err_prefix(err, "%s", path) : false;
    const char *file = arena_copy_text(lexicon->arena, path, strlen(path));
    bool wanted = lexicon_wants(lexicon, view_of(pls->language));
    bool good = true;
    for (size_t i = 0; good && wanted && i < pls->count; i++)
        good = add_pls_entry(lexicon, file, &pls->entries[i], err);
    pls_free(pls);
    return good;
}

bool lexicon_add_file(struct lexicon *lexicon, const char *path, struct err *err)
{
    struct text bytes = {0};
    if (!file_read(path, FILE_MAX_BYTES, &bytes, err)) {
        text_release(&bytes);
        return false;
    }
    struct view rest = text_view(&bytes);
    if (view_starts(rest, "\xEF\xBB\xBF"))
        rest = view_part(rest, 3, rest.bytes);
    bool markup = view_starts(view_trim(rest), "<") || view_starts(rest, "\xFF\xFE") ||
                  view_starts(rest, "\xFE\xFF");
    bool good =
        markup ? read_pls(lexicon, path, rest, err) : lexicon_read_list(lexicon, path, rest, err);
    text_release(&bytes);
    return good;
}

/* A letter, digit or combining mark. Apostrophes are treated where they matter. */
static bool is_word_rune(uint32_t rune)
{
    return rune_is_alnum(rune) || (rune >= 0x300 && rune <= 0x36F);
}

/* The end of the word at `at`, or of one character when there is no word. */
static size_t first_word_end(struct view text, size_t at)
{
    size_t end = at;
    while (end < text.bytes && is_word_rune(rune_at(text, end)))
        rune_next(text, &end);
    if (end == at)
        rune_next(text, &end);
    return end;
}

static bool is_apostrophe(uint32_t rune)
{
    return rune == '\'' || rune == 0x2019;
}

/*
 * The first words at `at`, one or two of them, as the key of `last`, folded; valid until the next
 * call. Two, because many entries may begin with one word; that more of them begin with the same
 * two is rare. *has_more: there is more text after them.
 */
static struct table_key key_of(struct lexicon *lexicon, struct view text, size_t at, int words,
                               bool *has_more)
{
    text_clear(&lexicon->folded);
    for (int i = 0; i < words && at < text.bytes; i++) {
        size_t end = first_word_end(text, at);
        if (is_apostrophe(rune_at(text, at)))
            text_add_char(&lexicon->folded, '\'');
        else
            text_add_lower(&lexicon->folded, view_part(text, at, end));
        for (at = end; at < text.bytes && rune_is_space(rune_at(text, at));)
            rune_next(text, &at);
        if (i + 1 < words && at > end)
            text_add_char(&lexicon->folded, ' ');
        if (i + 1 < words)
            text_add_char(&lexicon->folded, '\0');
    }
    *has_more = at < text.bytes;
    return table_text(text_view(&lexicon->folded));
}

static void index_item(struct lexicon *lexicon, size_t index)
{
    struct lexicon_item *item = &lexicon->items[index];
    if (item->pattern != NULL || item->entry.problem != NULL)
        return;
    struct view written = view_of(item->entry.written);
    bool has_more;
    struct table_key key = key_of(lexicon, written, 0, 1, &has_more);
    if (has_more)
        key = key_of(lexicon, written, 0, 2, &has_more);
    item->next = table_find(&lexicon->last, key, 0);
    if (item->next == 0)
        key.text.at = arena_copy_text(lexicon->arena, key.text.at, key.text.bytes);
    table_set(&lexicon->last, key, index + 1);
}

static bool has_capital(struct view text)
{
    for (size_t at = 0; at < text.bytes;)
        if (rune_is_upper(rune_next(text, &at)))
            return true;
    return false;
}

bool lexicon_add(struct lexicon *lexicon, const struct lexicon_entry *entry, bool ignore_case,
                 struct err *err)
{
    struct lexicon_item item = {.entry = *entry};
    char problem[200];
    item.exact_case = has_capital(view_of(entry->written)) && !ignore_case;
    if (entry->regular) {
        item.pattern = pattern_open(entry->written, ignore_case, problem, sizeof problem);
        if (item.pattern == NULL)
            return err_set(err, ERR_INPUT, "%s:%d: /%s/ is not a regular expression: %s",
                           entry->file, entry->line, entry->written, problem);
        lexicon->pattern_count++;
    }
    lexicon->items =
        mem_grow(lexicon->items, lexicon->count, &lexicon->capacity, sizeof *lexicon->items);
    lexicon->items[lexicon->count++] = item;
    index_item(lexicon, lexicon->count - 1);
    return true;
}

static bool same_rune(uint32_t a, uint32_t b, bool exact_case)
{
    return a == b || (is_apostrophe(a) && is_apostrophe(b)) ||
           (!exact_case && rune_to_lower(a) == rune_to_lower(b));
}

/* The end of the written form at `at`, or 0 when it is not there as whole words. */
static size_t matches_at(const struct lexicon *lexicon, const struct lexicon_item *item, size_t at)
{
    struct view text = view_part(lexicon->text, 0, lexicon->end);
    struct view written = view_of(item->entry.written);
    size_t end = at;
    for (size_t i = 0; i < written.bytes;) {
        uint32_t wanted = rune_next(written, &i);
        if (end >= text.bytes)
            return 0;
        uint32_t found = rune_next(text, &end);
        if (!same_rune(found, wanted, item->exact_case) &&
            !(rune_is_space(wanted) && rune_is_space(found)))
            return 0;
        while (rune_is_space(wanted) && end < text.bytes && rune_is_space(rune_at(text, end)))
            rune_next(text, &end);
    }
    bool inside = is_word_rune(rune_ending(text, end)) && is_word_rune(rune_at(text, end));
    return inside ? 0 : end;
}

/* The end of 's at `at`, or `at`. */
static size_t possessive_end(struct view text, size_t at)
{
    size_t end = at;
    if (!is_apostrophe(rune_next(text, &end)) || end >= text.bytes || text.at[end] != 's' ||
        is_word_rune(rune_at(text, end + 1)))
        return at;
    return end + 1;
}

/* Inside [[...]] the s must be inside too: voiced, voiceless, or with a vowel before it, depending
 * on the last phoneme (English). */
static void add_possessive(struct text *spoken)
{
    if (!view_ends(text_view(spoken), "]]") || spoken->bytes < 5) {
        text_add_str(spoken, "'s");
        return;
    }
    char last = spoken->at[spoken->bytes - 3];
    text_cut(spoken, spoken->bytes - 2);
    text_add_str(spoken, strchr("szSZ", last) != NULL    ? "I#z"
                         : strchr("ptkfT", last) != NULL ? "s"
                                                         : "z");
    text_add_str(spoken, "]]");
}

static bool match_words(struct lexicon *lexicon, size_t at, struct text *spoken, size_t *match_end)
{
    struct view text = view_part(lexicon->text, 0, lexicon->end);
    if (is_word_rune(rune_ending(text, at)) && is_word_rune(rune_at(text, at)))
        return false;
    struct lexicon_item *best = NULL;
    *match_end = at;
    bool has_more = true;
    for (int words = 1; words <= 2 && has_more; words++) {
        struct table_key key = key_of(lexicon, text, at, words, &has_more);
        for (size_t i = table_find(&lexicon->last, key, 0); i != 0;
             i = lexicon->items[i - 1].next) {
            size_t end = matches_at(lexicon, &lexicon->items[i - 1], at);
            if (end > *match_end) {
                best = &lexicon->items[i - 1];
                *match_end = end;
            }
        }
    }
    if (best == NULL)
        return false;
    best->entry.hits++;
    text_add_str(spoken, best->entry.spoken);
    size_t end = possessive_end(text, *match_end);
    if (end > *match_end)
        add_possessive(spoken);
    *match_end = end;
    return true;
}

static int by_start(const void *a, const void *b)
{
    const struct pattern_match *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->item > y->item ? -1 : x->item < y->item; /* later entries first */
}

void lexicon_begin(struct lexicon *lexicon, struct view text, size_t start, size_t end)
{
    lexicon->text = text;
    lexicon->end = end;
    lexicon->match_count = 0;
    for (size_t i = 0; lexicon->pattern_count > 0 && i < lexicon->count; i++) {
        struct lexicon_item *item = &lexicon->items[i];
        if (item->pattern != NULL && item->entry.problem == NULL &&
            !pattern_find(item->pattern, text, start, end, i, lexicon))
            item->entry.problem = "takes too long and is no longer used";
    }
    /* Sorts the matches and drops those that begin inside an earlier one. */
    if (lexicon->match_count < 2)
        return;
    qsort(lexicon->matches, lexicon->match_count, sizeof *lexicon->matches, by_start);
    size_t kept = 1;
    for (size_t i = 1; i < lexicon->match_count; i++)
        if (lexicon->matches[i].start >= lexicon->matches[kept - 1].end)
            lexicon->matches[kept++] = lexicon->matches[i];
    lexicon->match_count = kept;
}

/* Index of the first match at or after `at`. */
static size_t find_match(const struct lexicon *lexicon, size_t at)
{
    return lower_bound_size(lexicon->matches, offsetof(struct pattern_match, start),
                            lexicon->match_count, sizeof *lexicon->matches, at);
}

size_t lexicon_next(const struct lexicon *lexicon, size_t at)
{
    size_t i = find_match(lexicon, at);
    return i < lexicon->match_count ? lexicon->matches[i].start : lexicon->text.bytes;
}

bool lexicon_match(struct lexicon *lexicon, size_t at, struct text *spoken, size_t *match_end)
{
    size_t i = find_match(lexicon, at);
    if (i < lexicon->match_count && lexicon->matches[i].start == at) {
        struct lexicon_item *item = &lexicon->items[lexicon->matches[i].item];
        item->entry.hits++;
        pattern_fill(item->pattern, lexicon->text, &lexicon->matches[i], item->entry.spoken,
                     spoken);
        *match_end = lexicon->matches[i].end;
        return true;
    }
    return match_words(lexicon, at, spoken, match_end);
}
