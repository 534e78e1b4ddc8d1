/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/script.h"

#include "base/spill.h"
#include "book/book.h"

void script_keep_chapters(struct script *script, const bool *chosen)
{
    size_t kept = 0;
    for (size_t i = 0; i < script->utterance_count; i++) {
        if (chosen[script->utterances[i].chapter])
            script->utterances[kept++] = script->utterances[i];
        spill_touched(sizeof *script->utterances);
    }
    script->utterance_count = kept;
}

struct view script_spoken(const struct script *script, const struct utterance *utterance)
{
    return view_part(text_view(&script->spoken), utterance->spoken_at,
                     utterance->spoken_at + utterance->spoken_bytes);
}

enum utterance_kind utterance_kind_of_block(const struct block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        return UTTERANCE_HEADING;
    case BLOCK_VERSE:
        return UTTERANCE_VERSE;
    case BLOCK_LETTER:
        return UTTERANCE_LETTER;
    default:
        return UTTERANCE_NARRATION;
    }
}

const char *utterance_kind_name(enum utterance_kind kind)
{
    static const char *const names[] = {"heading", "narration", "speech",
                                        "thought", "letter",    "verse"};
    return names[kind];
}
