#include "book/xml_source.h"

#include "book/xml.h"
#include "book/xml_encoding.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { MAX_ENTITIES = 128, ENTITY_NAME_BYTES = 16, ENTITY_VALUE_BYTES = 64 };

/* A short entity of plain characters that a book declares for itself. */
struct entity {
    char name[ENTITY_NAME_BYTES], value[ENTITY_VALUE_BYTES];
};

/* Where the scan is. */
struct scan {
    struct view in;
    size_t at;
    struct text *out;
    bool too_many_attributes;
    struct entity entities[MAX_ENTITIES];
    size_t entity_count;
    bool no_comment_end, no_cdata_end, no_script_end, no_instruction_end,
        no_doctype_end; /* looked for in vain */
};

static bool legal(uint32_t rune)
{
    return rune == '\t' || rune == '\n' || rune == '\r' ||
           (rune >= ' ' && rune != 0x7F && rune < 0xD800) ||
           (rune >= 0xE000 && rune <= 0x10FFFF && (rune & 0xFFFE) != 0xFFFE);
}

/* &#150; and its like mean what windows-1252 has there, as browsers read them (WHATWG
 * HTML 13.2.5.80). */
static uint32_t from_reference(uint32_t rune)
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
static const char *declared(const struct scan *scan, struct view name)
{
    for (size_t i = 0; i < scan->entity_count; i++)
        if (view_is(name, scan->entities[i].name))
            return scan->entities[i].value;
    return NULL;
}

static void take_named(struct scan *scan, struct view name)
{
    const char *value = is_basic(name) ? NULL : declared(scan, name);
    if (value != NULL)
        text_add_str(scan->out, value);
    else
        add_escaped(scan->out, view_is(name, "apos") ? '\'' : xml_entity(name));
}

/* A reference at &, or a bare &. */
static void take_reference(struct scan *scan)
{
    size_t at = scan->at + 1;
    bool numeric = at < scan->in.bytes && scan->in.at[at] == '#';
    size_t start = at + numeric;
    size_t end = start;
    while (end < scan->in.bytes && end - start < 32 && isalnum((unsigned char)scan->in.at[end]))
        end++;
    struct view name = view_part(scan->in, start, end);
    bool closed = end < scan->in.bytes && scan->in.at[end] == ';';
    if (name.bytes == 0 || (!closed && !numeric)) {
        text_add_str(scan->out, "&amp;");
        scan->at++;
        return;
    }
    if (numeric)
        add_escaped(scan->out, from_reference(number_of(name)));
    else
        take_named(scan, name);
    scan->at = end + closed;
}

/* Goes behind the next `end`; false, staying, when there is none. Remembers that in *never. */
static bool pass(struct scan *scan, const char *end, bool *never)
{
    if (*never)
        return false;
    size_t found = view_find(scan->in, end, scan->at);
    if (found >= scan->in.bytes) {
        *never = true;
        return false;
    }
    scan->at = found + strlen(end);
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

/* <!ENTITY name "value">, when the value is short and holds nothing but characters. */
static void declare(struct scan *scan, struct view declaration)
{
    struct view name, value;
    size_t at = strlen("<!ENTITY");
    struct text plain = {0};
    struct scan inner = {.out = &plain};
    if (!next_part(declaration, &at, &name) || !next_part(declaration, &at, &value) ||
        name.bytes >= ENTITY_NAME_BYTES || value.bytes >= ENTITY_VALUE_BYTES || name.at[0] == '%' ||
        view_is(value, "SYSTEM") || view_is(value, "PUBLIC") || scan->entity_count == MAX_ENTITIES)
        return;
    inner.in = value;
    bool fine = true;
    while (inner.at < value.bytes && fine) {
        bool reference = value.at[inner.at] == '&';
        fine = value.at[inner.at] != '<' &&
               (!reference || view_starts(view_part(value, inner.at, value.bytes), "&#"));
        if (reference)
            take_reference(&inner);
        else
            text_add_char(&plain, value.at[inner.at++]);
    }
    if (fine && plain.bytes < ENTITY_VALUE_BYTES) {
        struct entity *entity = &scan->entities[scan->entity_count++];
        memcpy(entity->name, name.at, name.bytes);
        memcpy(entity->value, plain.bytes > 0 ? plain.at : "", plain.bytes + 1);
    }
    text_release(&plain);
}

/* A document type that never ends is taken to end at its first >. */
static void drop_doctype(struct scan *scan)
{
    int brackets = 0;
    char quote = 0;
    size_t first = view_find(scan->in, ">", scan->at);
    if (scan->no_doctype_end)
        scan->at = first;
    for (; scan->at < scan->in.bytes; scan->at++) {
        char c = scan->in.at[scan->at];
        struct view rest = view_part(scan->in, scan->at, scan->at + 256);
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
            declare(scan, rest);
        } else if (c == '>' && brackets <= 0) {
            scan->at++;
            return;
        }
    }
    scan->no_doctype_end = true;
    scan->at = first < scan->in.bytes ? first + 1 : first;
}

/* Characters as text, up to `end`. */
static void take_cdata(struct scan *scan, size_t start, size_t end)
{
    struct view v = view_part(scan->in, start, end);
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        add_escaped(scan->out, legal(rune) ? rune : 0);
    }
}

/* <! and <?: all but CDATA vanishes. */
static void take_declaration(struct scan *scan)
{
    struct view rest = view_part(scan->in, scan->at, scan->at + 9);
    size_t start = scan->at;
    if (view_starts(rest, "<!--")) {
        if (!pass(scan, "-->", &scan->no_comment_end))
            scan->at += 4;
    } else if (view_starts(rest, "<![CDATA[")) {
        scan->at += 9;
        if (pass(scan, "]]>", &scan->no_cdata_end))
            take_cdata(scan, start + 9, scan->at - 3);
    } else if (rest.bytes == 9 && strncasecmp(rest.at, "<!DOCTYPE", 9) == 0) {
        drop_doctype(scan);
    } else if (!pass(scan, ">", &scan->no_instruction_end)) {
        scan->at += 2;
    }
}

/* The inside of a tag from its name on, to its end. */
static void take_tag_inside(struct scan *scan)
{
    char quote = 0;
    size_t attributes = 0;
    while (scan->at < scan->in.bytes) {
        char c = scan->in.at[scan->at];
        if (c == '&') {
            take_reference(scan);
            continue;
        }
        if (c == '<')
            text_add_str(scan->out, "&lt;");
        else if ((unsigned char)c >= ' ' || c == '\n' || c == '\t' || c == '\r')
            text_add_char(scan->out, c);
        scan->at++;
        if (quote == 0 && c == '>')
            break;
        if (quote != 0 && c == quote)
            quote = 0;
        else if (quote == 0 && (c == '"' || c == '\''))
            quote = c;
        attributes += quote == 0 && (c == '=' || c == ' ');
    }
    if (attributes > 2 * XML_MAX_ATTRIBUTES)
        scan->too_many_attributes = true;
}

static bool is_script(struct view name)
{
    return name.bytes > 6 && strncasecmp(name.at, "script", 6) == 0 &&
           !isalnum((unsigned char)name.at[6]);
}

/* Goes to </script>, or stays when there is none. */
static void drop_script(struct scan *scan)
{
    for (size_t at = scan->at; !scan->no_script_end;) {
        at = view_find(scan->in, "</", at);
        if (at >= scan->in.bytes)
            scan->no_script_end = true;
        else if (is_script(view_part(scan->in, at + 2, at + 9))) {
            scan->at = at;
            return;
        }
        at += 2;
    }
}

static void take_tag(struct scan *scan)
{
    struct view rest = view_part(scan->in, scan->at + 1, scan->in.bytes);
    bool script = is_script(view_part(rest, 0, 8));
    unsigned char next = rest.bytes > 0 ? (unsigned char)rest.at[0] : ' ';
    if (!isalpha(next) && next != '/' && next != '_' && next < 0x80) {
        text_add_str(scan->out, "&lt;");
        scan->at++;
        return;
    }
    text_add_char(scan->out, '<');
    scan->at++;
    take_tag_inside(scan);
    if (script && !view_ends(text_view(scan->out), "/>"))
        drop_script(scan);
}

/* Plain characters up to the next < or &. */
static void take_text(struct scan *scan)
{
    struct view rest = view_part(scan->in, scan->at, scan->in.bytes);
    size_t bytes = 0;
    while (bytes < rest.bytes && rest.at[bytes] != '<' && rest.at[bytes] != '&')
        bytes++;
    text_add_view(scan->out, view_part(rest, 0, bytes));
    scan->at += bytes;
}

/* Takes out what XML does not allow: control characters, U+FFFE and U+FFFF. */
static void drop_illegal(struct text *text)
{
    size_t to = 0;
    for (size_t at = 0; at < text->bytes; at++) {
        unsigned char c = (unsigned char)text->at[at];
        if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
            continue;
        if (c == 0xEF && text->bytes - at >= 3 && (unsigned char)text->at[at + 1] == 0xBF &&
            (unsigned char)text->at[at + 2] >= 0xBE) {
            at += 2;
            continue;
        }
        text->at[to++] = (char)c;
    }
    if (text->at != NULL)
        text_cut(text, to);
}

void xml_source_read(struct view bytes, struct xml_source *out)
{
    struct xml_encoded encoded;
    xml_encoding_read(bytes, &encoded);
    *out = (struct xml_source){
        .encoding = encoded.encoding, .bad_bytes = encoded.bad_bytes, .guessed = encoded.guessed};
    drop_illegal(&encoded.text);
    struct scan scan = {.in = text_view(&encoded.text), .out = &out->text};
    while (scan.at < scan.in.bytes && isspace((unsigned char)scan.in.at[scan.at]))
        scan.at++;
    struct view head = view_part(scan.in, scan.at, scan.at + 5);
    out->says_xml = view_is(head, "<?xml");
    while (scan.at < scan.in.bytes) {
        char c = scan.in.at[scan.at];
        char next = scan.at + 1 < scan.in.bytes ? scan.in.at[scan.at + 1] : ' ';
        if (c == '&')
            take_reference(&scan);
        else if (c == '<' && (next == '!' || next == '?'))
            take_declaration(&scan);
        else if (c == '<')
            take_tag(&scan);
        else
            take_text(&scan);
    }
    out->too_many_attributes = scan.too_many_attributes;
    text_release(&encoded.text);
}
