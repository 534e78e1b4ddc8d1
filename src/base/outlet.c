/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/outlet.h"

#include "base/file.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum {
    /* What a pipe takes without waiting when poll() says that it takes anything: see pipe(7). */
    STEP_BYTES = PIPE_BUF,
    /* Chosen: two minutes of the usual MP3, so that a reader which takes it in gulps finds some. */
    FULL_BYTES = 1 << 20,
    WAIT_MS = 200, /* how soon a signal is noticed */
};

void outlet_open(struct outlet *outlet, int descriptor, const char *name)
{
    *outlet = (struct outlet){.descriptor = descriptor, .name = name};
}

void outlet_add(struct outlet *outlet, struct view bytes)
{
    text_add_view(&outlet->queue, bytes);
    outlet->bytes += bytes.bytes;
}

size_t outlet_queued(const struct outlet *outlet)
{
    return outlet->queue.bytes - outlet->from;
}

bool outlet_is_full(const struct outlet *outlet)
{
    return outlet_queued(outlet) >= FULL_BYTES;
}

static bool fail(const struct outlet *outlet, int problem, struct err *err)
{
    if (problem == EPIPE)
        return err_set(err, ERR_OUTPUT, "%s", "");
    return err_set(err, err_kind_of(problem, ERR_OUTPUT), "%s: cannot be written: %s%s",
                   outlet->name, strerror(problem), err_advice(problem));
}

/* Waits for `wait_ms` at most. 1: something can be written; 0: not now; -1, with errno: never. */
static int is_accepting(const struct outlet *outlet, int wait_ms)
{
    struct pollfd one = {outlet->descriptor, outlet_queued(outlet) > 0 ? POLLOUT : 0, 0};
    int ready = poll(&one, 1, wait_ms);
    if (ready < 0)
        return errno == EINTR ? 0 : -1;
    if (ready > 0 && (one.revents & POLLOUT) == 0) {
        errno = (one.revents & POLLNVAL) != 0 ? EBADF : EPIPE;
        return -1;
    }
    return ready;
}

/* False with errno. */
static bool write_step(struct outlet *outlet)
{
    size_t bytes = outlet_queued(outlet) < STEP_BYTES ? outlet_queued(outlet) : STEP_BYTES;
    ssize_t done = write(outlet->descriptor, outlet->queue.at + outlet->from, bytes);
    if (done < 0)
        return errno == EINTR || errno == EAGAIN;
    outlet->from += (size_t)done;
    if (outlet_queued(outlet) > 0)
        return true;
    text_clear(&outlet->queue);
    outlet->from = 0;
    return true;
}

bool outlet_write(struct outlet *outlet, struct err *err)
{
    int accepting;
    while ((accepting = is_accepting(outlet, 0)) > 0)
        if (!write_step(outlet))
            return fail(outlet, errno, err);
    return accepting == 0 || fail(outlet, errno, err);
}

bool outlet_finish(struct outlet *outlet, bool (*stop)(void), struct err *err)
{
    while (outlet_queued(outlet) > 0) {
        int accepting = is_accepting(outlet, WAIT_MS);
        if (stop())
            return err_set(err, ERR_SYSTEM, "stopped by a signal");
        if (accepting < 0 || (accepting > 0 && !write_step(outlet)))
            return fail(outlet, errno, err);
    }
    return true;
}

void outlet_close(struct outlet *outlet)
{
    if (outlet->descriptor >= 0)
        close(outlet->descriptor);
    outlet->descriptor = -1;
    text_release(&outlet->queue);
    outlet->from = 0;
}
