/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of a book: what book_check finds, and how places are looked up. */
#include "../test.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/book.h"

#include <stdlib.h>
#include <string.h>

/* The text of every case; blocks name their places by what stands there. */
static const char text[] = "By A. Nobody\n\nOne\n\nANNA. Come in.\n\n* * *\n\nTwo\n\nThe end.\n";

enum { BY, ONE, LABEL, SPEECH, BREAK, TWO, END, BLOCKS };

static struct block block_at(const char *words, enum block_kind kind, enum skip_reason reason,
                             uint32_t chapter)
{
    size_t start = (size_t)(strstr(text, words) - text);
    return (struct block){.kind = kind,
                          .reason = reason,
                          .start = start,
                          .end = start + strlen(words),
                          .chapter = chapter};
}

/* A book of two chapters in which everything is as it should be. */
static struct book *whole_book(void)
{
    const struct block blocks[BLOCKS] = {
        [BY] = block_at("By A. Nobody", BLOCK_SKIP, SKIP_IMPRINT, 0),
        [ONE] = block_at("One", BLOCK_HEADING, SKIP_NONE, 0),
        [LABEL] = block_at("ANNA.", BLOCK_SKIP, SKIP_SPEAKER_LABEL, 0),
        [SPEECH] = block_at("Come in.", BLOCK_PARAGRAPH, SKIP_NONE, 0),
        [BREAK] = block_at("* * *", BLOCK_BREAK, SKIP_MARKUP, 0),
        [TWO] = block_at("Two", BLOCK_HEADING, SKIP_NONE, 1),
        [END] = block_at("The end.", BLOCK_PARAGRAPH, SKIP_NONE, 1),
    };
    const struct chapter chapters[] = {
        {blocks[ONE].start, blocks[TWO].start, 1, "One", true},
        {blocks[TWO].start, blocks[END].end, 1, "Two", true},
    };
    struct book *book = book_new();
    book->text = mem_copy_text(text, sizeof text - 1);
    book->text_bytes = sizeof text - 1;
    book->block_count = BLOCKS;
    book->blocks = mem_alloc(sizeof blocks);
    memcpy(book->blocks, blocks, sizeof blocks);
    book->chapter_count = 2;
    book->chapters = mem_alloc(sizeof chapters);
    memcpy(book->chapters, chapters, sizeof chapters);
    return book;
}

static void remove_block(struct book *book, size_t index)
{
    memmove(&book->blocks[index], &book->blocks[index + 1],
            (--book->block_count - index) * sizeof *book->blocks);
}

static void nothing(struct book *book)
{
    (void)book;
}

/* A play may begin with who speaks: the chapter starts there. */
static void chapter_starts_at_label(struct book *book)
{
    remove_block(book, ONE);
    book->blocks[BY].end = (size_t)(strstr(text, "One") - text) + 3; /* all of it is skipped */
    book->chapters[0].start = book->blocks[LABEL - 1].start;
}

static void nothing_read(struct book *book)
{
    for (size_t i = 0; i < book->block_count; i++) {
        book->blocks[i].kind = BLOCK_SKIP;
        book->blocks[i].reason = SKIP_SPEAKER_LABEL;
    }
    book->chapter_count = 0;
}

static void no_text(struct book *book)
{
    book->text_bytes = book->block_count = book->chapter_count = 0;
}

static void out_of_order(struct book *book)
{
    book->blocks[END] = book->blocks[SPEECH];
}

static void overlapping(struct book *book)
{
    book->blocks[LABEL].end = book->blocks[SPEECH].start + 4;
}

static void empty_block(struct book *book)
{
    book->blocks[END].start = book->blocks[END].end;
}

static void beyond_the_text(struct book *book)
{
    book->blocks[END].end = book->text_bytes + 1;
}

static void block_missing(struct book *book)
{
    remove_block(book, SPEECH);
}

static void last_block_missing(struct book *book)
{
    book->block_count--;
    book->chapters[1].end = book->blocks[TWO].end;
}

static void letter_missing(struct book *book)
{
    book->blocks[ONE].start++;
    book->chapters[0].start++;
}

static void blank_before(struct book *book)
{
    book->blocks[SPEECH].start--;
}

static void blank_after(struct book *book)
{
    book->blocks[BY].end++;
}

static void skipped_without_reason(struct book *book)
{
    book->blocks[LABEL].reason = SKIP_NONE;
}

static void read_with_reason(struct book *book)
{
    book->blocks[SPEECH].reason = SKIP_FOOTNOTE;
}

static void no_such_chapter(struct book *book)
{
    book->blocks[END].chapter = 2;
}

static void no_chapters(struct book *book)
{
    book->chapter_count = 0;
}

static void wrong_chapter(struct book *book)
{
    book->blocks[END].chapter = 0;
}

static void across_chapters(struct book *book)
{
    book->blocks[BREAK].end = book->blocks[TWO].end;
    remove_block(book, TWO);
}

static void starts_too_early(struct book *book)
{
    book->chapters[0].start = book->blocks[BY].start;
}

static void starts_at_unread_label(struct book *book)
{
    book->blocks[BY].reason = SKIP_SPEAKER_LABEL; /* but another block comes first */
    book->blocks[ONE].kind = BLOCK_SKIP;
    book->blocks[ONE].reason = SKIP_IMPRINT;
    book->blocks[LABEL].reason = SKIP_MARKUP;
    book->chapters[0].start = book->blocks[BY].start;
}

static void gap_between_chapters(struct book *book)
{
    book->chapters[0].end -= 2;
}

static void chapters_overlap(struct book *book)
{
    book->chapters[1].start = book->blocks[BREAK].start;
}

static void empty_chapter(struct book *book)
{
    book->blocks[TWO].kind = book->blocks[END].kind = BLOCK_SKIP;
    book->blocks[TWO].reason = book->blocks[END].reason = SKIP_INDEX;
    book->chapters[1].end = book->chapters[1].start;
}

static void no_title(struct book *book)
{
    book->chapters[1].title = NULL;
}

static void empty_title(struct book *book)
{
    book->chapters[0].title = "";
}

static void no_level(struct book *book)
{
    book->chapters[1].level = 0;
}

static void checked(void)
{
    static const struct {
        const char *name;
        void (*change)(struct book *book);
        const char *problem; /* NULL: it is fine */
        const char *place;   /* named in the message; NULL: not looked at */
    } rows[] = {
        {"nothing", nothing, NULL, NULL},
        {"a chapter that starts at a label", chapter_starts_at_label, NULL, NULL},
        {"nothing is read", nothing_read, NULL, NULL},
        {"no text", no_text, NULL, NULL},
        {"out of order", out_of_order, "out of order", "Come"},
        {"overlapping", overlapping, "overlap", "Come"},
        {"an empty block", empty_block, "empty", NULL},
        {"beyond the text", beyond_the_text, "overlap, are empty", "The end."},
        {"a block is missing", block_missing, "text outside any block", " Come in."},
        {"the last block is missing", last_block_missing, "text outside any block", "\n\nThe end."},
        {"a letter is missing", letter_missing, "text outside any block", "\n\nOne"},
        {"white space before a block", blank_before, "white space at the end", " Come"},
        {"white space after a block", blank_after, "white space at the end", "By"},
        {"skipped without a reason", skipped_without_reason, "without a reason", "ANNA"},
        {"read with a reason", read_with_reason, "is read has a reason", "Come"},
        {"a chapter that is not there", no_such_chapter, "outside any chapter", "The end."},
        {"no chapters", no_chapters, "outside any chapter", "One"},
        {"the wrong chapter", wrong_chapter, "outside its chapter", "The end."},
        {"a block in two chapters", across_chapters, "outside its chapter", "* * *"},
        {"a chapter that starts too early", starts_too_early, "chapter 0 does not begin", "One"},
        {"a label that is not before it", starts_at_unread_label, "chapter 0 does not begin",
         "Come"},
        {"a gap between chapters", gap_between_chapters, "leave a gap", "Two"},
        {"chapters that overlap", chapters_overlap, "chapters overlap", "* * *"},
        {"a chapter of no length", empty_chapter, "chapters overlap or leave", "Two"},
        {"no title", no_title, "without title", "Two"},
        {"an empty title", empty_title, "without title", "One"},
        {"no level", no_level, "without title or level", "Two"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct book *book = whole_book();
        struct err err = {0};
        rows[i].change(book);
        bool good = book_check(book, &err);
        printf("# %s: %s\n", rows[i].name, err.text);
        CHECK_INT(good, rows[i].problem == NULL);
        CHECK_INT(err.kind, good ? ERR_NONE : ERR_SYSTEM);
        CHECK(rows[i].problem == NULL || strstr(err.text, rows[i].problem) != NULL);
        if (rows[i].place != NULL) {
            char place[40];
            snprintf(place, sizeof place, "at byte %zu of",
                     (size_t)(strstr(text, rows[i].place) - text));
            CHECK(strstr(err.text, place) != NULL);
        }
        book_free(book);
    }
}

static void places(void)
{
    struct book *book = whole_book();
    struct span spans[] = {
        {SPAN_EMPHASIS, 3, 5, NULL}, {SPAN_ROMAN, 3, 4, NULL}, {SPAN_DIRECTION, 9, 12, NULL}};
    CHECK_INT(book_chapter_at(book, 0), 0);
    CHECK_INT(book_chapter_at(book, book->chapters[1].start - 1), 0);
    CHECK_INT(book_chapter_at(book, book->chapters[1].start), 1);
    CHECK_INT(book_chapter_at(book, book->text_bytes), 1);
    CHECK(view_is(block_text(book, &book->blocks[SPEECH]), "Come in."));
    CHECK(view_is(book_view(book, 0, 2), "By"));
    CHECK(view_is(book_view(book, book->text_bytes - 5, book->text_bytes + 9), "end.\n"));
    CHECK_INT(book_span_from(book, 0), 0);
    book->spans = mem_alloc(sizeof spans);
    memcpy(book->spans, spans, sizeof spans);
    book->span_count = 3;
    CHECK_INT(book_span_from(book, 3), 0);
    CHECK_INT(book_span_from(book, 4), 2);
    CHECK_INT(book_span_from(book, 10), 3);
    book_free(book);
    book_free(NULL);
}

static void names(void)
{
    for (int reason = 1; reason < SKIP_REASON_COUNT; reason++)
        CHECK_INT(skip_reason_named(skip_reason_name((enum skip_reason)reason)), reason);
    CHECK_INT(skip_reason_named("none"), SKIP_NONE);
    CHECK_INT(skip_reason_named("prose"), SKIP_NONE);
    CHECK_STR(block_kind_name(BLOCK_HEADING), "heading");
    CHECK_STR(block_kind_name(BLOCK_SKIP), "skip");
}

TEST_MAIN(TEST(checked), TEST(places), TEST(names))
