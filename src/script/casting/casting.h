/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which speaker gets which voice.
 *
 * The narrator comes first: the named voice, else the one the cast file gives, else the first that
 * is tagged "narrator" and speaks the language. (A woman's, when the book is told by an "I" who is
 * known to be a woman.) Whoever says "I" in a story is the narrator and keeps his voice; lines that
 * are nobody's are read by him too. Everybody else, one after the other, takes the voice with the
 * least cost. In order of weight:
 *   - a wrong gender; the narrator's voice; a voice that sounds like the one of somebody he talks
 *     with (their quotations are neighbours in one scene), by how often they do; a wrong age;
 *     a voice that leading parts have already;
 *   - for main parts (1/64 of all lines, and more): how near the voice is to those of the main
 *     parts so far (voice_distance), so that the most frequent speakers differ most;
 *   - for minor parts: chance, by a hash of name and voice ("rendezvous": Thaler, Ravishankar
 * 1998). Nothing depends on small differences: main parts come in three classes of size (1/4, 1/16,
 * 1/64 of all lines) and in each by their first line, and minor ones see the main parts and those
 * before them only as neighbours. So a chapter more changes no voice, unless somebody becomes a
 * main part by it or meets somebody of the same voice.
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
    const int32_t *entry_of;     /* entry in `cast` of each speaker, or -1; see castfile_apply */
};

struct casting {
    uint16_t *voice_of;    /* per speaker: index into voices */
    struct voices *voices; /* those given, and behind them copies with another pitch, rate ... */
};

enum { CASTING_OWN_VOICES_MAX = 250 }; /* copies: each holds a file descriptor when it is spoken */

/*
 * Errors: ERR_USAGE: no voice `narrator`; ERR_INPUT: more different settings in the cast file than
 * CASTING_OWN_VOICES_MAX. The strings of `voices` are shared with the copy. casting_release frees.
 */
bool casting_make(const struct voices *voices, const struct attribution *attribution,
                  const struct casting_options *options, struct casting *casting, struct err *err);
void casting_release(struct casting *casting);

#endif
