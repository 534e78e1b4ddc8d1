/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a language knows about the ends of its sentences: assets/lang/<code>/sentences.txt, the
 * verbs of speaking of speakers.txt and the abbreviations of spoken.txt, all explained in
 * assets/lang/README.md. Private to script/sentences.
 */
#ifndef SCRIPT_SENTENCES_RULES_H
#define SCRIPT_SENTENCES_RULES_H

#include "base/str.h"

enum abbreviation {
    ABBREVIATION_NONE,   /* not one */
    ABBREVIATION_PLAIN,  /* the sentence goes on unless a starter follows: "cap. He" */
    ABBREVIATION_TITLE,  /* comes before a name: "Mr. Darcy" */
    ABBREVIATION_NUMBER, /* one only before a number: "No. 5", "Jan. 3", but "He said no. Tom" */
    ABBREVIATION_UNIT, /* one only after a number: "5 ft. of"; before a capital the sentence ends */
    ABBREVIATION_TIME, /* a.m., B.C.: ends before a capital unless "At 5 a.m. Tom" */
    ABBREVIATION_AFTER, /* comes after a name: Jr., Co.; goes on unless a starter or title follows
                         */
    ABBREVIATION_END,   /* often last: etc., Ph.D.; before a capital the sentence ends */
    ABBREVIATION_NEVER, /* never last: e.g., viz. */
};

enum sentence_section {
    SECTION_STARTERS,
    SECTION_DATES,
    SECTION_OPENERS,
    SECTION_WORDS,
    SECTION_JOINS,
};

struct sentence_rules {
    /* NULL where the language has no such file. Without the first, only the general rules apply. */
    const struct data_file *file, *speakers, *spoken;
    bool ordinals, dialogue_dash;
    /* How a dialogue tag after a quotation is recognised: by a name and a verb of speaking; by a
     * verb that follows directly; by a verb in the next clause. */
    enum { DIALOGUE_TAGS_AFTER_NAME, DIALOGUE_TAGS_NEXT, DIALOGUE_TAGS_CLAUSE } dialogue_tags;
    bool semicolon_ends, colon_ends;
};

/* The kind of the abbreviation `word`, given without its last dot. */
enum abbreviation sentence_abbreviation(const struct sentence_rules *rules, struct view word);

/* Whether a section has the word; capitals are folded, except in SECTION_WORDS. */
bool sentence_knows(const struct sentence_rules *rules, enum sentence_section section,
                    struct view word);
/* Whether `word` makes a clause a dialogue tag: a verb of speaking or of thinking, or a tag word;
 * not the "began" of "began to". */
bool sentence_is_speaking(const struct sentence_rules *rules, struct view word, struct view next);
/* Whether a word may stand between a name and its verb of speaking: SECTION_JOINS. */
bool sentence_joins_names(const struct sentence_rules *rules, struct view word);
/* Whether `text` begins with a verb of speaking or a tag word. */
bool sentence_begins_speaking(const struct sentence_rules *rules, struct view text);

#endif
