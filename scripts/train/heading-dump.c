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
#include "base/file.h"
#include "book/book.h"
#include "book/layout/contents.h"
#include "book/layout/footnotes.h"
#include "book/layout/layout.h"
#include "book/layout/page_heads.h"
#include "book/layout/surroundings.h"
#include "book/outline/judge.h"
#include "book/plain/plain.h"
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

static void print_rows(const struct outline *all, struct judge_survey *survey,
                       const struct layout *layout, FILE *out)
{
    uint8_t features[JUDGE_FEATURES] = {0};
    for (size_t i = 0; i < all->count; i++) {
        judge_describe(survey, i, features);
        fprintf(out, "%u\t%d", layout->lines[all->items[i].line].start, all->items[i].accepted);
        for (int f = 0; f < JUDGE_FEATURES; f++)
            fprintf(out, "%c%d", f == 0 ? '\t' : ',', features[f]);
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
    struct judge_survey *survey =
        judge_survey_make(&all, &layout, wording, &surroundings, &contents);
    print_rows(&all, survey, &layout, out);
    judge_survey_free(survey);
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
        /* Whatever it looks like: a book cut short may pass for Markdown. */
        struct text bytes = {0};
        struct book *book = file_read(argv[i], SIZE_MAX, &bytes, &err)
                                ? plain_read(argv[i], &bytes, &options, &err)
                                : NULL;
        FILE *out = open_out(argv[1], argv[i], ".tsv");
        if (out == NULL)
            return 1;
        if (book == NULL) { /* nothing to read in it */
            fclose(out);
            continue;
        }
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
