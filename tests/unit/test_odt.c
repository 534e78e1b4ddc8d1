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
#define P(style, text)              "<text:p text:style-name='" style "'>" text "</text:p>"
#define H1(text)                    "<text:h text:outline-level='1'>" text "</text:h>"
#define E(name, text)               "<" name ">" text "</" name ">"
#define WITH(name, attribute, text) "<" name " " attribute ">" text "</" name ">"
#define SPAN(style, text)           WITH("text:span", "text:style-name='" style "'", text)

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

static void check_cases(const struct odt_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct book *book = read_text(odt_read, cases[i].source, NULL);
        CHECK_STR(outline(book), cases[i].outline);
        book_free(book);
    }
}

static void headings_by_level_and_style(void)
{
    static const struct odt_case cases[] = {
        {FLAT(STYLE("P1", "paragraph", "Heading_20_2", "fo:color='#000'"),
              P("Title", "The Sea") H1("One") P("Standard", "Waves.") P("P1", "Two")
                  P("Text_20_body", "Rain.")),
         "h1:The Sea|h1:One|Waves.|h2:Two|Rain."},
        {FLAT("<style:style style:name='Own' style:family='paragraph' "
              "style:default-outline-level='1'/>",
              P("Own", "One") P("Heading_20_x", "Text.")),
         "h1:One|Text."},
    };
    check_cases(cases, sizeof cases / sizeof cases[0]);
}

static void what_is_not_text_is_not_read(void)
{
    static const struct odt_case cases[] = {
        {FLAT(STYLE("T1", "text", "", "text:display='none'"),
              E("text:tracked-changes", E("text:p", "gone"))
                  P("", "a" E("office:annotation", E("dc:creator", "me") E("text:p", "remark"))
                            SPAN("T1", "hid") "b")
                      WITH("text:section", "text:display='none'", P("", "no"))
                          E("text:section", P("", "yes"))),
         "ab|yes"},
        {FLAT("", E("text:table-of-content", E("text:index-body", P("", "One 1"))) H1("One")
                      P("", "Text.") E("text:alphabetical-index", P("", "sea 4"))),
         "One 1(contents)|h1:One|Text.|sea 4(index)"},
        {FLAT("", P("", "a<text:s text:c='3'/>b<text:tab/>c<text:soft-page-break/>d "
                        "<text:page-number>7</text:page-number>")
                      P("", "One line<text:line-break/>And two,<text:line-break/>And three")),
         "a b cd|v:One line\nAnd two,\nAnd three"},
        {FLAT("", E("text:list", E("text:list-item", P("", "x")) E("text:list-item", P("", "y")))
                      E("table:table", E("table:table-row", E("table:table-cell", P("", "1"))
                                                                E("table:table-cell", P("", "2"))))
                          P("", E("draw:frame", "<draw:image/>" E("svg:title", "t")
                                                    E("svg:desc", "A boat at sea")) "z")),
         "l:x|l:y|l:1\n2|A boat at sea(illustration)|z"},
    };
    check_cases(cases, sizeof cases / sizeof cases[0]);
}

static void notes_and_spans(void)
{
    static const char source[] = FLAT(
        STYLE("T1", "text", "", "fo:font-style='italic'")
            STYLE("T2", "text", "T1", "fo:font-style='normal' fo:language='fr'"),
        P("", "See" E("text:note",
                      E("text:note-citation", "1")
                          E("text:note-body",
                            P("Footnote", "A note."))) " it " SPAN("T1", "now") " " SPAN("T2",
                                                                                         "ici") ".")
            P("", "Next."));
    struct book *book = read_text(odt_read, source, NULL);
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
