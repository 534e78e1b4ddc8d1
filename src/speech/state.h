/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to speech/: what a struct speech holds. speech.c opens and closes it; performance.c has
 * it spoken.
 */
#ifndef SPEECH_STATE_H
#define SPEECH_STATE_H

#include "audio/room_tone.h"
#include "base/str.h"
#include "cache/key.h"
#include "script/script.h"
#include "speech/render.h"
#include "speech/speech.h"
#include "speech/take_plan.h"

#include <stdint.h>

struct espeak;
struct mp3;

struct speech {
    struct render render;
    struct speech_settings settings;
    struct espeak *espeak;
    struct mp3 *mp3;
    struct take_plans plans;
    uint8_t
        espeak_language[SCRIPT_LANGUAGES_MOST]; /* per language of the script: espeak.h's number */
    struct cache_key shared_key;                /* with a cache: see take_key.h */
    struct text silent[2];   /* a silent frame of the MP3; [1]: with the padding byte */
    struct room_tone tone;   /* {0}: none */
    struct text tone_frames; /* its payload, in place of silence */
    struct text chime;       /* payload of the chime, encoded once */
    uint32_t chime_frames;
    struct text intro, outro; /* payloads of the music */
    uint32_t intro_frames, outro_frames;
    size_t languages_added; /* of the script */
    uint32_t lead_frames;   /* of the first take, which speech_begin has delivered */
};

#endif
