/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/xml/source.h"

#include "book/xml/encoding.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    PIECE_BYTES = 16 * 1024, /* chosen: of text at a time */
    NAME_BYTES = 64,         /* chosen: no attribute has a longer name */
};

/* Char of XML 1.0, 2.2, without U+007F and the non-characters. */
static bool legal(uint32_t rune)
{
    return rune == '\t' || rune == '\n' || rune == '\r' ||
           (rune >= ' ' && rune != 0x7F && rune < 0xD800) ||
           (rune >= 0xE000 && rune <= 0x10FFFF && (rune & 0xFFFE) != 0xFFFE);
}

/* U+0096 and its like mean what windows-1252 has there, as browsers read &#150; (WHATWG
 * HTML 13.2.5.80): no text has these control characters, but wrongly converted ones. */
static uint32_t real_rune(uint32_t rune)
{
    static const uint16_t high[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    if (rune >= 0x80 && rune < 0xA0)
        return high[rune - 0x80];
    return legal(rune) ? rune : 0;
}

static void add_escaped(struct text *out, uint32_t rune)
{
    if (rune == '<')
        text_add_str(out, "&lt;");
    else if (rune == '&')
        text_add_str(out, "&amp;");
    else if (rune == '"')
        text_add_str(out, "&quot;");
    else if (rune == '\'')
        text_add_str(out, "&#39;");
    else if (rune == '>')
        text_add_str(out, "&gt;");
    else if (rune != 0)
        text_add_rune(out, rune);
}

static uint32_t number_of(struct view digits)
{
    bool hex = digits.bytes > 0 && (digits.at[0] | 0x20) == 'x';
    uint32_t value = 0;
    for (size_t i = hex; i < digits.bytes; i++) {
        unsigned char c = (unsigned char)digits.at[i];
        uint32_t digit = isdigit(c) ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a' + 10);
        if (digit >= (hex ? 16u : 10u))
            return 0;
        value = value * (hex ? 16 : 10) + digit;
        if (value > 0x10FFFF)
            return 0;
    }
    return value;
}

static bool is_basic(struct view name)
{
    static const char *const names[] = {"amp", "lt", "gt", "quot", "apos"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (view_is(name, names[i]))
            return true;
    return false;
}

/* What the book itself says `name` is; NULL when it says nothing. */
static const char *declared(const struct xml_source *source, struct view name)
{
    for (size_t i = 0; i < source->entity_count; i++)
        if (view_is(name, source->entities[i].name))
            return source->entities[i].value;
    return NULL;
}

/* A reference at &, or a bare &. */
static void read_reference(struct xml_source *source, struct text *out)
{
    size_t at = source->at + 1;
    bool numeric = at < source->in.bytes && source->in.at[at] == '#';
    size_t start = at + numeric;
    size_t end = start;
    while (end < source->in.bytes && end - start < 32 && isalnum((unsigned char)source->in.at[end]))
        end++;
    struct view name = view_part(source->in, start, end);
    bool closed = end < source->in.bytes && source->in.at[end] == ';';
    if (name.bytes == 0 || (!closed && !numeric)) {
        text_add_str(out, "&amp;");
        source->at++;
        return;
    }
    if (numeric)
        add_escaped(out, real_rune(number_of(name)));
    else {
        const char *value = is_basic(name) ? NULL : declared(source, name);
        if (value != NULL)
            text_add_str(out, value);
        else
            add_escaped(out, view_is(name, "apos") ? '\'' : xml_entity(name));
    }
    source->at = end + closed;
}

/* Moves past the next `end`; false, without moving, when there is none, which *never remembers. */
static bool skip_past(struct xml_source *source, const char *end, bool *never)
{
    if (*never)
        return false;
    size_t found = view_find(source->in, end, source->at);
    if (found >= source->in.bytes) {
        *never = true;
        return false;
    }
    source->at = found + strlen(end);
    return true;
}

/* The name or quoted value at *at of a declaration; false when there is none. */
static bool next_part(struct view v, size_t *at, struct view *part)
{
    while (*at < v.bytes && isspace((unsigned char)v.at[*at]))
        ++*at;
    size_t start = *at;
    if (start < v.bytes && (v.at[start] == '"' || v.at[start] == '\'')) {
        const char quote[] = {v.at[start], '\0'};
        *at = view_find(v, quote, start + 1) + 1;
        *part = view_part(v, start + 1, *at - 1);
        return *at <= v.bytes;
    }
    while (*at < v.bytes && !isspace((unsigned char)v.at[*at]) && v.at[*at] != '>')
        ++*at;
    *part = view_part(v, start, *at);
    return part->bytes > 0;
}

/* Keeps <!ENTITY name "value">, when the value is short and has no markup. */
static void declare(struct xml_source *source, struct view declaration)
{
    struct view name, value;
    size_t at = strlen("<!ENTITY");
    struct text plain = {0};
    struct xml_source inner = {.encoding = NULL};
    if (!next_part(declaration, &at, &name) || !next_part(declaration, &at, &value) ||
        name.bytes >= XML_ENTITY_NAME_BYTES || value.bytes >= XML_ENTITY_VALUE_BYTES ||
        name.at[0] == '%' || view_is(value, "SYSTEM") || view_is(value, "PUBLIC") ||
        source->entity_count == XML_MAX_ENTITIES)
        return;
    inner.in = value;
    bool fine = true;
    while (inner.at < value.bytes && fine) {
        bool reference = value.at[inner.at] == '&';
        fine = value.at[inner.at] != '<' &&
               (!reference || view_starts(view_part(value, inner.at, value.bytes), "&#"));
        if (reference)
            read_reference(&inner, &plain);
        else
            text_add_char(&plain, value.at[inner.at++]);
    }
    if (fine && plain.bytes < XML_ENTITY_VALUE_BYTES) {
        struct xml_declared *entity = &source->entities[source->entity_count++];
        memcpy(entity->name, name.at, name.bytes);
        memcpy(entity->value, plain.bytes > 0 ? plain.at : "", plain.bytes + 1);
    }
    text_release(&plain);
}

/* Moves past a document type and keeps its entities. One that never ends is taken to end at its
 * first >. */
static void drop_doctype(struct xml_source *source)
{
    int brackets = 0;
    char quote = 0;
    size_t first = view_find(source->in, ">", source->at);
    if (source->no_doctype_end)
        source->at = first;
    for (; source->at < source->in.bytes; source->at++) {
        char c = source->in.at[source->at];
        struct view rest = view_part(source->in, source->at, source->at + 256);
        if (quote != 0) {
            if (c == quote)
                quote = 0;
        } else if (c == '"' || (c == '\'' && brackets > 0)) {
            quote = c;
        } else if (c == '[') {
            brackets++;
        } else if (c == ']') {
            brackets--;
        } else if (c == '<' && view_starts(rest, "<!ENTITY")) {
            declare(source, rest);
        } else if (c == '>' && brackets <= 0) {
            source->at++;
            return;
        }
    }
    source->no_doctype_end = true;
    source->at = first < source->in.bytes ? first + 1 : first;
}

/* The text from `from` to here was dropped: counts its line ends. */
static void owe_lines(struct xml_source *source, size_t from)
{
    for (; from < source->at; from++)
        source->owed_lines += source->in.at[from] == '\n';
}

/* Adds the line ends of dropped text to the tag that `out` ends in: white space before the end of a
 * tag means nothing, wherever the tag stands. */
static void pay_lines(struct xml_source *source, struct text *out)
{
    struct view made = text_view(out);
    if (source->owed_lines == 0 || !view_ends(made, ">"))
        return;
    const char *end = view_ends(made, "/>") ? "/>" : ">";
    text_cut(out, out->bytes - strlen(end));
    for (; source->owed_lines > 0; source->owed_lines--)
        text_add_char(out, '\n');
    text_add_str(out, end);
}

/* <! and <?: all but CDATA is dropped. */
static void drop_declaration(struct xml_source *source)
{
    struct view rest = view_part(source->in, source->at, source->at + 9);
    size_t start = source->at;
    if (view_starts(rest, "<!--")) {
        if (!skip_past(source, "-->", &source->no_comment_end))
            source->at += 4;
    } else if (view_starts(rest, "<![CDATA[")) {
        source->at += 9;
        if (skip_past(source, "]]>", &source->no_cdata_end)) {
            source->cdata_end = source->at - strlen("]]>");
            source->at = source->cdata_end > start + 9 ? start + 9 : source->at;
        }
    } else if (rest.bytes == 9 && strncasecmp(rest.at, "<!DOCTYPE", 9) == 0) {
        drop_doctype(source);
    } else if (!skip_past(source, ">", &source->no_instruction_end)) {
        source->at += 2;
    }
}

/* The bytes of the character at `at` when XML does not allow it (control characters, U+FFFE and
 * U+FFFF) or when it cannot be meant (U+0080 to U+009F); else 0. */
static size_t illegal_bytes(struct view v, size_t at)
{
    unsigned char c = (unsigned char)v.at[at];
    unsigned char next = at + 1 < v.bytes ? (unsigned char)v.at[at + 1] : 0;
    if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
        return 1;
    if (c == 0xC2 && next >= 0x80 && next < 0xA0)
        return 2;
    bool high =
        c == 0xEF && v.bytes - at >= 3 && next == 0xBF && (unsigned char)v.at[at + 2] >= 0xBE;
    return high ? 3 : 0;
}

/* Adds what is meant by an illegal character, if anything, and moves past it. */
static void read_illegal(struct xml_source *source, size_t bytes, struct text *out)
{
    if (bytes == 2)
        add_escaped(out, real_rune((unsigned char)source->in.at[source->at + 1]));
    source->at += bytes;
}

/* A character of a tag. */
static void read_tag_character(struct xml_source *source, struct text *out)
{
    char c = source->in.at[source->at];
    size_t illegal = illegal_bytes(source->in, source->at);
    if (c == '&') {
        read_reference(source, out);
    } else if (illegal > 0) {
        read_illegal(source, illegal, out);
    } else {
        if (c == '<')
            text_add_str(out, "&lt;");
        else
            text_add_char(out, c);
        source->at++;
    }
}

/* Can this follow the mark that closes a value: white space, the end of the tag, another attribute?
 */
static bool follows_value(struct view rest)
{
    size_t name = 0;
    while (name < rest.bytes && (isalnum((unsigned char)rest.at[name]) || rest.at[name] == '-' ||
                                 rest.at[name] == ':' || rest.at[name] == '_'))
        name++;
    char next = name < rest.bytes ? rest.at[name] : '>';
    return name > 0 ? next == '=' : isspace((unsigned char)next) || strchr("/>?", next) != NULL;
}

/* Where the quoted value ends whose opening mark is just before `at`. A mark that is never closed,
 * or whose value has a > in it and ends in the middle of a word, was forgotten: then the value ends
 * before that >. *closed: the value ends at a mark. */
static size_t value_end(struct xml_source *source, char mark, bool *closed)
{
    bool *never = mark == '"' ? &source->no_double_quote : &source->no_single_quote;
    const char mark_text[] = {mark, '\0'};
    size_t bytes = source->in.bytes;
    size_t end = *never ? bytes : view_find(source->in, mark_text, source->at);
    *never = end >= bytes;
    *closed = end < bytes && follows_value(view_part(source->in, end + 1, end + 1 + NAME_BYTES));
    if (*closed)
        return end;
    size_t bracket = view_find(view_part(source->in, 0, end), ">", source->at);
    *closed = end < bytes && bracket >= end;
    return bracket < end ? bracket : end;
}

/* A quoted value and its closing mark, which is added where it was forgotten. */
static void read_value(struct xml_source *source, struct text *out)
{
    char mark = source->in.at[source->at++];
    bool closed;
    size_t end = value_end(source, mark, &closed);
    text_add_char(out, mark);
    while (source->at < end)
        read_tag_character(source, out);
    source->at += closed;
    text_add_char(out, mark);
}

/* A tag from its name to its end. A quotation mark opens a value only after "=", as in browsers
 * (WHATWG HTML 13.2.5.37): a stray one must not swallow the end of the tag. */
static void read_tag_inside(struct xml_source *source, struct text *out)
{
    bool after_equals = false;
    size_t attributes = 0;
    for (char c = ' '; source->at < source->in.bytes && c != '>';) {
        c = source->in.at[source->at];
        if (after_equals && (c == '"' || c == '\'')) {
            read_value(source, out);
            after_equals = false;
        } else {
            read_tag_character(source, out);
            after_equals = c == '=' || (after_equals && isspace((unsigned char)c));
            attributes += c == '=' || c == ' ';
        }
    }
    if (attributes > 2 * XML_MAX_ATTRIBUTES)
        source->too_many_attributes = true;
}

static bool is_script(struct view name)
{
    return name.bytes > 6 && strncasecmp(name.at, "script", 6) == 0 &&
           !isalnum((unsigned char)name.at[6]);
}

/* Moves to </script>, or not at all when there is none. */
static void drop_script(struct xml_source *source)
{
    for (size_t at = source->at; !source->no_script_end;) {
        at = view_find(source->in, "</", at);
        if (at >= source->in.bytes)
            source->no_script_end = true;
        else if (is_script(view_part(source->in, at + 2, at + 9))) {
            source->at = at;
            return;
        }
        at += 2;
    }
}

static void read_tag(struct xml_source *source, struct text *out)
{
    struct view rest = view_part(source->in, source->at + 1, source->in.bytes);
    bool script = is_script(view_part(rest, 0, 8));
    unsigned char next = rest.bytes > 0 ? (unsigned char)rest.at[0] : ' ';
    if (!isalpha(next) && next != '/' && next != '_' && next < 0x80) {
        text_add_str(out, "&lt;");
        source->at++;
        return;
    }
    text_add_char(out, '<');
    source->at++;
    read_tag_inside(source, out);
    pay_lines(source, out);
    size_t from = source->at;
    if (script && !view_ends(text_view(out), "/>"))
        drop_script(source);
    owe_lines(source, from);
}

void xml_source_open(struct view bytes, struct xml_source *source)
{
    struct xml_encoded encoded;
    xml_encoding_read(bytes, &encoded);
    *source = (struct xml_source){.in = encoded.text,
                                  .made = encoded.made,
                                  .encoding = encoded.encoding,
                                  .bad_bytes = encoded.bad_bytes,
                                  .guessed = encoded.guessed};
    while (source->start < source->in.bytes && isspace((unsigned char)source->in.at[source->start]))
        source->start++;
    source->says_xml = view_starts(view_part(source->in, source->start, source->in.bytes), "<?xml");
    xml_source_rewind(source);
}

bool xml_source_next(struct xml_source *source, struct text *out)
{
    if (source->at >= source->in.bytes || source->too_many_attributes)
        return false;
    char c = source->in.at[source->at];
    char next = source->at + 1 < source->in.bytes ? source->in.at[source->at + 1] : ' ';
    size_t before = out->bytes, from = source->at;
    if (source->at < source->cdata_end) {
        /* Some of the characters of a CDATA section. */
        struct view v = view_part(source->in, 0, source->cdata_end);
        size_t enough = out->bytes + PIECE_BYTES;
        while (source->at < v.bytes && out->bytes < enough) {
            uint32_t rune = rune_next(v, &source->at);
            add_escaped(out, real_rune(rune));
        }
        if (source->at == source->cdata_end)
            source->at += strlen("]]>");
    } else if (c == '&')
        read_reference(source, out);
    else if (c == '<' && (next == '!' || next == '?'))
        drop_declaration(source), owe_lines(source, from);
    else if (c == '<')
        read_tag(source, out);
    else {
        /* Plain characters up to the next < or &. */
        struct view rest = view_part(source->in, source->at, source->at + PIECE_BYTES);
        size_t bytes = 0, illegal = 0;
        while (bytes < rest.bytes && rest.at[bytes] != '<' && rest.at[bytes] != '&' &&
               (illegal = illegal_bytes(source->in, source->at + bytes)) == 0)
            bytes++;
        text_add_view(out, view_part(rest, 0, bytes));
        source->at += bytes;
        if (illegal > 0)
            read_illegal(source, illegal, out);
    }
    if (source->too_many_attributes)
        text_cut(out, before);
    return true;
}

void xml_source_rewind(struct xml_source *source)
{
    source->at = source->owed_lines = 0;
    while (source->at < source->start)
        source->owed_lines += source->in.at[source->at++] == '\n';
    source->cdata_end = source->entity_count = 0;
}

void xml_source_close(struct xml_source *source)
{
    text_release(&source->made);
    source->in = (struct view){NULL, 0};
}
