/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/xml/xml.h"

#include "base/mem.h"
#include "book/xml/source.h"
#include "book/xml/tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <stdlib.h>
#include <string.h>

enum { PROBLEM_BYTES = 200 }; /* chosen: of libxml2's message, for one line of ours */

/* A tree that grows from a source. */
struct grower {
    struct xml_tree tree;
    struct xml_source source;
    struct text ready; /* bytes for the parser, from `given` on */
    size_t given;
    xmlParserCtxtPtr context;
    char *problem;
    bool bad_name; /* of an element or attribute */
};

static const struct {
    const char *space, *prefix;
} prefixes[] = {
    {"http://www.idpf.org/2007/ops", "epub"},
    {"http://www.idpf.org/2007/opf", "opf"},
    {"http://www.w3.org/XML/1998/namespace", "xml"},
    {"http://www.w3.org/2001/10/synthesis", "ssml"},
    {"https://www.w3.org/2001/10/synthesis", "ssml"},
    {"http://www.w3.org/1999/xlink", "xlink"},
};

static const char *attribute_name(struct grower *grower, const char *name, const char *prefix,
                                  const char *space)
{
    for (size_t i = 0; space != NULL && i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (strcmp(space, prefixes[i].space) == 0)
            prefix = prefixes[i].prefix;
    if (prefix == NULL)
        return xml_tree_name(&grower->tree, name);
    struct text full = {0};
    text_addf(&full, "%s:%s", prefix, name);
    const char *kept = xml_tree_name(&grower->tree, full.at);
    text_release(&full);
    return kept;
}

/* An attribute of SAX2 is five pointers: name, prefix, namespace, value, end of value. */
static void xml_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
                      int spaces, const xmlChar **space_list, int count, int defaulted,
                      const xmlChar **list)
{
    (void)prefix, (void)space, (void)spaces, (void)space_list, (void)defaulted;
    struct grower *grower = data;
    struct xml_node *node = xml_tree_open(&grower->tree, (const char *)name);
    if (node != NULL)
        node->line = xmlSAX2GetLineNumber(grower->context);
    if (node == NULL || count == 0)
        return;
    struct xml_attribute *made = arena_alloc(grower->tree.arena, (size_t)count * sizeof *made);
    for (int i = 0; i < count; i++, list += 5) {
        made[i].name = attribute_name(grower, (const char *)list[0], (const char *)list[1],
                                      (const char *)list[2]);
        made[i].value =
            xml_tree_copy(&grower->tree, (const char *)list[3], (size_t)(list[4] - list[3]));
    }
    node->attributes = made;
    node->attribute_count = (uint32_t)count;
}

static void xml_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
    (void)name, (void)prefix, (void)space;
    xml_tree_close(&((struct grower *)data)->tree);
}

static void html_start(void *data, const xmlChar *name, const xmlChar **list)
{
    struct grower *grower = data;
    struct xml_node *node = xml_tree_open(&grower->tree, (const char *)name);
    size_t count = 0;
    while (list != NULL && list[2 * count] != NULL)
        count++;
    if (node == NULL || count == 0)
        return;
    struct xml_attribute *made = arena_alloc(grower->tree.arena, count * sizeof *made);
    for (size_t i = 0; i < count; i++) {
        const char *value = list[2 * i + 1] != NULL ? (const char *)list[2 * i + 1] : "";
        made[i].name = xml_tree_name(&grower->tree, (const char *)list[2 * i]);
        made[i].value = xml_tree_copy(&grower->tree, value, strlen(value));
    }
    node->attributes = made;
    node->attribute_count = (uint32_t)count;
}

static void html_end(void *data, const xmlChar *name)
{
    (void)name;
    xml_tree_close(&((struct grower *)data)->tree);
}

static void characters(void *data, const xmlChar *bytes, int count)
{
    struct grower *grower = data;
    xml_tree_text(&grower->tree, (const char *)bytes, (size_t)count);
}

static void note_problem(void *data, xmlErrorPtr error)
{
    struct grower *grower = data;
    /* <a::b> is well-formed by XML 1.0, but not a name by Namespaces in XML 1.0. */
    if (error->domain == XML_FROM_NAMESPACE && error->code == XML_NS_ERR_QNAME)
        grower->bad_name = true;
    if (grower->problem != NULL || error->level < XML_ERR_ERROR)
        return;
    struct text line = {0};
    struct view message =
        view_trim(view_of(error->message != NULL ? error->message : "no reason given"));
    text_addf(&line, "line %d: ", error->line);
    text_add_view(&line, view_part(message, 0, PROBLEM_BYTES));
    for (size_t i = 0; i < line.bytes; i++)
        if ((unsigned char)line.at[i] < ' ')
            line.at[i] = ' ';
    grower->problem = line.at;
}

static void set_handlers(xmlSAXHandler *sax, bool html)
{
    memset(sax, 0, sizeof *sax);
    sax->initialized = XML_SAX2_MAGIC;
    sax->characters = sax->ignorableWhitespace = sax->cdataBlock = characters;
    sax->serror = note_problem;
    if (html) {
        sax->startElement = html_start;
        sax->endElement = html_end;
    } else {
        sax->startElementNs = xml_start;
        sax->endElementNs = xml_end;
    }
}

/* The parser's input callback: gives it at most `room` bytes. */
static int give_bytes(void *data, char *out, int room)
{
    struct grower *grower = data;
    if (grower->given == grower->ready.bytes) {
        text_clear(&grower->ready);
        grower->given = 0;
        while (grower->ready.bytes < (size_t)room &&
               xml_source_next(&grower->source, &grower->ready))
            ;
    }
    size_t left = grower->ready.bytes - grower->given;
    size_t count = left < (size_t)room ? left : (size_t)room;
    memcpy(out, text_view(&grower->ready).at + grower->given, count);
    grower->given += count;
    return (int)count;
}

/* Makes give_bytes the parser's input. What is allocated here belongs to the context. */
static bool connect(xmlParserCtxtPtr context, struct grower *grower)
{
    xmlParserInputBufferPtr buffer =
        xmlParserInputBufferCreateIO(give_bytes, NULL, grower, XML_CHAR_ENCODING_NONE);
    xmlParserInputPtr input =
        buffer != NULL ? xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) : NULL;
    return input != NULL && inputPush(context, input) >= 0;
}

static char *copy_string(const char *string)
{
    return mem_copy_text(string, strlen(string));
}

/* libxml2 takes a failed allocation for a damaged file, or crashes. Asking what it uses keeps this
 * from being done twice: memory may be in use by then. */
static void guard_memory(void)
{
    xmlFreeFunc free_now;
    xmlMallocFunc malloc_now;
    xmlReallocFunc realloc_now;
    xmlStrdupFunc strdup_now;
    if (xmlMemGet(&free_now, &malloc_now, &realloc_now, &strdup_now) == 0 &&
        malloc_now != mem_alloc)
        xmlMemSetup(free, mem_alloc, mem_resize, copy_string);
}

/* True when the source was well-formed. The tree in `grower` is complete in any case. */
static bool parse(struct grower *grower, bool html)
{
    guard_memory();
    xmlParserCtxtPtr context = html ? htmlNewParserCtxt() : xmlNewParserCtxt();
    xml_source_rewind(&grower->source);
    text_clear(&grower->ready);
    grower->given = 0;
    if (context == NULL || !connect(context, grower)) {
        xmlFreeParserCtxt(context);
        return false;
    }
    context->userData = grower;
    grower->context = context;
    if (html) {
        htmlCtxtUseOptions(context, HTML_PARSE_NONET | HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC);
        context->options |= XML_PARSE_HUGE; /* sizes and depth have our own limits */
    } else {
        xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_HUGE);
    }
    set_handlers(context->sax, html);
    xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8);
    if (html)
        htmlParseDocument(context);
    else
        xmlParseDocument(context);
    bool fine = context->wellFormed != 0;
    if (context->myDoc != NULL)
        xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
    xml_tree_end(&grower->tree);
    return fine;
}

/* Parses the source in the order of `flavour`. The root is in the grower, or NULL there. */
static void parse_as(struct grower *grower, enum xml_flavour flavour, bool *recovered)
{
    bool as_xml = flavour != XML_HTML || grower->source.says_xml;
    bool fine = as_xml && parse(grower, false) && grower->tree.root != NULL;
    if (fine || grower->source.too_many_attributes)
        return;
    *recovered = as_xml;
    xml_tree_start(&grower->tree);
    if (flavour == XML_STRICT)
        return;
    char *problem = grower->problem;
    grower->problem = NULL;
    parse(grower, true);
    free(grower->problem);
    grower->problem = problem;
}

struct xml_document *xml_parse(struct view bytes, enum xml_flavour flavour, char **problem)
{
    struct grower *grower = mem_zero(1, sizeof *grower);
    struct xml_source *source = &grower->source;
    bool recovered = false;
    xml_tree_start(&grower->tree);
    xml_source_open(bytes, source);
    bool empty = source->start >= source->in.bytes;
    if (!empty)
        parse_as(grower, flavour, &recovered);
    struct xml_document *document = NULL;
    if (grower->tree.root != NULL && !source->too_many_attributes) {
        document = arena_alloc(grower->tree.arena, sizeof *document);
        *document = (struct xml_document){.root = grower->tree.root,
                                          .encoding = source->encoding,
                                          .bad_bytes = source->bad_bytes,
                                          .guessed = source->guessed,
                                          .recovered = recovered || grower->bad_name,
                                          .arena = grower->tree.arena};
        if (document->recovered && grower->problem != NULL)
            document->problem =
                arena_copy_text(grower->tree.arena, grower->problem, strlen(grower->problem));
    } else {
        const char *why = empty                         ? "it is empty"
                          : source->too_many_attributes ? "an element has too many attributes"
                          : grower->problem != NULL     ? grower->problem
                                                        : "it contains no element";
        if (problem != NULL)
            *problem = mem_copy_text(why, strlen(why));
        arena_free(grower->tree.arena);
    }
    free(grower->problem);
    xml_tree_release(&grower->tree);
    text_release(&grower->ready);
    xml_source_close(source);
    free(grower);
    return document;
}

void xml_free(struct xml_document *document)
{
    if (document != NULL)
        arena_free(document->arena);
}

uint32_t xml_entity(struct view name)
{
    char copy[16];
    if (name.bytes >= sizeof copy)
        return 0;
    memcpy(copy, name.at, name.bytes);
    copy[name.bytes] = '\0';
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)copy);
    return entity != NULL ? entity->value : 0;
}
