/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Permits: how several processes share the processors. There are as many permits as workers may run
 * at once, over all books of a shelf; whoever keeps a processor busy holds one.
 *
 * They are like the job tokens of GNU make, but each has a number, and its holder is noted in
 * shared memory by one atomic operation. So a process may be killed at any instruction, and its
 * parent gets back exactly what it held (permits_reclaim). A byte in a pipe cannot do that: it is
 * lost when the reader is killed before it can say that it has it.
 *
 * The parent calls permits_new before it forks; each child has a holder number of its own. Who has
 * work but no permit says so (permits_want) and polls permits_bell. The parent starts another child
 * only with a permit that no child wants (permits_take_idle), and polls permits_idle_bell.
 *
 * Tests: test_permits, tests/cli/shelf.sh.
 */
#ifndef BASE_PERMITS_H
#define BASE_PERMITS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct permits;

/* What a child needs to know. */
struct permit_holder {
    struct permits *permits;
    size_t number; /* 0 to holders - 1 */
    int first;     /* the permit that it was started with */
};

/* Errors: ERR_SYSTEM. NULL on failure. */
struct permits *permits_new(size_t count, size_t holders, struct err *err);
void permits_free(struct permits *permits); /* NULL is fine */

/* The memory of the permits will not be there in children of this process. */
void permits_keep_from_children(const struct permit_holder *holder);

/* Takes the free permit of the lowest number and returns it; -1 when there is none. */
int permits_take(const struct permit_holder *holder);
void permits_give(const struct permit_holder *holder, int permit);
/* Whether the holder would use another permit. Says "no" as soon as that is so. */
void permits_want(const struct permit_holder *holder, bool wants);

/* For poll(), POLLIN: a permit has become free that somebody wants; or one that nobody wants. Call
 * permits_take or permits_take_idle then, also to silence the bell. */
int permits_bell(const struct permit_holder *holder);
int permits_idle_bell(const struct permits *permits);

/* For the parent: takes a permit for the holder of this number, but only when no holder wants one.
 * -1: there is none. */
int permits_take_idle(struct permits *permits, size_t number);
/* For the parent, after the end of a child: frees what it held. Returns how many. */
size_t permits_reclaim(struct permits *permits, size_t number);

#endif
