/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EPUBs made in memory: order, chapters, details, warnings, bounds, DRM. */
#include "../epub_maker.h"
#include "../languages.h"
#include "../test.h"
#include "base/mem.h"
#include "book/builder/builder.h"
#include "book/epub/epub.h"
#include "book/input/zip.h"
#include "book/wording/language.h"
#include "book/xml/address.h"
#include "book_titles.h"

#define XHTML(body)                                                                                \
    "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml' "                             \
    "xmlns:epub='http://www.idpf.org/2007/ops'><head><title>t</title></head><body>" body           \
    "</body></html>"
#define ITEM(id, file) "<item id='" id "' href='" file "' media-type='application/xhtml+xml'/>"
#define OPF(metadata, manifest, spine, rest)                                                       \
    "<package xmlns='http://www.idpf.org/2007/opf' version='3.0' unique-identifier='u'>"           \
    "<metadata xmlns:dc='http://purl.org/dc/elements/1.1/' "                                       \
    "xmlns:opf='http://www.idpf.org/2007/opf'>" metadata "</metadata><manifest>" manifest          \
    "</manifest><spine>" spine "</spine>" rest "</package>"
#define NAV_ITEM                                                                                   \
    "<item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>"
#define NAV(list) XHTML("<nav epub:type='toc'>" list "</nav>")

static struct book *read_made(struct epub_maker *maker, struct err *err)
{
    struct text zip = epub_finish(maker);
    struct book *book = epub_read("-", &zip, NULL, err);
    text_release(&zip);
    if (book != NULL) {
        for (size_t i = 0; i < book->chapter_count; i++)
            if (book->chapters[i].title == NULL)
                book->chapters[i].title = "?";
        CHECK(book_check(book, err));
    }
    return book;
}

/* Texts of the blocks that are read, "One/Two"; `skipped`: of the others, with their reasons. */
static const char *blocks_of(const struct book *book, bool skipped)
{
    static char line[1000];
    line[0] = '\0';
    for (size_t i = 0; book != NULL && i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if ((block->kind == BLOCK_SKIP) != skipped)
            continue;
        size_t used = strlen(line);
        snprintf(line + used, sizeof line - used, "%s%.*s", used > 0 ? "/" : "",
                 (int)(block->end - block->start), book->text + block->start);
        used = strlen(line);
        if (skipped)
            snprintf(line + used, sizeof line - used, "=%s", skip_reason_name(block->reason));
    }
    return line;
}

static struct book *two_files(const char *first, const char *second, const char *nav,
                              struct err *err)
{
    struct epub_maker maker = {0};
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    epub_add(&maker, "EPUB/book.opf",
             OPF("<dc:title>Book</dc:title>", ITEM("a", "a.xhtml") ITEM("b", "b.xhtml") NAV_ITEM,
                 "<itemref idref='a'/><itemref idref='b'/>", ""));
    if (first != NULL)
        epub_add(&maker, "EPUB/a.xhtml", first);
    if (second != NULL)
        epub_add(&maker, "EPUB/b.xhtml", second);
    if (nav != NULL)
        epub_add(&maker, "EPUB/nav.xhtml", nav);
    return read_made(&maker, err);
}

static void cuts_chapters_at_targets(void)
{
    static const char one[] = XHTML("<p>Opening.</p><h1 id='x'>X</h1><p>In x.</p>"
                                    "<p>End <b id='y'/></p><h2>Y</h2><p>In y.</p>");
    static const char two[] = XHTML("<p>In b.</p>");
    static const struct {
        const char *nav, *chapters;
    } cases[] = {
        {NAV("<ol><li><a href='a.xhtml#x'>X</a><ol><li><a href='a.xhtml#y'>Y</a></li></ol></li>"
             "<li><a href='b.xhtml'>B</a></li></ol>"),
         "1 Book/1 X/2 Y/1 B"},
        {NAV("<ol><li><a href='b.xhtml'>B</a></li><li><a href='a.xhtml'>A</a></li></ol>"),
         "1 A/1 B"},
        {NAV("<ol><li><a href='a.xhtml#none'>A</a></li><li><a href='c.xhtml'>C</a></li>"
             "<li><a href='http://example.org/'>H</a></li><li><a href='b.xhtml'>B</a></li></ol>"),
         "1 A/1 B"},
        {NAV("<ol><li><span>Part</span><ol><li><a href='a.xhtml'>A</a></li>"
             "<li><a href='b.xhtml'>B</a></li></ol></li></ol>"),
         "1 Part - A/1 B"},
        {NAV("<ol><li><a href='a.xhtml'>A</a><ol><li><a href='a.xhtml#1'>A1</a>"
             "<ol><li><a href='a.xhtml#y'>Y</a></li></ol></li></ol></li>"
             "<li><a href='b.xhtml#1'>B1</a></li><li><a href='b.xhtml#2'>B2</a></li></ol>"),
         "1 A/2 Y/1 B1"},
        {NAV("<ol><li><a href=''>Part</a><ol><li><a href='a.xhtml'>A</a></li></ol></li>"
             "<li><a href='http://example.org/'>Next</a><ol><li><a href='b.xhtml'>B</a></li></ol>"
             "</li></ol>"),
         "1 Part - A/1 Next - B"},
        {NAV("<ol><li><a href='a.xhtml'> A <br/> and\n<img alt='more' src='p'/></a></li></ol>"),
         "1 A and more"},
        {NAV("<ol><li><a href='a.xhtml'><img src='p' alt='' title='The sea'/></a></li></ol>"),
         "1 The sea"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err err = {0};
        struct book *book = two_files(one, two, cases[i].nav, &err);
        CHECK_STR(chapter_titles(book, true), cases[i].chapters);
        book_free(book);
    }
}

/* A part whose page is skipped has no chapter, and its chapters stand as high as it would. */
/* Contents written for another folder than theirs; and those that lead nowhere are told, not all.
 */
static void entries_find_files_by_name(void)
{
    static const struct {
        const char *nav, *chapters, *warning;
        size_t warnings;
    } cases[] = {
        {NAV("<ol><li><a href='a.xhtml'>A</a></li><li><a href='text/b.xhtml'>B</a></li>"
             "<li><a href='../b.xhtml#y'>Y</a></li></ol>"),
         "1 A/1 B/1 Y", "2 entries in the table of contents point to wrong directories", 1},
        {NAV("<ol><li><a href='a.xhtml'>A</a></li><li><a href='c1'>B</a></li>"
             "<li><a href='c2'>C</a></li><li><a href='c3'>D</a></li><li><a href='c4'>E</a></li>"
             "<li><a href='c5'>F</a></li><li><a href='c6'>G</a></li><li><a href='c7'>H</a></li>"
             "</ol>"),
         "1 A", "2 more entries in the table of contents", 6},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err err = {0};
        struct book *book =
            two_files(XHTML("<p>a</p>"), XHTML("<p>b</p><p id='y'>y</p>"), cases[i].nav, &err);
        CHECK_STR(chapter_titles(book, true), cases[i].chapters);
        CHECK_INT(book != NULL ? book->warning_count : 0, cases[i].warnings);
        const char *last =
            book != NULL && book->warning_count > 0 ? book->warnings[book->warning_count - 1] : "";
        CHECK(view_starts(view_of(last), cases[i].warning));
        book_free(book);
    }
}

static void chapters_stand_below_real_ones(void)
{
    struct err err = {0};
    struct book *book =
        two_files(XHTML("<section epub:type='halftitlepage'><h2>Book</h2></section>"),
                  XHTML("<h2 id='a'>One</h2><p>a</p><h3 id='b'>Two</h3><p>b</p>"),
                  NAV("<ol><li><a href='a.xhtml'>Book</a><ol><li><a href='b.xhtml#a'>One</a><ol>"
                      "<li><a href='b.xhtml#b'>Two</a></li></ol></li></ol></li></ol>"),
                  &err);
    CHECK_STR(chapter_titles(book, true), "1 One/2 Two");
    book_free(book);
}

/* What stands at a chapter's start and says its title is a heading, whatever its markup. */
static void titles_are_headings(void)
{
    static const struct {
        const char *page, *title;
        int headings;
    } cases[] = {
        {XHTML("<p>The Sea</p><p>Waves.</p>"), "The Sea", 1},
        {XHTML("<p><b>Chapter 1</b></p><p>THE SEA</p><p>Waves.</p>"), "Chapter 1: The Sea", 2},
        {XHTML("<p>4</p><p>Waves.</p>"), "Chapter 4", 1},
        {XHTML("<p>The Seaside was grey.</p>"), "The Sea", 0},
        {XHTML("<p>Waves.</p>"), "The Sea", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err err = {0};
        struct text nav = {0};
        text_addf(&nav, NAV("<ol><li><a href='a.xhtml'>%s</a></li></ol>"), cases[i].title);
        struct book *book = two_files(cases[i].page, XHTML("<p>More.</p>"), nav.at, &err);
        int headings = 0;
        for (size_t j = 0; book != NULL && j < book->block_count; j++)
            headings += book->blocks[j].kind == BLOCK_HEADING;
        CHECK_INT(headings, cases[i].headings);
        book_free(book);
        text_release(&nav);
    }
}

static void files_without_headings_are_chapters(void)
{
    struct err err = {0};
    struct book *book = two_files(XHTML("<p>Once.</p>"), XHTML("<p>Twice.</p>"), NULL, &err);
    CHECK_STR(chapter_titles(book, true), "1 1/1 2");
    book_free(book);
    book = two_files(XHTML("<p>Chapter One</p><p>a</p>"), XHTML("<p>Chapter Two</p><p>b</p>"), NULL,
                     &err);
    CHECK_STR(chapter_titles(book, true), "1 Chapter One/1 Chapter Two");
    book_free(book);
}

/* Every page has the style sheets it links to, and no others. */
static void pages_have_their_own_sheets(void)
{
    static const struct {
        const char *link, *read;
    } cases[] = {
        {"", "Shown. Hidden."},
        {"<link rel='stylesheet' href='one.css'/>", "Shown."},
        {"<link rel='stylesheet' href='two.css'/>", "Shown. Hidden."},
        {"<link rel='stylesheet' href='one.css'/><link rel='stylesheet' href='two.css'/>",
         "Shown. Hidden."},
        {"<link rel='alternate stylesheet' href='one.css'/>", "Shown. Hidden."},
        {"<link rel='stylesheet' media='print' href='one.css'/>", "Shown. Hidden."},
        {"<link rel='stylesheet' href='three.css'/>", "Shown."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err err = {0};
        struct epub_maker maker = {0};
        struct text page = {0};
        text_addf(&page,
                  "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>t</title>%s</head>"
                  "<body><p>Shown.<span class='x'> Hidden.</span></p></body></html>",
                  cases[i].link);
        epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
        epub_add(&maker, "EPUB/book.opf",
                 OPF("<dc:title>Book</dc:title>",
                     ITEM("a", "a.xhtml") "<item id='1' href='one.css' media-type='text/css'/>"
                                          "<item id='2' href='two.css' media-type='text/css'/>"
                                          "<item id='3' href='three.css' media-type='text/css'/>",
                     "<itemref idref='a'/>", ""));
        epub_add(&maker, "EPUB/a.xhtml", page.at);
        epub_add(&maker, "EPUB/two.css", ".x { display: inline }\n.x { display: block }");
        epub_add(&maker, "EPUB/one.css", ".x { display: none }");
        epub_add(&maker, "EPUB/three.css", "@import 'one.css';\n.y { display: none }");
        struct book *book = read_made(&maker, &err);
        CHECK_STR(blocks_of(book, false), cases[i].read);
        book_free(book);
        text_release(&page);
    }
}

/* A file that stands in the reading order twice is read twice, though it is let go in between; but
 * not for the places in it that some books name like files. */
static void files_are_read_as_often_as_they_are_named(void)
{
    struct err err = {0};
    struct epub_maker maker = {0};
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    epub_add(&maker, "EPUB/book.opf",
             OPF("<dc:title>Book</dc:title>",
                 ITEM("a", "a.xhtml") ITEM("x", "a.xhtml#x") ITEM("b", "b.xhtml"),
                 "<itemref idref='a'/><itemref idref='x'/><itemref idref='b'/>"
                 "<itemref idref='a'/>",
                 ""));
    epub_add(&maker, "EPUB/a.xhtml", XHTML("<p id='x'>One.</p>"));
    epub_add(&maker, "EPUB/b.xhtml", XHTML("<p>Two.</p>"));
    struct book *book = read_made(&maker, &err);
    CHECK_STR(blocks_of(book, false), "One./Two./One.");
    CHECK_INT(book != NULL ? book->warning_count : 1, 0);
    book_free(book);
    struct text opf = {0}, spine = {0};
    for (int i = 0; i < 500; i++)
        text_add_str(&spine, "<itemref idref='a'/>");
    text_addf(&opf, OPF("", ITEM("a", "a.xhtml"), "%s", ""), spine.at);
    maker = (struct epub_maker){0};
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    epub_add(&maker, "EPUB/book.opf", opf.at);
    epub_add(&maker, "EPUB/a.xhtml", XHTML("<p>One.</p>"));
    book = read_made(&maker, &err);
    CHECK_STR(blocks_of(book, false), "One./One./One./One.");
    CHECK_INT(book != NULL ? book->warning_count : 0, 1);
    book_free(book);
    text_release(&opf);
    text_release(&spine);
}

static void long_chapters_are_cut_at_headings(void)
{
    struct err err = {0};
    struct text page = {0};
    text_add_str(&page, "<html><body>");
    for (int part = 1; part <= 2; part++) {
        text_addf(&page, "<h2>Part %d</h2><p>", part);
        for (int i = 0; i < 16000; i++)
            text_add_str(&page, "words and ");
        text_add_str(&page, "end</p>");
    }
    text_add_str(&page, "</body></html>");
    struct book *book = two_files(page.at, XHTML("<h2>A</h2><p>a</p><h2>B</h2><p>b</p>"),
                                  NAV("<ol><li><a href='a.xhtml'>Long</a></li>"
                                      "<li><a href='b.xhtml'>Short</a></li></ol>"),
                                  &err);
    CHECK_STR(chapter_titles(book, true), "1 Long/2 Part 2/1 Short");
    book_free(book);
    text_release(&page);
}

static void entries_on_empty_pages_give_no_chapter(void)
{
    struct err err = {0};
    struct book *book = two_files(
        XHTML("<div><img src='c.jpg' alt=''/></div>"), XHTML("<h1>One</h1><p>Text.</p>"),
        NAV("<ol><li><a href='a.xhtml'>Cover</a></li><li><a href='b.xhtml'>One</a></li></ol>"),
        &err);
    CHECK_STR(chapter_titles(book, true), "1 One");
    book_free(book);
}

/* The title of a chapter on a page of its own, as a picture: its text is in the next file. */
static void empty_places_lead_to_the_next_file(void)
{
    static const struct {
        const char *page, *chapters;
    } cases[] = {
        {XHTML("<p>a</p><p id='x'><img src='i' alt='A picture of it.'/></p>"), "1 A/1 X"},
        {XHTML("<p>a</p><p id='x'><span epub:type='pagebreak'>7</span></p>"), "1 A/1 X"},
        {XHTML("<p>a</p><p id='x' hidden=''>b</p>"), "1 A"},
        {XHTML("<p id='x'><img src='i' alt='A picture of it.'/></p>"), "1 Book"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err err = {0};
        struct book *book = two_files(cases[i].page, XHTML("<p>b</p>"),
                                      NAV("<ol><li><a href='a.xhtml'>A</a></li>"
                                          "<li><a href='a.xhtml#x'>X</a></li></ol>"),
                                      &err);
        CHECK_STR(chapter_titles(book, true), cases[i].chapters);
        book_free(book);
    }
}

static void without_contents_headings_or_files(void)
{
    struct err err = {0};
    struct book *book =
        two_files(XHTML("<h1>One</h1><p>a</p>"), XHTML("<h1>Two</h1><p>b</p>"), NULL, &err);
    CHECK_STR(chapter_titles(book, true), "1 One/1 Two");
    book_free(book);
    book = two_files(XHTML("<p>a</p>"), XHTML("<p>b</p>"), NULL, &err);
    CHECK_STR(chapter_titles(book, true), "1 1/1 2");
    book_free(book);
}

/* A page of nothing but titles and the licence goes as a whole; the end of a text stays. */
static void titles_of_licences_are_skipped(void)
{
    static const char nav[] = NAV("<ol><li><a href='a.xhtml'>A</a></li>"
                                  "<li><a href='b.xhtml'>More</a></li></ol>");
    static const char licence[] = "<p>*** END OF THE PROJECT GUTENBERG EBOOK A ***</p>";
    struct text page = {0};
    struct err err = {0};
    text_addf(&page, XHTML("<h2>More</h2><h3>About</h3>%s"), licence);
    struct book *book = two_files(XHTML("<h1>A</h1><p>a</p>"), page.at, nav, &err);
    CHECK_STR(chapter_titles(book, true), "1 A");
    book_free(book);
    text_clear(&page);
    text_addf(&page, XHTML("<h2>More</h2><p>b</p><h3>The End</h3>%s"), licence);
    book = two_files(XHTML("<h1>A</h1><p>a</p>"), page.at, nav, &err);
    CHECK_STR(blocks_of(book, false), "A/a/More/b/The End");
    book_free(book);
    text_release(&page);
}

static void missing_and_broken_files_are_warnings(void)
{
    static const struct {
        const char *first, *warning;
    } cases[] = {
        {NULL, "EPUB/a.xhtml is missing from the book"},
        {"", "EPUB/a.xhtml is empty"},
        {"\x89PNG\r\n", "EPUB/a.xhtml is a picture, not text"},
        {XHTML("<p>open <b>never closed</p>"), "EPUB/a.xhtml is not well-formed"},
        {XHTML("<p::p>two colons</p::p>"), "EPUB/a.xhtml is not well-formed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err err = {0};
        struct book *book = two_files(cases[i].first, XHTML("<p>b</p>"),
                                      NAV("<ol><li><a href='b.xhtml'>B</a></li></ol>"), &err);
        CHECK(book != NULL && book->warning_count == 1 &&
              strncmp(book->warnings[0], cases[i].warning, strlen(cases[i].warning)) == 0);
        book_free(book);
    }
    struct err err = {0};
    CHECK(two_files(NULL, NULL, NULL, &err) == NULL);
    CHECK_INT(err.kind, ERR_INPUT);
}

/* A book of one page with a picture, by its metadata. */
static struct book *described(const char *metadata, struct err *err)
{
    struct epub_maker maker = {0};
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    struct text opf = {0};
    text_addf(&opf,
              OPF("%s", ITEM("a", "a.xhtml") "<item id='p' href='p' media-type='image/png'/>",
                  "<itemref idref='a'/>", ""),
              metadata);
    epub_add(&maker, "EPUB/book.opf", opf.at);
    text_release(&opf);
    epub_add(&maker, "EPUB/a.xhtml", XHTML("<p>a</p>"));
    epub_add(&maker, "EPUB/p", "\x89PNG\r\n\x1A\n picture");
    return read_made(&maker, err);
}

static void details_are_read(void)
{
    static const char metadata[] =
        "<dc:title id='t' opf:file-as='Book, The'> The\n Book </dc:title><dc:title id='s'>A "
        "Tale</dc:title>"
        "<meta refines='#s' property='title-type'>subtitle</meta>"
        "<dc:creator opf:role='aut' opf:file-as='A, n'>Ann</dc:creator>"
        "<dc:creator id='b'>Bob</dc:creator><meta refines='#b' property='file-as'>B, ob</meta>"
        "<dc:creator id='c'>Cy</dc:creator><meta refines='#c' property='role'>trl</meta>"
        "<dc:contributor opf:role='nrt'>Dee</dc:contributor><dc:language>fr-CA</dc:language>"
        "<dc:identifier>urn:isbn:978-0-14-143951-8</dc:identifier><dc:identifier "
        "id='u'>77</dc:identifier>"
        "<dc:date opf:event='conversion'>2011</dc:date><dc:date>1857-02</dc:date>"
        "<dc:publisher>P</dc:publisher><dc:description>&lt;p&gt;Very &lt;b&gt;good&lt;/b&gt;"
        "&lt;/p&gt;</dc:description><meta name='calibre:series' content='Saga'/>"
        "<meta name='calibre:series_index' content='2'/><meta name='cover' content='p'/>";
    struct err err = {0};
    struct book *book = described(metadata, &err);
    CHECK(book != NULL);
    if (book == NULL)
        return;
    CHECK_STR(book->metadata.title, "The Book");
    CHECK_STR(book->metadata.author, "Ann, Bob");
    CHECK_STR(book->metadata.language, "fr-CA");
    CHECK_STR(book->metadata.subtitle, "A Tale");
    CHECK_STR(book->metadata.title_sort, "Book, The");
    CHECK_STR(book->metadata.author_sort, "A, n; B, ob");
    CHECK_STR(book->metadata.isbn, "9780141439518");
    CHECK_STR(book->metadata.translator, "Cy");
    CHECK_STR(book->metadata.narrator, "Dee");
    CHECK_STR(book->metadata.identifier, "77");
    CHECK_STR(book->metadata.date, "1857-02");
    CHECK_STR(book->metadata.publisher, "P");
    CHECK_STR(book->metadata.description, "Very good");
    CHECK_STR(book->metadata.series, "Saga");
    CHECK_STR(book->metadata.series_part, "2");
    CHECK_STR(book->cover_source, "EPUB/p");
    CHECK_STR(book->cover.media_type, "image/png");
    CHECK_INT(book->cover.byte_count, 16);
    book_free(book);
}

static void dates_are_told_by_their_events(void)
{
    static const struct {
        const char *metadata, *date;
    } cases[] = {
        {"<dc:date opf:event='creation'>2013</dc:date>", "2013"},
        {"<dc:date opf:event='creation'>2013</dc:date><dc:date>1857</dc:date>", "1857"},
        {"<dc:date>1857</dc:date><dc:date opf:event='publication'>1858</dc:date>", "1858"},
        {"<dc:date opf:event='modification'>2013</dc:date>", "none"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err err = {0};
        struct book *book = described(cases[i].metadata, &err);
        const char *date = book != NULL ? book->metadata.date : NULL;
        CHECK_STR(date != NULL ? date : "none", cases[i].date);
        book_free(book);
    }
}

static void languages_are_understood(void)
{
    static const struct {
        const char *told, *tag; /* NULL: tells nothing */
    } cases[] = {
        {"en-GB", "en-GB"},
        {" fr ", "fr"},
        {"en_US", "en-US"},
        {"eng", "en"},
        {"deu-AT", "de-AT"},
        {"French", "fr"},
        {"und", NULL},
        {"", NULL},
        {"x", NULL},
        {"A language?", NULL},
        {"EN", "en"},
        {"en_us", "en-US"},
        {"fre", "fr"},
        {"GER", "de"},
        {"chi", "zh"},
        {"dut", "nl"},
        {"cze", "cs"},
        {"gre", "el"},
        {"rum", "ro"},
        {"nor", "no"},
        {"iw", "he"},
        {"in", "id"},
        {"jp", "ja"},
        {"cz", "cs"},
        {"ZH-hant-tw", "zh-Hant-TW"},
        {"zh-yue", "yue"},
        {"cmn-Hans", "zh-Hans"},
        {"xx", NULL},
        {"mul", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char tag[LANGUAGE_TAG_BYTES] = "";
        struct err err = {0};
        CHECK(language_tag(test_languages(), view_of(cases[i].told), tag, &err));
        CHECK_STR(tag, cases[i].tag != NULL ? cases[i].tag : "");
    }
}

static void drm_is_one_sentence(void)
{
    static const char encryption[] =
        "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container' "
        "xmlns:e='http://www.w3.org/2001/04/xmlenc#'><e:EncryptedData><e:EncryptionMethod "
        "Algorithm='%s'/><e:CipherData><e:CipherReference URI='%s'/></e:CipherData>"
        "</e:EncryptedData></encryption>";
    static const struct {
        const char *algorithm, *uri;
        bool readable;
    } cases[] = {
        {"http://www.w3.org/2001/04/xmlenc#aes128-cbc", "EPUB/a.xhtml", false},
        {"http://www.w3.org/2001/04/xmlenc#aes128-cbc", "EPUB/book.opf", false},
        {"http://www.w3.org/2001/04/xmlenc#aes128-cbc", "EPUB/p.jpg", true},
        {"http://www.idpf.org/2008/embedding", "EPUB/f.otf", true},
        {"http://ns.adobe.com/pdf/enc#RC", "EPUB/f.otf", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct epub_maker maker = {0};
        struct err err = {0};
        struct text xml = {0};
        text_addf(&xml, encryption, cases[i].algorithm, cases[i].uri);
        epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
        epub_add(&maker, "META-INF/encryption.xml", xml.at);
        epub_add(&maker, "META-INF/rights.xml", "<rights/>");
        epub_add(&maker, "EPUB/book.opf",
                 OPF("", ITEM("a", "a.xhtml"), "<itemref idref='a'/>", ""));
        epub_add(&maker, "EPUB/a.xhtml", XHTML("<p>a</p>"));
        struct book *book = read_made(&maker, &err);
        CHECK_INT(book != NULL, cases[i].readable);
        if (book == NULL)
            CHECK(strstr(err.text, "DRM (Adobe)") != NULL);
        text_release(&xml);
        book_free(book);
    }
}

static void whole_files_are_skipped_by_their_kind(void)
{
    struct err err = {0};
    struct book *book = two_files(
        XHTML("<section epub:type='titlepage'><h1>Book</h1></section>"
              "<section epub:type='copyright-page'><p>Rights.</p></section>"),
        XHTML("<h1>One</h1><p>Text.</p><section epub:type='index'><p>A, 1</p></section>"),
        NAV("<ol><li><a href='a.xhtml'>Start</a></li><li><a href='b.xhtml'>One</a></li></ol>"),
        &err);
    CHECK_STR(chapter_titles(book, true), "1 One");
    CHECK_STR(blocks_of(book, false), "One/Text.");
    CHECK_STR(blocks_of(book, true), "Book=front-matter/Rights.=imprint/A, 1=index");
    book_free(book);
}

static void files_outside_the_order_come_last(void)
{
    static const struct {
        struct book_options options;
        const char *chapters, *read, *skipped;
    } cases[] = {
        {{0}, "1 A", "a/c", "1=note-mark/Key=auxiliary/k=auxiliary/N1=footnote"},
        {{.read_reasons = 1u << SKIP_AUXILIARY},
         "1 A/1 Key",
         "a/c/Key/k",
         "1=note-mark/N1=footnote"},
        {{.read_reasons = 1u << SKIP_FOOTNOTE, .notes = NOTES_AT_REFERENCE},
         "1 A",
         "a/Note: N1/c",
         "1=note-mark/Key=auxiliary/k=auxiliary"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct epub_maker maker = {0};
        struct err err = {0};
        epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
        epub_add(&maker, "EPUB/book.opf",
                 OPF("", ITEM("a", "a.xhtml") ITEM("b", "b.xhtml") ITEM("c", "c.xhtml") NAV_ITEM,
                     "<itemref idref='a'/><itemref linear='no' idref='b'/>"
                     "<itemref idref='c'/>",
                     ""));
        epub_add(&maker, "EPUB/a.xhtml",
                 XHTML("<p>a<a epub:type='noteref' href='b.xhtml#n1'>1</a></p>"));
        epub_add(&maker, "EPUB/b.xhtml",
                 XHTML("<h2>Key</h2><p>k</p><aside id='n1' epub:type='footnote'>N1</aside>"));
        epub_add(&maker, "EPUB/c.xhtml", XHTML("<p>c</p>"));
        epub_add(&maker, "EPUB/nav.xhtml", NAV("<ol><li><a href='a.xhtml'>A</a></li></ol>"));
        struct text zip = epub_finish(&maker);
        struct book *book = epub_read("-", &zip, &cases[i].options, &err);
        text_release(&zip);
        CHECK(book != NULL && book_check(book, &err));
        CHECK_STR(chapter_titles(book, true), cases[i].chapters);
        CHECK_STR(blocks_of(book, false), cases[i].read);
        CHECK_STR(blocks_of(book, true), cases[i].skipped);
        book_free(book);
    }
}

/* A page with so many paragraphs, between `before` and `after`. */
static const char *page_of(const char *before, int paragraphs, const char *after)
{
    static char page[20000];
    size_t used = (size_t)snprintf(page, sizeof page, "<html><body>%s", before);
    for (int i = 0; i < paragraphs; i++)
        used += (size_t)snprintf(page + used, sizeof page - used,
                                 "<p>%d sheep went by, and the wind blew over the hill.</p>", i);
    snprintf(page + used, sizeof page - used, "%s</body></html>", after);
    return page;
}

/* How many blocks of a book of two files are read. `first`: its file; `linear`: of it. */
static size_t blocks_read(const char *first, const char *attributes, const char *rest,
                          const char *warning)
{
    struct epub_maker maker = {0};
    struct err err = {0};
    struct text opf = {0};
    text_addf(&opf,
              OPF("", ITEM("a", "a.xhtml") ITEM("b", "b.xhtml"),
                  "<itemref idref='a' %s/><itemref idref='b'/>", "%s"),
              attributes, rest);
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    epub_add(&maker, "EPUB/book.opf", opf.at);
    epub_add(&maker, "EPUB/a.xhtml", first);
    epub_add(&maker, "EPUB/b.xhtml", XHTML("<p>The end.</p>"));
    struct book *book = read_made(&maker, &err);
    size_t count = 0;
    for (size_t i = 0; book != NULL && i < book->block_count; i++)
        count += book->blocks[i].kind == BLOCK_PARAGRAPH;
    bool warned = book != NULL && book->warning_count == 1 &&
                  strstr(book->warnings[0], warning != NULL ? warning : "-") != NULL;
    CHECK(warning != NULL ? warned : book != NULL && book->warning_count == 0);
    book_free(book);
    text_release(&opf);
    return count;
}

/* What is called a colophon, or outside the reading order, but is the text of the book, is read. */
static void what_cannot_be_meant_is_not_believed(void)
{
    const char *outside = "outside the reading order (1 of 2 files)";
    CHECK_INT(blocks_read(page_of("", 30, ""), "linear='no'", "", outside), 31);
    CHECK_INT(blocks_read(page_of("", 8, ""), "linear='no'", "", NULL), 1);
    CHECK_INT(
        blocks_read(page_of("<section epub:type='colophon'>", 60, "</section>"), "", "", NULL), 61);
    CHECK_INT(blocks_read(page_of("<section epub:type='colophon'>", 8, "</section>"), "", "", NULL),
              1);
    CHECK_INT(blocks_read(
                  page_of("<section epub:type='copyright-page'><p>© Ann Orr</p>", 60, "</section>"),
                  "", "", NULL),
              1);
    CHECK_INT(
        blocks_read(page_of("<section epub:type='titlepage'>", 60, "</section>"), "", "", NULL),
        61);
    const char *guide = "<guide><reference type='colophon' href='a.xhtml'/></guide>";
    CHECK_INT(blocks_read(page_of("", 60, ""), "", guide, NULL), 61);
    CHECK_INT(blocks_read(page_of("", 8, ""), "", guide, NULL), 1);
}

/* The pages of a comic are pictures; its script is in a collection. */
static void scripts_stand_in_for_pictures(void)
{
    struct epub_maker maker = {0};
    struct err err = {0};
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    epub_add(
        &maker, "EPUB/book.opf",
        OPF("", ITEM("a", "a.xhtml") ITEM("s", "s.xhtml"), "<itemref idref='a'/>",
            "<collection role='alternate'><link href='s.xhtml'/><link href='x'/></collection>"));
    epub_add(&maker, "EPUB/a.xhtml", XHTML("<img src='p.png' alt='Page 1'/>"));
    epub_add(&maker, "EPUB/s.xhtml", XHTML("<p>Ann: The gate is shut.</p>"));
    struct book *book = read_made(&maker, &err);
    CHECK_STR(blocks_of(book, false), "Ann: The gate is shut.");
    book_free(book);
}

static void packages_are_found_elsewhere(void)
{
    struct epub_maker maker = {0};
    struct err err = {0};
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    epub_add(&maker, "OPS/other.opf", OPF("", ITEM("a", "a.xhtml"), "<itemref idref='a'/>", ""));
    epub_add(&maker, "OPS/a.xhtml", XHTML("<p>a</p>"));
    struct book *book = read_made(&maker, &err);
    CHECK_STR(blocks_of(book, false), "a");
    CHECK(book != NULL && book->warning_count == 1 &&
          strstr(book->warnings[0], "OPS/other.opf is used") != NULL);
    book_free(book);
}

static void drawings_are_read_by_their_text(void)
{
    struct err err = {0};
    struct book *book = two_files(
        "<svg xmlns='http://www.w3.org/2000/svg'><title>t</title><defs><text>never</text></defs>"
        "<text>One <tspan x='0'>line,</tspan><tspan x='0' dy='9'>next</tspan> <a>link</a></text>"
        "<style>s</style><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Inside.</p>"
        "</foreignObject></svg>",
        "<html><head epub:type='toc'><title>t</title></head><body><p>b</p></body></html>", NULL,
        &err);
    CHECK_STR(blocks_of(book, false), "One line, next link/Inside./b");
    CHECK_STR(blocks_of(book, true), "");
    book_free(book);
}

static void addresses_stay_inside(void)
{
    static const struct {
        const char *base, *href, *path, *fragment;
    } cases[] = {
        {"a/b.opf", "c.xhtml", "a/c.xhtml", ""},
        {"a/b.opf", "../c.xhtml#x", "c.xhtml", "x"},
        {"a/b.opf", "../../../etc/passwd", "etc/passwd", ""},
        {"a/b.opf", "/c%20d.xhtml", "c d.xhtml", ""},
        {"a/b.opf", "./x//y/./z?q=1#f%C3%A9", "a/x/y/z", "fé"},
        {"a/b.opf", "x%00y%2e%2e", "a/xy..", ""},
        {"a/b.xhtml", "#f", "a/b.xhtml", "f"},
        {"a/b.opf", "x\\y.xhtml", "a/x/y.xhtml", ""},
        {"a/b.opf", "http://x/y", NULL, ""},
        {"a/b.opf", "//x/y", NULL, ""},
        {"a/b.opf", "file:///etc/passwd", NULL, ""},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct address target = address_resolve(arena, cases[i].base, cases[i].href);
        if (cases[i].path == NULL)
            CHECK(target.path == NULL);
        else
            CHECK_STR(target.path, cases[i].path);
        CHECK_STR(target.fragment, cases[i].fragment);
    }
    arena_free(arena);
}

static bool nothing(const char *name)
{
    (void)name;
    return false;
}

static void members_are_found_by_name(void)
{
    struct epub_maker maker = {0};
    struct err err = {0};
    epub_add(&maker, "a/One.xhtml", "first");
    epub_add(&maker, "../../out", "climbs");
    epub_add(&maker, "a\\two", "back");
    epub_add(&maker, "x", "lower");
    epub_add(&maker, "X", "upper");
    epub_add(&maker, "a/One.xhtml", "second");
    epub_add(&maker, "Ünï", "utf8");
    struct text zip = epub_finish(&maker);
    struct zip *container = zip_open(text_view(&zip), nothing, &err);
    CHECK(container != NULL);
    static const struct {
        const char *name, *text;
    } cases[] = {
        {"a/One.xhtml", "first"}, {"A/one.XHTML", NULL}, {"out", "climbs"}, {"a/two", "back"},
        {"x", "lower"},           {"X", "upper"},        {"none", NULL},    {"Ünï", "utf8"},
    };
    for (size_t i = 0; container != NULL && i < sizeof cases / sizeof cases[0]; i++) {
        size_t member = zip_find(container, view_of(cases[i].name));
        if (cases[i].text == NULL && i != 1) {
            CHECK_INT(member, zip_count(container));
            continue;
        }
        zip_want(container, member);
        CHECK(zip_load(container, &err));
        CHECK(view_is(zip_bytes(container, member), i == 1 ? "first" : cases[i].text));
        zip_drop(container, member);
    }
    zip_free(container);
    text_release(&zip);
}

static void parts_and_cut_zips_are_told(void)
{
    struct epub_maker maker = {0};
    struct err err = {0};
    epub_add(&maker, "a", "text");
    epub_add(&maker, "b", "more");
    struct text zip = epub_finish(&maker);
    struct zip *container = zip_open(text_view(&zip), nothing, &err);
    CHECK(container != NULL && !zip_is_cut(container));
    zip_free(container);
    struct view cut = view_part(text_view(&zip), 0, zip.bytes - 60);
    container = zip_open(cut, nothing, &err);
    CHECK(container != NULL && zip_is_cut(container));
    zip_free(container);
    zip.at[zip.bytes - 18] = 2; /* the number of this disk */
    CHECK(zip_open(text_view(&zip), nothing, &err) == NULL);
    CHECK(strstr(err.text, "one part of a zip") != NULL);
    text_release(&zip);
}

static void no_zip_is_an_error(void)
{
    static const char *const cases[] = {"PK\003\004", "PK\005\006", "PK\003\004 some text"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err err = {0};
        CHECK(epub_matches(view_of(cases[i])));
        CHECK(zip_open(view_of(cases[i]), nothing, &err) == NULL);
        CHECK_INT(err.kind, ERR_INPUT);
    }
    CHECK(!epub_matches(view_of("text")));
    CHECK(!epub_matches(view_of("")));
}

static void notes_go_where_they_are_wanted(void)
{
    static const char one[] =
        XHTML("<p>a<a epub:type='noteref' href='b.xhtml#n1'>1</a> b</p><p>c</p>"
              "<p id='two'>d<a epub:type='noteref' href='b.xhtml#n2'>2</a></p>");
    static const char two[] =
        XHTML("<section epub:type='endnotes'><h2>Notes</h2><ol><li id='n2' epub:type='endnote'>"
              "<p>N2 <em>x</em><a epub:type='backlink' href='a.xhtml'>^</a></p><p>more</p></li>"
              "<li id='n1' epub:type='endnote'>N1<a epub:type='noteref' href='#n4'>4</a></li>"
              "<li id='n3' epub:type='endnote'>N3</li><li id='n4' epub:type='endnote'>N4"
              "<a epub:type='noteref' href='#n1'>1</a></li></ol></section>");
    static const char nav[] = NAV("<ol><li><a href='a.xhtml'>A</a></li>"
                                  "<li><a href='a.xhtml#two'>B</a></li></ol>");
    static const struct {
        enum note_position place;
        const char *blocks;
    } cases[] = {
        {NOTES_IN_PLACE, "a b/c/d/Notes/N2 x/more/N1/N3/N4"},
        {NOTES_AT_REFERENCE, "a b/Note: N1/Note: N4/c/d/Note: N2 x/more/N3"},
        {NOTES_AT_CHAPTER_END, "a b/c/Note: N1/Note: N4/d/N3/Note: N2 x/more"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct epub_maker maker = {0};
        struct err err = {0};
        epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
        epub_add(&maker, "EPUB/book.opf",
                 OPF("", ITEM("a", "a.xhtml") ITEM("b", "b.xhtml") NAV_ITEM,
                     "<itemref idref='a'/><itemref idref='b'/>", ""));
        epub_add(&maker, "EPUB/a.xhtml", one);
        epub_add(&maker, "EPUB/b.xhtml", two);
        epub_add(&maker, "EPUB/nav.xhtml", nav);
        struct text zip = epub_finish(&maker);
        struct book_options options = {.read_reasons = 1u << SKIP_FOOTNOTE,
                                       .notes = cases[i].place};
        struct book *book = epub_read("-", &zip, &options, &err);
        text_release(&zip);
        CHECK(book != NULL && book_check(book, &err));
        CHECK_STR(blocks_of(book, false), cases[i].blocks);
        CHECK(book != NULL && book->span_count == 1 &&
              view_is(book_view(book, book->spans[0].start, book->spans[0].end), "x"));
        book_free(book);
    }
}

static void pages_are_known_by_their_titles(void)
{
    static const struct {
        const char *title, *page;
        bool read;
    } cases[] = {
        {"Copyright", XHTML("<p>Rights.</p>"), false},
        {"Rights", XHTML("<h2>Copyright</h2><p>Rights.</p>"), false},
        {"Index", XHTML("<p>A, <a href='#a'>1</a></p>"), false},
        {"The Index", XHTML("<p>Text.</p>"), true},
        {"Contents", XHTML("<p><a href='b.xhtml'>One</a></p>"), false},
        {"Contents", XHTML("<p>of a box, and much more than its <a href='b.xhtml'>lid</a></p>"),
         true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err err = {0};
        struct text nav = {0};
        text_addf(&nav,
                  NAV("<ol><li><a href='a.xhtml'>%s</a></li><li><a href='b.xhtml'>B</a></li></ol>"),
                  cases[i].title);
        struct book *book = two_files(cases[i].page, XHTML("<p>b</p>"), nav.at, &err);
        CHECK_INT(book != NULL && book->chapter_count == 2, cases[i].read);
        text_release(&nav);
        book_free(book);
    }
}

static void lexicons_give_spans(void)
{
    struct epub_maker maker = {0};
    struct err err = {0};
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    epub_add(
        &maker, "EPUB/book.opf",
        OPF("<dc:language>en</dc:language>",
            ITEM("a", "a.xhtml") "<item id='l' href='l.pls' media-type='application/pls+xml'/>",
            "<itemref idref='a'/>", ""));
    epub_add(&maker, "EPUB/l.pls",
             "<lexicon xmlns='http://www.w3.org/2005/01/pronunciation-lexicon' alphabet='ipa' "
             "xml:lang='en'><lexeme><grapheme>Macon</grapheme><phoneme>ˈmeɪkən</phoneme></lexeme>"
             "<lexeme><grapheme>St. John</grapheme><alias>Sinjin</alias></lexeme>"
             "<lexeme><grapheme>st</grapheme><alias>street</alias></lexeme>"
             "<lexeme><grapheme>Sinjin</grapheme><alias>never</alias></lexeme></lexicon>");
    epub_add(
        &maker, "EPUB/a.xhtml",
        "<html xmlns='http://www.w3.org/1999/xhtml' "
        "xmlns:ssml='http://www.w3.org/2001/10/synthesis'><head><link rel='pronunciation' "
        "type='application/pls+xml' href='l.pls'/></head><body><p>MACON and St. John, best St, "
        "<i ssml:ph='meɪ' ssml:alphabet='ipa'>Macon</i> <i ssml:ph=''>x</i>.</p>"
        "<p lang='fr'>Macon</p></body></html>");
    struct book *book = read_made(&maker, &err);
    static const struct {
        const char *text, *value;
    } wanted[] = {{"MACON", "m'eIk@n"}, {"St. John", "Sinjin"}, {"St", "street"}, {"Macon", "meI"}};
    CHECK(book != NULL);
    CHECK_INT(book != NULL ? book->span_count : 0, 4);
    for (size_t i = 0; book != NULL && i < book->span_count && i < 4; i++) {
        const struct span *span = &book->spans[i];
        CHECK(view_is(book_view(book, span->start, span->end), wanted[i].text));
        CHECK_STR(span->value, wanted[i].value);
    }
    book_free(book);
}

#define SVG(inside)                                                                                \
    "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' "                                \
    "xmlns:xlink='http://www.w3.org/1999/xlink'>" inside "</svg>"

/* "/9j/AAEC" is FF D8 FF 00 01 02 in base64, "iVBORw0KGgo=" the first eight bytes of every PNG. */
static void covers_are_found(void)
{
    static const char item[] = "<item id='k' href='k' properties='cover-image' media-type='x'/>";
    static const struct {
        const char *items, *rest, *cover; /* what EPUB/k holds */
        size_t bytes;
        const char *warning;
    } cases[] = {
        {item, "", "\xFF\xD8\xFFjpeg", 7, NULL},
        {item, "", "GIF89a", 0, "is not used: it is a GIF picture, and only JPEG and PNG work"},
        {item, "", "RIFF....WEBP", 0, "it is a WebP picture"},
        {item, "", SVG("<image xlink:href='data:image/jpeg;base64,/9j/\n AAEC'/>"), 6, NULL},
        {item, "", SVG("<image href='data:image/png;base64,iVBORw0KGgo='/><text>A</text>"), 8,
         "without what is drawn over it"},
        {item, "",
         SVG("<defs><rect/></defs><image width='9' height='9' xlink:href='p.jpg'/>"
             "<image width='1' height='1' xlink:href='nothing.png'/>"),
         5, NULL},
        {item, "", SVG("<text>A</text>"), 0, "is an SVG drawing without a picture in it"},
        {item, "", SVG("<image xlink:href='nothing.jpg'/>"), 0, "without a picture"},
        {item, "", SVG("<image xlink:href='http://x/p.jpg'/>"), 0, "without a picture"},
        {"<item id='k' href='k' media-type='application/xhtml+xml' properties='cover-image'/>", "",
         XHTML("<p>a</p><img src='p.jpg'/>"), 5, NULL},
        {ITEM("k", "k"), "<guide><reference type='cover' href='k'/></guide>",
         XHTML("<svg><image xlink:href='p.jpg'/></svg>"), 5, NULL},
        {"<item id='cover' href='p.jpg' media-type='image/jpeg'/>", "", "", 0, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct epub_maker maker = {0};
        struct err err = {0};
        struct text opf = {0};
        text_addf(&opf, OPF("", ITEM("a", "a.xhtml") "%s", "<itemref idref='a'/>", "%s"),
                  cases[i].items, cases[i].rest);
        epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
        epub_add(&maker, "EPUB/book.opf", opf.at);
        epub_add(&maker, "EPUB/a.xhtml", XHTML("<p>a</p>"));
        epub_add(&maker, "EPUB/k", cases[i].cover);
        epub_add(&maker, "EPUB/p.jpg", "\xFF\xD8\xFF.x");
        struct book *book = read_made(&maker, &err);
        const char *warning =
            book != NULL && book->warning_count > 0 ? book->warnings[0] : "no warning";
        CHECK_INT(book != NULL ? book->cover.byte_count : 999, cases[i].bytes);
        if (cases[i].warning != NULL ? strstr(warning, cases[i].warning) == NULL
                                     : strcmp(warning, "no warning") != 0) {
            printf("# case %zu: %s\n", i, warning);
            CHECK(false);
        }
        text_release(&opf);
        book_free(book);
    }
}

static void ncx_and_prefixes_work(void)
{
    struct epub_maker maker = {0};
    struct err err = {0};
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    epub_add(&maker, "EPUB/book.opf",
             "<opf:package xmlns:opf='http://www.idpf.org/2007/opf' version='2.0'><opf:manifest>"
             "<opf:item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"
             "<opf:item id='n' href='t.ncx' media-type='application/x-dtbncx+xml'/>"
             "</opf:manifest><opf:spine><opf:itemref idref='a'/></opf:spine></opf:package>");
    epub_add(&maker, "EPUB/t.ncx",
             "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><docTitle><text>T</text></docTitle>"
             "<navMap><navPoint><navLabel><text>One</text></navLabel><content src='a.xhtml#o'/>"
             "<navPoint><navLabel><text>Two</text></navLabel><content src='a.xhtml#w'/></navPoint>"
             "</navPoint></navMap></ncx>");
    epub_add(&maker, "EPUB/a.xhtml", XHTML("<p id='o'>a</p><p id='w'>b</p>"));
    struct book *book = read_made(&maker, &err);
    CHECK_STR(chapter_titles(book, true), "1 One/2 Two");
    book_free(book);
}

TEST_MAIN(TEST(cuts_chapters_at_targets), TEST(entries_find_files_by_name),
          TEST(chapters_stand_below_real_ones), TEST(titles_are_headings),
          TEST(files_without_headings_are_chapters), TEST(pages_have_their_own_sheets),
          TEST(files_are_read_as_often_as_they_are_named), TEST(long_chapters_are_cut_at_headings),
          TEST(entries_on_empty_pages_give_no_chapter), TEST(empty_places_lead_to_the_next_file),
          TEST(without_contents_headings_or_files), TEST(titles_of_licences_are_skipped),
          TEST(missing_and_broken_files_are_warnings), TEST(details_are_read),
          TEST(covers_are_found), TEST(dates_are_told_by_their_events),
          TEST(languages_are_understood), TEST(drm_is_one_sentence),
          TEST(whole_files_are_skipped_by_their_kind), TEST(addresses_stay_inside),
          TEST(members_are_found_by_name), TEST(no_zip_is_an_error),
          TEST(parts_and_cut_zips_are_told), TEST(ncx_and_prefixes_work),
          TEST(notes_go_where_they_are_wanted), TEST(pages_are_known_by_their_titles),
          TEST(lexicons_give_spans), TEST(files_outside_the_order_come_last),
          TEST(drawings_are_read_by_their_text), TEST(what_cannot_be_meant_is_not_believed),
          TEST(scripts_stand_in_for_pictures), TEST(packages_are_found_elsewhere))
