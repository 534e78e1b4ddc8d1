/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks that a script has the whole text of its book. */
#include "script/script.h"

#include "base/spill.h"
#include "book/book.h"

/* How far the two lists have been read. */
struct coverage {
    size_t block, utterance;
};

/* One stretch of the text that is accounted for. */
struct read_piece {
    size_t start, end;
};

/* The next in order: an utterance, or a block that is not read. False after the last. */
static bool next_piece(const struct script *script, struct coverage *at, struct read_piece *piece)
{
    const struct book *book = script->book;
    while (at->block < book->block_count && book->blocks[at->block].reason == SKIP_NONE)
        at->block++;
    bool is_block = at->block < book->block_count;
    bool is_utterance = at->utterance < script->utterance_count;
    if (!is_block && !is_utterance)
        return false;
    struct read_piece block = {SIZE_MAX, SIZE_MAX}, utterance = {SIZE_MAX, SIZE_MAX};
    if (is_block)
        block = (struct read_piece){book->blocks[at->block].start, book->blocks[at->block].end};
    if (is_utterance)
        utterance = (struct read_piece){script->utterances[at->utterance].start,
                                        script->utterances[at->utterance].end};
    bool block_first = block.start < utterance.start;
    *piece = block_first ? block : utterance;
    at->block += block_first;
    at->utterance += !block_first;
    return true;
}

static bool check_gap(const struct book *book, size_t from, size_t to, struct err *err)
{
    struct view text = book_view(book, 0, to);
    for (size_t at = from; at < to;) {
        size_t start = at;
        if (!rune_is_space(rune_next(text, &at)))
            return err_set(err, ERR_SYSTEM,
                           "internal error: byte %zu of the text is neither read nor skipped; "
                           "please report it",
                           start);
    }
    return true;
}

bool script_check(const struct script *script, struct err *err)
{
    const struct book *book = script->book;
    struct coverage at = {0};
    struct read_piece piece;
    size_t reached = 0;
    while (next_piece(script, &at, &piece)) {
        if (piece.start < reached || piece.end <= piece.start)
            return err_set(
                err, ERR_SYSTEM,
                "internal error: byte %zu of the text is accounted for twice; please report it",
                piece.start);
        if (!check_gap(book, reached, piece.start, err))
            return false;
        spill_touched(piece.end - reached + sizeof *script->utterances);
        reached = piece.end;
    }
    return check_gap(book, reached, book->text_bytes, err);
}
