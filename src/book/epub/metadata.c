/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Metadata of EPUB 2 (attributes opf:role, <meta name content>) and EPUB 3 (<meta refines
 * property>).
 */
#include "book/epub/package.h"

#include "book/builder/builder.h"
#include "book/wording/language.h"
#include "book/xml/xml.h"

#include <string.h>
#include <strings.h>

/* These bound the memory; real values are far shorter. */
enum { MAX_VALUE_BYTES = 1000, MAX_DESCRIPTION_BYTES = 20000, MAX_REFINES = 5000 };

struct metadata_reader {
    struct builder *builder;
    const struct xml_node *metadata;
    const struct xml_node *refining[MAX_REFINES]; /* <meta refines=...>, in order */
    size_t refining_count;
    int subject_count;
    bool unsorted_author;
    const char *created; /* the date that EPUB 2 gives as that of the creation */
    struct err failed;   /* the first failure; kind ERR_NONE while all is well */
};

/* The text of an element on one line, without control characters, cut at a word. */
static const char *value_of(struct builder *builder, const struct xml_node *node, size_t max_bytes)
{
    struct text text = {0};
    xml_text(node, max_bytes + 1, &text);
    struct view v = view_part(text_view(&text), 0, max_bytes);
    if (text.bytes > max_bytes) {
        while (v.bytes > 0 && v.at[v.bytes - 1] != ' ')
            v.bytes--;
        for (size_t at = max_bytes; v.bytes == 0; v.bytes = at)
            rune_before(text_view(&text), &at);
    }
    const char *value = builder_keep(builder, view_trim(v));
    text_release(&text);
    return value[0] != '\0' ? value : NULL;
}

static bool refines(const struct xml_node *meta, const char *id, const char *property)
{
    const char *about = xml_attribute(meta, "refines"), *is = xml_attribute(meta, "property");
    about += about[0] == '#';
    return strcmp(about, id) == 0 && is != NULL && strcmp(is, property) == 0;
}

static bool value_is(const struct xml_node *node, const char *value)
{
    struct text text = {0};
    xml_text(node, MAX_VALUE_BYTES, &text);
    bool same = view_is_nocase(text_view(&text), value);
    text_release(&text);
    return same;
}

/* What a <meta refines="#id" property="..."> says about an element; NULL when there is none. */
static const char *refined(struct metadata_reader *reader, const struct xml_node *node,
                           const char *property)
{
    const char *id = xml_attribute(node, "id");
    for (size_t i = 0; id != NULL && i < reader->refining_count; i++)
        if (refines(reader->refining[i], id, property))
            return value_of(reader->builder, reader->refining[i], MAX_VALUE_BYTES);
    return NULL;
}

/* Does a person have this role, a MARC relator code? EPUB 3 may give several. */
static bool has_role(struct metadata_reader *reader, const struct xml_node *node, const char *role)
{
    const char *given = xml_attribute(node, "opf:role"), *id = xml_attribute(node, "id");
    if (given != NULL)
        return strcasecmp(given, role) == 0;
    for (size_t i = 0; id != NULL && i < reader->refining_count; i++) {
        const struct xml_node *meta = reader->refining[i];
        if (refines(meta, id, "role") && value_is(meta, role))
            return true;
    }
    return false;
}

static bool has_any_role(struct metadata_reader *reader, const struct xml_node *node)
{
    return xml_attribute(node, "opf:role") != NULL || refined(reader, node, "role") != NULL;
}

static void join(struct builder *builder, const char **list, const char *between, const char *name)
{
    struct text both = {0};
    if (*list != NULL)
        text_addf(&both, "%s%s", *list, between);
    text_add_str(&both, name);
    if (both.bytes < MAX_VALUE_BYTES)
        *list = builder_keep(builder, text_view(&both));
    text_release(&both);
}

/* The sorting form of a name: an attribute in EPUB 2, a refinement in EPUB 3. */
static const char *file_as(struct metadata_reader *reader, const struct xml_node *node)
{
    const char *given = xml_attribute(node, "opf:file-as");
    if (given == NULL)
        return refined(reader, node, "file-as");
    struct view value = view_trim(view_part(view_of(given), 0, MAX_VALUE_BYTES));
    return value.bytes > 0 ? builder_keep(reader->builder, value) : NULL;
}

static void take_person(struct metadata_reader *reader, const struct xml_node *node, bool creator,
                        const char **others)
{
    struct book *book = builder_book(reader->builder);
    const char *name = value_of(reader->builder, node, MAX_VALUE_BYTES);
    if (name == NULL)
        return;
    if (has_role(reader, node, "trl"))
        join(reader->builder, &book->metadata.translator, ", ", name);
    else if (has_role(reader, node, "ill"))
        join(reader->builder, &book->metadata.illustrator, ", ", name);
    else if (has_role(reader, node, "nrt"))
        join(reader->builder, &book->metadata.narrator, ", ", name);
    else if (creator && (has_role(reader, node, "aut") || !has_any_role(reader, node))) {
        /* If some of several authors have no sorting name, those of the others would mislead. */
        const char *sort = file_as(reader, node);
        if (sort == NULL)
            reader->unsorted_author = true;
        join(reader->builder, &book->metadata.author, ", ", name);
        if (sort != NULL)
            join(reader->builder, &book->metadata.author_sort, "; ", sort);
        if (reader->unsorted_author)
            book->metadata.author_sort = NULL;
    } else if (creator) {
        join(reader->builder, others, ", ", name);
    }
}

static void take_series(struct metadata_reader *reader, const struct xml_node *node)
{
    struct metadata *details = &builder_book(reader->builder)->metadata;
    const char *type = refined(reader, node, "collection-type");
    if (details->series2 != NULL || (type != NULL && strcmp(type, "series") != 0))
        return;
    bool second = details->series != NULL;
    *(second ? &details->series2 : &details->series) =
        value_of(reader->builder, node, MAX_VALUE_BYTES);
    *(second ? &details->series2_part : &details->series_part) =
        refined(reader, node, "group-position");
}

/* A subject, a few of them: libraries list dozens. Commas stand for what separates genres in a tag.
 */
static void take_subject(struct metadata_reader *reader, const struct xml_node *node)
{
    enum { SUBJECTS_MOST = 4 };
    struct metadata *details = &builder_book(reader->builder)->metadata;
    const char *value = value_of(reader->builder, node, MAX_VALUE_BYTES);
    if (value == NULL || reader->subject_count == SUBJECTS_MOST)
        return;
    struct text subject = {0};
    for (; *value != '\0'; value++)
        text_add_char(&subject, *value == ';' || *value == '/' ? ',' : *value);
    join(reader->builder, &details->subjects, "; ", subject.at);
    reader->subject_count++;
    text_release(&subject);
}

/* Calibre's two names, in EPUB 2 books. */
static void take_meta(struct metadata_reader *reader, const struct xml_node *node)
{
    struct metadata *details = &builder_book(reader->builder)->metadata;
    const char *name = xml_attribute(node, "name"), *content = xml_attribute(node, "content");
    const char *property = xml_attribute(node, "property");
    if (property != NULL && strcmp(property, "belongs-to-collection") == 0)
        take_series(reader, node);
    if (name == NULL || content == NULL)
        return;
    struct view value = view_trim(view_part(view_of(content), 0, MAX_VALUE_BYTES));
    if (strcmp(name, "calibre:series") == 0 && details->series == NULL)
        details->series = builder_keep(reader->builder, value);
    else if (strcmp(name, "calibre:series_index") == 0 && details->series_part == NULL)
        details->series_part = builder_keep(reader->builder, value);
}

/* What stands for the start of a paragraph while white space is joined: a character for private
 * use. */
#define PARAGRAPH_MARK "\xEE\x80\x80"

static void mark_paragraphs(struct view html, struct text *marked)
{
    static const char *const starts[] = {"<p>", "<p ", "</p>", "<br", "<div", "<li"};
    for (size_t at = 0; at < html.bytes; at++) {
        struct view rest = view_part(html, at, html.bytes);
        for (size_t i = 0; rest.at[0] == '<' && i < sizeof starts / sizeof starts[0]; i++)
            if (view_is_nocase(view_part(rest, 0, strlen(starts[i])), starts[i]))
                text_add_str(marked, PARAGRAPH_MARK);
        text_add_char(marked, html.at[at]);
    }
}

/* Marks between paragraphs become U+2029; others, and the blanks around them, go. */
static const char *join_paragraphs(struct builder *builder, const char *plain)
{
    struct text text = {0};
    for (struct view rest = view_of(plain); rest.bytes > 0;) {
        size_t end = view_find(rest, PARAGRAPH_MARK, 0);
        struct view paragraph = view_trim(view_part(rest, 0, end));
        if (paragraph.bytes > 0) {
            text_add_str(&text, text.bytes > 0 ? "\xE2\x80\xA9" : "");
            text_add_view(&text, paragraph);
        }
        rest = view_part(rest, end + strlen(PARAGRAPH_MARK), rest.bytes);
    }
    const char *joined = text.bytes > 0 ? builder_keep(builder, text_view(&text)) : NULL;
    text_release(&text);
    return joined;
}

/* Descriptions often contain HTML, escaped or not. */
static const char *description(struct metadata_reader *reader, const struct xml_node *node)
{
    const char *raw = value_of(reader->builder, node, MAX_DESCRIPTION_BYTES), *plain = NULL;
    struct text marked = {0};
    if (raw == NULL || strchr(raw, '<') == NULL)
        return raw;
    mark_paragraphs(view_of(raw), &marked);
    struct xml_document *document = xml_parse(text_view(&marked), XML_HTML, NULL);
    if (document != NULL)
        plain = value_of(reader->builder, document->root, MAX_DESCRIPTION_BYTES);
    if (plain != NULL)
        plain = join_paragraphs(reader->builder, plain);
    xml_free(document);
    text_release(&marked);
    return document != NULL ? plain : raw;
}

static void set_first(const char **slot, const char *value)
{
    if (*slot == NULL && value != NULL)
        *slot = value;
}

static const char *language_of(struct metadata_reader *reader, const struct xml_node *node)
{
    char tag[LANGUAGE_TAG_BYTES];
    const char *given = value_of(reader->builder, node, MAX_VALUE_BYTES);
    if (reader->failed.kind != ERR_NONE ||
        !language_tag(builder_book(reader->builder)->languages, view_of(given != NULL ? given : ""),
                      tag, &reader->failed))
        return NULL;
    return tag[0] != '\0' ? builder_keep(reader->builder, view_of(tag)) : NULL;
}

/* "urn:isbn:978...", or by its scheme, or 13 digits that begin like an ISBN; hyphens are
 * dropped. */
static const char *isbn_of(struct metadata_reader *reader, const struct xml_node *node,
                           const char *value)
{
    const char *scheme = xml_attribute(node, "opf:scheme");
    bool named = scheme != NULL && strcasecmp(scheme, "isbn") == 0;
    if (strncasecmp(value, "urn:", 4) == 0)
        value += 4;
    if (strncasecmp(value, "isbn:", 5) == 0) {
        value += 5;
        named = true;
    }
    char digits[14];
    size_t count = 0;
    for (; *value != '\0'; value++) {
        bool digit = (*value >= '0' && *value <= '9') || (count == 9 && (*value | 32) == 'x');
        if (digit && count < 13)
            digits[count++] = *value;
        else if (digit || (*value != '-' && *value != ' '))
            return NULL;
    }
    digits[count] = '\0';
    bool thirteen =
        count == 13 && (strncmp(digits, "978", 3) == 0 || strncmp(digits, "979", 3) == 0);
    return thirteen || (named && count == 10) ? builder_keep(reader->builder, view_of(digits))
                                              : NULL;
}

static void take_identifier(struct metadata_reader *reader, const struct xml_node *node,
                            const char *unique)
{
    struct metadata *details = &builder_book(reader->builder)->metadata;
    const char *id = xml_attribute(node, "id");
    const char *value = value_of(reader->builder, node, MAX_VALUE_BYTES);
    if (value != NULL)
        set_first(&details->isbn, isbn_of(reader, node, value));
    if (value != NULL && unique != NULL && id != NULL && strcmp(id, unique) == 0)
        details->identifier = value;
    else
        set_first(&details->identifier, value);
}

static void take_element(struct metadata_reader *reader, const struct xml_node *node,
                         const char *unique, const char **others)
{
    struct book *book = builder_book(reader->builder);
    if (xml_is(node, "title")) {
        const char *title = value_of(reader->builder, node, MAX_VALUE_BYTES);
        const char *type = refined(reader, node, "title-type");
        if (title != NULL && book->metadata.title == NULL) {
            book->metadata.title = title;
            book->metadata.title_sort = file_as(reader, node);
        } else if (title != NULL && type != NULL && strcmp(type, "subtitle") == 0) {
            book->metadata.subtitle = title;
        }
    } else if (xml_is(node, "creator") || xml_is(node, "contributor"))
        take_person(reader, node, xml_is(node, "creator"), others);
    else if (xml_is(node, "language"))
        set_first(&book->metadata.language, language_of(reader, node));
    else if (xml_is(node, "publisher"))
        set_first(&book->metadata.publisher, value_of(reader->builder, node, MAX_VALUE_BYTES));
    else if (xml_is(node, "subject"))
        take_subject(reader, node);
    else if (xml_is(node, "rights"))
        set_first(&book->metadata.copyright, value_of(reader->builder, node, MAX_VALUE_BYTES));
    else if (xml_is(node, "description"))
        set_first(&book->metadata.description, description(reader, node));
    else if (xml_is(node, "date")) {
        const char *event = xml_attribute(node, "opf:event");
        const char *date = value_of(reader->builder, node, MAX_VALUE_BYTES);
        if (event == NULL)
            set_first(&book->metadata.date, date);
        else if (strcmp(event, "publication") == 0)
            book->metadata.date = date;
        else if (strcmp(event, "creation") == 0)
            set_first(&reader->created, date);
    } else if (xml_is(node, "identifier"))
        take_identifier(reader, node, unique);
    else if (xml_is(node, "meta"))
        take_meta(reader, node);
}

bool epub_metadata_read(const struct xml_node *package, struct builder *builder, struct err *err)
{
    struct metadata_reader reader = {.builder = builder, .metadata = xml_find(package, "metadata")};
    const char *unique = xml_attribute(package, "unique-identifier");
    const char *others = NULL;
    if (reader.metadata == NULL)
        return true;
    const struct xml_node *top = reader.metadata;
    for (const struct xml_node *node = top; node != NULL; node = xml_next(top, node, false))
        if (xml_is(node, "meta") && xml_attribute(node, "refines") != NULL &&
            reader.refining_count < MAX_REFINES)
            reader.refining[reader.refining_count++] = node;
    int left = 2000; /* each searches its refinements; bounds the time */
    for (const struct xml_node *node = top; node != NULL && left > 0;
         node = xml_next(top, node, false))
        if (node->name != NULL && xml_attribute(node, "refines") == NULL) {
            left--;
            take_element(&reader, node, unique, &others);
        }
    struct book *book = builder_book(builder);
    if (book->metadata.author == NULL)
        book->metadata.author = others;
    set_first(&book->metadata.date, reader.created);
    if (reader.failed.kind != ERR_NONE)
        *err = reader.failed;
    return reader.failed.kind == ERR_NONE;
}
