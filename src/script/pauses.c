/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/pauses.h"

#include "book/book.h"
#include "script/casting/voice.h"
#include "script/script.h"

#include <string.h>

/*
 * The pauses are chosen, within what other audiobook programs have (sentence 250 to 900 ms,
 * paragraph 400 to 1200, chapter 1000 to 3000), and the less common ones in proportion. The
 * synthesiser's own silence is cut off, so that these are what one hears.
 */
const struct script_options script_defaults = {
    .margin = -1,
    .pause_percent = 100,
    .pause_ms =
        {
            [PAUSE_QUOTE] = 90,
            [PAUSE_COMMA] = 170,
            [PAUSE_CLAUSE] = 260,
            [PAUSE_SENTENCE] = 420,
            [PAUSE_ITEM] = 520,
            [PAUSE_LINE] = 380,
            [PAUSE_STANZA] = 900,
            [PAUSE_PARAGRAPH] = 720,
            [PAUSE_HEADING] = 1100,
            [PAUSE_BREAK] = 1700,
            [PAUSE_CHAPTER] = 2400,
        },
};

static const char *const pause_names[PAUSE_REASON_COUNT] = {
    "none", "quote",  "comma",     "clause",  "sentence", "item",
    "line", "stanza", "paragraph", "heading", "break",    "chapter"};

const char *pause_reason_name(enum pause_reason reason)
{
    return pause_names[reason];
}

enum pause_reason pause_reason_named(struct view name)
{
    for (int i = PAUSE_NONE + 1; i < PAUSE_REASON_COUNT; i++)
        if (view_is(name, pause_names[i]))
            return (enum pause_reason)i;
    return PAUSE_NONE;
}

enum { PAUSE_MOST_MS = 60000 }; /* chosen: a minute is more than anybody wants */

/* "sentence=420,..." into pause_ms. False at the first item that is wrong, which is in *part. */
static bool pauses_read(struct view list, uint32_t pause_ms[PAUSE_REASON_COUNT], struct view *part)
{
    while (list.bytes > 0) {
        size_t comma = view_find(list, ",", 0), at = 0;
        *part = view_trim(view_part(list, 0, comma));
        list = view_part(list, comma + 1, list.bytes);
        size_t sign = view_find(*part, "=", 0);
        struct view number = view_trim(view_part(*part, sign + 1, part->bytes));
        enum pause_reason reason = pause_reason_named(view_trim(view_part(*part, 0, sign)));
        uint32_t ms = 0;
        while (at < number.bytes && number.at[at] >= '0' && number.at[at] <= '9' &&
               ms <= PAUSE_MOST_MS)
            ms = ms * 10 + (uint32_t)(number.at[at++] - '0');
        if (reason == PAUSE_NONE || at == 0 || at < number.bytes || ms > PAUSE_MOST_MS)
            return false;
        pause_ms[reason] = ms;
    }
    return true;
}

bool pauses_set(struct script *script, const struct script_options *options, struct err *err)
{
    const struct book_script *file = &script->book->script;
    /* A book that is read twice as fast has pauses half as long. */
    double factor = options->pause_percent / 100.0;
    if (options->narrator_wpm > 0)
        factor *= (double)script->voices->items[script->narrator].rate_wpm / options->narrator_wpm;

    struct view part;
    memcpy(script->pause_ms, script_defaults.pause_ms, sizeof script->pause_ms);
    if (file->pauses != NULL && !pauses_read(view_of(file->pauses), script->pause_ms, &part))
        return err_set(err, ERR_INPUT,
                       "%s:%u: \"%.*s\" is not a pause; write, for example, pause = "
                       "sentence=420,paragraph=900",
                       file->path, file->pauses_line, part.bytes > 40 ? 40 : (int)part.bytes,
                       part.at);
    for (int i = 0; i < PAUSE_REASON_COUNT; i++) {
        uint32_t usual_ms = script_defaults.pause_ms[i];
        if (options->pause_ms[i] != usual_ms)
            script->pause_ms[i] = options->pause_ms[i];
        else if (script->pause_ms[i] == usual_ms)
            script->pause_ms[i] = (uint32_t)(usual_ms * factor + 0.5);
    }
    return true;
}

uint32_t script_pause_ms(const struct script *script, const struct utterance *utterance)
{
    if (utterance->given_pause_ms > 0)
        return utterance->given_pause_ms - 1;
    return script->pause_ms[utterance->pause];
}
