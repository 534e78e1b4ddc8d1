/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: what the process of one book says to the shelf (shelf.h), and back.
 *
 * A channel is a pair of sockets that keep the bounds of messages. Nothing of what a book's process
 * sends is believed: a message of another size or kind, or without an end, is refused.
 */
#ifndef COMMAND_BOOK_CHANNEL_H
#define COMMAND_BOOK_CHANNEL_H

#include "base/err.h"
#include "base/tty.h"

#include <stdbool.h>

enum channel_kind {
    CHANNEL_LINE,     /* `detail`: enum tty_line; `text`: the line */
    CHANNEL_PROGRESS, /* `done`, `sound_seconds`; `text`: title of the chapter */
    CHANNEL_NAME,     /* to the shelf: the name in `text` is wanted; back: it is the one to use */
    CHANNEL_NO_NAME,  /* back: `text` says why there is none; `detail`: enum err_kind */
    CHANNEL_DONE,     /* `detail`: 1 when the file was up to date; `sound_seconds`, `file_bytes`;
                         `text`: the line for --dry-run */
    CHANNEL_FAILED, /* `detail`: enum err_kind; `text`: its sentence; the rest as in CHANNEL_DONE */
    CHANNEL_KIND_COUNT,
};

struct channel_message {
    enum channel_kind kind;
    int detail;
    double done; /* 0 to 1 */
    double sound_seconds;
    double file_bytes;
    char text[TTY_LINE_BYTES]; /* NUL-terminated; only so much is sent */
};

/* ends[0] is for the shelf and does not wait, ends[1] for the book. Errors: ERR_SYSTEM. */
bool channel_open(int ends[2], struct err *err);

/* False when the other end is closed or the message was not sent; text that is too long is cut. */
bool channel_send(int descriptor, struct channel_message *message, const char *text);

enum channel_result { CHANNEL_GOT, CHANNEL_EMPTY, CHANNEL_CLOSED, CHANNEL_BAD };
/* CHANNEL_EMPTY: there is no message yet. CHANNEL_BAD: not one of ours. */
enum channel_result channel_receive(int descriptor, struct channel_message *message);

#endif
