/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/html/html.h"

#include "book/builder/builder.h"
#include "book/element/element.h"
#include "book/element/note_mark.h"
#include "book/element/web_page.h"
#include "book/html/image.h"
#include "book/html/note_key.h"
#include "book/html/note_place.h"
#include "book/html/walk.h"
#include "book/xml/xml.h"
#include "data/language.h"

#include <string.h>

bool html_skips(const struct html_reader *reader, enum skip_reason reason)
{
    return reason != SKIP_NONE &&
           (reader->options == NULL || (reader->options->read_reasons & 1u << reason) == 0);
}

static void tell_ids(const struct walk *walk, const struct xml_node *node)
{
    if (walk->reader->at_id == NULL || node->name == NULL)
        return;
    const char *id = xml_attribute(node, "id");
    const char *xml_id = id == NULL ? xml_attribute(node, "xml:id") : NULL;
    const char *name = xml_is(node, "a") ? xml_attribute(node, "name") : NULL;
    if (id != NULL || xml_id != NULL)
        walk->reader->at_id(walk->reader->data, id != NULL ? id : xml_id);
    if (name != NULL && (id == NULL || strcmp(name, id) != 0))
        walk->reader->at_id(walk->reader->data, name);
}

/* Ids inside what is not read are still places where chapters may start. */
static void tell_ids_inside(const struct walk *walk, const struct xml_node *top)
{
    if (walk->reader->at_id == NULL)
        return;
    for (const struct xml_node *node = xml_next(top, top, false); node != NULL;
         node = xml_next(top, node, false))
        tell_ids(walk, node);
}

static enum skip_reason reason_of_class(const struct walk *walk, const struct xml_node *node,
                                        enum html_class class)
{
    switch (class) {
    case HTML_CONTENTS:
        return SKIP_CONTENTS;
    case HTML_NOTE:
        return SKIP_FOOTNOTE;
    case HTML_PAGE_NUMBER:
        return SKIP_PAGE_NUMBER;
    case HTML_NOTE_MARK:
        return SKIP_NOTE_MARK;
    case HTML_PREFORMATTED:
        return html_is_listing(walk->reader->lists, node) ? SKIP_CODE : SKIP_NONE;
    case HTML_TABLE:
        return !walk_top(walk)->in_table && html_table(node) == HTML_TABLE_LONG ? SKIP_TABLE
                                                                                : SKIP_NONE;
    default:
        return html_is_page_number(walk->reader->lists, node, walk->reader->wording) ||
                       html_is_verse_number(walk->reader->lists, node)
                   ? SKIP_PAGE_NUMBER
               : class == HTML_BLOCK && html_is_listing(walk->reader->lists, node)   ? SKIP_CODE
               : html_is_block(class) && html_is_note(walk->reader->lists, node)     ? SKIP_FOOTNOTE
               : html_is_block(class) && html_is_contents(walk->reader->lists, node) ? SKIP_CONTENTS
                                                                                     : SKIP_NONE;
    }
}

static enum skip_reason reason_of(const struct walk *walk, const struct xml_node *node,
                                  enum html_class class)
{
    enum skip_reason reason = html_skipped(walk->reader->lists, node, walk->reader->css);
    if (reason == SKIP_NONE && xml_is(node, "annoref"))
        reason = SKIP_NOTE_MARK; /* DTBook */
    if (reason == SKIP_NONE && xml_is(node, "annotation"))
        reason = SKIP_FOOTNOTE;
    if (reason == SKIP_NONE && walk->verses && html_is_raised_number(node))
        reason = SKIP_PAGE_NUMBER;
    if (reason == SKIP_NONE && (class == HTML_INLINE || class == HTML_STRESS) &&
        html_is_note_mark(walk->reader->lists, node, walk->reader->css,
                          builder_last_rune(walk->reader->builder)))
        reason = SKIP_NOTE_MARK;
    reason = reason == SKIP_NONE ? reason_of_class(walk, node, class) : reason;
    if (reason == SKIP_NONE && walk->reader->page != NULL &&
        web_page_surrounds(walk->reader->page, node))
        reason = SKIP_HIDDEN;
    return reason;
}

/* Skips an inline element. */
static void skip_inline(struct walk *walk, const struct xml_node *node, enum skip_reason reason)
{
    struct text text = {0};
    xml_text(node, SIZE_MAX, &text);
    bool brackets = reason == SKIP_NOTE_MARK && html_in_brackets(node);
    if (walk_top(walk)->style.reason == SKIP_NONE)
        builder_skip_text(walk->reader->builder, reason, text_view(&text));
    else if (brackets)
        builder_text(walk->reader->builder, text_view(&text));
    text_release(&text);
    if (reason != SKIP_NOTE_MARK)
        tell_ids_inside(walk, node);
    else if (brackets && walk_top(walk)->style.reason == SKIP_NONE)
        walk->bracket = builder_drop_last(walk->reader->builder, '[');
}

/* The words of formulas in the language of the text; NULL: none. */
static const struct data_file *math_words(struct walk *walk)
{
    const struct data_file *words = NULL;
    const char *language = walk_top(walk)->language;
    if (walk->failed.kind == ERR_NONE)
        language_file(builder_book(walk->reader->builder)->languages,
                      language != NULL ? language : "en", "math", &words, &walk->failed);
    return words;
}

/*
 * A formula that has a text (aria-label, alttext) is read as that text. If the text is only signs,
 * or missing, a sign stands in the book's text, and the structure of the formula in words is said
 * in its place.
 */
static void take_math(struct walk *walk, const struct xml_node *node)
{
    struct builder *builder = walk->reader->builder;
    struct text words = {0};
    const char *label = html_math_label(walk->reader->lists, node);
    if (label == NULL || html_math_is_symbols(label))
        html_math_words(node, math_words(walk), &words);
    builder_text(builder, view_of(" "));
    if (words.bytes > 0)
        builder_span_open(builder, SPAN_ALIAS, builder_keep(builder, view_trim(text_view(&words))));
    if (label != NULL || words.bytes > 0)
        builder_text(builder, view_of(label != NULL ? label : "∑"));
    if (words.bytes > 0)
        builder_span_close(builder);
    builder_text(builder, view_of(" "));
    text_release(&words);
}

/* A formula drawn without MathML, with a text for those who do not see it. */
static bool take_math_label(struct walk *walk, const struct xml_node *node, enum html_class class)
{
    struct builder *builder = walk->reader->builder;
    const char *label = xml_attribute(node, "aria-label");
    if (label == NULL || class == HTML_MATH || walk_top(walk)->style.reason != SKIP_NONE)
        return false;
    if (html_is_block(class))
        builder_end_block(builder);
    builder_text(builder, view_of(" "));
    builder_text(builder, view_of(label));
    builder_text(builder, view_of(" "));
    if (html_is_block(class))
        builder_end_block(builder);
    tell_ids_inside(walk, node);
    return true;
}

static void take_line_break(struct walk *walk)
{
    struct builder *builder = walk->reader->builder;
    const struct open_element *top = walk_top(walk);
    bool keeps_lines =
        top->style.kind != BLOCK_PARAGRAPH || top->lines || top->pre || builder_is_set_off(builder);
    walk->breaks++;
    if (builder_is_capitals(builder)) {
        builder_set_off(builder); /* it may be a name in a play */
        keeps_lines = true;
    }
    if (top->parts && walk->breaks == 1)
        builder_end_block(builder);
    else if (walk->breaks > 1 && top->style.kind != BLOCK_HEADING && !top->lines)
        builder_end_block(builder);
    else if (keeps_lines)
        builder_line_break(builder);
    else
        builder_text(builder, view_of(" "));
}

/* Elements that mean something whatever is inside. True when `node` was one. */
static bool take_whole(struct walk *walk, const struct xml_node *node, enum html_class class)
{
    const char *role = xml_attribute(node, "role");
    if (role != NULL && strcmp(role, "math") == 0 && take_math_label(walk, node, class))
        return true;
    switch (class) {
    case HTML_RUBY_TEXT:
        break;
    case HTML_SVG:
        if (walk->count == 1)
            return false;
        break;
    case HTML_RULE:
        builder_scene_break(walk->reader->builder);
        break;
    case HTML_LINE_BREAK:
        take_line_break(walk);
        break;
    case HTML_IMAGE:
        html_read_image(walk, node);
        break;
    case HTML_MATH:
        take_math(walk, node);
        break;
    default:
        if (!html_is_scene_break(walk->reader->lists, node) &&
            (role == NULL || strcmp(role, "separator") != 0))
            return false;
        if (walk_top(walk)->style.kind == BLOCK_VERSE) /* the next stanza, not the next scene */
            builder_end_block(walk->reader->builder);
        else
            builder_scene_break(walk->reader->builder);
    }
    tell_ids_inside(walk, node);
    return true;
}

/* A part of drawn text with a position: usually another line. */
static bool is_placed(const struct xml_node *node)
{
    return xml_is(node, "tspan") &&
           (xml_attribute(node, "x") != NULL || xml_attribute(node, "y") != NULL ||
            xml_attribute(node, "dy") != NULL);
}

/* Enters an element; false when the walk must not go into it. */
static bool enter_element(struct walk *walk, const struct xml_node *node)
{
    enum html_class class = html_class(node);
    if (xml_is(node, "title") && xml_is(node->parent, "poem"))
        class = HTML_BLOCK; /* DTBook */
    if (class == HTML_NOTHING) {
        tell_ids_inside(walk, node);
        return false;
    }
    enum skip_reason reason = reason_of(walk, node, class);
    if (reason !=
        SKIP_NOTE_MARK) /* tools turn the links back from notes into entries of the contents */
        tell_ids(walk, node);
    const char *id = note_block_id(walk, node, class);
    if (id != NULL && reason == SKIP_NONE)
        reason = SKIP_FOOTNOTE;
    const char *note = note_key_of(walk, node, reason, id);
    if (reason == SKIP_NOTE_MARK)
        note_reference_found(walk, node);
    /* What surrounds the notes, such as their heading, is useless once they have moved. */
    bool around = reason == SKIP_FOOTNOTE && notes_move(walk) && note == NULL;
    if (!around && !html_skips(walk->reader, reason))
        reason = SKIP_NONE;
    if (reason != SKIP_NONE && !html_is_block(class)) {
        skip_inline(walk, node, reason);
        return false;
    }
    if (take_whole(walk, node, class))
        return false;
    if (walk->svg && is_placed(node))
        builder_text(walk->reader->builder, view_of(" "));
    walk_push(walk, node, class, reason, note);
    return true;
}

static bool has_word(struct view v)
{
    bool word = false;
    for (size_t at = 0; at < v.bytes && !word;)
        word = rune_is_alnum(rune_next(v, &at));
    return word;
}

/* In a drawing, only <text> is text, and HTML inside a <foreignObject>. */
static bool is_drawn(const struct xml_node *node)
{
    enum { MAX_UP = 16 }; /* elements; chosen: drawings nest less deep, and it bounds the time */
    bool text = false;
    for (int up = 0; node != NULL && up < MAX_UP; up++, node = node->parent) {
        if (xml_is(node, "defs") || xml_is(node, "symbol"))
            return false;
        text = text || xml_is(node, "text") || xml_is(node, "foreignobject");
    }
    return text;
}

static void take_text(struct walk *walk, const struct xml_node *node)
{
    if (view_trim(node->text).bytes > 0) {
        walk->breaks = 0;
        walk->anchor = NULL;
    }
    struct view text = view_part(node->text, walk->bracket ? 1 : 0, node->text.bytes);
    walk->bracket = false;
    if (walk_top(walk)->pre) {
        /* Lines of a listing that are only brackets join the next line: there is nothing to say. */
        struct builder *builder = walk->reader->builder;
        for (size_t at = 0; at < text.bytes;) {
            size_t end = view_find(text, "\n", at);
            struct view line = view_part(text, at, end);
            walk->word_in_line = walk->word_in_line || !walk_top(walk)->code || has_word(line);
            builder_text(builder, line);
            if (end < text.bytes && walk->word_in_line)
                builder_line_break(builder);
            else if (end < text.bytes)
                builder_text(builder, view_of(" "));
            if (end < text.bytes)
                walk->word_in_line = false;
            at = end + 1;
        }
    } else if (!walk->svg || is_drawn(node->parent)) {
        builder_text(walk->reader->builder, text);
    }
}

bool html_read(const struct html_reader *reader, const struct xml_node *root, struct err *err)
{
    struct walk walk = {
        .reader = reader, .svg = xml_is(root, "svg"), .verses = html_counts_verses(root)};
    walk_start(&walk);
    const struct xml_node *node = root;
    while (node != NULL) {
        bool inside = false;
        xml_touched(node);
        if (node->name == NULL)
            take_text(&walk, node);
        else
            inside = enter_element(&walk, node);
        if (inside && node->child != NULL) {
            node = node->child;
            continue;
        }
        if (inside)
            walk_pop(&walk);
        while (node != root && node->next == NULL) {
            node = node->parent;
            walk_pop(&walk);
        }
        node = node == root ? NULL : node->next;
    }
    walk_finish(&walk);
    if (walk.failed.kind != ERR_NONE)
        *err = walk.failed;
    return walk.failed.kind == ERR_NONE;
}
