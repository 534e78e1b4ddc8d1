/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/speech.h"

#include "audio/mp3.h"
#include "audio/pcm.h"
#include "base/mem.h"
#include "base/spill.h"
#include "book/book.h"
#include "data/language.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "speech/chime.h"
#include "speech/espeak.h"
#include "speech/espeak_language.h"
#include "speech/level.h"
#include "speech/state.h"
#include "speech/take_key.h"
#include "speech/take_plan.h"

#include <stdlib.h>

const struct speech_settings speech_defaults = {
    .jobs = 1,
    .rate_hz = ESPEAK_RATE_HZ,
    .encode = true,
    .bitrate_kbps = 64,
    .quality = 5,
    .loudness_lufs = VOICE_LUFS,
    .chime_gain_db = 0,
    /* Players land up to 77 ms early, so the end of the chapter before must not be near; 300 to
     * 1000 ms are usual. */
    .lead_in_ms = 500,
};

static bool open_encoder(struct speech *speech, struct err *err)
{
    const struct speech_settings *settings = &speech->settings;
    if (!settings->encode)
        return true;
    speech->mp3 = mp3_open(settings->rate_hz, settings->bitrate_kbps, settings->quality, err);
    return speech->mp3 != NULL && mp3_silent_frames(settings->rate_hz, settings->bitrate_kbps,
                                                    settings->quality, speech->silent, err);
}

/* Text in a language that the synthesiser does not have is read like the rest of the book, which is
 * better than not at all. */
static bool add_languages(struct speech *speech, const struct script *script, struct err *err)
{
    size_t from = speech->languages_added > 0 ? speech->languages_added : 1;
    uint8_t count = 1;
    for (size_t i = 1; i < from; i++)
        count += speech->espeak_language[i] > 0;
    for (size_t i = from; i < script->language_count; i++) {
        bool has;
        if (!espeak_has_language(speech->espeak, script->languages[i], &has, err) ||
            (has && !espeak_add_language(speech->espeak, script->languages[i], err)))
            return false;
        if (has)
            speech->espeak_language[i] = count++;
    }
    speech->languages_added = script->language_count;
    return true;
}

bool speech_complete(struct speech *speech, struct err *err)
{
    const struct script *script = speech->render.script;
    take_plans_free(&speech->plans);
    speech->plans = take_plan_all(script);
    return add_languages(speech, script, err) &&
           (speech->settings.cache == NULL ||
            take_key_shared(speech->settings.cache, &speech->render, &speech->shared_key, err));
}

static bool make_sounds(struct speech *speech, struct err *err)
{
    const struct speech_settings *settings = &speech->settings;
    const struct render *render = &speech->render;
    if (settings->share_count > 0) /* which delivers nothing */
        return true;
    return (settings->room_tone_db == 0 ||
            chime_make_room_tone(render, &speech->tone_frames, err)) &&
           (settings->chime == NULL ||
            chime_make(render, settings->chime, &speech->chime, &speech->chime_frames, err)) &&
           (settings->intro == NULL || chime_make_music(render, settings->intro, &speech->intro,
                                                        &speech->intro_frames, err)) &&
           (settings->outro == NULL ||
            chime_make_music(render, settings->outro, &speech->outro, &speech->outro_frames, err));
}

struct speech *speech_open(const struct script *script, const struct speech_settings *settings,
                           struct err *err)
{
    struct speech *speech = mem_zero(1, sizeof *speech);
    speech->settings = *settings;
    speech->plans = take_plan_all(script);
    speech->espeak = espeak_open(script->voices, script->book->metadata.language, err);
    if (speech->espeak != NULL && open_encoder(speech, err) && add_languages(speech, script, err)) {
        speech->render =
            (struct render){script,
                            speech->espeak,
                            speech->mp3,
                            &speech->settings,
                            speech->espeak_language,
                            {text_view(&speech->silent[0]), text_view(&speech->silent[1])},
                            &speech->tone};
        if (settings->room_tone_db != 0)
            room_tone_make(&speech->tone, settings->rate_hz, settings->room_tone_db);
        if (make_sounds(speech, err) &&
            (settings->cache == NULL ||
             take_key_shared(settings->cache, &speech->render, &speech->shared_key, err)))
            return speech;
    }
    speech_close(speech);
    return NULL;
}

void speech_close(struct speech *speech)
{
    if (speech == NULL)
        return;
    espeak_close(speech->espeak);
    mp3_close(speech->mp3);
    take_plans_free(&speech->plans);
    text_release(&speech->silent[0]);
    text_release(&speech->silent[1]);
    text_release(&speech->chime);
    text_release(&speech->intro);
    text_release(&speech->outro);
    text_release(&speech->tone_frames);
    room_tone_release(&speech->tone);
    free(speech);
}

struct view speech_silent_frame(const struct speech *speech, bool padded)
{
    return text_view(&speech->silent[padded]);
}

double speech_peak(const struct speech_settings *settings)
{
    const double encoder_db = 0.9, chime = 0.9; /* level.h, chime.c */
    return settings->chime != NULL ? chime : LEVEL_CEILING * pcm_factor(encoder_db) / 32768;
}

struct view speech_room_tone(const struct speech *speech)
{
    return text_view(&speech->tone_frames);
}

bool speech_has_language(const struct speech *speech, size_t language)
{
    return language == 0 || speech->espeak_language[language] > 0;
}

bool speech_check_language(const char *language, struct err *err)
{
    struct languages *languages = languages_new();
    bool exists = false,
         good = espeak_language_exists(languages, espeak_data_folder(), language, &exists, err);
    languages_free(languages);
    return good && (exists || espeak_language_missing(language, err));
}

int speech_lowpass_hz(const struct speech *speech)
{
    return speech->mp3 != NULL ? mp3_lowpass_hz(speech->mp3) : 0;
}

size_t *speech_take_starts(const struct script *script, size_t *count)
{
    struct take_plans plans = take_plan_all(script);
    size_t *starts = mem_zero(plans.count, sizeof *starts);
    for (size_t i = 0; i < plans.count; i++)
        starts[i] = plans.items[i].first;
    *count = plans.count;
    take_plans_free(&plans);
    return starts;
}

/*
 * Speaking time is proportional to the bytes of spoken text; pauses are added. Measured: 6.5 bytes
 * for each word of eSpeak NG's words per minute, the mean of 21 chapters of eight English books.
 * The estimate was within 5 % for all chapters of five minutes or more.
 */
uint64_t speech_estimate_ms(const struct script *script, const struct speech_settings *settings,
                            size_t first_utterance, size_t utterance_count)
{
    const double bytes_per_word = 6.5;
    const struct voice *narrator = &script->voices->items[script->narrator];
    double scale =
        settings->narrator_wpm > 0 ? (double)settings->narrator_wpm / narrator->rate_wpm : 1;
    double ms = 0;
    for (size_t i = first_utterance; i < first_utterance + utterance_count; i++) {
        const struct utterance *utterance = &script->utterances[i];
        spill_touched(sizeof *utterance);
        if (utterance->spoken_bytes == 0)
            continue;
        double wpm = script->voices->items[utterance->voice].rate_wpm * scale;
        ms += utterance->spoken_bytes / bytes_per_word / wpm * 60000;
        ms += script_pause_ms(script, utterance);
    }
    return (uint64_t)ms;
}
