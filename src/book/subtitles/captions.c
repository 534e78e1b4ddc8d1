/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/subtitles/captions.h"

#include "book/xml/inline.h"

#include <string.h>

/* Chosen: a longer bracket is not a sound, and not a position either. */
enum { SOUND_BYTES = 200, CODE_BYTES = 100 };

/* Passes "1:02:03,500" or "02:03.5" and blanks around it. */
static bool take_time(struct view line, size_t *at)
{
    size_t colons = 0, digits = 0;
    while (*at < line.bytes && strchr(" \t", line.at[*at]) != NULL)
        ++*at;
    for (; *at < line.bytes && strchr("0123456789:,.", line.at[*at]) != NULL; ++*at) {
        colons += line.at[*at] == ':';
        digits += line.at[*at] >= '0' && line.at[*at] <= '9';
    }
    while (*at < line.bytes && strchr(" \t", line.at[*at]) != NULL)
        ++*at;
    return colons >= 1 && colons <= 3 && digits >= 4 && digits <= 14;
}

bool caption_is_times(struct view line)
{
    size_t at = 0;
    if (!take_time(line, &at) || !view_starts(view_part(line, at, line.bytes), "-->"))
        return false;
    at += 3;
    return take_time(line, &at);
}

bool caption_is_number(struct view line)
{
    line = view_trim(line);
    bool digits = line.bytes > 0 && line.bytes < 10;
    for (size_t i = 0; digits && i < line.bytes; i++)
        digits = line.at[i] >= '0' && line.at[i] <= '9';
    return digits;
}

/* The lines before the first blank one. */
static struct view first_lines(struct view lines)
{
    struct view rest = lines, line;
    size_t end = 0;
    while (view_next_line(&rest, &line) && view_trim(line).bytes > 0)
        end = (size_t)(line.at - lines.at) + line.bytes;
    return view_part(lines, 0, end);
}

/* Without the number of the caption after it, which stands above its times. */
static struct view without_number(struct view lines)
{
    lines = view_trim(lines);
    size_t last = lines.bytes;
    while (last > 0 && lines.at[last - 1] != '\n')
        last--;
    return caption_is_number(view_part(lines, last, lines.bytes)) ? view_part(lines, 0, last)
                                                                  : lines;
}

bool caption_next(struct caption_reader *reader, struct view *lines)
{
    struct view line;
    while (!reader->in_caption) {
        if (!view_next_line(&reader->rest, &line))
            return false;
        reader->in_caption = caption_is_times(line);
    }
    *lines = (struct view){reader->rest.at, 0};
    reader->in_caption = false;
    while (!reader->in_caption && view_next_line(&reader->rest, &line)) {
        reader->in_caption = caption_is_times(line);
        if (!reader->in_caption)
            lines->bytes = (size_t)(line.at - lines->at) + line.bytes;
    }
    /* Between the captions of WebVTT stand names, remarks and styles. */
    *lines = reader->web          ? first_lines(*lines)
             : reader->in_caption ? without_number(*lines)
                                  : *lines;
    return true;
}

/* Appends a character; blanks and line ends become one blank. */
static void add_rune(struct text *words, uint32_t rune)
{
    bool blank = rune_is_space(rune);
    bool after_blank = words->bytes == 0 || words->at[words->bytes - 1] == ' ';
    bool note = rune == 0x266A || rune == 0x266B || rune == 0x266C || rune == 0xB6;
    if (note || (blank && after_blank))
        return;
    text_add_rune(words, blank ? ' ' : rune);
}

/* The end of a sound in brackets at parser->at: "[door closes]" anywhere, "(door closes)" where a
 * speech begins, or as a whole line. parser->at when there is none. */
static size_t sound_end(const struct caption_parser *parser)
{
    struct view lines = parser->lines;
    size_t at = parser->at;
    bool square = lines.at[at] == '[', first = parser->piece.words.bytes == 0;
    if (!square && !(lines.at[at] == '(' && (first || parser->line_start)))
        return at;
    struct view inside = view_part(lines, at, at + SOUND_BYTES);
    size_t end = view_find(inside, square ? "]" : ")", 0);
    if (end == inside.bytes)
        return at;
    bool whole = at + end + 1 == lines.bytes || strchr("\r\n", lines.at[at + end + 1]) != NULL;
    return square || first || whole ? at + end + 1 : at;
}

/* The length of what begins another speech at the start of a line: "- ", "-Who", ">> "; else 0. */
static size_t dash_bytes(struct view rest)
{
    static const char *const dashes[] = {">>>",          ">>",           "-",
                                         "\xE2\x80\x90", "\xE2\x80\x93", "\xE2\x80\x94"};
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        size_t bytes = strlen(dashes[i]);
        if (view_starts(rest, dashes[i]) && rest.bytes > bytes && rest.at[bytes] != '-')
            return bytes;
    }
    return 0;
}

/* What is not text at parser->at: a tag, "<00:07.000>", "{\an8}", a character
 * reference. Moves past it; false when the parser stands at text. */
static bool take_code(struct caption_parser *parser)
{
    struct view lines = parser->lines;
    struct xml_inline_tag tag;
    size_t end = 0;
    if (xml_inline_tag(lines, parser->at, &tag)) {
        if (view_is(tag.name, "v"))
            parser->name = tag.closing ? (struct view){"", 0} : tag.rest;
        parser->at = tag.end;
        return true;
    }
    struct view code = view_part(lines, parser->at, parser->at + CODE_BYTES);
    bool brace = view_starts(code, "{\\");
    if (brace || (code.bytes > 1 && code.at[0] == '<' && rune_is_digit(rune_at(code, 1)))) {
        end = view_find(code, brace ? "}" : ">", 0);
        parser->at += end < code.bytes ? end + 1 : 0;
        return end < code.bytes;
    }
    uint32_t rune = xml_inline_reference(lines, parser->at, &end);
    if (rune == 0)
        return false;
    add_rune(&parser->piece.words, rune);
    parser->line_start = parser->line_start && rune_is_space(rune);
    parser->at = end;
    return true;
}

static bool is_same(struct view a, struct view b)
{
    return a.bytes == b.bytes && (a.bytes == 0 || a.at == b.at);
}

/* The character at parser->at, which is text. */
static void take_rune(struct caption_parser *parser)
{
    uint32_t rune = rune_next(parser->lines, &parser->at);
    add_rune(&parser->piece.words, rune);
    parser->line_start = rune == '\n' || (parser->line_start && rune_is_space(rune));
}

/* What begins another speech than the one that parser->piece has, or none yet: it is left alone.
 * `marked`: by a dash or a sound. */
static bool begins_other(const struct caption_parser *parser, bool marked)
{
    const struct caption_piece *piece = &parser->piece;
    return piece->words.bytes > 0 && (marked || !is_same(piece->name, parser->name));
}

bool caption_piece_next(struct caption_parser *parser)
{
    struct view lines = parser->lines;
    struct caption_piece *piece = &parser->piece;
    text_clear(&piece->words);
    *piece = (struct caption_piece){.words = piece->words};
    parser->line_start = parser->line_start || parser->at == 0;
    while (parser->at < lines.bytes) {
        struct view rest = view_part(lines, parser->at, lines.bytes);
        size_t dash = parser->line_start ? dash_bytes(rest) : 0, sound = sound_end(parser);
        if (begins_other(parser, dash > 0 || sound > parser->at))
            break;
        if (sound > parser->at) {
            while (parser->at < sound)
                take_rune(parser);
            piece->sound = true;
            break;
        }
        if (piece->words.bytes == 0)
            piece->name = parser->name;
        if (dash > 0) {
            parser->at += dash;
            parser->line_start = false;
            piece->dash = true;
        } else if (!take_code(parser)) {
            take_rune(parser);
        }
    }
    while (piece->words.bytes > 0 && piece->words.at[piece->words.bytes - 1] == ' ')
        text_cut(&piece->words, piece->words.bytes - 1);
    return piece->words.bytes > 0 || parser->at < lines.bytes;
}
