#include "book/html/walk.h"

#include "base/data.h"
#include "base/mem.h"
#include "book/html/html.h"
#include "book/html/play.h"
#include "book/pronunciation/phonemes.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct html_frame *html_top(const struct html_walk *walk)
{
    return &walk->frames[walk->count - 1];
}

void html_start(struct html_walk *walk)
{
    walk->frames = mem_grow(NULL, 0, &walk->capacity, sizeof *walk->frames);
    walk->frames[0] = (struct html_frame){
        .class = HTML_BLOCK,
        .style = {.kind = BLOCK_PARAGRAPH, .reason = walk->reader->reason},
        .language = walk->reader->language,
    };
    walk->count = 1;
    build_style(walk->reader->build, &walk->frames[0].style);
}

void html_finish(struct html_walk *walk)
{
    build_end(walk->reader->build);
    free(walk->frames);
    data_free(walk->math_words);
}

/* A language tag worth anything: two or three letters, then the end or a hyphen. */
static const char *language_of(const struct xml_node *node)
{
    const char *tag = xml_attribute(node, "xml:lang");
    if (tag == NULL)
        tag = xml_attribute(node, "lang");
    if (tag == NULL)
        return NULL;
    size_t letters = 0;
    while (isalpha((unsigned char)tag[letters]))
        letters++;
    bool fits = (letters == 2 || letters == 3) && (tag[letters] == '\0' || tag[letters] == '-');
    bool says_nothing = strncasecmp(tag, "und", 3) == 0 || strncasecmp(tag, "zxx", 3) == 0 ||
                        strncasecmp(tag, "mul", 3) == 0 || strncasecmp(tag, "mis", 3) == 0;
    return fits && !says_nothing && strlen(tag) < 36 ? tag : NULL;
}

/* Same first part: "en" and "en-GB". */
static bool same_language(const char *a, const char *b)
{
    size_t bytes = a != NULL ? strcspn(a, "-") : 0;
    return a != NULL && b != NULL && bytes == strcspn(b, "-") && strncasecmp(a, b, bytes) == 0;
}

static void open_span(struct html_walk *walk, struct html_frame *frame, enum span_kind kind,
                      const char *value)
{
    build_span_open(walk->reader->build, kind, value);
    frame->spans++;
}

static void set_language(struct html_walk *walk, struct html_frame *frame)
{
    const char *tag = language_of(frame->node);
    if (tag == NULL)
        return;
    bool changes = !same_language(tag, frame->language);
    frame->language = build_keep(walk->reader->build, view_of(tag));
    if (!changes)
        return;
    if (!html_is_block(frame->class))
        open_span(walk, frame, SPAN_LANGUAGE, frame->language);
    else
        frame->style.language = same_language(tag, walk->reader->language) ? NULL : frame->language;
}

static int heading_level(struct html_walk *walk, const struct xml_node *node)
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

static bool is_title_part(const struct xml_node *node)
{
    static const char *const types[] = {"title", "subtitle", "fulltitle", "label", "ordinal"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (html_has_type(node, types[i]))
            return true;
    return false;
}

static bool is_heading(const struct html_frame *frame, const struct html_frame *parent)
{
    const char *role = xml_attribute(frame->node, "role");
    if (html_is_speaker(frame->node))
        return false;
    return frame->class == HTML_HEADING || (role != NULL && strcmp(role, "heading") == 0) ||
           (parent->class == HTML_HGROUP && frame->class == HTML_BLOCK) ||
           (parent->group && frame->class == HTML_BLOCK && is_title_part(frame->node));
}

/* Paragraphs whose lines <br> parts. */
static void set_lines(struct html_frame *frame)
{
    frame->parts = false;
    if (frame->class != HTML_BLOCK || frame->style.kind != BLOCK_PARAGRAPH)
        return;
    enum html_lines lines = html_lines(frame->node);
    frame->parts = lines == HTML_LINES_PARAGRAPHS;
    if (lines == HTML_LINES_VERSE)
        frame->style.kind = BLOCK_VERSE;
}

static void set_kind(struct html_walk *walk, struct html_frame *frame,
                     const struct html_frame *parent)
{
    const struct xml_node *node = frame->node;
    uint8_t name = 0;
    int by_class = frame->class == HTML_BLOCK ? html_heading_by_class(node, &name) : 0;
    frame->style.class_name = name;
    if (by_class > 0) {
        frame->style.kind = BLOCK_HEADING;
        frame->style.level = walk->heading_level = by_class;
        frame->lines = false;
    } else if (is_heading(frame, parent)) {
        bool plain = frame->class == HTML_BLOCK && xml_attribute(node, "aria-level") == NULL;
        int level =
            plain && walk->heading_level > 0 ? walk->heading_level : heading_level(walk, node);
        frame->style.kind = BLOCK_HEADING;
        frame->style.level = level;
        frame->lines = false;
    } else if (html_is_verse(node)) {
        frame->style.kind = BLOCK_VERSE;
        frame->lines = html_has_lines(node);
    } else if (html_is_letter(node)) {
        frame->style.kind = BLOCK_LETTER;
    } else if (frame->class == HTML_PREFORMATTED) {
        frame->pre = true;
        frame->code = html_is_code(node);
        frame->style.kind = BLOCK_VERSE;
    } else if (frame->class == HTML_ITEM || (frame->class == HTML_ROW && parent->rows)) {
        frame->style.kind = BLOCK_LIST;
        frame->lines = frame->class == HTML_ROW;
    }
    set_lines(frame);
    frame->group = frame->class == HTML_HGROUP || xml_is(node, "header");
}

static void set_table(struct html_frame *frame, const struct html_frame *parent)
{
    if (frame->class != HTML_TABLE)
        return;
    frame->in_table = true;
    frame->rows = !parent->in_table && html_table(frame->node) == HTML_TABLE_ROWS;
}

static bool is_kana(uint32_t rune)
{
    return rune >= 0x3040 && rune <= 0x30FF;
}

/* Japanese readings in kana are what is to be said for the signs above which they stand. */
static void set_ruby(struct html_walk *walk, struct html_frame *frame)
{
    if (frame->class != HTML_RUBY || !same_language("ja", frame->language))
        return;
    struct text reading = {0};
    for (const struct xml_node *child = xml_child(frame->node, NULL, "rt"); child != NULL;
         child = xml_child(frame->node, child, "rt"))
        xml_text(child, 200, &reading);
    if (reading.bytes > 0 && is_kana(rune_at(text_view(&reading), 0)))
        open_span(walk, frame, SPAN_ALIAS, build_keep(walk->reader->build, text_view(&reading)));
    text_release(&reading);
}

/* A pronunciation for all inside; the outermost counts. */
static void set_phonemes(struct html_walk *walk, struct html_frame *frame)
{
    const char *alphabet = xml_attribute(frame->node, "ssml:alphabet");
    const char *value = xml_attribute(frame->node, "ssml:ph");
    struct text mapped = {0};
    if (alphabet != NULL)
        frame->alphabet = alphabet;
    if (value == NULL || frame->voiced || html_is_block(frame->class))
        return;
    if (phonemes_map(walk->reader->phonemes, frame->alphabet, view_of(value), &mapped, NULL) ==
        PHONEMES_MAPPED) {
        open_span(walk, frame, SPAN_PHONEMES, build_keep(walk->reader->build, text_view(&mapped)));
        frame->voiced = true;
    }
    text_release(&mapped);
}

/* By its type, or as an <abbr> by its class. */
static bool is_kind(const struct xml_node *node, const char *word)
{
    return html_has_type(node, word) || (xml_is(node, "abbr") && html_has_class(node, word));
}

static bool is_spelt(const struct xml_node *node)
{
    return is_kind(node, "initialism") || is_kind(node, "era") || is_kind(node, "degree") ||
           is_kind(node, "postal") || html_has_type(node, "grapheme");
}

static void set_spans(struct html_walk *walk, struct html_frame *frame)
{
    const struct xml_node *node = frame->node;
    if (frame->class == HTML_STRESS && frame->style.kind != BLOCK_HEADING)
        open_span(walk, frame, SPAN_EMPHASIS, NULL);
    set_ruby(walk, frame);
    if (node->attribute_count == 0)
        return;
    set_phonemes(walk, frame);
    if (html_has_type(node, "roman"))
        open_span(walk, frame, SPAN_ROMAN, NULL);
    if (is_spelt(node))
        open_span(walk, frame, SPAN_INITIALISM, NULL);
    if (html_is_direction(node))
        open_span(walk, frame, SPAN_DIRECTION, NULL);
    if (is_kind(node, "compass"))
        open_span(walk, frame, SPAN_COMPASS, NULL);
}

static void add_quote(struct html_walk *walk, bool opens)
{
    walk->quotes += opens ? 1 : 0;
    bool inner = walk->quotes % 2 == 0;
    build_text(walk->reader->build, view_of(opens ? (inner ? "‘" : "“") : (inner ? "’" : "”")));
    walk->quotes -= opens ? 0 : 1;
}

/* Is its beginning a line break inside a block, not a new block? */
static bool is_line(const struct html_frame *parent, enum html_class class)
{
    return parent->lines && (class == HTML_BLOCK || class == HTML_CELL || class == HTML_ITEM);
}

/* Nothing in it, or a no-break space. */
static bool is_empty(const struct xml_node *node)
{
    const struct xml_node *child = node->child;
    return child == NULL ||
           (child->name == NULL && child->next == NULL && html_is_blank(child->text));
}

/* To another place of the book, not to the web. */
static bool is_link(const struct xml_node *node)
{
    const char *href = xml_is(node, "a") ? xml_attribute(node, "href") : NULL;
    return href != NULL && href[strcspn(href, ":/?#")] != ':';
}

void html_push(struct html_walk *walk, const struct xml_node *node, enum html_class class,
               enum skip_reason reason, const char *note)
{
    walk->frames = mem_grow(walk->frames, walk->count, &walk->capacity, sizeof *walk->frames);
    const struct html_frame *parent = html_top(walk);
    struct html_frame frame = *parent;
    frame.node = node;
    frame.class = class;
    frame.spans = 0;
    frame.last_note = NULL;
    frame.note_rest = HTML_INLINE;
    frame.split = frame.group = false;
    frame.first = !build_is_open(walk->reader->build) || html_is_block(class);
    bool outside = frame.style.reason == SKIP_AUXILIARY;
    if (frame.style.reason == SKIP_NONE || (outside && reason != SKIP_NONE))
        frame.style.reason = reason;
    if (note != NULL && (outside || frame.style.reason == SKIP_FOOTNOTE))
        frame.style.reason = SKIP_NONE;
    if (note != NULL)
        frame.style.note = note;
    bool block = html_is_block(class);
    bool line = block && is_line(parent, class) && frame.style.reason == parent->style.reason;
    if (block && !line) {
        build_end(walk->reader->build);
        set_kind(walk, &frame, parent);
        set_table(&frame, parent);
    }
    if (class == HTML_TABLE) {
        walk->persona = NULL;
        walk->persona_rows = 0;
    }
    if (class == HTML_ROW)
        html_set_row(walk, &frame);
    if (node->attribute_count == 0 && class == HTML_CELL)
        html_set_persona(walk, &frame);
    if (node->attribute_count > 0) {
        frame.cast = frame.cast || html_has_type(node, "dramatis-personae");
        html_set_direction(&frame);
        html_set_persona(walk, &frame);
        set_language(walk, &frame);
    }
    set_spans(walk, &frame);
    if (line && xml_is(node, "p") && is_empty(node))
        build_end(walk->reader->build); /* an empty line between stanzas */
    else if (line)
        build_line(walk->reader->build);
    if ((block && !line) || frame.split)
        build_style(walk->reader->build, &frame.style);
    if (block && node->line > 0)
        build_at_line(walk->reader->build, node->line);
    walk->frames[walk->count++] = frame;
    if (is_link(node))
        build_link(walk->reader->build, true);
    if (class == HTML_QUOTE)
        add_quote(walk, true);
}

/* <i>Faust.</i> and then what he says: a direction would stand by itself. */
static bool is_italic_label(const struct build *build, const struct xml_node *node)
{
    uint32_t last = build_last_rune(build);
    const struct xml_node *next = node->next;
    return (xml_is(node, "i") || xml_is(node, "em")) && next != NULL &&
           (last == '.' || last == ':' ||
            (next->name == NULL && view_starts(view_trim(next->text), ":")));
}

void html_pop(struct html_walk *walk)
{
    struct build *build = walk->reader->build;
    struct html_frame frame = walk->frames[--walk->count];
    const struct html_frame *parent = html_top(walk);
    if (frame.class == HTML_QUOTE)
        add_quote(walk, false);
    if (frame.first && (html_sets_off(frame.node) || html_is_speaker(frame.node) ||
                        xml_is(frame.node, "dt") || is_italic_label(build, frame.node)))
        build_set_off(build);
    if (is_link(frame.node))
        build_link(build, false);
    for (int i = 0; i < frame.spans; i++)
        build_span_close(build);
    bool block = html_is_block(frame.class);
    if (block && is_line(parent, frame.class) && !frame.split &&
        frame.style.reason == parent->style.reason)
        build_line(build);
    else if (block || frame.split)
        build_style(build, &parent->style);
}
