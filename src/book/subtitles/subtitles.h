/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/subtitles: the captions of a film (SubRip, .srt; WebVTT, .vtt) as a book.
 *
 * What is said becomes paragraphs, without numbers, times, tags and positions; captions that share
 * a sentence are one paragraph. Sounds in brackets and credits of the makers are skipped. A name
 * that the format has (<v Anna>), a label ("ANNA:") and a dash say who speaks, so quotation marks
 * are not needed. Captions have no chapters: the book has one.
 *
 * Uses book.h, book/input, book/xml and book/wording. Tests: unit/test_subtitles, cli/formats,
 * fuzzer subtitles.
 */
#ifndef BOOK_SUBTITLES_SUBTITLES_H
#define BOOK_SUBTITLES_SUBTITLES_H

#include "base/err.h"
#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

/* True when the file begins as WebVTT, or with the number and times of a caption. */
bool subtitles_matches(struct view bytes);

/* As struct reader of read/ has it. The language is that of the words. */
struct book *subtitles_read(const char *path, struct text *bytes,
                            const struct book_options *options, struct err *err);

#endif
