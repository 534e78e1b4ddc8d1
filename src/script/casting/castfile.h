/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/casting. Cast files: who speaks in a book, and with which voice. `lectern cast
 * BOOK` makes one; it is edited by hand, and found beside the book (BOOK.cast for BOOK.txt) or
 * named by the option --cast. The [cast] part of a script file has the same lines.
 *
 *     # a comment
 *     [narrator]                  everything that nobody says
 *     voice = narrator
 *
 *     [Anna]                      a speaker, by the name in the book
 *     # 152 lines: “Stop,”        (a comment, to show who this is)
 *     aliases = Miss Snow; Aunt   her other names, separated by semicolons
 *     gender = female             male, female, unknown
 *     age = young                 child, young, adult, old, unknown
 *     voice = woman-clear         a name that `lectern voices` lists; or
 *                                 narrator: the narrator's voice; without this line, or with
 *                                 auto, a voice is chosen by gender and age
 *     pitch = +5                  0 to 99, or how much more (+) or less (-) than the voice's own
 *     rate = 150                  80 to 450 words a minute, or +/-
 *     range = +10                 0 to 99, or +/-: how lively
 *     gain = -2                   -20 to 20 dB, louder or softer
 *
 *     [Anna's mother]
 *     same as = Anna              both are one person
 *
 * To rename somebody, write the new name between the brackets and add the old one to the aliases.
 * To merge two, add the name of one to the aliases of the other and delete its section, or write
 * "same as". "narrator", "unknown" (speakers that are not known) and "I" (the narrator as a person
 * in the story) exist in every book. Capitals in names do not matter.
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
    const char *same_name; /* of "same as", or NULL */
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
 * key or voice, with the nearest one, a number out of range, a name used twice. NULL on failure;
 * free with castfile_free. `voices` is used only during the call.
 */
struct castfile *castfile_read(const char *path, struct voices *voices, struct err *err);
/* The same for lines in memory; `path` and `first_line`, the number of the first, are for messages.
 */
struct castfile *castfile_parse(const char *path, uint32_t first_line, struct view bytes,
                                struct voices *voices, struct err *err);
void castfile_free(struct castfile *cast); /* NULL is fine */

/* The index of the entry for a name or alias, following "same as"; or -1. `cast` may be NULL. */
int32_t castfile_find(const struct castfile *cast, struct view name);

/* The same without following "same as"; `cast` may not be NULL. */
int32_t castfile_find_part(const struct castfile *cast, struct view name);

/* Every name and alias, NULL-terminated. The caller frees the list, the cast owns the strings. */
const char **castfile_names(const struct castfile *cast);

/*
 * Puts the cast's names, genders and ages into the attribution, and merges speakers that are one:
 * their lines go to the first of them. Returns the entry of each speaker, or -1, as a malloc'ed
 * list. With `everybody`, an entry that fits no speaker is ERR_INPUT: then the result is NULL, and
 * the message has the nearest name without an entry, or some who speak. Without it (the book's own
 * cues say who speaks), the cast may have more names than the book. Assumes speaker_names_settle.
 */
int32_t *castfile_apply(const struct castfile *cast, struct attribution *attribution,
                        bool everybody, struct err *err);

#endif
