/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/boilerplate.h"

#include "base/str.h"
#include "book/structure/blocks.h"
#include "book/wording/gutenberg.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

enum {
    START_BLOCKS = 120,  /* the start line is among these; chosen: well past the header and credits
                            of any of its books */
    TAIL_BYTES = 300,    /* the start line is this near to the end of its block */
    HEAD_BYTES = 1500,   /* the end line is this near to the start of its block */
    CREDIT_BLOCKS = 4,   /* after the start line, in which there may be credits */
    CREDIT_BYTES = 400,  /* credits are shorter: a few names and an address */
    TITLE_BYTES = 100,   /* of a contents list */
    CONTENTS_BLOCKS = 3, /* that must follow that title */
    HEADER_BLOCKS = 6,   /* in which a header without a start line is */
};

/* "Produced by ..." after the start line. */
static void skip_credits(struct book *book, const struct wording *wording, size_t from)
{
    for (size_t i = from; i < book->block_count && i < from + CREDIT_BLOCKS; i++) {
        struct text key = {0};
        struct view text = block_text(book, &book->blocks[i]);
        fold_words(view_part(text, 0, CREDIT_BYTES), &key);
        if (text.bytes < CREDIT_BYTES && book->blocks[i].kind != BLOCK_HEADING &&
            wording_prefix(wording, "credits", text_view(&key)) > 0)
            blocks_skip(book, i, i + 1, SKIP_LICENCE);
        text_release(&key);
    }
}

/* A file that holds only titles and the licence ("More ...", "About ...") is skipped as a whole. */
static size_t with_titles(const struct book *book, size_t end)
{
    size_t first = end;
    const char *source = end < book->block_count ? book->blocks[end].source : NULL;
    while (source != NULL && first > 0 && book->blocks[first - 1].source == source &&
           (book->blocks[first - 1].kind == BLOCK_HEADING ||
            book->blocks[first - 1].kind == BLOCK_SKIP))
        first--;
    bool begins_file = first == 0 || book->blocks[first - 1].source != source;
    return begins_file ? first : end;
}

/* The title of a contents list is a short block before at least three that are skipped as one. */
static bool is_before_contents(const struct book *book, size_t i)
{
    const struct block *block = &book->blocks[i];
    if (block->kind == BLOCK_SKIP || block->end - block->start > TITLE_BYTES ||
        i + CONTENTS_BLOCKS >= book->block_count)
        return false;
    for (size_t j = i + 1; j <= i + CONTENTS_BLOCKS; j++)
        if (book->blocks[j].kind != BLOCK_SKIP || book->blocks[j].reason != SKIP_CONTENTS)
            return false;
    return true;
}

static void skip_contents_titles(struct book *book, const struct wording *wording)
{
    for (size_t i = 0; i < book->block_count; i++) {
        if (!is_before_contents(book, i))
            continue;
        struct text key = {0};
        fold_words(block_text(book, &book->blocks[i]), &key);
        if (wording_find(wording, "contents", text_view(&key)) != NULL)
            block_skip(&book->blocks[i], SKIP_CONTENTS);
        text_release(&key);
    }
}

/* The header of files without such lines: who made them, then "Title:" and "Author:". */
static void skip_header(struct book *book)
{
    bool gutenberg = false;
    for (size_t i = 0; i < book->block_count && i < HEADER_BLOCKS; i++) {
        struct view text = view_part(block_text(book, &book->blocks[i]), 0, HEAD_BYTES);
        gutenberg = gutenberg || view_find(text, "Project Gutenberg", 0) < text.bytes;
        if (gutenberg && view_find(text, "Title:", 0) < text.bytes &&
            view_find(text, "Author:", 0) < text.bytes)
            blocks_skip(book, 0, i + 1, SKIP_LICENCE);
    }
}

void boilerplate_skip(struct book *book, const struct wording *wording,
                      const struct book_options *options)
{
    skip_contents_titles(book, wording);
    if (options != NULL && (options->read_reasons & 1u << SKIP_LICENCE) != 0)
        return;
    for (size_t i = 0; i < book->block_count && i < START_BLOCKS; i++) {
        struct gutenberg_marker marker;
        struct view text = block_text(book, &book->blocks[i]);
        if (gutenberg_marker_find(wording, "licence start", text, 0, &marker) &&
            text.bytes - marker.start <= TAIL_BYTES) {
            blocks_skip(book, 0, i + 1, SKIP_LICENCE);
            skip_credits(book, wording, i + 1);
        }
    }
    skip_header(book);
    for (size_t i = book->block_count; i-- > 0;) {
        struct gutenberg_marker marker;
        struct view head = view_part(block_text(book, &book->blocks[i]), 0, HEAD_BYTES);
        if (gutenberg_marker_find(wording, "licence end", head, 0, &marker))
            blocks_skip(book, with_titles(book, i), book->block_count, SKIP_LICENCE);
    }
}
