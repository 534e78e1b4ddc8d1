/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the process of a book may send to its shelf, and what is refused. */
#include "../test.h"

#include "command/book_channel.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HEAD_BYTES = offsetof(struct channel_message, text) };

static void messages_arrive_whole_and_in_order(void)
{
    int ends[2];
    struct err err = {0};
    struct channel_message sent = {.kind = CHANNEL_LINE, .detail = TTY_LINE_WARNING}, got;
    CHECK(channel_open(ends, &err));
    CHECK_INT(channel_receive(ends[0], &got), CHANNEL_EMPTY);
    CHECK(channel_send(ends[1], &sent, "first"));
    CHECK(channel_send(ends[1], &sent, ""));
    sent = (struct channel_message){.kind = CHANNEL_DONE, .sound_seconds = 2.5};
    CHECK(channel_send(ends[1], &sent, "third"));
    CHECK_INT(channel_receive(ends[0], &got), CHANNEL_GOT);
    CHECK_STR(got.text, "first");
    CHECK_INT(got.detail, TTY_LINE_WARNING);
    CHECK_INT(channel_receive(ends[0], &got), CHANNEL_GOT);
    CHECK_STR(got.text, "");
    CHECK_INT(channel_receive(ends[0], &got), CHANNEL_GOT);
    CHECK_INT(got.kind, CHANNEL_DONE);
    CHECK(got.sound_seconds == 2.5);
    close(ends[1]);
    CHECK_INT(channel_receive(ends[0], &got), CHANNEL_CLOSED);
    CHECK(!channel_send(ends[0], &sent, "nobody listens"));
    close(ends[0]);
}

static void long_text_is_cut(void)
{
    static char text[2 * TTY_LINE_BYTES];
    int ends[2];
    struct err err = {0};
    struct channel_message message = {.kind = CHANNEL_LINE};
    memset(text, 'x', sizeof text - 1);
    CHECK(channel_open(ends, &err));
    CHECK(channel_send(ends[1], &message, text));
    CHECK_INT(channel_receive(ends[0], &message), CHANNEL_GOT);
    CHECK_INT(strlen(message.text), TTY_LINE_BYTES - 1);
    close(ends[0]);
    close(ends[1]);
}

/* Sends the first `bytes` of a message as they are. */
static void check_raw(const struct channel_message *message, size_t bytes,
                      enum channel_result wanted)
{
    static char room[2 * sizeof *message];
    int ends[2];
    struct err err = {0};
    struct channel_message got;
    memcpy(room, message, sizeof *message);
    CHECK(channel_open(ends, &err));
    CHECK_INT(send(ends[1], room, bytes, 0), bytes);
    CHECK_INT(channel_receive(ends[0], &got), wanted);
    close(ends[0]);
    close(ends[1]);
}

static void what_is_not_ours_is_refused(void)
{
    struct channel_message message = {.kind = CHANNEL_LINE, .text = "text"};
    check_raw(&message, HEAD_BYTES + 5, CHANNEL_GOT);
    check_raw(&message, HEAD_BYTES + 4, CHANNEL_BAD); /* without its end */
    check_raw(&message, HEAD_BYTES, CHANNEL_BAD);
    check_raw(&message, 1, CHANNEL_BAD);
    check_raw(&message, sizeof message + 1, CHANNEL_BAD);
    message.kind = CHANNEL_KIND_COUNT;
    check_raw(&message, HEAD_BYTES + 5, CHANNEL_BAD);
    message = (struct channel_message){.kind = CHANNEL_PROGRESS, .done = NAN};
    check_raw(&message, HEAD_BYTES + 1, CHANNEL_BAD);
    message = (struct channel_message){.kind = CHANNEL_PROGRESS, .sound_seconds = INFINITY};
    check_raw(&message, HEAD_BYTES + 1, CHANNEL_BAD);
}

TEST_MAIN(TEST(messages_arrive_whole_and_in_order), TEST(long_text_is_cut),
          TEST(what_is_not_ours_is_refused))
