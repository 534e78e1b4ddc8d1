/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/. Cast files: who speaks in a book, with which voice; made by `lectern cast BOOK`,
 * edited by hand, found beside the book (BOOK.cast for BOOK.txt) or named by --cast. A script file
 * has the same lines in its [cast] part.
 *
 *     # a comment
 *     [narrator]                  everything that nobody says
 *     voice = narrator
 *
 *     [Anna]                      a speaker, by the name the book gives her
 *     # 152 lines: “Stop,”        (a comment, for you)
 *     aliases = Miss Snow; Aunt   other names of hers, parted by semicolons
 *     gender = female             male, female, unknown
 *     age = young                 child, young, adult, old, unknown
 *     voice = woman-clear         a name that `lectern voices` lists; or
 *                                 narrator: read by whoever narrates; without this line (or: auto)
 *                                 a voice is chosen by gender and age
 *     pitch = +5                  0 to 99, or how much more (+) or less (-) than the voice's own
 *     rate = 150                  80 to 450 words a minute, or +/-
 *     range = +10                 0 to 99, or +/-: how lively
 *     gain = -2                   -20 to 20 dB, louder or softer
 *
 *     [Anna's mother]
 *     same as = Anna              both are one
 *
 * To rename: write the new name between the brackets and the old one among the aliases. To merge:
 * name the other among the aliases and take its part away, or write "same as". "narrator",
 * "unknown" (whoever it was) and "I" (the narrator inside the story) are there in every book.
 * Capitals in names do not count.
 */
#ifndef SCRIPT_CASTING_CASTFILE_H
#define SCRIPT_CASTING_CASTFILE_H

#include "base/err.h"
#include "base/str.h"
#include "base/table.h"
#include "script/attribution/attribution.h"
#include "script/vocabulary/gender.h"

#include <stdbool.h>
#include <stdint.h>

struct voices;

struct cast_number {
    bool given, relative;
    int value;
};

struct cast_entry {
    const char *name;
    const char **aliases; /* in the arena */
    size_t alias_count;
    const char *same_name; /* of "same as"; NULL: none */
    int32_t same_as;       /* index of the entry that stands for this one; -1: itself */
    int32_t voice;         /* index into the voices; -1: to be chosen */
    bool by_narrator;
    struct cast_number pitch, rate, range;
    double gain_db;
    bool has_gender, has_age;
    enum gender gender;
    enum age age;
    uint32_t line;
};

struct castfile {
    char *path; /* for messages */
    struct cast_entry *entries;
    size_t count;
    struct arena *arena;
    struct table names; /* private: by name and alias, folded: index of the entry */
};

/*
 * Reads a cast file. Errors (ERR_INPUT) name the line and say what to write: no [name], an unknown
 * key, an unknown voice with the nearest one, a number out of range, a name that stands twice. NULL
 * on failure; free with castfile_free.
 */
struct castfile *castfile_read(const char *path, const struct voices *voices, struct err *err);
/* The same for lines in memory; `first_line` is the number of the first, for messages. */
struct castfile *castfile_parse(const char *path, uint32_t first_line, struct view bytes,
                                const struct voices *voices, struct err *err);
void castfile_free(struct castfile *cast); /* NULL is fine */

/* The index of the entry for a name or alias ("same as" is followed), or -1. */
int32_t castfile_find(const struct castfile *cast, struct view name);

/* The same without following "same as". */
int32_t castfile_find_part(const struct castfile *cast, struct view name);

/* Every heading and alias, NULL-terminated; malloc'ed list of borrowed strings. */
const char **castfile_names(const struct castfile *cast);

/*
 * Puts the cast's names, genders and ages into the attribution, and joins speakers that are one:
 * their lines go to the first of them. entry_of (malloc'ed): the entry of each speaker, or -1.
 * `everybody`: the speakers are all there are, and an entry that fits none of them is an ERR_INPUT;
 * it names the nearest of those without an entry, or else some who speak. Otherwise (the book's own
 * tags say who speaks) the cast may have more names than the book.
 */
int32_t *castfile_apply(const struct castfile *cast, struct attribution *attribution,
                        bool everybody, struct err *err);

#endif
