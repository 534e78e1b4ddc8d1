/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large memory in files: it keeps what is written, and does not stay in memory. */
#include "../test.h"
#include "base/mem.h"
#include "base/spill.h"
#include "base/str.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MIB = 1024 * 1024, LARGE_ITEMS = 8 * MIB }; /* of 8 bytes */

/* Pages of this process in memory. */
static long resident_mib(void)
{
    long all = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    CHECK(file != NULL && fscanf(file, "%ld %ld", &all, &resident) == 2);
    fclose(file);
    return resident * (sysconf(_SC_PAGESIZE) / 1024) / 1024;
}

static void small_is_plain_memory(void)
{
    char *bytes = spill_resize(NULL, 0, 100);
    bytes[99] = 'x';
    CHECK_INT(spill_file_bytes(), 0);
    bytes = spill_resize(bytes, 100, 1000);
    CHECK_INT(bytes[99], 'x');
    spill_free(bytes);
    spill_free(NULL);
}

static void large_lists_leave_memory(void)
{
    size_t capacity = 0, wrong = 0;
    uint64_t *items = NULL;
    long before_mib = resident_mib(), most_mib = 0;
    for (size_t i = 0; i < LARGE_ITEMS; i++) {
        items = spill_grow(items, i, &capacity, sizeof *items);
        items[i] = i * 2654435761u;
        spill_touched(sizeof *items);
        if (i % MIB == 0 && resident_mib() > most_mib)
            most_mib = resident_mib();
    }
    CHECK(spill_file_bytes() >= LARGE_ITEMS * sizeof *items);
    for (size_t i = 0; i < LARGE_ITEMS; i++) {
        wrong += items[i] != i * 2654435761u;
        spill_touched(sizeof *items);
        if (i % MIB == 0 && resident_mib() > most_mib)
            most_mib = resident_mib();
    }
    CHECK_INT(wrong, 0);
#ifndef __SANITIZE_ADDRESS__            /* whose own memory grows with ours */
    CHECK(most_mib - before_mib <= 16); /* of 64 */
#endif
    spill_free(items);
    CHECK_INT(spill_file_bytes(), 0);
}

/* Two texts and an arena side by side, freed in another order than made. */
static void several_at_once(void)
{
    struct text first = {0}, second = {0};
    struct arena *arena = arena_new();
    char *kept[64];
    for (size_t i = 0; i < 64; i++) {
        text_addf(&first, "%065536zu", i);
        text_addf(&second, "%0131072zu", i + 100);
        kept[i] = arena_alloc(arena, 256 * 1024);
        snprintf(kept[i], 16, "%zu", i);
    }
    for (size_t i = 0; i < 64; i++) {
        struct view digits = view_part(text_view(&second), (i + 1) * 131072 - 4, (i + 1) * 131072);
        char wanted[8];
        snprintf(wanted, sizeof wanted, "%04zu", i + 100);
        CHECK(view_is(digits, wanted));
        CHECK_INT(atoi(kept[i]), (int)i);
    }
    CHECK_INT(first.bytes, 64 * 65536);
    CHECK(view_ends(text_view(&first), "063"));
    text_release(&first);
    CHECK(view_ends(text_view(&second), "0163"));
    CHECK(spill_file_bytes() > 0);
    arena_free(arena);
    CHECK(view_ends(text_view(&second), "0163"));
    text_cut(&second, 3);
    CHECK_STR(second.at, "000");
    text_release(&second);
    CHECK_INT(spill_file_bytes(), 0);
}

/* Where the folder is not there, in another; where no file can be opened, in plain memory. */
static void without_a_folder(void)
{
    struct rlimit files, none;
    CHECK_INT(getrlimit(RLIMIT_NOFILE, &files), 0);
    setenv("TMPDIR", "/nonexistent", 1);
    for (int full = 0; full < 2; full++) {
        none = (struct rlimit){.rlim_cur = full ? 0 : files.rlim_cur, .rlim_max = files.rlim_max};
        CHECK_INT(setrlimit(RLIMIT_NOFILE, &none), 0);
        char *bytes = spill_resize(NULL, 0, 8 * MIB);
        CHECK_INT(spill_file_bytes() > 0, !full);
        bytes[8 * MIB - 1] = 'x';
        bytes = spill_resize(bytes, 8 * MIB, 20 * MIB);
        spill_touched(SPILL_RESIDENT_BYTES);
        CHECK_INT(bytes[8 * MIB - 1], 'x');
        CHECK_INT(bytes[20 * MIB - 1], 0);
        spill_free(bytes);
    }
    setrlimit(RLIMIT_NOFILE, &files);
    unsetenv("TMPDIR");
}

/* What a child writes stays in the child. */
static void children_are_separate(void)
{
    char *bytes = spill_resize(NULL, 0, 8 * MIB);
    int status = 0;
    strcpy(bytes, "ours");
    pid_t child = fork();
    if (child == 0) {
        spill_separate();
        bool reads = strcmp(bytes, "ours") == 0 && bytes[8 * MIB - 1] == 0;
        strcpy(bytes, "its!");
        bytes[8 * MIB - 1] = 'x';
        spill_touched(SPILL_RESIDENT_BYTES);
        _exit(reads && strcmp(bytes, "its!") == 0 && spill_file_bytes() == 0 ? 0 : 1);
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK_INT(status, 0);
    CHECK_STR(bytes, "ours");
    CHECK_INT(bytes[8 * MIB - 1], 0);
    spill_free(bytes);
}

TEST_MAIN(TEST(children_are_separate), TEST(small_is_plain_memory), TEST(large_lists_leave_memory),
          TEST(several_at_once), TEST(without_a_folder))
