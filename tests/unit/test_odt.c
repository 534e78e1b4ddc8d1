/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenDocument texts: headings by level and style, spans, notes, lists, what is not text. */
#include "../epub_maker.h"
#include "../test.h"
#include "book/book.h"
#include "book/odt/odt.h"
#include "book_text.h"

#include <string.h>

#define NAMES                                                                                      \
    " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"                             \
    " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"                               \
    " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"                                 \
    " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"                               \
    " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"                              \
    " xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'"                        \
    " xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'"                      \
    " xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0'"                                 \
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xlink='http://www.w3.org/1999/xlink'"
#define TYPE "application/vnd.oasis.opendocument.text"
#define FLAT(styles, text)                                                                         \
    "<?xml version='1.0'?><office:document" NAMES " office:mimetype='" TYPE "'>"                   \
    "<office:automatic-styles>" styles "</office:automatic-styles>"                                \
    "<office:body><office:text>" text "</office:text></office:body></office:document>"
#define STYLE(name, family, parent, properties)                                                    \
    "<style:style style:name='" name "' style:family='" family                                     \
    "' style:parent-style-name='" parent "'><style:text-properties " properties "/></style:style>"
#define P(style, text) "<text:p text:style-name='" style "'>" text "</text:p>"

static const char *outline(const struct book *book)
{
    static const char *const kinds[] = {"h", "", "v:", "L:", "l:", "***", ""};
    static char line[2000];
    line[0] = '\0';
    for (size_t i = 0; book != NULL && i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        size_t used = strlen(line);
        bool skip = block->kind == BLOCK_SKIP;
        used += (size_t)snprintf(line + used, sizeof line - used, "%s%s", used > 0 ? "|" : "",
                                 kinds[block->kind]);
        if (block->kind == BLOCK_HEADING)
            used += (size_t)snprintf(line + used, sizeof line - used, "%d:", block->level);
        snprintf(line + used, sizeof line - used, "%.*s%s%s%s",
                 block->kind == BLOCK_BREAK ? 0 : (int)(block->end - block->start),
                 book->text + block->start, skip ? "(" : "",
                 skip ? skip_reason_name(block->reason) : "", skip ? ")" : "");
    }
    return line;
}

struct odt_case {
    const char *source, *outline;
};

static void headings_by_level_and_style(void)
{
    static const struct odt_case cases[] = {
        {FLAT(STYLE("P1", "paragraph", "Heading_20_2", "fo:color='#000'"),
              P("Title", "The Sea") "<text:h text:outline-level='1'>One</text:h>" P(
                  "Standard", "Waves.") P("P1", "Two") P("Text_20_body", "Rain.")),
         "h1:The Sea|h1:One|Waves.|h2:Two|Rain."},
        {FLAT("<style:style style:name='Own' style:family='paragraph' "
              "style:default-outline-level='1'/>",
              P("Own", "One") P("Heading_20_x", "Text.")),
         "h1:One|Text."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct book *book = read_text(odt_read, cases[i].source, NULL);
        CHECK_STR(outline(book), cases[i].outline);
        book_free(book);
    }
}

static void what_is_not_text_is_not_read(void)
{
    static const struct odt_case cases[] = {
        {FLAT(STYLE("T1", "text", "", "text:display='none'"),
              "<text:tracked-changes><text:p>gone</"
              "text:p></text:tracked-changes>" P(
                  "", "a<office:annotation><dc:creator>"
                      "me</dc:creator><text:p>remark</"
                      "text:p>"
                      "</office:annotation><text:span "
                      "text:style-name='T1'>hid</"
                      "text:span>b") "<text:section "
                                     "text:display='"
                                     "none'>" P("", "no") "<"
                                                          "/"
                                                          "t"
                                                          "e"
                                                          "x"
                                                          "t"
                                                          ":"
                                                          "s"
                                                          "e"
                                                          "c"
                                                          "t"
                                                          "i"
                                                          "o"
                                                          "n"
                                                          ">"
                                                          "<"
                                                          "t"
                                                          "e"
                                                          "x"
                                                          "t"
                                                          ":"
                                                          "s"
                                                          "e"
                                                          "c"
                                                          "t"
                                                          "i"
                                                          "o"
                                                          "n"
                                                          ">" P("", "yes") "</text:section>"),
         "ab|yes"},
        {FLAT("",
              "<text:table-of-content><text:index-body>" P(
                  "",
                  "One 1") "</text:index-body>"
                           "</text:table-of-content><text:h text:outline-level='1'>One</text:h>" P(
                               "",
                               "Text.") "<text:alphabetical-index>" P("",
                                                                      "sea 4") "</"
                                                                               "text:alphabetical-"
                                                                               "index>"),
         "One 1(contents)|h1:One|Text.|sea 4(index)"},
        {FLAT("", P("", "a<text:s text:c='3'/>b<text:tab/>c<text:soft-page-break/>d "
                        "<text:page-number>7</text:page-number>")
                      P("", "One line<text:line-break/>And two,<text:line-break/>And three")),
         "a b cd|v:One line\nAnd two,\nAnd three"},
        {FLAT(
             "",
             "<text:list><text:list-item>" P("", "x") "</text:list-item><text:list-item>" P(
                 "",
                 "y") "</text:list-item></text:list><table:table><table:table-row>"
                      "<table:table-cell>" P("", "1") "</table:table-cell><table:table-cell>" P(
                          "",
                          "2") "</table:table-cell></table:table-row></table:table>" P("",
                                                                                       "<draw:"
                                                                                       "frame><"
                                                                                       "draw:image/"
                                                                                       "><svg:"
                                                                                       "title>t</"
                                                                                       "svg:title>"
                                                                                       "<svg:desc>"
                                                                                       "A boat at "
                                                                                       "sea</"
                                                                                       "svg:desc></"
                                                                                       "draw:frame>"
                                                                                       "z")),
         "l:x|l:y|l:1\n2|A boat at sea(illustration)|z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct book *book = read_text(odt_read, cases[i].source, NULL);
        CHECK_STR(outline(book), cases[i].outline);
        book_free(book);
    }
}

static void notes_and_spans(void)
{
    struct book *book = read_text(
        odt_read,
        FLAT(STYLE("T1", "text", "", "fo:font-style='italic'")
                 STYLE("T2", "text", "T1", "fo:font-style='normal' fo:language='fr'"),
             P("", "See<text:note><text:note-citation>1</text:note-citation><text:note-body>" P(
                       "Footnote", "A note.") "</text:note-body></text:note> it <text:span "
                                              "text:style-name='T1'>now</text:span> <text:span "
                                              "text:style-name='T2'>ici"
                                              "</text:span>.") P("", "Next.")),
        NULL);
    CHECK_STR(outline(book), "See it now ici.|1(note-mark)|Next.|A note.(footnote)");
    CHECK_INT(book != NULL ? book->span_count : 0, 2);
    CHECK(book != NULL && book->spans[0].kind == SPAN_EMPHASIS);
    CHECK_STR(book->spans[1].value, "fr");
    book_free(book);
}

static void packed_ones_are_opened(void)
{
    struct epub_maker maker = {0};
    struct err err = {0};
    epub_add(&maker, "mimetype", TYPE);
    epub_add(&maker, "content.xml",
             "<office:document-content" NAMES "><office:body><office:text>" P("Chapter", "One")
                 P("", "Text.") "</office:text></office:body></office:document-content>");
    epub_add(&maker, "styles.xml",
             "<office:document-styles" NAMES "><style:default-style style:family='paragraph'>"
             "<style:text-properties fo:language='de'/></style:default-style>" STYLE(
                 "Chapter", "paragraph", "Heading_20_1", "") "</office:document-styles>");
    epub_add(&maker, "meta.xml",
             "<office:document-meta" NAMES "><dc:title>The Sea</dc:title><meta:initial-creator>"
             "Ann Orr</meta:initial-creator><dc:creator>x</dc:creator></office:document-meta>");
    struct text zip = epub_finish(&maker);
    CHECK(odt_matches(text_view(&zip)));
    struct book *book = odt_read("-", &zip, NULL, &err);
    CHECK(book != NULL && book_check(book, &err));
    CHECK_STR(outline(book), "h1:One|Text.");
    CHECK_STR(book->metadata.title, "The Sea");
    CHECK_STR(book->metadata.author, "Ann Orr");
    CHECK_STR(book->metadata.language, "de");
    book_free(book);
    text_release(&zip);
}

static void locked_and_broken_ones_are_errors(void)
{
    for (int locked = 0; locked < 2; locked++) {
        struct epub_maker maker = {0};
        struct err err = {0};
        epub_add(&maker, "mimetype", TYPE);
        epub_add(&maker, "content.xml", "\x93\x01");
        epub_add(&maker, "META-INF/manifest.xml",
                 locked ? "<manifest><encryption-data/></manifest>" : "<manifest/>");
        struct text zip = epub_finish(&maker);
        CHECK(odt_read("-", &zip, NULL, &err) == NULL);
        CHECK_INT(err.kind, ERR_INPUT);
        CHECK((strstr(err.text, "password") != NULL) == (locked != 0));
        text_release(&zip);
    }
    CHECK(!odt_matches(view_of("PK\003\004")));
    CHECK(!odt_matches(view_of("<office:document> is an element")));
}

TEST_MAIN(TEST(headings_by_level_and_style), TEST(what_is_not_text_is_not_read),
          TEST(notes_and_spans), TEST(packed_ones_are_opened),
          TEST(locked_and_broken_ones_are_errors))
