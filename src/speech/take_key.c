/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/take_key.h"

#include "audio/mp3.h"
#include "audio/sound.h"
#include "cache/fingerprint.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "speech/espeak.h"
#include "speech/level.h"
#include "speech/render.h"
#include "speech/speech.h"
#include "speech/take_plan.h"

bool take_key_shared(struct cache *cache, const struct render *render, struct cache_key *shared,
                     struct err *err)
{
    const struct speech_settings *settings = render->settings;
    const uint32_t *pause_ms = render->script->pause_ms;
    struct cache_key data;
    if (!fingerprint_make(cache, espeak_data_folder(), &data, err))
        return false;
    struct hasher *hasher = hasher_new("takes");
    hasher_add_number(hasher, RENDER_VERSION);
    hasher_add_string(hasher, espeak_version());
    hasher_add_key(hasher, &data);
    hasher_add_number(hasher, settings->rate_hz);
    if (settings->rate_hz != ESPEAK_RATE_HZ)
        hasher_add_string(hasher, sound_resampler_version());
    hasher_add_number(hasher, settings->encode);
    if (settings->encode) {
        hasher_add_string(hasher, mp3_version());
        hasher_add_number(hasher, settings->bitrate_kbps);
        hasher_add_number(hasher, settings->quality);
    }
    if (settings->room_tone_db != 0)
        hasher_add_real(hasher, settings->room_tone_db);
    /* The pauses inside an utterance, see say_text in render.c. */
    hasher_add_number(hasher, pause_ms[PAUSE_SENTENCE]);
    hasher_add_number(hasher, pause_ms[PAUSE_COMMA]);
    hasher_add_number(hasher, pause_ms[PAUSE_CLAUSE]);
    hasher_finish(hasher, shared);
    return true;
}

static void add_utterance(struct hasher *hasher, const struct render *render,
                          const struct utterance *utterance)
{
    const struct voice *voice = &render->script->voices->items[utterance->voice];
    uint8_t language = render->espeak_language[utterance->language];
    hasher_add(hasher, script_spoken(render->script, utterance));
    hasher_add_key(hasher, espeak_definition(render->espeak, utterance->voice, language));
    hasher_add_number(hasher, render_wpm(render, voice));
    hasher_add_number(hasher, voice->volume);
    hasher_add_number(hasher, voice->pitch);
    hasher_add_number(hasher, voice->range);
    hasher_add_real(hasher, level_gain_db(render, utterance));
    hasher_add_number(hasher, utterance->ends_sentence);
}

/* The pauses as say_plan in render.c makes them: the longest of those between two that sound. */
void take_key_make(const struct render *render, const struct cache_key *shared,
                   const struct take_plan *plan, struct cache_key *key)
{
    const struct script *script = render->script;
    struct hasher *hasher = hasher_new("take");
    uint32_t pause_ms = 0;
    bool sounded = false;
    hasher_add_key(hasher, shared);
    for (size_t i = plan->first; i < plan->first + plan->count; i++) {
        const struct utterance *utterance = &script->utterances[i];
        if (utterance->spoken_bytes > 0) {
            if (sounded)
                hasher_add_number(hasher, pause_ms);
            pause_ms = 0;
            sounded = true;
            add_utterance(hasher, render, utterance);
        }
        if (script_pause_ms(script, utterance) > pause_ms)
            pause_ms = script_pause_ms(script, utterance);
    }
    hasher_finish(hasher, key);
}
