/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clauses of narration beside a quotation: who is the subject of a verb of speaking, and whose
 * voice, answer or remark a quotation is. No grammar is parsed: mentions, the classes of words and
 * what stands between them say enough.
 */
#ifndef SCRIPT_PEOPLE_CLAUSES_H
#define SCRIPT_PEOPLE_CLAUSES_H

#include "script/people/people.h"

struct clauses {
    const struct tokens *tokens;
    const struct vocabulary *vocabulary;
    const struct people *people;
};

enum { CLAUSE_SKIP_TOKENS = 3 };

/* Does token i have any of these classes (enum word_class)? */
bool clause_class(const struct clauses *c, size_t i, uint64_t classes);

/* How many tokens of narration from i on are a verb of speaking: 0, 1, or 2 for "went on". */
size_t clause_speaking(const struct clauses *c, size_t i);

/* The first token from i on, before `end`, that is not one that may stand between subject and verb;
 * at most CLAUSE_SKIP_TOKENS are passed. */
size_t clause_skip(const struct clauses *c, size_t i, size_t end);

/* The mention that begins at token i, or behind an article there, and can be a subject; or NULL. */
const struct mention *clause_subject_at(const struct clauses *c, size_t i);

/* The same, or a name behind adjectives or nouns there: "former champion Anna Snow". */
const struct mention *clause_described_at(const struct clauses *c, size_t i, size_t end);

/* The subject behind a verb: "said poor old Anna", "said, after a pause, the Colonel". `i` is the
 * token behind the verb. NULL when there is none. */
const struct mention *clause_subject_after(const struct clauses *c, size_t i, size_t end);

/* Whose utterance token i begins: "Anna's voice", "her only answer", "the voice of Anna"; or NULL.
 */
const struct mention *clause_utterance_at(const struct clauses *c, size_t i, size_t end);

/* The verb of speaking near behind a subject that ends at token i: "Anna, after a pause, said"; or
 * `end`. */
size_t clause_speaking_after(const struct clauses *c, size_t i, size_t end);

/* The subject directly before the verb at token v: "Anna suddenly called"; or NULL. */
const struct mention *clause_subject_before(const struct clauses *c, size_t i, size_t v);

/* The first mention from i on that is marked as subject, else the first that can be one; or NULL.
 */
const struct mention *clause_first_subject(const struct clauses *c, size_t i, size_t end);

/* The subject of the verb of speaking at token v, in a sentence of tokens [i, end); or NULL. */
const struct mention *clause_subject_of(const struct clauses *c, size_t i, size_t v, size_t end);

#endif
