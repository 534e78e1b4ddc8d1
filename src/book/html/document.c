/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML documents as books. */
#include "book/html/html.h"

#include "book/builder/builder.h"
#include "book/element/css.h"
#include "book/element/markup.h"
#include "book/element/web_page.h"
#include "book/html/details.h"
#include "book/html/note_targets.h"
#include "book/wording/page_titles.h"
#include "book/wording/wording.h"
#include "book/xml/xml.h"

void html_add_styles(struct css *css, const struct xml_node *root)
{
    for (const struct xml_node *node = root; node != NULL; node = xml_next(root, node, false))
        if (xml_is(node, "style"))
            for (const struct xml_node *text = node->child; text != NULL; text = text->next)
                if (text->name == NULL)
                    css_add(css, text->text);
}

static bool read_tree(struct builder *builder, const struct xml_document *document,
                      struct web_page *page, const struct markup_lists *lists,
                      const struct wording *wording, const struct book_options *options,
                      struct err *err)
{
    const struct book *book = builder_book(builder);
    bool images = options != NULL && options->image_texts;
    bool notes = options != NULL && options->notes != NOTES_IN_PLACE;
    struct page_titles titles = {0};
    if ((images || notes) &&
        !page_titles_load(book->languages, book->metadata.language, &titles, err))
        return false;
    if (notes)
        builder_note_word(builder, page_titles_note(&titles));
    struct css *css = css_new();
    html_add_styles(css, document->root);
    struct html_reader reader = {.builder = builder,
                                 .lists = lists,
                                 .options = options,
                                 .css = css,
                                 .page = page,
                                 .language = book->metadata.language,
                                 .wording = wording,
                                 .targets = note_targets_new(),
                                 .image_word = images ? page_titles_image(&titles) : NULL};
    bool good = html_read(&reader, document->root, err);
    note_targets_free(reader.targets);
    css_free(css);
    return good;
}

struct book *html_document_read(const struct xml_document *document, int outline,
                                const struct book_options *options, struct err *err)
{
    struct markup_lists *lists = markup_load(err);
    if (lists == NULL)
        return NULL;
    struct builder *builder = builder_new();
    struct book *book = builder_book(builder);
    builder_heading_levels(builder, outline);
    struct web_page *page = outline == 0 ? web_page_new(lists, document->root) : NULL;
    const struct xml_node *main = page != NULL ? web_page_main(page) : NULL;
    struct wording *wording = NULL;
    book->encoding = document->encoding;
    book->bad_bytes = document->bad_bytes;
    if (document->recovered)
        builder_warn(builder, "the file is not well-formed (%s); it was read as well as possible",
                     document->problem != NULL ? document->problem : "no reason given");
    bool good = html_details_of_head(builder, document->root, main, err) &&
                wording_follow(&wording, book->languages, book->metadata.language, err) &&
                read_tree(builder, document, page, lists, wording, options, err);
    web_page_free(page);
    markup_free(lists);
    book = NULL;
    if (good)
        book = builder_finish(builder, &wording, options, err);
    else
        builder_free(builder);
    if (book != NULL)
        html_details_of_text(book, wording, document->root);
    wording_free(wording);
    return book;
}

struct book *html_page_read(struct text *page, int outline, const struct book_options *options,
                            struct err *err)
{
    struct xml_document *document = xml_parse(text_view(page), XML_HTML, NULL);
    text_release(page);
    struct book *book = NULL;
    if (document != NULL)
        book = html_document_read(document, outline, options, err);
    else
        err_set(err, ERR_INPUT, "there is nothing to read in it");
    xml_free(document);
    return book;
}
