/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/permits.h"

#include "base/mem.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

/* In shared memory: the owners of the permits, then a flag for each holder. */
struct permits {
    size_t count, holders;
    size_t shared_bytes;
    atomic_uint *owner;  /* per permit: number of the holder + 1; 0: free */
    atomic_uint *wanted; /* per holder */
    int bell, idle_bell; /* eventfd */
};

struct permits *permits_new(size_t count, size_t holders, struct err *err)
{
    struct permits *permits = mem_zero(1, sizeof *permits);
    *permits = (struct permits){.count = count, .holders = holders};
    permits->shared_bytes = (count + holders) * sizeof *permits->owner;
    permits->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    permits->idle_bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    void *shared = mmap(NULL, permits->shared_bytes, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (permits->bell < 0 || permits->idle_bell < 0 || shared == MAP_FAILED) {
        err_set(err, ERR_SYSTEM, "cannot share the processors between books: %s", strerror(errno));
        permits_free(permits);
        return NULL;
    }
    permits->owner = shared;
    permits->wanted = permits->owner + count;
    return permits;
}

void permits_free(struct permits *permits)
{
    if (permits == NULL)
        return;
    if (permits->bell >= 0)
        close(permits->bell);
    if (permits->idle_bell >= 0)
        close(permits->idle_bell);
    if (permits->owner != NULL)
        munmap(permits->owner, permits->shared_bytes);
    free(permits);
}

void permits_keep_from_children(const struct permit_holder *holder)
{
    /* A failure only means that they have it. */
    madvise(holder->permits->owner, holder->permits->shared_bytes, MADV_DONTFORK);
}

static bool any_is_wanted(const struct permits *permits)
{
    for (size_t i = 0; i < permits->holders; i++)
        if (atomic_load(&permits->wanted[i]) != 0)
            return true;
    return false;
}

static bool any_is_free(const struct permits *permits)
{
    for (size_t i = 0; i < permits->count; i++)
        if (atomic_load(&permits->owner[i]) == 0)
            return true;
    return false;
}

/* Tells those who may use a free permit. Both bells may ring too often, never too seldom. */
static void ring(const struct permits *permits)
{
    const uint64_t one = 1;
    int bell = any_is_wanted(permits) ? permits->bell : permits->idle_bell;
    if (write(bell, &one, sizeof one) < 0) { /* it has rung more often than anybody can count */
    }
}

static void silence(int bell)
{
    uint64_t times;
    if (read(bell, &times, sizeof times) < 0) { /* it was silent */
    }
}

static int take(struct permits *permits, size_t number)
{
    for (size_t i = 0; i < permits->count; i++) {
        unsigned nobody = 0;
        if (!atomic_compare_exchange_strong(&permits->owner[i], &nobody, (unsigned)number + 1))
            continue;
        /* Whoever silenced the bell may have done so for two permits. */
        if (any_is_free(permits))
            ring(permits);
        return (int)i;
    }
    return -1;
}

int permits_take(const struct permit_holder *holder)
{
    silence(holder->permits->bell);
    return take(holder->permits, holder->number);
}

void permits_give(const struct permit_holder *holder, int permit)
{
    if (permit < 0)
        return;
    atomic_store(&holder->permits->owner[permit], 0);
    ring(holder->permits);
}

void permits_want(const struct permit_holder *holder, bool wants)
{
    const struct permits *permits = holder->permits;
    bool wanted = atomic_exchange(&permits->wanted[holder->number], wants) != 0;
    if (wanted && !wants && any_is_free(permits))
        ring(permits);
}

int permits_bell(const struct permit_holder *holder)
{
    return holder->permits->bell;
}

int permits_idle_bell(const struct permits *permits)
{
    return permits->idle_bell;
}

int permits_take_idle(struct permits *permits, size_t number)
{
    silence(permits->idle_bell);
    return any_is_wanted(permits) ? -1 : take(permits, number);
}

size_t permits_reclaim(struct permits *permits, size_t number)
{
    size_t reclaimed = 0;
    atomic_store(&permits->wanted[number], 0);
    for (size_t i = 0; i < permits->count; i++) {
        unsigned own = (unsigned)number + 1;
        reclaimed += atomic_compare_exchange_strong(&permits->owner[i], &own, 0);
    }
    if (any_is_free(permits))
        ring(permits);
    return reclaimed;
}
