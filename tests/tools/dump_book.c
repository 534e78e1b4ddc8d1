/* Prints the structure of a book as JSON Lines: one book line, then chapters and skipped stretches.
 */
#include "book/book.h"
#include "book/read/read.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void print_json(const char *key, struct view text)
{
    printf("\"%s\":\"", key);
    for (size_t i = 0; i < text.bytes; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void print_chapter(const struct chapter *chapter)
{
    printf("{\"type\":\"chapter\",\"start\":%zu,\"end\":%zu,\"level\":%d,", chapter->start,
           chapter->end, chapter->level);
    print_json("title", view_of(chapter->title));
    printf(",\"heading\":%s}\n", chapter->has_heading ? "true" : "false");
}

static void print_block(const struct book *book, const struct block *block, bool all)
{
    /* A label is not lost: it is told as the speaker of the block behind it. */
    if (block->kind == BLOCK_SKIP && block->reason == SKIP_SPEAKER_LABEL && !all)
        return;
    if (block->kind == BLOCK_SKIP)
        printf("{\"type\":\"skip\",\"start\":%zu,\"end\":%zu,\"reason\":\"%s\"", block->start,
               block->end, skip_reason_name(block->reason));
    else if (all)
        printf("{\"type\":\"block\",\"kind\":\"%s\",\"start\":%zu,\"end\":%zu,\"chapter\":%" PRIu32,
               block_kind_name(block->kind), block->start, block->end, block->chapter);
    else
        return;
    if (all && block->speaker != NULL) {
        putchar(',');
        print_json("speaker", view_of(block->speaker));
    }
    if (all) {
        putchar(',');
        print_json("text", book_view(book, block->start, block->end));
    }
    puts("}");
}

int main(int argc, char **argv)
{
    bool all = argc > 2 && strcmp(argv[1], "-a") == 0;
    struct err err = {0};
    struct book_options options = {0};
    if (argc < 2)
        return 2;
    struct book *book = book_read(argv[argc - 1], &options, &err);
    if (book == NULL || !book_check(book, &err)) {
        fprintf(stderr, "dump_book: %s\n", err.text);
        book_free(book);
        return (int)err.kind;
    }
    printf("{\"type\":\"book\",");
    print_json("title", view_of(book->title));
    putchar(',');
    print_json("author", view_of(book->author));
    printf(",\"language\":\"%s\",\"encoding\":\"%s\",\"bad_bytes\":%zu}\n", book->language,
           book->encoding, book->bad_bytes);
    for (size_t i = 0; i < book->chapter_count; i++)
        print_chapter(&book->chapters[i]);
    for (size_t i = 0; i < book->block_count; i++)
        print_block(book, &book->blocks[i], all);
    book_free(book);
    return 0;
}
