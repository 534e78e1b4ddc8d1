/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to speech/: the key of a take in the cache, made of everything that shapes its bytes.
 *
 * What a take does not depend on is not in its key: its place in the book, its chapter and title,
 * the silence around it (the parent adds it), the number of workers. So a new title or chapter
 * break, or another voice for somebody who does not speak in it, leaves it as it is.
 */
#ifndef SPEECH_TAKE_KEY_H
#define SPEECH_TAKE_KEY_H

#include "base/err.h"
#include "cache/key.h"

struct cache;
struct render;
struct take_plan;

/*
 * The key of what all takes of a run share: RENDER_VERSION, versions of the libraries, eSpeak NG's
 * data files, settings. Errors: ERR_SETUP when the data files cannot be read.
 */
bool take_key_shared(struct cache *cache, const struct render *render, struct cache_key *shared,
                     struct err *err);

/* The key of one take: `shared`, and of each utterance its spoken text, voice, language and pause.
 */
void take_key_make(const struct render *render, const struct cache_key *shared,
                   const struct take_plan *plan, struct cache_key *key);

#endif
