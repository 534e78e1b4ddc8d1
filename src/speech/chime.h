/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to speech/: the chime, a short sound at the start of each chapter, encoded once and
 * repeated as bytes.
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

/*
 * Reads a sound file (any that libsndfile can read), sets its peak to -9 dBFS plus the setting
 * chime_gain_db, and appends a payload of *frames whole frames to `payload`, with digital silence
 * at both ends like a take. Errors: ERR_INPUT; those of worker_run.
 */
bool chime_make(const struct render *render, const char *path, struct text *payload,
                uint32_t *frames, struct err *err);

#endif
