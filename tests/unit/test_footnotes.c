/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes that are read where they are referred to, in the markup that tools and publishers make. */
#include "../test.h"
#include "book/book.h"
#include "book/html/html.h"
#include "book/read/html_file.h"
#include "book/read/read.h"

#include <string.h>

/* What is read, block by block, "One/Two"; behind a bar how many stretches of notes are skipped. */
static const char *read_out(const char *html, enum note_position place)
{
    static char line[1000];
    struct text bytes = {0};
    struct err err = {0};
    struct book_options options = {.read_reasons = 1u << SKIP_FOOTNOTE, .notes = place};
    text_add_str(&bytes, html);
    struct book *book = html_file_read("-", &bytes, &options, &err);
    int skipped = 0;
    line[0] = '\0';
    for (size_t i = 0; book != NULL && i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        skipped += block->reason == SKIP_FOOTNOTE;
        if (block->kind == BLOCK_SKIP)
            continue;
        size_t used = strlen(line);
        snprintf(line + used, sizeof line - used, "%s%.*s", used > 0 ? "/" : "",
                 (int)(block->end - block->start), book->text + block->start);
    }
    snprintf(line + strlen(line), sizeof line - strlen(line), "|%d", skipped);
    text_release(&bytes);
    book_free(book);
    return line;
}

#define REF(to, mark) "<a epub:type='noteref' href='#" to "'>" mark "</a>"

static void notes_follow_their_paragraph(void)
{
    static const struct {
        const char *html, *read;
    } cases[] = {
        /* Standard Ebooks: items of a list that only have ids */
        {"<p>a" REF(
             "n1",
             "1") "</p><p>b</p><section epub:type='endnotes'><h2>Notes</h2><ol>"
                  "<li id='n1'><p>N1 <a epub:type='backlink' href='#r1'>^</a></p><p>more</p></li>"
                  "<li id='n2'><p>N2</p></li></ol></section>",
         "a/Note: N1/more/b/N2|1"},
        /* paragraphs, the second of which belongs to the first; the heading goes */
        {"<p>a" REF("n1", "1") "</p><p>b" REF(
             "n2", "2") "</p><div epub:type='footnotes'>"
                        "<h3>Notes</h3><p id='n1'>N1</p><p>more</p><p id='n2'>N2</p></div>",
         "a/Note: N1/more/b/Note: N2|1"},
        /* Project Gutenberg: the anchor is inside, empty */
        {"<p>a<a id='FNanchor_1'></a><a href='#Footnote_1' class='fnanchor'>[1]</a></p><p>b</p>"
         "<div class='footnote'><p><a id='Footnote_1'></a><a href='#FNanchor_1'><span>[1]</span>"
         "</a> N1 is long.</p><p>more</p></div>",
         "a/Note: N1 is long./more/b|0"},
        /* Calibre, Word: the anchor is the way back; ids on the item as well */
        {"<p>a<sup><a id='r1' href='#n1'>1</a></sup></p><p>b</p>"
         "<p class='footnote' id='x1'><a id='n1' href='#r1'>1</a> N1 is long.</p>",
         "a/Note: N1 is long./b|0"},
        /* two of a class that is in the plural are two notes */
        {"<p>a<sup><a id='r1' href='#n1'>1</a></sup></p><p>b<sup><a id='r2' href='#n2'>2</a></sup>"
         "</p><div class='footnotes' id='all'><div id='n1'><p><a href='#r1'>1</a> N1</p></div>"
         "<div id='n2'><p><a href='#r2'>2</a> N2</p></div></div>",
         "a/Note: 1 N1/b/Note: 2 N2|0"},
        /* a definition list */
        {"<p>a" REF("n1", "1") "</p><p>b</p><dl epub:type='footnotes'><dt id='n1'>One</dt>"
                               "<dd>N1</dd></dl>",
         "a/Note: One/N1/b|0"},
        /* pop-ups, one that is referred to twice, one that another note refers to */
        {"<p>a" REF("n1", "*") "</p><p>b" REF(
             "n1", "*") "</p><p>c</p>"
                        "<aside epub:type='footnote' id='n1'>N1" REF(
                            "n2", "+") "</aside>"
                                       "<aside epub:type='footnote' id='n2'>N2" REF(
                                           "n1", "*") "</aside><p>d</p>",
         "a/Note: N1/Note: N2/b/c/d|0"},
        /* a note that nothing refers to stays */
        {"<p>a</p><aside epub:type='footnote' id='n1'>N1</aside><p>b" REF("n9", "9") "</p>",
         "a/N1/b|0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char html[2000];
        snprintf(html, sizeof html, "<!DOCTYPE html><html><body>%s</body></html>", cases[i].html);
        CHECK_STR(read_out(html, NOTES_AT_REFERENCE), cases[i].read);
    }
}

static void notes_end_their_chapter(void)
{
    static const char html[] =
        "<!DOCTYPE html><html><body><h1>One</h1><p>a" REF("n1", "1") "</p><p>b" REF(
            "n2",
            "2") "</p><h1>Two</h1><p>c" REF("n3",
                                            "1") "</p><section epub:type='endnotes'><ol>"
                                                 "<li id='n1'>N1</li><li id='n2'>N2</li><li "
                                                 "id='n3'>N3</li></ol></section></body></html>";
    CHECK_STR(read_out(html, NOTES_AT_REFERENCE), "One/a/Note: N1/b/Note: N2/Two/c/Note: N3|0");
    CHECK_STR(read_out(html, NOTES_IN_PLACE), "One/a/b/Two/c/N1/N2/N3|0");
    CHECK_STR(read_out(html, NOTES_AT_CHAPTER_END), "One/a/b/Note: N1/Note: N2/Two/c/Note: N3|0");
}

/* Names are told by what the markup sets off, which must stand by its blocks when they move; and
 * the word before a note is no name. */
static void speakers_stay_with_their_blocks(void)
{
    struct text html = {0};
    text_add_str(&html, "<!DOCTYPE html><html><body><h1>Act One</h1>");
    for (int i = 0; i < 12; i++)
        text_addf(&html, "<p><b>Anna.</b> It rains %d.</p><p><b>Tom.</b> It does %d%s.</p>", i, i,
                  i % 3 == 0 ? "<a epub:type='noteref' href='#n1'>1</a>" : "");
    text_add_str(&html, "<aside epub:type='footnote' id='n1'>N1</aside></body></html>");
    for (int place = NOTES_IN_PLACE; place <= NOTES_AT_CHAPTER_END; place++) {
        struct text bytes = {0};
        struct err err = {0};
        struct book_options options = {.read_reasons = 1u << SKIP_FOOTNOTE,
                                       .notes = (enum note_position)place};
        text_add_view(&bytes, text_view(&html));
        struct book *book = html_file_read("-", &bytes, &options, &err);
        int labels = 0;
        for (size_t i = 0; book != NULL && i < book->block_count; i++)
            labels += book->blocks[i].reason == SKIP_SPEAKER_LABEL;
        CHECK_INT(labels, 24);
        text_release(&bytes);
        book_free(book);
    }
    text_release(&html);
}

TEST_MAIN(TEST(speakers_stay_with_their_blocks), TEST(notes_follow_their_paragraph),
          TEST(notes_end_their_chapter))
