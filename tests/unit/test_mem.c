/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growing lists and arenas. */
#include "../test.h"
#include "base/mem.h"

#include <signal.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void nothing_is_a_pointer(void)
{
    void *none[] = {mem_alloc(0), mem_zero(0, 8), mem_zero(8, 0), mem_resize(NULL, 0)};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        CHECK(none[i] != NULL);
        free(none[i]);
    }
    char *copy = mem_copy_text(NULL, 0), *part = mem_copy_text("abcdef", 3);
    CHECK_STR(copy, "");
    CHECK_STR(part, "abc");
    free(copy);
    free(part);
}

/* Few moves: the capacity grows by a factor. */
static void lists_grow(void)
{
    size_t capacity = 0, moves = 0;
    int *items = NULL;
    for (size_t i = 0; i < 1000000; i++) {
        size_t before = capacity;
        items = mem_grow(items, i, &capacity, sizeof *items);
        moves += capacity != before;
        items[i] = (int)i;
    }
    CHECK(capacity >= 1000000 && capacity < 1600000);
    CHECK(moves < 40);
    CHECK_INT(items[0], 0);
    CHECK_INT(items[999999], 999999);
    free(items);
}

/* It keeps what is in it as it grows and shrinks, and a child has none of it. */
static void memory_apart(void)
{
    enum { FIRST = 5000, LAST = 3000000 };
    char *at = mem_resize_apart(NULL, 0, FIRST);
    memset(at, 'a', FIRST);
    at = mem_resize_apart(at, FIRST, LAST);
    CHECK(at[0] == 'a' && at[FIRST - 1] == 'a' && at[LAST - 1] == '\0');
    at[LAST - 1] = 'z';
    pid_t child = fork();
    if (child == 0) {
        signal(SIGSEGV, SIG_DFL); /* a sanitizer's report is not wanted */
        at[0] = 'b';
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    CHECK(at[0] == 'a' && at[LAST - 1] == 'z');
    at = mem_resize_apart(at, LAST, FIRST);
    CHECK(at[FIRST - 1] == 'a');
    mem_free_apart(at, FIRST);
    mem_free_apart(NULL, 0);
}

static void arenas(void)
{
    static const size_t sizes[] = {0, 1, 7, 16, 17, 65535, 65536, 65537, 1000000, 3};
    enum { COUNT = sizeof sizes / sizeof sizes[0] };
    unsigned char *taken[COUNT];
    struct arena *arena = arena_new();
    for (size_t i = 0; i < COUNT; i++) {
        taken[i] = arena_alloc(arena, sizes[i]);
        CHECK_INT((uintptr_t)taken[i] % alignof(max_align_t), 0);
        size_t other_than_zero = 0;
        for (size_t k = 0; k < sizes[i]; k++)
            other_than_zero += taken[i][k] != 0;
        CHECK_INT(other_than_zero, 0);
        memset(taken[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++) {
        size_t spoiled = 0;
        for (size_t k = 0; k < sizes[i]; k++)
            spoiled += taken[i][k] != i + 1;
        CHECK_INT(spoiled, 0);
    }
    CHECK_STR(arena_copy_text(arena, "hello", 4), "hell");
    CHECK_STR(arena_copy_text(arena, NULL, 0), "");
    arena_free(arena);
    arena_free(NULL);
}

static void say(void *context)
{
    const char *word = context;
    if (write(STDERR_FILENO, word, strlen(word)) < 0)
        _exit(9);
}

/* The newest farewell first, then one sentence; the status is that of a failed system. */
static void ends_without_memory(void)
{
    int ends[2], status;
    CHECK(pipe(ends) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        char words[][10] = {"gone ", "first ", "second ", "removed "};
        struct mem_farewell gone = {say, words[0], NULL}, first = {say, words[1], NULL},
                            second = {say, words[2], NULL}, removed = {say, words[3], NULL};
        dup2(ends[1], STDERR_FILENO);
        mem_farewell_add(&gone);
        mem_farewell_only(&first);
        mem_farewell_add(&removed);
        mem_farewell_add(&second);
        mem_farewell_remove(&removed);
        mem_farewell_remove(&removed);
        mem_checked(NULL);
        _exit(8);
    }
    close(ends[1]);
    char said[256] = "";
    for (ssize_t got, at = 0; (got = read(ends[0], said + at, sizeof said - 1 - (size_t)at)) > 0;)
        at += got;
    close(ends[0]);
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK(WIFEXITED(status));
    CHECK_INT(WEXITSTATUS(status), 1);
    CHECK(strncmp(said, "second first lectern: out of memory; ", 37) == 0);
}

TEST_MAIN(TEST(nothing_is_a_pointer), TEST(lists_grow), TEST(memory_apart), TEST(arenas),
          TEST(ends_without_memory))
