/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/element/css.h"

#include "base/mem.h"
#include "base/table.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* These bound the memory that a hostile sheet can take. */
enum { MAX_SELECTORS = 20000, MAX_SELECTOR_BYTES = 120 };

struct rule {
    bool hides, shows, raises, fades;
};

struct css {
    struct arena *arena;
    struct rule *rules;
    size_t count, capacity;
    struct table selectors; /* to the index of their rule */
    const struct css *sheets[CSS_MAX_SHEETS];
    size_t sheet_count;
};

struct css *css_new(void)
{
    struct css *css = mem_zero(1, sizeof *css);
    css->arena = arena_new();
    return css;
}

void css_use(struct css *css, const struct css *sheet)
{
    if (css->sheet_count < CSS_MAX_SHEETS && sheet->count > 0)
        css->sheets[css->sheet_count++] = sheet;
}

void css_free(struct css *css)
{
    if (css == NULL)
        return;
    arena_free(css->arena);
    free(css->rules);
    table_release(&css->selectors);
    free(css);
}

static struct rule *find(const struct css *css, struct view selector)
{
    size_t i = table_find(&css->selectors, table_text(selector), css->count);
    return i < css->count ? &css->rules[i] : NULL;
}

static bool value_starts(struct view value, const char *word)
{
    size_t bytes = strlen(word);
    return value.bytes >= bytes && strncasecmp(value.at, word, bytes) == 0;
}

/* Is it a value of `display`? Anything else is ignored, as browsers do. oeb-page-head and
 * oeb-page-foot are OPS 2.0.1, 3.3. */
static bool is_display(struct view value)
{
    static const char *const values[] = {
        "none",  "block", "inline",  "list-item", "run-in",  "contents", "flow",      "flex",
        "grid",  "table", "ruby",    "math",      "compact", "marker",   "oeb-page-", "-webkit-",
        "-moz-", "-ms-",  "inherit", "initial",   "unset",   "revert"};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (value_starts(value, values[i]))
            return true;
    return false;
}

/* The value of a property among declarations, in any case; {NULL, 0} when it is not there. */
static struct view value_of(struct view declarations, const char *property)
{
    size_t bytes = strlen(property);
    bool display = strcmp(property, "display") == 0;
    struct view found = {NULL, 0};
    for (size_t at = 0; at < declarations.bytes;) {
        size_t end = view_find(declarations, ";", at);
        struct view one = view_part(declarations, at, end);
        size_t colon = view_find(one, ":", 0);
        struct view name = view_trim(view_part(one, 0, colon));
        struct view value = view_trim(view_part(one, colon + 1, one.bytes));
        if (colon < one.bytes && name.bytes == bytes &&
            strncasecmp(name.at, property, bytes) == 0 && (!display || is_display(value)))
            found = value;
        at = end + 1;
    }
    return found;
}

static bool hides(struct view declarations)
{
    struct view visibility = value_of(declarations, "visibility");
    struct view speak = value_of(declarations, "speak"),
                old = value_of(declarations, "-epub-speak");
    struct view display = value_of(declarations, "display");
    return value_starts(speak, "none") || value_starts(speak, "never") ||
           value_starts(old, "none") || value_starts(display, "none") ||
           value_starts(display, "oeb-page-") || value_starts(visibility, "hidden") ||
           value_starts(visibility, "collapse") ||
           value_starts(value_of(declarations, "mso-hide"), "all");
}

static bool raises(struct view declarations)
{
    struct view align = value_of(declarations, "vertical-align");
    return value_starts(align, "super") || value_starts(align, "text-top");
}

bool css_style_hides(const char *style)
{
    return style != NULL && hides(view_of(style));
}

/* "0", "0px", "0.0em"; not "0.5em". */
static bool is_zero(struct view value)
{
    bool zero = value.bytes > 0;
    for (size_t i = 0; i < value.bytes && zero && !isalpha((unsigned char)value.at[i]); i++)
        zero = strchr("0. !%", value.at[i]) != NULL;
    return zero && !isalpha((unsigned char)value.at[0]);
}

/* "-9999px" */
static bool is_far(struct view value)
{
    return value.bytes > 4 && value.at[0] == '-' && isdigit((unsigned char)value.at[1]) &&
           isdigit((unsigned char)value.at[2]) && isdigit((unsigned char)value.at[3]);
}

static bool fades(struct view declarations)
{
    struct view position = value_of(declarations, "position");
    bool placed = value_starts(position, "absolute") || value_starts(position, "fixed");
    return is_zero(value_of(declarations, "font-size")) ||
           value_starts(value_of(declarations, "color"), "transparent") ||
           is_far(value_of(declarations, "text-indent")) ||
           (placed &&
            (is_far(value_of(declarations, "left")) || is_far(value_of(declarations, "top"))));
}

bool css_style_fades(const char *style)
{
    return style != NULL && fades(view_of(style));
}

bool css_style_raises(const char *style)
{
    return style != NULL && raises(view_of(style));
}

/* .class, #id, name or name.class: what can be decided without looking at other elements. */
static bool is_simple(struct view selector)
{
    int marks = 0;
    if (selector.bytes == 0 || selector.bytes > MAX_SELECTOR_BYTES)
        return false;
    for (size_t i = 0; i < selector.bytes; i++) {
        unsigned char c = (unsigned char)selector.at[i];
        marks += c == '.' || c == '#';
        if (!isalnum(c) && c < 0x80 && strchr(".#-_", c) == NULL)
            return false;
    }
    return marks <= 1;
}

static void add_selectors(struct css *css, struct view list, struct view declarations)
{
    bool hidden = hides(declarations), raised = raises(declarations), faded = fades(declarations);
    bool shown = value_of(declarations, "display").at != NULL ||
                 value_of(declarations, "visibility").at != NULL;
    for (size_t at = 0; at < list.bytes;) {
        size_t end = view_find(list, ",", at);
        struct view selector = view_trim(view_part(list, at, end));
        if (is_simple(selector)) {
            struct rule *rule = find(css, selector);
            if (rule == NULL && (hidden || raised || shown || faded) &&
                css->count < MAX_SELECTORS) {
                selector.at = arena_copy_text(css->arena, selector.at, selector.bytes);
                table_add(&css->selectors, table_text(selector), css->count);
                css->rules = mem_grow(css->rules, css->count, &css->capacity, sizeof *css->rules);
                css->rules[css->count] = (struct rule){0};
                rule = &css->rules[css->count++];
            }
            if (rule != NULL) {
                rule->hides = hidden || (rule->hides && !shown);
                rule->shows = !rule->hides && (shown || rule->shows);
                rule->raises = raised || rule->raises;
                rule->fades = faded || rule->fades;
            }
        }
        at = end + 1;
    }
}

/* Skips white space and comments. */
static size_t pass_blank(struct view sheet, size_t at)
{
    while (at < sheet.bytes) {
        if (isspace((unsigned char)sheet.at[at]))
            at++;
        else if (view_starts(view_part(sheet, at, at + 2), "/*"))
            at = view_find(sheet, "*/", at) + 2;
        else
            break;
    }
    return at < sheet.bytes ? at : sheet.bytes;
}

/* From an opening brace to after the matching closing one. */
static size_t pass_braces(struct view sheet, size_t at)
{
    int depth = 0;
    for (; at < sheet.bytes; at++) {
        if (sheet.at[at] == '{')
            depth++;
        else if (sheet.at[at] == '}' && --depth <= 0)
            return at + 1;
    }
    return at;
}

static bool declares(struct view declarations)
{
    return view_find(declarations, "display", 0) < declarations.bytes ||
           view_find(declarations, "mso-hide", 0) < declarations.bytes ||
           view_find(declarations, "font-size", 0) < declarations.bytes ||
           view_find(declarations, "transparent", 0) < declarations.bytes ||
           view_find(declarations, ":-9", 0) < declarations.bytes ||
           view_find(declarations, ": -9", 0) < declarations.bytes ||
           view_find(declarations, "speak", 0) < declarations.bytes ||
           view_find(declarations, "visibility", 0) < declarations.bytes ||
           view_find(declarations, "vertical-align", 0) < declarations.bytes;
}

void css_add(struct css *css, struct view sheet)
{
    for (size_t at = pass_blank(sheet, 0); at < sheet.bytes; at = pass_blank(sheet, at)) {
        size_t start = at;
        while (at < sheet.bytes && strchr("{;", sheet.at[at]) == NULL)
            at++;
        if (sheet.at[start] == '@') {
            at = at < sheet.bytes && sheet.at[at] == '{' ? pass_braces(sheet, at) : at + 1;
            continue;
        }
        if (at >= sheet.bytes || sheet.at[at] == ';') {
            at++;
            continue;
        }
        size_t end = view_find(sheet, "}", at);
        struct view declarations = view_part(sheet, at + 1, end);
        if (declares(declarations))
            add_selectors(css, view_part(sheet, start, at), declarations);
        at = end + 1;
    }
}

/* The strongest rule that matches: id over class over element. */
static const struct rule *look_up(const struct css *css, const char *before, char mark,
                                  struct view name)
{
    char selector[MAX_SELECTOR_BYTES + 1];
    size_t bytes = strlen(before);
    if (bytes + name.bytes + 1 > MAX_SELECTOR_BYTES)
        return NULL;
    memcpy(selector, before, bytes);
    if (mark != '\0')
        selector[bytes++] = mark;
    memcpy(selector + bytes, name.at, name.bytes);
    return find(css, (struct view){selector, bytes + name.bytes});
}

enum css_answer { UNSAID, NO, YES };

/* What the rules say about an element: the one for its id, else those for its classes, else the one
 * for its name. */
static enum css_answer ask_rules(const struct css *css, const struct xml_node *node,
                                 enum css_answer (*says)(const struct rule *))
{
    const char *id = xml_attribute(node, "id");
    enum css_answer answer = id != NULL ? says(look_up(css, "", '#', view_of(id))) : UNSAID;
    if (answer != UNSAID)
        return answer;
    const char *classes = xml_attribute(node, "class");
    struct view word;
    while (answer != YES && xml_next_token(&classes, &word)) {
        const char *const names[] = {"", node->name};
        for (int i = 0; i < 2 && answer != YES; i++) {
            enum css_answer one = says(look_up(css, names[i], '.', word));
            answer = one != UNSAID ? one : answer;
        }
    }
    return answer != UNSAID ? answer : says(look_up(css, "", '\0', view_of(node->name)));
}

static bool any_rule(const struct css *css, const struct xml_node *node,
                     enum css_answer (*says)(const struct rule *))
{
    if (css == NULL)
        return false;
    enum css_answer answer = css->count > 0 ? ask_rules(css, node, says) : UNSAID;
    for (size_t i = css->sheet_count; i-- > 0 && answer == UNSAID;)
        answer = ask_rules(css->sheets[i], node, says);
    return answer == YES;
}

static enum css_answer rule_hides(const struct rule *rule)
{
    return rule == NULL ? UNSAID : rule->hides ? YES : rule->shows ? NO : UNSAID;
}

static enum css_answer rule_fades(const struct rule *rule)
{
    return rule != NULL && rule->fades ? YES : UNSAID;
}

bool css_fades(const struct css *css, const struct xml_node *node)
{
    return any_rule(css, node, rule_fades);
}

static enum css_answer rule_raises(const struct rule *rule)
{
    return rule != NULL && rule->raises ? YES : UNSAID;
}

bool css_hides(const struct css *css, const struct xml_node *node)
{
    return any_rule(css, node, rule_hides);
}

bool css_raises(const struct css *css, const struct xml_node *node)
{
    return any_rule(css, node, rule_raises);
}
