/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scene-dump: the turns of a book with their candidates and features, for training the weights.
 * `scripts/train/scenes` runs it.
 *
 *     scene-dump BOOK [PASSES]
 *
 * PASSES: how many passes decide before the features are taken; 0 if it is not given.
 *
 *     T <first> <same> <two> <start>-<end>,...   a turn: 1 if it begins a scene; the two features
 * of the step; its quotations, in bytes of the text C <number> <name> <feature>,...            a
 * candidate of that turn; 0 is "unknown"
 *
 * Fields are separated by tabs.
 */
#include "book/read/read.h"
#include "script/attribution/steps.h"

#include <stdio.h>
#include <stdlib.h>

static void print_name(const struct attribution_work *w, uint32_t who)
{
    if (who < WHO_PERSON) {
        fputs(who == WHO_I ? "I" : "unknown", stdout);
        return;
    }
    struct view name =
        name_text(&w->people, w->people.persons[who - WHO_PERSON].name, &w->tokens, w->book);
    for (size_t i = 0; i < name.bytes; i++)
        putchar(name.at[i] == '\n' || name.at[i] == '\t' || name.at[i] == '\r' ? ' ' : name.at[i]);
}

static void print_turn(const struct attribution_work *w, size_t t)
{
    const struct turn *turn = &w->turns.items[t];
    struct candidate candidates[TURN_CANDIDATES];
    struct steps steps = turn_steps(&w->input, &w->turns, t);
    printf("T\t%d\t%d\t%d\t", (turn->flags & TURN_FIRST) != 0, steps.same, steps.two);
    for (uint32_t q = turn->first_quote; q < turn->quote_end; q++)
        printf("%zu-%zu,", w->quotes.items[q].start, w->quotes.items[q].end);
    printf("\n");
    size_t count = turn_candidates(&w->input, &w->turns, t, candidates);
    for (size_t i = 0; i < count; i++) {
        printf("C\t%u\t", candidates[i].who);
        print_name(w, candidates[i].who);
        printf("\t");
        for (int f = 0; f < candidates[i].feature_count; f++)
            printf("%d,", candidates[i].features[f]);
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    struct err err;
    struct book_options options = {0};
    struct attribution_work work;
    struct book *book = argc < 2 ? NULL : book_read(argv[1], &options, &err);
    if (book == NULL || !attribution_prepare(&work, book, &err))
        return 1;
    for (int passes = argc > 2 ? atoi(argv[2]) : 0; passes > 0; passes--)
        turns_decide(&work.input, &work.turns);
    for (size_t t = 0; t < work.turns.count; t++)
        print_turn(&work, t);
    attribution_work_release(&work);
    book_free(book);
    return 0;
}
