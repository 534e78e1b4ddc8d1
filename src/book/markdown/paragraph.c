/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs of Markdown: which of their lines are verse, labels, speech, headings or code. */
#include "book/markdown/passes.h"
#include "book/markdown/writer.h"

#include <ctype.h>
#include <string.h>

/* Chosen: text is wrapped at 65 columns or more, and two short lines may be chance. */
enum {
    VERSE_BYTES = 62, /* a line of verse; wrapped prose has longer lines */
    VERSE_LINES = 3,
    HEADING_BYTES = 100, /* of the lines above a row of dashes */
    SENTENCE_BYTES = 60, /* longer text above a row of dashes is prose, not a heading */
};

/* The line without the marks of quotation and blanks before it. */
static struct view without_quotation(struct view line)
{
    line = view_trim(line);
    while (view_starts(line, ">"))
        line = view_trim(view_part(line, 1, line.bytes));
    return line;
}

/* Short lines that all begin with a capital, and are not all sentences. */
static bool is_verse(struct view chunk)
{
    struct view line, rest = chunk;
    size_t lines = 0, sentences = 0;
    while (view_next_line(&rest, &line)) {
        struct view text = without_quotation(line);
        if (text.bytes == 0 || text.bytes > VERSE_BYTES || !markdown_starts_upper(text) ||
            markdown_is_item(text) || strchr("#|<`:{", text.at[0]) != NULL ||
            view_starts(text, "**") || markdown_label(text) > 0)
            return false;
        lines++;
        sentences += markdown_ends_sentence(text);
    }
    return lines >= VERSE_LINES && sentences < lines - 1;
}

/* **ANNA.** or **Anna:** at the start of a line. */
static bool starts_with_bold_label(struct view line)
{
    size_t close = view_starts(line, "**") ? view_find(line, "**", 3) : line.bytes;
    struct view label = view_part(line, 2, close);
    struct view after = view_part(line, close + 2, line.bytes);
    return close < line.bytes && label.bytes <= 40 && label.bytes > 1 &&
           (view_ends(label, ".") || view_ends(label, ":") || view_starts(after, ":") ||
            view_starts(after, "."));
}

/* A row of dashes below prose is a scene break, not the underline of a heading. */
static bool is_break_below(struct view line, struct view above, size_t bytes_above)
{
    struct view mark = view_trim(line);
    for (size_t i = 0; i < mark.bytes; i++)
        if (mark.at[i] != '-')
            return false;
    bool sentence =
        markdown_ends_sentence(view_trim(above)) &&
        (bytes_above > SENTENCE_BYTES || (mark.bytes == 3 && markdown_has_small_word(above)));
    return mark.bytes >= 2 && (sentence || bytes_above > HEADING_BYTES);
}

/* "> [!NOTE] Title": the title, or else the kind, becomes a paragraph. */
static bool add_alert(struct text *lines, struct view line)
{
    struct view text = without_quotation(line);
    size_t close = view_find(text, "]", 0);
    if (!view_starts(view_trim(line), ">") || !view_starts(text, "[!") || close == text.bytes)
        return false;
    struct view kind = view_part(text, 2, close);
    size_t bar = view_find(kind, "|", 0);
    kind = view_part(kind, 0, bar);
    struct view title = view_part(text, close + 1, text.bytes);
    if (view_starts(title, "-") || view_starts(title, "+"))
        title = view_part(title, 1, title.bytes);
    title = view_trim(title);
    text_add_str(lines, "> ");
    if (title.bytes > 0) {
        text_add_view(lines, title);
    } else if (kind.bytes > 0) {
        text_add_upper(lines, view_part(kind, 0, 1));
        text_add_lower(lines, view_part(kind, 1, kind.bytes));
    }
    text_add_str(lines, "\n>\n");
    return true;
}

/* Leanpub's "A> an aside" is a quotation. */
static struct view without_letter(struct view line)
{
    bool aside = line.bytes > 2 && strchr("ABCDEGIQSTWX", line.at[0]) != NULL &&
                 line.at[1] == '>' && line.at[2] == ' ';
    return aside ? view_part(line, 1, line.bytes) : line;
}

/* Decides which blank lines and line breaks a paragraph needs. */
struct paragraph_lines {
    struct markdown_writer *writer;
    struct view above; /* the line before */
    size_t bytes_above, count;
    bool verse, names, dialogue, item;
};

/* "— Bonjour": speech, one utterance on each line. */
static bool starts_with_dash(struct view line)
{
    return view_starts(line, "\xE2\x80\x94") || view_starts(line, "\xE2\x80\x93 ") ||
           view_starts(line, "\xE2\x80\x95");
}

static bool begins_paragraph(const struct paragraph_lines *lines, struct view line)
{
    return starts_with_bold_label(line) ||
           (lines->names && (markdown_label(line) > 0 || markdown_is_name(view_trim(line)))) ||
           (lines->dialogue && view_starts(line, "- ")) ||
           (!lines->item && markdown_indent(line) >= 2 && markdown_indent(lines->above) < 2 &&
            markdown_ends_sentence(view_trim(lines->above))) ||
           (starts_with_dash(line) && markdown_ends_sentence(view_trim(lines->above))) ||
           is_break_below(line, lines->above, lines->bytes_above);
}

static void add_line(struct paragraph_lines *lines, struct view line, bool last)
{
    struct text *out = &lines->writer->lines;
    size_t number = markdown_own_number(line);
    line = without_letter(view_part(line, number, line.bytes));
    size_t heading = lines->writer->callout > 0 ? markdown_heading_bytes(line) : 0;
    size_t glued =
        lines->count == 0 && lines->writer->chunk_after_blank ? markdown_glued_heading(line) : 0;
    line = view_part(line, heading, line.bytes);
    if (lines->count > 0 && begins_paragraph(lines, line)) {
        text_add_char(out, '\n');
        lines->bytes_above = 0;
    }
    lines->count++;
    lines->above = line;
    lines->bytes_above += line.bytes;
    if (add_alert(out, line) || markdown_is_braces(line))
        return;
    text_add_str(out, number > 0 ? "- " : "");
    if (lines->dialogue && view_starts(line, "- "))
        text_add_char(out, '\\');
    bool broken = view_ends(line, "  ") || view_ends(line, "\\");
    bool bold =
        markdown_bold_line(line).bytes > 0 && !markdown_ends_sentence(markdown_bold_line(line));
    text_add_view(out, view_part(line, 0, glued));
    text_add_str(out, glued > 0 ? " " : "");
    text_add_view(out, view_part(line, glued, line.bytes));
    if (!last && !broken && (lines->verse || bold))
        text_add_char(out, '\\');
    text_add_char(out, '\n');
    if (heading > 0 || (!last && lines->names && markdown_is_name(view_trim(line))))
        text_add_char(out, '\n');
}

static void write_lines(struct markdown_writer *writer, struct view chunk)
{
    struct paragraph_lines lines = {.writer = writer,
                                    .verse = is_verse(chunk),
                                    .item = writer->in_list,
                                    .names = markdown_has_names(writer->survey),
                                    .dialogue = markdown_has_dialogue(writer->survey)};
    struct view line;
    text_clear(&writer->lines);
    while (view_next_line(&chunk, &line))
        add_line(&lines, line, chunk.bytes == 0);
    struct view text = text_view(&writer->lines);
    size_t mark = text.bytes > 0 ? text.bytes - 1 : 0; /* the name of an Obsidian block: " ^name" */
    while (mark > 0 && (isalnum((unsigned char)text.at[mark - 1]) || text.at[mark - 1] == '-'))
        mark--;
    bool named = mark > 1 && mark + 1 < text.bytes && text.at[mark - 1] == '^' &&
                 isspace((unsigned char)text.at[mark - 2]);
    markdown_inline(writer->out, named ? view_part(text, 0, mark - 2) : text);
    text_add_char(writer->out, '\n');
    text_clear(&writer->lines);
}

/* Pandoc's line block: every line begins with a bar. */
static bool take_line_block(struct markdown_writer *writer, struct view chunk)
{
    struct view line, rest = chunk;
    while (view_next_line(&rest, &line))
        if ((!view_starts(line, "| ") && !view_is(view_trim(line), "|") && line.at[0] != ' ') ||
            (line.bytes > 2 && view_ends(view_trim(line), "|")))
            return false;
    if (chunk.at[0] != '|')
        return false;
    text_add_str(writer->out, "\n<div class=\"verse\">\n\n");
    while (view_next_line(&chunk, &line)) {
        bool bar = line.at[0] == '|';
        struct view text = view_trim(view_part(line, bar, line.bytes));
        markdown_inline(writer->out, text);
        if (text.bytes > 0 && chunk.bytes > 0 && chunk.at[0] == '|')
            text_add_char(writer->out, '\\');
        text_add_char(writer->out, '\n');
    }
    text_add_str(writer->out, "\n</div>\n\n");
    return true;
}

static size_t number_of(struct view line)
{
    size_t number = 0;
    line = view_trim(line);
    for (size_t i = 0; i < line.bytes && isdigit((unsigned char)line.at[i]); i++)
        number = number * 10 + (size_t)(line.at[i] - '0');
    return number;
}

/* Is the next line an item of the same list: with the same number, or the next one? */
static bool goes_on(struct view line, struct view next)
{
    size_t number = number_of(line), other = number_of(next);
    return markdown_is_number_item(next) && (other == number || other == number + 1);
}

/* A single number does not make a list: "1. The Boat" as a heading, "1984. It was". */
static bool is_lone_number(const struct markdown_writer *writer, struct view chunk)
{
    struct view line, rest = chunk, next = markdown_next_text(writer);
    size_t numbers = 0;
    while (view_next_line(&rest, &line))
        numbers += markdown_is_number_item(line);
    view_next_line(&chunk, &line);
    return !writer->in_list && numbers == 1 && markdown_own_number(line) == 0 &&
           markdown_is_number_item(line) && markdown_indent(line) <= 3 && !goes_on(line, next) &&
           markdown_indent(next) < 2;
}

static void add_escaped_number(struct markdown_writer *writer, struct view chunk)
{
    struct text *text = &writer->dedented;
    chunk = view_trim(chunk);
    size_t digits = 0;
    while (isdigit((unsigned char)chunk.at[digits]))
        digits++;
    text_clear(text);
    text_add_view(text, view_part(chunk, 0, digits));
    text_add_char(text, '\\');
    text_add_view(text, view_part(chunk, digits, chunk.bytes));
    write_lines(writer, text_view(text));
}

/* "#novel #draft": Obsidian's tags. */
static bool is_tags(struct view line)
{
    for (size_t at = 0; at < line.bytes;) {
        size_t end = view_find(line, " ", at);
        struct view word = view_part(line, at, end);
        at = end + 1;
        if (word.bytes == 0)
            continue;
        if (word.at[0] != '#' || word.bytes < 2 || !rune_is_lower(rune_at(word, 1)))
            return false;
    }
    return true;
}

/* Lines that are not text. */
static bool is_instruction(struct view line)
{
    return markdown_is_braces(line) || view_is_nocase(line, "[toc]") ||
           view_is_nocase(line, "[[_toc_]]") || is_tags(line);
}

/* Paragraphs of one line that are something else. */
static bool take_single(struct markdown_writer *writer, struct view chunk)
{
    struct view line = view_trim(chunk), bold = markdown_bold_line(line);
    if (is_instruction(line))
        return true;
    if (view_starts(line, "#") && view_is(view_trim(view_part(line, 1, line.bytes)), "")) {
        text_add_str(writer->out,
                     "* * *\n\n"); /* a scene break; otherwise this would be an empty heading */
        return true;
    }
    if (markdown_is_title(bold) && markdown_has_bold_headings(writer->survey) &&
        !view_starts(chunk, ">")) {
        text_add_str(writer->out, "## ");
        markdown_inline(writer->out, bold);
        text_add_str(writer->out, "\n\n");
        return true;
    }
    return false;
}

/* Indented text that consists of words and is not code. */
static bool is_prose(struct view chunk)
{
    size_t words = 0, lines = 0;
    struct view line, rest = chunk;
    while (view_next_line(&rest, &line)) {
        line = view_trim(line);
        bool inside = false;
        lines++;
        if (line.bytes > 0 && strchr(";{}", line.at[line.bytes - 1]) != NULL && lines == 1)
            return false;
        for (size_t i = 0; i < line.bytes; i++) {
            unsigned char c = (unsigned char)line.at[i];
            bool call = c == '(' && i > 0 && isalnum((unsigned char)line.at[i - 1]);
            if (strchr("{}<>=$\\@|#", c) != NULL || call)
                return false;
            bool letter = isalpha(c) || c >= 0x80;
            words += letter && !inside;
            inside = letter || c == '\'';
        }
    }
    return markdown_starts_upper(view_trim(chunk)) && words * 2 >= lines * 5;
}

/* A chunk that begins with an indent of four: code, or prose that somebody has indented. */
static void write_indented(struct markdown_writer *writer, struct view chunk)
{
    struct view line, rest = chunk;
    struct text *text = &writer->dedented;
    if (!is_prose(chunk)) {
        while (view_next_line(&rest, &line))
            markdown_copy_line(writer->out, line);
        return;
    }
    text_clear(text);
    while (view_next_line(&rest, &line)) {
        text_add_view(text, view_trim(line));
        if (rest.bytes > 0)
            text_add_str(text, markdown_ends_sentence(view_trim(line)) ? "\n\n" : "\n");
    }
    write_lines(writer, text_view(text));
}

void markdown_flush(struct markdown_writer *writer)
{
    struct view chunk = writer->chunk, line, rest = chunk;
    writer->chunk = (struct view){NULL, 0};
    if (!view_next_line(&rest, &line))
        return;
    bool lone = is_lone_number(writer, chunk);
    size_t indent = markdown_indent(line);
    bool speech = markdown_has_dialogue(writer->survey) && view_starts(line, "- ");
    bool item = indent <= 3 && markdown_is_item(line) && !lone && !speech;
    writer->in_list = item || (writer->in_list && indent >= 2);
    if (view_find(chunk, "{:toc", 0) < chunk.bytes)
        return;
    if (indent >= 4 && writer->chunk_after_blank && !writer->in_list)
        write_indented(writer, chunk);
    else if (lone)
        add_escaped_number(writer, chunk);
    else if (!take_line_block(writer, chunk) && !(rest.bytes == 0 && take_single(writer, chunk)))
        write_lines(writer, chunk);
}

void markdown_paragraph_end(struct markdown_writer *writer)
{
    if (writer->chunk.bytes == 0 || !markdown_definitions(writer))
        markdown_flush(writer);
}
