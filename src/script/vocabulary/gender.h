/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/vocabulary: gender and age, of a word, a name, a person or a voice. vocabulary.h
 * is the main door.
 */
#ifndef SCRIPT_VOCABULARY_GENDER_H
#define SCRIPT_VOCABULARY_GENDER_H

enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE };
enum age { AGE_UNKNOWN, AGE_CHILD, AGE_YOUNG, AGE_ADULT, AGE_OLD };

#endif
