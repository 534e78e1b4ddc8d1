/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words on both sides of a possible end of sentence. Inside of the sentence splitter only.
 */
#ifndef SCRIPT_SENTENCES_BOUNDARY_WORDS_H
#define SCRIPT_SENTENCES_BOUNDARY_WORDS_H

#include "base/str.h"

struct sentence_rules;

/* Letters, digits and what binds them (. ' - inside); at most WORD_LOOK_BYTES are looked at. */
enum { WORD_LOOK_BYTES = 48 };

/* The word that ends at `end`; empty when there is none. */
struct view word_ending(struct view text, size_t end);
/* The word that begins at `start`, without a final dot, apostrophe or hyphen. */
struct view word_at(struct view text, size_t start);

bool word_is_number(struct view word);
bool word_is_letter(struct view word);  /* exactly one */
bool word_is_initial(struct view word); /* exactly one, a capital */
/* "U.S", "Ph.D", but not "example.com": dots between at most four letters or digits each. */
bool word_has_inner_dots(struct view word);
/* The part after the last hyphen, apostrophe or dot: "l'Ing" is an Ing, "Tuesday.Mr" a Mr. */
struct view word_last_part(struct view word);
bool word_is_roman(struct view word); /* well-formed capitals: XIV, but not IIX */
bool word_is_small_roman(struct view word);
/* A small letter first and a capital later: eBay, wikiHow. */
bool word_is_camel(struct view word);

/* What follows the marks: its first word, and what stands before that. */
struct opening {
    size_t start;     /* as given */
    struct view word; /* empty when no letter or digit comes */
    uint32_t rune;    /* its first character, or a sign such as $; 0 when there is neither */
    bool quote;       /* an opening quotation mark */
    bool bracket;     /* an opening bracket */
    bool dash;        /* a dash */
    bool bullet;
};

void opening_read(const struct sentence_rules *rules, struct view text, size_t start,
                  struct opening *opening);

/*
 * Whether "Mary asked", "Mr. Darcy coldly replied", "I say" begins at `start`: one to four names,
 * or a word of one letter that is a pronoun, then a verb of speaking.
 */
bool is_dialogue_tag(const struct sentence_rules *rules, struct view text, size_t start);

/* The same for scripts without capitals, as the language's option "tags" has it. */
bool is_clause_tag(const struct sentence_rules *rules, struct view text, size_t start);

#endif
