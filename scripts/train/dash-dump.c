/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dash-dump: the clauses of a book whose dialogue begins with dashes, with their features, for
 * training the weights. `scripts/train/dashes` runs it.
 *
 *     dash-dump BOOK GOLD.tsv
 *
 *     B                                a block; its clauses follow
 *     C <letters> <1: speech> <change to speech> <change to narration> <feature>,... <word> ...
 *
 * GOLD.tsv has start and end of each piece of speech, in bytes.
 */
#include "base/file.h"
#include "book/read/read.h"
#include "script/quotes/dash_book.h"
#include "script/quotes/dash_clauses.h"
#include "script/quotes/quotes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 1 for each byte of the text that is speech. */
static char *read_gold(const char *path, size_t bytes)
{
    char *speech = calloc(bytes + 1, 1), line[4096];
    FILE *in = fopen(path, "r");
    size_t start, end;
    while (in != NULL && fgets(line, sizeof line, in) != NULL)
        if (sscanf(line, "%zu %zu", &start, &end) == 2 && end <= bytes && start < end)
            memset(speech + start, 1, end - start);
    if (in != NULL)
        fclose(in);
    return speech;
}

static void print_clause(const struct dash_words *words, const struct dash_clause *clause,
                         const char *speech)
{
    size_t letters = 0, spoken = 0;
    for (size_t i = clause->first; i < clause->end; i++)
        for (size_t b = words->items[i].start; b < words->items[i].end; b++) {
            letters++;
            spoken += speech[b] != 0;
        }
    printf("C %zu %d %d %d ", letters, spoken * 2 > letters, clause->to_speech,
           clause->to_narration);
    for (size_t f = 0; f < clause->feature_count; f++)
        printf("%d,", clause->features[f]);
    for (size_t i = clause->first; i < clause->end; i++)
        if (words->items[i].number != 0)
            printf(" %s", words->vocabulary->words[words->items[i].number].text);
    printf("\n");
}

int main(int count, char **arguments)
{
    struct err err;
    struct book_options options = {0};
    struct book *book = count < 3 ? NULL : book_read(arguments[1], &options, &err);
    if (book == NULL)
        return 1;
    struct dash_words words = {.vocabulary =
                                   vocabulary_load(book->languages, book->metadata.language, &err)};
    struct dash_clauses clauses = {0};
    struct dash_book dashes = dash_book_read(book, words.vocabulary);
    fprintf(stderr, "%s: %#x\n", arguments[1], dashes.flags);
    words.small = &dashes.small;
    char *speech = read_gold(arguments[2], book->text_bytes);
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if (!block_holds_speech(block))
            continue;
        words.text = book_view(book, block->start, block->end);
        dash_words_read(&words);
        dash_clauses_cut(&words, dash_book_block(&dashes, book, i), &clauses);
        printf("B\n");
        for (size_t c = 0; c < clauses.count; c++)
            print_clause(&words, &clauses.items[c], speech + block->start);
    }
    free(speech);
    dash_book_release(&dashes);
    book_free(book);
    return 0;
}
