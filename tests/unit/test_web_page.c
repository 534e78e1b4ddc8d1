/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML files as they are found: saved pages, exports, old pages. */
#include "../test.h"
#include "book/book.h"
#include "book/html/html.h"
#include "book/read/html_file.h"
#include "book_text.h"

struct row {
    const char *html, *blocks;
};

/* What is read: headings with #, verse lines with /, blocks parted by |; what surrounds the text is
 * left out. */
static const char *outline(const char *html)
{
    static char line[4000];
    struct book *book = read_text(html_file_read, html, NULL);
    size_t used = 0;
    line[0] = '\0';
    for (size_t i = 0; book != NULL && i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if (block->kind == BLOCK_SKIP)
            continue;
        used += (size_t)snprintf(line + used, sizeof line - used, "%s%s%.*s", used > 0 ? "|" : "",
                                 block->kind == BLOCK_HEADING ? "#" : "",
                                 (int)(block->end - block->start), book->text + block->start);
    }
    for (char *c = line; *c != '\0'; c++)
        *c = *c == '\n' ? '/' : *c;
    book_free(book);
    return line;
}

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        CHECK_STR(outline(rows[i].html), rows[i].blocks);
}
#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof(rows)[0])

#define PROSE "The ferry was late, and the people on the quay had begun to sing a song."

static void surroundings_are_skipped(void)
{
    static const struct row rows[] = {
        {"<header><p>Site</p><a href='/'>Home</a></header><nav><ul><li><a "
         "href='/a'>A</a></ul></nav>"
         "<main><h1>Fog</h1><p>" PROSE "</p><aside class='related'><a href='/r'>More</a></aside>"
         "<p>End.</p></main><aside>Posts</aside><footer>2020</footer>",
         "#Fog|" PROSE "|End."},
        {"<div class='cookie-banner'>We use cookies.</div><p>" PROSE "</p>"
         "<div class='share-buttons'><a href='/f'>F</a></div>"
         "<div id='comments'><h2>Comments</h2><p>Nice.</p></div>",
         PROSE},
        {"<p>" PROSE "</p><p><a href='/1'>Previous</a> | <a href='/2'>Next</a></p>", PROSE},
        {"<p>" PROSE "</p><p>See <a href='/1'>this</a> and <a href='/2'>that</a>.</p>",
         PROSE "|See this and that."},
        {"<form action='/x'><h1>Fog</h1><p>" PROSE "</p></form>", "#Fog|" PROSE},
        {"<div class='sidebar'><p>A remark.</p></div><p>" PROSE "</p>", "A remark.|" PROSE},
        {"<div class='comments'><p>" PROSE "</p></div>", PROSE},
        {"<article><header><h1>Fog</h1><p>By Ann</p></header><p>" PROSE "</p></article>",
         "#Fog|By Ann|" PROSE},
        {"<h2>Fog<span class='mw-editsection'>[<a href='/e'>edit</a>]</span></h2><p>" PROSE "</p>",
         "#Fog|" PROSE},
        {"<ul><li><a href='#a'>A</a><li><a href='#b'>B</a><li><a href='#c'>C</a></ul>"
         "<h2 id='a'>A</h2><p>" PROSE "</p>",
         "#A|" PROSE},
        {"<div title='header'><p>Page 2</p></div><p>" PROSE "</p>", PROSE},
    };
    CHECK_ROWS(rows);
}

static void line_breaks_are_understood(void)
{
    static const struct row rows[] = {
        {"<p>The tide goes out,<br>&nbsp;&nbsp;the gulls come in,<br>The tide comes in,<br>"
         "and they go out.</p>",
         "The tide goes out,/the gulls come in,/The tide comes in,/and they go out."},
        {"<p>" PROSE "<br>" PROSE "<br>" PROSE "</p>", PROSE "|" PROSE "|" PROSE},
        {"<div>" PROSE "<br><br>&nbsp; He lit the lamp.<br />\n<br>Nobody came.</div>",
         PROSE "|He lit the lamp.|Nobody came."},
        {"<p>This line is wrapped by a program that has put<br>a mark at the end of each of its "
         "lines, wherever<br>they happen to end, as old mail does.</p>",
         "This line is wrapped by a program that has put a mark at the end of each of its lines, "
         "wherever they happen to end, as old mail does."},
        {"<p>To<br>Ann Ore,<br>This is given.</p>", "To Ann Ore, This is given."},
        {"<p>Yours,<br>Tom</p>", "Yours, Tom"},
        {"<p>ANN<br>She has this to say.</p>", "ANN/She has this to say."},
        {"<p>Chapter 1<br>The Boat</p><p>" PROSE
         "</p><p>CHAPTER 2<br>The Oar</p><p>Chapter 3 was lost.",
         "#Chapter 1 The Boat|" PROSE "|#CHAPTER 2/The Oar|Chapter 3 was lost."},
    };
    CHECK_ROWS(rows);
}

static void a_text_in_pre_is_a_plain_text(void)
{
    static const char page[] =
        "<html><head><title>The Well</title></head><body><pre>\n\nCHAPTER I\n\nThe well stood in "
        "the "
        "yard behind\nthe house, and nobody went there.\n\nCHAPTER II\n\nIt froze &amp; was "
        "still,\nand they melted snow.\n</pre></body></html>";
    struct book *book = read_text(html_file_read, page, NULL);
    CHECK(book != NULL && book->chapter_count == 2);
    if (book != NULL) {
        CHECK_STR(book->metadata.title, "The Well");
        CHECK(view_find(view_of(book->text), "froze & was", 0) < book->text_bytes);
    }
    book_free(book);
}

static void titles_are_those_of_the_book(void)
{
    static const struct {
        const char *html, *title, *author;
    } rows[] = {
        {"<title>The Salt</title><h1>Chapter 1</h1><p>" PROSE "</p><h1>Chapter 2</h1><p>x</p>",
         "The Salt", ""},
        {"<h1>Site</h1><main><h1>Fog</h1><p>" PROSE
         "</p><p>By <a rel='author' href='/a'>Ann</a></p>"
         "</main>",
         "Fog", "Ann"},
        {"<meta name='DC.Title' content='The Salt'><h1>Salt!</h1><p>" PROSE "</p>", "The Salt", ""},
        {"<p class='MsoTitle'>The Bridge<o:p></o:p></p><h1>One</h1><p>" PROSE "</p><h1>Two</h1>"
         "<p>It was cold.</p>",
         "The Bridge", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct book *book = read_text(html_file_read, rows[i].html, NULL);
        CHECK(book != NULL);
        if (book != NULL) {
            CHECK_STR(book->metadata.title != NULL ? book->metadata.title : "", rows[i].title);
            CHECK_STR(book->metadata.author != NULL ? book->metadata.author : "", rows[i].author);
        }
        book_free(book);
    }
}

static void pages_may_begin_with_text(void)
{
    CHECK(html_file_matches(view_of("The ferry.<br><br>It came.<p>It went.<br>")));
    CHECK(!html_file_matches(
        view_of("The ferry. <br> is a tag, and\nso is <p>.\n\nOld\ntext\nhas\nfew\nof\n"
                "them\n<br>\n.\n.\n.\n")));
    CHECK(!html_file_matches(view_of("# Fog\n\na<br>b<br>\n\n<p>c</p>\n")));
}

static void prefaces_stand_beside_parts(void)
{
    static const char page[] =
        "<h1>Preface</h1><p>" PROSE "</p><h1>Part One</h1><p>" PROSE
        "</p><h1>An Interlude</h1><p>" PROSE "</p><h1>Part Two</h1><p>" PROSE "</p>";
    struct book *book = read_text(html_file_read, page, NULL);
    CHECK(book != NULL && book->chapter_count == 4);
    for (size_t i = 0; book != NULL && i < book->chapter_count; i++)
        CHECK_INT(book->chapters[i].level, 1);
    book_free(book);
}

TEST_MAIN(TEST(surroundings_are_skipped), TEST(line_breaks_are_understood),
          TEST(a_text_in_pre_is_a_plain_text), TEST(titles_are_those_of_the_book),
          TEST(pages_may_begin_with_text), TEST(prefaces_stand_beside_parts))
