/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/plain/plain.h"

#include "base/mem.h"
#include "book/input/encoding.h"
#include "book/layout/contents.h"
#include "book/layout/footnotes.h"
#include "book/layout/furniture.h"
#include "book/layout/layout.h"
#include "book/layout/page_heads.h"
#include "book/layout/pages.h"
#include "book/layout/surroundings.h"
#include "book/outline/outline.h"
#include "book/plain/blocks.h"
#include "book/plain/hyphens.h"
#include "book/plain/labels.h"
#include "book/plain/markup.h"
#include "book/wording/gutenberg.h"
#include "book/wording/heading.h"
#include "book/wording/recognition.h"
#include "book/wording/shape.h"
#include "book/wording/title.h"
#include "book/wording/wording.h"

#include <stdlib.h>
#include <string.h>

/* All chosen: how far a title page goes, for the title and for the imprint; a longer run is text.
 */
enum { TITLE_RUNS = 12, TITLE_RUN_BYTES = 200, IMPRINT_RUNS = 60 };

bool plain_matches(struct view bytes)
{
    (void)bytes;
    return true;
}

/* The option, else Project Gutenberg's header, else the text. */
static bool find_language(struct book *book, const struct book_options *options, struct err *err)
{
    struct view text = {book->text, book->text_bytes};
    struct view named = gutenberg_header_value(text, "Language:");
    const char **language = &book->metadata.language;
    char code[LANGUAGE_CODE_BYTES];
    if (options->language != NULL) {
        *language = arena_copy_text(book->arena, options->language, strlen(options->language));
        return true;
    }
    if (!language_named(book->languages, named, code, err))
        return false;
    const char *told = code[0] != '\0' ? arena_copy_text(book->arena, code, strlen(code)) : NULL;
    return language_confirm(book, text, told, language, err);
}

static const char *copy_title(struct book *book, const struct wording *wording, struct view text)
{
    struct text title = {0};
    title_add(&title, wording, NULL, text);
    const char *copy = arena_copy_text(book->arena, title.at == NULL ? "" : title.at, title.bytes);
    text_release(&title);
    return copy;
}

/* Two to four words, each with a capital, no digit. */
static bool is_name(struct view text)
{
    struct shape shape = shape_of_text(text);
    return shape.words >= 2 && shape.words <= 4 && shape.digits == 0 && shape.small_words == 0 &&
           shape.bytes < 60 && rune_is_upper(shape.first) && !shape.ends_sentence;
}

/* "16 December 2024 – Ella Rule": the name beside a date, or nothing. */
static struct view name_beside_date(struct view line)
{
    static const char *const dashes[] = {" \xE2\x80\x93 ", " \xE2\x80\x94 ", " - ", " | "};
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0] && line.bytes < 120; i++) {
        size_t at = view_find(line, dashes[i], 0);
        struct view left = view_trim(view_part(line, 0, at));
        struct view right = view_trim(view_part(line, at + strlen(dashes[i]), line.bytes));
        if (at == line.bytes)
            continue;
        if (shape_of_text(left).digits >= 4 && is_name(right))
            return right;
        if (shape_of_text(right).digits >= 4 && is_name(left))
            return left;
    }
    return (struct view){"", 0};
}

static bool could_be_title(struct view line)
{
    struct shape shape = shape_of_text(line);
    bool sentence = shape.ends_sentence && !shape.all_upper && shape.words > 5;
    return heading_is_title(line) && !sentence && !view_ends(line, ".");
}

/* One line of the title page: title or author, whichever is still missing. */
static void read_title_line(struct book *book, const struct wording *wording, struct view line)
{
    /* "By Jane Austen": the name after the word, or nothing. */
    struct text key = {0};
    fold_words(line, &key);
    size_t bytes = view_find(text_view(&key), " ", 0);
    bool by = bytes < key.bytes && key.bytes < 80 &&
              wording_find(wording, "by", view_part(text_view(&key), 0, bytes)) != NULL;
    text_release(&key);
    struct view name = view_trim(view_part(line, view_find(line, " ", 0), line.bytes));
    if (!by || name.bytes == 0 || rune_is_lower(shape_of_text(name).first))
        name = name_beside_date(line);
    if (name.bytes > 0 && book->metadata.author == NULL && book->metadata.title != NULL)
        book->metadata.author = copy_title(book, wording, name);
    else if (book->metadata.title == NULL && name.bytes == 0 && could_be_title(line))
        book->metadata.title = copy_title(book, wording, line);
}

/*
 * Without a header, the first short line of the book is its title, unless it is that of a chapter;
 * a line below names the author. The outline gets the run with the title. Assumes a complete
 * outline.
 */
static void find_title(struct book *book, const struct layout *layout,
                       const struct wording *wording, const struct surroundings *surroundings,
                       struct outline *outline)
{
    size_t limit = outline->count > 0 ? outline->items[0].run : layout->run_count;
    for (size_t i = surroundings->first_run; i < limit && i < surroundings->first_run + TITLE_RUNS;
         i++) {
        const struct run *run = &layout->runs[i];
        if (run->reason != SKIP_NONE || run->marks)
            continue;
        if (run->end - run->start > TITLE_RUN_BYTES || heading_is_prose(layout_run(layout, i)))
            break;
        bool titled = book->metadata.title != NULL;
        for (size_t line = run->line; line < run->line + run->lines; line++)
            read_title_line(book, wording, layout_line(layout, line));
        if (!titled && book->metadata.title != NULL)
            outline->title_run = i + 1;
    }
    const struct outline_item *first = outline->items;
    if (book->metadata.title == NULL && outline->count > 0 &&
        first->heading.kind == HEADING_MARKED && first->heading.rank == 1) {
        struct view line = layout_line(layout, first->line);
        book->metadata.title = copy_title(
            book, wording, view_part(line, first->heading.title_start, first->heading.title_end));
    }
}

/* What the title page does not say may be in the first line of Project Gutenberg's header. */
static void take_header(struct book *book, const struct wording *wording, struct view text)
{
    struct view title, author;
    gutenberg_header_work(text, &title, &author);
    if (book->metadata.title == NULL && title.bytes > 0)
        book->metadata.title = copy_title(book, wording, title);
    if (book->metadata.author == NULL && author.bytes > 0)
        book->metadata.author = copy_title(book, wording, author);
}

/* C H A P T E R: blanks between all letters, as on old title pages. */
static bool is_spaced_out(struct view text)
{
    struct shape shape = shape_of_text(text);
    return shape.words >= 5 && shape.words == shape.letters;
}

/* A line of a title page, not of a story: capitals, a year, or a word of imprints first. */
static bool could_be_imprint(const struct wording *wording, struct view text,
                             const struct text *key)
{
    struct shape shape = shape_of_text(text);
    if (shape.quoted)
        return false;
    return shape.all_upper || shape.digits >= 4 ||
           wording_prefix(wording, "imprint", text_view(key)) > 0 ||
           (!shape.ends_sentence && shape.capital_words > shape.small_words);
}

/* Skips on the title page who printed and sold the book, and years by themselves. Assumes that the
 * title is known. */
static void skip_imprint(struct layout *layout, const struct wording *wording,
                         const struct surroundings *surroundings, const struct outline *outline)
{
    size_t limit = outline->count > 0 ? outline->items[0].run : surroundings->first_run;
    struct text key = {0};
    for (size_t i = surroundings->first_run + 1;
         i < limit && i < surroundings->first_run + IMPRINT_RUNS; i++) {
        struct view text = layout_run(layout, i);
        struct shape shape = shape_of_text(text);
        if (layout->runs[i].reason != SKIP_NONE || layout->runs[i].marks ||
            text.bytes > TITLE_RUN_BYTES || i + 1 == outline->title_run || heading_is_prose(text))
            continue;
        text_clear(&key);
        fold_words(text, &key);
        if ((wording_inside(wording, "imprint", text_view(&key)) &&
             could_be_imprint(wording, text, &key)) ||
            is_spaced_out(text) || (shape.letters == 0 && shape.digits == 4))
            layout->runs[i].reason = SKIP_IMPRINT;
    }
    text_release(&key);
}

static void skip_repeated(struct layout *layout, const struct wording *wording,
                          const struct surroundings *surroundings, const struct outline *outline)
{
    size_t *starts = mem_alloc((outline->count + 1) * sizeof *starts);
    for (size_t i = 0; i < outline->count; i++)
        starts[i] = outline->items[i].run;
    furniture_skip_repeated(layout, wording, starts, outline->count, surroundings->end_run);
    free(starts);
}

/*
 * All passes from runs to blocks and chapters. What is not the book and the contents lists must be
 * skipped before headings are looked for; the title must be known before the imprint is; the blocks
 * come last, since they need every run's reason.
 */
static void make_structure(struct book *book, struct layout *layout, const struct wording *wording,
                           const struct book_options *options)
{
    struct surroundings surroundings;
    struct contents contents;
    struct outline outline;
    struct labels labels;
    surroundings_skip(layout, wording, &surroundings);
    contents_find(layout, wording, &surroundings, &contents);
    page_heads_skip(layout, wording, surroundings.first_run, surroundings.end_run);
    unsigned notes = footnotes_skip(layout, wording, surroundings.first_run, surroundings.end_run);
    outline_make(&outline, layout, wording, &surroundings, &contents);
    skip_repeated(layout, wording, &surroundings, &outline);
    if (surroundings.title.bytes > 0)
        book->metadata.title = copy_title(book, wording, surroundings.title);
    if (surroundings.author.bytes > 0)
        book->metadata.author = copy_title(book, wording, surroundings.author);
    find_title(book, layout, wording, &surroundings, &outline);
    if (surroundings.first_run > 0 && surroundings.title.bytes == 0)
        take_header(book, wording, layout->text);
    skip_imprint(layout, wording, &surroundings, &outline);
    labels_collect(&labels, layout, &surroundings, &outline, wording, book->arena);
    labels_add(&labels, options->speakers);
    blocks_make(book, layout, wording, &outline, &labels, options->read_reasons);
    footnotes_add_spans(book, wording, notes);
    labels_release(&labels);
    outline_release(&outline);
    contents_release(&contents);
}

static bool fill_book(struct book *book, const char *path, const struct book_options *options,
                      struct err *err)
{
    struct view text = {book->text, book->text_bytes};
    if (!find_language(book, options, err))
        return false;
    struct wording *wording = wording_load(book->languages, book->metadata.language, err);
    if (wording == NULL)
        return false;
    struct layout layout;
    bool good = layout_make(&layout, text);
    if (good) {
        /* A word may be divided where a page ends. */
        bool moved = pages_join(&layout, wording);
        bool joined = hyphens_join(text, wording);
        if (moved || joined) {
            layout_release(&layout);
            good = layout_make(&layout, text);
        }
    }
    if (good)
        make_structure(book, &layout, wording, options);
    else
        err_set(err, ERR_INPUT, "%s: has more than %d lines or %d paragraphs; split it into parts",
                path, LAYOUT_MAX_LINES, LAYOUT_MAX_RUNS);
    layout_release(&layout);
    wording_free(wording);
    return good;
}

struct book *plain_read(const char *path, struct text *bytes, const struct book_options *options,
                        struct err *err)
{
    struct decoded decoded;
    if (!encoding_decode(path, bytes, &decoded, err))
        return NULL;
    plain_markup_drop(&decoded.text);
    struct book *book = book_new();
    book->text = decoded.text.at;
    book->text_bytes = decoded.text.bytes;
    book->encoding = decoded.encoding;
    book->bad_bytes = decoded.bad_bytes;
    book_warn_mended(book, decoded.mended);
    if (fill_book(book, path, options, err)) {
        if (book->chapter_count > 0)
            return book;
        err_set(err, ERR_INPUT, "%s: there is no text to read in it", path);
    }
    book_free(book);
    return NULL;
}
