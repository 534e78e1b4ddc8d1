/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words on both sides of a possible end of sentence. Private to script/sentences.
 */
#ifndef SCRIPT_SENTENCES_BOUNDARY_WORDS_H
#define SCRIPT_SENTENCES_BOUNDARY_WORDS_H

#include "base/str.h"

struct sentence_rules;

/* Words have letters, digits and what binds them (. ' - inside). At most WORD_LOOK_BYTES are looked
 * at; chosen: more than almost any word, and bounded. */
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
/* What follows the last hyphen, apostrophe or dot: "Ing" of "l'Ing", "Mr" of "Tuesday.Mr". */
struct view word_last_part(struct view word);
bool word_is_roman(struct view word); /* a Roman numeral, well-formed, in capitals: XIV, not IIX */
bool word_is_small_roman(struct view word);
/* A small letter first and a capital later: eBay, wikiHow. */
bool word_is_camel(struct view word);

/* What follows the marks: its first word, and the marks before that word. */
struct opening {
    size_t start;     /* as passed to opening_read */
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

/* The same for scripts without capitals, depending on the language's option "tags". */
bool is_uncased_dialogue_tag(const struct sentence_rules *rules, struct view text, size_t start);

#endif
