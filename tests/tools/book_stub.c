/* A stand-in for book_read: blank lines part the paragraphs. */
#include "base/file.h"
#include "base/mem.h"
#include "book/book.h"

#include <stdlib.h>
#include <string.h>

struct book *book_read(const char *path, const struct book_options *options, struct err *err) {
    struct text text = {0};
    if (!file_read(path, (size_t)1 << 30, &text, err))
        return NULL;
    struct book *b = mem_zero(1, sizeof *b);
    b->language = options->language ? options->language : "en";
    b->text = text.at;
    b->text_bytes = text.bytes;
    size_t capacity = 0;
    for (size_t at = 0; at < text.bytes;) {
        while (at < text.bytes && strchr(" \t\r\n", text.at[at]) != NULL)
            at++;
        size_t start = at, end = at, lines = 0;
        while (at < text.bytes) {
            if (text.at[at] == '\n') {
                size_t k = at + 1;
                while (k < text.bytes && strchr(" \t\r", text.at[k]) != NULL)
                    k++;
                if (k >= text.bytes || text.at[k] == '\n')
                    break;
                lines++;
            } else if (strchr(" \t\r", text.at[at]) == NULL)
                end = at + 1;
            at++;
        }
        if (end <= start)
            continue;
        b->blocks = mem_grow(b->blocks, b->block_count, &capacity, sizeof *b->blocks);
        bool heading = lines == 0 && end - start < 60 &&
                       strchr(".,!?\"'", text.at[end - 1]) == NULL &&
                       (unsigned char)text.at[end - 1] < 128;
        b->blocks[b->block_count++] = (struct block){
            .kind = heading ? BLOCK_HEADING : BLOCK_PARAGRAPH, .start = start, .end = end};
    }
    return b;
}

void book_free(struct book *b) {
    if (b == NULL)
        return;
    free((char *)b->text);
    free(b->blocks);
    free(b);
}

struct view book_view(const struct book *b, size_t start, size_t end) {
    return (struct view){b->text + start, end - start};
}
