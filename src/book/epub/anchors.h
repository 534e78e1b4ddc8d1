/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the entries of the contents stand in the files of an EPUB, and the marks they become while
 * the files are read. Private to epub*.c.
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
 * Finds the file of every entry; one that is read in place of another stands for it. An entry whose
 * file is not there leads to the only file of the reading order with that name in another folder;
 * else it becomes a warning. `nav` and `build` must live as long as what comes back.
 */
struct anchors *anchors_new(const struct epub_nav *nav, const struct epub_package *package,
                            const struct zip *zip, struct builder *builder);
void anchors_free(struct anchors *anchors); /* NULL is fine */

/* A file begins: looks which of its entries' fragments there are. When a file is read a second time
 * there are no entries in it. */
void anchors_begin(struct anchors *anchors, size_t member, const struct xml_node *root);
/* How many entries lead into the file, and the title of the first that is about all of it, or NULL.
 */
size_t anchors_count(const struct anchors *anchors);
const char *anchors_title(const struct anchors *anchors);
/*
 * Marks the start of the file for the entries without a fragment, or for want of those the first
 * whose fragment is nowhere; the others of that kind are a warning. After builder_source and before
 * any text. `path`: of the file, for the warning.
 */
void anchors_at_start(struct anchors *anchors, const char *path);
/* An element with this id begins. Fit for html_reader.at_id; `data` is the places. */
void anchors_at_id(void *data, const char *id);

#endif
