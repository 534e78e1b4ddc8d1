/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/level.h"

#include "audio/pcm.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "speech/espeak.h"
#include "speech/render.h"
#include "speech/speech.h"

enum {
    /* 2 and 5 ms. Measured: the first sample that is not zero may be 1,089, the last 5,300 in size,
     * which would click. */
    FADE_IN_SAMPLES = ESPEAK_RATE_HZ * 2 / 1000,
    FADE_OUT_SAMPLES = ESPEAK_RATE_HZ * 5 / 1000,
};

size_t level_piece(int16_t *samples, size_t count, double gain_db)
{
    pcm_high_pass(samples, count);
    pcm_fade(samples, count, FADE_IN_SAMPLES, FADE_OUT_SAMPLES);
    return pcm_amplify(samples, count, gain_db, LEVEL_CEILING);
}

double level_gain_db(const struct render *render, const struct utterance *utterance)
{
    const struct script *script = render->script;
    const struct voice *voice = &script->voices->items[utterance->voice];
    /* A language without a voice of its own is spoken with the sounds of the book's. */
    bool own = render->espeak_language[utterance->language] > 0;
    const char *language = script->languages[own ? utterance->language : 0];
    /* With --rate. Measured: 2 LU softer from 80 to 300 words a minute. */
    double faster_wpm = render_wpm(render, voice) - voice->rate_wpm;
    return voice_gain_db(voice, language) + faster_wpm * 2 / 220 + render->settings->gain_db +
           render->settings->loudness_lufs - VOICE_LUFS;
}
