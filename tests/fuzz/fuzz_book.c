/* Any bytes are read as a book, by content: plain text, Markdown, HTML or EPUB. */
#include "book/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    char path[64];
    int file = memfd_create("fuzz", MFD_CLOEXEC);
    if (file < 0 || write(file, bytes, count) != (ssize_t)count)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    struct book_options options = {0};
    struct err err = {0};
    struct book *book = book_read(path, &options, &err);
    close(file);
    if (book == NULL && (err.kind != ERR_INPUT || err.text[0] == '\0'))
        abort();
    if (book != NULL && !book_check(book, &err)) {
        fprintf(stderr, "%s\n", err.text);
        abort();
    }
    book_free(book);
    return 0;
}
