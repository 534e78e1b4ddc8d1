/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A fuzz target for one member of a small EPUB: define FUZZ_MEMBER to its name and include this.
 * The last byte of the input also chooses the options.
 */
#ifndef TESTS_FUZZ_EPUB_MEMBER_H
#define TESTS_FUZZ_EPUB_MEMBER_H

#include "../epub_maker.h"
#include "book/epub/epub.h"
#include "fuzz.h"

#include <string.h>

static const struct {
    const char *name, *text;
} fuzz_members[] = {
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
    {"EPUB/c1.xhtml", "<html><head><link rel='stylesheet' href='style.css'/><link "
                      "rel='pronunciation' type='application/pls+xml' "
                      "href='words.pls'/></head><body><h1>One</h1><p>Some <b id='b'>word</b> "
                      "<i class='hide'>here</i>.</p></body></html>"},
    {"EPUB/c2.xhtml", "<html><body><p>More.</p><img src='c.png'/></body></html>"},
    {"EPUB/c.png", "\x89PNG\r\n\x1A\n"},
    {"META-INF/encryption.xml",
     "<encryption><EncryptedData><EncryptionMethod "
     "Algorithm='http://www.idpf.org/2008/embedding'/><CipherData><CipherReference "
     "URI='EPUB/f.otf'/></CipherData></EncryptedData></encryption>"},
};

/* The EPUB with `bytes` in place of the member; without the NCX's rival when the NCX is the target.
 */
static inline struct text fuzz_epub(const char *member, const uint8_t *bytes, size_t count)
{
    struct epub_maker maker = {0};
    for (size_t i = 0; i < sizeof fuzz_members / sizeof fuzz_members[0]; i++) {
        const char *name = fuzz_members[i].name;
        if (strcmp(name, member) == 0)
            epub_add_bytes(&maker, name, (const char *)bytes, count);
        else if (strcmp(member, "EPUB/toc.ncx") != 0 || strcmp(name, "EPUB/nav.xhtml") != 0)
            epub_add(&maker, name, fuzz_members[i].text);
    }
    return epub_finish(&maker);
}

static inline int fuzz_epub_read(struct text zip, uint8_t choice)
{
    struct err err = {0};
    struct book_options options = {0};
    if (choice & 1) {
        options.read_reasons = ~0u;
        options.notes = choice & 2 ? NOTES_AT_REFERENCE : NOTES_AT_CHAPTER_END;
        options.image_texts = true;
    }
    struct book *book = epub_read("-", &zip, &options, &err);
    text_release(&zip);
    for (size_t i = 0; book != NULL && i < book->chapter_count; i++) /* what book_read does */
        if (book->chapters[i].title == NULL || book->chapters[i].title[0] == '\0')
            book->chapters[i].title = "untitled";
    if (book != NULL)
        fuzz_need(book_check(book, &err), &err);
    book_free(book);
    return 0;
}

#ifdef FUZZ_MEMBER
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    return fuzz_epub_read(fuzz_epub(FUZZ_MEMBER, bytes, count), count > 0 ? bytes[count - 1] : 0);
}
#endif

#endif
