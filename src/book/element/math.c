/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Formulas in words. Structure becomes words of the language (assets/lang/CODE/math.txt: [words]
 * over, power, squared, cubed, root, cube root, from, to, of; [symbols] + = plus; [accents] → =
 * vector): fractions, powers, roots, sums and integrals with their limits; everything else is said
 * in order. Without that file the signs stand for themselves.
 */
#include "base/str.h"
#include "book/element/element.h"
#include "book/element/markup.h"
#include "book/xml/xml.h"
#include "data/data.h"

#include <ctype.h>
#include <string.h>

/* Chosen. */
enum {
    MAX_FORMULA_BYTES = 2000, /* of words; nobody can follow more */
    MAX_SYMBOL_BYTES = 16,    /* longer text is words, not a symbol */
};

struct formula {
    const struct data_file *words; /* may be NULL */
    struct text *out;
    const struct xml_node *math;
    const struct xml_node *after; /* what follows a long fraction, or limits */
    bool pause;                   /* before what is said next */
};

/* Texts that tools put where words should be; and TeX, which cannot be spoken. */
static bool is_placeholder(const struct markup_lists *lists, const char *text)
{
    return text[0] == '\0' || strchr(text, '\\') != NULL ||
           markup_find(lists, "formula placeholders", view_of(text)) != NULL ||
           markup_inside(lists, "formula placeholder parts", text);
}

static void say(struct formula *formula, struct view words)
{
    if (words.bytes == 0)
        return;
    if (formula->out->bytes > 0)
        text_add_str(formula->out, formula->pause ? ", " : " ");
    formula->pause = false;
    text_add_view(formula->out, words);
}

static void say_word(struct formula *formula, const char *key, const char *otherwise)
{
    const char *word =
        formula->words != NULL ? data_find(formula->words, "words", key, strlen(key)) : NULL;
    say(formula, view_of(word != NULL ? word : otherwise));
}

/* Function application, invisible times, separator and plus. */
static bool is_invisible(struct view text)
{
    uint32_t rune = rune_at(text, 0);
    return rune >= 0x2061 && rune <= 0x2064;
}

static void say_symbol(struct formula *formula, struct view text)
{
    if ((text.bytes == 1 && strchr("()[]{}|", text.at[0]) != NULL) || is_invisible(text))
        return;
    struct view key = view_is(text, "=") ? view_of("equal") : text;
    const char *word = formula->words != NULL && key.bytes <= MAX_SYMBOL_BYTES
                           ? data_find(formula->words, "symbols", key.at, key.bytes)
                           : NULL;
    say(formula, word != NULL ? view_of(word) : text);
}

/* Is this the whole text of a short element? */
static bool text_is(const struct xml_node *node, const char *wanted)
{
    struct text text = {0};
    xml_text(node, MAX_SYMBOL_BYTES, &text);
    bool same = view_is(text_view(&text), wanted);
    text_release(&text);
    return same;
}

/* A sign with limits: a sum, a product, an integral. */
static bool has_limits(const struct xml_node *node)
{
    static const char *const signs[] = {"∑", "∏", "∫", "∬", "∮", "⋃", "⋂", "lim", "max", "min"};
    const struct xml_node *base = xml_child(node, NULL, NULL);
    struct text text = {0};
    bool found = false;
    if (base != NULL)
        xml_text(base, MAX_SYMBOL_BYTES, &text);
    for (size_t i = 0; text.bytes > 0 && !found && i < sizeof signs / sizeof signs[0]; i++)
        found = view_is(text_view(&text), signs[i]);
    text_release(&text);
    return found;
}

/* A power. True when the words include the exponent. */
static bool say_power(struct formula *formula, const struct xml_node *exponent)
{
    bool squared = text_is(exponent, "2"), cubed = text_is(exponent, "3");
    if (text_is(exponent, "′") || text_is(exponent, "'"))
        return false;
    if (squared || cubed)
        say_word(formula, squared ? "squared" : "cubed", squared ? "²" : "³");
    else
        say_word(formula, "power", "^");
    return squared || cubed;
}

/* The mark over a letter: a bar, an arrow. True when there is a word for it. */
static bool say_accent(struct formula *formula, const struct xml_node *mark)
{
    struct text text = {0};
    xml_text(mark, MAX_SYMBOL_BYTES, &text);
    const char *word = formula->words != NULL && text.bytes > 0
                           ? data_find(formula->words, "accents", text.at, text.bytes)
                           : NULL;
    if (word != NULL)
        say(formula, view_of(word));
    text_release(&text);
    return word != NULL;
}

/* What is said before the second or third part of fractions, powers and sums. True when it includes
 * that part. */
static bool say_between(struct formula *formula, const struct xml_node *part, int place)
{
    const struct xml_node *whole = part->parent;
    bool both = xml_is(whole, "msubsup") || xml_is(whole, "munderover");
    bool upper = xml_is(whole, "msup") || xml_is(whole, "mover") || (both && place == 2);
    if (place == 1 && xml_is(whole, "mfrac"))
        say_word(formula, "over", "/");
    else if ((both || xml_is(whole, "munder") || xml_is(whole, "msub") || upper) &&
             has_limits(whole))
        say_word(formula, upper ? "to" : both ? "from" : "for", "");
    else if (place == 1 && xml_is(whole, "mover"))
        return say_accent(formula, part);
    else if (upper && place > 0)
        return say_power(formula, part);
    return false;
}

static bool is_long(const struct xml_node *part)
{
    return part != NULL && xml_child(part, NULL, NULL) != NULL;
}

/* The words that structure puts before an element. True when they say the whole element. */
static bool say_structure(struct formula *formula, const struct xml_node *node)
{
    /* 0, 1, 2 for the first three elements of their parent; 3 for all others. */
    const struct xml_node *child = xml_child(node->parent, NULL, NULL);
    int place = 0;
    for (; child != NULL && child != node && place < 3; place++)
        child = xml_child(node->parent, child, NULL);
    if (child != node)
        place = 3;
    bool said = (place == 1 || place == 2) && say_between(formula, node, place);
    const struct xml_node *index = xml_is(node, "mroot") ? xml_child(node, NULL, NULL) : NULL;
    index = index != NULL ? xml_child(node, index, NULL) : NULL;
    if (!said && index != NULL && text_is(index, "3"))
        say_word(formula, "cube root", "∛");
    else if (!said && (xml_is(node, "msqrt") || xml_is(node, "mroot")))
        say_word(formula, "root", "√");
    bool third = place == 1 && xml_is(node->parent, "mroot") && text_is(node, "3");
    const struct xml_node *over = xml_is(node, "mfrac") ? xml_child(node, NULL, NULL) : NULL;
    if ((over != NULL && (is_long(over) || is_long(xml_child(node, over, NULL)))) ||
        (node->name[0] == 'm' && (node->name[1] == 's' || node->name[1] == 'u') &&
         has_limits(node)))
        formula->after = xml_next(formula->math, node, true);
    return said || third;
}

/* Annotations repeat the formula in another form. */
static bool is_other_form(const struct xml_node *node)
{
    return xml_is(node, "annotation") || xml_is(node, "annotation-xml");
}

const char *html_math_label(const struct markup_lists *lists, const struct xml_node *math)
{
    static const char *const names[] = {"aria-label", "alttext"};
    for (int i = 0; i < 2; i++) {
        const char *value = xml_attribute(math, names[i]);
        if (value != NULL && !is_placeholder(lists, value))
            return value;
    }
    return NULL;
}

bool html_math_is_symbols(const char *label)
{
    size_t letters = 0;
    for (const char *c = label; *c != '\0'; c++) {
        letters = isalpha((unsigned char)*c) ? letters + 1 : 0;
        if (letters > 2)
            return false;
    }
    return true;
}

void html_math_words(const struct xml_node *math, const struct data_file *words, struct text *out)
{
    struct formula formula = {.words = words, .out = out, .math = math};
    for (const struct xml_node *node = math; node != NULL && out->bytes < MAX_FORMULA_BYTES;) {
        bool said = false;
        formula.pause = formula.pause || node == formula.after;
        if (node->name == NULL)
            say_symbol(&formula, view_trim(node->text));
        else if (node != math)
            said = is_other_form(node) || say_structure(&formula, node);
        node = xml_next(math, node, said);
    }
}
