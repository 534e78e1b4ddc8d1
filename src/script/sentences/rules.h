/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a language knows about the ends of its sentences: assets/lang/<code>/sentences.txt. Inside
 * of the sentence splitter only.
 *
 *     [options]
 *     ordinals = yes         "3." before a word is an ordinal (German, Finnish, Czech ...)
 *     dialogue-dash = yes    a dash opens a speech (French, Spanish, Polish ...)
 *     tags = next            scripts without capitals: after "!" and a closing quotation mark
 *                            the sentence goes on when a word of [speech] follows (Japanese)
 *     tags = clause          ... when one follows anywhere before the next mark (Chinese)
 *     terminators = ;        further marks that end a sentence: ";" in Greek, ":" in Armenian
 *     [abbreviations]        one a line without its last dot; "= kind" is one of the enum
 *                            below, plain when left out. A key in lower case holds for "Vol."
 *                            and "VOL." too, one with capitals only as it stands and in
 *                            capitals throughout, one of a single letter only as it stands.
 *                            "-str" is the ending of a longer word, three bytes of it.
 *     [starters]             words that, with a capital, begin a sentence and are no names
 *     [speech]               verbs of speaking, as they stand after a name: said, cried;
 *                            "began = to": not before this word
 *     [joins]                words between a name and its verb: and, de; "-ly" is an ending
 *     [dates]                months and days: "3. May", "at 6 p.m. Tuesday"
 *     [openers]              words that begin an adverbial of time: at, in, by
 *     [words]                single letters that are words: I in English
 */
#ifndef SCRIPT_SENTENCES_RULES_H
#define SCRIPT_SENTENCES_RULES_H

#include "base/str.h"

enum abbreviation {
    ABBREVIATION_NONE,   /* not one */
    ABBREVIATION_PLAIN,  /* goes on unless a starter follows: "cap. He" */
    ABBREVIATION_TITLE,  /* stands before a name: "Mr. Darcy" */
    ABBREVIATION_NUMBER, /* one only before a number: "No. 5", "Jan. 3", but "He said no. Tom" */
    ABBREVIATION_UNIT, /* one only after a number: "5 ft. of"; before a capital the sentence ends */
    ABBREVIATION_TIME, /* a.m., B.C.: ends before a capital unless "At 5 a.m. Tom" */
    ABBREVIATION_AFTER, /* stands after a name: Jr., Co.; goes on unless a starter or title follows
                         */
    ABBREVIATION_END,   /* often last: etc., Ph.D.; before a capital the sentence ends */
    ABBREVIATION_NEVER, /* never last: e.g., viz. */
};

enum sentence_section {
    SECTION_STARTERS,
    SECTION_SPEAKING,
    SECTION_DATES,
    SECTION_OPENERS,
    SECTION_WORDS,
    SECTION_JOINS,
};

struct sentence_rules {
    const struct data_file *file; /* NULL: the general rules alone */
    bool ordinals, dialogue_dash;
    enum { TAGS_AFTER_NAME, TAGS_NEXT, TAGS_CLAUSE } tags;
    bool semicolon_ends, colon_ends;
};

/* The kind of the abbreviation `word`, given without its last dot. */
enum abbreviation sentence_abbreviation(const struct sentence_rules *rules, struct view word);

/* Whether a section has the word; capitals are folded, except in SECTION_WORDS. */
bool sentence_knows(const struct sentence_rules *rules, enum sentence_section section,
                    struct view word);
/* Whether `word` is in SECTION_SPEAKING, and is not the "began" of "began to". */
bool sentence_is_speaking(const struct sentence_rules *rules, struct view word, struct view next);
/* Whether a word may stand between a name and its verb of speaking: SECTION_JOINS. */
bool sentence_joins_names(const struct sentence_rules *rules, struct view word);
/* Whether `text` begins with an entry of SECTION_SPEAKING. */
bool sentence_begins_speaking(const struct sentence_rules *rules, struct view text);

#endif
