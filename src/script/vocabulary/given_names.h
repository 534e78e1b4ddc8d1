/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/vocabulary. Given names and their gender.
 *
 * The lists are assets/lang/<code>/given_names.txt, with the sections male, female and either. The
 * book's own language comes first. The lists of other languages add the names that it lacks; a name
 * about which two of these lists disagree has no gender. assets/lang/mul/given_names.txt has names
 * of further languages, and its section [also] lists the languages whose lists are read.
 */
#ifndef SCRIPT_VOCABULARY_GIVEN_NAMES_H
#define SCRIPT_VOCABULARY_GIVEN_NAMES_H

#include "base/err.h"

#include <stdbool.h>

struct languages;
struct vocabulary;

/*
 * Adds the names to the vocabulary, with WORD_GIVEN_NAME and their gender. Call it after the words
 * of speakers.txt are read: a word that is already something else is no name of another language.
 * False: a list is broken (ERR_SETUP). A language without a list is no error.
 */
bool given_names_read(struct vocabulary *vocabulary, struct languages *languages,
                      const char *language, struct err *err);

#endif
