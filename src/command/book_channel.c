/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/book_channel.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

enum { HEAD_BYTES = offsetof(struct channel_message, text) };

bool channel_open(int ends[2], struct err *err)
{
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return err_set(err, ERR_SYSTEM, "cannot create a channel to the process of a book: %s",
                       strerror(errno));
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return true;
}

bool channel_send(int descriptor, struct channel_message *message, const char *text)
{
    ssize_t sent;
    snprintf(message->text, sizeof message->text, "%s", text);
    size_t bytes = HEAD_BYTES + strlen(message->text) + 1;
    do
        sent = send(descriptor, message, bytes, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)bytes;
}

static bool is_ours(const struct channel_message *message, size_t bytes)
{
    return bytes > HEAD_BYTES && bytes <= sizeof *message &&
           message->text[bytes - HEAD_BYTES - 1] == '\0' &&
           (unsigned)message->kind < CHANNEL_KIND_COUNT && isfinite(message->done) &&
           isfinite(message->sound_seconds) && isfinite(message->file_bytes);
}

enum channel_result channel_receive(int descriptor, struct channel_message *message)
{
    ssize_t got;
    do
        got = recv(descriptor, message, sizeof *message, MSG_TRUNC);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return errno == EAGAIN ? CHANNEL_EMPTY : CHANNEL_CLOSED;
    if (got == 0)
        return CHANNEL_CLOSED;
    return is_ours(message, (size_t)got) ? CHANNEL_GOT : CHANNEL_BAD;
}
