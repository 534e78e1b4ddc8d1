/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: an MP3 that goes to somebody who listens already: to standard output ("-")
 * or into a FIFO.
 */
#ifndef COMMAND_STREAM_H
#define COMMAND_STREAM_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct outlet;

/* Whether the target is standard output or a FIFO that exists. */
bool stream_is_asked_for(const char *target);

/* ERR_USAGE for a terminal, and for a name that is not that of an MP3. */
bool stream_check(const char *target, bool is_mp3, struct err *err);

/* Opens it; waits until somebody opens the other end of a FIFO, or for a signal, whatever `stop`
 * says then. Errors: ERR_OUTPUT, ERR_SYSTEM when stopped. `target` is borrowed. */
bool stream_open(struct outlet *outlet, const char *target, bool (*stop)(void), struct err *err);

/* A track_sink: `context` is the outlet. */
bool stream_put(void *context, struct view bytes, struct err *err);

#endif
