/*
 * Titles as a player shows them: one line, no markup, capitals folded. Private to book/.
 */
#ifndef BOOK_TITLE_H
#define BOOK_TITLE_H

#include "base/str.h"

#include <stddef.h>

struct outline;
struct page;
struct words;

/*
 * Appends `text` as a title: blanks and line breaks become one blank, marks of emphasis go, a final
 * full stop goes, capitals become capital initials (English, German) or a sentence (other
 * languages).
 */
void title_add(struct text *title, const struct words *words, struct view text);

/* Appends the title of heading `item` of the outline: "Chapter 4: The Mast", "First Act",
 * "Preface". */
void title_of_heading(struct text *title, const struct page *page, const struct words *words,
                      const struct outline *outline, size_t item);

#endif
