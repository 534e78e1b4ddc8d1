/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * heading-dump: the chapters and skipped stretches of plain-text books, and the candidates for
 * headings with their features. `scripts/train/headings` runs it.
 *
 *     heading-dump OUT BOOK...
 *
 * Writes for each BOOK (a .txt file) OUT/<book>.tsv, what score-chapters reads (offsets in the text
 * as UTF-8, after a line "# encoding"), and OUT/<book>.features: one candidate a line, its offset
 * and its features.
 */
#include "base/mem.h"
#include "book/book.h"
#include "book/layout/contents.h"
#include "book/layout/footnotes.h"
#include "book/layout/layout.h"
#include "book/layout/page_heads.h"
#include "book/layout/surroundings.h"
#include "book/outline/judge.h"
#include "book/read/read.h"
#include "book/wording/wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *open_out(const char *folder, const char *path, const char *ending)
{
    char name[4096];
    const char *slash = strrchr(path, '/');
    slash = slash == NULL ? path : slash + 1;
    int bytes = (int)strlen(slash) - 4;
    snprintf(name, sizeof name, "%s/%.*s%s", folder, bytes > 0 ? bytes : 0, slash, ending);
    return fopen(name, "w");
}

static void print_chapters(const struct book *book, FILE *out)
{
    fprintf(out, "# %s\n", book->encoding == NULL ? "UTF-8" : book->encoding);
    for (size_t i = 0; i < book->chapter_count; i++)
        if (book->chapters[i].has_heading)
            fprintf(out, "%zu\t%d\t%s\n", book->chapters[i].start, book->chapters[i].level,
                    book->chapters[i].title);
    for (size_t i = 0; i < book->block_count; i++)
        if (book->blocks[i].reason != SKIP_NONE && book->blocks[i].reason != SKIP_SPEAKER_LABEL)
            fprintf(out, "skip\t%zu\t%zu\n", book->blocks[i].start, book->blocks[i].end);
}

static void print_rows(const struct outline *all, const struct layout *layout,
                       const struct judge_row rows[], FILE *out)
{
    for (size_t i = 0; i < all->count; i++) {
        fprintf(out, "%u\t%d", layout->lines[all->items[i].line].start, all->items[i].accepted);
        for (int f = 0; f < JUDGE_FEATURES; f++)
            fprintf(out, "%c%d", f == 0 ? '\t' : ',', rows[i].features[f]);
        fputc('\n', out);
    }
}

/* The passes of plain.c up to the judge. */
static bool print_features(const struct book *book, FILE *out)
{
    struct err err;
    struct layout layout;
    struct surroundings surroundings;
    struct contents contents;
    struct outline outline, all;
    struct wording *wording = wording_load(book->languages, book->metadata.language, &err);
    if (wording == NULL || !layout_make(&layout, (struct view){book->text, book->text_bytes}))
        return false;
    surroundings_skip(&layout, wording, &surroundings);
    contents_find(&layout, wording, &surroundings, &contents);
    page_heads_skip(&layout, wording, surroundings.first_run, surroundings.end_run);
    footnotes_skip(&layout, wording, surroundings.first_run, surroundings.end_run);
    outline_apply_rules(&outline, &layout, wording, &surroundings, &contents);
    judge_candidates(&all, &outline, &layout, wording, &surroundings, &contents);
    struct judge_row *rows = mem_zero(all.count + 1, sizeof *rows);
    struct judge_survey *survey =
        judge_survey_make(&all, &layout, wording, &surroundings, &contents);
    judge_describe(survey, rows);
    print_rows(&all, &layout, rows, out);
    judge_survey_free(survey);
    free(rows);
    outline_release(&all);
    outline_release(&outline);
    contents_release(&contents);
    layout_release(&layout);
    wording_free(wording);
    return true;
}

int main(int argc, char **argv)
{
    for (int i = 2; i < argc; i++) {
        struct err err;
        struct book_options options = {0};
        struct book *book = book_read(argv[i], &options, &err);
        FILE *out = open_out(argv[1], argv[i], ".tsv");
        if (book == NULL || out == NULL)
            return 1;
        print_chapters(book, out);
        fclose(out);
        out = open_out(argv[1], argv[i], ".features");
        if (out == NULL || !print_features(book, out))
            return 1;
        fclose(out);
        book_free(book);
    }
    return 0;
}
