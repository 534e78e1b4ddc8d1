/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/people. Clauses of narration beside a quotation: who is the subject of a verb
 * of speaking, and whose voice, answer or remark the quotation is. No grammar is parsed; the
 * mentions, the classes of words and the punctuation between them are enough. Needs people_collect.
 */
#ifndef SCRIPT_PEOPLE_CLAUSES_H
#define SCRIPT_PEOPLE_CLAUSES_H

#include "script/people/people.h"

struct clauses {
    const struct tokens *tokens;
    const struct vocabulary *vocabulary;
    const struct people *people;
};

/* Words between subject and verb. Chosen: "Anna had then suddenly said". */
enum { CLAUSE_SKIP_TOKENS = 3 };

/* Does token i have any of these classes (enum word_class)? */
bool clause_class(const struct clauses *c, size_t i, uint64_t classes);

/* The number of tokens from i on that form a verb of speaking in narration: 0, 1, or 2 for "went
 * on". */
size_t clause_speaking(const struct clauses *c, size_t i);

/* The first token from i on that cannot be between subject and verb; `end` at most, and no more
 * than CLAUSE_SKIP_TOKENS further. */
size_t clause_skip(const struct clauses *c, size_t i, size_t end);

/* The mention that begins at token i, or after an article there, and can be a subject; or NULL. */
const struct mention *clause_subject_at(const struct clauses *c, size_t i);

/* The same, or a name after adjectives or nouns there: "former champion Anna Snow". */
const struct mention *clause_described_at(const struct clauses *c, size_t i, size_t end);

/* The subject after a verb: "said poor old Anna", "said, after a pause, the Colonel"; or NULL. `i`
 * is the token after the verb. */
const struct mention *clause_subject_after(const struct clauses *c, size_t i, size_t end);

/* The owner of the utterance that begins at token i: "Anna's voice", "her only answer", "the voice
 * of Anna"; or NULL. */
const struct mention *clause_utterance_at(const struct clauses *c, size_t i, size_t end);

/* The verb of speaking close after a subject that ends at token i: "Anna, after a pause, said"; or
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
