/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML documents as books. */
#include "book/html/html.h"

#include "base/mem.h"
#include "book/builder/builder.h"
#include "book/element/css.h"
#include "book/element/element.h"
#include "book/element/web_page.h"
#include "book/epub/front_matter.h"
#include "book/html/details.h"
#include "book/html/note_targets.h"
#include "book/wording/wording.h"
#include "book/xml/xml.h"

#include <stdlib.h>

void html_add_styles(struct css *css, const struct xml_node *root)
{
    for (const struct xml_node *node = root; node != NULL; node = xml_next(root, node, false))
        if (xml_is(node, "style"))
            for (const struct xml_node *text = node->child; text != NULL; text = text->next)
                if (text->name == NULL)
                    css_add(css, text->text);
}

struct book *html_document_read(const struct xml_document *document, int outline,
                                const struct book_options *options, struct err *err)
{
    struct builder *builder = builder_new();
    struct book *book = builder_book(builder);
    struct css *css = css_new();
    html_add_styles(css, document->root);
    builder_heading_levels(builder, outline);
    struct web_page *page = outline == 0 ? web_page_new(document->root) : NULL;
    const struct xml_node *main = page != NULL ? web_page_main(page) : NULL;
    html_details_of_head(builder, document->root, main);
    book->encoding = document->encoding;
    book->bad_bytes = document->bad_bytes;
    if (document->recovered)
        builder_warn(builder, "the file is not well-formed (%s); it was read as well as possible",
                     document->problem != NULL ? document->problem : "no reason given");
    bool images = options != NULL && options->image_texts;
    bool notes = options != NULL && options->notes != NOTES_IN_PLACE;
    struct front_matter *matter = images || notes ? front_matter_new(book->language) : NULL;
    builder_note_word(builder, notes ? front_matter_note(matter) : NULL);
    struct err ignored = {0};
    struct wording *words = wording_load(book->language, &ignored);
    struct html_reader reader = {.builder = builder,
                                 .options = options,
                                 .css = css,
                                 .page = page,
                                 .language = book->language,
                                 .words = words,
                                 .targets = note_targets_new(),
                                 .image_word = images ? front_matter_image(matter) : NULL};
    html_read(&reader, document->root);
    note_targets_free(reader.targets);
    wording_free(words);
    front_matter_free(matter);
    css_free(css);
    web_page_free(page);
    book = builder_finish(builder, options, err);
    if (book != NULL)
        html_details_of_text(book, document->root);
    return book;
}
