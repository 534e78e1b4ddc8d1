/*
 * Which speaker gets which voice.
 */
#ifndef SCRIPT_CAST_H
#define SCRIPT_CAST_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct voices;
struct attribution;

/*
 * Gives each speaker a voice: voice_of[i] for speaker i, malloc'ed, one per speaker. The narrator's
 * voice also reads SPEAKER_UNKNOWN; `single` gives it to everybody. The most frequent speakers come
 * first; each takes the voice of fitting gender and age that the fewest lines were given so far,
 * never the narrator's while another is free. The choice depends on the cast alone, so a book
 * always sounds the same. ERR_USAGE: no voice `narrator`.
 */
uint16_t *cast_make(const struct voices *voices, const struct attribution *attribution,
                    const char *language, const char *narrator, bool single, struct err *err);

#endif
