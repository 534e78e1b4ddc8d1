/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox/sandbox.h"

#include "base/mem.h"
#include "base/spill.h"
#include "sandbox/filter.h"
#include "sandbox/landlock.h"

#include <malloc.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined __SANITIZE_ADDRESS__ || __has_feature(address_sanitizer) ||                            \
    __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
enum { SANITIZER = true };
#else
enum { SANITIZER = false };
#endif

/* The build of `make coverage`: each process writes its counts into this folder when it ends. So
 * all may write there, and workers have no filter. */
#ifdef LECTERN_COVERAGE
static const char counts_folder[] = LECTERN_COVERAGE;
#else
static const char counts_folder[] = "";
#endif

enum { MIB = 1024 * 1024, SIGNALS_FROM_VERSION = 6 };

struct sandbox {
    int rules, worker_rules; /* of landlock.h */
};

/* What a worker will enter. Made by the parent, because making it takes a millisecond. */
static struct {
    bool ready; /* the parent is confined, and this process is no worker */
    int rules;
    struct filter filter;
} cell;

struct sandbox *sandbox_new(void)
{
    struct sandbox *sandbox = mem_zero(1, sizeof *sandbox);
    sandbox->rules = SANITIZER ? -1 : landlock_new();
    sandbox->worker_rules = SANITIZER ? -1 : landlock_new();
    landlock_allow(sandbox->rules, counts_folder, LANDLOCK_READ | LANDLOCK_WRITE);
    landlock_allow(sandbox->worker_rules, counts_folder, LANDLOCK_READ | LANDLOCK_WRITE);
    return sandbox;
}

void sandbox_allow_read(struct sandbox *sandbox, const char *path)
{
    landlock_allow(sandbox->rules, path, LANDLOCK_READ);
}

void sandbox_allow_workers(struct sandbox *sandbox, const char *path)
{
    landlock_allow(sandbox->rules, path, LANDLOCK_READ);
    landlock_allow(sandbox->worker_rules, path, LANDLOCK_READ);
}

void sandbox_allow_write(struct sandbox *sandbox, const char *folder)
{
    landlock_allow(sandbox->rules, folder, LANDLOCK_WRITE);
}

void sandbox_allow_tidying(struct sandbox *sandbox, const char *folder)
{
    landlock_allow(sandbox->rules, folder, LANDLOCK_TIDY);
}

void sandbox_allow_use(struct sandbox *sandbox, const char *path)
{
    landlock_allow(sandbox->rules, path, LANDLOCK_READ | LANDLOCK_WRITE);
}

static bool give_up_privileges(void)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

bool sandbox_enter_supervisor(void)
{
    if (SANITIZER || !give_up_privileges())
        return false;
    struct filter filter = filter_make(FILTER_SUPERVISOR, true);
    bool entered = filter_enter(&filter);
    filter_release(&filter);
    return entered;
}

struct sandbox_report sandbox_enter(struct sandbox *sandbox)
{
    struct sandbox_report report = {.sanitizer = SANITIZER};
    if (SANITIZER || !give_up_privileges()) {
        free(sandbox);
        return report;
    }
    spill_prepare();
    bool own_signals = landlock_version() >= SIGNALS_FROM_VERSION;
    cell.filter = filter_make(FILTER_WORKER, own_signals);
    cell.rules = sandbox->worker_rules;
    cell.ready = true;
    if (landlock_enter(sandbox->rules))
        report.landlock = landlock_version();
    if (sandbox->rules >= 0)
        close(sandbox->rules);
    struct filter filter = filter_make(FILTER_PARENT, true);
    report.filter = filter_enter(&filter);
    filter_release(&filter);
    free(sandbox);
    return report;
}

/* What of our memory counts for RLIMIT_DATA; /proc, which would say it exactly, cannot be read. */
static rlim_t data_bytes(void)
{
    struct mallinfo2 heap = mallinfo2();
    return (rlim_t)(heap.arena + heap.hblkhd + spill_plain_bytes());
}

static void limit(int what, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(what, &now) != 0 || most >= now.rlim_max)
        return;
    now = (struct rlimit){most, most};
    setrlimit(what, &now);
}

void sandbox_enter_worker(void)
{
    if (!cell.ready)
        return;
    cell.ready = false;
    spill_separate();
    limit(RLIMIT_DATA, data_bytes() + (rlim_t)SANDBOX_WORKER_MIB * MIB);
    landlock_enter(cell.rules);
    if (counts_folder[0] != '\0')
        return;
    limit(RLIMIT_FSIZE, 0);
    filter_enter(&cell.filter);
}
