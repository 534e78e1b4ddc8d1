/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/epub/epub.h"

#include "base/mem.h"
#include "book/builder/builder.h"
#include "book/element/css.h"
#include "book/element/markup.h"
#include "book/epub/anchors.h"
#include "book/epub/cover.h"
#include "book/epub/front_matter.h"
#include "book/epub/lexicon.h"
#include "book/epub/nav.h"
#include "book/epub/package.h"
#include "book/epub/style_sheets.h"
#include "book/html/html.h"
#include "book/html/note_targets.h"
#include "book/input/zip.h"
#include "book/pronunciation/phonemes.h"
#include "book/wording/language.h"
#include "book/wording/page_titles.h"
#include "book/wording/wording.h"
#include "book/xml/address.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    MAX_LEXICONS = 16, /* of one page; bounds the time */
    /* What is outside the reading order is the book itself when it has so many times the text of
     * what is inside, and so much. Chosen: notes and answers may well be as long as the text. */
    BESIDE_TIMES = 4,
    BESIDE_BYTES = 1000,
};

/* A pronunciation lexicon that some page links to. */
struct linked_lexicon {
    size_t member;
    struct epub_lexicon *lexicon; /* NULL when it cannot be read */
};

struct epub_reading {
    struct zip *zip;
    struct epub_package *package;
    struct builder *builder;
    const struct book_options *options;
    struct epub_nav nav;
    struct style_sheets *sheets;
    struct page_titles titles;
    struct markup_lists *lists;
    struct wording *wording;   /* of the language; NULL: none */
    struct phonemes *phonemes; /* of the book's language, for ssml:ph */
    struct linked_lexicon *lexicons;
    size_t lexicon_count, lexicon_capacity;
    struct anchors *anchors;
    struct note_targets *targets;
    uint32_t *uses; /* of each member: how often it will still be read */
};

bool epub_matches(struct view bytes)
{
    return zip_matches(bytes);
}

/* A book that does not say its language has that of its first document that does. */
static bool take_language(struct epub_reading *reading, const struct xml_node *root,
                          struct err *err)
{
    struct book *book = builder_book(reading->builder);
    const char *tag = xml_attribute(root, "xml:lang");
    tag = tag != NULL ? tag : xml_attribute(root, "lang");
    char code[LANGUAGE_TAG_BYTES];
    if (book->metadata.language != NULL || tag == NULL)
        return true;
    if (!language_tag(book->languages, view_of(tag), code, err))
        return false;
    book->metadata.language =
        code[0] != '\0' ? builder_keep(reading->builder, view_of(code)) : NULL;
    return true;
}

/* The lexicon of a member, NULL when it cannot be used. False: a data file is broken. */
static bool lexicon_of(struct epub_reading *reading, size_t member,
                       const struct epub_lexicon **lexicon, struct err *err)
{
    const struct book *book = builder_book(reading->builder);
    for (size_t i = 0; i < reading->lexicon_count; i++)
        if (reading->lexicons[i].member == member) {
            *lexicon = reading->lexicons[i].lexicon;
            return true;
        }
    reading->lexicons = mem_grow(reading->lexicons, reading->lexicon_count,
                                 &reading->lexicon_capacity, sizeof *reading->lexicons);
    struct linked_lexicon *made = &reading->lexicons[reading->lexicon_count++];
    struct err unread = {0};        /* a book can be read without its lexicon: a warning */
    zip_want(reading->zip, member); /* in case the manifest does not list it */
    zip_load(reading->zip, &unread);
    *made = (struct linked_lexicon){
        .member = member,
        .lexicon = epub_lexicon_new(book->languages, zip_bytes(reading->zip, member),
                                    book->metadata.language, &unread),
    };
    *lexicon = made->lexicon;
    if (made->lexicon != NULL)
        return true;
    if (unread.kind == ERR_SETUP) {
        *err = unread;
        return false;
    }
    builder_warn(reading->builder, "the lexicon %.300s cannot be read and is not used",
                 zip_name(reading->zip, member));
    return true;
}

/* The member that a <link> names as a lexicon; zip_count when it is missing, SIZE_MAX for other
 * links. */
static size_t member_of_link(const struct epub_reading *reading, const char *path,
                             const struct xml_node *link)
{
    const char *href = xml_attribute(link, "href"), *type = xml_attribute(link, "type");
    if (href == NULL || type == NULL || strcasecmp(type, "application/pls+xml") != 0)
        return SIZE_MAX;
    const char *target = address_resolve(reading->package->arena, path, href).path;
    return target != NULL ? zip_find(reading->zip, view_of(target)) : zip_count(reading->zip);
}

/* Applies the lexicons that a page links to, to the blocks and spans of the page: from these
 * indexes on. */
static bool use_lexicons(struct epub_reading *reading, const char *path,
                         const struct xml_node *root, size_t first_block, size_t first_span,
                         struct err *err)
{
    const struct xml_node *head = xml_find(root, "head");
    const struct xml_node *link = head != NULL ? xml_child(head, NULL, "link") : NULL;
    for (int used = 0; link != NULL && used < MAX_LEXICONS; link = xml_child(head, link, "link")) {
        size_t member = member_of_link(reading, path, link);
        const struct epub_lexicon *lexicon = NULL;
        if (member < zip_count(reading->zip) && !lexicon_of(reading, member, &lexicon, err))
            return false;
        used += member != SIZE_MAX;
        if (lexicon != NULL)
            epub_lexicon_apply(lexicon, reading->builder, first_block, first_span,
                               builder_book(reading->builder)->metadata.language);
    }
    return true;
}

/* Frees an unpacked member once it will not be read again. */
static void let_go(struct epub_reading *reading, size_t member)
{
    if (member < zip_count(reading->zip) && --reading->uses[member] == 0)
        zip_drop(reading->zip, member);
}

static void count_uses(struct epub_reading *reading)
{
    const struct epub_package *package = reading->package;
    size_t members = zip_count(reading->zip);
    reading->uses = mem_zero(members, sizeof *reading->uses);
    for (size_t i = 0; i < package->spine_count + package->outside_count; i++)
        if (package->spine[i] != package->nav && package->items[package->spine[i]].member < members)
            reading->uses[package->items[package->spine[i]].member]++;
}

static bool read_document(struct epub_reading *reading, const struct epub_item *item,
                          const struct xml_document *document, enum skip_reason otherwise,
                          struct err *err)
{
    size_t member = item->member;
    if (!take_language(reading, document->root, err))
        return false;
    anchors_begin(reading->anchors, member, document->root);
    builder_source(reading->builder, builder_keep(reading->builder, view_of(item->path)));
    struct css *css = css_new();
    html_add_styles(css, document->root);
    style_sheets_link(reading->sheets, item->path, document->root, css);
    struct html_reader reader = {
        .builder = reading->builder,
        .options = reading->options,
        .lists = reading->lists,
        .css = css,
        .path = item->path,
        .language = builder_book(reading->builder)->metadata.language,
        .wording = reading->wording,
        .image_word = page_titles_image(&reading->titles),
        .phonemes = reading->phonemes,
        .targets = reading->targets,
        .at_id = anchors_at_id,
        .data = reading->anchors,
    };
    enum skip_reason reason = front_matter_reason(
        reading->lists, &reading->titles, reading->package, &reading->nav,
        builder_book(reading->builder), item->path, anchors_title(reading->anchors),
        anchors_count(reading->anchors), document->root);
    if (reason == SKIP_NONE)
        reason = otherwise;
    reader.reason = html_skips(&reader, reason) ? reason : SKIP_NONE;
    anchors_at_start(reading->anchors, item->path);
    size_t first_block = builder_book(reading->builder)->block_count;
    size_t first_span = builder_book(reading->builder)->span_count;
    bool good = html_read(&reader, document->root, err) &&
                use_lexicons(reading, item->path, document->root, first_block, first_span, err);
    css_free(css);
    return good;
}

static bool is_image(struct view bytes)
{
    return view_starts(bytes, "\x89PNG") || view_starts(bytes, "\xFF\xD8\xFF") ||
           view_starts(bytes, "GIF8");
}

/* Text without any tags, which some books have in place of a chapter. */
static void read_plain(struct epub_reading *reading, const struct epub_item *item,
                       struct view bytes, enum skip_reason reason)
{
    builder_source(reading->builder, builder_keep(reading->builder, view_of(item->path)));
    builder_style(reading->builder,
                  &(struct builder_style){.kind = BLOCK_PARAGRAPH, .reason = reason});
    struct view line;
    while (view_next_line(&bytes, &line)) {
        if (view_trim(line).bytes == 0)
            builder_end_block(reading->builder);
        builder_text(reading->builder, line);
        builder_text(reading->builder, view_of(" "));
    }
    builder_end_block(reading->builder);
}

/* `otherwise`: why the file is skipped when nothing in it gives a reason; or SKIP_NONE. */
static bool read_item(struct epub_reading *reading, const struct epub_item *item,
                      enum skip_reason otherwise, struct err *err)
{
    struct builder *builder = reading->builder;
    if (item->member == zip_count(reading->zip)) {
        builder_warn(builder, "%.300s is missing from the book", item->path);
        return true;
    }
    struct view bytes = zip_bytes(reading->zip, item->member);
    const char *problem = zip_problem(reading->zip, item->member);
    if (problem != NULL)
        builder_warn(builder, "%.300s %s%s", item->path, problem,
                     bytes.bytes > 0 ? "; the part that could be unpacked is read" : "");
    if (bytes.bytes == 0 && problem == NULL)
        builder_warn(builder, "%.300s is empty", item->path);
    if (is_image(bytes))
        builder_warn(builder, "%.300s is a picture, not text", item->path);
    if (bytes.bytes == 0 || is_image(bytes))
        return true;
    bool good = true;
    char *why = NULL;
    struct xml_document *document = xml_parse(bytes, XML_XHTML, &why);
    if (document != NULL)
        let_go(reading, item->member);
    if (document == NULL && memchr(bytes.at, '<', bytes.bytes) == NULL) {
        read_plain(reading, item, bytes, otherwise);
    } else if (document == NULL) {
        builder_warn(builder, "%.300s cannot be read: %s", item->path, why);
    } else {
        if (document->recovered)
            builder_warn(builder, "%.300s is not well-formed (%s); it was read as well as possible",
                         item->path,
                         document->problem != NULL ? document->problem : "no reason given");
        if (document->guessed)
            builder_warn(builder, "%.300s is not in UTF-8, as it should be; it was read as %s",
                         item->path, document->encoding);
        if (document->bad_bytes > 0)
            builder_warn(builder, "%.300s has %zu bytes that are not text", item->path,
                         document->bad_bytes);
        builder_book(builder)->bad_bytes += document->bad_bytes;
        good = read_document(reading, item, document, otherwise, err);
    }
    xml_free(document);
    free(why);
    return good;
}

static bool is_lexicon(const struct epub_item *item)
{
    return strcasecmp(item->media_type, "application/pls+xml") == 0;
}

static bool is_sheet(const struct epub_item *item)
{
    return strcasecmp(item->media_type, "text/css") == 0;
}

/* Everything but the cover; without that the book can be read: see epub_cover(). */
static bool load_members(struct epub_reading *reading, struct err *err)
{
    const struct epub_package *package = reading->package;
    size_t members = zip_count(reading->zip);
    const size_t roles[] = {package->nav, package->ncx};
    for (size_t i = 0; i < package->spine_count + package->outside_count; i++)
        if (package->items[package->spine[i]].member < members)
            zip_want(reading->zip, package->items[package->spine[i]].member);
    for (int i = 0; i < 2; i++)
        if (roles[i] < package->item_count && package->items[roles[i]].member < members)
            zip_want(reading->zip, package->items[roles[i]].member);
    for (size_t i = 0; i < package->item_count; i++)
        if ((is_sheet(&package->items[i]) || is_lexicon(&package->items[i])) &&
            package->items[i].member < members)
            zip_want(reading->zip, package->items[i].member);
    return zip_load(reading->zip, err);
}

/* About how much text a file of the reading order has: what is outside tags. */
static size_t text_bytes(const struct epub_reading *reading, size_t item)
{
    size_t member = reading->package->items[item].member, text = 0;
    if (member == zip_count(reading->zip) || item == reading->package->nav)
        return 0;
    struct view bytes = zip_bytes(reading->zip, member);
    size_t at = view_find(bytes, "<body", 0);
    while (at < bytes.bytes) {
        size_t tag = view_find(bytes, "<", at);
        text += view_trim(view_part(bytes, at, tag)).bytes;
        at = view_find(bytes, ">", tag) + 1;
    }
    return text;
}

/* linear="no" is for what is beside the text. When it is said of nearly all of it, or the pages are
 * pictures whose script is beside them, everything is read. */
static void believe_order(struct epub_reading *reading)
{
    struct epub_package *package = reading->package;
    size_t inside = 0, outside = 0;
    if (package->outside_count == 0)
        return;
    for (size_t i = 0; i < package->spine_count; i++)
        inside += text_bytes(reading, package->spine[i]);
    for (size_t i = 0; i < package->outside_count; i++)
        outside += text_bytes(reading, package->spine[package->spine_count + i]);
    if (outside / BESIDE_TIMES < inside || outside < (inside > 0 ? BESIDE_BYTES : 1))
        return;
    builder_warn(reading->builder,
                 "nearly all of the text is outside the reading order (%zu of %zu files); it is "
                 "read all the same",
                 package->outside_count, package->outside_count + package->spine_count);
    epub_package_read_all(package);
}

/* A zip password is not a kind of encryption that EPUB knows, and there is no key to ask for. */
static bool check_passwords(const struct epub_reading *reading, struct err *err)
{
    const struct epub_package *package = reading->package;
    for (size_t i = 0; i < package->spine_count; i++) {
        const struct epub_item *item = &package->items[package->spine[i]];
        const char *problem =
            item->member < zip_count(reading->zip) ? zip_problem(reading->zip, item->member) : NULL;
        if (problem != NULL && strstr(problem, "encrypted") != NULL)
            return err_set(err, ERR_INPUT,
                           "the EPUB is encrypted with a password (%s); unpack it and pack it "
                           "again without one",
                           item->path);
    }
    return true;
}

static bool has_heading(struct view bytes)
{
    for (size_t at = 0; (at = view_find(bytes, "<h", at)) < bytes.bytes; at += 2)
        if (at + 2 < bytes.bytes && bytes.at[at + 2] >= '1' && bytes.at[at + 2] <= '6')
            return true;
    return false;
}

static bool read_spine(struct epub_reading *reading, struct err *err)
{
    const struct epub_package *package = reading->package;
    /* Without contents and headings every file is a chapter. */
    bool by_file = reading->nav.count == 0 && package->spine_count > 1;
    for (size_t i = 0; i < package->spine_count && by_file; i++) {
        size_t member = package->items[package->spine[i]].member;
        if (member < zip_count(reading->zip))
            by_file = !has_heading(zip_bytes(reading->zip, member));
    }
    bool skips = html_skips(&(struct html_reader){.options = reading->options}, SKIP_AUXILIARY);
    for (size_t i = 0; i < package->spine_count + package->outside_count; i++) {
        const struct epub_item *item = &package->items[package->spine[i]];
        if (package->spine[i] == package->nav)
            continue;
        bool outside = i >= package->spine_count;
        if (by_file || (outside && !skips && reading->nav.count > 0))
            builder_chapter_start(reading->builder, 1, view_of(""), BUILDER_NO_PARENT);
        if (!read_item(reading, item, outside && skips ? SKIP_AUXILIARY : SKIP_NONE, err))
            return false;
    }
    return true;
}

/* Loads what the data files say in the book's language, as far as its package gives it. */
static bool load_words(struct epub_reading *reading, struct err *err)
{
    const struct book *book = builder_book(reading->builder);
    if (!page_titles_load(book->languages, book->metadata.language, &reading->titles, err))
        return false;
    builder_note_word(reading->builder, page_titles_note(&reading->titles));
    reading->phonemes = phonemes_new(book->languages, book->metadata.language, err);
    return reading->phonemes != NULL &&
           wording_follow(&reading->wording, book->languages, book->metadata.language, err);
}

struct book *epub_read(const char *path, struct text *bytes, const struct book_options *options,
                       struct err *err)
{
    (void)path;
    struct epub_reading reading = {
        .options = options, .builder = builder_new(), .targets = note_targets_new()};
    struct book *book = NULL;
    reading.lists = markup_load(err);
    if (reading.lists == NULL)
        goto out;
    reading.zip = zip_open(text_view(bytes), epub_package_needs, err);
    if (reading.zip == NULL)
        goto out;
    reading.package = epub_package_read(reading.zip, reading.builder, err);
    if (reading.package == NULL || !load_members(&reading, err) || !check_passwords(&reading, err))
        goto out;
    if (zip_is_cut(reading.zip))
        builder_warn(reading.builder, "the end of the EPUB is missing; the part before it is read");
    believe_order(&reading);
    count_uses(&reading);
    epub_nav_read(reading.package, reading.zip, reading.builder, &reading.nav);
    if (!load_words(&reading, err))
        goto out;
    reading.sheets = style_sheets_new(reading.package, reading.zip);
    reading.anchors = anchors_new(&reading.nav, reading.package, reading.zip, reading.builder);
    builder_book(reading.builder)->encoding = "UTF-8";
    if (read_spine(&reading, err) &&
        epub_cover(reading.zip, reading.package, reading.builder, err)) {
        book = builder_finish(reading.builder, &reading.wording, options, err);
        reading.builder = NULL;
    }
out:
    if (reading.nav.arena != NULL)
        epub_nav_free(&reading.nav);
    markup_free(reading.lists);
    wording_free(reading.wording);
    phonemes_free(reading.phonemes);
    for (size_t i = 0; i < reading.lexicon_count; i++)
        epub_lexicon_free(reading.lexicons[i].lexicon);
    free(reading.lexicons);
    free(reading.uses);
    style_sheets_free(reading.sheets);
    anchors_free(reading.anchors);
    note_targets_free(reading.targets);
    epub_package_free(reading.package);
    zip_free(reading.zip);
    builder_free(reading.builder);
    return book;
}
