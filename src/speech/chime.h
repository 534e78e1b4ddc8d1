/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A short sound at the start of each chapter, made once and repeated as bytes.
 */
#ifndef SPEECH_CHIME_H
#define SPEECH_CHIME_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct render;

enum { CHIME_MOST_MS = 15000 };

/*
 * Reads the sound file (any that libsndfile reads), brings its peak to -9 dBFS plus the setting
 * chime_gain_db, and makes a payload of whole frames with digital silence at both ends, like a
 * take. Errors: ERR_INPUT.
 */
bool chime_make(const struct render *render, const char *path, struct text *payload,
                uint32_t *frames, struct err *err);

#endif
