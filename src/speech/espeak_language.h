/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to speech. Which of eSpeak NG's files make a voice speak a language: its definition
 * (lang/FAMILY/NAME in the folder of its data) and the dictionary that this names. Needs no library
 * that is open. All errors are ERR_SETUP or ERR_SYSTEM.
 */
#ifndef SPEECH_ESPEAK_LANGUAGE_H
#define SPEECH_ESPEAK_LANGUAGE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct languages;

/*
 * Finds the definition of a language (BCP 47), NULL when there is none; free() *path. eSpeak NG
 * names some languages in its own way, and some of its definitions cannot speak theirs: these are
 * in [espeak names] of assets/lang/mul/voices.txt. "pt-BR" may also be spoken by "pt".
 */
bool espeak_language_file(struct languages *languages, const char *data_folder,
                          const char *language, char **path, struct err *err);

/* The path of the dictionary that the library takes for a definition; free() it. */
char *espeak_dictionary_file(const char *data_folder, struct view definition);

/* Whether there are both files: *exists. */
bool espeak_language_exists(struct languages *languages, const char *data_folder,
                            const char *language, bool *exists, struct err *err);

/* Says that eSpeak NG lacks this language, and what to do. Returns false. */
bool espeak_language_missing(const char *language, struct err *err);

#endif
