/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/casting: which speaker gets which voice.
 *
 * The room's other doors are voice.h (the voices), castfile.h, cues.h and speaker_names.h. Order:
 * voices_load; castfile_read or castfile_parse; then the attribution, from attribution_make or, for
 * a book with cues, cues_attribution; speaker_names_settle; castfile_apply; casting_make. May use
 * book, script/vocabulary and script/attribution. Tests: tests/unit/test_casting.c,
 * test_castfile.c, test_voice.c, test_speakers.c; tests/cli/cast, tests/cli/voices; the fuzzers
 * castfile and voice.
 *
 * The narrator comes first: the voice of the options, else the one in the cast file, else the first
 * that has the tag "narrator" and speaks the language; a woman's, if the first-person narrator is
 * known to be a woman. The "I" of the story is the narrator and has the same voice, which also
 * reads the lines of unknown speakers. Then all others, one by one, get the voice with the lowest
 * cost. In order of weight:
 *   - a wrong gender;
 *   - the narrator's voice;
 *   - a voice that sounds like that of somebody the speaker talks with (their quotations are
 *     neighbours in one scene), by how often they do;
 *   - a wrong age;
 *   - a voice that a leading part already has;
 *   - for main parts (at least 1/64 of all lines): how near the voice is to those of the main parts
 *     so far (voice_distance), so that the most frequent speakers differ most;
 *   - for minor parts: chance, by a hash of name and voice (rendezvous hashing: Thaler, Ravishankar
 *     1998).
 *
 * Nothing depends on small differences. Main parts have three classes of size (1/4, 1/16, 1/64 of
 * all lines) and are ordered by their first line in each; minor parts depend on the main parts, and
 * on each other, only as neighbours. So one more chapter changes no voice, unless somebody becomes
 * a main part by it, or meets somebody with the same voice.
 */
#ifndef SCRIPT_CASTING_CASTING_H
#define SCRIPT_CASTING_CASTING_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct voices;
struct attribution;
struct castfile;

struct casting_options {
    const char *language;
    const char *narrator;        /* voice; NULL: chosen */
    bool by_voice_name;          /* a speaker with the name of a voice has this voice */
    bool single;                 /* the narrator's voice for everybody */
    const struct castfile *cast; /* NULL: none */
    const int32_t *entry_of;     /* from castfile_apply; not used without `cast` */
};

struct casting {
    uint16_t *voice_of;    /* per speaker: index into voices */
    struct voices *voices; /* those given, and after them copies with another pitch, rate ... */
};

/* Copies of voices, at most. Chosen: each needs a file descriptor when it speaks, and a process
 * usually may have 1,024. */
enum { CASTING_OWN_VOICES_MAX = 250 };

/*
 * ERR_USAGE: there is no voice `narrator`. ERR_INPUT: the cast file has more different settings
 * than CASTING_OWN_VOICES_MAX. The result shares the strings of `voices`, which must outlive it.
 * Free with casting_release.
 */
bool casting_make(const struct voices *voices, const struct attribution *attribution,
                  const struct casting_options *options, struct casting *casting, struct err *err);
void casting_release(struct casting *casting);

#endif
