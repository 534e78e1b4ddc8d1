/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/take_plan.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/spill.h"
#include "script/script.h"

#include <stdlib.h>

/* True for one text in two. The upper bits of FNV-1a are mixed best. */
static bool is_marked(struct view text)
{
    return (hash_of(text) >> 40 & 1) == 0;
}

static bool may_end_here(const struct script *script, const struct utterance *utterance,
                         size_t bytes)
{
    uint32_t pause_ms = script_pause_ms(script, utterance);
    if (bytes >= TAKE_HARD_BYTES)
        return true;
    if (pause_ms < TAKE_JOIN_LEAST_MS || bytes < TAKE_LEAST_BYTES)
        return false;
    if (bytes >= TAKE_MOST_BYTES)
        return true;
    return utterance->pause >= PAUSE_STANZA && is_marked(script_spoken(script, utterance));
}

struct planner {
    const struct script *script;
    struct take_plans plans;
    size_t capacity;
};

/* The longest pause since the last sound, at least TAKE_JOIN_LEAST_MS. */
static uint32_t pause_before_end(const struct script *script, size_t first, size_t end)
{
    uint32_t pause_ms = TAKE_JOIN_LEAST_MS;
    for (size_t i = end; i > first; i--) {
        uint32_t own_ms = script_pause_ms(script, &script->utterances[i - 1]);
        if (own_ms > pause_ms)
            pause_ms = own_ms;
        if (script->utterances[i - 1].spoken_bytes > 0)
            break;
    }
    return pause_ms;
}

/* Adds a take of `bytes` bytes of spoken text. Without any, the utterances join the take before
 * them if that is in the same chapter. */
static void add_plan(struct planner *planner, size_t first, size_t end, size_t bytes)
{
    struct take_plans *plans = &planner->plans;
    uint32_t chapter = planner->script->utterances[first].chapter;
    struct take_plan *before = plans->count > 0 ? &plans->items[plans->count - 1] : NULL;
    bool starts = before == NULL || before->chapter != chapter;
    if (!starts && bytes == 0) {
        before->count = end - before->first;
        before->pause_ms = pause_before_end(planner->script, before->first, end);
        return;
    }
    plans->items = mem_grow(plans->items, plans->count, &planner->capacity, sizeof *plans->items);
    plans->items[plans->count++] = (struct take_plan){
        first, end - first, chapter, pause_before_end(planner->script, first, end), starts};
}

struct take_plans take_plan_all(const struct script *script)
{
    struct planner planner = {.script = script};
    size_t first = 0, bytes = 0;
    for (size_t i = 0; i < script->utterance_count; i++) {
        const struct utterance *utterance = &script->utterances[i];
        bool last = i + 1 == script->utterance_count;
        spill_touched(sizeof *utterance);
        bytes += utterance->spoken_bytes;
        if (last || utterance[1].chapter != utterance->chapter ||
            may_end_here(script, utterance, bytes)) {
            add_plan(&planner, first, i + 1, bytes);
            first = i + 1;
            bytes = 0;
        }
    }
    return planner.plans;
}

void take_plans_free(struct take_plans *plans)
{
    free(plans->items);
    *plans = (struct take_plans){0};
}
