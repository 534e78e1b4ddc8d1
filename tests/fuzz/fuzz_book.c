/*
 * Fuzz target for the readers, by libFuzzer. What the bytes are is chosen when compiling:
 *
 *     -DFUZZ_MEMBER='""'              the whole EPUB (container)
 *     -DFUZZ_MEMBER='"EPUB/c1.xhtml"' that member of a small EPUB; also EPUB/nav.xhtml, EPUB/toc.ncx,
 *                                     EPUB/book.opf, META-INF/container.xml, EPUB/style.css
 *     without                         a file of any kind: Markdown, HTML, plain text
 *
 * The book that comes out must hold what book_check verifies. tests/fuzz/run builds and runs them all.
 */
#include "base/err.h"
#include "base/str.h"
#include "book/book.h"
#include "book/epub.h"
#include "book/html.h"
#include "book/markdown.h"
#include "../epub_maker.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *text;
} members[] = {
    {"META-INF/container.xml", EPUB_CONTAINER},
    {"EPUB/book.opf",
     "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'>"
     "<metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>T</dc:title>"
     "<dc:language>en</dc:language></metadata><manifest>"
     "<item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
     "<item id='x' href='toc.ncx' media-type='application/x-dtbncx+xml'/>"
     "<item id='s' href='style.css' media-type='text/css'/>"
     "<item id='l' href='words.pls' media-type='application/pls+xml'/>"
     "<item id='a' href='c1.xhtml' media-type='application/xhtml+xml'/>"
     "<item id='b' href='c2.xhtml' media-type='application/xhtml+xml'/></manifest>"
     "<spine toc='x'><itemref idref='a'/><itemref idref='b'/></spine></package>"},
    {"EPUB/nav.xhtml", "<html xmlns:epub='http://www.idpf.org/2007/ops'><nav epub:type='toc'><ol>"
                       "<li><a href='c1.xhtml'>One</a><ol><li><a href='c1.xhtml#b'>Two</a></li>"
                       "</ol></li><li><a href='c2.xhtml'>Three</a></li></ol></nav></html>"},
    {"EPUB/toc.ncx", "<ncx><navMap><navPoint><navLabel><text>One</text></navLabel>"
                     "<content src='c1.xhtml'/></navPoint></navMap></ncx>"},
    {"EPUB/style.css", ".hide { display: none }"},
    {"EPUB/words.pls", "<lexicon alphabet='ipa' xml:lang='en'><lexeme><grapheme>word</grapheme>"
                       "<alias>term</alias></lexeme></lexicon>"},
    {"EPUB/c1.xhtml", "<html><body><h1>One</h1><p>Some <b id='b'>word</b> here.</p></body></html>"},
    {"EPUB/c2.xhtml", "<html><body><p>More.</p></body></html>"},
};

#ifdef FUZZ_MEMBER
static struct text whole(const uint8_t *bytes, size_t count)
{
    struct epub_maker maker = {0};
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
        if (strcmp(members[i].name, FUZZ_MEMBER) == 0)
            epub_add_bytes(&maker, members[i].name, (const char *)bytes, count);
        else if (FUZZ_MEMBER[0] != '\0')
            epub_add(&maker, members[i].name, members[i].text);
    if (FUZZ_MEMBER[0] == '\0')
        text_add(&maker.zip, (const char *)bytes, count);
    return FUZZ_MEMBER[0] == '\0' ? maker.zip : epub_finish(&maker);
}
#endif

static void judge(struct book *book)
{
    struct err err = {0};
    if (book == NULL)
        return;
    for (size_t i = 0; i < book->chapter_count; i++) /* book_read's part */
        if (book->chapters[i].title == NULL || book->chapters[i].title[0] == '\0')
            book->chapters[i].title = "untitled";
    if (!book_check(book, &err))
        abort();
    book_free(book);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct err err = {0};
    struct book_options options = {0};
    if (count > 0 && (bytes[count - 1] & 1) != 0) {
        options.read_reasons = ~0u;
        options.notes = bytes[count - 1] & 2 ? NOTES_AT_REFERENCE : NOTES_AT_CHAPTER_END;
        options.image_texts = true;
    }
#ifdef FUZZ_MEMBER
    struct text text = whole(bytes, count);
    judge(epub_read("-", &text, &options, &err));
    text_release(&text);
#else
    struct text text = {0};
    text_add(&text, (const char *)bytes, count);
    judge(html_book_read("-", &text, &options, &err));
    text_release(&text);
    text_add(&text, (const char *)bytes, count);
    judge(markdown_read("-", &text, &options, &err));
    text_release(&text);
#endif
    return 0;
}
