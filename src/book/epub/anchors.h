/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to epub. Where the entries of the contents point to in the files of an EPUB, and the
 * chapter starts that they become while the files are read.
 */
#ifndef BOOK_EPUB_ANCHORS_H
#define BOOK_EPUB_ANCHORS_H

#include <stddef.h>

struct builder;
struct zip;
struct epub_nav;
struct epub_package;
struct anchors;
struct xml_node;

/*
 * Finds the file of every entry; where another file is read instead, that one. An entry whose file
 * is missing points to the only file of the reading order with that name in another folder; if
 * there is none, it becomes a warning. `nav` and `builder` must live as long as the result.
 */
struct anchors *anchors_new(const struct epub_nav *nav, const struct epub_package *package,
                            const struct zip *zip, struct builder *builder);
void anchors_free(struct anchors *anchors); /* NULL is fine */

/* A file begins: finds out which of its entries' fragments exist. When a file is read a second time
 * it has no entries. */
void anchors_begin(struct anchors *anchors, size_t member, const struct xml_node *root);
/* How many entries point into the file; *title: of the first that points to the whole file, or
 * NULL. */
size_t anchors_count(const struct anchors *anchors);
const char *anchors_title(const struct anchors *anchors);
/*
 * Adds a chapter start at the start of the file for the entries without a fragment, or, if there
 * are none, for the first whose fragment does not exist; the others of that kind become a warning.
 * Comes after builder_source and before any text. `path`: of the file, for the warning.
 */
void anchors_at_start(struct anchors *anchors, const char *path);
/* An element with this id begins. For html_reader.at_id; `data` is the struct anchors. */
void anchors_at_id(void *data, const char *id);

#endif
