/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of speech/ (see speech.h): runs one piece of work in a process of its own, which sends the
 * result back through a pipe and ends.
 *
 * The child inherits everything it needs, so no request has to be encoded; only the reply is
 * sent, as bytes. When a child crashes, hangs or is killed, only its own work is lost, and
 * worker_end says what happened.
 *
 * A child speaks text that a stranger may have written, with a library that is known to crash. So
 * it is not trusted: it has no descriptors but those it needs, its memory is its own, and what it
 * sends has a limit and a known form. What the bytes of a reply mean is for the caller to check.
 *
 *     worker_start, worker_read until it returns false, worker_end, worker_release
 */
#ifndef SPEECH_WORKER_H
#define SPEECH_WORKER_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <sys/types.h>

/* The work, done in the child: appends the reply. When it returns false, `err` is sent instead. */
typedef bool worker_function(void *context, struct text *reply, struct err *err);

enum worker_end { WORKER_DONE, WORKER_FAILED, WORKER_DIED, WORKER_KILLED };

/* What a child has and may send. */
struct worker_terms {
    const int
        *descriptors; /* that stay open in it, ascending, all above 2; the others are closed */
    size_t descriptor_count;
    size_t reply_bytes; /* a longer reply is refused */
    bool only_prepares; /* does nothing with the book: confined like its parent, not more. eSpeak
                           NG's start takes a thread, for a sound server. */
};

enum { WORKER_HEAD_BYTES = 16 };

struct worker {
    pid_t pid;         /* 0: not running */
    int descriptor;    /* our end of the pipe; -1 when closed */
    struct text reply; /* received so far; owned */
    /* private */
    size_t limit_bytes;
    double deadline_s;   /* tty_clock */
    const char *problem; /* why it is not listened to any more; NULL: it is */
    /* What comes before the reply. Apart from it, so that the reply need not be moved when
     * it is whole: its memory is shared with workers started since, and would all be copied. */
    unsigned char head[WORKER_HEAD_BYTES];
    size_t head_bytes;
};

/*
 * Limits of a child. Chosen: a take of three minutes needs about half a second of CPU time, so
 * sixty mean an endless loop. Wall time is ten times that, to stop a child that waits for ever
 * without stopping those on a busy machine. After its reply, a child gets some seconds to end.
 */
enum { WORKER_CPU_SECONDS = 60, WORKER_WALL_SECONDS = 600, WORKER_END_SECONDS = 10 };

/*
 * Starts the work. The child is killed when we end. Errors: ERR_SYSTEM (no process, no pipe).
 *
 * `worker` is {0} or was released; its reply may have memory apart (str.h) of an earlier one, which
 * is used again. That spares most of the parent's work: a page that is written for the first time,
 * or for the first time since a child was started, costs more than all that comes into it.
 *
 * The child starts on the processor of this number (modulo those we may use); from then on the
 * scheduler decides. Without this, the scheduler starts a child on the parent's processor, and
 * measurements show that it takes 10 to 40 ms to notice that another one is idle.
 */
bool worker_start(struct worker *worker, worker_function *work, void *context,
                  const struct worker_terms *terms, size_t processor, struct err *err);

/* Moves this process to the processor of this number, as said above. A failure does not matter. */
void worker_begin_at(size_t processor);

/*
 * Reads what is available; call it when poll() reports something. True while more may come; then
 * call worker_end.
 */
bool worker_read(struct worker *worker);

/*
 * Call it when poll() has reported nothing for some time. True when nothing will come any more: the
 * child has ended, although its end of the pipe is open somewhere, or it took too long and was
 * killed. Then call worker_end.
 */
bool worker_is_lost(struct worker *worker);

/*
 * Reaps the child and says how it ended. WORKER_DONE: worker->reply holds the whole reply.
 * WORKER_FAILED: `err` is the child's error. WORKER_KILLED: by SIGKILL, which comes from outside.
 * WORKER_DIED: it crashed, ran out of time, or its reply is incomplete or too long; `err` says
 * which.
 */
enum worker_end worker_end(struct worker *worker, struct err *err);

/* Starts the work and waits for its end. On WORKER_DONE the reply is appended to `reply`. */
enum worker_end worker_run(worker_function *work, void *context, const struct worker_terms *terms,
                           struct text *reply, struct err *err);

/* Kills and reaps a child that is still running; frees the reply. Fine when not running. */
void worker_release(struct worker *worker);

#endif
