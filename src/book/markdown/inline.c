/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What occurs inside lines of Markdown and is not CommonMark. */
#include "book/markdown/inline.h"
#include "book/markdown/passes.h"

#include <ctype.h>
#include <string.h>

enum {
    /* How far a closing mark is looked for; what is longer is text. Chosen: each
     * is several times what such a mark holds, and it keeps the time linear. */
    NOTE_NAME_BYTES = 64,
    SHORT_BYTES = 40,   /* raised or lowered letters, names of emoji */
    LINK_BYTES = 1000,  /* addresses, wiki links, attributes, citations, code */
    NOTE_BYTES = 20000, /* comments, notes inside the line */
};

char markdown_byte(const struct markdown_inliner *in, size_t at)
{
    return at < in->text.bytes ? in->text.at[at] : '\0';
}

size_t markdown_balanced(struct markdown_inliner *in, size_t open, char left, char right)
{
    int depth = 0;
    if (open < in->unbalanced)
        return open;
    for (size_t at = open; at < in->text.bytes && at < open + NOTE_BYTES; at++) {
        char c = in->text.at[at];
        if (c == '\\')
            at++;
        else if (c == left)
            depth++;
        else if (c == right && --depth == 0)
            return at;
    }
    in->unbalanced = open + NOTE_BYTES;
    return open;
}

void markdown_add(struct markdown_inliner *in, size_t from, size_t to)
{
    text_add_view(in->out, view_part(in->text, from, to));
}

void markdown_add_note(struct markdown_inliner *in, size_t from, size_t to)
{
    text_add_str(in->out, "<span epub:type=\"footnote\">");
    markdown_add(in, from, to);
    text_add_str(in->out, "</span>");
}

static bool starts_at(const struct markdown_inliner *in, size_t at, const char *what)
{
    return view_starts(view_part(in->text, at, at + 16), what);
}

/* The position of `needle` after `from`; `from` when it is not there. */
static size_t find_closing(struct markdown_inliner *in, enum markdown_syntax mark,
                           const char *needle, size_t from, size_t limit)
{
    struct view part = view_part(in->text, 0, from + limit);
    if (from < in->none[mark])
        return from;
    size_t found = view_find(part, needle, from);
    if (found < part.bytes)
        return found;
    in->none[mark] = from + limit;
    return from;
}

/* Something before `at` was dropped: the blank before it goes too when a mark or nothing
 * follows. */
static void close_gap(struct markdown_inliner *in, size_t at)
{
    char next = markdown_byte(in, at);
    if ((next == '\0' || next == '\n' || strchr(".,;:!?", next) != NULL) && in->out->bytes > 0 &&
        in->out->at[in->out->bytes - 1] == ' ')
        text_cut(in->out, in->out->bytes - 1);
}

struct view markdown_note_name(struct view line, size_t at)
{
    struct view rest = view_part(line, at, at + NOTE_NAME_BYTES);
    size_t end = 2;
    if (!view_starts(rest, "[^"))
        return (struct view){NULL, 0};
    while (end < rest.bytes &&
           (isalnum((unsigned char)rest.at[end]) || rest.at[end] == '-' || rest.at[end] == '_' ||
            rest.at[end] == '.' || rest.at[end] == ':' || (unsigned char)rest.at[end] >= 0x80))
        end++;
    bool closed = end > 2 && end < rest.bytes && rest.at[end] == ']';
    return closed ? view_part(rest, 2, end) : (struct view){NULL, 0};
}

static size_t take_code(struct markdown_inliner *in, size_t at)
{
    char mark[SHORT_BYTES];
    size_t size = 0;
    while (markdown_byte(in, at + size) == '`')
        size++;
    if (size + 1 >= sizeof mark) {
        markdown_add(in, at, at + size);
        return size;
    }
    memset(mark, '`', size);
    mark[size] = '\0';
    size_t end = find_closing(in, MARKDOWN_CODE, mark, at + size, LINK_BYTES);
    size_t after = end > at + size ? end + size : at + size;
    markdown_add(in, at, after);
    return after - at;
}

/* [see @key, p. 3]: a citation, not text. */
static size_t take_citation(struct markdown_inliner *in, size_t at)
{
    size_t end = find_closing(in, MARKDOWN_CITE, "]", at, LINK_BYTES / 2);
    struct view inside = view_part(in->text, at + 1, end);
    size_t sign = view_find(inside, "@", 0);
    bool key = sign + 1 < inside.bytes && isalpha((unsigned char)inside.at[sign + 1]) &&
               (sign == 0 || strchr(" -;", inside.at[sign - 1]) != NULL);
    if (end == at || !key || markdown_byte(in, end + 1) == '(' || markdown_byte(in, end + 1) == ':')
        return 0;
    text_add_str(in->out, "<span epub:type=\"noteref\">");
    markdown_add(in, at, end + 1);
    text_add_str(in->out, "</span>");
    close_gap(in, end + 1);
    return end + 1 - at;
}

/* [[Page#Place|text]] */
static size_t take_wiki(struct markdown_inliner *in, size_t at)
{
    size_t end = find_closing(in, MARKDOWN_WIKI, "]]", at + 2, LINK_BYTES);
    struct view inside = view_part(in->text, at + 2, end);
    if (inside.bytes == 0 || memchr(inside.at, '\n', inside.bytes) != NULL)
        return 0;
    size_t bar = view_find(inside, "|", 0);
    size_t place = view_find(inside, "#", 0);
    if (bar + 1 < inside.bytes)
        inside = view_part(inside, bar + 1, inside.bytes);
    else if (place > 0)
        inside = view_part(inside, 0, place);
    if (!view_is_nocase(inside, "toc") && !view_is_nocase(inside, "_toc_"))
        text_add_view(in->out, inside);
    return end + 2 - at;
}

/* "- [ ] ", "1. [x] ": a check box at the start of an item. */
static bool is_task(const struct markdown_inliner *in, size_t at)
{
    bool box = strchr(" xX", markdown_byte(in, at + 1)) != NULL &&
               markdown_byte(in, at + 2) == ']' && markdown_byte(in, at + 3) == ' ';
    return box && at >= 2 && in->text.at[at - 1] == ' ' &&
           strchr("-*+.)", in->text.at[at - 2]) != NULL;
}

static size_t take_bracket(struct markdown_inliner *in, size_t at)
{
    if (is_task(in, at))
        return 4;
    struct view name = markdown_note_name(in->text, at);
    if (name.bytes > 0) {
        text_addf(in->out, "<a epub:type=\"noteref\" href=\"#fn-%.*s\">%.*s</a>", VIEW_ARGS(name),
                  VIEW_ARGS(name));
        return name.bytes + 3;
    }
    size_t taken = starts_at(in, at, "[[") ? take_wiki(in, at) : take_citation(in, at);
    if (taken == 0)
        in->bracket = in->out->bytes + 1;
    return taken;
}

/* Are there attributes in "{...}": #id .class key=value, or kramdown's {: ...}? */
static bool is_attributes(struct view inside)
{
    inside = view_trim(inside);
    bool marked = inside.bytes > 0 && strchr("#.=:-", inside.at[0]) != NULL;
    return (marked && (inside.bytes > 1 || inside.at[0] == '-')) ||
           (view_find(inside, "=", 0) < inside.bytes && inside.bytes > 2 &&
            isalpha((unsigned char)inside.at[0]) && memchr(inside.at, '\n', inside.bytes) == NULL);
}

/* The bracket before it becomes an element with that class: [text]{.smallcaps} */
static void make_span(struct markdown_inliner *in, struct view attributes)
{
    struct text tail = {0};
    size_t start = in->bracket - 1;
    size_t dot = view_find(attributes, ".", 0), end = dot + 1;
    while (end < attributes.bytes &&
           (isalnum((unsigned char)attributes.at[end]) || attributes.at[end] == '-'))
        end++;
    struct view class = view_part(attributes, dot + 1, end);
    text_add_view(&tail, view_part(text_view(in->out), start + 1, in->out->bytes));
    text_cut(in->out, start);
    text_addf(in->out, "<span class=\"%.*s\">", VIEW_ARGS(class));
    text_add_view(in->out, text_view(&tail));
    text_add_str(in->out, "</span>");
    text_release(&tail);
    in->bracket = 0;
}

/* ](address) unchanged; ]{attributes} */
static size_t take_close(struct markdown_inliner *in, size_t at)
{
    if (markdown_byte(in, at + 1) == '(') {
        size_t end = find_closing(in, MARKDOWN_LINK, ")", at + 2, LINK_BYTES);
        if (end > at + 2)
            markdown_add(in, at, end);
        return end > at + 2 ? end - at : 0;
    }
    size_t end = markdown_byte(in, at + 1) == '{'
                     ? find_closing(in, MARKDOWN_ATTRIBUTE, "}", at + 2, LINK_BYTES)
                     : at + 2;
    struct view inside = view_part(in->text, at + 2, end);
    if (end == at + 2 || in->bracket == 0 || !is_attributes(inside))
        return 0;
    make_span(in, inside);
    return end + 1 - at;
}

/* {{< x >}}, {{ x }}, {% x %}, {#id .class}, {: .class} */
static size_t take_brace(struct markdown_inliner *in, size_t at)
{
    static const char *const pairs[][2] = {{"{{", "}}"}, {"{%", "%}"}};
    for (int i = 0; i < 2; i++) {
        size_t end = starts_at(in, at, pairs[i][0])
                         ? find_closing(in, MARKDOWN_LIQUID, pairs[i][1], at + 2, LINK_BYTES)
                         : at + 2;
        if (end == at + 2)
            continue;
        close_gap(in, end + 2);
        return end + 2 - at;
    }
    size_t end = find_closing(in, MARKDOWN_ATTRIBUTE, "}", at + 1, LINK_BYTES);
    struct view inside = view_part(in->text, at + 1, end);
    if (end == at + 1 || !is_attributes(inside))
        return 0;
    close_gap(in, end + 1);
    return end + 1 - at;
}

/* The end of a short run of letters and digits between two marks; `at` when there is none. */
static size_t short_end(const struct markdown_inliner *in, size_t at, char mark)
{
    size_t end = at;
    while (end < at + SHORT_BYTES &&
           (isalnum((unsigned char)markdown_byte(in, end)) ||
            strchr("+-_", markdown_byte(in, end)) != NULL) &&
           markdown_byte(in, end) != '\0')
        end++;
    return markdown_byte(in, end) == mark ? end : at;
}

static size_t take_small(struct markdown_inliner *in, size_t at, const char *element)
{
    size_t end = short_end(in, at + 1, markdown_byte(in, at));
    if (end == at + 1 || at == 0 || isspace((unsigned char)in->text.at[at - 1]))
        return 0;
    text_addf(in->out, "<%s>", element);
    markdown_add(in, at + 1, end);
    text_addf(in->out, "</%s>", element);
    return end + 1 - at;
}

/* ^[note], 2^nd^ */
static size_t take_caret(struct markdown_inliner *in, size_t at)
{
    if (markdown_byte(in, at + 1) != '[')
        return take_small(in, at, "sup");
    size_t end = markdown_balanced(in, at + 1, '[', ']');
    if (end == at + 1)
        return 0;
    markdown_add_note(in, at + 2, end);
    return end + 1 - at;
}

/* ==text==: the marks are dropped. */
static size_t take_highlight(struct markdown_inliner *in, size_t at)
{
    char next = markdown_byte(in, at + 2);
    if (markdown_byte(in, at + 1) != '=' || next == '=' || next == '\0' ||
        isspace((unsigned char)next))
        return 0;
    size_t end = find_closing(in, MARKDOWN_HIGHLIGHT, "==", at + 2, LINK_BYTES);
    if (end == at + 2 || isspace((unsigned char)in->text.at[end - 1]))
        return 0;
    markdown_add(in, at + 2, end);
    return end + 2 - at;
}

/* :smile: */
static size_t take_emoji(struct markdown_inliner *in, size_t at)
{
    size_t end = short_end(in, at + 1, ':');
    bool letter = false;
    for (size_t i = at + 1; i < end; i++) {
        if (isupper((unsigned char)in->text.at[i]))
            return 0;
        letter = letter || isalpha((unsigned char)in->text.at[i]);
    }
    bool thumb = starts_at(in, at, ":+1:") || starts_at(in, at, ":-1:");
    if ((!letter && !thumb) || (at > 0 && isalnum((unsigned char)in->text.at[at - 1])) ||
        isalnum((unsigned char)markdown_byte(in, end + 1)))
        return 0;
    close_gap(in, end + 1);
    return end + 1 - at;
}

/* HTML tags and comments stay unchanged. */
static size_t take_tag(struct markdown_inliner *in, size_t at)
{
    bool comment = starts_at(in, at, "<!--");
    size_t end = comment ? find_closing(in, MARKDOWN_COMMENT, "-->", at + 4, NOTE_BYTES)
                         : find_closing(in, MARKDOWN_TAG, ">", at + 1, LINK_BYTES);
    char next = markdown_byte(in, at + 1);
    if (end <= at + 1 + 3 * (size_t)comment ||
        (!comment && !isalpha((unsigned char)next) && next != '/'))
        return 0;
    size_t after = end + (comment ? 3 : 1);
    if (!comment)
        markdown_add(in, at, after);
    else
        close_gap(in, after);
    return after - at;
}

/* Rewrites what begins at `at`. Returns how many bytes that was; 0: nothing to rewrite. */
static size_t rewrite_at(struct markdown_inliner *in, size_t at)
{
    switch (in->text.at[at]) {
    case '\\':
        return markdown_tex(in, at);
    case '`':
        return take_code(in, at);
    case '!': {
        /* ![[picture.png]]: part of another file. */
        size_t end = starts_at(in, at, "![[")
                         ? find_closing(in, MARKDOWN_WIKI, "]]", at + 3, LINK_BYTES)
                         : at + 3;
        return end > at + 3 ? end + 2 - at : 0;
    }
    case '[':
        return take_bracket(in, at);
    case ']':
        return take_close(in, at);
    case '{':
        return take_brace(in, at);
    case '^':
        return take_caret(in, at);
    case '~':
        return markdown_byte(in, at + 1) == '~' ? 2 : take_small(in, at, "sub");
    case '%': {
        size_t end = markdown_byte(in, at + 1) == '%'
                         ? find_closing(in, MARKDOWN_REMARK, "%%", at + 2, NOTE_BYTES)
                         : 0;
        return end > at + 2 ? end + 2 - at : 0;
    }
    case '=':
        return take_highlight(in, at);
    case ':':
        return take_emoji(in, at);
    case '<':
        return take_tag(in, at);
    default:
        return 0;
    }
}

/* Brackets that may be open at once before a ! no longer makes a picture of the next. Chosen:
 * nobody writes so many; cmark looks at all open pictures at the end of each link. */
enum { OPEN_MOST = 50 };

void markdown_inline(struct text *out, struct view paragraph)
{
    struct markdown_inliner in = {.text = paragraph, .out = out};
    while (in.at < paragraph.bytes) {
        size_t plain = in.at;
        while (plain < paragraph.bytes && strchr("\\`![]{^~%=:<", paragraph.at[plain]) == NULL)
            plain++;
        markdown_add(&in, in.at, plain);
        in.at = plain;
        if (plain == paragraph.bytes)
            break;
        size_t taken = rewrite_at(&in, plain);
        in.depth += paragraph.at[plain] == '[';
        in.depth -= paragraph.at[plain] == ']' && in.depth > 0;
        if (taken == 0 && paragraph.at[plain] == '!' && in.depth > OPEN_MOST)
            text_add_char(out, '\\');
        if (taken == 0)
            text_add_char(out, paragraph.at[plain]);
        in.at += taken > 0 ? taken : 1;
    }
}
