/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Given names, and the gender they tell. The lists are assets/lang/<code>/given_names.txt, sections
 * male, female and either; those of other languages stand in for names the book's own list has not,
 * unless two of them disagree. assets/lang/mul/given_names.txt has names of yet other languages,
 * and in [also] the languages whose lists are read.
 */
#ifndef SCRIPT_VOCABULARY_GIVEN_NAMES_H
#define SCRIPT_VOCABULARY_GIVEN_NAMES_H

#include "base/err.h"

#include <stdbool.h>

struct languages;
struct vocabulary;

/* Adds the names to the vocabulary: WORD_GIVEN_NAME and their gender. False: ERR_SETUP. */
bool given_names_read(struct vocabulary *vocabulary, struct languages *languages,
                      const char *language, struct err *err);

#endif
