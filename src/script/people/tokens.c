/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/people/tokens.h"

#include "base/mem.h"
#include "book/book.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>

enum { CLITIC_BYTES = 8 }; /* chosen: longer than any of the data files, with its mark */

struct tokenizer {
    const struct book *book;
    const struct quotes *quotes;
    struct vocabulary *vocabulary;
    struct tokens *tokens;
    size_t quote; /* next quotation, or the one we are in */
    uint32_t gap; /* collected since the last token */
    uint32_t last_quote;
};

static bool is_apostrophe(uint32_t rune)
{
    return rune == '\'' || rune == 0x2019;
}

/* Moves *at to the end of the word that starts there: letters and digits, with apostrophes and
 * hyphens inside. */
static void pass_word(struct view text, size_t *at)
{
    while (*at < text.bytes) {
        size_t next = *at;
        uint32_t rune = rune_next(text, &next);
        if (rune_is_alnum(rune) || (rune >= 0x300 && rune < 0x370)) {
            *at = next;
            continue;
        }
        if (!is_apostrophe(rune) && rune != '-')
            return;
        if (next >= text.bytes || !rune_is_letter(rune_at(text, next)))
            return;
        *at = next;
    }
}

static uint32_t gap_of(uint32_t rune)
{
    switch (rune) {
    case ',':
        return GAP_COMMA;
    case ':':
        return GAP_COLON;
    case '.':
    case '!':
    case '?':
    case 0x2026:
        return GAP_STOP;
    case ';':
    case '(':
    case ')':
    case '[':
    case ']':
        return GAP_OTHER;
    default:
        return rune == '-' || (rune >= 0x2010 && rune <= 0x2015) ? GAP_DASH : 0;
    }
}

/* Cuts a possessive 's off the end of a word. */
static bool cut_possessive(struct view text, size_t start, size_t *end)
{
    if (*end - start < 3 || (text.at[*end - 1] != 's' && text.at[*end - 1] != 'S'))
        return false;
    size_t at = *end - 1;
    if (!is_apostrophe(rune_before(text, &at)) || at == start)
        return false;
    *end = at;
    return true;
}

/* Cuts the s off "Annas", since Anna is a given name and Annas is not; but not off "Hans". */
static bool cut_genitive(const struct tokenizer *t, struct view text, size_t start, size_t *end)
{
    struct vocabulary *vocabulary = t->vocabulary;
    if (!vocabulary->genitive_s || *end - start < 3 || text.at[*end - 1] != 's')
        return false;
    uint32_t whole = vocabulary_find(vocabulary, view_part(text, start, *end)),
             stem = vocabulary_find(vocabulary, view_part(text, start, *end - 1));
    if ((vocabulary->words[stem].classes & WORD_GIVEN_NAME) == 0 ||
        (vocabulary->words[whole].classes & (WORD_GIVEN_NAME | WORD_NOT_NAME)) != 0)
        return false;
    --*end;
    return true;
}

static enum clitic clitic_at(const struct tokenizer *t, struct view text, size_t start, size_t end)
{
    return t->vocabulary->words[vocabulary_find(t->vocabulary, view_part(text, start, end))].clitic;
}

/* The end of "l'" in "l'homme", or `start`. */
static size_t proclitic_end(const struct tokenizer *t, struct view text, size_t start, size_t end)
{
    for (size_t at = start; at < end && at < start + CLITIC_BYTES;) {
        uint32_t rune = rune_next(text, &at);
        if (is_apostrophe(rune))
            return at < end && clitic_at(t, text, start, at) == CLITIC_BEFORE ? at : start;
    }
    return start;
}

/* Where "il" begins in "demanda-t-il", or `end`; *stem_end is the end of "demanda". */
static size_t enclitic_start(const struct tokenizer *t, struct view text, size_t start, size_t end,
                             size_t *stem_end)
{
    for (size_t at = end; at > start + 1 && at + CLITIC_BYTES > end; at--) {
        if (text.at[at - 1] != '-')
            continue;
        if (clitic_at(t, text, at, end) != CLITIC_AFTER)
            return end;
        *stem_end = at - 1;
        if (*stem_end > start + 2 && text.at[*stem_end - 1] == 't' && text.at[*stem_end - 2] == '-')
            *stem_end -= 2;
        return at;
    }
    return end;
}

static uint32_t case_flags(struct view word)
{
    size_t at = 0;
    if (!rune_is_upper(rune_next(word, &at)))
        return 0;
    bool lower = false;
    size_t letters = 1;
    for (; at < word.bytes; letters++)
        lower |= rune_is_lower(rune_next(word, &at));
    return TOKEN_CAPITAL | (lower || letters < 2 ? 0 : TOKEN_ALL_CAPITALS);
}

/* Is the token a title or an initial? A full stop after it does not end the sentence. */
static bool is_abbreviation(const struct tokenizer *t, const struct token *token)
{
    const struct word *word = &t->vocabulary->words[token->word];
    return (word->classes & WORD_TITLE) != 0 ||
           (token->bytes == 1 && (token->flags & TOKEN_CAPITAL) &&
            (word->classes & WORD_PRONOUN) == 0);
}

static void count_case(struct word *word, uint32_t flags, uint32_t gap)
{
    if ((flags & TOKEN_CAPITAL) == 0)
        word->lower_count++;
    else if ((gap & (GAP_STOP | GAP_QUOTE | GAP_BLOCK | GAP_COLON | GAP_OTHER | GAP_DASH)) != 0)
        word->start_count++;
    else if ((flags & TOKEN_ALL_CAPITALS) == 0)
        word->capital_count++;
}

/* Is there an article before the next token, perhaps with an adjective between them? */
static bool is_after_article(const struct tokenizer *t)
{
    const struct tokens *tokens = t->tokens;
    for (size_t back = 1; back <= 2 && back <= tokens->count; back++) {
        const struct token *token = &tokens->items[tokens->count - back];
        uint64_t classes = t->vocabulary->words[token->word].classes;
        if ((classes & (WORD_ARTICLE | WORD_OWNER)) != 0)
            return true;
        if (token->gap != 0 || (token->flags & TOKEN_CAPITAL) != 0 ||
            (classes & (WORD_NOT_NAME | WORD_SPEAKING | WORD_PARTICLE | WORD_OTHER_VERB)) != 0)
            return false;
    }
    return false;
}

static void add_token(struct tokenizer *t, struct view text, size_t base, size_t start, size_t end)
{
    struct tokens *tokens = t->tokens;
    size_t at = base + start;
    while (t->quote < t->quotes->count && t->quotes->items[t->quote].end <= at)
        t->quote++;
    uint32_t quote = t->quote < t->quotes->count && t->quotes->items[t->quote].start <= at
                         ? (uint32_t)t->quote + 1
                         : 0;
    bool possessive = cut_possessive(text, start, &end) || cut_genitive(t, text, start, &end);
    struct view word = view_part(text, start, end);
    if (word.bytes > 100) /* chosen: longer is no word; limits the vocabulary for hostile input */
        word.bytes = 100;
    struct token token = {.start = base + start,
                          .bytes = (uint16_t)word.bytes,
                          .word = vocabulary_add(t->vocabulary, word),
                          .quote = quote};
    if (quote != t->last_quote)
        t->gap |= GAP_QUOTE;
    if (t->gap == GAP_STOP && text.at[start - 1] != '!' && tokens->count > 0 &&
        is_abbreviation(t, &tokens->items[tokens->count - 1]))
        t->gap = GAP_POINT;
    token.gap = (uint8_t)t->gap;
    token.flags = (uint8_t)(case_flags(word) | (possessive ? TOKEN_POSSESSIVE : 0));
    count_case(&t->vocabulary->words[token.word], token.flags, token.gap);
    if (t->vocabulary->capital_nouns && (token.flags & TOKEN_CAPITAL) != 0 && token.gap == 0 &&
        is_after_article(t))
        t->vocabulary->words[token.word].article_count++;
    tokens->items =
        mem_grow(tokens->items, tokens->count + 1, &tokens->capacity, sizeof *tokens->items);
    tokens->items[tokens->count++] = token;
    t->last_quote = quote;
    t->gap = 0;
}

struct tokens tokens_make(const struct book *book, const struct quotes *quotes,
                          struct vocabulary *vocabulary)
{
    struct tokens tokens = {0};
    struct tokenizer t = {
        .book = book, .quotes = quotes, .vocabulary = vocabulary, .tokens = &tokens};
    tokens.block_first = mem_zero(book->block_count + 1, sizeof *tokens.block_first);
    for (size_t i = 0; i < book->block_count; i++) {
        tokens.block_first[i] = tokens.count;
        if (quotes->count > 0 && block_holds_speech(&book->blocks[i])) {
            const struct block *block = &book->blocks[i];
            struct view text = book_view(t.book, block->start, block->end);
            t.gap = GAP_BLOCK | GAP_STOP;
            t.last_quote = 0;
            for (size_t at = 0; at < text.bytes;) {
                size_t start = at;
                uint32_t rune = rune_next(text, &at);
                if (!rune_is_alnum(rune)) {
                    t.gap |= gap_of(rune);
                    continue;
                }
                at = start;
                pass_word(text, &at);
                /* Adds a word, or the two or three that are written together: "l'homme", "dit-il".
                 */
                size_t first = proclitic_end(&t, text, start, at), stem_end = at;
                size_t last = enclitic_start(&t, text, first, at, &stem_end);
                if (first > start)
                    add_token(&t, text, block->start, start, first);
                add_token(&t, text, block->start, first, stem_end);
                if (last < at)
                    add_token(&t, text, block->start, last, at);
            }
        }
    }
    tokens.block_first[book->block_count] = tokens.count;
    tokens.items = mem_grow(tokens.items, tokens.count, &tokens.capacity, sizeof *tokens.items);
    tokens.items[tokens.count] =
        (struct token){.start = book->text_bytes, .gap = GAP_BLOCK | GAP_STOP};
    return tokens;
}

void tokens_release(struct tokens *tokens)
{
    free(tokens->items);
    free(tokens->block_first);
    *tokens = (struct tokens){0};
}

size_t tokens_speaking(const struct tokens *tokens, const struct vocabulary *vocabulary, size_t i)
{
    const struct token *token = &tokens->items[i];
    if (i >= tokens->count || token->quote != 0 || (token->flags & TOKEN_CAPITAL) != 0)
        return 0;
    uint64_t classes = vocabulary->words[token->word].classes;
    if ((classes & WORD_PAIR) != 0 && i + 1 < tokens->count && token[1].gap == 0) {
        uint32_t pair = vocabulary_pair(vocabulary, token->word, token[1].word);
        if ((vocabulary->words[pair].classes & WORD_SPEAKING) != 0)
            return 2;
    }
    return (classes & WORD_SPEAKING) != 0;
}
