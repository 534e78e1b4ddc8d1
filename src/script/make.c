/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a script: who speaks, with which voice, with which pauses, in which words. */
#include "script/script.h"

#include "base/mem.h"
#include "base/spill.h"
#include "book/book.h"
#include "script/attribution/attribution.h"
#include "script/casting/castfile.h"
#include "script/casting/casting.h"
#include "script/casting/cues.h"
#include "script/casting/speaker_names.h"
#include "script/casting/voice.h"
#include "script/pauses.h"
#include "script/utterances.h"

#include <stdlib.h>

static bool attribute(struct script *script, const struct script_options *options, struct err *err)
{
    const struct book *book = script->book;
    struct attribution_options own = attribution_defaults;
    if (options->margin >= 0)
        own.margin = options->margin;
    script->cast = options->cast;
    if (script->cast == NULL && book->script.cast != NULL) {
        script->own_cast = castfile_parse(book->script.path, book->script.cast_line,
                                          view_of(book->script.cast), script->given_voices, err);
        script->cast = script->own_cast;
        if (script->cast == NULL)
            return false;
    }
    script->attribution = cues_say_who(book)
                              ? cues_attribution(book, script->cast, script->voices, err)
                              : attribution_make(book, &own, err);
    if (script->attribution == NULL)
        return false;
    speaker_names_settle(script->attribution);
    if (script->cast == NULL)
        return true;
    script->entry_of = castfile_apply(script->cast, script->attribution, !cues_say_who(book), err);
    return script->entry_of != NULL;
}

static bool choose_voices(struct script *script, const struct script_options *options,
                          struct err *err)
{
    const struct casting_options own = {
        .language = script->book->metadata.language,
        .narrator = options->narrator,
        .by_voice_name = cues_say_who(script->book),
        .single = options->single_voice,
        .cast = script->cast,
        .entry_of = script->entry_of,
    };
    script->casting = mem_zero(1, sizeof *script->casting);
    if (!casting_make(script->voices, script->attribution, &own, script->casting, err))
        return false;
    script->voices = script->casting->voices;
    script->narrator = script->casting->voice_of[SPEAKER_NARRATOR];
    return true;
}

struct script *script_make(const struct book *book, struct voices *voices,
                           const struct script_options *options, struct err *err)
{
    struct script *script = mem_zero(1, sizeof *script);
    script->book = book;
    script->voices = script->given_voices = voices;
    if (options->narrator != NULL)
        voices_want(voices, options->narrator);
    bool good = attribute(script, options, err) && choose_voices(script, options, err) &&
                pauses_set(script, options, err) && utterances_make(script, options, err);
    if (good) {
        /* The pauses that cues ask for, after the last utterance before the cue. */
        size_t next = 0;
        for (size_t i = 0; i < book->cue_count; i++) {
            const struct cue *cue = &book->cues[i];
            while (next < script->utterance_count && script->utterances[next].end <= cue->at)
                next++;
            if (cue->kind == CUE_PAUSE && next > 0)
                script->utterances[next - 1].given_pause_ms = cue->ms + 1;
        }
    }
    if (good)
        return script;
    script_free(script);
    return NULL;
}

void script_free(struct script *script)
{
    if (script == NULL)
        return;
    attribution_free(script->attribution);
    if (script->casting != NULL)
        casting_release(script->casting);
    free(script->casting);
    castfile_free(script->own_cast);
    free(script->entry_of);
    spill_free(script->utterances);
    spill_free(script->sentences);
    text_release(&script->spoken);
    free(script);
}
