/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/quotes/announced.h"

#include "script/quotes/dash.h"
#include "script/quotes/quotes.h"

#include <string.h>

/*
 * Chosen. SPEECH_MAX_BLOCKS: a mark that closes nothing is looked for only so far; a longer speech
 * would be most of a chapter. CUE_MAX_BYTES: the end of the block in which the announcing word must
 * be, about two long sentences.
 */
enum { SPEECH_MAX_BLOCKS = 100, CUE_MAX_BYTES = 400 };

/* True for a word (folded or not) that announces: "words", "follows", "poem". */
static bool word_announces(struct vocabulary *vocabulary, struct view word)
{
    uint32_t number = vocabulary_find(vocabulary, word);
    return number != 0 && (vocabulary->words[number].classes & WORD_ANNOUNCING) != 0;
}

/* Is there an announcing word in the last CUE_MAX_BYTES of the text? */
static bool has_cue(struct vocabulary *vocabulary, struct view text)
{
    size_t at = text.bytes > CUE_MAX_BYTES ? text.bytes - CUE_MAX_BYTES : 0;
    while (at < text.bytes) {
        size_t start = at;
        while (at < text.bytes && rune_is_letter(rune_at(text, at)))
            rune_next(text, &at);
        if (at > start && word_announces(vocabulary, view_part(text, start, at)))
            return true;
        if (at == start)
            rune_next(text, &at);
    }
    return false;
}

static bool announces(const struct book *book, size_t i, struct vocabulary *vocabulary)
{
    const struct block *block = &book->blocks[i];
    struct view text = book_view(book, block->start, block->end);
    return block_holds_speech(block) && view_ends(text, ":") && has_cue(vocabulary, text);
}

/* A formula, a line of a program, a remark. */
static bool begins_with_bracket(struct view text)
{
    return text.bytes > 0 && strchr("([{<", text.at[0]) != NULL;
}

static bool begins_with_mark(struct view text)
{
    size_t at = 0;
    return starts_with_dash(text) || rune_is_quotation_mark(rune_next(text, &at));
}

/* Is the last mark of the text, apart from full stops and the like, a quotation mark? */
static bool ends_with_mark(struct view text)
{
    for (size_t at = text.bytes; at > 0;) {
        uint32_t rune = rune_before(text, &at);
        if (rune_is_quotation_mark(rune))
            return true;
        if (rune != '.' && rune != ',' && rune != ';' && !rune_is_space(rune))
            return false;
    }
    return false;
}

/* Does the text have an even number of quotation marks? */
static bool is_balanced(struct view text)
{
    size_t marks = 0;
    for (size_t at = 0; at < text.bytes;)
        marks += rune_is_quotation_mark(rune_next(text, &at));
    return marks % 2 == 0;
}

/* Does the block close a speech that an earlier block opened? */
static bool closes(struct view text)
{
    return ends_with_mark(text) && (begins_with_mark(text) || !is_balanced(text));
}

/* Can block i not belong to the speech that begins with block `first`? */
static bool ends_scope(const struct book *book, size_t i, size_t first)
{
    const struct block *block = &book->blocks[i];
    return !block_holds_speech(block) || block->chapter != book->blocks[first].chapter ||
           block->speaker != NULL;
}

size_t announced_end(const struct book *book, size_t announcing, struct vocabulary *vocabulary)
{
    size_t first = announcing + 1, i = first;
    if (first >= book->block_count || !announces(book, announcing, vocabulary) ||
        ends_scope(book, first, first))
        return first;
    const struct block *block = &book->blocks[first];
    struct view text = book_view(book, block->start, block->end);
    const struct block *before = &book->blocks[announcing];
    bool told = !begins_with_mark(book_view(book, before->start, before->end));
    if ((block->kind == BLOCK_LIST && told) || begins_with_bracket(text) || begins_with_mark(text))
        return first;
    if (block->kind != BLOCK_PARAGRAPH) {
        while (i < book->block_count && book->blocks[i].kind == block->kind &&
               !ends_scope(book, i, first))
            i++;
        return i;
    }
    for (; i < book->block_count && i < first + SPEECH_MAX_BLOCKS && !ends_scope(book, i, first);
         i++) {
        if (closes(book_view(book, book->blocks[i].start, book->blocks[i].end)))
            return i + 1;
        if (i > first && announces(book, i, vocabulary))
            break;
    }
    return first + 1;
}
