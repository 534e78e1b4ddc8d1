/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EPUBs as the tools make them that people use: what is read of them, and which chapters. */
#include "../epub_maker.h"
#include "../test.h"
#include "book/epub/epub.h"
#include "book_titles.h"

#define PAGE(body)                                                                                 \
    "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>"        \
    "<head><title>t</title></head><body>" body "</body></html>"
#define ITEM(id)           "<item id='" id "' href='" id ".html' media-type='application/xhtml+xml'/>"
#define ENTRY(file, title) "<li><a href='" file "'>" title "</a></li>"

enum { PAGES = 4 };

struct made {
    const char *pages[PAGES]; /* a.html, b.html, ... */
    const char *entries;      /* of the contents */
    const char *chapters;     /* "One/Two" */
    const char *blocks;       /* what is read, "One/Two" */
    const char *metadata, *language;
};

static struct book *read_made(const struct made *made)
{
    struct epub_maker maker = {0};
    struct text opf = {0}, nav = {0};
    struct err err = {0};
    text_addf(&opf,
              "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata "
              "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>The Test</dc:title>"
              "<dc:creator>Jane Roe</dc:creator><dc:language>%s</dc:language>%s</metadata>"
              "<manifest>" ITEM("a") ITEM("b") ITEM("c")
                  ITEM("d") "<item id='n' href='nav.html' properties='nav' "
                            "media-type='application/xhtml+xml'/></manifest><spine>",
              made->language != NULL ? made->language : "en",
              made->metadata != NULL ? made->metadata : "");
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    for (int i = 0; i < PAGES && made->pages[i] != NULL; i++) {
        char name[] = "EPUB/a.html";
        name[5] = (char)('a' + i);
        epub_add(&maker, name, made->pages[i]);
        text_addf(&opf, "<itemref idref='%c'/>", 'a' + i);
    }
    text_add_str(&opf, "</spine></package>");
    text_addf(&nav, PAGE("<nav epub:type='toc'><ol>%s</ol></nav>"), made->entries);
    epub_add(&maker, "EPUB/book.opf", opf.at);
    epub_add(&maker, "EPUB/nav.html", nav.at);
    struct text zip = epub_finish(&maker);
    struct book *book = epub_read("-", &zip, NULL, &err);
    CHECK(book != NULL && book_check(book, &err));
    text_release(&zip);
    text_release(&opf);
    text_release(&nav);
    return book;
}

/* Headings are told by "# ". */
static const char *blocks_of(const struct book *book)
{
    static char line[1000];
    line[0] = '\0';
    for (size_t i = 0; book != NULL && i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        size_t used = strlen(line);
        if (block->kind != BLOCK_SKIP)
            snprintf(line + used, sizeof line - used, "%s%s%.*s", used > 0 ? "/" : "",
                     block->kind == BLOCK_HEADING ? "# " : "", (int)(block->end - block->start),
                     book->text + block->start);
    }
    return line;
}

static void check_made(const struct made *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct book *book = read_made(&cases[i]);
        CHECK_STR(chapter_titles(book, false), cases[i].chapters);
        CHECK_STR(blocks_of(book), cases[i].blocks);
        book_free(book);
    }
}
#define CHECK_MADE(cases) check_made(cases, sizeof(cases) / sizeof(cases)[0])

/* Calibre makes entries of all links when it finds no headings, those of notes too. */
static void marks_of_notes_are_no_chapters(void)
{
    static const struct made cases[] = {
        {.pages = {PAGE("<h1>One</h1><p>At dusk.<a id='r1' href='b.html#n1'><sup>1</sup></a> He "
                        "came.</p>"),
                   PAGE("<p class='footnote' id='n1'><a href='a.html#r1'>1</a> A note.</p>")},
         .entries = ENTRY("a.html", "One") ENTRY("a.html#r1", "[1]") ENTRY("b.html#n1", "1"),
         .chapters = "One",
         .blocks = "# One/At dusk. He came."},
    };
    CHECK_MADE(cases);
}

/* What a mark leads to is its note, whatever the markup. */
static void notes_are_known_by_their_marks(void)
{
    static const struct made cases[] = {
        /* FictionBook by way of Calibre: a file for each note, its number a heading */
        {.pages = {PAGE("<h1>One</h1><p>Who?<a href='c.html#n1'>[1]</a></p>"),
                   PAGE("<h1>Notes</h1>"), PAGE("<h1 id='n1'>1</h1><div>He.</div><div>She.</div>"),
                   PAGE("<h1>Two</h1><p>Text.</p>")},
         .entries = ENTRY("a.html", "One") ENTRY("c.html", "1") ENTRY("d.html", "Two"),
         .chapters = "One/Two",
         .blocks = "# One/Who?/# Two/Text."},
        /* Kindle: marks are plain links, anchors stand before paragraphs */
        {.pages = {PAGE("<p>It was late.<a id='f1'/><a href='#f2'>1</a> He <a href='#f3'>3</a> "
                        "left.</p><a id='f2'/><p><a href='#f1'>1</a>. By the clock.</p>"
                        "<a id='f3'/><p>3 went.</p>")},
         .entries = ENTRY("a.html", "One"),
         .chapters = "One",
         .blocks = "It was late. He 3 left./3 went."},
        /* Writer by way of Calibre: lists of terms */
        {.pages = {PAGE("<p>At dusk<sup><a id='c1' href='b.html#f1'>1</a></sup> he came.</p>"),
                   PAGE("<dl><dt id='f1'>[<a href='a.html#c1'>&#x2190;1</a> ]</dt><dd><p>A</p><p>B"
                        "</p></dd><dt>C</dt><dd>D</dd></dl>")},
         .entries = ENTRY("a.html", "One"),
         .chapters = "One",
         .blocks = "At dusk he came./C/D"},
        {.pages = {PAGE("<p>\xD9\x83.<a href='#n'><sup>(\xD9\xA1)</sup></a> \xD9\x83</p>"
                        "<p id='n'>(\xD9\xA1) \xD9\x83</p>"
                        "<p>a [<a href='#m'>2</a>] b</p><ol><li id='m'>Note.</li></ol>")},
         .entries = ENTRY("a.html", "One"),
         .chapters = "One",
         .blocks = "\xD9\x83. \xD9\x83/a b"},
        /* Sphinx: a line above the notes of every page, also when there are none */
        {.pages = {PAGE("<p>a</p><p class='rubric'>Footnotes</p>"),
                   PAGE("<p>b</p><p class='rubric'>Footnotes</p><p>c</p>")},
         .entries = ENTRY("a.html", "One") ENTRY("b.html", "Two"),
         .chapters = "One/Two",
         .blocks = "a/b/Footnotes/c"},
        /* Duokan: a picture is the mark */
        {.pages = {PAGE("<p>At dusk<a class='duokan-footnote' href='#n'><img alt='' src='n.png'/>"
                        "</a> he came.</p><ol><li id='n'><p>A note.</p></li><li>b</li></ol>")},
         .entries = ENTRY("a.html", "One"),
         .chapters = "One",
         .blocks = "At dusk he came./b"},
        /* no notes: the target is a chapter, the number a reference */
        {.pages = {PAGE("<h1>One</h1><p>See<sup><a href='b.html#x'>2</a></sup>, chapter <a "
                        "href='b.html'>2</a>, v.<a href='#b'>12</a>.</p>"),
                   PAGE("<h1 id='x'>The Road</h1><p>Text.</p>")},
         .entries = ENTRY("a.html", "One") ENTRY("b.html", "The Road"),
         .chapters = "One/The Road",
         .blocks = "# One/See, chapter 2, v.12./# The Road/Text."},
    };
    CHECK_MADE(cases);
}

/* Title pages and copyright pages that nothing names. */
static void pages_say_what_they_are(void)
{
    static const struct made cases[] = {
        {.pages = {PAGE("<h1>THE TEST</h1><p>A Novel</p><p>Jane Roe and Piet van Dam</p>"
                        "<p>Low Tide Press, London</p>"),
                   PAGE("<p>Copyright &#169; 2019 by Jane Roe</p><p>All rights reserved.</p>"),
                   PAGE(
                       "<p>The Test</p><p>A tale that Jane Roe told. Once upon a time there was a "
                       "lamp on a quay, and nobody knew who lit it, or why it never went out.</p>"),
                   PAGE("<p>To Jane Roe</p>")},
         .entries = ENTRY("a.html", "Start") ENTRY("b.html", "Rights") ENTRY("c.html", "One")
             ENTRY("d.html", "Thanks"),
         .chapters = "One/Thanks",
         .blocks =
             "The Test/A tale that Jane Roe told. Once upon a time there was a lamp on a quay, "
             "and nobody knew who lit it, or why it never went out./To Jane Roe"},
        /* Smashwords: all in one file */
        {.pages = {PAGE("<p><b>The Test</b></p><p>by Jane Roe</p><p>Published by Jane Roe</p>"
                        "<p>Copyright 2015 Jane Roe</p><p id='x'>Chapter 1</p><p>Copyright is "
                        "a right.</p>")},
         .entries = ENTRY("a.html", "The Test") ENTRY("a.html#x", "Chapter 1"),
         .chapters = "The Test/Chapter 1",
         .blocks = "# The Test/by Jane Roe/# Chapter 1/Copyright is a right."},
        {.pages = {PAGE("<p>Jane Roe lives by the sea. Photo &#169; Piet. Her first book was "
                        "published by the Low Tide Press.</p>"),
                   PAGE("<p>ISBN 1</p><p>Alle Rechte vorbehalten.</p>"),
                   PAGE("<h2>Text</h2><p>x</p>")},
         .entries = ENTRY("a.html", "Wer") ENTRY("b.html", "Buch") ENTRY("c.html", "Text"),
         .chapters = "Wer/Text",
         .blocks =
             "Jane Roe lives by the sea. Photo \xC2\xA9 Piet. Her first book was published by "
             "the Low Tide Press./# Text/x",
         .language = "de"},
        {.pages = {PAGE("<h1>\xE7\x89\x88\xE6\x9D\x83\xE4\xBF\xA1\xE6\x81\xAF</h1>"
                        "<p>x</p>"),
                   PAGE("<h1>\xE6\xB5\xB7</h1><p>y</p>")},
         .entries = ENTRY("a.html", "\xE7\x89\x88\xE6\x9D\x83\xE4\xBF\xA1\xE6\x81\xAF")
             ENTRY("b.html", "\xE6\xB5\xB7"),
         .chapters = "\xE6\xB5\xB7",
         .blocks = "# \xE6\xB5\xB7/y",
         .language = "zh-CN"},
    };
    CHECK_MADE(cases);
}

#define TOP "<p><a href='a.html#top'>Back to Top</a></p>"
#define BAR(before, after)                                                                         \
    "<div><a href='" before "'>Previous</a> | <a href='a.html'>Contents</a> | <a href='" after     \
    "'>Next</a></div>"

/* Bars of links, and lists of them. */
static void links_that_come_again_are_skipped(void)
{
    static const struct made cases[] = {
        {.pages = {PAGE("<p>The Test</p><p>Contents</p><p><a href='#one'>One</a> 1</p><p><a "
                        "href='#two'>Two</a></p><p><a href='#three'>The Third</a></p><p><a "
                        "id='one'/><b>One</b></p><p>a</p>" TOP "<p><a id='two'/>Two</p><p>b</p>" TOP
                        "<p><a id='three'/>The Third</p><p>c</p>" TOP)},
         .entries = ENTRY("a.html#one", "One") ENTRY("a.html#two", "Two")
             ENTRY("a.html#three", "The Third"),
         .chapters = "The Test/One/Two/The Third",
         .blocks = "The Test/# One/a/# Two/b/# The Third/c"},
        {.pages = {PAGE("<h1>One</h1><p>a</p>"),
                   PAGE(BAR("a.html", "c.html") "<h1>Two</h1><p>b</p>" BAR("a.html", "c.html")),
                   PAGE(BAR("b.html", "d.html") "<h1>Three</h1><p>c</p>")},
         .entries = ENTRY("a.html", "One") ENTRY("b.html", "Two") ENTRY("c.html", "Three"),
         .chapters = "One/Two/Three",
         .blocks = "# One/a/# Two/b/# Three/c"},
        /* titles that lead back to the contents, the same for many chapters */
        {.pages = {PAGE("<p><a href='d.html'>ANNA</a></p><p>a</p>"),
                   PAGE("<p><a href='d.html'>ANNA</a></p><p>b</p>"),
                   PAGE("<p><a href='d.html'>ANNA</a></p><p>c</p>")},
         .entries = ENTRY("a.html", "Anna") ENTRY("b.html", "Anna") ENTRY("c.html", "Anna"),
         .chapters = "Anna/Anna/Anna",
         .blocks = "# ANNA/a/# ANNA/b/# ANNA/c"},
        /* three links in a row that are no chapters, and three to the web */
        {.pages = {PAGE("<h1>One</h1><p>Go where you like:</p><p><a href='#x'>left</a></p><p><a "
                        "href='#y'>right</a></p><p><a href='#z'>home</a></p><ul><li><a "
                        "href='http://example.org'>One</a></li></ul>")},
         .entries = ENTRY("a.html", "One"),
         .chapters = "One",
         .blocks = "# One/Go where you like:/left/right/home/One"},
        {.pages = {PAGE("<h1>News</h1><p>a</p><div class='calibre_navbar'><hr/><p>This article was "
                        "downloaded from <a href='http://example.org'>there</a></p></div>")},
         .entries = ENTRY("a.html", "News"),
         .chapters = "News",
         .blocks = "# News/a"},
    };
    CHECK_MADE(cases);
}

/* Titles that come twice, and class words of titles that the whole text has. */
static void titles_are_what_they_seem(void)
{
    static const struct made cases[] = {
        {.pages = {PAGE("<h1>Chapter 1 - The Sea</h1><p>Chapter 1 &#8211; The Sea</p><p>a</p>"),
                   PAGE("<h1>Because</h1><p>Because</p><p>b</p>")},
         .entries = ENTRY("a.html", "Chapter 1") ENTRY("b.html", "Because"),
         .chapters = "Chapter 1/Because",
         .blocks = "# Chapter 1 - The Sea/a/# Because/Because/b"},
        {.pages = {PAGE(
                       "<h1>One</h1><p class='subtitle'>Who is it?</p><p class='subtitle'>Only "
                       "I!</p><p class='subtitle'>He came in, and put the lamp on the table by the "
                       "door.</p><p class='subtitle'>Well?</p>"),
                   PAGE("<p class='title'>Two</p><p class='title'>The Land</p><p>b</p>")},
         .entries = ENTRY("a.html", "One") ENTRY("b.html", "Two"),
         .chapters = "One/Two",
         .blocks = "# One/Who is it?/Only I!/He came in, and put the lamp on the table by the "
                   "door./Well?/# Two/# The Land/b"},
    };
    CHECK_MADE(cases);
}

/* InDesign's anchors stand in the title, below the number. */
static void chapters_begin_with_their_number(void)
{
    static const struct made cases[] = {
        {.pages = {PAGE("<p>1</p><h2 id='x'>The Sea</h2><p>a</p>"),
                   PAGE("<h1>PART TWO</h1><h2>2</h2><h3><a id='y'/>The Land</h3><p>b</p>"),
                   PAGE("<h2>Part Three</h2><h2 id='p'>3</h2><p>c</p><h2>4</h2><h3 id='z'>End</h3>"
                        "<p>d</p>")},
         .entries = ENTRY("a.html#x", "The Sea") ENTRY("b.html#y", "The Land")
             ENTRY("c.html", "Part Three") ENTRY("c.html#p", "3") ENTRY("c.html#z", "End"),
         .chapters = "The Sea/The Land/Part Three/3/End",
         .blocks = "1/# The Sea/a/# PART TWO/# 2/# The Land/b/# Part Three/# 3/c/# 4/# End/d"},
    };
    CHECK_MADE(cases);
    struct book *book = read_made(&cases[0]);
    static const char *const begin[] = {"1", "PART TWO", "Part Three", "3", "End"};
    for (size_t i = 0; book != NULL && i < book->chapter_count; i++)
        CHECK(view_starts(book_view(book, book->chapters[i].start, book->text_bytes), begin[i]));
    book_free(book);
}

#define HALVES      "<p>He went with all the others who were there to the</p>"
#define HEAD(head)  "<p>" head "</p><p>sea. They were fin-</p>"
#define OTHER(head) "<p>" head "</p><p>ished, and he <em>went</em> with all the others to the</p>"

/* Heads and numbers of pages between the halves of sentences; a refrain there is none. */
static void heads_of_pages_are_skipped(void)
{
    static const struct made cases[] = {
        {.pages = {PAGE("<h1>One</h1>" HALVES HEAD("2 THE TEST") OTHER("THE SEA 3")
                            HEAD("4 THE TEST") OTHER("THE SEA 5") HEAD("6 THE TEST")
                                OTHER("THE SEA 7") HEAD("8") OTHER("9") HEAD("10")),
                   PAGE("<h1>Two</h1><p>1</p><p>End.</p>")},
         .entries = ENTRY("a.html", "One") ENTRY("b.html", "Two"),
         .chapters = "One/Two",
         .blocks = "# One/He went with all the others who were there to the sea. They were "
                   "finished, and he went with all the others to the sea. They were "
                   "finished, and he went with all the others to the sea. They were finished, and "
                   "he went with all the others to the sea. "
                   "They were finished, and he went with all the others to the sea. They were "
                   "fin-/# Two/1/End."},
        {.pages = {PAGE(
             "<p>the wind</p><p>it blows</p><p>and rain</p><p>it blows</p><p>and snow</p>"
             "<p>it blows</p>")},
         .entries = ENTRY("a.html", "One"),
         .chapters = "One",
         .blocks = "the wind/it blows/and rain/it blows/and snow/it blows"},
        {.pages = {PAGE("<p>Chapter 1</p><p>He came,</p><p>she left.</p><p>Chapter 2</p><p>a.</p>"
                        "<p>Chapter 3</p><p>b.</p>")},
         .entries = ENTRY("a.html", "One"),
         .chapters = "One",
         .blocks = "# Chapter 1/He came,/she left./# Chapter 2/a./# Chapter 3/b."},
    };
    CHECK_MADE(cases);
    struct book *book = read_made(&cases[0]);
    CHECK_INT(book->span_count, 4);
    for (size_t i = 0; i < book->span_count; i++)
        CHECK(view_is(book_view(book, book->spans[i].start, book->spans[i].end), "went"));
    book_free(book);
}

TEST_MAIN(TEST(marks_of_notes_are_no_chapters), TEST(notes_are_known_by_their_marks),
          TEST(pages_say_what_they_are), TEST(links_that_come_again_are_skipped),
          TEST(titles_are_what_they_seem), TEST(chapters_begin_with_their_number),
          TEST(heads_of_pages_are_skipped))
