/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Credits become part of a book: all that is known of its text still is, at its new place. */
#include "../test.h"
#include "base/file.h"
#include "base/str.h"
#include "book/book.h"
#include "book/credits/credits.h"
#include "book/read/read.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char markdown[] =
    "---\ntitle: The Tale\nauthor: Ann Lee\n---\n\n# Part One\n\n## One\n\n"
    "It was *very* dark.\n\nA second paragraph.\n\n## Two\n\n[1]: x\n\nThe end of it.\n";

static struct book *read_markdown(struct err *err)
{
    struct book_options options = {.language = "en"};
    struct file_out file;
    struct text path = {0};
    const char *folder = getenv("TMPDIR");
    text_addf(&path, "%s/tale.md", folder != NULL ? folder : "/tmp");
    struct book *book = NULL;
    if (file_create(&file, path.at, err) && file_write(&file, markdown, strlen(markdown), err) &&
        file_commit(&file, err))
        book = book_read(path.at, &options, err);
    unlink(path.at);
    text_release(&path);
    return book;
}

static struct view block_at(const struct book *book, size_t i)
{
    return block_text(book, &book->blocks[i]);
}

static void has_chapters_of_its_own(void)
{
    struct err err = {0};
    struct book *book = read_markdown(&err);
    CHECK(book != NULL);
    size_t chapters = book->chapter_count, blocks = book->block_count;
    CHECK(credits_add(book, "book", &book->metadata, &err));
    CHECK(book_check(book, &err));
    CHECK_INT(book->chapter_count, chapters + 2);
    CHECK_STR(book->chapters[0].title, "Opening Credits");
    CHECK_STR(book->chapters[chapters + 1].title, "Closing Credits");
    /* no subtitle and no translator: three sentences before, four after */
    CHECK_INT(book->block_count, blocks + 7);
    CHECK(view_is(block_at(book, 0), "The Tale."));
    CHECK(view_is(block_at(book, 1), "Written by Ann Lee."));
    for (size_t i = 0; i < book->span_count; i++)
        if (book->spans[i].kind == SPAN_EMPHASIS)
            CHECK(view_is(book_view(book, book->spans[i].start, book->spans[i].end), "very"));
    book_free(book);
}

static void is_said_in_each_chapter(void)
{
    struct err err = {0};
    struct book *book = read_markdown(&err);
    CHECK(book != NULL);
    size_t chapters = book->chapter_count;
    CHECK(credits_add(book, "librivox", &book->metadata, &err));
    CHECK(book_check(book, &err));
    CHECK_INT(book->chapter_count, chapters);
    int endings = 0;
    for (size_t i = 0; i < book->block_count; i++)
        endings += view_starts(block_at(book, i), "End of ");
    CHECK_INT(endings, 3); /* two chapters with text, and the book */
    CHECK(view_is(block_at(book, book->block_count - 1), "End of The Tale, by Ann Lee."));
    book_free(book);
}

static void tells_what_is_missing(void)
{
    struct err err = {0};
    struct book *book = read_markdown(&err);
    CHECK(!credits_add(book, "nothing", &book->metadata, &err));
    CHECK_INT(err.kind, ERR_USAGE);
    book->metadata.language = "hu";
    CHECK(!credits_add(book, "book", &book->metadata, &err));
    CHECK_INT(err.kind, ERR_USAGE);
    book_free(book);
}

TEST_MAIN(TEST(has_chapters_of_its_own), TEST(is_said_in_each_chapter), TEST(tells_what_is_missing))
