/*
 * Formulas in words. Structure becomes words of the language (assets/lang/CODE/math.txt: [words]
 * over, power, squared, cubed, root; [symbols] + = plus): fractions, powers, roots; everything
 * else is said one after the other. Without that file the signs stand for themselves.
 */
#include "base/data.h"
#include "base/str.h"
#include "book/html_element.h"
#include "book/xml.h"

#include <string.h>
#include <strings.h>

enum { MAX_FORMULA_BYTES = 2000, MAX_SYMBOL_BYTES = 16 };

struct formula {
    const struct data_file *words; /* may be NULL */
    struct text *out;
};

/* Texts that makers of books put where words should be; and TeX, which is no speech. */
static bool is_placeholder(const char *text)
{
    static const char *const words[] = {"", "math", "equation", "formula", "image", "mathml"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcasecmp(text, words[i]) == 0)
            return true;
    return strchr(text, '\\') != NULL || strcasestr(text, "not available") != NULL ||
           strcasestr(text, "alternative text") != NULL;
}

static void say(struct formula *formula, struct view words)
{
    if (words.bytes == 0)
        return;
    if (formula->out->bytes > 0)
        text_add_char(formula->out, ' ');
    text_add_view(formula->out, words);
}

static void say_word(struct formula *formula, const char *key, const char *otherwise)
{
    const char *word =
        formula->words != NULL ? data_find(formula->words, "words", key, strlen(key)) : NULL;
    say(formula, view_of(word != NULL ? word : otherwise));
}

static void say_symbol(struct formula *formula, struct view text)
{
    if (text.bytes == 1 && strchr("()[]{}|", text.at[0]) != NULL)
        return;
    struct view key = view_is(text, "=") ? view_of("equal") : text;
    const char *word = formula->words != NULL && key.bytes <= MAX_SYMBOL_BYTES
                           ? data_find(formula->words, "symbols", key.at, key.bytes)
                           : NULL;
    say(formula, word != NULL ? view_of(word) : text);
}

/* Is it the second element in its parent? */
static bool is_second(const struct xml_node *node)
{
    const struct xml_node *first = xml_child(node->parent, NULL, NULL);
    return node != first && xml_child(node->parent, first, NULL) == node;
}

/* The whole text of an element, when it is that short. */
static bool text_is(const struct xml_node *node, const char *wanted)
{
    struct text text = {0};
    xml_text(node, MAX_SYMBOL_BYTES, &text);
    bool same = view_is(text_view(&text), wanted);
    text_release(&text);
    return same;
}

/* What comes between the two parts of a fraction or power; true when it says the second part too.
 */
static bool say_between(struct formula *formula, const struct xml_node *second)
{
    if (xml_is(second->parent, "mfrac")) {
        say_word(formula, "over", "/");
    } else if (xml_is(second->parent, "msup")) {
        bool squared = text_is(second, "2"), cubed = text_is(second, "3");
        if (squared || cubed)
            say_word(formula, squared ? "squared" : "cubed", squared ? "²" : "³");
        else
            say_word(formula, "power", "^");
        return squared || cubed;
    }
    return false;
}

/* The words that structure adds before an element; true when they say all of it. */
static bool say_structure(struct formula *formula, const struct xml_node *node)
{
    bool said = is_second(node) && say_between(formula, node);
    if (!said && (xml_is(node, "msqrt") || xml_is(node, "mroot")))
        say_word(formula, "root", "√");
    return said;
}

/* What annotations hold is the formula once more. */
static bool is_other_form(const struct xml_node *node)
{
    return xml_is(node, "annotation") || xml_is(node, "annotation-xml");
}

bool html_math(const struct xml_node *math, const struct data_file *words, struct text *out)
{
    static const char *const names[] = {"aria-label", "alttext"};
    struct formula formula = {words, out};
    for (int i = 0; i < 2; i++) {
        const char *value = xml_attribute(math, names[i]);
        if (value != NULL && !is_placeholder(value)) {
            text_add_str(out, value);
            return true;
        }
    }
    for (const struct xml_node *node = math; node != NULL && out->bytes < MAX_FORMULA_BYTES;) {
        bool said = false;
        if (node->name == NULL)
            say_symbol(&formula, view_trim(node->text));
        else if (node != math)
            said = is_other_form(node) || say_structure(&formula, node);
        node = xml_next(math, node, said);
    }
    return false;
}
