/*
 * The little of a book's style sheets that matters to the ear: which simple selectors hide text or
 * raise it. Rules inside @media and the like are for other readers and do not count; a later rule
 * that shows the same selector again takes back an earlier one.
 */
#ifndef BOOK_ELEMENT_CSS_H
#define BOOK_ELEMENT_CSS_H

#include "base/str.h"

#include <stdbool.h>

struct html_css;
struct xml_node;

enum { HTML_CSS_MAX_SHEETS = 16 };

struct html_css *html_css_new(void);
void html_css_free(struct html_css *css); /* NULL is fine */
/* Adds the rules of a style sheet. Linear; at most 20,000 selectors are kept. */
void html_css_add(struct html_css *css, struct view sheet);

/* The rules of `sheet`, which must live as long, count too, where neither the rules of `css` nor
 * those of sheets used later say anything. Of too many the first are used. */
void html_css_use(struct html_css *css, const struct html_css *sheet);

/* display: none, visibility: hidden or collapse, speak: none (CSS Speech), by .class, #id, element
 * or element.class. */
bool html_css_hides(const struct html_css *css, const struct xml_node *node);
/* vertical-align: super or text-top, by the same selectors. */
bool html_css_raises(const struct html_css *css, const struct xml_node *node);

/* The same two questions about the value of a style attribute (NULL is fine). */
bool html_style_hides(const char *style);
bool html_style_raises(const char *style);

#endif
