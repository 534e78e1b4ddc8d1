/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/casting/own_settings.h"

#include "base/mem.h"
#include "script/attribution/attribution.h"
#include "script/casting/castfile.h"
#include "script/casting/casting.h"
#include "script/casting/voice.h"

const struct cast_entry *casting_entry(const struct casting_options *options, size_t speaker)
{
    if (options->cast == NULL || options->entry_of[speaker] < 0)
        return NULL;
    return &options->cast->entries[options->entry_of[speaker]];
}

static int changed(const struct cast_number *number, int own, int least, int most)
{
    int value = !number->given ? own : number->relative ? own + number->value : number->value;
    return value < least ? least : value > most ? most : value;
}

static bool same_settings(const struct voice *a, const struct voice *b)
{
    return a->name == b->name && a->pitch == b->pitch && a->rate_wpm == b->rate_wpm &&
           a->range == b->range && a->gain_db == b->gain_db;
}

/* Gives the speaker a copy of the voice with the entry's settings, or a voice that already has
 * them. */
static bool add_own_voice(struct casting *casting, size_t given, size_t *capacity, size_t speaker,
                          const struct cast_entry *entry, struct err *err)
{
    struct voices *voices = casting->voices;
    /*
     * The voice with the entry's settings. Measured on eSpeak NG: 3.6 LU louder from pitch 0 to 99,
     * 2 LU softer from 80 to 300 words a minute; the gain compensates for both.
     */
    const struct voice *voice = &voices->items[casting->voice_of[speaker]];
    struct voice own = *voice;
    own.pitch = changed(&entry->pitch, voice->pitch, 0, 99);
    own.rate_wpm = changed(&entry->rate, voice->rate_wpm, 80, 450);
    own.range = changed(&entry->range, voice->range, 0, 99);
    own.gain_db += entry->gain_db - (own.pitch - voice->pitch) * 3.6 / 99 +
                   (own.rate_wpm - voice->rate_wpm) * 2.0 / 220;

    for (size_t i = 0; i < voices->count; i++)
        if (same_settings(&voices->items[i], &own)) {
            casting->voice_of[speaker] = (uint16_t)i;
            return true;
        }
    if (voices->count - given >= CASTING_OWN_VOICES_MAX)
        return err_set(err, ERR_INPUT,
                       "line %u of the cast: more than %d different voice settings; give some "
                       "speakers the same pitch, rate, range and gain",
                       entry->line, CASTING_OWN_VOICES_MAX);
    voices->items = mem_grow(voices->items, voices->count, capacity, sizeof *voices->items);
    voices->items[voices->count] = own;
    casting->voice_of[speaker] = (uint16_t)voices->count++;
    return true;
}

static bool has_settings(const struct cast_entry *entry)
{
    return entry != NULL &&
           (entry->pitch.given || entry->rate.given || entry->range.given || entry->gain_db != 0);
}

/* Does the narrator read this speaker, with the settings of the narrator's voice? */
static bool follows_narrator(const struct casting_options *options, size_t speaker)
{
    const struct cast_entry *entry = casting_entry(options, speaker);
    if (options->single || (entry != NULL && entry->by_narrator))
        return true;
    return speaker < SPEAKER_RESERVED && (entry == NULL || entry->voice < 0);
}

/* The narrator is speaker 0, so that voice is ready for those who follow it. */
bool casting_set_own(struct casting *casting, const struct attribution *attribution,
                     const struct casting_options *options, struct err *err)
{
    size_t given = casting->voices->count, capacity = given;
    for (size_t i = 0; i < attribution->speaker_count; i++) {
        const struct cast_entry *entry = casting_entry(options, i);
        if (i != SPEAKER_NARRATOR && follows_narrator(options, i))
            casting->voice_of[i] = casting->voice_of[SPEAKER_NARRATOR];
        if ((i == SPEAKER_NARRATOR || !options->single) && has_settings(entry) &&
            !add_own_voice(casting, given, &capacity, i, entry, err))
            return false;
    }
    return true;
}
