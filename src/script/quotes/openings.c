/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/quotes/openings.h"

#include "book/book.h"
#include "script/quotes/dash.h"

/*
 * Chosen. DASH_MIN_BLOCKS: one or two dashes may open anything, a motto or a list. ASKING_ONE_IN:
 * lists are speech when more than one item in 5 has a question, an exclamation or a tag, which
 * lists of things hardly have.
 */
enum { DASH_MIN_BLOCKS = 3, ASKING_ONE_IN = 5 };

enum quote_mark quote_mark_of(uint32_t rune)
{
    switch (rune) {
    case '"':
    case 0x201C: /* “ */
    case 0x201D: /* ” */
    case 0x201E: /* „ */
    case 0x201F: /* ‟ */
    case 0x00AB: /* « */
    case 0x00BB: /* » */
    case 0x300C: /* 「 */
    case 0x300D: /* 」 */
    case 0x300E: /* 『 */
    case 0x300F: /* 』 */
    case 0xFF02: /* ＂ */
        return QUOTE_MARK_DOUBLE;
    case '\'':
    case '`':
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
    case 0x201A: /* ‚ */
    case 0x201B: /* ‛ */
    case 0x2039: /* ‹ */
    case 0x203A: /* › */
        return QUOTE_MARK_SINGLE;
    default:
        return QUOTE_MARK_NONE;
    }
}

bool rune_is_quotation_mark(uint32_t rune)
{
    return quote_mark_of(rune) == QUOTE_MARK_DOUBLE;
}

/* "- ¿Qué? -dijo Ana-." rather than "- two keys" */
static bool sounds_spoken(struct view text)
{
    for (size_t at = 1; at < text.bytes;) {
        uint32_t before = rune_ending(text, at), rune = rune_next(text, &at);
        if (rune == '?' || rune == '!')
            return true;
        if (rune == '-' && rune_is_space(before) && at < text.bytes &&
            rune_is_letter(rune_at(text, at)))
            return true;
    }
    return false;
}

static void count_dash(const struct block *block, struct view text, struct openings *counts)
{
    if (!starts_as_remark(text))
        return;
    bool list = block->kind == BLOCK_LIST;
    counts->dashes += !list;
    counts->listed += list;
    counts->asking += list && sounds_spoken(text);
}

/* Dashes, if they open more than twice as many blocks as marks do: chosen, since such a book may
 * still quote letters with marks. */
static enum quote_style style_of(const struct openings *counts)
{
    if (counts->dashes_count && counts->dashes > 2 * (counts->doubles + counts->singles))
        return QUOTE_DASH;
    return counts->singles > counts->doubles ? QUOTE_SINGLE : QUOTE_DOUBLE;
}

struct openings openings_count(const struct book *book)
{
    struct openings counts = {0};
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if (!block_holds_speech(block) || block->end <= block->start)
            continue;
        struct view text = book_view(book, block->start, block->end);
        size_t at = 0;
        enum quote_mark mark = quote_mark_of(rune_next(text, &at));
        counts.doubles += mark == QUOTE_MARK_DOUBLE;
        counts.singles += mark == QUOTE_MARK_SINGLE;
        count_dash(block, text, &counts);
        size_t left = view_find(text, "\xC2\xAB", 0), right = view_find(text, "\xC2\xBB", 0);
        counts.outward += left < right;
        counts.inward += right < left;
    }
    /* Chosen: fewer dashes than a tenth of the marks open lists and asides. */
    counts.reversed = counts.inward > counts.outward;
    counts.lists_speak = counts.asking * ASKING_ONE_IN > counts.listed;
    counts.dashes += counts.lists_speak ? counts.listed : 0;
    counts.dashes_count =
        counts.dashes >= DASH_MIN_BLOCKS && counts.dashes * 10 >= counts.doubles + counts.singles;
    counts.style = style_of(&counts);
    return counts;
}
