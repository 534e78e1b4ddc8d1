/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes on their way to a descriptor whose reader may be slow, such as a player that reads as fast
 * as it plays, or pauses. They are queued and written as they are accepted, so that whoever adds
 * them never waits and can go on to hear its workers and signals.
 *
 *     outlet_open, { outlet_add | outlet_write | outlet_is_full }*, outlet_finish, outlet_close
 *
 * The mode of the descriptor is not changed, because others may have it open, too.
 *
 * A reader that has gone away is not a mistake of anybody: the error is ERR_OUTPUT with an empty
 * sentence, which is not printed. SIGPIPE must be ignored.
 */
#ifndef BASE_OUTLET_H
#define BASE_OUTLET_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct outlet {
    int descriptor;    /* for poll(): POLLOUT while something is queued, else POLLERR alone */
    const char *name;  /* for messages; borrowed */
    struct text queue; /* what is queued begins at `from` */
    size_t from;
    uint64_t bytes; /* added so far */
};

/* Takes over the descriptor. */
void outlet_open(struct outlet *outlet, int descriptor, const char *name);
void outlet_add(struct outlet *outlet, struct view bytes);
size_t outlet_queued(const struct outlet *outlet);
/* There is enough in the queue: add no more until some is written. */
bool outlet_is_full(const struct outlet *outlet);
/* Writes what is accepted at once. False also when nobody reads any more, queued or not. */
bool outlet_write(struct outlet *outlet, struct err *err);
/* Writes the rest, and waits for the reader; `stop` is asked regularly. ERR_SYSTEM when stopped. */
bool outlet_finish(struct outlet *outlet, bool (*stop)(void), struct err *err);
void outlet_close(struct outlet *outlet); /* fine on {.descriptor = -1} and twice */

#endif
