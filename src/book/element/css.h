/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of element: the few things in a book's style sheets that matter to a listener: which simple
 * selectors hide text or raise it. Rules inside @media and the like are for other devices and do
 * not count. A later rule that shows the same selector again cancels an earlier one. Source: CSS
 * 2.1, and CSS Speech for "speak".
 */
#ifndef BOOK_ELEMENT_CSS_H
#define BOOK_ELEMENT_CSS_H

#include "base/str.h"

#include <stdbool.h>

struct css;
struct xml_node;

/* Chosen: more than a page has any use for; the time grows with their number. */
enum { CSS_MAX_SHEETS = 16 };

struct css *css_new(void);
void css_free(struct css *css); /* NULL is fine */
/* Adds the rules of a style sheet. Linear. At most 20,000 selectors are kept, far more than any
 * book has. */
void css_add(struct css *css, struct view sheet);

/*
 * Also uses the rules of `sheet`, which must live as long as `css`, where neither the rules of
 * `css` nor those of sheets used later say anything. When there are too many sheets, the first are
 * used.
 */
void css_use(struct css *css, const struct css *sheet);

/* display: none, oeb-page-head or oeb-page-foot (running heads of EPUB 2), visibility: hidden or
 * collapse, speak: none (CSS Speech), mso-hide: all (Word), by .class, #id, element or
 * element.class. */
bool css_hides(const struct css *css, const struct xml_node *node);
/* vertical-align: super or text-top, by the same selectors. */
bool css_raises(const struct css *css, const struct xml_node *node);
/* Text that nobody sees though it is shown: of no size, transparent, beside the page. So it is if
 * it stands directly in the element. */
bool css_fades(const struct css *css, const struct xml_node *node);

/* The same questions for the value of a style attribute (NULL is fine). */
bool css_style_hides(const char *style);
bool css_style_raises(const char *style);
bool css_style_fades(const char *style);

#endif
