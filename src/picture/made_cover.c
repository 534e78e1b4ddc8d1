/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture/made_cover.h"

#include "base/hash.h"

#include <string.h>

/* In pixels; all are chosen, by looking. */
enum {
    SIDE = 1400,
    TEXT_WIDTH = 1060,
    TITLE_TOP = 250, /* the title stands between these */
    TITLE_BOTTOM = 950,
    TITLE_MOST = 180, /* size of the letters */
    TITLE_LEAST = 40,
    AUTHOR_MOST = 64,
    LINES_MOST = 7,
};

/* Dark ground, lighter ornament: pairs that white letters can be read on. */
static const char *const palettes[][2] = {
    {"#1f2f46", "#c9a45c"}, {"#4a1f2b", "#d9b48f"}, {"#1e3d36", "#c8b273"}, {"#33294b", "#c7a6cf"},
    {"#4b3524", "#d8b26a"}, {"#23323a", "#9fc3c7"}, {"#402a3a", "#d3a0a8"}, {"#2d3b22", "#c3c27e"},
};

/* In hundredths of the size of the letters: wide scripts fill a square, others about half. */
static int width_of(struct view text)
{
    int width = 0;
    for (size_t at = 0; at < text.bytes;)
        width += rune_next(text, &at) >= 0x1100 ? 100 : 54;
    return width;
}

static void add_escaped(struct view text, struct text *svg)
{
    for (size_t at = 0; at < text.bytes;) {
        size_t start = at;
        uint32_t rune = rune_next(text, &at);
        if (rune == '&')
            text_add_str(svg, "&amp;");
        else if (rune == '<')
            text_add_str(svg, "&lt;");
        else if (rune < 0x20 || rune == RUNE_BAD || rune == 0xFFFE || rune == 0xFFFF)
            text_add_char(svg, ' ');
        else
            text_add_view(svg, view_part(text, start, at));
    }
}

/* Cuts the next line off: as many words as are not wider than `most`, or one. */
static struct view cut_line(struct view *rest, int most)
{
    size_t end = 0;
    *rest = view_trim(*rest);
    for (size_t at = 0; at < rest->bytes;) {
        size_t blank = view_find(*rest, " ", at);
        if (end > 0 && width_of(view_part(*rest, 0, blank)) > most)
            break;
        end = blank;
        at = blank + 1;
    }
    struct view line = view_part(*rest, 0, end);
    *rest = view_part(*rest, end, rest->bytes);
    return line;
}

/* Lines of a text in letters of one size, the widest of them, and how many. */
static int count_lines(struct view text, int most, int *widest)
{
    int count = 0;
    *widest = 1;
    while (view_trim(text).bytes > 0) {
        int width = width_of(cut_line(&text, most));
        *widest = width > *widest ? width : *widest;
        count++;
    }
    return count;
}

/* The largest letters in which the title fits. */
static int choose_size(struct view title)
{
    for (int size = TITLE_MOST; size > TITLE_LEAST; size -= 2) {
        int widest, count = count_lines(title, TEXT_WIDTH * 100 / size, &widest);
        if (widest * size / 100 <= TEXT_WIDTH && count <= LINES_MOST &&
            count * size * 5 / 4 <= TITLE_BOTTOM - TITLE_TOP)
            return size;
    }
    return TITLE_LEAST;
}

static void add_line(struct view line, int y, int size, const char *more, struct text *svg)
{
    text_addf(svg, "<text x=\"%d\" y=\"%d\" font-size=\"%d\"%s>", SIDE / 2, y, size, more);
    add_escaped(line, svg);
    text_add_str(svg, "</text>\n");
}

static void add_title(struct view title, struct text *svg)
{
    int size = choose_size(title), widest;
    int most = TEXT_WIDTH * 100 / size, count = count_lines(title, most, &widest);
    count = count < LINES_MOST ? count : LINES_MOST;
    int y = (TITLE_TOP + TITLE_BOTTOM - count * size * 5 / 4) / 2 + size;
    for (int i = 0; i < count; i++, y += size * 5 / 4)
        add_line(cut_line(&title, most), y, size, "", svg);
}

static void add_author(struct view author, struct text *svg)
{
    int width = width_of(author), size = AUTHOR_MOST;
    if (width * size / 85 > TEXT_WIDTH) /* with the space between letters */
        size = TEXT_WIDTH * 85 / width;
    add_line(author, 1195, size < 18 ? 18 : size, " letter-spacing=\"4\" font-style=\"italic\"",
             svg);
}

void made_cover_draw(const char *title, const char *author, struct text *svg)
{
    struct text both = {0};
    text_addf(&both, "%s\n%s", title, author != NULL ? author : "");
    const char *const *colours =
        palettes[hash_of(text_view(&both)) % (sizeof palettes / sizeof palettes[0])];
    text_release(&both);
    text_addf(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\">\n"
        "<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>\n"
        "<g fill=\"none\" stroke=\"%s\"><rect x=\"60\" y=\"60\" width=\"1280\" height=\"1280\" "
        "stroke-width=\"6\"/><rect x=\"80\" y=\"80\" width=\"1240\" height=\"1240\" "
        "stroke-width=\"2\"/>\n"
        "<path d=\"M420 1050H660M740 1050H980\" stroke-width=\"3\"/></g>\n"
        "<path d=\"M700 1024L722 1050L700 1076L678 1050Z\" fill=\"%s\"/>\n"
        "<g fill=\"#f7f1e3\" font-family=\"serif\" text-anchor=\"middle\">\n",
        SIDE, SIDE, SIDE, SIDE, colours[0], colours[1], colours[1]);
    add_title(view_of(title), svg);
    if (author != NULL && author[0] != '\0')
        add_author(view_of(author), svg);
    text_add_str(svg, "</g>\n</svg>\n");
}
