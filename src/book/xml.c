#include "book/xml.h"

#include "base/mem.h"
#include "book/xml_source.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TEXT_NODE_BYTES = 256 * 1024, PROBLEM_BYTES = 200 };

/* The tree while it grows. */
struct grower {
    struct arena *arena;
    struct xml_node *root, *at;
    struct text text; /* of the text node in the making */
    xmlParserCtxtPtr context;
    size_t depth, over; /* `over`: elements open below XML_MAX_DEPTH, left out */
    char *problem;
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

static void append(struct grower *grower, struct xml_node *node)
{
    struct xml_node *parent = grower->at;
    node->parent = parent;
    if (parent == NULL)
        grower->root = node;
    else if (parent->last == NULL)
        parent->child = parent->last = node;
    else {
        parent->last->next = node;
        node->before = parent->last;
        parent->last = node;
    }
}

static void flush_text(struct grower *grower)
{
    if (grower->text.bytes == 0)
        return;
    if (grower->at != NULL) {
        struct xml_node *node = arena_take(grower->arena, sizeof *node);
        node->text.bytes = grower->text.bytes;
        node->text.at = arena_copy_text(grower->arena, grower->text.at, grower->text.bytes);
        append(grower, node);
    }
    text_clear(&grower->text);
}

static const char *copy_lower(struct arena *arena, const char *name)
{
    char *copy = arena_copy_text(arena, name, strlen(name));
    for (char *c = copy; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    return copy;
}

/* Opens an element; NULL when it is too deep to be kept. */
static struct xml_node *open_element(struct grower *grower, const char *name)
{
    if (grower->depth >= XML_MAX_DEPTH || (grower->at == NULL && grower->root != NULL)) {
        grower->over++;
        return NULL;
    }
    flush_text(grower);
    const char *colon = strrchr(name, ':');
    struct xml_node *node = arena_take(grower->arena, sizeof *node);
    node->name = copy_lower(grower->arena, colon != NULL ? colon + 1 : name);
    append(grower, node);
    grower->at = node;
    grower->depth++;
    return node;
}

static void close_element(struct grower *grower)
{
    if (grower->over > 0) {
        grower->over--;
        return;
    }
    flush_text(grower);
    if (grower->at != NULL) {
        grower->at = grower->at->parent;
        grower->depth--;
    }
}

static const char *attribute_name(struct arena *arena, const char *name, const char *prefix,
                                  const char *space)
{
    for (size_t i = 0; space != NULL && i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (strcmp(space, prefixes[i].space) == 0)
            prefix = prefixes[i].prefix;
    if (prefix == NULL)
        return copy_lower(arena, name);
    size_t bytes = strlen(prefix) + strlen(name) + 2;
    char *full = arena_take(arena, bytes);
    snprintf(full, bytes, "%s:%s", prefix, name);
    return copy_lower(arena, full);
}

/* SAX2: an attribute is five pointers: name, prefix, namespace, value, end of value. */
static void xml_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
                      int spaces, const xmlChar **space_list, int count, int defaulted,
                      const xmlChar **list)
{
    (void)prefix, (void)space, (void)spaces, (void)space_list, (void)defaulted;
    struct grower *grower = data;
    struct xml_node *node = open_element(grower, (const char *)name);
    if (node != NULL)
        node->line = xmlSAX2GetLineNumber(grower->context);
    if (node == NULL || count == 0)
        return;
    struct xml_attribute *made = arena_take(grower->arena, (size_t)count * sizeof *made);
    for (int i = 0; i < count; i++, list += 5) {
        made[i].name = attribute_name(grower->arena, (const char *)list[0], (const char *)list[1],
                                      (const char *)list[2]);
        made[i].value =
            arena_copy_text(grower->arena, (const char *)list[3], (size_t)(list[4] - list[3]));
    }
    node->attributes = made;
    node->attribute_count = (size_t)count;
}

static void xml_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
    (void)name, (void)prefix, (void)space;
    close_element(data);
}

static void html_start(void *data, const xmlChar *name, const xmlChar **list)
{
    struct grower *grower = data;
    struct xml_node *node = open_element(grower, (const char *)name);
    size_t count = 0;
    while (list != NULL && list[2 * count] != NULL)
        count++;
    if (node == NULL || count == 0)
        return;
    struct xml_attribute *made = arena_take(grower->arena, count * sizeof *made);
    for (size_t i = 0; i < count; i++) {
        const char *value = list[2 * i + 1] != NULL ? (const char *)list[2 * i + 1] : "";
        made[i].name = copy_lower(grower->arena, (const char *)list[2 * i]);
        made[i].value = arena_copy_text(grower->arena, value, strlen(value));
    }
    node->attributes = made;
    node->attribute_count = count;
}

static void html_end(void *data, const xmlChar *name)
{
    (void)name;
    close_element(data);
}

static void characters(void *data, const xmlChar *bytes, int count)
{
    struct grower *grower = data;
    text_add(&grower->text, (const char *)bytes, (size_t)count);
    if (grower->text.bytes >= TEXT_NODE_BYTES)
        flush_text(grower);
}

static void note_problem(void *data, xmlErrorPtr error)
{
    struct grower *grower = data;
    if (grower->problem != NULL || error->level < XML_ERR_ERROR)
        return;
    struct text line = {0};
    struct view message = view_trim(view_of(error->message != NULL ? error->message : "no reason"));
    text_addf(&line, "line %d: ", error->line);
    text_add_view(&line, view_part(message, 0, PROBLEM_BYTES));
    for (size_t i = 0; i < line.bytes; i++)
        if ((unsigned char)line.at[i] < ' ')
            line.at[i] = ' ';
    grower->problem = line.at;
}

static void handlers(xmlSAXHandler *sax, bool html)
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

/* True when it was well-formed. The tree in `grower` is closed in any case. */
static bool parse(struct grower *grower, struct view source, bool html)
{
    xmlParserCtxtPtr context = html ? htmlCreateMemoryParserCtxt(source.at, (int)source.bytes)
                                    : xmlCreateMemoryParserCtxt(source.at, (int)source.bytes);
    if (context == NULL)
        return false;
    handlers(context->sax, html);
    context->userData = grower;
    grower->context = context;
    if (html) {
        htmlCtxtUseOptions(context, HTML_PARSE_NONET | HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC);
        context->options |= XML_PARSE_HUGE; /* sizes and depth have our own limits */
    } else {
        xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_HUGE);
    }
    handlers(context->sax, html);
    xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8);
    if (html)
        htmlParseDocument(context);
    else
        xmlParseDocument(context);
    bool fine = context->wellFormed != 0;
    if (context->myDoc != NULL)
        xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
    while (grower->at != NULL)
        close_element(grower);
    text_clear(&grower->text);
    return fine;
}

static void start_over(struct grower *grower)
{
    arena_free(grower->arena);
    grower->arena = arena_new();
    grower->root = grower->at = NULL;
    grower->depth = grower->over = 0;
}

/* The tree of `source`, its root in the grower, or NULL there. */
static bool grow(struct grower *grower, const struct xml_source *source, enum xml_flavour flavour,
                 bool *recovered)
{
    struct view text = text_view(&source->text);
    bool as_xml = flavour != XML_HTML || source->says_xml;
    if (as_xml && parse(grower, text, false) && grower->root != NULL)
        return true;
    if (flavour == XML_STRICT)
        return false;
    *recovered = as_xml;
    start_over(grower);
    char *problem = grower->problem;
    grower->problem = NULL;
    parse(grower, text, true);
    free(grower->problem);
    grower->problem = problem;
    return grower->root != NULL;
}

struct xml_document *xml_parse(struct view bytes, enum xml_flavour flavour, char **problem)
{
    struct xml_source source;
    struct grower grower = {.arena = arena_new()};
    bool recovered = false, grown = false;
    xml_source_read(bytes, &source);
    if (!source.too_many_attributes && source.text.bytes > 0)
        grown = grow(&grower, &source, flavour, &recovered);
    struct xml_document *document = NULL;
    if (grown) {
        document = arena_take(grower.arena, sizeof *document);
        *document = (struct xml_document){.root = grower.root,
                                          .encoding = source.encoding,
                                          .bad_bytes = source.bad_bytes,
                                          .guessed = source.guessed,
                                          .recovered = recovered,
                                          .arena = grower.arena};
        if (recovered && grower.problem != NULL)
            document->problem =
                arena_copy_text(grower.arena, grower.problem, strlen(grower.problem));
    } else {
        const char *why = source.text.bytes == 0       ? "it is empty"
                          : source.too_many_attributes ? "an element has too many attributes"
                          : grower.problem != NULL     ? grower.problem
                                                       : "it holds no element";
        if (problem != NULL)
            *problem = mem_copy_text(why, strlen(why));
        arena_free(grower.arena);
    }
    free(grower.problem);
    text_release(&grower.text);
    text_release(&source.text);
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
