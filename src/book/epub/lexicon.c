/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/epub/lexicon.h"

#include "base/mem.h"
#include "base/search.h"
#include "book/builder/builder.h"
#include "book/pronunciation/pls.h"
#include "data/language.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_TRIED = 64 }; /* lexemes tried at one word; bounds the time */

struct lexeme {
    struct view grapheme, folded; /* as written; in lower case */
    enum span_kind kind;          /* SPAN_PHONEMES or SPAN_ALIAS */
    const char *value;
    size_t order; /* position in the file */
};

struct epub_lexicon {
    struct arena *arena;
    char language[LANGUAGE_CODE_BYTES];
    struct lexeme *lexemes; /* in order of the folded grapheme, then of the file */
    size_t count, capacity;
};

static struct view kept(struct arena *arena, struct view v)
{
    return (struct view){arena_copy_text(arena, v.at, v.bytes), v.bytes};
}

static int compare(struct view a, struct view b)
{
    size_t bytes = a.bytes < b.bytes ? a.bytes : b.bytes;
    int order = bytes > 0 ? memcmp(a.at, b.at, bytes) : 0;
    return order != 0 ? order : a.bytes < b.bytes ? -1 : a.bytes > b.bytes;
}

static int by_grapheme(const void *a, const void *b)
{
    const struct lexeme *x = a, *y = b;
    int order = compare(x->folded, y->folded);
    return order != 0 ? order : x->order < y->order ? -1 : x->order > y->order;
}

struct epub_lexicon *epub_lexicon_new(struct languages *languages, struct view bytes,
                                      const char *language, struct err *err)
{
    struct pls *pls = pls_read(languages, bytes, language, err);
    if (pls == NULL)
        return NULL;
    struct epub_lexicon *lexicon = mem_zero(1, sizeof *lexicon);
    lexicon->arena = arena_new();
    language_primary(pls->language, lexicon->language);
    for (size_t i = 0; i < pls->count; i++)
        if (pls->entries[i].spoken != NULL) {
            const struct pls_entry *entry = &pls->entries[i];
            struct view written = view_of(entry->written);
            struct text folded = {0};
            text_add_lower(&folded, written);
            lexicon->lexemes = mem_grow(lexicon->lexemes, lexicon->count, &lexicon->capacity,
                                        sizeof *lexicon->lexemes);
            lexicon->lexemes[lexicon->count] = (struct lexeme){
                .grapheme = kept(lexicon->arena, written),
                .folded = kept(lexicon->arena, text_view(&folded)),
                .kind = entry->phonemes ? SPAN_PHONEMES : SPAN_ALIAS,
                .value = kept(lexicon->arena, view_of(entry->spoken)).at,
                .order = lexicon->count,
            };
            lexicon->count++;
            text_release(&folded);
        }
    if (lexicon->count > 0)
        qsort(lexicon->lexemes, lexicon->count, sizeof *lexicon->lexemes, by_grapheme);
    pls_free(pls);
    return lexicon;
}

void epub_lexicon_free(struct epub_lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    arena_free(lexicon->arena);
    free(lexicon->lexemes);
    free(lexicon);
}

static bool is_before(const void *lexeme, const void *word)
{
    return compare(((const struct lexeme *)lexeme)->folded, *(const struct view *)word) < 0;
}

static bool ends_word(struct view text, size_t end)
{
    return !rune_is_alnum(rune_at(text, end)) || !rune_is_alnum(rune_ending(text, end));
}

/*
 * The best lexeme at `at` of a block: the longest, then the one in the same case, then the first in
 * the file. NULL when there is none. `folded`: the text in lower case, with as many bytes.
 */
static const struct lexeme *best_lexeme(const struct epub_lexicon *lexicon, struct view text,
                                        struct view folded, size_t at, size_t word_end)
{
    const struct lexeme *found = NULL;
    bool found_exact = false;
    struct view word = view_part(folded, at, word_end);
    size_t i =
        lower_bound(lexicon->lexemes, lexicon->count, sizeof *lexicon->lexemes, is_before, &word);
    for (size_t tried = 0; i < lexicon->count && tried < MAX_TRIED; i++, tried++) {
        const struct lexeme *lexeme = &lexicon->lexemes[i];
        size_t end = at + lexeme->folded.bytes;
        if (compare(view_part(lexeme->folded, 0, word.bytes), word) != 0)
            break;
        if (end > text.bytes || !view_equal(view_part(folded, at, end), lexeme->folded) ||
            !ends_word(text, end))
            continue;
        bool exact = view_equal(view_part(text, at, end), lexeme->grapheme);
        bool longer = found == NULL || lexeme->folded.bytes > found->folded.bytes;
        if (longer || (exact && !found_exact && lexeme->folded.bytes == found->folded.bytes)) {
            found = lexeme;
            found_exact = exact;
        }
    }
    return found;
}

static void apply_to_block(const struct epub_lexicon *lexicon, struct builder *builder,
                           const struct block *block)
{
    struct view text = builder_block_text(builder, block);
    struct text lower = {0};
    text_add_lower(&lower, text);
    struct view folded = text_view(&lower);
    if (folded.bytes !=
        text.bytes) /* some letters have another length in lower case: then only as written */
        folded = text;
    for (size_t at = 0; at < text.bytes;) {
        size_t next = at;
        if (!rune_is_alnum(rune_next(text, &next))) {
            at = next;
            continue;
        }
        size_t end = next;
        while (rune_is_alnum(rune_at(text, end)))
            rune_next(text, &end);
        const struct lexeme *lexeme = best_lexeme(lexicon, text, folded, at, end);
        if (lexeme != NULL) {
            end = at + lexeme->folded.bytes;
            builder_add_span(builder,
                             &(struct span){lexeme->kind, block->start + at, block->start + end,
                                            builder_keep(builder, view_of(lexeme->value))});
        }
        at = end;
    }
    text_release(&lower);
}

void epub_lexicon_apply(const struct epub_lexicon *lexicon, struct builder *builder,
                        size_t first_block, size_t first_span, const char *language)
{
    const struct book *book = builder_book(builder);
    bool all = lexicon->language[0] == '\0';
    if (lexicon->count == 0)
        return;
    for (size_t i = first_block; i < book->block_count; i++) {
        const char *spoken = book->blocks[i].language != NULL ? book->blocks[i].language : language;
        bool fits = all || spoken == NULL || language_same(spoken, lexicon->language);
        if (fits && book->blocks[i].kind != BLOCK_SKIP)
            apply_to_block(lexicon, builder, &book->blocks[i]);
    }
    builder_settle_spans(builder, first_span);
}
