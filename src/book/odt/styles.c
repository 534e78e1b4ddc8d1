/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/odt/styles.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/table.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    MAX_PARENTS = 16, /* chosen: more styles based on one another than any document has */
    MAX_LEVEL = 10,   /* OpenDocument 1.3, 19.844 */
};

struct odt_styles {
    const struct xml_node **nodes; /* <style:style> */
    size_t count, capacity;
    struct table by_name;            /* and family */
    const struct xml_node *standard; /* the default style of paragraphs, or NULL */
};

static struct table_key key_of(const char *family, const char *name)
{
    return (struct table_key){(uint64_t)(unsigned char)family[0] + 1, view_of(name)};
}

static void add_styles(struct odt_styles *styles, const struct xml_node *root)
{
    for (const struct xml_node *node = root; node != NULL; node = xml_next(root, node, false)) {
        const char *family = xml_attribute(node, "style:family");
        const char *name = xml_attribute(node, "style:name");
        if (xml_is(node, "default-style") && family != NULL && strcmp(family, "paragraph") == 0 &&
            styles->standard == NULL)
            styles->standard = node;
        if (!xml_is(node, "style") || family == NULL || name == NULL ||
            (strcmp(family, "paragraph") != 0 && strcmp(family, "text") != 0))
            continue;
        styles->nodes =
            mem_grow(styles->nodes, styles->count, &styles->capacity, sizeof *styles->nodes);
        table_add(&styles->by_name, key_of(family, name), styles->count);
        styles->nodes[styles->count++] = node;
    }
}

struct odt_styles *odt_styles_new(const struct xml_node *content, const struct xml_node *styles)
{
    struct odt_styles *made = mem_zero(1, sizeof *made);
    add_styles(made, content);
    add_styles(made, styles);
    return made;
}

void odt_styles_free(struct odt_styles *styles)
{
    if (styles == NULL)
        return;
    free(styles->nodes);
    table_release(&styles->by_name);
    free(styles);
}

/* A number that begins where `at` points to; 0: none. */
static int level_at(const char *at)
{
    int level = at != NULL ? atoi(at) : 0;
    return level >= 1 && level <= MAX_LEVEL ? level : 0;
}

/* What the name of a style says; blanks are written "_20_". */
static void take_name(const char *name, struct odt_style *style)
{
    static const char heading[] = "heading";
    if (strncasecmp(name, heading, strlen(heading)) == 0) {
        const char *rest = name + strlen(heading);
        rest += strncmp(rest, "_20_", 4) == 0 ? 4 : strspn(rest, " ");
        style->level = style->level == 0 ? level_at(rest) : style->level;
    }
    style->title = style->title || strcasecmp(name, "Title") == 0;
    style->subtitle = style->subtitle || strcasecmp(name, "Subtitle") == 0;
}

static const char *language_in(const struct xml_node *properties)
{
    const char *language = xml_attribute(properties, "fo:language");
    size_t letters = 0;
    while (language != NULL && isalpha((unsigned char)language[letters]))
        letters++;
    bool usable = (letters == 2 || letters == 3) && language[letters] == '\0' &&
                  strcasecmp(language, "zxx") != 0 && strcasecmp(language, "und") != 0;
    return usable ? language : NULL;
}

struct said {
    bool italic, bold, raised, hidden;
};

/* Takes what these properties say, where no nearer style did. */
static void take_properties(const struct xml_node *properties, struct odt_style *style,
                            struct said *said)
{
    const struct {
        const char *name, *word;
        bool *value, *said;
    } rows[] = {
        {"fo:font-style", "italic", &style->italic, &said->italic},
        {"fo:font-weight", "bold", &style->bold, &said->bold},
        {"style:text-position", "super", &style->raised, &said->raised},
        {"text:display", "none", &style->hidden, &said->hidden},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *value = xml_attribute(properties, rows[i].name);
        if (value == NULL || *rows[i].said)
            continue;
        *rows[i].said = true;
        *rows[i].value = strncmp(value, rows[i].word, strlen(rows[i].word)) == 0;
    }
    if (style->language == NULL)
        style->language = language_in(properties);
}

struct odt_style odt_style_of(const struct odt_styles *styles, const struct xml_node *node,
                              const char *family)
{
    struct odt_style style = {0};
    struct said said = {0};
    const char *name = xml_attribute(node, "text:style-name");
    for (int i = 0; i < MAX_PARENTS && name != NULL; i++) {
        take_name(name, &style);
        size_t at = table_find(&styles->by_name, key_of(family, name), styles->count);
        if (at == styles->count)
            break;
        const struct xml_node *found = styles->nodes[at];
        const struct xml_node *properties = xml_child(found, NULL, "text-properties");
        if (style.level == 0)
            style.level = level_at(xml_attribute(found, "style:default-outline-level"));
        if (properties != NULL)
            take_properties(properties, &style, &said);
        name = xml_attribute(found, "style:parent-style-name");
    }
    return style;
}

const char *odt_styles_language(const struct odt_styles *styles)
{
    const struct xml_node *properties =
        styles->standard != NULL ? xml_child(styles->standard, NULL, "text-properties") : NULL;
    return properties != NULL ? language_in(properties) : NULL;
}
