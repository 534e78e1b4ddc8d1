/*
 * Plays without semantic markup: names at the start of paragraphs become speakers.
 *
 * A label is a name in capitals with a full stop or colon, a name that is set off by the markup, or
 * a paragraph that is nothing but either. They count where they are many: in a stretch of at least
 * twelve, no more than twelve paragraphs apart, that covers a third of its paragraphs, is of two
 * names or more, has five between two headings, and in which most of the labels come three times.
 * In such a stretch [brackets], and (brackets) that look like it, are stage directions, which
 * nobody speaks. Private to build.c.
 */
#ifndef BOOK_BUILD_SPEAKERS_H
#define BOOK_BUILD_SPEAKERS_H

#include "book/book.h"

#include <stddef.h>
#include <stdint.h>

struct chapter_mark;

/*
 * Cuts blocks where labels and directions are; spans and marks follow. `set_off`: of each block,
 * how many bytes at its start the markup sets off, or 0. n log n.
 */
void build_speakers(struct book *book, const uint8_t *set_off, struct chapter_mark *marks,
                    size_t mark_count, const struct book_options *options);

#endif
