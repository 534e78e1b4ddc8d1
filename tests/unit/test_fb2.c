/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FictionBook: sections, notes, verse, metadata, cover, and the zip archive around it. */
#include "../epub_maker.h"
#include "../test.h"
#include "book/book.h"
#include "book/fb2/fb2.h"
#include "book_text.h"
#include "book_titles.h"

#include <string.h>

#define FB2(description, bodies)                                                                   \
    "<?xml version='1.0' encoding='utf-8'?>"                                                       \
    "<FictionBook xmlns='http://www.gribuser.ru/xml/fictionbook/2.0' "                             \
    "xmlns:l='http://www.w3.org/1999/xlink'><description>" description "</description>" bodies     \
    "</FictionBook>"
#define INFO(inside)         "<title-info>" inside "</title-info>"
#define SECTION(title, text) "<section><title><p>" title "</p></title>" text "</section>"

/* Texts of the blocks that are read with their kinds, and of those that are not with their reasons.
 */
static const char *outline(const struct book *book)
{
    static const char *const kinds[] = {"h:", "", "v:", "L:", "l:", "***", ""};
    static char line[2000];
    line[0] = '\0';
    for (size_t i = 0; book != NULL && i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        size_t used = strlen(line);
        bool skip = block->kind == BLOCK_SKIP;
        snprintf(line + used, sizeof line - used, "%s%s%.*s%s%s%s", used > 0 ? "|" : "",
                 kinds[block->kind],
                 block->kind == BLOCK_BREAK ? 0 : (int)(block->end - block->start),
                 book->text + block->start, skip ? "(" : "",
                 skip ? skip_reason_name(block->reason) : "", skip ? ")" : "");
    }
    return line;
}

static void sections_are_chapters(void)
{
    struct book *book = read_text(
        fb2_read,
        FB2(INFO("<book-title>The Sea</book-title><lang>en</lang>"),
            "<body><title><p>Ann Orr</p><p>The Sea</p></title>"
            "<section><title><p>Part One</p></title>" SECTION(
                "1",
                "<p>Waves.</p><section><p>More &amp; more.</p></section>"
                "<section><p>Rain.</p></section>") "</section>" SECTION("Two", "<p>Sand.</p>"
                                                                               "<subtitle>* * *"
                                                                               "</subtitle>"
                                                                               "<p>End.</p>") "<"
                                                                                              "/"
                                                                                              "bod"
                                                                                              "y"
                                                                                              ">"),
        NULL);
    CHECK_STR(outline(book),
              "Ann Orr|The Sea|h:Part One|h:1|Waves.|More & more.|***|Rain.|h:Two|Sand.|***|End.");
    CHECK_STR(chapter_titles(book, true), "1 The Sea/1 Part One/2 1/1 Two");
    book_free(book);
}

static void titles_have_lines(void)
{
    struct book *book =
        read_text(fb2_read,
                  FB2("", "<body><section><title><p>Chapter 1</p><p>The Gate</p></title><p>a</p>"
                          "</section><section><title><p>Chapter 2</p><p>The Hill</p></title>"
                          "<p>b</p></section></body>"),
                  NULL);
    CHECK_STR(chapter_titles(book, false), "Chapter 1: The Gate/Chapter 2: The Hill");
    book_free(book);
}

static void notes_are_moved_or_skipped(void)
{
    static const char source[] =
        FB2("", "<body><section><p>See<a l:href='#n1' type='note'>[1]</a> it<a l:href='#c'>*</a>."
                "</p><p>Next.</p></section></body><body name='notes'><title><p>Notes</p></title>"
                "<section id='n1'><title><p>1</p></title><p>A note.</p></section></body>"
                "<body name='comments'><section id='c'><p>A comment.</p></section></body>");
    struct book *book = read_text(fb2_read, source, NULL);
    CHECK_STR(outline(book), "See it.|[1](note-mark)|*(note-mark)|Next.|A note.(footnote)|"
                             "A comment.(footnote)");
    book_free(book);
    const struct book_options options = {.read_reasons = 1u << SKIP_FOOTNOTE,
                                         .notes = NOTES_AT_REFERENCE};
    book = read_text(fb2_read, source, &options);
    CHECK_STR(outline(book), "See it.|Note: A note.|Note: A comment.|[1](note-mark)|*(note-mark)|"
                             "Next.");
    book_free(book);
}

static void verse_quotations_gaps(void)
{
    struct book *book = read_text(
        fb2_read,
        FB2("", "<body><section><epigraph><p>Salt.</p><text-author>Orr</text-author></epigraph>"
                "<p>a <emphasis>b</emphasis></p><empty-line/><p>c</p><p>d</p><p>e</p><p>f</p>"
                "<poem><title><p>Song</p></title><stanza><v>One line</v><v>and two</v></stanza>"
                "<stanza><v>Three</v></stanza></poem><cite><p>q</p></cite>"
                "<image l:href='#i' alt='A boat at sea'/></section></body>"),
        NULL);
    CHECK_STR(outline(book), "Salt.|Orr|a b|***|c|d|e|f|v:Song|v:One line\nand two|v:Three|q|"
                             "A boat at sea(illustration)");
    book_free(book);
}

static void details_are_taken(void)
{
    struct book *book = read_text(
        fb2_read,
        FB2(INFO("<author><first-name>Ann</first-name><middle-name>B.</middle-name>"
                 "<last-name>Orr</last-name></author><author><nickname>tern</nickname></author>"
                 "<book-title>The Sea</book-title><annotation><p>About it.</p></annotation>"
                 "<date>1901</date><coverpage><image l:href='#c.png'/></coverpage>"
                 "<lang>de</lang><translator><last-name>Low</last-name></translator>"
                 "<sequence name='Shores' number='2'/>") "<publish-info><publisher>Quay</"
                                                         "publisher><isbn>978-0-00-000000-2</isbn>"
                                                         "</publish-info>",
            "<body><section><p>a</p></section></body>"
            "<binary id='c.png' content-type='image/png'>iVBO\nRw0K\nGgo=</binary>"),
        NULL);
    CHECK(book != NULL);
    const struct metadata *m = &book->metadata;
    CHECK_STR(m->title, "The Sea");
    CHECK_STR(m->author, "Ann B. Orr, tern");
    CHECK_STR(m->language, "de");
    CHECK_STR(m->translator, "Low");
    CHECK_STR(m->series, "Shores");
    CHECK_STR(m->series_part, "2");
    CHECK_STR(m->description, "About it.");
    CHECK_STR(m->date, "1901");
    CHECK_STR(m->publisher, "Quay");
    CHECK_STR(m->isbn, "9780000000002");
    CHECK_STR(book->cover.media_type, "image/png");
    CHECK_INT(book->cover.byte_count, 8);
    CHECK_INT(book->warning_count, 0);
    book_free(book);
}

static void broken_ones_are_read_too(void)
{
    struct book *book = read_text(fb2_read,
                                  FB2(INFO("<coverpage><image l:href='#x'/></coverpage>"),
                                      "<body><section><p>a <b>b</p><p>c</p></section></body>"),
                                  NULL);
    CHECK(book != NULL && book->warning_count == 2);
    CHECK_STR(outline(book), "a b|c");
    book_free(book);
    CHECK(read_text(fb2_read, FB2("", "<body/>"), NULL) == NULL);
}

static void zip_archives_are_opened(void)
{
    struct epub_maker maker = {0};
    struct err err = {0};
    epub_add(&maker, "sea.FB2", FB2("", "<body><section><p>Inside.</p></section></body>"));
    struct text zip = epub_finish(&maker);
    CHECK(fb2_matches(text_view(&zip)));
    struct book *book = fb2_read("-", &zip, NULL, &err);
    CHECK_STR(outline(book), "Inside.");
    book_free(book);
    text_release(&zip);
    static const struct {
        const char *bytes;
        bool matches;
    } cases[] = {
        {FB2("", ""), true},
        {"\xEF\xBB\xBF<FictionBook>", true},
        {"PK\003\004", false},
        {"<html><p><FictionBook>", false},
        {"The tag <FictionBook> opens it.", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_INT(fb2_matches(view_of(cases[i].bytes)), cases[i].matches);
}

TEST_MAIN(TEST(sections_are_chapters), TEST(titles_have_lines), TEST(notes_are_moved_or_skipped),
          TEST(verse_quotations_gaps), TEST(details_are_taken), TEST(broken_ones_are_read_too),
          TEST(zip_archives_are_opened))
