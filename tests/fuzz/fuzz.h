/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For fuzz targets: bytes as a file and as a book. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "book/book.h"
#include "book/read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

/* Whatever must not happen: says what and ends, which the fuzzer takes for a crash. */
static inline void fuzz_need(bool good, const struct err *err)
{
    if (good)
        return;
    fprintf(stderr, "%s\n", err->text);
    abort();
}

/* A result, or a polite refusal of the given kind: anything else is a find. */
static inline void fuzz_need_or(bool good, enum err_kind kind, const struct err *err)
{
    fuzz_need(good || (err->kind == kind && err->text[0] != '\0'), err);
}

/* A file of these bytes in memory; `path` (of 64 bytes) opens it until the descriptor is closed. */
static inline int fuzz_file(const uint8_t *bytes, size_t count, char path[64])
{
    struct err err = {.text = "no file in memory"};
    int file = memfd_create("fuzz", MFD_CLOEXEC);
    fuzz_need(file >= 0 && write(file, bytes, count) == (ssize_t)count, &err);
    snprintf(path, 64, "/proc/self/fd/%d", file);
    return file;
}

/* NULL when the bytes are no book; anything but a polite refusal is a find. */
static inline struct book *fuzz_book(const uint8_t *bytes, size_t count)
{
    char path[64];
    struct err err = {0};
    struct book_options options = {0};
    int file = fuzz_file(bytes, count, path);
    struct book *book = book_read(path, &options, &err);
    close(file);
    fuzz_need_or(book != NULL, ERR_INPUT, &err);
    return book;
}

/* Gives the bytes to one reader, as book_read does, and checks the tree of the book. */
typedef struct book *fuzz_reader(const char *path, struct text *text,
                                 const struct book_options *options, struct err *err);

static inline void fuzz_read(fuzz_reader *reader, const uint8_t *bytes, size_t count)
{
    struct err err = {0};
    struct text text = {0};
    struct book_options options = {.read_reasons = count % 2 == 0 ? 0 : ~0u};
    text_add(&text, (const char *)bytes, count);
    struct book *book = reader("-", &text, &options, &err);
    text_release(&text);
    for (size_t i = 0; book != NULL && i < book->chapter_count; i++) /* what book_read does */
        if (book->chapters[i].title == NULL || book->chapters[i].title[0] == '\0')
            book->chapters[i].title = "untitled";
    if (book != NULL)
        fuzz_need(book_check(book, &err), &err);
    book_free(book);
}

#endif
