/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/html/walk.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/html/html.h"
#include "book/html/play.h"
#include "book/pronunciation/phonemes.h"
#include "book/wording/language.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct open_element *walk_top(const struct walk *walk)
{
    return &walk->elements[walk->count - 1];
}

void walk_start(struct walk *walk)
{
    walk->elements = mem_grow(NULL, 0, &walk->capacity, sizeof *walk->elements);
    walk->elements[0] = (struct open_element){
        .class = HTML_BLOCK,
        .style = {.kind = BLOCK_PARAGRAPH, .reason = walk->reader->reason},
        .language = walk->reader->language,
    };
    walk->count = 1;
    builder_style(walk->reader->builder, &walk->elements[0].style);
}

void walk_finish(struct walk *walk)
{
    builder_end_block(walk->reader->builder);
    free(walk->elements);
}

/* The tag that an element gives its content; NULL when it gives none that is understood. */
static const char *language_of(struct walk *walk, const struct xml_node *node)
{
    const char *told = xml_attribute(node, "xml:lang");
    if (told == NULL)
        told = xml_attribute(node, "lang");
    if (told == NULL)
        return NULL;
    if (walk->told == NULL || strcmp(walk->told, told) != 0) {
        char tag[LANGUAGE_TAG_BYTES] = "";
        struct builder *builder = walk->reader->builder;
        if (walk->failed.kind == ERR_NONE)
            language_tag(builder_book(builder)->languages, view_of(told), tag, &walk->failed);
        walk->told = told;
        walk->understood = tag[0] != '\0' ? builder_keep(builder, view_of(tag)) : NULL;
    }
    return walk->understood;
}

static void open_span(struct walk *walk, struct open_element *element, enum span_kind kind,
                      const char *value)
{
    builder_span_open(walk->reader->builder, kind, value);
    element->spans++;
}

static void set_language(struct walk *walk, struct open_element *element)
{
    const char *tag = language_of(walk, element->node);
    if (tag == NULL)
        return;
    bool changes = !language_same(tag, element->language);
    element->language = tag;
    if (!changes)
        return;
    if (!html_is_block(element->class))
        open_span(walk, element, SPAN_LANGUAGE, element->language);
    else
        element->style.language =
            language_same(tag, walk->reader->language) ? NULL : element->language;
}

static int heading_level(struct walk *walk, const struct xml_node *node)
{
    const char *aria = xml_attribute(node, "aria-level");
    int level = aria != NULL && isdigit((unsigned char)aria[0]) ? aria[0] - '0'
                : node->name[0] == 'h' && isdigit((unsigned char)node->name[1])
                    ? node->name[1] - '0'
                    : 2;
    level = level < 1 ? 1 : level > 6 ? 6 : level;
    walk->heading_level = level;
    return level;
}

static bool is_title_part(const struct markup_lists *lists, const struct xml_node *node)
{
    return html_type_is(lists, node, "title types");
}

static bool is_heading(const struct markup_lists *lists, const struct open_element *element,
                       const struct open_element *parent)
{
    const char *role = xml_attribute(element->node, "role");
    if (html_is_speaker(lists, element->node))
        return false;
    return element->class == HTML_HEADING || (role != NULL && strcmp(role, "heading") == 0) ||
           (parent->class == HTML_HGROUP && element->class == HTML_BLOCK) ||
           (parent->group && element->class == HTML_BLOCK && is_title_part(lists, element->node));
}

/* Paragraphs whose lines are separated by <br>. */
static void set_lines(struct open_element *element)
{
    element->parts = false;
    if (element->class != HTML_BLOCK || element->style.kind != BLOCK_PARAGRAPH)
        return;
    enum html_lines lines = html_lines(element->node);
    element->parts = lines == HTML_LINES_PARAGRAPHS;
    if (lines == HTML_LINES_VERSE)
        element->style.kind = BLOCK_VERSE;
    if (lines == HTML_LINES_LIST)
        element->style.kind = BLOCK_LIST;
}

static void set_kind(struct walk *walk, struct open_element *element,
                     const struct open_element *parent)
{
    const struct xml_node *node = element->node;
    uint8_t name = 0;
    int by_class =
        element->class == HTML_BLOCK ? html_heading_by_class(walk->reader->lists, node, &name) : 0;
    element->style.class_name = name;
    if (by_class > 0) {
        element->style.kind = BLOCK_HEADING;
        element->style.level = walk->heading_level = by_class;
        element->lines = false;
    } else if (is_heading(walk->reader->lists, element, parent)) {
        bool plain = element->class == HTML_BLOCK && xml_attribute(node, "aria-level") == NULL;
        int level =
            plain && walk->heading_level > 0 ? walk->heading_level : heading_level(walk, node);
        element->style.kind = BLOCK_HEADING;
        element->style.level = level;
        element->lines = false;
    } else if (html_is_verse(walk->reader->lists, node)) {
        element->style.kind = BLOCK_VERSE;
        element->lines = html_has_lines(walk->reader->lists, node);
    } else if (html_is_letter(walk->reader->lists, node)) {
        element->style.kind = BLOCK_LETTER;
    } else if (element->class == HTML_PREFORMATTED) {
        element->pre = true;
        element->code = html_is_code(walk->reader->lists, node);
        element->style.kind = BLOCK_VERSE;
    } else if (element->class == HTML_ITEM || (element->class == HTML_ROW && parent->rows)) {
        element->style.kind = BLOCK_LIST;
        element->lines = element->class == HTML_ROW;
    }
    set_lines(element);
    element->group = element->class == HTML_HGROUP || xml_is(node, "header");
}

static void set_table(struct open_element *element, const struct open_element *parent)
{
    if (element->class != HTML_TABLE)
        return;
    element->in_table = true;
    element->rows = !parent->in_table && html_table(element->node) == HTML_TABLE_ROWS;
}

static bool is_kana(uint32_t rune)
{
    return rune >= 0x3040 && rune <= 0x30FF;
}

/* Japanese readings in kana are what is said for the characters below them. */
static void set_ruby(struct walk *walk, struct open_element *element)
{
    if (element->class != HTML_RUBY || !language_same("ja", element->language))
        return;
    struct text reading = {0};
    for (const struct xml_node *child = xml_child(element->node, NULL, "rt"); child != NULL;
         child = xml_child(element->node, child, "rt"))
        xml_text(child, 200, &reading);
    if (reading.bytes > 0 && is_kana(rune_at(text_view(&reading), 0)))
        open_span(walk, element, SPAN_ALIAS,
                  builder_keep(walk->reader->builder, text_view(&reading)));
    text_release(&reading);
}

/* A pronunciation of everything inside; the outermost one counts. */
static void set_phonemes(struct walk *walk, struct open_element *element)
{
    const char *alphabet = xml_attribute(element->node, "ssml:alphabet");
    const char *value = xml_attribute(element->node, "ssml:ph");
    struct text mapped = {0};
    if (alphabet != NULL)
        element->alphabet = alphabet;
    if (value == NULL || element->voiced || html_is_block(element->class))
        return;
    if (phonemes_map(walk->reader->phonemes, element->alphabet, view_of(value), &mapped, NULL) ==
        PHONEMES_MAPPED) {
        open_span(walk, element, SPAN_PHONEMES,
                  builder_keep(walk->reader->builder, text_view(&mapped)));
        element->voiced = true;
    }
    text_release(&mapped);
}

/* By its type, or by its class if it is an <abbr>. */
static bool is_kind(const struct xml_node *node, const char *word)
{
    return html_has_type(node, word) || (xml_is(node, "abbr") && html_has_class(node, word));
}

static bool is_spelt(const struct markup_lists *lists, const struct xml_node *node)
{
    return html_type_is(lists, node, "spelled types") ||
           (xml_is(node, "abbr") && html_class_is(lists, node, "spelled abbreviation classes"));
}

static void set_spans(struct walk *walk, struct open_element *element)
{
    const struct xml_node *node = element->node;
    if (element->class == HTML_STRESS && element->style.kind != BLOCK_HEADING)
        open_span(walk, element, SPAN_EMPHASIS, NULL);
    set_ruby(walk, element);
    if (node->attribute_count == 0)
        return;
    set_phonemes(walk, element);
    if (html_has_type(node, "roman"))
        open_span(walk, element, SPAN_ROMAN, NULL);
    if (is_spelt(walk->reader->lists, node))
        open_span(walk, element, SPAN_INITIALISM, NULL);
    if (html_is_direction(walk->reader->lists, node))
        open_span(walk, element, SPAN_DIRECTION, NULL);
    if (is_kind(node, "compass"))
        open_span(walk, element, SPAN_COMPASS, NULL);
}

static void add_quote(struct walk *walk, bool opens)
{
    walk->quotes += opens ? 1 : 0;
    bool inner = walk->quotes % 2 == 0;
    builder_text(walk->reader->builder, view_of(opens ? (inner ? "‘" : "“") : (inner ? "’" : "”")));
    walk->quotes -= opens ? 0 : 1;
}

/* Does it begin a new line of a block rather than a block? */
static bool is_line(const struct open_element *parent, enum html_class class)
{
    return parent->lines && (class == HTML_BLOCK || class == HTML_CELL || class == HTML_ITEM);
}

/* Empty, or only a no-break space. */
static bool is_empty(const struct xml_node *node)
{
    const struct xml_node *child = node->child;
    return child == NULL ||
           (child->name == NULL && child->next == NULL && html_is_blank(child->text));
}

/* A link into the book, not to the web. */
static bool is_link(const struct xml_node *node)
{
    const char *href = xml_is(node, "a") ? xml_attribute(node, "href") : NULL;
    return href != NULL && href[strcspn(href, ":/?#")] != ':';
}

void walk_push(struct walk *walk, const struct xml_node *node, enum html_class class,
               enum skip_reason reason, const char *note)
{
    walk->elements = mem_grow(walk->elements, walk->count, &walk->capacity, sizeof *walk->elements);
    const struct open_element *parent = walk_top(walk);
    struct open_element element = *parent;
    element.node = node;
    element.class = class;
    element.spans = 0;
    element.last_note = NULL;
    element.note_rest = HTML_INLINE;
    element.split = element.group = false;
    element.first = !builder_is_open(walk->reader->builder) || html_is_block(class);
    bool outside = element.style.reason == SKIP_AUXILIARY;
    if (element.style.reason == SKIP_NONE || (outside && reason != SKIP_NONE))
        element.style.reason = reason;
    if (note != NULL && (outside || element.style.reason == SKIP_FOOTNOTE))
        element.style.reason = SKIP_NONE;
    if (note != NULL)
        element.style.note = note;
    bool block = html_is_block(class);
    bool line = block && is_line(parent, class) && element.style.reason == parent->style.reason;
    if (block && !line) {
        builder_end_block(walk->reader->builder);
        set_kind(walk, &element, parent);
        set_table(&element, parent);
    }
    if (class == HTML_TABLE) {
        walk->persona = NULL;
        walk->persona_rows = 0;
    }
    if (class == HTML_ROW)
        html_set_row(walk, &element);
    if (node->attribute_count == 0 && class == HTML_CELL)
        html_set_persona(walk, &element);
    if (node->attribute_count > 0) {
        element.cast = element.cast || html_has_type(node, "dramatis-personae");
        html_set_direction(walk, &element);
        html_set_persona(walk, &element);
        set_language(walk, &element);
    }
    set_spans(walk, &element);
    if (line && xml_is(node, "p") && is_empty(node))
        builder_end_block(walk->reader->builder); /* an empty line between stanzas */
    else if (line)
        builder_line_break(walk->reader->builder);
    if ((block && !line) || element.split)
        builder_style(walk->reader->builder, &element.style);
    if (block && node->line > 0)
        builder_at_line(walk->reader->builder, node->line);
    walk->elements[walk->count++] = element;
    if (is_link(node))
        builder_link(walk->reader->builder, true);
    if (class == HTML_QUOTE)
        add_quote(walk, true);
}

/* <i>Faust.</i> and then what he says: a direction would stand alone. */
static bool is_italic_label(const struct builder *builder, const struct xml_node *node)
{
    uint32_t last = builder_last_rune(builder);
    const struct xml_node *next = node->next;
    return (xml_is(node, "i") || xml_is(node, "em")) && next != NULL &&
           (last == '.' || last == ':' ||
            (next->name == NULL && view_starts(view_trim(next->text), ":")));
}

void walk_pop(struct walk *walk)
{
    struct builder *builder = walk->reader->builder;
    struct open_element element = walk->elements[--walk->count];
    const struct open_element *parent = walk_top(walk);
    if (element.class == HTML_QUOTE)
        add_quote(walk, false);
    if (element.first && (html_sets_off(walk->reader->lists, element.node) ||
                          html_is_speaker(walk->reader->lists, element.node) ||
                          xml_is(element.node, "dt") || is_italic_label(builder, element.node)))
        builder_set_off(builder);
    if (is_link(element.node))
        builder_link(builder, false);
    for (int i = 0; i < element.spans; i++)
        builder_span_close(builder);
    bool block = html_is_block(element.class);
    if (block && is_line(parent, element.class) && !element.split &&
        element.style.reason == parent->style.reason)
        builder_line_break(builder);
    else if (block || element.split)
        builder_style(builder, &parent->style);
}
