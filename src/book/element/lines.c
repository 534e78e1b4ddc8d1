/* SPDX-License-Identifier: GPL-3.0-or-later */
/* <br>: separates lines of verse, paragraphs, or nothing. */
#include "base/str.h"
#include "book/element/element.h"
#include "book/xml/xml.h"

/* Chosen: verse is told from addresses and title pages by the length of its lines. */
enum {
    LINE_BYTES = 100,     /* a line of verse is at most this long */
    FEWEST_LINES = 3,     /* one <br> may be anything */
    VERSE_MEAN = 60,      /* mean length of lines of verse, at most */
    NARROW_MEAN = 36,     /* so short that the lines need no capitals */
    WORD_BYTES = 5,       /* a shorter line is a layout: a title page */
    MAX_CHILDREN = 20000, /* bounds the time */
};

struct line_counts {
    size_t count, bytes, upper, sentences, longest, words, items;
    size_t line;    /* bytes of the current line */
    uint32_t first; /* its first letter or digit; 0: none yet */
    uint32_t last;  /* its last character that is not a blank */
    bool item;      /* it begins with a number or a bullet */
};

static void add_text(struct line_counts *lines, struct view text)
{
    text = view_trim(text);
    if (lines->line == 0 && text.bytes > 0) {
        uint32_t rune = rune_at(text, 0);
        lines->item = (rune_is_alnum(rune) && !rune_is_letter(rune)) || rune == 0x2022 ||
                      (rune >= 0xBC && rune <= 0xBE) || (rune >= 0x2150 && rune <= 0x215F);
    }
    for (size_t at = 0; at < text.bytes && lines->first == 0;) {
        uint32_t rune = rune_next(text, &at);
        lines->first = rune_is_alnum(rune) ? rune : 0;
    }
    lines->line += text.bytes;
    if (text.bytes > 0)
        lines->last = rune_ending(text, text.bytes);
}

static void end_line(struct line_counts *lines)
{
    static const uint32_t ends[] = {'.', '?', '!', '"', 0x201D, 0x2019, 0xBB, 0x2026};
    if (lines->line == 0)
        return;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        lines->sentences += lines->last == ends[i];
    lines->count++;
    lines->items += lines->item;
    lines->words += lines->line < WORD_BYTES; /* "To", "by" */
    lines->bytes += lines->line;
    lines->upper += lines->first != 0 && !rune_is_lower(lines->first);
    lines->longest = lines->line > lines->longest ? lines->line : lines->longest;
    lines->line = 0;
    lines->first = lines->last = 0;
    lines->item = false;
}

enum html_lines html_lines(const struct xml_node *node)
{
    struct line_counts lines = {0};
    size_t breaks = 0, doubled = 0, children = 0;
    bool after_break = false;
    for (const struct xml_node *child = node->child; child != NULL; child = child->next) {
        struct text text = {0};
        enum html_class class = child->name != NULL ? html_class(child) : HTML_INLINE;
        if (html_is_block(class) || children++ > MAX_CHILDREN)
            return HTML_LINES_NONE;
        if (class == HTML_LINE_BREAK) {
            doubled += after_break;
            breaks++;
            after_break = true;
            end_line(&lines);
            continue;
        }
        if (child->name != NULL)
            xml_text(child, LINE_BYTES, &text);
        struct view piece = child->name != NULL ? text_view(&text) : child->text;
        after_break = after_break && view_trim(piece).bytes == 0;
        add_text(&lines, piece);
        text_release(&text);
    }
    end_line(&lines);
    if (lines.count < FEWEST_LINES || lines.words > 0 || doubled * 3 > breaks)
        return HTML_LINES_NONE;
    if (lines.items * 2 > lines.count && lines.longest <= LINE_BYTES)
        return HTML_LINES_LIST;
    bool narrow = lines.bytes <= lines.count * NARROW_MEAN;
    if (lines.longest <= LINE_BYTES && lines.bytes <= lines.count * VERSE_MEAN &&
        (narrow || lines.upper * 5 >= lines.count * 3))
        return lines.sentences * 5 < lines.count * 4 ? HTML_LINES_VERSE : HTML_LINES_NONE;
    return lines.sentences * 5 >= lines.count * 4 && lines.upper * 5 >= lines.count * 4
               ? HTML_LINES_PARAGRAPHS
               : HTML_LINES_NONE;
}
