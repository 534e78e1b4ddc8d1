/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/html/details.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/builder/builder.h"
#include "book/wording/gutenberg.h"
#include "book/wording/heading.h"
#include "book/wording/language.h"
#include "book/wording/shape.h"
#include "book/wording/title.h"
#include "book/wording/wording.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <strings.h>

/* Chosen: what is farther down or longer is text of the book. */
enum {
    HEADER_BYTES = 8 * 1024, /* in which Project Gutenberg's header is */
    AUTHOR_BLOCKS = 6,       /* the line "By Jane Doe" is among the first of these */
    AUTHOR_BYTES = 100,      /* and not longer than this */
};

static const char *text_of(struct builder *builder, const struct xml_node *node)
{
    struct text text = {0};
    if (node != NULL)
        xml_text(node, BUILDER_MAX_TITLE_BYTES, &text);
    const char *kept = text.bytes > 0 ? builder_keep(builder, text_view(&text)) : NULL;
    text_release(&text);
    return kept;
}

/* "Austen, Jane, 1775-1817", as in a catalogue, becomes "Jane Austen". */
static const char *turn_name(struct arena *arena, struct view name)
{
    size_t first = view_find(name, ", ", 0), second = view_find(name, ", ", first + 1);
    struct view surname = view_part(name, 0, first), given = view_part(name, first + 2, second);
    struct view dates = view_part(name, second + 2, name.bytes);
    bool dated = dates.bytes > 0 && isdigit((unsigned char)dates.at[0]);
    if (given.bytes == 0 || (dates.bytes > 0 && !dated) || isdigit((unsigned char)given.at[0]))
        return arena_copy_text(arena, dated ? surname.at : name.at,
                               given.bytes > 0 && !dated ? name.bytes : first);
    struct text made = {0};
    text_addf(&made, "%.*s %.*s", VIEW_ARGS(given), VIEW_ARGS(surname));
    const char *kept = arena_copy_text(arena, made.at, made.bytes);
    text_release(&made);
    return kept;
}

static const struct xml_node *find_author_link(const struct xml_node *root)
{
    for (const struct xml_node *node = root; node != NULL; node = xml_next(root, node, false))
        if (xml_is(node, "a") && xml_has_token(xml_attribute(node, "rel"), "author"))
            return node;
    return NULL;
}

bool html_details_of_head(struct builder *builder, const struct xml_node *root,
                          const struct xml_node *main, struct err *err)
{
    struct book *book = builder_book(builder);
    const struct xml_node *first = main != NULL ? xml_find(main, "h1") : NULL;
    book->metadata.title = text_of(builder, first != NULL ? first : xml_find(root, "h1"));
    if (book->metadata.title == NULL)
        book->metadata.title = text_of(builder, xml_find(root, "title"));
    for (const struct xml_node *node = root; node != NULL; node = xml_next(root, node, false)) {
        const char *name = xml_is(node, "meta") ? xml_attribute(node, "name") : NULL;
        const char *content = name != NULL ? xml_attribute(node, "content") : NULL;
        if (content == NULL || content[0] == '\0')
            continue;
        struct view value = view_trim(view_part(view_of(content), 0, BUILDER_MAX_TITLE_BYTES));
        bool creator =
            strcasecmp(name, "dc.creator") == 0 || strcasecmp(name, "dcterms.creator") == 0;
        if ((creator || strcasecmp(name, "author") == 0) && book->metadata.author == NULL)
            book->metadata.author =
                creator ? turn_name(book->arena, value) : builder_keep(builder, value);
        if ((strcasecmp(name, "dc.title") == 0 || strcasecmp(name, "dcterms.title") == 0))
            book->metadata.title = builder_keep(builder, value);
        if (strcasecmp(name, "description") == 0 && book->metadata.description == NULL)
            book->metadata.description = builder_keep(builder, value);
    }
    if (book->metadata.author == NULL)
        book->metadata.author = text_of(builder, find_author_link(root));
    const struct xml_node *html = xml_find(root, "html");
    const char *tag = html != NULL ? xml_attribute(html, "lang") : NULL;
    if (tag == NULL && html != NULL)
        tag = xml_attribute(html, "xml:lang");
    char code[LANGUAGE_TAG_BYTES];
    if (!language_tag(book->languages, view_of(tag != NULL ? tag : ""), code, err))
        return false;
    book->metadata.language = code[0] != '\0' ? builder_keep(builder, view_of(code)) : NULL;
    return true;
}

/* A title in capitals is shown with small letters. */
static const char *shown_title(struct book *book, const struct wording *wording, struct view text)
{
    struct text title = {0};
    title_add(&title, wording, NULL, text);
    const char *kept = arena_copy_text(book->arena, text_view(&title).at, title.bytes);
    text_release(&title);
    return kept;
}

/* The line "By Jane Doe" among the first. */
static void find_author(struct book *book, const struct wording *wording)
{
    int left = AUTHOR_BLOCKS;
    for (size_t i = 0; i < book->block_count && left > 0 && book->metadata.author == NULL; i++) {
        const struct block *block = &book->blocks[i];
        struct view text = book_view(book, block->start, block->end);
        if (block->kind == BLOCK_SKIP)
            continue;
        left--;
        struct text key = {0};
        fold_words(view_part(text, 0, AUTHOR_BYTES), &key);
        size_t by = wording_prefix(wording, "by", text_view(&key));
        struct view name = view_trim(view_part(text, by, text.bytes));
        if (by > 0 && text.bytes <= AUTHOR_BYTES && name.bytes > 0 && !view_ends(name, ".") &&
            rune_is_upper(rune_at(name, 0)))
            book->metadata.author = shown_title(book, wording, name);
        text_release(&key);
    }
}

static bool is_of_chapter(const struct wording *wording, struct view text)
{
    struct heading heading;
    return heading_parse(wording, text, &heading) &&
           (heading.kind == HEADING_UNIT || heading.kind == HEADING_NUMBER ||
            (heading.kind == HEADING_NAMED && heading.whole));
}

/* The first heading, unless it is that of a chapter. */
static const char *title_heading(struct book *book, const struct wording *wording)
{
    size_t i = 0;
    while (i < book->block_count && book->blocks[i].kind == BLOCK_SKIP)
        i++;
    struct view text = i < book->block_count && book->blocks[i].kind == BLOCK_HEADING
                           ? book_view(book, book->blocks[i].start, book->blocks[i].end)
                           : (struct view){"", 0};
    return text.bytes > 0 && !is_of_chapter(wording, text) ? shown_title(book, wording, text)
                                                           : NULL;
}

/* The heading of the first chapter is not the title of the book; that of the page is, if it has
 * one. */
static void replace_chapter_title(struct book *book, const struct wording *wording,
                                  const struct xml_node *root)
{
    struct text title = {0};
    const char *before = book->metadata.title;
    if (!is_of_chapter(wording, view_of(book->metadata.title)) || book->chapter_count < 2)
        return;
    const struct xml_node *node = xml_find(root, "title");
    if (node != NULL)
        xml_text(node, BUILDER_MAX_TITLE_BYTES, &title);
    book->metadata.title = title.bytes > 0 ? arena_copy_text(book->arena, title.at, title.bytes)
                                           : title_heading(book, wording);
    text_release(&title);
    for (size_t i = 0; i < book->chapter_count; i++)
        if (book->chapters[i].title == before) /* an opening without a heading */
            book->chapters[i].title = book->metadata.title;
}

void html_details_of_text(struct book *book, const struct wording *wording,
                          const struct xml_node *root)
{
    struct view head = book_view(book, 0, HEADER_BYTES);
    bool gutenberg = view_find(head, "Project Gutenberg", 0) < head.bytes;
    struct view title = gutenberg ? gutenberg_header_value(head, "Title:") : (struct view){"", 0};
    struct view author = gutenberg ? gutenberg_header_value(head, "Author:") : (struct view){"", 0};
    if (title.bytes > 0)
        book->metadata.title = arena_copy_text(book->arena, title.at, title.bytes);
    if (author.bytes > 0)
        book->metadata.author = arena_copy_text(book->arena, author.at, author.bytes);
    if (title.bytes == 0 && book->metadata.title != NULL)
        replace_chapter_title(book, wording, root);
    if (title.bytes == 0 && book->metadata.title != NULL)
        book->metadata.title = shown_title(book, wording, view_of(book->metadata.title));
    if (book->metadata.author == NULL)
        find_author(book, wording);
}
