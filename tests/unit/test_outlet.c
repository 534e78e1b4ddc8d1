/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes for a slow reader: nothing waits, nothing is lost, and a reader that goes away is noticed.
 */
#include "../test.h"
#include "base/outlet.h"
#include "base/str.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

enum { PIECE = 100000, PIECES = 12 };

static bool never(void)
{
    return false;
}

static bool at_once(void)
{
    return true;
}

static void open_pair(struct outlet *outlet, int *reader)
{
    int ends[2];
    signal(SIGPIPE, SIG_IGN);
    CHECK(pipe2(ends, O_CLOEXEC) == 0);
    outlet_open(outlet, ends[1], "the pipe");
    *reader = ends[0];
}

static void add_pieces(struct outlet *outlet)
{
    static char piece[PIECE];
    for (int i = 0; i < PIECES; i++) {
        memset(piece, 'a' + i, sizeof piece);
        outlet_add(outlet, (struct view){piece, sizeof piece});
    }
}

static void does_not_wait(void)
{
    struct outlet outlet;
    struct err err = {0};
    int reader;
    open_pair(&outlet, &reader);
    CHECK(!outlet_is_full(&outlet));
    add_pieces(&outlet);
    CHECK(outlet_is_full(&outlet));
    CHECK(outlet_write(&outlet, &err));
    CHECK(outlet_queued(&outlet) > 0 && outlet_queued(&outlet) < PIECE * PIECES);
    CHECK_INT(outlet.bytes, PIECE * PIECES);
    CHECK(!outlet_finish(&outlet, at_once, &err));
    CHECK_INT(err.kind, ERR_SYSTEM);
    outlet_close(&outlet);
    outlet_close(&outlet);
    close(reader);
}

static void loses_nothing(void)
{
    struct outlet outlet;
    struct err err = {0};
    static char got[PIECE * PIECES + 1];
    size_t bytes = 0;
    int reader;
    open_pair(&outlet, &reader);
    add_pieces(&outlet);
    while (outlet_queued(&outlet) > 0 && outlet_write(&outlet, &err)) {
        ssize_t count = read(reader, got + bytes, 3000);
        bytes += count > 0 ? (size_t)count : 0;
    }
    CHECK(outlet_finish(&outlet, never, &err));
    outlet_close(&outlet);
    for (ssize_t count; (count = read(reader, got + bytes, sizeof got - bytes)) > 0;)
        bytes += (size_t)count;
    CHECK_INT(bytes, PIECE * PIECES);
    bool same = true;
    for (size_t i = 0; i < bytes; i++)
        same = same && got[i] == (char)('a' + i / PIECE);
    CHECK(same);
    close(reader);
}

/* Also when nothing is queued: there is no sense in going on. */
static void notices_that_nobody_reads(void)
{
    for (int queued = 0; queued < 2; queued++) {
        struct outlet outlet;
        struct err err = {.text = "?"};
        int reader;
        open_pair(&outlet, &reader);
        CHECK(outlet_write(&outlet, &err));
        close(reader);
        if (queued)
            outlet_add(&outlet, view_of("words"));
        CHECK(!outlet_write(&outlet, &err));
        CHECK_INT(err.kind, ERR_OUTPUT);
        CHECK_STR(err.text, "");
        outlet_close(&outlet);
    }
}

static void says_what_else_is_wrong(void)
{
    struct outlet outlet;
    struct err err = {0};
    outlet_open(&outlet, open("/dev/full", O_WRONLY | O_CLOEXEC), "the device");
    outlet_add(&outlet, view_of("words"));
    CHECK(!outlet_write(&outlet, &err));
    CHECK_INT(err.kind, ERR_OUTPUT);
    CHECK(strstr(err.text, "the device") != NULL);
    outlet_close(&outlet);
}

TEST_MAIN(TEST(does_not_wait), TEST(loses_nothing), TEST(notices_that_nobody_reads),
          TEST(says_what_else_is_wrong))
