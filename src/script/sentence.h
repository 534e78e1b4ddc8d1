/*
 * DOOR of script/. Where a sentence ends. One splitter for prosody, pauses and synchronised text.
 *
 * A false break costs the ear more than a missed one (falling tone, pause), so in doubt there is
 * none.
 */
#ifndef SCRIPT_SENTENCE_H
#define SCRIPT_SENTENCE_H

#include "base/err.h"
#include "base/str.h"

struct sentence_rules;

/* The rules of a language (BCP 47; unknown ones get the general rules). ERR_SETUP: data file
 * missing. */
struct sentence_rules *sentence_rules_load(const char *language, struct err *err);
void sentence_rules_free(struct sentence_rules *rules);

struct offsets {
    size_t *at; /* malloc'ed; free() it */
    size_t count, capacity;
};

/*
 * Appends the end of each sentence in `text` (one block; line breaks count as blanks) to `ends`:
 * byte offsets into `text`, behind closing quotation marks and brackets and before the blanks that
 * follow. The last one is the end of the trimmed text. Nothing is appended for a blank text. The
 * sentence after an end begins at the next byte that is not white space.
 */
void sentence_split(const struct sentence_rules *rules, struct view text, struct offsets *ends);

#endif
