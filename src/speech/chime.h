/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to speech/: sounds that are not speech: the chime, a short one at the start of each
 * chapter, encoded once and repeated as bytes; the music before and after the book; room tone.
 */
#ifndef SPEECH_CHIME_H
#define SPEECH_CHIME_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct render;

/* Chosen: longer than a jingle, and short enough to refuse a file of music given by mistake. */
enum { CHIME_MOST_MS = 15000 };
/* Chosen: what listeners bear before the book begins. */
enum { MUSIC_MOST_MS = 30000 };

/*
 * Reads a sound file (any that libsndfile can read), sets its peak to -9 dBFS plus the setting
 * chime_gain_db, and appends a payload of *frames whole frames to `payload`, with digital silence
 * at both ends like a take. Errors: ERR_INPUT; those of worker_run.
 */
bool chime_make(const struct render *render, const char *path, struct text *payload,
                uint32_t *frames, struct err *err);

/*
 * The same for music: of a longer file the first MUSIC_MOST_MS are taken; it fades out within three
 * seconds (or half of a shorter one); it gets the loudness of the book, and no higher peaks.
 */
bool chime_make_music(const struct render *render, const char *path, struct text *payload,
                      uint32_t *frames, struct err *err);

/* Appends a round of the room tone, as whole frames or samples that may be repeated. Errors: those
 * of worker_run. */
bool chime_make_room_tone(const struct render *render, struct text *payload, struct err *err);

#endif
