/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which whole files of an EPUB a narrator leaves out, where their markup does not say it: by the
 * guide, by the landmarks, by title words of the language (assets/lang/CODE/matter.txt), and by
 * what they hold: a page of links that no entry of the contents names is a contents list; title
 * pages and copyright pages: see epub_page.h. Private to epub*.c.
 */
#ifndef BOOK_EPUB_FRONT_MATTER_H
#define BOOK_EPUB_FRONT_MATTER_H

#include "book/book.h"

#include <stddef.h>

struct front_matter;
struct epub_nav;
struct epub_package;
struct xml_node;

struct err;
struct languages;

/* The title words of a language (NULL: of English only). NULL with ERR_SETUP when a data file is
 * broken. To be freed before `languages`. */
struct front_matter *front_matter_new(struct languages *languages, const char *language,
                                      struct err *err);
void front_matter_free(struct front_matter *matter); /* NULL is fine */

/* The word for a picture in the language, or NULL; as long as `matter` lives. */
const char *front_matter_image(const struct front_matter *matter);
/* The same for a note. */
const char *front_matter_note(const struct front_matter *matter);

/*
 * Why the file `path` is skipped, or SKIP_NONE. `title`: of its entry in the contents, or NULL;
 * `entries`: how many of those lead into it; `book`: with the details of the package. A file with
 * several entries, or much longer than such pages are, is a part of the book whatever anything
 * calls it.
 */
enum skip_reason front_matter_reason(const struct front_matter *matter,
                                     const struct epub_package *package, const struct epub_nav *nav,
                                     const struct book *book, const char *path, const char *title,
                                     size_t entries, const struct xml_node *root);

#endif
