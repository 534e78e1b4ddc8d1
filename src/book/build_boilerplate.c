#include "book/build_boilerplate.h"

#include <stdlib.h>
#include <string.h>

enum { START_BLOCKS = 120, LINE_BYTES = 400 }; /* how far the start line may be, how long it is */

/* "*** START OF THIS PROJECT GUTENBERG EBOOK": stars, the word, then the name. */
static bool is_line(struct view v, const char *word)
{
    if (v.bytes > LINE_BYTES || v.bytes < 3 || memcmp(v.at, "***", 3) != 0)
        return false;
    size_t at = view_find(v, word, 0);
    return at < 8 && view_find(v, "PROJECT GUTENBERG", at) < v.bytes;
}

static void skip(struct book *book, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        struct block *block = &book->blocks[i];
        if (block->kind != BLOCK_SKIP)
            *block = (struct block){.kind = BLOCK_SKIP,
                                    .reason = SKIP_LICENCE,
                                    .start = block->start,
                                    .end = block->end,
                                    .source = block->source};
    }
}

void build_boilerplate(struct book *book, const struct book_options *options)
{
    if (options != NULL && (options->read_reasons & 1u << SKIP_LICENCE) != 0)
        return;
    for (size_t i = 0; i < book->block_count && i < START_BLOCKS; i++)
        if (is_line(book_view(book, book->blocks[i].start, book->blocks[i].end), "START OF TH"))
            skip(book, 0, i + 1);
    for (size_t i = book->block_count; i-- > 0;)
        if (is_line(book_view(book, book->blocks[i].start, book->blocks[i].end), "END OF TH"))
            skip(book, i, book->block_count);
}
