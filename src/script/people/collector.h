/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/people. Finding the mentions of a book, token by token: people.c has names and
 * pronouns, descriptions.c has descriptions.
 */
#ifndef SCRIPT_PEOPLE_COLLECTOR_H
#define SCRIPT_PEOPLE_COLLECTOR_H

#include "script/people/people.h"
#include "script/vocabulary/vocabulary.h"

struct collector {
    const struct tokens *tokens;
    const struct vocabulary *vocabulary;
    struct people *people;
};

/* Words that are not nouns, nor between an article and a noun. */
static const uint32_t NO_NOUN = WORD_NOT_NAME | WORD_SPEAKING | WORD_PARTICLE | WORD_PREPOSITION |
                                WORD_CONJUNCTION | WORD_SKIP | WORD_OBJECT | WORD_OTHER_VERB;

const struct word *collector_word(const struct collector *c, size_t i);
bool collector_has(const struct collector *c, size_t i, uint64_t classes);

/* Is there nothing but a blank, or the point of an abbreviation, between token i and the one before
 * it? False beyond the last token. */
bool collector_joined(const struct collector *c, size_t i);

bool collector_capital(const struct collector *c, size_t i);

/* Is token i a verb of speaking in narration, perhaps with the word after it? */
bool collector_speaking(const struct collector *c, size_t i);

/* Does token i follow a verb of speaking, and that verb a quotation: “...” said Small? */
bool collector_follows_tag(const struct collector *c, size_t i);

/* Is token i a name, as far as the book's spelling of it and its position show? */
bool collector_proper(const struct collector *c, size_t i);

/* The flags (enum mention_flag) of a mention of tokens [first, end). */
uint8_t collector_flags(const struct collector *c, size_t first, size_t end);

/* Counts a mention in its name. */
void collector_count(struct collector *c, const struct mention *mention);

/* ---- descriptions ---- */

/* "старик", "старый мельник": does token i describe somebody without an article? */
bool collector_begins_bare(const struct collector *c, size_t i);

/* Adds the mention of a description that begins at token i with an article, an owner or a bare
 * noun; returns the token after it, or i when there is none. */
size_t collector_take_description(struct collector *c, size_t i);

/* The same for the brother in "Anna's brother", if he speaks or his name follows. `owner` is the
 * token of her name, i the one after it. */
size_t collector_take_owned(struct collector *c, size_t owner, size_t i);

#endif
