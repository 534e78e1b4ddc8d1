/* Writes a small EPUB 3 to standard output: the seed of the container's fuzz target. */
#include "../epub_maker.h"

#include <stdio.h>

int main(void)
{
    struct epub_maker maker = {0};
    epub_add(&maker, "mimetype", "application/epub+zip");
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    epub_add(&maker, "EPUB/book.opf",
             "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata/>"
             "<manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>"
             "<spine><itemref idref='a'/></spine></package>");
    epub_add(&maker, "EPUB/a.xhtml", "<html><body><p>Some words.</p></body></html>");
    struct text zip = epub_finish(&maker);
    fwrite(zip.at, 1, zip.bytes, stdout);
    text_release(&zip);
    return 0;
}
