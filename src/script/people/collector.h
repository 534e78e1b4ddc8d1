/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding the mentions of a book, token by token: names.c has names and pronouns,
 * names_described.c descriptions. Private to them.
 */
#ifndef SCRIPT_PEOPLE_COLLECTOR_H
#define SCRIPT_PEOPLE_COLLECTOR_H

#include "script/people/people.h"

struct collector {
    const struct tokens *tokens;
    const struct vocabulary *vocabulary;
    struct people *people;
};

/* Words that neither are a noun nor stand before one. */
static const uint32_t NO_NOUN = WORD_NOT_NAME | WORD_SPEAKING | WORD_PARTICLE | WORD_PREPOSITION |
                                WORD_CONJUNCTION | WORD_SKIP | WORD_OBJECT | WORD_OTHER_VERB;

const struct word *collector_word(const struct collector *c, size_t i);
bool collector_has(const struct collector *c, size_t i, uint64_t classes);

/* Token i follows the one before it with nothing but a blank between them. */
bool collector_joined(const struct collector *c, size_t i);

bool collector_capital(const struct collector *c, size_t i);

/* Is token i a verb of speaking in narration, perhaps with the word behind it? */
bool collector_speaking(const struct collector *c, size_t i);

/* Does token i stand right behind a verb of speaking, and that behind a quotation: “...” said
 * Small? */
bool collector_follows_tag(const struct collector *c, size_t i);

/* Is token i a name, as far as the book's spelling of it and its place tell? */
bool collector_proper(const struct collector *c, size_t i);

/* The flags (enum mention_flag) of a mention of tokens [first, end). */
uint8_t collector_flags(const struct collector *c, size_t first, size_t end);

/* Counts a mention in its name. */
void collector_count(struct collector *c, const struct mention *mention);

/* ---- descriptions ---- */

/* "старик", "старый мельник": does token i describe somebody without an article? */
bool collector_begins_bare(const struct collector *c, size_t i);

/* The description that an article, an owner or a bare noun at token i begins; returns the token
 * behind it, or i when there is none. */
size_t collector_take_description(struct collector *c, size_t i);

/* The brother of "Anna's brother", from the token behind her name at `owner` on, when he speaks or
 * his name follows; as collector_take_description. */
size_t collector_take_owned(struct collector *c, size_t owner, size_t i);

#endif
