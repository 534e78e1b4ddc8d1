/*
 * quotes-of: prints the speech of a book, one quotation a line: start, end (bytes), speaker.
 *
 *     quotes-of BOOK [MARGIN]
 */
#include "book/read/read.h"
#include "script/attribution/attribution.h"

#include <stdio.h>
#include <stdlib.h>

static void print_rows(const struct attribution *a)
{
    for (size_t i = 0; i < a->quotation_count; i++) {
        const struct quotation *q = &a->quotations[i];
        if (q->kind == QUOTATION_SPEECH || q->kind == QUOTATION_THOUGHT)
            printf("%zu\t%zu\t%s\t%d\n", q->start, q->end, a->speakers[q->speaker].name,
                   q->confidence);
    }
}

int main(int argc, char **argv)
{
    struct err err;
    struct book_options book_options = {0};
    struct attribution_options options = attribution_defaults;
    if (argc < 2)
        return 2;
    if (argc > 2)
        options.margin = atoi(argv[2]);
    struct book *book = book_read(argv[1], &book_options, &err);
    struct attribution *a = book == NULL ? NULL : attribution_make(book, &options, &err);
    if (a == NULL) {
        fprintf(stderr, "%s\n", err.text);
        book_free(book);
        return 1;
    }
    print_rows(a);
    attribution_free(a);
    book_free(book);
    return 0;
}
