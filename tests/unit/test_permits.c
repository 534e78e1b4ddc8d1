/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Permits: never more than there are, and none is lost, also when their holders are killed. */
#include "../test.h"

#include "base/permits.h"

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

static bool rings(int bell)
{
    struct pollfd poll_of = {bell, POLLIN, 0};
    return poll(&poll_of, 1, 0) == 1;
}

static void are_taken_and_given(void)
{
    struct err err = {0};
    struct permits *permits = permits_new(2, 3, &err);
    struct permit_holder first = {permits, 0, -1}, second = {permits, 1, -1};
    CHECK_INT(permits_take(&first), 0);
    CHECK_INT(permits_take(&second), 1);
    CHECK_INT(permits_take(&second), -1);
    CHECK_INT(permits_take_idle(permits, 2), -1);
    permits_give(&first, 0);
    CHECK_INT(permits_take(&second), 0);
    permits_give(&second, -1); /* none: fine */
    CHECK_INT(permits_take(&first), -1);
    permits_free(permits);
}

static void bells_ring_for_those_concerned(void)
{
    struct err err = {0};
    struct permits *permits = permits_new(1, 2, &err);
    struct permit_holder first = {permits, 0, -1}, second = {permits, 1, -1};
    int permit = permits_take(&first);
    CHECK(!rings(permits_bell(&first)));
    CHECK(!rings(permits_idle_bell(permits)));
    permits_give(&first, permit);
    CHECK(!rings(permits_bell(&first)));
    CHECK(rings(permits_idle_bell(permits)));
    permit = permits_take_idle(permits, 0);
    CHECK_INT(permit, 0);
    CHECK(!rings(permits_idle_bell(permits)));
    permits_want(&second, true);
    permits_give(&first, permit);
    CHECK(rings(permits_bell(&second)));
    CHECK_INT(permits_take_idle(permits, 0), -1); /* it is wanted */
    permits_want(&second, false);                 /* after all, it is not */
    CHECK(rings(permits_idle_bell(permits)));
    CHECK_INT(permits_take_idle(permits, 0), 0);
    permits_free(permits);
}

static void one_bell_is_enough_for_two(void)
{
    struct err err = {0};
    struct permits *permits = permits_new(2, 3, &err);
    struct permit_holder first = {permits, 0, -1}, second = {permits, 1, -1},
                         third = {permits, 2, -1};
    CHECK_INT(permits_take(&first), 0);
    CHECK_INT(permits_take(&first), 1);
    permits_want(&second, true);
    permits_want(&third, true);
    permits_give(&first, 0);
    permits_give(&first, 1);
    CHECK_INT(permits_take(&second), 0); /* silences the bell, and rings it for the third */
    CHECK(rings(permits_bell(&third)));
    CHECK_INT(permits_take(&third), 1);
    permits_free(permits);
}

/* Takes and gives until it is killed. */
static _Noreturn void take_and_give(struct permits *permits, size_t number)
{
    struct permit_holder holder = {permits, number, -1};
    permits_keep_from_children(&holder);
    for (;;) {
        permits_want(&holder, true);
        int one = permits_take(&holder), other = permits_take(&holder);
        permits_give(&holder, other);
        permits_want(&holder, false);
        permits_give(&holder, one);
    }
}

static void none_is_lost_with_a_holder(void)
{
    enum { PERMITS = 3, HOLDERS = 4, KILLS = 200 };
    struct err err = {0};
    struct permits *permits = permits_new(PERMITS, HOLDERS, &err);
    pid_t children[HOLDERS];
    for (size_t i = 0; i < HOLDERS; i++)
        children[i] = 0;
    for (size_t kill_count = 0; kill_count < KILLS; kill_count++) {
        size_t i = kill_count % HOLDERS;
        if (children[i] > 0) {
            kill(children[i], SIGKILL);
            waitpid(children[i], NULL, 0);
            CHECK(permits_reclaim(permits, i) <= PERMITS);
        }
        children[i] = fork();
        if (children[i] == 0)
            take_and_give(permits, i);
        usleep(500 + (useconds_t)kill_count * 7);
    }
    for (size_t i = 0; i < HOLDERS; i++) {
        kill(children[i], SIGKILL);
        waitpid(children[i], NULL, 0);
        permits_reclaim(permits, i);
    }
    for (int i = 0; i < PERMITS; i++)
        CHECK_INT(permits_take_idle(permits, 0), i);
    CHECK_INT(permits_take_idle(permits, 0), -1);
    permits_free(permits);
}

TEST_MAIN(TEST(are_taken_and_given), TEST(bells_ring_for_those_concerned),
          TEST(one_bell_is_enough_for_two), TEST(none_is_lost_with_a_holder))
