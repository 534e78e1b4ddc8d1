/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of speech/. One piece of work in a process of its own: fork, run, send the result through a
 * pipe, end.
 *
 * The child inherits everything it needs, so a request has no form; the reply is bytes. A child
 * that crashes, hangs or is killed is seen by how it ended, and costs nothing but itself.
 */
#ifndef SPEECH_WORKER_H
#define SPEECH_WORKER_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <sys/types.h>

/* Work done in the child: appends the reply. False: `err` is sent instead. */
typedef bool worker_function(void *context, struct text *reply, struct err *err);

enum worker_end { WORKER_DONE, WORKER_FAILED, WORKER_DIED, WORKER_KILLED };

struct worker {
    pid_t pid;         /* 0: not running */
    int descriptor;    /* our end of the pipe; -1 when closed */
    struct text reply; /* what came so far; owned */
};

/*
 * Limits of a child. CPU time is what stops a loop; wall time only what waits for something that
 * never comes, so a suspended machine or a busy one changes nothing.
 */
enum { WORKER_CPU_SECONDS = 60, WORKER_WALL_SECONDS = 600 };

/*
 * Starts the work. The child dies with us. Errors: ERR_SYSTEM (no process, no pipe).
 *
 * The child begins on processor `place` of those we may use (counted from 0, round and round), and
 * from there the scheduler has its way. Left to itself it starts a child where the parent is, and
 * may take 10 to 40 ms to see that the processor beside it has nothing to do.
 */
bool worker_start(struct worker *worker, worker_function *work, void *context, size_t place,
                  struct err *err);

/*
 * Reads what is there; call when poll() says so. True while more may come. At the end (false) call
 * worker_end.
 */
bool worker_read(struct worker *worker);

/*
 * Reaps the child and says how it ended. WORKER_DONE: worker->reply holds the whole reply.
 * WORKER_FAILED: `err` has the child's sentence. WORKER_KILLED: by SIGKILL, so from outside.
 * WORKER_DIED: crashed, out of time, or the reply is cut short; `err` says how.
 */
enum worker_end worker_end(struct worker *worker, struct err *err);

/* Runs the work to its end: the same, for one child at a time. */
enum worker_end worker_run(worker_function *work, void *context, struct text *reply,
                           struct err *err);

/* Kills and reaps a child that is still running; frees the reply. Fine when not running. */
void worker_release(struct worker *worker);

#endif
