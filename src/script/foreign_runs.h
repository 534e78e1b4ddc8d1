/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script: stretches in a script that the voice of the text around them cannot read, such
 * as a line of Greek in an English book, without markup; and letters that no voice can read.
 *
 * A letter alone stays: the voice names it ("an alpha particle"). So does a word that mixes
 * scripts ("5 μm"), except with scripts that are written without blanks. The data are in
 * assets/lang/mul/voices.txt and recognition.txt.
 */
#ifndef SCRIPT_FOREIGN_RUNS_H
#define SCRIPT_FOREIGN_RUNS_H

#include "base/err.h"
#include "base/str.h"
#include "data/language.h"

#include <stdbool.h>
#include <stddef.h>

struct data_file;

struct script_reader {
    struct languages *languages;
    const struct data_file *voices, *recognition;
};

/* False with ERR_SETUP when a data file is broken. Nothing has to be released. */
bool script_reader_open(struct script_reader *reader, struct languages *languages, struct err *err);

/* A stretch of bytes of a text and its language. */
struct foreign_run {
    size_t start, end;
    char language[LANGUAGE_CODE_BYTES];
};

/*
 * The next run at or after `from` in a text that is read in `language` (BCP 47); false when there
 * is none. Linear in what it walks over.
 */
bool foreign_run_next(const struct script_reader *reader, struct view text, const char *language,
                      size_t from, struct foreign_run *run);

struct unread_letters; /* script.h */

/* Removes from the end of `spoken`, from the byte `from`, the letters that the voice of `language`
 * cannot read, and adds to *unread. `own`: the language of the book. */
void unread_remove(const struct script_reader *reader, const char *language, const char *own,
                   struct text *spoken, size_t from, struct unread_letters *unread);

#endif
