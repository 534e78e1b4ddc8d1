/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/normaliser/core (included by normaliser.h): the rules of a language, which are the
 * files spoken.txt and homographs.txt of assets/lang and ICU's number formats.
 */
#ifndef SCRIPT_NORMALISER_CORE_RULES_H
#define SCRIPT_NORMALISER_CORE_RULES_H

#include "base/err.h"

struct languages;
struct lexicon;
struct norm_rules;

/* The rules of a language ("en-GB" and "en-US" differ; unknown languages get the safe subset). NULL
 * with ERR_SETUP when a data file is broken. To be freed before `languages`. */
struct norm_rules *norm_rules_load(struct languages *languages, const char *language,
                                   struct err *err);
void norm_rules_free(struct norm_rules *rules);

/*
 * From now on the entries of `lexicon` come before every rule. The lexicon is borrowed and must
 * outlive the rules; NULL for none. It counts its hits, so that several threads can no longer share
 * the rules.
 */
void norm_rules_use(struct norm_rules *rules, struct lexicon *lexicon);

#endif
