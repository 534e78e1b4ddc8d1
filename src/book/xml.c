#include "book/xml.h"

#include "base/hash.h"
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

enum {
    TEXT_NODE_BYTES = 256 * 1024,
    PROBLEM_BYTES = 200,
    NODES = 512,       /* taken at a time */
    BYTES = 16 * 1024, /* the same of names, values and short texts */
    NAME_SLOTS = 256,
    MAX_NAMES = NAME_SLOTS / 2,
    EMPTY_RUN = 1000, /* of empty elements side by side, the rest says nothing new */
};

/* Memory for small things side by side. Zero is empty. */
struct store {
    struct xml_node *nodes; /* not used yet */
    char *bytes;
    size_t node_count, byte_count;
    const char *names[NAME_SLOTS]; /* of elements and attributes: most come again and again */
    size_t name_count;
};

/* The tree while it grows. */
struct grower {
    struct arena *arena;
    struct store store;
    struct xml_source source;
    struct text ready; /* bytes for the parser, from `given` on */
    size_t given;
    struct xml_node *root, *at;
    struct xml_node *last[XML_MAX_DEPTH + 1]; /* child of the open element of each depth */
    struct text text;                         /* of the text node in the making */
    xmlParserCtxtPtr context;
    struct xml_node *before_last; /* the sibling in front of the node that was appended last */
    size_t empty_run;
    size_t depth, over; /* `over`: elements open below XML_MAX_DEPTH, left out */
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

static struct xml_node *new_node(struct grower *grower)
{
    struct store *store = &grower->store;
    if (store->node_count == 0) {
        store->nodes = arena_take(grower->arena, NODES * sizeof *store->nodes);
        store->node_count = NODES;
    }
    store->node_count--;
    return store->nodes++;
}

/* A NUL-terminated copy. */
static char *copy(struct grower *grower, const char *text, size_t bytes)
{
    struct store *store = &grower->store;
    if (bytes >= BYTES / 4)
        return arena_copy_text(grower->arena, text, bytes);
    if (bytes + 1 > store->byte_count) {
        store->bytes = arena_take(grower->arena, BYTES);
        store->byte_count = BYTES;
    }
    char *made = store->bytes;
    memcpy(made, text, bytes);
    store->bytes += bytes + 1;
    store->byte_count -= bytes + 1;
    return made;
}

/* The only copy of the name, in lower case, while there are not too many. */
static const char *name_of(struct grower *grower, const char *name)
{
    struct store *store = &grower->store;
    struct text lower = {0};
    text_add_str(&lower, name);
    for (size_t i = 0; i < lower.bytes; i++)
        lower.at[i] = (char)tolower((unsigned char)lower.at[i]);
    const char *kept = text_view(&lower).at;
    size_t slot = hash_slot(view_of(kept), NAME_SLOTS);
    while (store->names[slot] != NULL && strcmp(store->names[slot], kept) != 0)
        slot = (slot + 1) % NAME_SLOTS;
    kept = store->names[slot] != NULL ? store->names[slot] : copy(grower, kept, lower.bytes);
    if (store->names[slot] == NULL && store->name_count < MAX_NAMES) {
        store->names[slot] = kept;
        store->name_count++;
    }
    text_release(&lower);
    return kept;
}

static void append(struct grower *grower, struct xml_node *node)
{
    struct xml_node **last = &grower->last[grower->depth];
    node->parent = grower->at;
    grower->before_last = *last;
    if (grower->at == NULL)
        grower->root = node;
    else if (*last == NULL)
        grower->at->child = node;
    else
        (*last)->next = node;
    *last = node;
}

static void flush_text(struct grower *grower)
{
    if (grower->text.bytes == 0)
        return;
    if (grower->at != NULL) {
        struct xml_node *node = new_node(grower);
        node->text.bytes = grower->text.bytes;
        node->text.at = copy(grower, grower->text.at, grower->text.bytes);
        append(grower, node);
    }
    text_clear(&grower->text);
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
    struct xml_node *node = new_node(grower);
    node->name = name_of(grower, colon != NULL ? colon + 1 : name);
    append(grower, node);
    grower->at = node;
    grower->depth++;
    grower->last[grower->depth] = NULL;
    return node;
}

/* Takes the element that was just closed off again, when very many like it stand before it. */
static void limit_run(struct grower *grower, struct xml_node *node)
{
    struct xml_node *before = grower->before_last;
    bool again = node->child == NULL && node->attribute_count == 0 && before != NULL &&
                 before->name == node->name && before->child == NULL &&
                 before->attribute_count == 0;
    grower->empty_run = again ? grower->empty_run + 1 : 0;
    if (grower->empty_run < EMPTY_RUN)
        return;
    before->next = NULL;
    grower->last[grower->depth] = before;
    grower->store.nodes = node; /* it was the last one taken */
    grower->store.node_count++;
    *node = (struct xml_node){.name = NULL};
}

static void close_element(struct grower *grower)
{
    if (grower->over > 0) {
        grower->over--;
        return;
    }
    flush_text(grower);
    struct xml_node *node = grower->at;
    if (node != NULL) {
        bool last = grower->last[grower->depth] == NULL;
        grower->at = node->parent;
        grower->depth--;
        if (last)
            limit_run(grower, node);
    }
}

static const char *attribute_name(struct grower *grower, const char *name, const char *prefix,
                                  const char *space)
{
    for (size_t i = 0; space != NULL && i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (strcmp(space, prefixes[i].space) == 0)
            prefix = prefixes[i].prefix;
    if (prefix == NULL)
        return name_of(grower, name);
    struct text full = {0};
    text_addf(&full, "%s:%s", prefix, name);
    const char *kept = name_of(grower, full.at);
    text_release(&full);
    return kept;
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
        made[i].name = attribute_name(grower, (const char *)list[0], (const char *)list[1],
                                      (const char *)list[2]);
        made[i].value = copy(grower, (const char *)list[3], (size_t)(list[4] - list[3]));
    }
    node->attributes = made;
    node->attribute_count = (uint32_t)count;
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
        made[i].name = name_of(grower, (const char *)list[2 * i]);
        made[i].value = copy(grower, value, strlen(value));
    }
    node->attributes = made;
    node->attribute_count = (uint32_t)count;
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
    /* <a::b>: well-formed by XML 1.0, but no name by Namespaces in XML 1.0. */
    if (error->domain == XML_FROM_NAMESPACE && error->code == XML_NS_ERR_QNAME)
        grower->bad_name = true;
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

/* The parser asks for bytes: at most `room` of them. */
static int give(void *data, char *out, int room)
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

/* Gives the parser its input. What is made here belongs to the context. */
static bool connect(xmlParserCtxtPtr context, struct grower *grower)
{
    xmlParserInputBufferPtr buffer =
        xmlParserInputBufferCreateIO(give, NULL, grower, XML_CHAR_ENCODING_NONE);
    xmlParserInputPtr input =
        buffer != NULL ? xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) : NULL;
    return input != NULL && inputPush(context, input) >= 0;
}

/* True when it was well-formed. The tree in `grower` is closed in any case. */
static bool parse(struct grower *grower, bool html)
{
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
    grower->store = (struct store){0};
    grower->root = grower->at = grower->before_last = NULL;
    grower->empty_run = 0;
    grower->depth = grower->over = 0;
    grower->last[0] = NULL;
}

/* The tree of the source, its root in the grower, or NULL there. */
static void grow(struct grower *grower, enum xml_flavour flavour, bool *recovered)
{
    bool as_xml = flavour != XML_HTML || grower->source.says_xml;
    bool fine = as_xml && parse(grower, false) && grower->root != NULL;
    if (fine || grower->source.too_many_attributes)
        return;
    *recovered = as_xml;
    start_over(grower);
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
    grower->arena = arena_new();
    xml_source_open(bytes, source);
    bool empty = source->start >= source->in.bytes;
    if (!empty)
        grow(grower, flavour, &recovered);
    struct xml_document *document = NULL;
    if (grower->root != NULL && !source->too_many_attributes) {
        document = arena_take(grower->arena, sizeof *document);
        *document = (struct xml_document){.root = grower->root,
                                          .encoding = source->encoding,
                                          .bad_bytes = source->bad_bytes,
                                          .guessed = source->guessed,
                                          .recovered = recovered || grower->bad_name,
                                          .arena = grower->arena};
        if (document->recovered && grower->problem != NULL)
            document->problem =
                arena_copy_text(grower->arena, grower->problem, strlen(grower->problem));
    } else {
        const char *why = empty                         ? "it is empty"
                          : source->too_many_attributes ? "an element has too many attributes"
                          : grower->problem != NULL     ? grower->problem
                                                        : "it holds no element";
        if (problem != NULL)
            *problem = mem_copy_text(why, strlen(why));
        arena_free(grower->arena);
    }
    free(grower->problem);
    text_release(&grower->text);
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
